"""Curves as polylines, measured along their length: parallels, zigzags, waves, dashes and places on the way."""

from bisect import bisect_right
from itertools import pairwise
from math import cos, hypot, pi, sin

from netmeet.drawing.scene import Point

_FINE = 0.4
"""Millimetres between the points of a wave."""


class Path:
    """A polyline that can be asked for any place along it."""

    def __init__(self, points: tuple[Point, ...]) -> None:
        kept = [points[0]]
        kept += [b for a, b in pairwise(points) if hypot(b[0] - a[0], b[1] - a[1]) > 1e-9]
        self.points = tuple(kept) if len(kept) > 1 else (kept[0], (kept[0][0] + 1e-6, kept[0][1]))
        self._along = [0.0]
        for a, b in pairwise(self.points):
            self._along.append(self._along[-1] + hypot(b[0] - a[0], b[1] - a[1]))

    @property
    def length(self) -> float:
        return self._along[-1]

    def at(self, s: float, aside: float = 0.0) -> Point:
        """The point ``s`` along the way, ``aside`` to its right hand."""
        k = min(max(bisect_right(self._along, s) - 1, 0), len(self.points) - 2)
        (ax, ay), (bx, by) = self.points[k], self.points[k + 1]
        size = self._along[k + 1] - self._along[k]
        share = (s - self._along[k]) / size
        ux, uy = (bx - ax) / size, (by - ay) / size
        return (ax + (bx - ax) * share - uy * aside, ay + (by - ay) * share + ux * aside)

    def direction(self, s: float) -> Point:
        """The way the path runs there, one unit long."""
        a, b = self.at(max(0.0, s - 0.3)), self.at(min(self.length, s + 0.3))
        size = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        return ((b[0] - a[0]) / size, (b[1] - a[1]) / size)

    def beside(self, aside: float) -> tuple[Point, ...]:
        """The parallel at that distance."""
        if not aside:
            return self.points
        marks = [(a + b) / 2 for a, b in pairwise(self._along)]
        return tuple(self.at(s, aside) for s in (0.0, *marks, self.length))

    def between(self, start: float, end: float) -> tuple[Point, ...]:
        """The part of the path between two places."""
        inner = [point for point, s in zip(self.points, self._along, strict=True) if start < s < end]
        return (self.at(start), *inner, self.at(end))

    def dashes(self, on: float, off: float) -> list[tuple[Point, ...]]:
        """Pieces of ``on`` with ``off`` between them."""
        pieces, s = [], 0.0
        while s < self.length:
            pieces.append(self.between(s, min(s + on, self.length)))
            s += on + off
        return pieces

    def zigzag(self, height: float, period: float) -> tuple[Point, ...]:
        """Straight strokes to and fro, with a straight end on either side."""
        count = max(1, int((self.length - period / 2) / period))
        start = (self.length - count * period) / 2
        turns = [self.at(start + period * (k + 0.5) / 2, height * (-1) ** k) for k in range(2 * count)]
        return (self.at(0.0), self.at(start), *turns, self.at(self.length - start), self.at(self.length))

    def wave(self, height: float, period: float) -> tuple[Point, ...]:
        """A sine wave around the path."""
        count = max(2, int(self.length / _FINE))
        whole = max(1, round(self.length / period))
        places = [self.length * k / count for k in range(count + 1)]
        return tuple(self.at(s, height * sin(2 * pi * whole * s / self.length)) for s in places)


def arc(x: float, y: float, radius: float, count: int = 6, turn: float = 0.0) -> tuple[Point, ...]:
    """The corners of a regular polygon."""
    return tuple((x + radius * cos(turn + 2 * pi * k / count), y + radius * sin(turn + 2 * pi * k / count)) for k in range(count))
