"""How a page is written down: read as strictly as HTML is, and what no reader of a page should have to put up with."""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import html5lib

from tests.support.pages import words_in

POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-errormessage", "headers", "list")
"""Attributes that name the ids of other elements."""

ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"th", "td"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "select": {"option", "optgroup", "hr"},
}
"""What some elements may hold, and nothing beside it."""

BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "article", "form", "fieldset", "blockquote", "h1", "h2", "h3", "h4", "nav"}
INLINE = {"span", "strong", "em", "label", "h1", "h2", "h3", "h4", "p", "dt", "summary", "caption", "button"}
"""Elements that hold running words: no block stands in them. (A heading may stand in a legend or a summary, and does not here.)"""

CLICKED = {"a", "button", "select", "textarea", "summary", "label"}
UNLABELLED = {"hidden", "submit", "button", "reset"}
NAMELESS = (
    "Front page",
    "Let somebody in?",
    "Ask about each person",
    "Inviting somebody",
    "Safer ways to stay in touch",
    "A risk that they want to take",
    "One member",
    "Take somebody off the map?",
    "One tie",
    "Is an advocate needed?",
    "An option to talk about",
    "Somebody on the map",
    "One account",
    "New password",
)
"""What a browser calls a page whose heading names somebody: tabs, histories and the head of a printed sheet show that."""


def html_faults(source: str) -> list[str]:
    """Return what is wrong with how a page is written down, a line for each. Nothing found: an empty list."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(source)
    lines = source.splitlines()
    faults = [f"{code} at line {line}: {lines[line - 1].strip()[:200]}" for (line, _), code, _ in parser.errors]
    for look in (_title, _ids, _pointers, _headings, _contents, _nested, _names, _tables):
        faults += look(tree)
    return faults


def _elements(tree: ET.Element, *tags: str) -> Iterator[ET.Element]:
    return (one for one in tree.iter() if isinstance(one.tag, str) and (not tags or one.tag in tags))


def _title(tree: ET.Element) -> Iterator[str]:
    headings = [words_in(found) for found in tree.iter("h1")]
    title = words_in(next(tree.iter("title"))).removeprefix("Error: ")
    if len(headings) != 1 or not title.startswith((headings[0], *NAMELESS)):
        yield f"headings {headings} and title {title!r}"
    if tree.get("lang") != "en":
        yield "the page does not say that it is in English"
    for landmark in ("main", "header", "footer"):
        if len(list(tree.iter(landmark))) != 1:
            yield f"there is not one {landmark}"


def _ids(tree: ET.Element) -> Iterator[str]:
    counted = Counter(one.get("id") for one in _elements(tree) if one.get("id") is not None)
    yield from (f"the id {name!r} is there more than once" for name, times in counted.items() if times > 1)
    yield from (f"the id {name!r} cannot be pointed at" for name in counted if not name or " " in name)


def _pointers(tree: ET.Element) -> Iterator[str]:
    ids = {one.get("id") for one in _elements(tree)}
    for one in _elements(tree):
        pointed = " ".join(one.get(name, "") for name in POINTERS).split()
        if one.tag == "a" and one.get("href", "").startswith("#"):
            pointed.append(one.get("href", "")[1:])
        yield from (f"{one.tag} points at {name!r}, which is not there" for name in pointed if name not in ids)


def _headings(tree: ET.Element) -> Iterator[str]:
    before = 1  # what is wrong with a form stands above the page's own heading
    for one in _elements(tree, "h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(one.tag[1])
        if level > before + 1:
            yield f"the heading {words_in(one)!r} skips a level: h{level} after h{before}"
        before = level


def _contents(tree: ET.Element) -> Iterator[str]:
    for one in _elements(tree, *ONLY):
        wrong = {child.tag for child in one if isinstance(child.tag, str)} - ONLY[one.tag]
        if wrong or (one.text or "").strip():
            yield f"{one.tag} holds {sorted(wrong) or one.text!r}"
    for one in _elements(tree, "dl"):
        rows = [[child.tag for child in row] for row in one if row.tag == "div"]
        yield from (f"a row of a dl holds {row}" for row in rows if "dt" not in row or "dd" not in row)
    for one in _elements(tree, *INLINE):
        found = {inner.tag for inner in one.iter() if inner is not one and inner.tag in BLOCKS}
        if found:
            yield f"{one.tag} {words_in(one)[:60]!r} holds {sorted(found)}"
    for one in _elements(tree, "fieldset"):
        if [child.tag for child in one][:1] != ["legend"] or not words_in(one[0]):
            yield f"a fieldset without a legend at its head: {words_in(one)[:60]!r}"


def _nested(tree: ET.Element) -> Iterator[str]:
    for one in _elements(tree, "a", "button", "summary"):
        inside = {inner.tag for inner in one.iter() if inner is not one} & (CLICKED | {"input"})
        if inside:
            yield f"{one.tag} {words_in(one)[:60]!r} holds {sorted(inside)}"


def _names(tree: ET.Element) -> Iterator[str]:
    """What is clicked or filled in has a name that is read out."""
    labelled = {one.get("for") for one in _elements(tree, "label") if words_in(one)}
    labelled |= {inner.get("id") for one in _elements(tree, "label") if words_in(one) for inner in one.iter() if inner.get("id")}
    wrapped = {inner for one in _elements(tree, "label") if words_in(one) for inner in one.iter()}
    for one in _elements(tree, "input", "select", "textarea"):
        named = one.get("id") in labelled or one in wrapped or one.get("aria-label") or one.get("aria-labelledby")
        if not named and one.get("type") not in UNLABELLED:
            yield f"{one.tag} {one.get('name')!r} has no label"
    for one in _elements(tree, "a", "button", "h1", "h2", "h3", "h4", "legend", "label", "th", "summary", "caption", "option"):
        if not words_in(one) and not one.get("aria-label") and not (one.tag == "option" and one.get("value") == ""):
            yield f"{one.tag} {one.attrib} says nothing"
    for one in _elements(tree, "img"):
        if one.get("alt") is None:
            yield f"a picture without words: {one.get('src')!r}"


def _tables(tree: ET.Element) -> Iterator[str]:
    for one in _elements(tree, "table"):
        if one.find("caption") is None:
            yield f"a table without a caption: {words_in(one)[:60]!r}"
        yield from (
            f"the head {words_in(cell)!r} does not say of what" for cell in one.iter("th") if cell.get("scope") not in ("col", "row")
        )
