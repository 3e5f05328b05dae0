"""Every invitation of a meeting at once: none is made where one of them may not be."""

from collections.abc import Sequence

from netmeet.documents.letter import letter_paper
from netmeet.documents.naming import file_name
from netmeet.documents.pieces import Paper, paper_pdf
from netmeet.documents.word import set_as
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.documents.zipped import zipped
from netmeet.domain.papers_out import PaperAct
from netmeet.services.paper_consent import Checked, let_go
from netmeet.services.papers import Desk, Reader, letter_content, made, mark, readers


def together(found: Sequence[Checked]) -> Checked:
    """What was found in any of several papers, each sentence once."""
    never = dict.fromkeys(line for one in found for line in one.never)
    ask = dict.fromkeys(line for one in found for line in one.ask)
    words = dict.fromkeys(pair for one in found for pair in one.words)
    return Checked(tuple(never), tuple(ask), ("together", *(one.seen for one in found)), any(one.final for one in found), tuple(words))


def as_files(desk: Desk, form: PaperForm, file: PaperFile, *, looked: str = "") -> bytes:
    """A zip with a file for each letter, in no order that tells anything. Raises ``BadInputError`` like ``papers.letter``."""
    letters = _letters(desk, form, looked=looked)
    named = ((file_name("letter", file.value, mark(desk.meeting, who, "letter")), set_as(paper, file)) for who, paper in letters)
    return _made(desk, "" if file is PaperFile.PDF else " for Word", zipped(sorted(named)), letters)


def to_print(desk: Desk, form: PaperForm, *, looked: str = "") -> bytes:
    """One PDF with every letter, each beginning on a sheet of its own. Raises ``BadInputError`` like ``papers.letter``."""
    letters = _letters(desk, form, looked=looked)
    return _made(desk, " to print", paper_pdf(*(paper for _, paper in letters)), letters)


def _letters(desk: Desk, form: PaperForm, *, looked: str) -> list[tuple[Reader, Paper]]:
    everybody = readers(desk.case, desk.meeting)
    let_go(together([desk.letter(who) for who in everybody]), looked)
    return [(who, letter_paper(letter_content(desk, who, form))) for who in everybody]


def _made(desk: Desk, how: str, data: bytes, letters: list[tuple[Reader, Paper]]) -> bytes:
    what = "made 1 letter at once" if len(letters) == 1 else f"made {len(letters)} letters at once"
    return made(desk, f"{what}{how}", data, PaperAct.LETTER, *(who for who, _ in letters))
