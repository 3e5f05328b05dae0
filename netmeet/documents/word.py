"""Papers for Word, that a council can edit: the same pieces as on the PDF, and drawings as pictures with the same in words."""

from collections.abc import Iterable
from dataclasses import replace

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Emu, Mm

from netmeet.documents.diagram import MARGIN, diagram_png, page_for
from netmeet.documents.pieces import Envelope, Heading, Paper, Para, Table, paper_pdf
from netmeet.documents.word_package import packed
from netmeet.documents.word_pieces import Setter, picture
from netmeet.documents.word_styles import new_document, text_width
from netmeet.documents.word_text import write
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.drawing.scene import Scene
from netmeet.drawing.svg import clean
from netmeet.drawing.twin import TwinTable

_LARGEST = (297.0, 420.0)
"""A3, the largest of our sheets that Word can make."""
_FITS = 0.96
"""How much of a sheet a drawing takes: Word wants some room below a picture."""
_DPI = 300


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


def diagram_word(scene: Scene, twin: Iterable[TwinTable], *, title: str = "Diagram", note: str = "") -> bytes:
    """Return a drawing as a picture on a page of its own, and the same facts as tables on the pages after it.

    ``title`` is the document's, which shows in the window and in search: nothing personal. Whose copy it is, the drawing's
    own title, stands at the foot of every page. ``note`` is one line below the picture. No page of Word is larger than A3.
    """
    scene = replace(scene, width=max(scene.width, 1.0), height=max(scene.height, 1.0))
    page = page_for(scene)
    if max(page.width, page.height) > max(_LARGEST):
        page = page_for(scene, (_LARGEST,))
    document = new_document(clean(title) or "Diagram", PaperForm.PLAIN)
    section = document.sections[0]
    _sheet(section, page.width, page.height)
    shown = document.add_paragraph()
    shown.paragraph_format.space_after, shown.paragraph_format.line_spacing = Emu(0), 1.0
    scale = page.scale * _FITS
    picture(shown, diagram_png(scene, dpi=_DPI * scale), scene.width * scale, clean(scene.description) or clean(scene.title) or "Diagram")
    if note:
        write(document.add_paragraph(style="Footer"), note)
    _number(section, clean(scene.title))
    _words(Setter(document, PaperForm.PLAIN, 297 - 30), document.add_section(WD_SECTION.NEW_PAGE), twin)
    return packed(document)


def _words(setter: Setter, section: Section, twin: Iterable[TwinTable]) -> None:
    """The facts of a drawing, one table after another, on sheets that lie on their side."""
    _sheet(section, 297, 210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    for table in twin:
        setter.one(Heading(table.caption))
        if table.rows:
            setter.one(Table(table.headings, tuple(row.cells for row in table.rows), (0,) * len(table.headings), bold=0))
        else:
            setter.one(Para(table.empty))


def _sheet(section: Section, width: float, height: float) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(5)


def _number(section: Section, before: str = "") -> None:
    """Page numbers at the foot, which Word counts itself. The words of a field are ours alone: no name ever stands in one."""
    foot = section.footer.paragraphs[0]
    foot.style = "Footer"
    write(foot, f"{before}. Page " if before else "Page ")
    for field, words in (("PAGE", " of "), ("NUMPAGES", "")):
        foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))  # noqa: SLF001
        if words:
            write(foot, words)
