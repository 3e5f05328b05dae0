"""What stands where: boxes and lines in a grid of buckets, so that a free place or a clear path is found quickly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from netmeet.drawing.scene import Point

Box = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]
Stretch = tuple[Segment, str, Box]
"""A piece of a line, whose line it is, and the box around it."""
ROOM = 2.5
"""The least that a tie keeps from a symbol or from words."""
_PIECE, _PIECES = 20.0, 12
_BUCKET = 48.0
_ROW = 1_000_003
_ASIDE = 1.0
_BESIDE, _SLANT, _AWAY, _SHARE = 6.0, 0.03, 100.0, 0.3
"""Beside a line is this near to it and at no greater angle (the square of its sine). So much, or that share, of either end is left out."""
_EDGE, _SAME, _NEAR, _STRETCH = 0.02, 0.016, 0.9, 0.5
"""Lines meet a little beyond their ends too; below this sine they count as one direction, and lie on one another nearer than this."""


def box_around(x: float, y: float, w: float, h: float, grow: float = 0.0) -> Box:
    """The box with its centre at (x, y), as left, top, right, bottom."""
    return (x - w / 2 - grow, y - h / 2 - grow, x + w / 2 + grow, y + h / 2 + grow)


def runs_through(s: Segment, box: Box) -> bool:
    """True when some of the segment lies inside the box."""
    ax, ay, bx, by = s
    if max(ax, bx) <= box[0] or min(ax, bx) >= box[2] or max(ay, by) <= box[1] or min(ay, by) >= box[3]:
        return False
    low, high = 0.0, 1.0
    for along, room in ((ax - bx, ax - box[0]), (bx - ax, box[2] - ax), (ay - by, ay - box[1]), (by - ay, box[3] - ay)):
        if along == 0:
            if room <= 0:
                return False
        elif along < 0:
            low = max(low, room / along)
        else:
            high = min(high, room / along)
    return low < high


class Meeting(NamedTuple):
    """Where a line meets another: whether it lies on it, and whose line that is."""

    lies_on: bool
    line: str
    at: Point


class Clutter:
    """Boxes with an owner, and segments with the line they belong to."""

    def __init__(self) -> None:
        self._boxes: dict[int, list[tuple[Box, str]]] = defaultdict(list)
        self._lines: dict[int, list[Stretch]] = defaultdict(list)

    def add_box(self, box: Box, owner: str) -> None:
        for bucket in _buckets(box):
            self._boxes[bucket].append((box, owner))

    def add_line(self, points: Iterable[Point], line: str) -> None:
        for segment in segments(points):
            stretch = (segment, line, _bounds(segment, _ASIDE))
            for bucket in _buckets(stretch[2]):
                self._lines[bucket].append(stretch)

    def remove_box(self, box: Box, owner: str) -> None:
        for bucket in _buckets(box):
            self._boxes[bucket].remove((box, owner))

    def remove_line(self, points: Iterable[Point], line: str) -> None:
        for segment in segments(points):
            stretch = (segment, line, _bounds(segment, _ASIDE))
            for bucket in _buckets(stretch[2]):
                self._lines[bucket].remove(stretch)

    def hits(self, points: Sequence[Point], ends: frozenset[str], room: float = ROOM, most: float = float("inf")) -> set[Box]:
        """The boxes, but those of ``ends``, that a polyline comes too near to. Looks no further when it has more than ``most``."""
        found: set[Box] = set()
        for bunch, bounds in _bunches(points, room):
            low_x, low_y, high_x, high_y = bounds
            for bucket in _buckets(bounds):
                for box, owner in self._boxes.get(bucket, ()):
                    x0, y0, x1, y1 = box
                    if x0 < high_x and low_x < x1 and y0 < high_y and low_y < y1 and owner not in ends and box not in found:
                        grown = (x0 - room, y0 - room, x1 + room, y1 + room)
                        if any(runs_through(s, grown) for s in bunch):
                            found.add(box)
            if len(found) > most:
                break
        return found

    def met(self, points: Sequence[Point], own: str = "", most: float = float("inf")) -> dict[Segment, Meeting]:
        """The segments, but its ``own``, that a polyline meets. Looks no further when it has more than ``most``."""
        found: dict[Segment, Meeting] = {}
        for bunch, bounds in _bunches(points, 0.0):
            low_x, low_y, high_x, high_y = bounds
            near: dict[int, Stretch] = {}
            for bucket in _buckets(bounds):
                for stretch in self._lines.get(bucket, ()):
                    x0, y0, x1, y1 = stretch[2]
                    if x1 >= low_x and x0 <= high_x and y1 >= low_y and y0 <= high_y and stretch[1] != own:
                        near[id(stretch)] = stretch
            for segment, line, (x0, y0, x1, y1) in near.values():
                for s in bunch:
                    ax, ay, bx, by = s
                    if (ax < x0 > bx) or (ax > x1 < bx) or (ay < y0 > by) or (ay > y1 < by):
                        continue
                    lies_on = _meeting(s, segment)
                    if lies_on is not None and (lies_on or segment not in found):
                        found[segment] = Meeting(lies_on, line, ((s[0] + s[2]) / 2, (s[1] + s[3]) / 2))
            if len(found) > most:
                break
        return found

    def hugged(self, points: Sequence[Point]) -> float:
        """How far a polyline runs right beside a line, away from its ends: there ties of one symbol come together."""
        (ax, ay), (bx, by) = points[0], points[-1]
        away = min(_AWAY, _SHARE * (abs(ax - bx) + abs(ay - by)))
        far = 0.0
        for bunch, bounds in _bunches(points, _BESIDE):
            low_x, low_y, high_x, high_y = bounds
            near: dict[int, Segment] = {}
            for bucket in _buckets(bounds):
                for stretch in self._lines.get(bucket, ()):
                    x0, y0, x1, y1 = stretch[2]
                    if x1 >= low_x and x0 <= high_x and y1 >= low_y and y0 <= high_y:
                        near[id(stretch)] = stretch[0]
            for s in bunch if near else ():
                x, y = (s[0] + s[2]) / 2, (s[1] + s[3]) / 2
                apart = abs(x - ax) + abs(y - ay) > away < abs(x - bx) + abs(y - by)
                if apart and any(_runs_beside(s, other, x, y) for other in near.values()):
                    far += hypot(s[2] - s[0], s[3] - s[1])
        return far

    def boxes_near(self, box: Box) -> list[tuple[Box, str]]:
        """Every box that overlaps this one, with its owner."""
        low_x, low_y, high_x, high_y = box
        near: dict[tuple[Box, str], None] = {}
        for bucket in _buckets(box):
            for found in self._boxes.get(bucket, ()):
                x0, y0, x1, y1 = found[0]
                if x0 < high_x and low_x < x1 and y0 < high_y and low_y < y1:
                    near[found] = None
        return list(near)

    def lines_through(self, box: Box) -> Iterator[str]:
        """The lines that run through a box."""
        for bucket in _buckets(box):
            for segment, line, _ in self._lines.get(bucket, ()):
                if runs_through(segment, box):
                    yield line

    def is_free(self, box: Box) -> bool:
        """True when nothing stands in the box and no line runs through it."""
        return not self.boxes_near(box) and not any(True for _ in self.lines_through(box))


def segments(points: Iterable[Point]) -> Iterator[Segment]:
    """The pieces of a polyline."""
    last: Point | None = None
    for point in points:
        if last is not None:
            yield (*last, *point)
        last = point


def evenly(points: Sequence[Point]) -> tuple[Point, ...]:
    """The same line with points at about equal distances, and at least twelve pieces; corners stay."""
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    step = min(_PIECE, length / _PIECES)
    found = [points[0]]
    for a, b in pairwise(points):
        count = int(hypot(b[0] - a[0], b[1] - a[1]) / step - 1e-9) + 1 if step else 1
        found += [(a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(1, count + 1)]
    return tuple(found)


def _bunches(points: Sequence[Point], room: float) -> Iterator[tuple[list[Segment], Box]]:
    """The pieces of a polyline, long ones cut, in bunches that pass few buckets; and the box around each bunch, with some room."""
    bunch: list[Segment] = []
    low_x = low_y = float("inf")
    high_x = high_y = float("-inf")
    for s in _cut(points):
        ax, ay, bx, by = s
        x0, x1 = (ax, bx) if ax < bx else (bx, ax)
        y0, y1 = (ay, by) if ay < by else (by, ay)
        left, top, right, bottom = min(low_x, x0), min(low_y, y0), max(high_x, x1), max(high_y, y1)
        if bunch and (right - left > _BUCKET or bottom - top > _BUCKET):
            yield bunch, (low_x - room, low_y - room, high_x + room, high_y + room)
            bunch, left, top, right, bottom = [], x0, y0, x1, y1
        bunch.append(s)
        low_x, low_y, high_x, high_y = left, top, right, bottom
    if bunch:
        yield bunch, (low_x - room, low_y - room, high_x + room, high_y + room)


def _cut(points: Sequence[Point]) -> Iterator[Segment]:
    """The pieces of a polyline, the long ones in several."""
    for (ax, ay), (bx, by) in pairwise(points):
        dx, dy = bx - ax, by - ay
        if -_BUCKET < dx < _BUCKET and -_BUCKET < dy < _BUCKET:
            yield ax, ay, bx, by
            continue
        count = int(hypot(dx, dy) / _BUCKET) + 1
        dx, dy = dx / count, dy / count
        for k in range(count):
            yield ax + dx * k, ay + dy * k, ax + dx * (k + 1), ay + dy * (k + 1)


def _meeting(s: Segment, t: Segment) -> bool | None:
    """Whether one lies on the other; None where they don't meet."""
    rx, ry, qx, qy = s[2] - s[0], s[3] - s[1], t[2] - t[0], t[3] - t[1]
    cx, cy = t[0] - s[0], t[1] - s[1]
    turn = rx * qy - ry * qx
    own, other = hypot(rx, ry), hypot(qx, qy)
    if own < 1e-9 or other < 1e-9:
        return None
    if abs(turn) < _SAME * own * other:
        low, high = sorted(((cx * rx + cy * ry) / own, ((cx + qx) * rx + (cy + qy) * ry) / own))
        low, high = max(low, 0.0), min(high, own)
        if high - low <= _STRETCH:
            return None
        # How far the other line is to the side at either end of the stretch that both pass.
        ahead = (qx * rx + qy * ry) / own
        aside, slope = (rx * cy - ry * cx) / own, turn / own / ahead
        start = (cx * rx + cy * ry) / own
        one, two = aside + slope * (low - start), aside + slope * (high - start)
        return True if one * two <= 0 or min(abs(one), abs(two)) < _NEAR else None
    u, v = (cx * qy - cy * qx) / turn, (cx * ry - cy * rx) / turn
    return False if -_EDGE <= u <= 1 + _EDGE and -_EDGE <= v <= 1 + _EDGE else None


def _runs_beside(s: Segment, t: Segment, x: float, y: float) -> bool:
    """True where a piece, of which (x, y) is the middle, runs in nearly the direction of another and close to it."""
    rx, ry, qx, qy = s[2] - s[0], s[3] - s[1], t[2] - t[0], t[3] - t[1]
    size = qx * qx + qy * qy
    if not size or (rx * qy - ry * qx) ** 2 > _SLANT * (rx * rx + ry * ry) * size:
        return False
    cx, cy = x - t[0], y - t[1]
    return 0 <= cx * qx + cy * qy <= size and (cx * qy - cy * qx) ** 2 < _BESIDE * _BESIDE * size


def _bounds(s: Segment, room: float) -> Box:
    return (min(s[0], s[2]) - room, min(s[1], s[3]) - room, max(s[0], s[2]) + room, max(s[1], s[3]) + room)


def _buckets(box: Box) -> list[int]:
    left, right = int(box[0] // _BUCKET), int(box[2] // _BUCKET)
    top, bottom = int(box[1] // _BUCKET), int(box[3] // _BUCKET)
    if left == right:
        return [left * _ROW + row for row in range(top, bottom + 1)]
    return [column * _ROW + row for column in range(left, right + 1) for row in range(top, bottom + 1)]
