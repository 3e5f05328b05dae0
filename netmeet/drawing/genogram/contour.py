"""From cells of a grid to the line around them: level and upright pieces, with corners that are rounded where there is room."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, pi, sin

from netmeet.drawing.genogram.clutter import Box, Clutter
from netmeet.drawing.scene import Point

GRID = 2.0
"""The side of a cell, in layout units."""
Cell = tuple[int, int]
Side = tuple[Cell, Cell]
"""One side of a cell, from corner to corner of the grid; the cell lies to its right."""
_RADII = (9.0, 6.0, 3.0)
_ARC = 3
"""Pieces of a rounded corner."""
Lines = dict[bool, list[tuple[float, float, float]]]
"""Level (True) and upright lines: the place of each, and from where to where."""

Beside = dict[bool, dict[int, list[tuple[float, float]]]]
"""By the places on the grid where a level (True) or an upright side would be too near to a line: from where to where that is."""
_NEAR = 1.9

AROUND = ((1, 0), (0, 1), (-1, 0), (0, -1))


def cells_of(box: Box) -> set[Cell]:
    """The cells that a box lies in."""
    across = range(int(box[0] // GRID), int(-(-box[2] // GRID)))
    down = range(int(box[1] // GRID), int(-(-box[3] // GRID)))
    return {(x, y) for x in across for y in down}


def box_of(cell: Cell, grow: float = 0.0) -> Box:
    """The place of a cell, with some room around it."""
    x, y = cell[0] * GRID, cell[1] * GRID
    return (x - grow, y - grow, x + GRID + grow, y + GRID + grow)


def sides(cells: set[Cell]) -> Iterator[tuple[Side, Cell, Cell]]:
    """The sides that have a cell on their right only; each with that cell, and the one beyond."""
    for x, y in cells:
        if (x, y - 1) not in cells:
            yield ((x, y), (x + 1, y)), (x, y), (x, y - 1)
        if (x + 1, y) not in cells:
            yield ((x + 1, y), (x + 1, y + 1)), (x, y), (x + 1, y)
        if (x, y + 1) not in cells:
            yield ((x + 1, y + 1), (x, y + 1)), (x, y), (x, y + 1)
        if (x - 1, y) not in cells:
            yield ((x, y + 1), (x, y)), (x, y), (x - 1, y)


def pieces(cells: set[Cell]) -> list[set[Cell]]:
    """The cells in groups that hang together by their sides, from the top left on."""
    left, found = set(cells), []
    for first in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if first not in left:
            continue
        left.discard(first)
        group, queue = {first}, [first]
        while queue:
            x, y = queue.pop()
            near = {(x + dx, y + dy) for dx, dy in AROUND} & left
            left -= near
            group |= near
            queue += near
        found.append(group)
    return found


def holes(cells: set[Cell]) -> set[Cell]:
    """The cells that are cut off from the outside: gaps in rows from which no way leads out through other gaps."""
    rows: dict[int, list[int]] = defaultdict(list)
    for x, y in cells:
        rows[y].append(x)
    for row in rows.values():
        row.sort()
    gaps = {y: [(a + 1, b) for a, b in pairwise(row) if b > a + 1] for y, row in rows.items()}
    shut = {(y, low, high) for y, found in gaps.items() for low, high in found}
    leaks = [gap for gap in shut if any(_leads_out(rows.get(y), *gap[1:]) for y in (gap[0] - 1, gap[0] + 1))]
    shut.difference_update(leaks)
    while leaks:
        y, low, high = leaks.pop()
        for near in (y - 1, y + 1):
            found = [(near, a, b) for a, b in gaps.get(near, ()) if a < high and low < b and (near, a, b) in shut]
            shut.difference_update(found)
            leaks += found
    return {(x, y) for y, low, high in shut for x in range(low, high)}


def _leads_out(row: list[int] | None, low: int, high: int) -> bool:
    """True where a gap reaches beyond either end of the next row."""
    return row is None or low < row[0] or high - 1 > row[-1]


def ring(cells: set[Cell]) -> tuple[Cell, ...]:
    """The corners of the line around cells that hang together and have no hole, clockwise from the top left one."""
    after: dict[Cell, list[Cell]] = defaultdict(list)
    for (start, end), _, _ in sides(cells):
        after[start].append(end)
    x, y = min(cells, key=lambda cell: (cell[1], cell[0]))
    way = [(x, y), (x + 1, y)]
    while way[-1] != way[0]:
        here, dx, dy = way[-1], way[-1][0] - way[-2][0], way[-1][1] - way[-2][1]
        # Where cells touch by a corner only, the line turns right and stays with its own.
        right = (here[0] - dy, here[1] + dx)
        way.append(right if right in after[here] else after[here][0])
    turns = zip([way[-2], *way], way, way[1:], strict=False)
    return tuple(b for a, b, c in turns if (b[0] - a[0], b[1] - a[1]) != (c[0] - b[0], c[1] - b[1]))


def rounded(corners: tuple[Cell, ...], clutter: Clutter) -> tuple[Point, ...]:
    """The line around, with each corner as round as its sides and what stands beside it allow. It ends where it begins."""
    points = [(x * GRID, y * GRID) for x, y in corners]
    found: list[Point] = []
    for before, corner, after in zip([points[-1], *points], points, [*points[1:], points[0]], strict=False):
        found += _bend(before, corner, after, clutter)
    return (*found, found[0])


def _bend(before: Point, corner: Point, after: Point, clutter: Clutter) -> list[Point]:
    """A quarter of a circle in place of a corner, or the corner."""
    (px, py), (cx, cy), (nx, ny) = before, corner, after
    into, out = hypot(cx - px, cy - py), hypot(nx - cx, ny - cy)
    ix, iy, ox, oy = (cx - px) / into, (cy - py) / into, (nx - cx) / out, (ny - cy) / out
    for radius in _RADII:
        x, y = cx + (ox - ix) * radius, cy + (oy - iy) * radius
        room = (min(cx, x), min(cy, y), max(cx, x), max(cy, y))
        if radius <= min(into, out) / 2 and not clutter.boxes_near(room):
            turns = [pi / 2 * k / _ARC for k in range(_ARC + 1)]
            return [(x + radius * (ix * sin(t) - ox * cos(t)), y + radius * (iy * sin(t) - oy * cos(t))) for t in turns]
    return [corner]


def lies_on(side: Side, beside: Beside) -> bool:
    """True where a side of a cell runs along one of these lines."""
    (ax, ay), (bx, by) = side
    level = ay == by
    place, low, high = (ay, min(ax, bx), max(ax, bx)) if level else (ax, min(ay, by), max(ay, by))
    return any(start < high * GRID and end > low * GRID for start, end in beside[level].get(place, ()))


def straight(points: tuple[Point, ...]) -> Iterator[tuple[bool, tuple[float, float, float]]]:
    """The level and upright pieces of a line: whether level, its place, and from where to where."""
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) < 0.01 < abs(ax - bx):
            yield True, (ay, min(ax, bx), max(ax, bx))
        elif abs(ax - bx) < 0.01 < abs(ay - by):
            yield False, (ax, min(ay, by), max(ay, by))


def beside(lines: Iterable[Lines]) -> Beside:
    """Where on the grid a side would run along one of these lines."""
    found: Beside = {True: defaultdict(list), False: defaultdict(list)}
    for some in lines:
        for level in (True, False):
            for at, start, end in some[level]:
                for place in range(int((at - _NEAR) // GRID), int((at + _NEAR) // GRID) + 2):
                    if abs(place * GRID - at) < _NEAR:
                        found[level][place].append((start, end))
    return found
