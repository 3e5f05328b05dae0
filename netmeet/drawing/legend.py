"""The key of a drawing: only the marks that it uses, painted by the functions that painted them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import ChildKind, Gender, Member, MemberKind, Sphere, TieKind, UnionKind
from netmeet.drawing.scene import Anchor, Line, Measure, Oval, Point, Shape, Text
from netmeet.drawing.symbols import brackets, child_line, family_line, home_outline, member_symbol, union_line
from netmeet.drawing.tielines import order_line, tie_line

_TEXT = 2.85
_ROW = 8.5
_SAMPLE = 15.0
_SPACE = 6.0

_GENDERS = {Gender.WOMAN: "Woman", Gender.MAN: "Man", Gender.NON_BINARY: "Non-binary", Gender.UNKNOWN: "Gender not known"}
_SOLID = {UnionKind.MARRIED: "married", UnionKind.WIDOWED: "married", UnionKind.CIVIL_PARTNERSHIP: "in a civil partnership"}
"""These look the same: a death shows on the symbol."""
_WORDED = (UnionKind.SINGLE, UnionKind.OTHER)
_KINDS = {MemberKind.ORGANISATION: "Organisation", MemberKind.PLACE: "Place", MemberKind.PET: "Pet"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key: what it means, and how to paint it around (x, y) (the middle of the sample)."""

    text: str
    paint: Callable[[float, float], list[Shape]]


def entries_for_members(members: tuple[Member, ...], adult_id: str | None) -> list[Entry]:
    """Keys for the symbols: genders, kinds, the adult's double outline, death, paid people."""
    people = [member for member in members if member.kind is MemberKind.PERSON]
    genders, kinds = {one.gender for one in people}, {one.kind for one in members}
    found = [_symbol(text, Member("", "", gender=gender)) for gender, text in _GENDERS.items() if gender in genders]
    found += [_symbol(text, Member("", "", kind=kind)) for kind, text in _KINDS.items() if kind in kinds]
    adult = next((member for member in members if member.id == adult_id), None)
    if adult:
        found.insert(0, _symbol("The person this is about", Member("", "", gender=adult.gender), index=True))
    if any(member.has_died for member in members):
        found.append(_symbol("Has died", Member("", "", gender=Gender.MAN, dead=True)))
    if any(one.sphere is Sphere.PAID for one in people):
        found.append(_symbol("Paid to help", Member("", "", gender=Gender.MAN, sphere=Sphere.PAID)))
    return found


def entries_for_years(words: Mapping[str, str], aged: list[Member]) -> list[Entry]:
    """Keys for the letters before years, and for the number within a symbol: ``aged`` are those who have one."""
    alive, died = any(not one.has_died for one in aged), any(one.has_died for one in aged)
    number = "Age, or age at death" if alive and died else "Age" if alive else "Age at death"
    found = [_symbol(number, Member("", "", gender=one.gender), inside="74") for one in aged[:1]]
    return found + [_letter(mark, text) for mark, text in words.items()]


def entries_for_twins(*, twins: bool, identical: bool) -> list[Entry]:
    """Keys for the lines of those who were born together."""
    return [_twins(text, identical=alike) for text, alike, used in (("Twins", False, twins), ("Identical twins", True, identical)) if used]


def entries_for_unions(kinds: set[UnionKind]) -> list[Entry]:
    """Keys for the couples' lines that are in use."""
    solid = list(dict.fromkeys(text for kind, text in _SOLID.items() if kind in kinds))
    found = [_union(" or ".join(solid).capitalize(), UnionKind.MARRIED)] if solid else []
    return found + [_union(str(kind).capitalize(), kind) for kind in UnionKind if kind in kinds - {*_SOLID, *_WORDED}]


def entries_for_children(kinds: set[ChildKind]) -> list[Entry]:
    """Keys for the children's lines that are in use; children by birth need one only beside others."""
    return [_child(kind) for kind in ChildKind if kind in kinds] if kinds - {ChildKind.BIRTH} else []


def entries_for_ties(kinds: set[EmotionalKind], harm: dict[str, str], plain: set[TieKind]) -> list[Entry]:
    """Keys for emotional lines, plain ties of these kinds and harm arrows. ``harm`` gives the words of each letter code."""
    found = [_tie(str(kind).capitalize(), kind) for kind in EmotionalKind if kind in kinds]
    if plain:
        found.append(_tie("Related in another way" if plain == {TieKind.KINSHIP} else "Knows, or is paid to help", None))
    found += [_tie(f"Worry: {words[0].lower()}{words[1:]}", None, code) for code, words in harm.items()]
    return found


def entries_for_orders(orders: dict[str, str]) -> list[Entry]:
    """Keys for the lines of orders in force. ``orders`` gives the words of each letter code."""
    return [_order(f"In force: {words} (the bar is at whoever it keeps away)", code) for code, words in orders.items()]


def entries_for_homes(*, drawn: bool, apart: bool, also: bool) -> list[Entry]:
    """Keys for the outlines of households, for one that has several, and for the sign of somebody's second household."""
    words = {"Who lives together": drawn, "The same name again: the same household": apart}
    return [_home(text) for text, used in words.items() if used] + ([_letter("+", "Belongs to this household too")] if also else [])


def legend(entries: list[Entry], width: float, measure: Measure) -> tuple[list[Shape], float]:
    """Paint the key in as many columns as fit from (0, 0); return the shapes and the height, both in mm."""
    sizes = [_SAMPLE + _SPACE + measure(entry.text, _TEXT, False) for entry in entries]
    down = next((down for down in range(1, len(entries) + 1) if _across(sizes, down) <= width), len(entries))
    shapes: list[Shape] = []
    x = 0.0
    for start in range(0, len(entries), max(1, down)):
        for k, entry in enumerate(entries[start : start + down]):
            y = (k + 0.5) * _ROW
            shapes += entry.paint(x + _SAMPLE / 2, y)
            shapes.append(Text(x + _SAMPLE + 2.0, y + _TEXT * 0.36, entry.text, _TEXT, anchor=Anchor.START))
        x += max(sizes[start : start + down])
    return shapes, down * _ROW


def _across(sizes: list[float], down: int) -> float:
    """The width of a key whose columns hold so many entries."""
    return sum(max(sizes[start : start + down]) for start in range(0, len(sizes), down))


def _symbol(text: str, member: Member, *, index: bool = False, inside: str = "") -> Entry:
    return Entry(text, lambda x, y: member_symbol(member, x, y, 5.0, index=index, inside=inside))


def _home(text: str) -> Entry:
    return Entry(text, lambda x, y: [home_outline(((x - 7, y - 3), (x + 7, y - 3), (x + 7, y + 3), (x - 7, y + 3)))])


def _order(text: str, code: str) -> Entry:
    return Entry(text, lambda x, y: order_line(((x - 7, y), (x + 7, y)), -1, code))


def _letter(mark: str, text: str) -> Entry:
    return Entry(text, lambda x, y: [Text(x, y + _TEXT * 0.36, mark, _TEXT, grey=0.25)])


def _twins(text: str, *, identical: bool) -> Entry:
    def paint(x: float, y: float) -> list[Shape]:
        legs = [family_line(((x, y - 3.4), (x + side * 4.5, y + 3.4)), ChildKind.BIRTH) for side in (-1, 1)]
        return [*legs, family_line(((x - 2.7, y + 0.68), (x + 2.7, y + 0.68)), ChildKind.BIRTH)] if identical else legs

    return Entry(text, paint)


def _union(text: str, kind: UnionKind) -> Entry:
    def paint(x: float, y: float) -> list[Shape]:
        points = ((x - 6, y - 2), (x - 6, y + 1.2), (x + 6, y + 1.2), (x + 6, y - 2))
        return union_line(points, kind)

    return Entry(text, paint)


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
