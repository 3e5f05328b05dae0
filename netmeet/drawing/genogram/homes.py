"""Who lives together: an outline around exactly those people, however the rows set them apart, and the household's name beside it.

Nothing moves for it: outlines come when everything else has its place. Where nobody can be joined without somebody else
in between, one household has several outlines of one name. Somebody of two households stands in both outlines where these
can cross, else the second's name stands beside their symbol with a plus.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise

from netmeet.domain.network import Network
from netmeet.drawing.genogram.clutter import box_around
from netmeet.drawing.genogram.contour import GRID, Cell, cells_of, ring, rounded
from netmeet.drawing.genogram.grounds import Field, Ground
from netmeet.drawing.genogram.labels import Words, Writer
from netmeet.drawing.genogram.lines import Sketch
from netmeet.drawing.genogram.model import Home, Label, Node
from netmeet.drawing.scene import Point
from netmeet.drawing.svg import clean

_OUT, _FURTHER, _ALONG = 3.0, 5.0, 12.0
_ROOM = 1.5
_WIDE = 160.0
"""A name stays on one line up to this width."""
UNNAMED = "Household"
ALSO = "+"
"""Stands before the name of somebody's second household."""


@dataclass(frozen=True, slots=True)
class _Group:
    """People who live together; households of the same people are one, with all their names."""

    ids: tuple[str, ...]
    name: str
    members: tuple[str, ...]


@dataclass(slots=True)
class _Begun:
    """A household whose outlines are drawn, and whose name has no place yet: it goes beside these corners."""

    group: _Group
    outlines: list[tuple[Point, ...]]
    corners: list[tuple[Point, ...]]
    marked: list[str]


def homes_of(network: Network, sketch: Sketch, writer: Writer) -> list[Home]:
    """The outlines of all households that have anybody on the drawing."""
    at = {node.id: node for node in sketch.nodes}
    groups = _groups(network, at)
    if not groups:
        return []
    field, drawn, begun = Field(sketch), dict[str, frozenset[str]](), list[_Begun]()
    for k, group in enumerate(groups):
        found, cells = _outlined(group, field, drawn)
        drawn[f"home {k}"] = frozenset(group.members) - set(found.marked)
        field.add_home(cells, f"home {k}")
        begun.append(found)
    for found in begun:
        for outline in found.outlines:
            field.clutter.add_line(outline, "")
    return [_named(f"home {k}", found, field, at, writer) for k, found in enumerate(begun)]


def _groups(network: Network, at: dict[str, Node]) -> list[_Group]:
    """The largest first; an order that hangs neither on the order of the input nor on ids."""
    people: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for home in network.households:
        members = tuple(sorted(set(home.members) & at.keys(), key=lambda one: (at[one].y, at[one].x)))
        if members:
            people.setdefault(members, []).append((clean(home.name), home.id))
    return sorted(
        (
            _Group(tuple(one for _, one in sorted(found)), " / ".join(sorted({name for name, _ in found if name})) or UNNAMED, members)
            for members, found in people.items()
        ),
        key=lambda group: (-len(group.members), group.name, [(at[one].y, at[one].x) for one in group.members]),
    )


def _outlined(group: _Group, field: Field, drawn: dict[str, frozenset[str]]) -> tuple[_Begun, set[Cell]]:
    """The outlines of one household: across those that were drawn before where that can be told apart, else without their members."""
    own = frozenset(group.members)
    joined = frozenset(key for key, others in drawn.items() if others & own)
    ground = Ground(field, own, joined)
    within = any(own <= drawn[key] for key in joined)
    parts = [] if within else ground.parts()
    marked = []
    if within or not ground.is_apart():
        marked = [one for one in group.members if any(one in drawn[key] for key in joined)]
        ground = Ground(field, own - set(marked), frozenset())
        parts = ground.parts() if ground.own else []
    corners = [ring(part) for part in parts]
    outlines = [rounded(one, field.clutter) for one in corners]
    return _Begun(group, outlines, [tuple((x * GRID, y * GRID) for x, y in one) for one in corners], marked), ground.cells


def _named(key: str, begun: _Begun, field: Field, at: dict[str, Node], writer: Writer) -> Home:
    """The name beside each outline, and beside the symbol of everybody who stands in another household's outline only."""
    group, labels = begun.group, list[Label]()
    for words, corners, apart in [
        *((writer.note(group.name, _WIDE), corners, True) for corners in begun.corners),
        *((writer.note(f"{ALSO} {group.name}", _WIDE), _corners(at[one]), False) for one in begun.marked),
    ]:
        x, y = next(place for place in _beside(corners, words) if _is_free(place, words, field, key if apart else None))
        labels.append(Label(group.ids[0], x, y, words.w, words.h, words.lines))
        field.clutter.add_box(box_around(x, y, words.w, words.h), "")
    return Home(group.ids, tuple(begun.outlines), tuple(labels), also=bool(begun.marked))


def _is_free(place: Point, words: Words, field: Field, key: str | None) -> bool:
    """True where nothing stands in the way; with a key, nor anybody else's household."""
    box = box_around(*place, words.w, words.h, _ROOM)
    return field.clutter.is_free(box) and (key is None or not any(field.homes.get(cell, set()) - {key} for cell in cells_of(box)))


def _corners(node: Node) -> tuple[Point, ...]:
    left, top, right, bottom = box_around(node.x, node.y, node.w, node.h)
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _beside(corners: tuple[Point, ...], words: Words) -> Iterator[Point]:
    """Places for words outside a line that goes round clockwise: the nearest first, above, below, at the right and at the left."""
    level = [(a, b) for a, b in pairwise([*corners, corners[0]]) if a[1] == b[1]]
    upright = [(a, b) for a, b in pairwise([*corners, corners[0]]) if a[0] == b[0]]
    level.sort(key=lambda side: (side[0][0] > side[1][0], side[0][1], side[0][0]))
    upright.sort(key=lambda side: (side[0][1] > side[1][1], side[0][0], side[0][1]))
    for turn in count():
        out = _OUT + _FURTHER * turn
        for (ax, y), (bx, _) in level:
            away = out + words.h / 2
            yield from ((x, y - away if ax < bx else y + away) for x in _along(min(ax, bx), max(ax, bx), words.w))
        for (x, ay), (_, by) in upright:
            away = out + words.w / 2
            yield from ((x + away if ay < by else x - away, y) for y in _along(min(ay, by), max(ay, by), words.h))


def _along(low: float, high: float, size: float) -> Iterable[float]:
    """Middles of something of that size between two ends: from the first end to the last, or just the middle."""
    if high - low <= size:
        return [(low + high) / 2]
    steps = int((high - low - size) / _ALONG)
    return [low + size / 2 + _ALONG * k for k in range(steps + 1)]
