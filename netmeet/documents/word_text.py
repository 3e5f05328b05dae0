"""Text for Word: split where the script changes, because Word wants to be told which font and which way round."""

from collections.abc import Iterator
from enum import Enum
from itertools import accumulate, groupby
from unicodedata import bidirectional, category, east_asian_width

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from netmeet.documents.words import runs_left
from netmeet.drawing.svg import clean

_INDIC = range(0x0900, 0x1100)
"""Devanagari to Myanmar: what Word calls complex, from left to right."""
_JOINERS = "\u200c\u200d"
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:sectPr")


class Script(Enum):
    """How Word sets a letter, with the font that Windows has for it ("": that of the style)."""

    LATIN = ""
    RIGHT = "Arial"
    INDIC = "Nirmala UI"
    EAST = "Microsoft YaHei"


def scripts(text: str) -> Iterator[tuple[Script, str]]:
    """Yield a text in pieces of one script each.

    What has no script of its own (spaces, digits, marks) goes with the same script on both sides of it; else with what
    runs left, where the whole text does.
    """
    own = [_script(char) for char in text]
    around = Script.RIGHT if Script.RIGHT in own and Script.LATIN not in own else Script.LATIN
    before = [*accumulate(own, lambda last, one: one or last, initial=around)][1:]
    after = [*accumulate(reversed(own), lambda last, one: one or last, initial=around)][:0:-1]
    marked = _marks(text)
    found = [last if last is following or mark else around for last, following, mark in zip(before, after, marked, strict=True)]
    for script, some in groupby(zip(found, text, strict=True), lambda pair: pair[0]):
        yield script or around, "".join(char for _, char in some)


def _marks(text: str) -> list[bool]:
    """Which characters only mark the one before them, and stay with it."""
    return [category(char).startswith("M") or char in _JOINERS for char in text]


def _script(char: str) -> Script | None:
    if bidirectional(char) in ("R", "AL", "AN"):
        return Script.RIGHT
    if category(char)[0] != "L":
        return Script.INDIC if ord(char) in _INDIC else None
    if ord(char) in _INDIC:
        return Script.INDIC
    return Script.EAST if east_asian_width(char) in ("W", "F") else Script.LATIN


def write(paragraph: Paragraph, text: str, *, bold: bool = False, own: bool = False) -> None:
    """Add text to a paragraph, its lines under one another.

    ``own`` are somebody's own words, which turn the paragraph round where they begin from right to left. A name in a
    sentence of ours turns itself only.
    """
    if own and runs_left(text):
        _turn(paragraph)
    for place, line in enumerate(text.split("\n")):
        if place:
            paragraph.add_run().add_break()
        for script, part in scripts(clean_keeping_ends(line)):
            _set(paragraph.add_run(part), script, bold=bold)


def clean_keeping_ends(line: str) -> str:
    """A cleaned line whose space at either end stays, because a bold word stands before or after it."""
    found = clean(line)
    return f"{' ' if line[:1] == ' ' else ''}{found}{' ' if found and line[-1:] == ' ' else ''}"


def _turn(paragraph: Paragraph) -> None:
    paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)  # noqa: SLF001 - has no public name


def _set(run: Run, script: Script, *, bold: bool) -> None:
    if bold:
        run.bold = run.font.cs_bold = True
    if script is Script.LATIN:
        return
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - has no public name
    fonts: BaseOxmlElement = properties.get_or_add_rFonts()
    if script is Script.EAST:
        fonts.set(qn("w:eastAsia"), script.value)
        fonts.set(qn("w:hint"), "eastAsia")
        return
    fonts.set(qn("w:cs"), script.value)
    fonts.set(qn("w:hint"), "cs")
    if script is Script.RIGHT:
        run.font.rtl = True
    else:
        run.font.complex_script = True
