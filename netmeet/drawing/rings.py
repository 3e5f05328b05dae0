"""Places for labels in a ring: every label inside its ring and its sector, none over another.

A ring is as thin as its labels allow, and the labels in it stand as far apart as the ring then allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from netmeet.drawing.scene import Point

EDGE = 1.0
"""Least distance in mm between a label and a ring line."""
GAP = 3.0
"""Least distance in mm between two labels; half of it to the edge of a sector."""

_WIDEST_GAP = 40.0
_STEP = 0.9


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its centre at (x, y), around the middle of the rings."""

    x: float
    y: float
    width: float
    height: float

    def apart(self, other: "Box", gap: float) -> bool:
        """True when at least ``gap`` mm lie between the two."""
        return (
            abs(self.x - other.x) * 2 >= self.width + other.width + 2 * gap
            or abs(self.y - other.y) * 2 >= self.height + other.height + 2 * gap
        )

    def outside(self, radius: float) -> bool:
        """True when no part of it lies inside the circle."""
        return hypot(max(abs(self.x) - self.width / 2, 0), max(abs(self.y) - self.height / 2, 0)) >= radius

    def within_ring(self, inner: float, outer: float) -> bool:
        """True when all of it lies between the two circles, ``EDGE`` from either."""
        farthest = hypot(abs(self.x) + self.width / 2, abs(self.y) + self.height / 2)
        return self.outside(inner + EDGE) and farthest <= outer - EDGE

    def within(self, sector: "Sector", gap: float) -> bool:
        """True when it lies inside the sector, ``gap`` from either edge. A whole turn has no edges."""
        if sector.end - sector.start > 1.5 * pi:
            return True
        wide, high = self.width / 2 + gap, self.height / 2 + gap
        corners = [(self.x + wide * across, self.y + high * down) for across in (-1, 1) for down in (-1, 1)]
        return all(_left_of(sector.start, corner) and not _left_of(sector.end, corner) for corner in corners)


@dataclass(frozen=True, slots=True)
class Sector:
    """Part of a turn, at most half of it, or the whole: two angles in radians, clockwise on the page from the right."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The angle halfway."""
        return (self.start + self.end) / 2


def sectors(counts: Sequence[int], *, start: float = -pi) -> tuple[Sector, ...]:
    """Divide the turn by the number of labels in each part: an empty part still shows, and none of several takes more than half."""
    shares = _shares([count + 4.0 for count in counts])
    angles = [start]
    for share in shares:
        angles.append(angles[-1] + share * 2 * pi)
    return tuple(Sector(one, other) for one, other in pairwise(angles))


def place(
    inner: float, least: float, parts: Sequence[tuple[Sector, Sequence[tuple[float, float]]]], caption: tuple[float, float]
) -> tuple[float, list[list[Point]]]:
    """Return the outer radius of a ring and, for each part of it, the centres of its labels.

    ``inner`` is the radius that the ring starts at, ``least`` its least thickness; ``parts`` are the sectors with the width
    and height of each label; ``caption`` is the size of the ring's own caption, which stands at the top (``caption_box``).
    """
    thickness = max(least, _roomy(inner, parts))
    while True:
        outer = inner + thickness
        kept_free = caption_box(outer, caption)
        found = [_fill(sizes, sector, inner, outer, kept_free) for sector, sizes in parts]
        if all(places is not None for places in found):
            return outer, [places or [] for places in found]
        thickness = max(thickness + 1.0, thickness * 1.06)


def caption_box(outer: float, size: tuple[float, float]) -> Box:
    """Where the caption of a ring stands: at the top, just inside its line."""
    width, height = size
    top = sqrt(max((outer - EDGE) ** 2 - (width / 2) ** 2, 0))
    return Box(0, -top + height / 2, width, height)


def _roomy(inner: float, parts: Sequence[tuple[Sector, Sequence[tuple[float, float]]]]) -> float:
    """The thickness below which the labels could not fit whatever their places: their areas alone would be too large."""
    needs = [inner**2 + 2 * sum(w * h for w, h in sizes) / (sector.end - sector.start) for sector, sizes in parts]
    return sqrt(max(needs)) - inner


def _shares(weights: list[float]) -> list[float]:
    """Weights as parts of one, the largest cut to a half."""
    total = sum(weights)
    largest = max(weights)
    if largest * 2 <= total or len(weights) == 1:
        return [weight / total for weight in weights]
    rest = total - largest
    return [0.5 if weight == largest else weight / rest / 2 for weight in weights]


def _fill(sizes: Sequence[tuple[float, float]], sector: Sector, inner: float, outer: float, kept_free: Box) -> list[Point] | None:
    """Centres for the labels of one sector in a ring, as far apart as it goes; None when they don't fit."""
    if not sizes:
        return []
    lowest = min(height for _, height in sizes)
    fewest = sum(min(size) + GAP for size in sizes) / (outer * (sector.end - sector.start))
    for rows in range(max(int(fewest), 1), max(int((outer - inner) / lowest), 1) + 1):
        rule = _Rows(tuple(sizes), sector, inner, outer, kept_free, rows)
        found = rule.places(GAP)
        if found is not None:
            return _spread(rule, found)
    return None


def _spread(rule: "_Rows", found: list[Point]) -> list[Point]:
    """The same rows with the widest gap that they allow."""
    narrow, wide = GAP, _WIDEST_GAP
    for _ in range(7):
        gap = (narrow + wide) / 2
        wider = rule.places(gap)
        if wider is None:
            wide = gap
        else:
            narrow, found = gap, wider
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    """Labels set along ``rows`` arcs of one sector of a ring, each as early on its arc as it goes."""

    sizes: tuple[tuple[float, float], ...]
    sector: Sector
    inner: float
    outer: float
    kept_free: Box
    rows: int

    def places(self, gap: float) -> list[Point] | None:
        """Centres in the order of ``sizes``, or None when not all fit with that gap."""
        done: list[Box] = []
        for radius, count in self._arcs():
            if not self._along(radius, self.sizes[len(done) : len(done) + count], done, gap):
                return None
        return [(box.x, box.y) for box in done]

    def _arcs(self) -> list[tuple[float, int]]:
        """The radius of each arc and how many labels it takes: the longer the arc, the more."""
        step = (self.outer - self.inner) / self.rows
        radii = [self.inner + step * (row + 0.5) for row in range(self.rows)]
        arcs, left, length = [], len(self.sizes), sum(radii)
        for radius in radii:
            count = min(left, -int(-left * radius // length)) if length else left
            arcs.append((radius, count))
            left, length = left - count, length - radius
        return arcs

    def _along(self, radius: float, sizes: Sequence[tuple[float, float]], done: list[Box], gap: float) -> bool:
        """Add one arc of labels to those that are done; False when they don't all fit."""
        angle = self.sector.start
        for width, height in sizes:
            box = Box(radius * cos(angle), radius * sin(angle), width, height)
            while not self._fits(box, done, gap):
                angle += _STEP / radius
                if angle >= self.sector.end:
                    return False
                box = Box(radius * cos(angle), radius * sin(angle), width, height)
            done.append(box)
        return True

    def _fits(self, box: Box, others: Sequence[Box], gap: float) -> bool:
        return (
            box.within_ring(self.inner, self.outer)
            and box.within(self.sector, gap / 2)
            and box.apart(self.kept_free, EDGE)
            and all(box.apart(other, gap) for other in reversed(others))
        )


def _left_of(angle: float, point: Point) -> bool:
    """True when the point lies clockwise of the line that leaves the middle at that angle, less than half a turn away."""
    return cos(angle) * point[1] - sin(angle) * point[0] >= 0
