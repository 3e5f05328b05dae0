"""Places for labels in a ring: every label inside its ring and its sector, none over another.

A ring is as thin as its labels allow, and the labels in it stand as far apart as the ring then allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from netmeet.drawing.scene import Point

EDGE = 1.0
"""Least distance in mm between a label and a ring line."""
GAP = 3.0
"""Least distance in mm between two labels; half of it to the edge of a sector."""

_WIDEST_GAP = 35.0
_STEP = 0.9


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its centre at (x, y), around the middle of the rings."""

    x: float
    y: float
    width: float
    height: float

    def nearness(self, other: "Box", gap: float) -> float:
        """How far one of the two must move, at least, for ``gap`` mm to lie between them; not above 0 when it does."""
        across = (self.width + other.width) / 2 + gap - abs(self.x - other.x)
        down = (self.height + other.height) / 2 + gap - abs(self.y - other.y)
        return min(across, down)

    def apart(self, other: "Box", gap: float) -> bool:
        """True when at least ``gap`` mm lie between the two."""
        return self.nearness(other, gap) <= 0

    def nearest(self) -> float:
        """The distance of its nearest point from the middle of the rings."""
        return hypot(max(abs(self.x) - self.width / 2, 0), max(abs(self.y) - self.height / 2, 0))

    def farthest(self) -> float:
        """The distance of its farthest corner from the middle of the rings."""
        return hypot(abs(self.x) + self.width / 2, abs(self.y) + self.height / 2)

    def over(self, normals: Sequence[Point], gap: float) -> float:
        """How far it stands over the edges of a sector, ``gap`` from either; not above 0 when it stands inside."""
        wide, high = self.width / 2 + gap, self.height / 2 + gap
        return max((abs(x) * wide + abs(y) * high - x * self.x - y * self.y for x, y in normals), default=0.0)


@dataclass(frozen=True, slots=True)
class Sector:
    """Part of a turn, at most half of it, or the whole: two angles in radians, clockwise on the page from the right."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The angle halfway."""
        return (self.start + self.end) / 2

    @property
    def normals(self) -> tuple[Point, ...]:
        """The directions into the sector from its two edges; a whole turn has no edges."""
        if self.end - self.start > 1.5 * pi:
            return ()
        return (-sin(self.start), cos(self.start)), (sin(self.end), -cos(self.end))


Size = tuple[float, float]
"""Width and height in mm."""
Parts = Sequence[tuple[Sector, Sequence[Size]]]
"""The sectors of a ring, each with the sizes of its labels."""


def sectors(counts: Sequence[int], *, start: float = -pi) -> tuple[Sector, ...]:
    """Divide the turn by the number of labels in each part: an empty part still shows, and none of several takes more than half."""
    shares = _shares([count + 4.0 for count in counts])
    angles = [start]
    for share in shares:
        angles.append(angles[-1] + share * 2 * pi)
    return tuple(Sector(one, other) for one, other in pairwise(angles))


def place(inner: float, least: float, parts: Parts, caption: Size) -> tuple[float, list[list[Point]]]:
    """Return the outer radius of a ring and, for each part of it, the centres of its labels.

    ``inner`` is the radius that the ring starts at, ``least`` its least thickness; ``parts`` are the sectors with the width
    and height of each label; ``caption`` is the size of the ring's own caption, which stands at the top (``caption_box``).
    """
    thickness = max(least, _roomy(inner, parts))
    while (rules := _rules(inner, inner + thickness, parts, caption)) is None:
        thickness = max(thickness + 1.0, thickness * 1.06)
    return inner + thickness, [_spread(rule) for rule in rules]


def caption_box(outer: float, size: Size) -> Box:
    """Where the caption of a ring stands: at the top, just inside its line."""
    width, height = size
    top = sqrt(max((outer - EDGE) ** 2 - (width / 2) ** 2, 0))
    return Box(0, -top + height / 2, width, height)


def _roomy(inner: float, parts: Parts) -> float:
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


def _rules(inner: float, outer: float, parts: Parts, caption: Size) -> list["_Rows"] | None:
    """How to set the labels of each sector in a ring; None when those of any sector don't fit."""
    kept_free = caption_box(outer, caption)
    rules = []
    for sector, sizes in parts:
        rule = _rule(_Rows(tuple(sizes), sector, inner, outer, kept_free))
        if rule is None:
            return None
        rules.append(rule)
    return rules


def _rule(one: "_Rows") -> "_Rows | None":
    """The fewest rows in which the labels of one sector fit."""
    if not one.sizes:
        return one
    lowest = min(height for _, height in one.sizes)
    fewest = sum(min(size) + GAP for size in one.sizes) / (one.outer * (one.sector.end - one.sector.start))
    most = max(int((one.outer - one.inner) / lowest), 1)
    tried = (replace(one, rows=rows) for rows in range(max(int(fewest), 1), most + 1))
    return next((rule for rule in tried if rule.places(GAP) is not None), None)


def _spread(rule: "_Rows") -> list[Point]:
    """The labels of one sector with the widest gap that their rows allow."""
    found = rule.places(GAP) or []
    narrow, wide = GAP, _WIDEST_GAP
    for _ in range(6 if found else 0):
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

    sizes: tuple[Size, ...]
    sector: Sector
    inner: float
    outer: float
    kept_free: Box
    rows: int = 1

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

    def _along(self, radius: float, sizes: Sequence[Size], done: list[Box], gap: float) -> bool:
        """Add one arc of labels to those that are done; False when they don't all fit."""
        angle, normals = self.sector.start, self.sector.normals
        for width, height in sizes:
            while True:
                box = Box(radius * cos(angle), radius * sin(angle), width, height)
                short = self._short(box, normals, done, gap)
                if short <= 0:
                    break
                angle += max(short, _STEP) / radius
                if angle >= self.sector.end:
                    return False
            done.append(box)
        return True

    def _short(self, box: Box, normals: Sequence[Point], done: Sequence[Box], gap: float) -> float:
        """How far a label must move, at least, before it can fit; not above 0 when it fits. So no step is tried in vain."""
        short = max(box.farthest() - self.outer + EDGE, self.inner + EDGE - box.nearest(), box.over(normals, gap / 2))
        if short > 0:
            return short
        if not box.apart(self.kept_free, EDGE):
            return box.nearness(self.kept_free, EDGE)
        return next((near for other in reversed(done) if (near := box.nearness(other, gap)) > 0), 0.0)
