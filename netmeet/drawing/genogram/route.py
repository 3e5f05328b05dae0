"""A way around everything, for ties that no simple curve can draw: A* over a coarse grid, pulled straight, then rounded."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import hypot

from netmeet.drawing.genogram.clutter import Box, Clutter, Segment, box_around, runs_through
from netmeet.drawing.genogram.model import Node
from netmeet.drawing.scene import Point

STEP = 6.0
"""The side of a grid cell."""
_BESIDE = 1.5
_ROOM = 3.5
_CROSS, _ALONG = 6.0, 20.0
"""What a line in a grid cell costs, in grid steps: for crossing it, and for running along it."""
_MOST = 20_000
"""Grid cells looked at before giving up; a drawing of 250 people has about 200,000."""
_BEYOND = 60
"""How many grid steps outside the two symbols a way may go."""
_ROUNDS = 3
_LONGEST = 45.0

Cell = tuple[int, int]
_MOVES = tuple((dx, dy, hypot(dx, dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look for the best line of a tie.

    ``tries`` curves are tried at all, and ``more`` once one is found that nothing stands in the way of. An ``eager``
    way around looks at fewer cells (1 finds the cheapest) and may be a little longer.
    """

    tries: int
    more: int
    eager: float


THOROUGH = Effort(150, 24, 1.2)
BRISK = Effort(60, 16, 2.5)


class Ground:
    """The grid over a drawing. What is known of a cell is kept until something new is drawn there."""

    def __init__(self, clutter: Clutter, effort: Effort) -> None:
        self.clutter = clutter
        self.effort = effort
        self._owners: dict[Cell, frozenset[str]] = {}
        self._lines: dict[Cell, tuple[tuple[Segment, str], ...]] = {}
        self._toll: dict[Cell, tuple[float, float]] = {}

    def add_box(self, box: Box, owner: str) -> None:
        """Something new stands there."""
        self.clutter.add_box(box, owner)
        self._forget(box)

    def remove_box(self, box: Box, owner: str) -> None:
        """Something stands there no longer."""
        self.clutter.remove_box(box, owner)
        self._forget(box)

    def add_line(self, points: tuple[Point, ...], line: str) -> None:
        """A new line runs there."""
        self.clutter.add_line(points, line)
        self._forget_along(points)

    def remove_line(self, points: tuple[Point, ...], line: str) -> None:
        """A line runs there no longer."""
        self.clutter.remove_line(points, line)
        self._forget_along(points)

    def _forget(self, box: Box) -> None:
        for cell in _cells(box):
            self._owners.pop(cell, None)

    def _forget_along(self, points: tuple[Point, ...]) -> None:
        for a, b in pairwise(points):
            for cell in _cells((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))):
                self._lines.pop(cell, None)
                self._toll.pop(cell, None)

    def owners(self, cell: Cell) -> frozenset[str]:
        """Whose symbols or words (``""``) stand at a cell."""
        found = self._owners.get(cell)
        if found is None:
            box = box_around(cell[0] * STEP, cell[1] * STEP, 2 * _ROOM, 2 * _ROOM)
            found = self._owners[cell] = frozenset(owner for _, owner in self.clutter.boxes_near(box))
        return found

    def lines(self, cell: Cell) -> tuple[tuple[Segment, str], ...]:
        """The pieces of lines that run through a cell or just beside it."""
        found = self._lines.get(cell)
        if found is None:
            box = box_around(cell[0] * STEP, cell[1] * STEP, STEP, STEP, _BESIDE)
            found = self._lines[cell] = tuple(piece for piece in self.clutter.lines_near(box) if runs_through(piece[0], box))
        return found

    def toll(self, cell: Cell, dx: int, dy: int) -> float:
        """What it costs to go through a cell that way because of the lines in it."""
        found = self._toll.get(cell)
        if found is None:
            level, steep = set[str](), set[str]()
            for (ax, ay, bx, by), line in self.lines(cell):
                (level if abs(ax - bx) > abs(ay - by) else steep).add(line)
            found = self._toll[cell] = (_CROSS * len(level) + _ALONG * len(steep), _CROSS * len(steep) + _ALONG * len(level))
        return found[0] if abs(dy) > abs(dx) else found[1] if abs(dx) > abs(dy) else (found[0] + found[1]) / 2

    def is_clear(self, a: Point, b: Point, ends: frozenset[str]) -> bool:
        """True when a straight line from one point to another keeps off everything."""
        return all(self.owners(cell) <= ends for cell in cells_along(a, b))


def cells_along(a: Point, b: Point) -> Iterator[Cell]:
    """The cells that a straight line passes, from its start on."""
    count = int(hypot(b[0] - a[0], b[1] - a[1]) / STEP) + 1
    for k in range(count + 1):
        yield round((a[0] + (b[0] - a[0]) * k / count) / STEP), round((a[1] + (b[1] - a[1]) * k / count) / STEP)


def _cells(box: Box) -> Iterator[Cell]:
    """The cells that a box touches, and those beside them."""
    for x in range(int((box[0] - _ROOM) // STEP) - 1, int((box[2] + _ROOM) // STEP) + 2):
        for y in range(int((box[1] - _ROOM) // STEP) - 1, int((box[3] + _ROOM) // STEP) + 2):
            yield x, y


def way_around(a: Node, b: Node, ground: Ground) -> tuple[Point, ...] | None:
    """Return a rounded way between the middles of two symbols that meets no symbol and no words; None if none was found."""
    ends = frozenset((a.id, b.id))
    cells = _cheapest(_cell(a), _cell(b), ground, ends)
    if cells is None:
        return None
    points = [(a.x, a.y), *((x * STEP, y * STEP) for x, y in cells[1:-1]), (b.x, b.y)]
    pulled = _pulled(points, ground, ends)
    return _rounded(pulled, ground, ends)


def _cell(node: Node) -> Cell:
    return round(node.x / STEP), round(node.y / STEP)


def _cheapest(start: Cell, goal: Cell, ground: Ground, ends: frozenset[str]) -> list[Cell] | None:
    low = (min(start[0], goal[0]) - _BEYOND, min(start[1], goal[1]) - _BEYOND)
    high = (max(start[0], goal[0]) + _BEYOND, max(start[1], goal[1]) + _BEYOND)
    came: dict[Cell, Cell] = {}
    cost = {start: 0.0}
    heap = [(0.0, start)]
    done: set[Cell] = set()
    while heap and len(done) < _MOST:
        _, cell = heappop(heap)
        if cell == goal:
            way = [goal]
            while way[-1] in came:
                way.append(came[way[-1]])
            return way[::-1]
        if cell in done:
            continue
        done.add(cell)
        for dx, dy, length in _MOVES:
            near = (cell[0] + dx, cell[1] + dy)
            if near in done or not (low[0] <= near[0] <= high[0] and low[1] <= near[1] <= high[1]):
                continue
            if not ground.owners(near) <= ends:
                continue
            price = cost[cell] + length + ground.toll(near, dx, dy)
            if price < cost.get(near, float("inf")):
                cost[near], came[near] = price, cell
                heappush(heap, (price + ground.effort.eager * hypot(goal[0] - near[0], goal[1] - near[1]), near))
    return None


def _pulled(points: list[Point], ground: Ground, ends: frozenset[str]) -> list[Point]:
    """Leave out every point that a straight line can pass by."""
    kept, at = [points[0]], 0
    while at < len(points) - 1:
        ahead = next((k for k in range(min(len(points) - 1, at + 50), at + 1, -1) if ground.is_clear(points[at], points[k], ends)), at + 1)
        kept.append(points[ahead])
        at = ahead
    return kept


def _rounded(points: list[Point], ground: Ground, ends: frozenset[str]) -> tuple[Point, ...]:
    """Cut corners, each as long as nothing stands in the way."""
    way = [points[0]]
    for a, b in pairwise(points):
        count = max(1, int(hypot(b[0] - a[0], b[1] - a[1]) / _LONGEST))
        way += [(a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(1, count + 1)]
    for _ in range(_ROUNDS):
        cut = [way[0]]
        for a, b, c in zip(way, way[1:], way[2:], strict=False):
            before = (b[0] * 0.75 + a[0] * 0.25, b[1] * 0.75 + a[1] * 0.25)
            after = (b[0] * 0.75 + c[0] * 0.25, b[1] * 0.75 + c[1] * 0.25)
            cut += [before, after] if ground.is_clear(before, after, ends) else [b]
        way = [*cut, way[-1]]
    return tuple(way)
