"""A Scene as SVG: presentation attributes only, ids numbered per drawing, and the one encoder of text.

Nothing here uses CSS, ``<style>``, ``<symbol>`` or scripts, so the same bytes work under a strict Content-Security-Policy,
inside a page, as a file, and in a typesetter.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from math import isfinite

from netmeet.drawing.scene import Anchor, Dash, Line, Point, Scene, Shape, Spot, Stroke, Text

Links = Mapping[str, tuple[str, str]]
"""Member id -> (address, accessible name)."""

FONTS = (
    "Arimo, Arial, Helvetica, 'Liberation Sans', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Sans Devanagari', "
    "'Noto Sans Gujarati', 'Noto Sans Gurmukhi', 'Noto Sans Bengali', 'Noto Sans Tamil', 'Noto Sans SC', 'Noto Emoji', sans-serif"
)
TARGET = 6.35
"""The least side of a link in mm: 24 CSS pixels (WCAG 2.2, 2.5.8) at the drawing's own size."""

_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Embeddings, overrides and isolates: unclosed, they would turn round whatever follows a name.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UID = re.compile(r"[a-z][a-z0-9-]*")


def clean(text: str) -> str:
    """Return text fit for one line of any output: no control, unpaired or never-assigned characters, nothing that turns text round.

    Joiners, marks and variation selectors stay: Indic scripts, Persian and emoji need them.
    """
    return _legal(_TURNS.sub("", _SPACES.sub(" ", text))).strip()


def isolate(name: str) -> str:
    """Return a cleaned name that keeps its own direction inside a sentence (Unicode first-strong isolate)."""
    return f"\u2068{clean(name)}\u2069"


def escape(text: str) -> str:
    """Return text for XML content or a double-quoted attribute. Characters that XML 1.0 forbids are left out."""
    safe = _legal(_SPACES.sub(" ", text))
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        safe = safe.replace(char, entity)
    return safe


def render(
    scene: Scene,
    *,
    links: Links | None = None,
    uid: str = "d1",
    with_text: bool = True,
    decorative: bool = False,
) -> str:
    """Paint a scene. One millimetre of the scene is one millimetre of the drawing.

    ``links`` turns spots into links, painted on top; the drawing is then a group and no longer one image. ``uid`` starts
    every id, so that two drawings may share a page. ``with_text`` False leaves the texts to somebody who sets them better.
    ``decorative`` hides the drawing from assistive technology: only where the same facts stand beside it.

    Raises ``ValueError`` for a ``uid`` that is no plain word, and for an address that does not stay on this site.
    """
    if not _UID.fullmatch(uid):
        raise ValueError("A drawing's id is made of small letters, digits and hyphens.")
    painted = "".join(_shape(shape) for shape in scene.shapes if with_text or not isinstance(shape, Text))
    linked = "" if not links else "".join(_link(spot, *links[spot.of]) for spot in scene.spots if spot.of in links)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(scene.width)}mm" height="{_n(scene.height)}mm"'
        f' viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" {_naming(scene, uid, grouped=bool(linked), decorative=decorative)}'
        f'<g font-family="{FONTS}" stroke-linejoin="round" fill="none">{painted}</g>{linked}</svg>'
    )


def _naming(scene: Scene, uid: str, *, grouped: bool, decorative: bool) -> str:
    """The rest of the opening tag, with title and description unless the drawing is decorative."""
    if decorative:
        return 'aria-hidden="true" focusable="false">'
    role = "group" if grouped else "img"
    title = f'<title id="{uid}-title">{escape(scene.title or "Drawing")}</title>'
    if not scene.description:
        return f'role="{role}" aria-labelledby="{uid}-title">{title}'
    return (
        f'role="{role}" aria-labelledby="{uid}-title" aria-describedby="{uid}-desc">{title}'
        f'<desc id="{uid}-desc">{escape(scene.description)}</desc>'
    )


def _shape(shape: Shape) -> str:
    if isinstance(shape, Line):
        return _line(shape)
    if isinstance(shape, Text):
        return _text(shape)
    round_it = f'<ellipse cx="{_n(shape.x)}" cy="{_n(shape.y)}" rx="{_n(shape.rx)}" ry="{_n(shape.ry)}"'
    return f"{round_it}{_filled(shape.fill)}{_pen(shape.stroke)}/>"


def _line(line: Line) -> str:
    if len(line.points) < 2:
        return ""
    path = _curve(line.points, closed=line.closed) if line.smooth else _polygon(line.points)
    return f'<path d="{path}{"Z" if line.closed else ""}"{_filled(line.fill)}{_pen(line.stroke)}/>'


def _text(text: Text) -> str:
    words = escape(clean(text.text))
    if not words:
        return ""
    bold = ' font-weight="bold"' if text.bold else ""
    anchor = "" if text.anchor is Anchor.START else f' text-anchor="{text.anchor}"'
    # "plaintext" takes the order of words from the text itself, and leaves the anchor where the scene put it.
    return (
        f'<text x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}"{bold}{anchor}'
        f' fill="{_grey(text.grey)}" direction="ltr" unicode-bidi="plaintext">{words}</text>'
    )


def _link(spot: Spot, href: str, name: str) -> str:
    if not href.startswith(("/", "#")) or href.startswith("//"):
        raise ValueError("A drawing links to pages of this site only.")
    width, height = max(spot.width, TARGET), max(spot.height, TARGET)
    x, y = spot.x - (width - spot.width) / 2, spot.y - (height - spot.height) / 2
    return (
        f'<a href="{escape(href)}" aria-label="{escape(clean(name))}"><rect x="{_n(x)}" y="{_n(y)}"'
        f' width="{_n(width)}" height="{_n(height)}" rx="1" fill="none" pointer-events="all"/></a>'
    )


def _polygon(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _curve(points: tuple[Point, ...], *, closed: bool) -> str:
    """Join the points with a Catmull-Rom curve, written as Bezier segments."""
    count = len(points)
    path = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for index in range(count if closed else count - 1):
        before, start, end, after = (
            points[(index + step) % count] if closed else points[min(max(index + step, 0), count - 1)] for step in (-1, 0, 1, 2)
        )
        near = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        far = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        path += "C" + " ".join(f"{_n(x)} {_n(y)}" for x, y in (near, far, end))
    return path


def _pen(stroke: Stroke) -> str:
    if stroke.width <= 0:
        return ""
    return f' stroke="{_grey(stroke.grey)}" stroke-width="{_n(stroke.width)}"{_dashes(stroke)}'


def _dashes(stroke: Stroke) -> str:
    """Dashes of at least 1.5 mm, so that an office printer keeps them apart from dots (notation)."""
    if stroke.dash is Dash.SOLID:
        return ""
    thick = max(stroke.width, 0.35)
    long, gap = _n(max(2.0, 4 * thick)), _n(max(1.2, 2.5 * thick))
    if stroke.dash is Dash.LONG:
        return f' stroke-dasharray="{_n(max(6.0, 12 * thick))} {gap}"'
    if stroke.dash is Dash.DASHED:
        return f' stroke-dasharray="{long} {gap}"'
    pattern = f"0 {gap}" if stroke.dash is Dash.DOTTED else f"{long} {gap} 0 {gap}"
    return f' stroke-dasharray="{pattern}" stroke-linecap="round"'


def _filled(fill: float | None) -> str:
    return "" if fill is None else f' fill="{_grey(fill)}"'


def _grey(grey: float) -> str:
    level = round(255 * min(max(grey, 0.0), 1.0))
    return f"#{level:02x}{level:02x}{level:02x}"


def _n(number: float) -> str:
    """A number of millimetres with two decimals, never ``-0``, never an exponent."""
    if not isfinite(number):
        raise ValueError("A place in a drawing is a finite number.")
    written = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _legal(text: str) -> str:
    """Leave out what XML 1.0 forbids or discourages: controls, lone surrogates, noncharacters."""
    return "".join(char for char in text if not _forbidden(char))


def _forbidden(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) in ("Cc", "Cs") or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
