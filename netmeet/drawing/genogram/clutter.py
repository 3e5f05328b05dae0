"""What stands where: boxes and lines in a grid of buckets, so that a free place or a clear path is found quickly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import hypot

from netmeet.drawing.scene import Point

Box = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]
ROOM = 2.5
"""The least that a tie keeps from a symbol or from words."""
LONGEST = 48.0
"""Of a piece whose meetings are looked up at once."""
_BUCKET = 48.0
_ROW = 1_000_003
_EDGE, _SAME, _NEAR = 0.02, 0.03, 1.2
"""Lines meet a little beyond their ends too; below this sine they count as one direction; nearer than this they lie on one another."""


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


class Clutter:
    """Boxes with an owner, and segments with the line they belong to."""

    def __init__(self) -> None:
        self._boxes: dict[int, list[tuple[Box, str]]] = defaultdict(list)
        self._lines: dict[int, list[tuple[Segment, str]]] = defaultdict(list)

    def add_box(self, box: Box, owner: str) -> None:
        for bucket in _buckets(box, ROOM):
            self._boxes[bucket].append((box, owner))

    def add_line(self, points: Iterable[Point], line: str) -> None:
        for segment in segments(points):
            for bucket in _buckets(_bounds(segment), 1.0):
                self._lines[bucket].append((segment, line))

    def remove_box(self, box: Box, owner: str) -> None:
        for bucket in _buckets(box, ROOM):
            self._boxes[bucket].remove((box, owner))

    def remove_line(self, points: Iterable[Point], line: str) -> None:
        for segment in segments(points):
            for bucket in _buckets(_bounds(segment), 1.0):
                self._lines[bucket].remove((segment, line))

    def hits(self, a: Point, b: Point, ends: frozenset[str]) -> set[Box]:
        """The boxes, but those of ``ends``, that a straight line comes too near to."""
        found: set[Box] = set()
        for s in _short(a, b):
            low_x, high_x = (s[0], s[2]) if s[0] < s[2] else (s[2], s[0])
            low_y, high_y = (s[1], s[3]) if s[1] < s[3] else (s[3], s[1])
            for bucket in _buckets((low_x, low_y, high_x, high_y)):
                for box, owner in self._boxes.get(bucket, ()):
                    x0, y0, x1, y1 = box
                    if x0 - ROOM < high_x and low_x < x1 + ROOM and y0 - ROOM < high_y and low_y < y1 + ROOM and owner not in ends:
                        grown = (x0 - ROOM, y0 - ROOM, x1 + ROOM, y1 + ROOM)
                        if box not in found and runs_through(s, grown):
                            found.add(box)
        return found

    def met(self, a: Point, b: Point, found: dict[Segment, tuple[bool, str]]) -> None:
        """Add the segments that a straight line meets: whether it lies on them, and whose they are."""
        for s in _short(a, b):
            low_x, high_x = (s[0], s[2]) if s[0] < s[2] else (s[2], s[0])
            low_y, high_y = (s[1], s[3]) if s[1] < s[3] else (s[3], s[1])
            for bucket in _buckets((low_x - 1.0, low_y - 1.0, high_x + 1.0, high_y + 1.0)):
                for segment, line in self._lines.get(bucket, ()):
                    ax, ay, bx, by = segment
                    if (
                        (ax < low_x - 1 and bx < low_x - 1)
                        or (ax > high_x + 1 and bx > high_x + 1)
                        or (ay < low_y - 1 and by < low_y - 1)
                        or (ay > high_y + 1 and by > high_y + 1)
                    ):
                        continue
                    meeting = _meeting(s, segment)
                    if meeting is not None and not (segment in found and found[segment][0]):
                        found[segment] = (meeting, line)

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
            for segment, line in self._lines.get(bucket, ()):
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


def _short(a: Point, b: Point) -> Iterator[Segment]:
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length <= LONGEST:
        yield (*a, *b)
        return
    count = int(length / LONGEST) + 1
    dx, dy = (b[0] - a[0]) / count, (b[1] - a[1]) / count
    for k in range(count):
        yield (a[0] + dx * k, a[1] + dy * k, a[0] + dx * (k + 1), a[1] + dy * (k + 1))


def _meeting(s: Segment, t: Segment) -> bool | None:
    """Whether one lies on the other; None where they don't meet."""
    rx, ry, qx, qy = s[2] - s[0], s[3] - s[1], t[2] - t[0], t[3] - t[1]
    cx, cy = t[0] - s[0], t[1] - s[1]
    turn = rx * qy - ry * qx
    own, other = hypot(rx, ry), hypot(qx, qy)
    if own < 1e-9 or other < 1e-9:
        return None
    if abs(turn) < _SAME * own * other:
        if abs(cx * ry - cy * rx) / own > _NEAR:
            return None
        along = sorted(((cx * rx + cy * ry) / own, ((cx + qx) * rx + (cy + qy) * ry) / own))
        return True if min(along[1], own) - max(along[0], 0.0) > 0.5 else None
    u, v = (cx * qy - cy * qx) / turn, (cx * ry - cy * rx) / turn
    return False if -_EDGE <= u <= 1 + _EDGE and -_EDGE <= v <= 1 + _EDGE else None


def _bounds(s: Segment) -> Box:
    return (min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3]))


def _buckets(box: Box, grow: float = 0.0) -> list[int]:
    left, right = int((box[0] - grow) // _BUCKET), int((box[2] + grow) // _BUCKET)
    top, bottom = int((box[1] - grow) // _BUCKET), int((box[3] + grow) // _BUCKET)
    if left == right and top == bottom:
        return [left * _ROW + top]
    return [column * _ROW + row for column in range(left, right + 1) for row in range(top, bottom + 1)]
