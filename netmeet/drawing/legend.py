"""The key of a drawing: only the marks that it uses, painted by the functions that painted them."""

from collections.abc import Callable
from dataclasses import dataclass

from netmeet.domain.network import ChildKind, Gender, Member, MemberKind, Sphere, UnionKind
from netmeet.domain.readings import EmotionalKind
from netmeet.drawing.scene import Anchor, Line, Measure, Oval, Point, Shape, Stroke, Text
from netmeet.drawing.symbols import brackets, child_line, member_symbol, union_line
from netmeet.drawing.tielines import tie_line

_TEXT = 2.85
_ROW = 8.5
_SAMPLE = 15.0
_SPACE = 6.0

_GENDERS = {Gender.WOMAN: "Woman", Gender.MAN: "Man", Gender.NON_BINARY: "Non-binary", Gender.UNKNOWN: "Gender not known"}
_KINDS = {MemberKind.ORGANISATION: "Organisation", MemberKind.PLACE: "Place", MemberKind.PET: "Pet"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key: what it means, and how to paint it around (x, y) (the middle of the sample)."""

    text: str
    paint: Callable[[float, float], list[Shape]]


def entries_for_members(members: tuple[Member, ...], adult_id: str | None) -> list[Entry]:
    """Keys for the symbols: genders, kinds, the adult's double outline, death, paid people."""
    people = [member for member in members if member.kind is MemberKind.PERSON]
    found = [_symbol(text, Member("", "", gender=gender)) for gender, text in _GENDERS.items() if any(one.gender is gender for one in people)]
    found += [_symbol(text, Member("", "", kind=kind)) for kind, text in _KINDS.items() if any(one.kind is kind for one in members)]
    adult = next((member for member in members if member.id == adult_id), None)
    if adult:
        found.insert(0, _symbol("The person this is about", Member("", "", gender=adult.gender), index=True))
    if any(member.has_died for member in members):
        found.append(_symbol("Has died", Member("", "", gender=Gender.MAN, dead=True)))
    if any(one.sphere is Sphere.PAID for one in people):
        found.append(_symbol("Paid to help", Member("", "", gender=Gender.MAN, sphere=Sphere.PAID)))
    return found


def entries_for_unions(kinds: set[UnionKind]) -> list[Entry]:
    """Keys for the couples' lines that are in use."""
    return [_union(kind) for kind in UnionKind if kind in kinds and kind not in (UnionKind.SINGLE, UnionKind.OTHER)]


def entries_for_children(kinds: set[ChildKind]) -> list[Entry]:
    """Keys for the children's lines that are in use; children by birth need one only beside others."""
    return [_child(kind) for kind in ChildKind if kind in kinds] if kinds - {ChildKind.BIRTH} else []


def entries_for_ties(kinds: set[EmotionalKind], harm: dict[str, str], *, plain: bool) -> list[Entry]:
    """Keys for emotional lines and harm arrows. ``harm`` gives the words of each letter code."""
    found = [_tie(str(kind).capitalize(), kind) for kind in EmotionalKind if kind in kinds]
    if plain:
        found.append(_tie("Knows, or is paid to help", None))
    found += [_tie(f"{words} (worry about harm)", None, code) for code, words in harm.items()]
    return found


def legend(entries: list[Entry], width: float, measure: Measure) -> tuple[list[Shape], float]:
    """Paint the key in columns from (0, 0); return the shapes and the height, both in mm."""
    column = _SAMPLE + _SPACE + max((measure(entry.text, _TEXT, False) for entry in entries), default=0.0) + 3.0
    across = max(1, int(width // column))
    down = -(-len(entries) // across)
    shapes: list[Shape] = []
    for k, entry in enumerate(entries):
        x, y = (k // down) * column, (k % down + 0.5) * _ROW
        shapes += entry.paint(x + _SAMPLE / 2, y)
        shapes.append(Text(x + _SAMPLE + 2.0, y + _TEXT * 0.36, entry.text, _TEXT, anchor=Anchor.START))
    return shapes, down * _ROW


def _symbol(text: str, member: Member, *, index: bool = False) -> Entry:
    return Entry(text, lambda x, y: member_symbol(member, x, y, 5.0, index=index))


def _union(kind: UnionKind) -> Entry:
    def paint(x: float, y: float) -> list[Shape]:
        points = ((x - 6, y - 2), (x - 6, y + 1.2), (x + 6, y + 1.2), (x + 6, y - 2))
        return union_line(points, kind)

    return Entry(str(kind).capitalize(), paint)


def _child(kind: ChildKind) -> Entry:
    def paint(x: float, y: float) -> list[Shape]:
        shapes = child_line(((x, y - 3.6), (x, y + 3.6)), kind)
        return shapes + (brackets(x, y, 0.8) if kind is ChildKind.ADOPTED else [])

    words = {ChildKind.BIRTH: "Child by birth", ChildKind.KINSHIP_CARE: "Kinship care", ChildKind.DONOR: "Child by donor"}
    return Entry(words.get(kind, f"{str(kind).capitalize()} child"), paint)


def _tie(text: str, kind: EmotionalKind | None, harm: str = "") -> Entry:
    return Entry(text, lambda x, y: tie_line(((x - 7, y), (x + 7, y)), kind, 1, harm))


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The same shape somewhere else."""
    if isinstance(shape, Line):
        points: tuple[Point, ...] = tuple((x + dx, y + dy) for x, y in shape.points)
        return Line(points, shape.stroke, shape.closed, shape.fill, shape.smooth)
    if isinstance(shape, Oval):
        return Oval(shape.x + dx, shape.y + dy, shape.rx, shape.ry, shape.stroke, shape.fill)
    return Text(shape.x + dx, shape.y + dy, shape.text, shape.size, shape.bold, shape.anchor, shape.grey)


__all__ = ["Entry", "Stroke", "entries_for_children", "entries_for_members", "entries_for_ties", "entries_for_unions", "legend", "moved"]
