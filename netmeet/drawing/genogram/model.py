"""What a laid-out genogram is made of. Lengths are layout units: a symbol is 40 units, and a unit is a quarter of a millimetre."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import ChildKind, UnionKind
from netmeet.drawing.scene import Point
from netmeet.drawing.symbols import Outline

UNIT = 0.25
"""Millimetres in one layout unit."""
SYMBOL = 40.0
SMALL = 26.0
"""The box of a pet."""
SECOND = 4.0
"""From the adult's symbol to its second outline."""


class BirthOrder(StrEnum):
    """What gives way when a brother or sister joins two families.

    ``LINEAGE`` lets that one sibling stand at the end of the row, so that his kin stay left and hers right, as
    practitioners draw it. ``STRICT`` keeps birth order everywhere.
    """

    LINEAGE = "lineage"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Style:
    """What the reader chose to see.

    ``on`` is the day that ages are counted to; without it the living have no age. ``drawn_on`` and ``told_by`` are
    printed as they stand, ``foot`` below everything. Nothing about harm (concerns, orders in force on the day ``on``, and emotional
    lines that tell of violence, abuse, neglect or control) is drawn unless ``show_harm`` is set: it belongs on the worker's and the
    supervisor's copies only.
    """

    title: str = ""
    drawn_on: str = ""
    told_by: str = ""
    foot: str = ""
    on: date | None = None
    birth_order: BirthOrder = BirthOrder.LINEAGE
    show_legend: bool = True
    show_emotional: bool = True
    show_harm: bool = False
    show_places: bool = False
    show_homes: bool = False


AS_USUAL = Style()


class EdgeKind(StrEnum):
    """What a line of the drawing stands for."""

    PARTNER = "partner"
    CHILD = "child"
    SIBSHIP = "sibship"
    BOND = "bond"


@dataclass(frozen=True, slots=True)
class Bond:
    """What is drawn between two members apart from kinship.

    ``mark`` None is a plain light tie. ``arrow`` is 1 from ``a`` to ``b``, -1 back, 0 for neither. ``text`` stands
    beside the line: the words of a kind that has no sign of its own. ``harm`` holds the letter codes of concerns. ``order``
    holds those of orders in force: the arrow runs to whoever is bound.
    """

    tie: str
    a: str
    b: str
    mark: EmotionalKind | None = None
    arrow: int = 0
    text: str = ""
    harm: str = ""
    order: str = ""

    @property
    def codes(self) -> str:
        """The letters in the box on the line."""
        return self.harm or self.order


@dataclass(frozen=True, slots=True)
class Node:
    """The box of a member's symbol, around its centre. The adult's holds both outlines."""

    id: str
    x: float
    y: float
    w: float = SYMBOL
    h: float = SYMBOL
    outline: Outline = Outline.SQUARE


@dataclass(frozen=True, slots=True)
class Edge:
    """A line. ``people`` are the members it is about; all lines of one union carry its id.

    ``child`` is the kind of the children whom a line leads to, where they are all of one kind; ``reaches`` is the child
    at whose symbol it ends. ``identical`` is the bar between the legs of identical twins. ``code_at`` is
    where on a harm arrow its letters stand.
    """

    kind: EdgeKind
    points: tuple[Point, ...]
    people: tuple[str, ...] = ()
    union: str | None = None
    joined: UnionKind | None = None
    child: ChildKind | None = None
    reaches: str | None = None
    identical: bool = False
    bond: Bond | None = None
    code_at: Point | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text outside a symbol, in a box around (x, y). The first ``names`` lines are a name."""

    of: str
    x: float
    y: float
    w: float
    h: float
    lines: tuple[str, ...]
    names: int = 0
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Who lives together. Each of the outlines ends where it begins.

    ``ids`` are the households. ``also`` where a label has a plus: somebody belongs to it whom the outline of another holds.
    """

    ids: tuple[str, ...]
    outlines: tuple[tuple[Point, ...], ...]
    labels: tuple[Label, ...]
    also: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole drawing: everything has its place, nothing is painted yet. The top left corner is (0, 0).

    ``note`` says what of the map is not drawn, and where it stands instead.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    labels: tuple[Label, ...] = ()
    width: float = 0.0
    height: float = 0.0
    note: str = ""
    homes: tuple[Home, ...] = ()
