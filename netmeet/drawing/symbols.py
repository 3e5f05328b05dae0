"""People, pets, organisations and family lines as shapes, in millimetres. The legend is painted by the same functions.

The shape of a person is the gender they live in; the sex assigned at birth is never drawn. Nothing is told by colour alone.
"""

from math import pi

from netmeet.domain.network import ChildKind, Gender, Member, MemberKind, Sphere, UnionKind
from netmeet.drawing.paths import Path, arc
from netmeet.drawing.scene import Dash, Line, Oval, Point, Shape, Stroke, Text

PEN = 0.375
_THIN = 0.3
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
_SLASHES = {UnionKind.SEPARATED: 1, UnionKind.DIVORCED: 2}


def member_symbol(member: Member, x: float, y: float, size: float, *, index: bool = False, inside: str = "") -> list[Shape]:
    """One member around (x, y). ``index`` draws the second outline; ``inside`` is an age."""
    pen = Stroke(PEN, Dash.DASHED if member.sphere is Sphere.PAID and member.kind is MemberKind.PERSON else Dash.SOLID)
    shapes: list[Shape] = []
    if index:
        shapes.append(_outline(member, x, y, size / 2 + _OUTLINE, Stroke(PEN)))
    shapes.append(_outline(member, x, y, size / 2, pen))
    if member.has_died:
        shapes += _crossed(x, y, size / 2, inside)
    if member.kind is MemberKind.PLACE:
        shapes.append(Oval(x, y - size * 0.1, size * 0.14, size * 0.14, Stroke(_THIN)))
    word = inside or ("?" if member.kind is MemberKind.PERSON and member.gender is Gender.UNKNOWN and not member.has_died else "")
    return [*shapes, Text(x, y + _TEXT * 0.36, word, _TEXT)] if word else shapes


def _outline(member: Member, x: float, y: float, half: float, pen: Stroke) -> Shape:
    if member.kind is MemberKind.ORGANISATION:
        return Line(_house(x, y, half), pen, closed=True, fill=1.0)
    if member.kind is MemberKind.PLACE:
        return Line(_pin(x, y, half), pen, closed=True, fill=1.0)
    if member.kind is MemberKind.PET or member.gender is Gender.UNKNOWN:
        return Line(arc(x, y, half, 4), pen, closed=True, fill=1.0)
    if member.gender is Gender.WOMAN:
        return Oval(x, y, half, half, pen, fill=1.0)
    if member.gender is Gender.NON_BINARY:
        return Line(arc(x, y, half, 6), pen, closed=True, fill=1.0)
    return Line(((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)), pen, closed=True, fill=1.0)


def _house(x: float, y: float, half: float) -> tuple[Point, ...]:
    eaves = y - half * 0.25
    return ((x - half, y + half), (x - half, eaves), (x, y - half), (x + half, eaves), (x + half, y + half))


def _pin(x: float, y: float, half: float) -> tuple[Point, ...]:
    """A pin on a map: round above, a point below."""
    top = [point for point in arc(x, y - half * 0.25, half * 0.75, 24, -pi) if point[1] < y + half * 0.1]
    return (*top, (x, y + half))


def _crossed(x: float, y: float, half: float, inside: str) -> list[Shape]:
    """Corner to corner; broken in the middle where an age stands."""
    free = min(half * 0.42, 1.9) if inside else 0.0
    pen = Stroke(_THIN)
    strokes = []
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        strokes.append(Line(((x + dx * half, y + dy * half), (x + dx * free, y + dy * free)), pen))
    return [*strokes]


def brackets(x: float, y: float, half: float) -> list[Shape]:
    """The square brackets around somebody who was adopted."""
    out, tall, lip = half + 1.0, half + 0.6, 1.0
    return [
        Line(((x + side * (out - lip), y - tall), (x + side * out, y - tall), (x + side * out, y + tall), (x + side * (out - lip), y + tall)),
             Stroke(PEN))
        for side in (-1, 1)
    ]  # fmt: skip


def union_line(points: tuple[Point, ...], kind: UnionKind | None) -> list[Shape]:
    """A couple's line: down from one symbol, across, up to the other. Slashes stand where it starts to run across."""
    pen = Stroke(PEN, _WORN.get(kind, Dash.SOLID) if kind else Dash.SOLID)
    shapes: list[Shape] = [Line(points, pen)]
    if len(points) == 4 and kind in _SLASHES:
        x, y = points[1]
        shapes += [slash(x + 1.2 + 0.8 * n, y) for n in range(_SLASHES[kind])]
    return shapes


def slash(x: float, y: float) -> Shape:
    """One slash across a partner line."""
    return Line(((x - 0.45, y + 1.0), (x + 0.45, y - 1.0)), Stroke(PEN))


def child_line(points: tuple[Point, ...], kind: ChildKind | None) -> list[Shape]:
    """From parents to a child. A step-child's line has a step in it, a donor's a D on it."""
    if kind is ChildKind.STEP:
        return [Line(_stepped(points), Stroke(PEN))]
    shapes: list[Shape] = [Line(points, Stroke(PEN, _LED.get(kind, Dash.SOLID) if kind else Dash.SOLID))]
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
