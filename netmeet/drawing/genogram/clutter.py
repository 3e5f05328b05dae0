"""What stands where: boxes and lines in a grid of buckets, so that a free place or a clear path is found quickly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from netmeet.drawing.scene import Point

Box = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]
_BUCKET = 80.0


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
        self._boxes: dict[tuple[int, int], list[tuple[Box, str]]] = defaultdict(list)
        self._lines: dict[tuple[int, int], list[tuple[Segment, str]]] = defaultdict(list)

    def add_box(self, box: Box, owner: str) -> None:
        for bucket in _buckets(box):
            self._boxes[bucket].append((box, owner))

    def add_line(self, points: Iterable[Point], line: str) -> None:
        for segment in segments(points):
            for bucket in _buckets(_bounds(segment)):
                self._lines[bucket].append((segment, line))

    def remove_box(self, box: Box, owner: str) -> None:
        for bucket in _buckets(box):
            self._boxes[bucket].remove((box, owner))

    def remove_line(self, points: Iterable[Point], line: str) -> None:
        for segment in segments(points):
            for bucket in _buckets(_bounds(segment)):
                self._lines[bucket].remove((segment, line))

    def boxes_near(self, box: Box) -> list[tuple[Box, str]]:
        """Every box that overlaps this one, with its owner."""
        low_x, low_y, high_x, high_y = box
        near = (
            found
            for bucket in _buckets(box)
            for found in self._boxes.get(bucket, ())
            if found[0][0] < high_x and low_x < found[0][2] and found[0][1] < high_y and low_y < found[0][3]
        )
        return list(dict.fromkeys(near))

    def lines_near(self, box: Box) -> list[tuple[Segment, str]]:
        """Every segment whose bounds come near the box, with its line."""
        low_x, low_y, high_x, high_y = box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
        near = (
            found
            for bucket in _buckets(box)
            for found in self._lines.get(bucket, ())
            if not (
                (found[0][0] < low_x and found[0][2] < low_x)
                or (found[0][0] > high_x and found[0][2] > high_x)
                or (found[0][1] < low_y and found[0][3] < low_y)
                or (found[0][1] > high_y and found[0][3] > high_y)
            )
        )
        return list(dict.fromkeys(near))

    def is_free(self, box: Box) -> bool:
        """True when nothing stands in the box and no line runs through it."""
        return not self.boxes_near(box) and not any(runs_through(segment, box) for segment, _ in self.lines_near(box))


def segments(points: Iterable[Point]) -> Iterator[Segment]:
    """The pieces of a polyline."""
    last: Point | None = None
    for point in points:
        if last is not None:
            yield (*last, *point)
        last = point


def _bounds(s: Segment) -> Box:
    return (min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3]))


def _buckets(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // _BUCKET), int(box[2] // _BUCKET) + 1):
        for row in range(int(box[1] // _BUCKET), int(box[3] // _BUCKET) + 1):
            yield column, row
