"""Members in no union stand in blocks of those who know the same person: near that person, outside the families."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from netmeet.drawing.genogram.clutter import Box, Segment, box_around, runs_through
from netmeet.drawing.genogram.labels import Words
from netmeet.drawing.genogram.lines import Sketch
from netmeet.drawing.genogram.model import Bond, Label, Node
from netmeet.drawing.scene import Point

_ROOM = 30.0
"""Around a block, so that ties find a way and nobody seems to stand in a row of the family."""
_ACROSS = 44.0
_DOWN = 24.0
_UNDER = 3.0
_STEP = 12.0
_MOST = 5
"""More than this who know the same person stand in several blocks."""
_BETWEEN = 120.0
"""A row of people between a place and a friend costs as much as this distance."""
_ALSO = 0.5
_HIDDEN = 40.0
"""Somebody or some words between a guest and their friend: their tie has to go around."""
_ABOVE = 40.0
"""A place above the family has to be this much nearer: it looks like an older generation."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be placed: ``node`` has no place yet. ``sort`` keeps friends, neighbours and paid people together."""

    node: Node
    words: Words
    sort: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands already: what no block may overlap, the rows of the family, everything that hides a friend from sight, and guests’ ways.

    ``also`` are those who know one of a block and are not the friend whom it stands by.
    """

    taken: list[Box]
    rows: list[Box]
    sight: list[Box]
    ways: list[Segment]
    also: list[Node]


@dataclass(frozen=True, slots=True)
class _Block:
    guests: tuple[Guest, ...]
    columns: int
    air: float

    @property
    def cell(self) -> tuple[float, float]:
        wide = max(max(guest.node.w, guest.words.w) for guest in self.guests)
        return wide + self.air, max(guest.node.h + _UNDER + guest.words.h for guest in self.guests) + self.air

    @property
    def size(self) -> tuple[float, float]:
        wide, high = self.cell
        rows = -(-len(self.guests) // self.columns)
        return self.columns * (wide + _ACROSS) - _ACROSS, rows * (high + _DOWN) - _DOWN

    def middles(self, x: float, y: float) -> Iterator[Point]:
        """Where its members would stand, were its top left corner there."""
        wide, high = self.cell
        for k in range(len(self.guests)):
            yield x + (k % self.columns) * (wide + _ACROSS) + wide / 2, y + (k // self.columns) * (high + _DOWN) + high / 2

    def boxes(self, x: float, y: float) -> list[Box]:
        """The room that each would take up there, with their words."""
        wide, high = self.cell
        return [box_around(*middle, wide, high) for middle in self.middles(x, y)]


def settle(whole: Sketch, guests: list[Guest], bonds: list[Bond], air: float = 0.0) -> None:
    """Add the guests to the drawing, those who know somebody in it first. ``air`` is more room between those in one block."""
    known: dict[str, list[str]] = defaultdict(list)
    for bond in bonds:
        known[bond.a].append(bond.b)
        known[bond.b].append(bond.a)
    taken, rows, ways = _silhouette(whole), _rows(whole), list[Segment]()
    sight = [*map(_box, whole.nodes), *map(_box, whole.labels)]
    waiting = {guest.node.id: guest for guest in guests}
    while waiting:
        at = {node.id: node for node in whole.nodes}
        groups: dict[tuple[str, str], list[Guest]] = defaultdict(list)
        for guest in waiting.values():
            friends = sorted(one for one in known[guest.node.id] if one in at)
            if friends:
                groups[friends[0], guest.sort].append(guest)
        if not groups:
            groups["", ""] = _least_bound(list(waiting.values()), known)
        for (friend, _), group in sorted(groups.items(), key=lambda found: (-len(found[1]), found[0])):
            for k in range(0, len(group), _MOST):
                block, at = tuple(group[k : k + _MOST]), {node.id: node for node in whole.nodes}
                also = [at[one] for guest in block for one in known[guest.node.id] if one in at and one != friend]
                _put(whole, block, at.get(friend), _Around(taken, rows, sight, ways, also), air)
        waiting = {one: guest for one, guest in waiting.items() if not any(node.id == one for node in whole.nodes)}


def _least_bound(waiting: list[Guest], known: dict[str, list[str]]) -> list[Guest]:
    """Where nobody waiting knows anybody drawn: those who know nobody at all, else whoever knows most."""
    strangers = [guest for guest in waiting if not known[guest.node.id]]
    return strangers or [min(waiting, key=lambda guest: (-len(known[guest.node.id]), guest.node.id))]


def _silhouette(whole: Sketch) -> list[Box]:
    """Rows of symbols with their words, and lines; nobody else stands beside these closer than a stranger would."""
    found = _rows(whole)
    found += map(_box, whole.labels)
    for edge in whole.edges:
        xs, ys = [x for x, _ in edge.points], [y for _, y in edge.points]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _rows(whole: Sketch) -> list[Box]:
    bands: dict[float, list[Box]] = defaultdict(list)
    for node in whole.nodes:
        bands[round(node.y)].append(box_around(node.x, node.y, node.w, node.h, 4.0))
    return [_around(boxes) for boxes in bands.values()]


def _box(one: Node | Label) -> Box:
    return box_around(one.x, one.y, one.w, one.h)


def _around(boxes: list[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _put(whole: Sketch, group: tuple[Guest, ...], friend: Node | None, around: _Around, air: float) -> None:
    """Choose the block's shape and place, and add its members. Words stand on the far side of those above their friend."""
    shapes = sorted({1, len(group)})
    _, columns, (x, y) = min(_best_place(_Block(group, columns, air), friend, around) for columns in shapes)
    block = _Block(group, columns, air)
    wide, high = block.cell
    above = friend is not None and y + block.size[1] < friend.y - friend.h
    for k, guest in enumerate(group):
        cx, top = x + (k % columns) * (wide + _ACROSS) + wide / 2, y + (k // columns) * (high + _DOWN)
        node, words = guest.node, guest.words
        middle = top + high - block.air - node.h / 2 if above else top + node.h / 2
        whole.nodes.append(Node(node.id, cx, middle, node.w, node.h, node.outline))
        middle += (node.h / 2 + _UNDER + words.h / 2) * (-1 if above else 1)
        whole.labels.append(Label(node.id, cx, middle, words.w, words.h, words.lines, words.names))
        around.sight.extend((_box(whole.nodes[-1]), _box(whole.labels[-1])))
        if friend:
            around.ways.append((cx, whole.nodes[-1].y, friend.x, friend.y))
    around.taken.append((x, y, x + block.size[0], y + block.size[1]))


def _best_place(block: _Block, friend: Node | None, around: _Around) -> tuple[float, int, tuple[float, float]]:
    """The price of the block's best place, its columns, and its top left corner."""
    width, height = block.size
    taken = around.taken
    if not taken:
        return 0.0, block.columns, (0.0, 0.0)
    left, top, right, bottom = _around(taken)
    goal = (friend.x, friend.y) if friend else (right + _ROOM + width / 2, (top + bottom) / 2)
    found = []
    for y, x in _free(width, height, taken, goal[0]):
        across, down = abs(x + width / 2 - goal[0]), abs(y + height / 2 - goal[1])
        outside = _ABOVE if y + height <= top else 0.0
        between = _BETWEEN * sum(min(y, goal[1]) < row[1] and row[3] < max(y + height, goal[1]) for row in around.rows)
        spread = max(0.0, right - x - width, x - left)
        others = _ALSO * sum(hypot(x + width / 2 - one.x, y + height / 2 - one.y) for one in around.also) / len(block.guests)
        found.append((others + across + 1.2 * down + outside + between + 0.02 * spread + 0.15 * (width + height), block.columns, (x, y)))
    if not friend:
        return min(found)
    best = (float("inf"), 0, (0.0, 0.0))
    for price, columns, place in sorted(found):
        if price >= best[0]:
            break
        hidden = sum(_hidden(middle, friend, around.sight) for middle in block.middles(*place)) / len(block.guests)
        hidden += sum(runs_through(way, box) for box in block.boxes(*place) for way in around.ways)
        best = min(best, (price + _HIDDEN * hidden, columns, place))
    return best


def _hidden(middle: Point, friend: Node, sight: list[Box]) -> int:
    """How many symbols and words stand between a place and a friend."""
    own, way = _box(friend), (*middle, friend.x, friend.y)
    return sum(runs_through(way, box) for box in sight if box != own)


def _free(width: float, height: float, taken: list[Box], wish: float) -> Iterator[tuple[float, float]]:
    """Free top left corners, as (y, x): for every height tried, the nearest to the wish between any two things that stand."""
    _, top, _, bottom = _around(taken)
    y = top - _ROOM - height
    while y < bottom + _ROOM + _STEP:
        walls = sorted((box[0], box[2]) for box in taken if box[1] < y + height + _ROOM and y - _ROOM < box[3])
        edge = float("-inf")
        for low, high in [*walls, (float("inf"), float("inf"))]:
            if edge + 2 * _ROOM + width <= low:
                yield y, min(max(wish - width / 2, edge + _ROOM), low - _ROOM - width)
            edge = max(edge, high)
        y += _STEP
