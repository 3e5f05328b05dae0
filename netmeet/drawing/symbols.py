"""People, pets, organisations and family lines as shapes, in millimetres. The legend is painted by the same functions.

The shape of a person is the gender they live in; the sex assigned at birth is never drawn. Nothing is told by colour alone.
"""

from enum import StrEnum
from math import cos, pi, sin

from netmeet.domain.network import ChildKind, Gender, Member, MemberKind, Sphere, UnionKind
from netmeet.drawing.paths import Path, arc
from netmeet.drawing.scene import Dash, Line, Oval, Point, Shape, Stroke, Text

PEN = 0.375
_THIN = 0.3
_HOME = 0.45
_OUTLINE = 1.0
"""From the index person's symbol to its second outline."""
_TEXT = 2.85
_WORN = {
    UnionKind.COHABITING: Dash.DASHED,
    UnionKind.ENGAGED: Dash.DASH_DOT,
    UnionKind.AFFAIR: Dash.DOTTED,
}
_LED = {
    ChildKind.ADOPTED: Dash.DASHED,
    ChildKind.FOSTER: Dash.DOTTED,
    ChildKind.DONOR: Dash.DOTTED,
    ChildKind.KINSHIP_CARE: Dash.DASH_DOT,
}


class Outline(StrEnum):
    """The shape of a symbol."""

    SQUARE = "square"
    CIRCLE = "circle"
    HEXAGON = "hexagon"
    DIAMOND = "diamond"
    HOUSE = "house"
    PIN = "pin"


_SHAPES = {
    Gender.MAN: Outline.SQUARE,
    Gender.WOMAN: Outline.CIRCLE,
    Gender.NON_BINARY: Outline.HEXAGON,
    Gender.UNKNOWN: Outline.DIAMOND,
}
_CORNER = {Outline.SQUARE: 1.0, Outline.DIAMOND: 0.5, Outline.HEXAGON: 0.62}
"""How far out the strokes of a cross reach, as a share of half the symbol."""
_SLASHES = {UnionKind.SEPARATED: 1, UnionKind.DIVORCED: 2}


def member_symbol(member: Member, x: float, y: float, size: float, *, index: bool = False, inside: str = "") -> list[Shape]:
    """One member around (x, y). ``index`` draws the second outline; ``inside`` is an age."""
    pen = Stroke(PEN, Dash.DASHED if member.sphere is Sphere.PAID and member.kind is MemberKind.PERSON else Dash.SOLID)
    shapes: list[Shape] = []
    if index:
        shapes.append(_outline(member, x, y, size / 2 + _OUTLINE, Stroke(PEN)))
    shapes.append(_outline(member, x, y, size / 2, pen))
    if member.has_died:
        shapes += _crossed(member, x, y, size / 2, inside)
    if member.kind is MemberKind.PLACE:
        shapes.append(Oval(x, y - size * 0.15, size * 0.14, size * 0.14, Stroke(_THIN)))
    word = inside or ("?" if member.kind is MemberKind.PERSON and member.gender is Gender.UNKNOWN and not member.has_died else "")
    return [*shapes, Text(x, y + _TEXT * 0.36, word, _TEXT)] if word else shapes


def outline_of(member: Member) -> Outline:
    """A person's shape is their gender; pets, organisations and places have shapes of their own."""
    match member.kind, member.gender:
        case MemberKind.ORGANISATION, _:
            return Outline.HOUSE
        case MemberKind.PLACE, _:
            return Outline.PIN
        case MemberKind.PET, _:
            return Outline.DIAMOND
        case _, gender:
            return _SHAPES[gender]


def _outline(member: Member, x: float, y: float, half: float, pen: Stroke) -> Shape:
    outline = outline_of(member)
    if outline is Outline.CIRCLE:
        return Oval(x, y, half, half, pen, fill=1.0)
    corners = {
        Outline.SQUARE: ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)),
        Outline.HEXAGON: arc(x, y, half, 6),
        Outline.DIAMOND: arc(x, y, half, 4),
        Outline.HOUSE: _house(x, y, half),
        Outline.PIN: _pin(x, y, half),
    }
    return Line(corners[outline], pen, closed=True, fill=1.0)


def _house(x: float, y: float, half: float) -> tuple[Point, ...]:
    eaves = y - half * 0.25
    return ((x - half, y + half), (x - half, eaves), (x, y - half), (x + half, eaves), (x + half, y + half))


def _pin(x: float, y: float, half: float) -> tuple[Point, ...]:
    """A pin on a map: round above, a point below."""
    middle, radius = y - half * 0.3, half * 0.7
    turns = (pi * (0.85 + 1.3 * k / 20) for k in range(21))
    return (*((x + radius * cos(turn), middle + radius * sin(turn)) for turn in turns), (x, y + half))


def _crossed(member: Member, x: float, y: float, half: float, inside: str) -> list[Shape]:
    """Corner to corner of the shape; broken in the middle where an age stands."""
    free = min(half * 0.42, 1.9) if inside else 0.0
    reach = half * _CORNER.get(outline_of(member), 0.7)
    return [
        Line(((x + dx * reach, y + dy * reach), (x + dx * free, y + dy * free)), Stroke(_THIN))
        for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1))
    ]


def brackets(x: float, y: float, half: float) -> list[Shape]:
    """The square brackets around somebody who was adopted."""
    out, tall, lip = half + 1.0, half + 0.6, half
    corners = ((lip, -tall), (out, -tall), (out, tall), (lip, tall))
    return [Line(tuple((x + side * dx, y + dy) for dx, dy in corners), Stroke(PEN)) for side in (-1, 1)]


def union_line(points: tuple[Point, ...], kind: UnionKind | None) -> list[Shape]:
    """A couple's line: down from one symbol, across, up to the other. Slashes stand where it starts to run across: keep that end free."""
    pen = Stroke(PEN, _WORN.get(kind, Dash.SOLID) if kind else Dash.SOLID)
    shapes: list[Shape] = [Line(points, pen)]
    if len(points) == 4 and kind in _SLASHES:
        (x, y), way = points[1], 1 if points[2][0] > points[1][0] else -1
        shapes += [slash(x + way * (1.2 + 0.8 * n), y) for n in range(_SLASHES[kind])]
    return shapes


def home_outline(points: tuple[Point, ...]) -> Shape:
    """Around those who live together: long grey dashes, unlike those of any other line."""
    return Line(points, Stroke(_HOME, Dash.LONG, 0.4), closed=True)


def slash(x: float, y: float) -> Shape:
    """One slash across a partner line."""
    return Line(((x - 0.45, y + 1.0), (x + 0.45, y - 1.0)), Stroke(PEN))


def family_line(points: tuple[Point, ...], kind: ChildKind | None) -> Shape:
    """A stretch that several children share, in the dashes of their kind where they are all of one kind."""
    return Line(points, Stroke(PEN, _LED.get(kind, Dash.SOLID) if kind else Dash.SOLID))


def child_line(points: tuple[Point, ...], kind: ChildKind | None) -> list[Shape]:
    """From parents to a child. A step-child's line has a step in it, a donor's a D on it."""
    if kind is ChildKind.STEP:
        return [Line(_stepped(points), Stroke(PEN))]
    shapes: list[Shape] = [family_line(points, kind)]
    if kind is ChildKind.DONOR:
        path = Path(points[-2:])
        x, y = path.at(path.length / 2)
        white = Stroke(0.1, grey=1.0)
        shapes += [Oval(x, y, 1.5, 1.6, white, fill=1.0), Text(x, y + _TEXT * 0.36, "D", _TEXT)]
    return shapes


def _stepped(points: tuple[Point, ...]) -> tuple[Point, ...]:
    path = Path(points[-2:])
    a, b = path.length * 0.35, path.length * 0.65
    return (*points[:-1], path.at(a), path.at(a, 0.9), path.at(b, 0.9), path.at(b), points[-1])
