"""The Scene is the only drawing: shapes, lines and texts with places in millimetres, y downwards.

Painters (SVG on screen, typst on paper) read it; nobody draws twice. Colours are greys and black, so that an office
printer shows what the screen shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Measure = Callable[[str, float, bool], float]
"""``measure(text, size, bold)`` returns the width in mm of one line of text set ``size`` mm high (the font size)."""

Point = tuple[float, float]


class Dash(StrEnum):
    """How a stroke is broken."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOT = "dash-dot"
    LONG = "long"


class Anchor(StrEnum):
    """Which part of a line of text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen. ``width`` in mm, ``grey`` 0 (black) to 1 (white)."""

    width: float = 0.35
    dash: Dash = Dash.SOLID
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline, or a polygon when ``closed``; ``fill`` is a grey, None for no fill. ``smooth`` joins with a curve."""

    points: tuple[Point, ...]
    stroke: Stroke = Stroke()
    closed: bool = False
    fill: float | None = None
    smooth: bool = False


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse around (x, y) with half-axes rx and ry."""

    x: float
    y: float
    rx: float
    ry: float
    stroke: Stroke = Stroke()
    fill: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. (x, y) is on the baseline; ``size`` is the font size in mm (8 pt is 2.82 mm)."""

    x: float
    y: float
    text: str
    size: float = 3.0
    bold: bool = False
    anchor: Anchor = Anchor.MIDDLE
    grey: float = 0.0


Shape = Line | Oval | Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle that a page may turn into a link: top left corner, size, and the member or tie it stands for."""

    of: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished drawing. ``shapes`` are painted in order. ``title`` and ``description`` are its alternative text."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = ()
    spots: tuple[Spot, ...] = ()
    title: str = ""
    description: str = ""
