"""The free room of a drawing as cells between symbols, words and lines, and the cheapest way through them.

Every level line, and every top or bottom of a box, begins a new strip; upright lines and boxes cut a strip into cells.
So a step from cell to cell crosses a known number of lines and never meets a box. What the ties that are drawn
already, and their words, stand in the way of is added as they come.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import atan2, hypot, pi

from netmeet.drawing.genogram.clutter import Box, Segment, runs_through
from netmeet.drawing.genogram.strips import NARROW, Levels, Strip, strips
from netmeet.drawing.scene import Point

CROSSING = 100.0
"""A crossing is avoided by a detour of this length."""
_ROOM = 3.0
_REACH = 8.0
"""Cells as near as this to a symbol are those that a tie leaves it through."""
_BLOCKED = 3000.0
_SHARED, _FULL = 14.0, 200.0
"""The price of going through a door with another tie, and through one that has no room for another."""
_FAN = 0.25
"""Ties leave a symbol in directions this far apart, in radians, where they can."""
_STEP = 14.0
_WIDE, _WIDER, _MANY = 40.0, 90.0, 120
"""Cells are no wider than the first; where there are many boxes, than the second: half as many cells, and nearly as good ways."""
_SLOTS = (0.0, 0.5, -0.5, 0.25, -0.25, 0.75, -0.75)
"""Places in a door that ties may go through, as shares of half its length."""
_FURTHEST = 16.0
_APART = 6.0
"""Ties that go through one door keep this far apart where there is room."""
_EAGER = 1.1
"""A way is looked for a little greedily: 1 finds the cheapest, but looks at many more cells."""
_MOST = 20_000
"""Cells looked at before giving up."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where two cells meet: the middle of what they share, half its length, and whether it lies level."""

    x: float
    y: float
    half: float
    level: bool


class Mesh:
    """Cells by number. ``x``, ``y`` are their middles, ``next`` the cells beside each: how far, and the price of what lies between."""

    def __init__(self, boxes: Sequence[Box], lines: Sequence[Segment]) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.left: list[float] = []
        self.right: list[float] = []
        self.next: list[list[tuple[int, float, float]]] = []
        self.door: dict[tuple[int, int], Door] = {}
        self._used: dict[tuple[int, int], list[float]] = defaultdict(list)
        self._drawn: dict[str, tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]] = {}
        self._wide = _WIDE if len(boxes) < _MANY else _WIDER
        self._strips = strips([_grown(box) for box in boxes], lines)
        self._tops = [strip.top for strip in self._strips]
        level = Levels(lines)
        for strip in self._strips:
            self._cells_of(strip)
        for upper, lower in pairwise(self._strips):
            self._join(upper, lower, level)

    def _cells_of(self, strip: Strip) -> None:
        """Cut a strip into cells, and join those that have only lines between them."""
        strip.first = len(self.x)
        lefts: list[float] = []
        y = strip.middle
        for low, high in strip.free:
            last, passed = -1, 0
            edges = [low, *(x for x in strip.uprights if low < x < high), high]
            for k, (start, end) in enumerate(pairwise(edges)):
                passed += k > 0
                if end - start < NARROW:
                    continue
                count = max(1, round((end - start) / self._wide))
                for n in range(count):
                    one = self._cell(start + (end - start) * n / count, start + (end - start) * (n + 1) / count, y)
                    lefts.append(self.left[one])
                    if last >= 0:
                        door = Door((self.right[last] + self.left[one]) / 2, y, (strip.bottom - strip.top) / 2, level=False)
                        self._link(last, one, door, passed)
                    last, passed = one, 0
        strip.lefts = tuple(lefts)

    def _cell(self, left: float, right: float, y: float) -> int:
        self.x.append((left + right) / 2)
        self.y.append(y)
        self.left.append(left)
        self.right.append(right)
        self.next.append([])
        return len(self.x) - 1

    def _link(self, one: int, other: int, door: Door, crossed: int) -> None:
        far = hypot(self.x[one] - self.x[other], self.y[one] - self.y[other])
        self.next[one].append((other, far, CROSSING * crossed))
        self.next[other].append((one, far, CROSSING * crossed))
        self.door[one, other] = self.door[other, one] = door

    def _join(self, upper: Strip, lower: Strip, level: Levels) -> None:
        """Doors between the cells of two strips, one under the other."""
        one, other = upper.first, lower.first
        end_one, end_other = one + len(upper.lefts), other + len(lower.lefts)
        crossed = level.between(upper.middle, lower.middle)
        while one < end_one and other < end_other:
            low, high = max(self.left[one], self.left[other]), min(self.right[one], self.right[other])
            if high - low >= NARROW:
                x = (low + high) / 2
                self._link(one, other, Door(x, upper.bottom, (high - low) / 2, level=True), sum(a < x < b for a, b in crossed))
            if self.right[one] < self.right[other]:
                one += 1
            else:
                other += 1

    # ---- what is drawn later
    def _cell_at(self, x: float, y: float) -> int | None:
        k = bisect_right(self._tops, y) - 1
        if k < 0 or y > self._strips[k].bottom:
            return None
        n = bisect_right(self._strips[k].lefts, x) - 1
        one = self._strips[k].first + n
        return one if n >= 0 and x <= self.right[one] else None

    def add(self, points: tuple[Point, ...], key: str) -> None:
        """A tie is drawn: crossing it has a price, going where it goes has a small one."""
        crossed, shared, cells = dict[tuple[int, int], None](), dict[tuple[int, int], float](), list[int]()
        for a, b in pairwise(_fine(points)):
            here = dict.fromkeys((self._cell_at(*a), self._cell_at((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), self._cell_at(*b)))
            for one in here:
                if one is None:
                    continue
                if not cells or cells[-1] != one:
                    if cells and (cells[-1], one) in self.door:
                        shared[min(cells[-1], one), max(cells[-1], one)] = _where(a, b, self.door[cells[-1], one])
                    cells.append(one)
                for other, _, _ in self.next[one]:
                    if _cross(a, b, (self.x[one], self.y[one]), (self.x[other], self.y[other])):
                        crossed[min(one, other), max(one, other)] = None
        tolls = defaultdict(float, dict.fromkeys(crossed, CROSSING))
        for link, place in shared.items():
            self._used[link].append(place)
            tolls[link] += _SHARED if (len(self._used[link]) + 1) * _APART <= 2 * self.door[link].half + 2 else _FULL
        for (one, other), price in tolls.items():
            self._charge(one, other, price)
        self._drawn[key] = (tolls, shared)

    def remove(self, key: str) -> None:
        """A tie is drawn no longer."""
        tolls, shared = self._drawn.pop(key)
        for (one, other), price in tolls.items():
            self._charge(one, other, -price)
        for link, place in shared.items():
            self._used[link].remove(place)

    def _charge(self, one: int, other: int, price: float) -> None:
        """Going from one cell to another, or back, costs so much more."""
        for start, end in ((one, other), (other, one)):
            ways = self.next[start]
            k = next(k for k, way in enumerate(ways) if way[0] == end)
            ways[k] = (end, ways[k][1], ways[k][2] + price)

    def block(self, box: Box, price: float = _BLOCKED) -> None:
        """Words stand there now (or, with a negative price, no longer)."""
        grown = _grown(box)
        for one in self._cells_in(grown):
            for other, _, _ in self.next[one]:
                door = self.door[one, other]
                if runs_through((self.x[one], self.y[one], door.x, door.y), grown):
                    self._charge(one, other, price)

    def unblock(self, box: Box) -> None:
        """No words stand there any more."""
        self.block(box, -_BLOCKED)

    def shun(self, points: Iterable[Point], *, again: bool = False) -> None:
        """Keep off the cells at these points for now (or, ``again``, no longer)."""
        for point in points:
            one = self._cell_at(*point)
            if one is None:
                continue
            for other, _, _ in self.next[one]:
                self._charge(one, other, -_FULL if again else _FULL)

    def _cells_in(self, box: Box) -> Iterator[int]:
        for k in range(max(0, bisect_right(self._tops, box[1]) - 1), bisect_left(self._tops, box[3])):
            strip = self._strips[k]
            if strip.bottom <= box[1]:
                continue
            for n in range(max(0, bisect_right(strip.lefts, box[0]) - 1), bisect_left(strip.lefts, box[2])):
                if self.right[strip.first + n] > box[0]:
                    yield strip.first + n

    # ---- the cheapest way
    def entries(self, box: Box, left_at: Sequence[float]) -> dict[int, Point]:
        """The cells around a symbol, each with a point where a line from the symbol enters.

        ``left_at`` are the directions, in radians, in which other ties leave the symbol.
        """
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        found = {}
        for one in self._cells_in((box[0] - _REACH, box[1] - _REACH, box[2] + _REACH, box[3] + _REACH)):
            left, right = self.left[one], self.right[one]
            inset = min(5.0, (right - left) / 2)
            middle = self.y[one] if abs(self.y[one] - y) > _ROOM else y
            first = min(max(x, left + inset), right - inset)
            places = [(first, middle), (first, middle + 4), (first, middle - 4)]
            places += [(left + (right - left) * share, middle) for share in (0.5, 0.3, 0.7)]
            found[one] = max(places, key=lambda place: min(_FAN, *(_turn(place, x, y, other) for other in left_at), _FAN))
        return found

    def way(self, first: dict[int, Point], ends: dict[int, Point], start: Point, goal: Point, care: float = 1.0) -> list[Point] | None:
        """Points through the doors of the cheapest way between the entries of two symbols, whose middles are given.

        With less ``care`` the way is shorter, and crosses more.
        """
        cells = self._cheapest(first, ends, start, goal, care)
        if cells is None:
            return None
        return [first[cells[0]], *(self._through(one, other) for one, other in pairwise(cells)), ends[cells[-1]]]

    def _cheapest(self, first: dict[int, Point], ends: dict[int, Point], start: Point, goal: Point, care: float) -> list[int] | None:
        xs, ys, (bx, by) = self.x, self.y, goal
        cost = {one: hypot(point[0] - start[0], point[1] - start[1]) for one, point in first.items()}
        came: dict[int, int] = {}
        heap = [(price + _EAGER * hypot(bx - xs[one], by - ys[one]), one) for one, price in cost.items()]
        heap.sort()
        done: set[int] = set()
        while heap and len(done) < _MOST:
            _, cell = heappop(heap)
            if cell < 0:
                return _back(came, ~cell)
            if cell in done:
                continue
            done.add(cell)
            here = cost[cell]
            if cell in ends:
                heappush(heap, (here + hypot(xs[cell] - bx, ys[cell] - by), ~cell))
            for near, far, price in self.next[cell]:
                if near in done:
                    continue
                total = here + far + care * price
                if total < cost.get(near, 1e18):
                    cost[near], came[near] = total, cell
                    heappush(heap, (total + _EAGER * hypot(bx - xs[near], by - ys[near]), near))
        return None

    def _through(self, one: int, other: int) -> Point:
        """A point in the door between two cells, away from the ties that go through it already."""
        door = self.door[one, other]
        used = self._used.get((one, other) if one < other else (other, one), ())
        middle, reach = (door.x if door.level else door.y), min(door.half, _FURTHEST)
        places = [middle + reach * slot for slot in _SLOTS]
        at = max(places, key=lambda place: min((abs(place - other) for other in used), default=_APART) if used else 0.0)
        at = next((place for place in places if all(abs(place - other) >= _APART for other in used)), at)
        return (at, door.y) if door.level else (door.x, at)


def _fine(points: tuple[Point, ...]) -> Iterator[Point]:
    """The same polyline in steps that never pass a cell unseen."""
    for a, b in pairwise(points):
        count = int(hypot(b[0] - a[0], b[1] - a[1]) / _STEP) + 1
        yield from ((a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(count))
    yield points[-1]


def _where(a: Point, b: Point, door: Door) -> float:
    """Where along a door a piece goes through it."""
    axis = 0 if door.level else 1
    across, goal = (a[1], b[1]) if door.level else (a[0], b[0]), door.y if door.level else door.x
    share = (goal - across[0]) / (across[1] - across[0]) if across[0] != across[1] else 0.5
    return a[axis] + (b[axis] - a[axis]) * min(max(share, 0.0), 1.0)


def _back(came: dict[int, int], cell: int) -> list[int]:
    way = [cell]
    while way[-1] in came:
        way.append(came[way[-1]])
    return way[::-1]


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True where two pieces cross."""
    rx, ry, qx, qy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    turn = rx * qy - ry * qx
    if turn == 0:
        return False
    u, v = ((c[0] - a[0]) * qy - (c[1] - a[1]) * qx) / turn, ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / turn
    return 0 <= u <= 1 and 0 <= v <= 1


def _turn(place: Point, x: float, y: float, other: float) -> float:
    """The angle between the direction from (x, y) to a place and another direction."""
    turn = abs(atan2(place[1] - y, place[0] - x) - other) % (2 * pi)
    return min(turn, 2 * pi - turn)


def _grown(box: Box) -> Box:
    return (box[0] - _ROOM, box[1] - _ROOM, box[2] + _ROOM, box[3] + _ROOM)
