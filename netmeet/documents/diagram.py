"""A drawing on paper, or as a picture for a letter: lines from the Scene's SVG, letters set over them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from netmeet.documents.typeset import compile_pdf, compile_png
from netmeet.documents.words import SAFE_AT_HOME, PaperForm, runs_left
from netmeet.drawing.scene import Scene, Text
from netmeet.drawing.svg import clean, render

LEGIBLE = 2.82
"""The least height of letters on paper in mm: 8 point (notation)."""
MARGIN = 10.0
NOTE = 8.0
"""Room in mm for the one line below a drawing."""

_SHEETS = ((210.0, 297.0), (297.0, 420.0), (420.0, 594.0), (594.0, 841.0), (841.0, 1189.0))
_MOST_ENLARGED = 1.3
_MOST_PIXELS = 40e6


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper in mm, and how many mm of it one mm of the drawing takes."""

    width: float
    height: float
    scale: float


def page_for(scene: Scene, sheets: Sequence[tuple[float, float]] = _SHEETS) -> Page:
    """Choose the smallest sheet, from A4 to A0, that keeps every letter legible, the way round that draws larger.

    A small drawing is enlarged by a third at most. A drawing too large for the largest gets that and is made smaller.
    """
    smallest = min((shape.size for shape in scene.shapes if isinstance(shape, Text)), default=LEGIBLE)
    pages = [_larger(scene, sheet) for sheet in sheets]
    return next((page for page in pages if page.scale * smallest >= LEGIBLE), pages[-1])


def diagram_pdf(scene: Scene, *, title: str = "Diagram", note: str = SAFE_AT_HOME[PaperForm.PLAIN]) -> bytes:
    """Return a drawing as a tagged PDF of one page, with the drawing's own description as its alternative text.

    ``title`` is the document's, which shows in the window and in search: nothing personal. ``note`` is one line below
    the drawing: by default what every paper asks.
    """
    scene = _at_least_a_dot(scene)
    page = page_for(scene)
    return compile_pdf("diagram", {**_content(scene, title, page, MARGIN), "note": note})


def diagram_png(scene: Scene, *, dpi: float = 300) -> bytes:
    """Return a drawing as a picture of its own size. A very large one gets fewer dots an inch, so that it opens everywhere."""
    scene = _at_least_a_dot(scene)
    bare = Page(scene.width, scene.height, 1.0)
    dots = bare.width / 25.4 * bare.height / 25.4 * dpi**2
    return compile_png("diagram", {**_content(scene, "Diagram", bare, 0.0), "note": ""}, dpi=dpi * min(1.0, sqrt(_MOST_PIXELS / dots)))


def _at_least_a_dot(scene: Scene) -> Scene:
    """The same drawing, with a size that a page can be made of."""
    return replace(scene, width=max(scene.width, 1.0), height=max(scene.height, 1.0))


def _larger(scene: Scene, sheet: tuple[float, float]) -> Page:
    """A sheet upright or on its side, whichever draws larger; upright where it makes no difference."""
    pages = []
    for width, height in (sheet, sheet[::-1]):
        scale = min((width - 2 * MARGIN) / scene.width, (height - 2 * MARGIN - NOTE) / scene.height, _MOST_ENLARGED)
        pages.append(Page(width, height, scale))
    return max(pages, key=lambda page: page.scale)


def _content(scene: Scene, title: str, page: Page, margin: float) -> dict[str, object]:
    texts = [shape for shape in scene.shapes if isinstance(shape, Text)]
    return {
        "title": clean(title) or "Diagram",
        "alt": clean(scene.description) or clean(scene.title) or "Diagram",
        "page": (page.width, page.height),
        "margin": margin,
        "scale": page.scale,
        "width": scene.width,
        "height": scene.height,
        "svg": render(scene, with_text=False, decorative=True),
        "texts": [
            {
                "x": text.x,
                "y": text.y,
                "text": text.text,
                "size": text.size,
                "bold": text.bold,
                "grey": text.grey,
                "anchor": text.anchor.value,
                "rtl": runs_left(text.text),
            }
            for text in texts
            if clean(text.text)
        ],
    }
