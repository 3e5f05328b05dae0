"""What a Word file of ours starts from: A4, Arial, British English, our few styles, and nothing about who made it or when."""

from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from netmeet.documents.word_package import packed
from netmeet.documents.words import PaperForm

FONT = "Arial"
SIZE = {PaperForm.PLAIN: 12.0, PaperForm.LARGE_PRINT: 20.0, PaperForm.EASY_READ: 17.0}
"""Points of the text."""
_TITLE = {PaperForm.PLAIN: 23.0, PaperForm.LARGE_PRINT: 27.0, PaperForm.EASY_READ: 23.0}
_HEADING = {PaperForm.PLAIN: 14.0, PaperForm.LARGE_PRINT: 23.0, PaperForm.EASY_READ: 20.0}
_SMALL = {PaperForm.PLAIN: 11.0, PaperForm.LARGE_PRINT: 20.0, PaperForm.EASY_READ: 17.0}
_MARGIN = {PaperForm.PLAIN: 24, PaperForm.LARGE_PRINT: 20, PaperForm.EASY_READ: 20}
PICTURE = 30
"""Room in mm for a picture at the left of its sentences."""
FACT = {PaperForm.PLAIN: 34, PaperForm.LARGE_PRINT: 62, PaperForm.EASY_READ: 50}
"""Room in mm for the name of a fact."""

_KEPT = (
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS),
)
"""The parts of python-docx's own template that are used. The others tell of another program, or are not needed."""

# Whoever edits the paper is left out of it as well when Word saves it.
_SETTINGS = f"""<w:settings {nsdecls("w")}>
<w:removePersonalInformation/><w:removeDateAndTime/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
_NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="340"/></w:pPr></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def new_document(title: str, form: PaperForm) -> Document:
    """Return an empty A4 document. ``title`` is its only property: nothing personal."""
    document = docx.Document(BytesIO(_template(form)))
    document.core_properties.title = title
    document.core_properties.language = "en-GB"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN[form])
    section.top_margin, section.bottom_margin = Mm(20), Mm(19 if form is PaperForm.PLAIN else 25)
    section.header_distance = section.footer_distance = Mm(9)
    return document


def text_width(form: PaperForm) -> int:
    """How many mm of an A4 page stand between its margins."""
    return 210 - 2 * _MARGIN[form]


@cache
def _template(form: PaperForm) -> bytes:
    """The library's own template with its parts, styles and properties taken out and ours put in."""
    document = docx.Document()
    properties = document.core_properties._element  # noqa: SLF001 - each of its names would come back as an empty element
    for told in list(properties):
        properties.remove(told)
    for owner in (document.part.package, document.part):
        for name in [name for name, link in owner.rels.items() if link.reltype not in _KEPT]:
            del owner.rels[name]
    parts = {link.reltype: link.target_part for link in document.part.rels.values()}
    for kind, xml in (
        (RELATIONSHIP_TYPE.STYLES, _styles(form)),
        (RELATIONSHIP_TYPE.NUMBERING, _NUMBERING),
        (RELATIONSHIP_TYPE.SETTINGS, _SETTINGS),
    ):
        parts[kind]._element = parse_xml(xml)  # noqa: SLF001 - a part has no other way in
    section = document.element.body.sectPr
    for name in list(section.attrib):
        del section.attrib[name]
    return packed(document)


def _points(size: float) -> str:
    """A size in half points, for scripts of both directions."""
    return f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>'


def _styles(form: PaperForm) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    written = "".join(_paragraph_style(*told) for told in (*_words_own(form), *_our_own(form)))
    size = SIZE[form]
    return f"""<w:styles {nsdecls("w")}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_points(size)}
<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="{round(20 * size * 0.7)}" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
{_DEFAULTS}{_TABLES}{written}</w:styles>"""


_Look = tuple[str, str, str, str]
"""A paragraph style: its key, its name, how its paragraphs stand, and how their letters look."""


def _words_own(form: PaperForm) -> tuple[_Look, ...]:
    """The styles that Word knows by name."""
    size, heading, item = SIZE[form], _BOLD + _points(_HEADING[form]), '<w:numPr><w:numId w:val="1"/></w:numPr>'
    return (
        ("Title", "Title", f"<w:keepNext/>{_spaced(0, size * 1.2)}", _BOLD + _points(_TITLE[form])),
        ("Heading1", "heading 1", f'<w:keepNext/>{_spaced(size * 1.2, size * 0.5)}<w:outlineLvl w:val="0"/>', heading),
        ("Heading2", "heading 2", f'<w:keepNext/>{_spaced(size, size * 0.4)}<w:outlineLvl w:val="1"/>', _BOLD),
        ("ListBullet", "List Bullet", f"{item}{_spaced(0, size * 0.4)}", ""),
        ("Quote", "Quote", f'{_BAR}{_spaced(0, 0)}<w:ind w:left="227"/>', ""),
        ("Footer", "footer", f'{_spaced(0, 0)}<w:jc w:val="right"/>', _small(form)),
    )


def _our_own(form: PaperForm) -> tuple[_Look, ...]:
    """The styles of what only our papers have."""
    size, fact, big = SIZE[form], round(FACT[form] * 56.7), form is not PaperForm.PLAIN
    line = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{round((text_width(form) - PICTURE) * 56.7)}"/></w:tabs>'
    aside = f'<w:tabs><w:tab w:val="left" w:pos="{fact}"/></w:tabs>{_spaced(0, size * 0.4)}<w:ind w:left="{fact}" w:hanging="{fact}"/>'
    return (
        ("Item", "Item", f'<w:keepLines/>{_BAR}{_spaced(size * 0.6, size * 0.8)}<w:ind w:left="227"/>', ""),
        ("Fact", "Fact", aside, ""),
        ("LetterFrom", "Letter from", f'{_spaced(0, 4)}<w:jc w:val="right"/>', _grey(form)),
        ("SignHere", "Sign here", f'<w:keepLines/>{_rule(4)}{_spaced(44, size)}<w:ind w:right="3400"/>', ""),
        ("WriteHere", "Write here", f"<w:keepLines/>{line}{_spaced(14, size * 0.7)}", ""),
        ("AtHome", "At home", f"<w:keepLines/>{_rule(8)}{_spaced(24, 0)}", "" if big else _small(form)),
        ("Cell", "Cell", f"{_spaced(2, 2)}", ""),
    )


_BOLD = "<w:b/><w:bCs/>"
_BAR = '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="737373"/></w:pBdr>'


def _grey(form: PaperForm) -> str:
    """Less weight for what is beside the point; not in large print and Easy Read."""
    return '<w:color w:val="4D4D4D"/>' if form is PaperForm.PLAIN else ""


def _small(form: PaperForm) -> str:
    return f"{_grey(form)}{_points(_SMALL[form])}"


def _rule(space: int) -> str:
    return f'<w:pBdr><w:top w:val="single" w:sz="6" w:space="{space}" w:color="737373"/></w:pBdr>'


def _spaced(before: float, after: float) -> str:
    """Room before and after a paragraph, given in points."""
    return f'<w:spacing w:before="{round(20 * before)}" w:after="{round(20 * after)}"/>'


def _paragraph_style(key: str, name: str, look: str, letters: str) -> str:
    custom = "" if name in _WORDS_OWN else _CUSTOM
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{custom}><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_WORDS_OWN = ("Title", "heading 1", "heading 2", "List Bullet", "Quote", "footer")
_CUSTOM = ' w:customStyle="1"'
_DEFAULTS = """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"""
_TABLES = f"""<w:style w:type="table" w:styleId="Lines"{_CUSTOM}><w:name w:val="Lines"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="8C8C8C"/><w:insideH w:val="single" w:sz="4" w:color="8C8C8C"/>
</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="10" w:color="000000"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Boxes"{_CUSTOM}><w:name w:val="Boxes"/><w:basedOn w:val="Lines"/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="8C8C8C"/><w:insideH w:val="single" w:sz="4" w:color="8C8C8C"/>
<w:insideV w:val="single" w:sz="4" w:color="8C8C8C"/></w:tblBorders>
<w:tblCellMar><w:left w:w="113" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"""
