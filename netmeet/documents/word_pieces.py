"""The pieces of a paper, set by Word: paragraphs with styles, tables with headings, pictures at the left."""

from collections.abc import Iterable, Sequence
from functools import cache, singledispatchmethod
from io import BytesIO
from itertools import groupby

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Emu, Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from netmeet.documents.pieces import (
    Beside,
    Bullets,
    Envelope,
    Facts,
    Heading,
    Home,
    Item,
    Para,
    Piece,
    Said,
    Sign,
    Table,
    Together,
    Write,
)
from netmeet.documents.typeset import compile_png
from netmeet.documents.word_styles import PICTURE
from netmeet.documents.word_text import write
from netmeet.documents.words import PaperForm

_SMALL = 21
"""How wide a small picture is in mm, as on the PDF."""
_DECORATIVE = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class Setter:
    """Sets pieces one after another into a document, or into a cell of it."""

    def __init__(self, into: Document | _Cell, form: PaperForm, wide: int) -> None:
        """``wide`` is how many mm of the page there are from side to side."""
        self.into, self.form, self.wide = into, form, wide
        self._first = into.paragraphs[0] if isinstance(into, _Cell) else None

    def all(self, pieces: Iterable[Piece]) -> None:
        """Set every piece. Pictures that follow one another stand in one table, which Word keeps whole row by row."""
        for has_picture, some in groupby(pieces, lambda piece: isinstance(piece, Beside)):
            if has_picture:
                self._beside([piece for piece in some if isinstance(piece, Beside)])
            else:
                for piece in some:
                    self.one(piece)

    @singledispatchmethod
    def one(self, piece: Piece) -> None:
        """Set one piece."""
        raise TypeError(piece)

    @one.register
    def _(self, piece: Heading) -> None:
        write(self._paragraph("Heading 1"), piece.text)

    @one.register
    def _(self, piece: Para) -> None:
        first, *others = [piece.text] if piece.close else piece.text.split("\n")
        paragraph = self._paragraph("Normal")
        paragraph.paragraph_format.keep_with_next = piece.keep or None
        if piece.lead:
            write(paragraph, piece.lead, bold=True)
            if first and piece.below:
                paragraph.add_run().add_break()
            elif first:
                write(paragraph, " ")
        if first:
            write(paragraph, first)
        for line in others:
            write(self._paragraph("Normal"), line)

    @one.register
    def _(self, piece: Said) -> None:
        style = "Normal" if isinstance(self.into, _Cell) else "Quote"
        for line in filter(None, piece.text.split("\n")):
            write(self._paragraph(style), line, own=True)

    @one.register
    def _(self, piece: Facts) -> None:
        for name, words in piece.rows:
            paragraph = self._paragraph("Fact")
            write(paragraph, name, bold=True)
            paragraph.add_run().add_tab()
            write(paragraph, words)

    @one.register
    def _(self, piece: Bullets) -> None:
        for words in piece.items:
            write(self._paragraph("List Bullet"), words, own=True)

    @one.register
    def _(self, piece: Item) -> None:
        paragraph = self._paragraph("Item")
        write(paragraph, piece.title, bold=True)
        for line in piece.lines:
            paragraph.add_run().add_break()
            write(paragraph, line)

    @one.register
    def _(self, piece: Sign) -> None:
        write(self._paragraph("Sign here"), piece.name or "Signed")

    @one.register
    def _(self, piece: Write) -> None:
        asked = self._paragraph("Normal")
        asked.paragraph_format.keep_with_next, asked.paragraph_format.space_after = True, Emu(0)
        write(asked, piece.label)
        self._paragraph("Write here").add_run().add_tab()

    @one.register
    def _(self, piece: Home) -> None:
        if isinstance(self.into, _Cell):
            self.one(Para(piece.text, close=True))
        else:
            write(self._paragraph("At home"), piece.text)

    @one.register
    def _(self, piece: Together) -> None:
        before = len(self.into.paragraphs)
        self.all(piece.pieces)
        for paragraph in self.into.paragraphs[before:-1]:
            paragraph.paragraph_format.keep_with_next = True

    @one.register
    def _(self, piece: Envelope) -> None:
        """The name stands where it does on the PDF: in the window of an envelope, with nothing else."""
        table = self._table(1, (85, self.wide - 85))
        row = table.rows[0]
        row.height, row.height_rule = Mm(74), WD_ROW_HEIGHT_RULE.AT_LEAST
        name, sender = row.cells
        name.paragraphs[0].paragraph_format.space_before = Mm(32)
        write(name.paragraphs[0], piece.invitee)
        council, *others = piece.sender
        lines = [(words, bold) for words, bold in ((council, True), *((words, False) for words in others)) if words]
        for place, (words, bold) in enumerate(lines):
            paragraph = sender.add_paragraph() if place else sender.paragraphs[0]
            paragraph.style = "Letter from"
            write(paragraph, words, bold=bold)

    @one.register
    def _(self, piece: Table) -> None:
        left = self.wide - sum(piece.widths)
        table = self._table(1 + len(piece.rows), [width or left // piece.widths.count(0) for width in piece.widths])
        table.style = "Boxes" if piece.tall else "Lines"
        _repeat(table.rows[0])
        for row, words in zip(table.rows, (piece.headings, *piece.rows), strict=True):
            if piece.tall and words is not piece.headings:
                row.height, row.height_rule = Mm(13 if self.form is PaperForm.PLAIN else 18), WD_ROW_HEIGHT_RULE.AT_LEAST
            for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
                cell.paragraphs[0].style = "Cell"
                write(cell.paragraphs[0], text, bold=words is piece.headings or place == piece.bold)

    def _beside(self, rows: Sequence[Beside]) -> None:
        table = self._table(len(rows), (PICTURE, self.wide - PICTURE))
        for row, piece in zip(table.rows, rows, strict=True):
            shown, said = row.cells
            for cell in (shown, said):
                cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
                _pad(cell, top=2, bottom=2)
            if piece.picture:
                paragraph = shown.paragraphs[0]
                paragraph.paragraph_format.space_after = Emu(0)
                picture(paragraph, small_picture(piece.picture), _SMALL, "")
            Setter(said, self.form, self.wide - PICTURE).all(piece.pieces)

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self._first or self.into.add_paragraph()
        self._first = None
        paragraph.style = style
        return paragraph

    def _table(self, rows: int, widths: Sequence[int]) -> WordTable:
        if isinstance(self.into, _Cell):
            raise TypeError("No table stands in a table.")
        table: WordTable = self.into.add_table(rows, len(widths))
        table.autofit = False
        for row in table.rows:
            _whole(row)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table


def picture(paragraph: Paragraph, png: bytes, wide: float, alt: str) -> InlineShape:
    """Put a picture into a paragraph, ``wide`` mm wide, with its alternative text; without one it is marked as decorative."""
    shape = InlineShape(paragraph.add_run().add_picture(BytesIO(png), width=Mm(wide))._inline)  # noqa: SLF001
    told = shape._inline.docPr  # noqa: SLF001
    told.set("descr", alt)
    if not alt:
        told.append(parse_xml(_DECORATIVE))
    return shape


@cache
def small_picture(name: str) -> bytes:
    """One of the pictures for Easy Read, as on the PDF."""
    return compile_png("picture", {"name": name}, dpi=300)


def _repeat(row: _Row) -> None:
    """A row of headings stands again on the next page, and is read out as such."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _pad(cell: _Cell, **sides: float) -> None:
    """Room inside a cell in mm."""
    margins: BaseOxmlElement = OxmlElement("w:tcMar")
    for side, room in sides.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(room * 56.7)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    cell._tc.get_or_add_tcPr().insert_element_before(margins, "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")  # noqa: SLF001
