"""The cells that one household takes up: those of its members, what joins them, and nothing of anybody else's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import product
from math import hypot

from netmeet.drawing.genogram.clutter import Box, Clutter, box_around
from netmeet.drawing.genogram.contour import AROUND, GRID, Cell, Lines, beside, box_of, cells_of, holes, lies_on, pieces, sides, straight
from netmeet.drawing.genogram.lines import Sketch
from netmeet.drawing.genogram.model import UNIT
from netmeet.drawing.tielines import code_size

_PADS = (9.0, 6.0, 4.0)
_WIDER = (15.0, *_PADS)
"""What an outline keeps from its members where there is room, and what one keeps that crosses another."""
_LEAST = 0.4
"""What an outline keeps from its own members, and from words, at the least."""
_CLEAR = 4.5
"""What it keeps from everybody else: the outline of their household runs between."""
_ROUNDS = 6
_FURTHEST, _BEND, _MOST = 220, 5, 5_000
"""A corridor is no longer than so many cells; a bend costs as much as some; and so many are looked at."""
_NEAREST = 6
_BROADEST = 90_000.0
"""Room between members is filled up to this size, in square units; further apart, corridors join them."""
_State = tuple[Cell, int]
"""A cell, and the direction from which a corridor comes to it."""
_Bounds = tuple[int, int, int, int]


class Field:
    """Everything that stands on a drawing, and whose it is. Households are added as they are drawn."""

    def __init__(self, sketch: Sketch) -> None:
        self.clutter = Clutter()
        self.boxes: dict[str, list[Box]] = {node.id: [] for node in sketch.nodes}
        self.texts: list[Box] = []
        self.lines: Lines = {True: [], False: []}
        self.outlined: dict[str, Lines] = {}
        self.homes: dict[Cell, set[str]] = defaultdict(set)
        for node in sketch.nodes:
            self._add(box_around(node.x, node.y, node.w, node.h), node.id)
        for label in sketch.labels:
            self._add(box_around(label.x, label.y, label.w, label.h), label.of)
        for edge in sketch.edges:
            self.clutter.add_line(edge.points, "")
            for level, piece in straight(edge.points):
                self.lines[level].append(piece)
            if edge.code_at and edge.bond:
                wide, high = code_size(edge.bond.codes)
                self._add(box_around(*edge.code_at, wide / UNIT, high / UNIT), "")

    def _add(self, box: Box, owner: str) -> None:
        self.boxes.get(owner, self.texts).append(box)
        self.clutter.add_box(box, owner)

    def strangers_near(self, box: Box, own: frozenset[str]) -> bool:
        """True where somebody stands who is none of these, or their words."""
        return any(owner in self.boxes and owner not in own for _, owner in self.clutter.boxes_near(box))

    def add_home(self, cells: set[Cell], key: str) -> None:
        """A household is drawn: another that shares nobody with it keeps off."""
        self.outlined[key] = {True: [], False: []}
        for side, _, beyond in sides(cells):
            self.homes[beyond].add(key)
            for level, piece in straight(tuple((x * GRID, y * GRID) for x, y in side)):
                self.outlined[key][level].append(piece)
        for cell in cells:
            self.homes[cell].add(key)


class Ground:
    """The cells of one household. ``own`` are its members, ``joined`` the keys of households with whom it shares some."""

    def __init__(self, field: Field, own: frozenset[str], joined: frozenset[str]) -> None:
        self.field = field
        self.own = own
        self.joined = joined
        self.cells: set[Cell] = set()
        self._free: dict[Cell, bool] = {}
        self._wide: dict[Cell, bool] = {}

    def parts(self) -> list[set[Cell]]:
        """The cells of each outline: one where everybody can be joined without anybody else in between."""
        for one in sorted(self.own, key=self._place):
            self._settle(one)
        self._fill_between()
        self._take_in_words()
        self._join()
        self._take_in_words()
        self._keep_off_lines()
        self._close()
        return pieces(self.cells)

    def is_apart(self) -> bool:
        """True where the outline runs along no other household’s."""
        others = beside(self.field.outlined[key] for key in self.joined)
        return not any(lies_on(side, others) for side, _, _ in sides(self.cells))

    def _place(self, one: str) -> tuple[float, ...]:
        left, top, right, bottom = self.field.boxes[one][0]
        return ((top + bottom) / 2, (left + right) / 2)

    def _is_free(self, cell: Cell) -> bool:
        if cell not in self._free:
            apart = not (self.field.homes.get(cell, set()) - self.joined)
            self._free[cell] = apart and not self.field.strangers_near(box_of(cell, _CLEAR), self.own)
        return self._free[cell]

    def _settle(self, one: str) -> None:
        """Somebody's symbol and words, with as much around as there is room for."""
        boxes = self.field.boxes[one]
        self._add_as_wide(_hull(boxes), forced=False)
        for box in boxes:
            self._add_as_wide(box, forced=True)

    def _add_as_wide(self, box: Box, *, forced: bool) -> bool:
        for pad in _PADS if not self.joined else _WIDER:
            cells = cells_of(_grown(box, pad))
            if all(map(self._is_free, cells)):
                self.cells |= cells
                return True
        if forced:
            self.cells |= {cell for cell in cells_of(_grown(box, _PADS[-1])) if self._is_free(cell)} | cells_of(_grown(box, _LEAST))
        return False

    def _fill_between(self) -> None:
        """Everything between members of whom nobody else stands between: all of them, else those who stand near one another."""
        hulls = {one: _hull(self.field.boxes[one]) for one in sorted(self.own, key=self._place)}
        if self._fill(_hull(hulls.values())):
            return
        for one, hull in hulls.items():
            near = sorted((other for other in hulls if other != one), key=lambda other: (_apart(hull, hulls[other]), self._place(other)))
            for other in near[:_NEAREST]:
                self._fill(_hull((hull, hulls[other])))

    def _fill(self, box: Box) -> bool:
        if (box[2] - box[0]) * (box[3] - box[1]) > _BROADEST or self.field.strangers_near(_grown(box, _CLEAR), self.own):
            return False
        if cells_of(box) <= self.cells:
            return True
        before = set(self.cells)
        if self._add_as_wide(box, forced=False) and self._encloses_nobody(self.cells):
            return True
        self.cells = before
        return False

    def _join(self) -> None:
        """Corridors from the first part to the others, the nearest first; a part that leads to none is left alone."""
        left = pieces(self.cells)
        while len(left) > 1:
            part, left = left[0], left[1:]
            bounds = _bounds(part)
            for other in sorted(left, key=lambda one: (_gap(bounds, _bounds(one)), _bounds(one))):
                way = self._corridor(part, other)
                if way and self._encloses_nobody(self.cells | way):
                    self.cells |= way
                    left = pieces(part | way | set().union(*left))
                    break

    def _corridor(self, start: set[Cell], goal: set[Cell]) -> set[Cell]:
        """The cells of the shortest way with few bends from one part to another, three cells wide; none where there is no way."""
        bounds = _bounds(goal)
        heap = [
            (_gap((*cell, *cell), bounds), 0, cell, way)
            for cell in start
            for way in range(4)
            if _step(cell, way) not in start and self._is_wide(cell)
        ]
        heapify(heap)
        came: dict[_State, _State | None] = {(cell, way): None for _, _, cell, way in heap}
        done: set[_State] = set()
        while heap and len(done) < _MOST:
            least, cost, cell, way = heappop(heap)
            if least > _FURTHEST:
                break
            if cell in goal:
                return self._widened(came, (cell, way))
            if (cell, way) in done:
                continue
            done.add((cell, way))
            for turned in (way, (way + 1) % 4, (way + 3) % 4):
                near = _step(cell, turned)
                if (near, turned) not in came and near not in start and self._is_wide(near):
                    came[near, turned] = (cell, way)
                    spent = cost + 1 + _BEND * (turned != way)
                    heappush(heap, (spent + _gap((*near, *near), bounds), spent, near, turned))
        return set()

    def _is_wide(self, cell: Cell) -> bool:
        """True where a corridor may pass: nobody else and no words within its breadth."""
        if cell not in self._wide:
            self._wide[cell] = all(one in self.cells or (self._is_free(one) and not self._has_words(one)) for one in _around(cell))
        return self._wide[cell]

    def _has_words(self, cell: Cell) -> bool:
        return any(owner not in self.own for _, owner in self.field.clutter.boxes_near(box_of(cell, _LEAST)))

    def _widened(self, came: dict[_State, _State | None], last: _State) -> set[Cell]:
        found: set[Cell] = set()
        state: _State | None = last
        while state:
            found.update(_around(state[0]))
            state = came[state]
        broad = {near for cell in found for near in _around(cell)} - found
        return found | {cell for cell in broad if self._is_free(cell) and not self._has_words(cell)}

    def _take_in_words(self) -> None:
        """Words that belong to nobody, such as those of a couple, stand within or without, never on the outline."""
        own = self._least()
        left = list(self.field.texts)
        while found := [box for box in left if not cells_of(box).isdisjoint(self.cells)]:
            left = [box for box in left if box not in found]
            for box in found:
                around = cells_of(_grown(box, _LEAST))
                if all(map(self._is_free, around)):
                    self.cells |= around
                else:
                    self.cells -= cells_of(box) - own

    def _least(self) -> set[Cell]:
        """The cells of everybody's symbol and words."""
        return {cell for one in self.own for box in self.field.boxes[one] for cell in cells_of(_grown(box, _LEAST))}

    def _keep_off_lines(self) -> None:
        """Where a side runs along a line of the family or of another household, the outline moves out; where it can't, inwards."""
        others = [self.field.outlined[key] for key in sorted(self.joined)]
        lines = beside([self.field.lines, *others])
        for _ in range(_ROUNDS):
            on_line = (beyond for side, _, beyond in sides(self.cells) if lies_on(side, lines))
            beyond = {cell for cell in on_line if self._is_free(cell) and not self._has_words(cell)}
            if not beyond:
                break
            self.cells |= beyond
        lines = beside(others)
        self.cells -= {cell for side, cell, _ in sides(self.cells) if lies_on(side, lines)} - self._least()

    def _close(self) -> None:
        """Fill holes that hold nobody, and corners where cells touch by a point."""
        if self._encloses_nobody(self.cells):
            self.cells |= holes(self.cells)
        touching = [(x, y, dx) for x, y in self.cells for dx in (-1, 1) if (x + dx, y + 1) in self.cells]
        for x, y, dx in sorted(touching):
            if not {(x + dx, y), (x, y + 1)} & self.cells:
                self.cells |= {cell for cell in ((x + dx, y), (x, y + 1)) if self._is_free(cell) and not self._has_words(cell)}

    def _encloses_nobody(self, cells: set[Cell]) -> bool:
        return all(map(self._is_free, holes(cells)))


def _step(cell: Cell, way: int) -> Cell:
    return (cell[0] + AROUND[way][0], cell[1] + AROUND[way][1])


def _around(cell: Cell) -> Iterator[Cell]:
    """A cell with the eight around it."""
    return ((cell[0] + dx, cell[1] + dy) for dx, dy in product((-1, 0, 1), repeat=2))


def _bounds(cells: set[Cell]) -> _Bounds:
    across, down = zip(*cells, strict=True)
    return (min(across), min(down), max(across), max(down))


def _gap(a: _Bounds, b: _Bounds) -> int:
    """How many steps there are from one rectangle of cells to another."""
    return max(a[0] - b[2], b[0] - a[2], 0) + max(a[1] - b[3], b[1] - a[3], 0)


def _hull(boxes: Iterable[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(bottom))


def _grown(box: Box, room: float) -> Box:
    return (box[0] - room, box[1] - room, box[2] + room, box[3] + room)


def _apart(a: Box, b: Box) -> float:
    """How far the middles of two boxes are apart."""
    return hypot(a[0] + a[2] - b[0] - b[2], a[1] + a[3] - b[1] - b[3]) / 2
