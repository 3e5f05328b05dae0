"""Papers for Word, that a council can edit: the same pieces as on the PDF, and drawings as pictures."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Emu, Mm

from netmeet.documents.diagram import MARGIN, Page, diagram_png, page_for
from netmeet.documents.pieces import Envelope, Paper, paper_pdf
from netmeet.documents.word_package import packed
from netmeet.documents.word_pieces import Setter, picture
from netmeet.documents.word_styles import new_document, text_width
from netmeet.documents.word_text import write
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.drawing.scene import Scene
from netmeet.drawing.svg import clean
from netmeet.drawing.twin import TwinTable

WORD_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_LARGEST = (297.0, 420.0)
"""A3, the largest of our sheets that Word can make."""
_FITS = 0.96
"""How much of a sheet a drawing takes: Word wants some room below a picture."""
_DPI = 300
_LISTENED = 4000
"""How many letters of alternative text are too many."""


def set_as(paper: Paper, file: PaperFile) -> bytes:
    """Set a paper as one kind of file."""
    return paper_pdf(paper) if file is PaperFile.PDF else paper_word(paper)


def paper_word(paper: Paper) -> bytes:
    """Set a paper as a Word file. The same paper gives the same bytes."""
    document = new_document(paper.title, paper.form)
    setter = Setter(document, paper.form, text_width(paper.form))
    top = [piece for piece in paper.pieces if isinstance(piece, Envelope)]
    setter.all(top)
    document.add_paragraph(paper.title, "Title")
    setter.all(piece for piece in paper.pieces if piece not in top)
    _number(document.sections[0])
    return packed(document)


def diagram_word(scene: Scene, twin: Sequence[TwinTable], *, title: str = "Diagram", note: str = "") -> bytes:
    """Return a drawing as a picture on one page, with the same facts in words as its alternative text.

    ``title`` is the document's, which shows in the window and in search: nothing personal. ``note`` is one line below the
    picture. A drawing for a larger sheet than A3, which is the largest of ours that Word makes, is made smaller.
    """
    scene = replace(scene, width=max(scene.width, 1.0), height=max(scene.height, 1.0))
    page = page_for(scene)
    if max(page.width, page.height) > max(_LARGEST):
        page = page_for(scene, (_LARGEST,))
    document = new_document(clean(title) or "Diagram", PaperForm.PLAIN)
    _sheet(document.sections[0], page)
    shown = document.add_paragraph()
    shown.paragraph_format.space_after, shown.paragraph_format.line_spacing = Emu(0), 1.0
    scale = page.scale * _FITS
    picture(shown, diagram_png(scene, dpi=_DPI * scale), scene.width * scale, _in_words(scene, twin))
    if note:
        write(document.add_paragraph(style="Footer"), note)
    return packed(document)


def _in_words(scene: Scene, twin: Sequence[TwinTable]) -> str:
    """The alternative text of a drawing: a sentence for each row of the tables that say the same, as far as anybody can listen."""
    rows = [f"{', '.join(filter(None, map(clean, row.cells)))}." for table in twin for row in table.rows]
    kept = [row for row, end in zip(rows, accumulate(map(len, rows)), strict=True) if end <= _LISTENED]
    left = f"There are {len(rows) - len(kept)} more; all stand in words below this drawing in netmeet." if len(kept) < len(rows) else ""
    said = (f"{clean(scene.title) or 'Diagram'}.", *kept, left)
    return " ".join(filter(None, said))


def _sheet(section: Section, page: Page) -> None:
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(5)


def _number(section: Section) -> None:
    """Page numbers at the foot, which Word counts itself. The words of a field are ours alone: no name ever stands in one."""
    foot = section.footer.paragraphs[0]
    foot.style = "Footer"
    write(foot, "Page ")
    for field, words in (("PAGE", " of "), ("NUMPAGES", "")):
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))  # noqa: SLF001
        if words:
            write(foot, words)
