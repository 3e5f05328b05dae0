"""The invitation to a meeting, on paper."""

from dataclasses import asdict, dataclass

from netmeet.documents.typeset import compile_pdf
from netmeet.documents.words import SAFE_AT_HOME, PaperForm


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All that one invitation may say: to whom, about whose meeting, when, where, and whom to ask.

    It names nobody else who is asked or not asked, and gives no address but the venue's. Everything is text as it will
    stand on the paper. ``adult`` is what the adult likes to be called, ``own`` is true for the adult's own copy.
    ``purpose`` are the adult's own words; ``dated`` is the day the letter was made; ``council``, ``sender`` and ``contact``
    are the council's side. Whatever is empty is left out.
    """

    invitee: str
    adult: str
    own: bool = False
    dated: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    length: str = ""
    purpose: str = ""
    council: str = ""
    sender: str = ""
    contact: str = ""
    form: PaperForm = PaperForm.PLAIN


def letter_pdf(content: LetterContent) -> bytes:
    """Return one invitation as a tagged PDF. The name alone stands where a window envelope shows it."""
    return compile_pdf("letter", {**asdict(content), "home": SAFE_AT_HOME[content.form]})
