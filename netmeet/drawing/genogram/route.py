"""What a tie has to find its way through, and a way around everything: through cells, pulled straight, then rounded."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import atan2, hypot

from netmeet.drawing.genogram.clutter import Box, Clutter, Meeting, box_around, segments
from netmeet.drawing.genogram.mesh import Mesh
from netmeet.drawing.genogram.model import Node
from netmeet.drawing.genogram.outlines import between_edges
from netmeet.drawing.scene import Point

HIT, MERGED, CROSSED, LENGTH = 1000.0, 300.0, 2.0, 0.02
"""The prices of meeting a box, of lying on another line, of crossing one, and of a unit of length."""
HUGGED = 0.04
"""The price of a unit of running beside a line, where the eye takes the two for one."""
_WIDEST = (120.0, 40.0, 12.0)
"""How far from a corner its bend may begin."""
_SHARES = (1.0, 0.5, 0.25, 0.1)
_PIECES = 6
_STRAIGHT = 0.5
"""What a straight piece may cost more than one with bends."""
_AGAIN = 4
"""So many ways are tried where the first meets something."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The price of everything that a line meets, and where it meets a box or lies on another line."""

    price: float
    bad: list[Point]


class Ground:
    """Everything that stands already, for exact questions (``clutter``) and for ways around (``mesh``).

    ``tries`` simple curves are tried for each tie.
    """

    def __init__(self, boxes: list[tuple[Box, str]], lines: list[tuple[tuple[Point, ...], str]], tries: int) -> None:
        self.tries = tries
        self.clutter = Clutter()
        for box, owner in boxes:
            self.clutter.add_box(box, owner)
        for points, line in lines:
            self.clutter.add_line(points, line)
        pieces = [piece for points, _ in lines for piece in segments(points)]
        self.mesh = Mesh([box for box, _ in boxes], pieces)
        self.leaving: dict[str, list[float]] = defaultdict(list)
        self._ties: dict[tuple[str, str], dict[str, tuple[Point, ...]]] = defaultdict(dict)

    def add_words(self, box: Box) -> None:
        """Words of a tie stand there."""
        self.clutter.add_box(box, "")
        self.mesh.block(box)

    def remove_words(self, box: Box) -> None:
        """Words of a tie stand there no longer."""
        self.clutter.remove_box(box, "")
        self.mesh.unblock(box)

    def add_tie(self, points: tuple[Point, ...], key: str, a: Node, b: Node) -> None:
        """A tie runs there."""
        self.clutter.add_line(points, key)
        self.mesh.add(points, key)
        self._ties[a.id, b.id][key] = points
        for node, (x, y) in ((a, points[0]), (b, points[-1])):
            self.leaving[node.id].append(atan2(y - node.y, x - node.x))

    def remove_tie(self, points: tuple[Point, ...], key: str, a: Node, b: Node) -> None:
        """A tie runs there no longer."""
        self.clutter.remove_line(points, key)
        self.mesh.remove(key)
        del self._ties[a.id, b.id][key]
        for node, (x, y) in ((a, points[0]), (b, points[-1])):
            self.leaving[node.id].remove(atan2(y - node.y, x - node.x))

    def between(self, a: Node, b: Node) -> list[tuple[Point, ...]]:
        """The ties that run from one symbol to another now."""
        return [*self._ties[a.id, b.id].values(), *(points[::-1] for points in self._ties[b.id, a.id].values())]

    def is_clear(self, points: Sequence[Point], ends: frozenset[str]) -> bool:
        """True when a line keeps off all boxes."""
        return not self.clutter.hits(points, ends, most=0)

    def blocked(self, points: Sequence[Point], ends: frozenset[str], limit: float = float("inf")) -> float:
        """The price of the boxes in the way of a line. Counts no further than the limit."""
        return HIT * len(self.clutter.hits(points, ends, most=limit / HIT))

    def survey(self, points: Sequence[Point], ends: frozenset[str]) -> Survey:
        """What a line meets."""
        met, boxes = self.clutter.met(points), self.clutter.hits(points, ends)
        bad = [one.at for one in met.values() if one.lies_on]
        for a, b in pairwise(points) if boxes else ():
            if not self.is_clear((a, b), ends):
                bad.append(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
        return Survey(HIT * len(boxes) + _price(met.values()) + self.hugged(points), bad)

    def hugged(self, points: Sequence[Point]) -> float:
        """The price of running right beside other lines."""
        return HUGGED * self.clutter.hugged(points)

    def met(self, points: Sequence[Point], limit: float = float("inf"), only: frozenset[str] | None = None) -> float:
        """The price of the lines that a line crosses or lies on. ``only`` counts no lines but these."""
        found = self.clutter.met(points, most=limit / CROSSED).values()
        return _price(one for one in found if only is None or one.line in only)


def _price(met: Iterable[Meeting]) -> float:
    """Lying on a line counts once a line, crossing it every time."""
    found = list(met)
    return CROSSED * sum(not one.lies_on for one in found) + MERGED * len({one.line for one in found if one.lies_on})


def way_around(a: Node, b: Node, ground: Ground, care: float) -> tuple[tuple[Point, ...], float] | None:
    """Return a rounded way between two symbols, and the price of what it meets; None if no way was found.

    Where it lies on another line, other ways are tried. With less ``care`` it is shorter, and crosses more.
    """
    ends = frozenset((a.id, b.id))
    first, last = (_entries(node, ground) for node in (a, b))
    found: list[tuple[float, tuple[Point, ...]]] = []
    avoided: list[Point] = []
    for _ in range(_AGAIN):
        way = ground.mesh.way(first, last, (a.x, a.y), (b.x, b.y), care)
        if way is None:
            break
        pulled = _pulled([(a.x, a.y), *way, (b.x, b.y)], ground, ends)
        smooth, survey = _smooth(pulled, a, b, ground)
        found.append((survey.price, smooth))
        if not survey.bad:
            break
        ground.mesh.shun(survey.bad)
        avoided += survey.bad
    ground.mesh.shun(avoided, again=True)
    return min(found)[::-1] if found else None


def _smooth(pulled: list[Point], a: Node, b: Node, ground: Ground) -> tuple[tuple[Point, ...], Survey]:
    """The way between the edges of two symbols, with its corners rounded as widely as can be without meeting more."""
    ends = frozenset((a.id, b.id))
    angular = between_edges(tuple(pulled), a, b)
    plain = ground.survey(angular, ends)
    for widest in _WIDEST if len(pulled) > 2 else ():
        smooth = between_edges(_rounded(pulled, ground, ends, widest), a, b)
        survey = ground.survey(smooth, ends)
        if survey.price <= plain.price + CROSSED and len(survey.bad) <= len(plain.bad):
            return smooth, survey
    return angular, plain


def _entries(node: Node, ground: Ground) -> dict[int, Point]:
    """The cells beside a symbol that it can be left through without meeting anything."""
    own = frozenset((node.id,))
    found = ground.mesh.entries(box_around(node.x, node.y, node.w, node.h), ground.leaving[node.id])
    return {cell: point for cell, point in found.items() if ground.is_clear(((node.x, node.y), point), own)}


def _pulled(points: list[Point], ground: Ground, ends: frozenset[str]) -> list[Point]:
    """Leave out every point that a straight line can pass by, unless it crosses so much more that the bend was worth its while."""
    prices = [0.0, *accumulate(ground.met((a, b)) + LENGTH * hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))]

    def passes(k: int, n: int) -> bool:
        a, b = points[k], points[n]
        most = prices[n] - prices[k] - LENGTH * hypot(b[0] - a[0], b[1] - a[1]) + _STRAIGHT
        return ground.is_clear((a, b), ends) and ground.met((a, b), most) <= most

    kept, at, last = [points[0]], 0, len(points) - 1
    while at < last:
        far, step = at + 1, 2
        while at + step <= last and passes(at, at + step):
            far, step = at + step, step * 2
        step //= 2
        while step > 1:
            step //= 2
            if far + step <= last and passes(at, far + step):
                far += step
        if far == at + 1 and at + 1 < last:
            far = next((n for n in range(min(last, at + 9), at + 1, -1) if passes(at, n)), far)
        kept.append(points[far])
        at = far
    return kept


def _rounded(points: list[Point], ground: Ground, ends: frozenset[str], widest: float) -> tuple[Point, ...]:
    """Turn corners into bends, each as wide as nothing stands in the way."""
    way = [points[0]]
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        most = min(hypot(b[0] - a[0], b[1] - a[1]) / 2, hypot(c[0] - b[0], c[1] - b[1]) / 2, widest)
        bends = (_bend(a, b, c, most * share) for share in _SHARES)
        way += next((bend for bend in bends if ground.is_clear(bend, ends) and ground.met(bend) < MERGED), [b])
    return (*way, points[-1])


def _bend(a: Point, b: Point, c: Point, reach: float) -> list[Point]:
    """From on the way to a corner to on the way from it."""
    before, after = hypot(a[0] - b[0], a[1] - b[1]) or 1.0, hypot(c[0] - b[0], c[1] - b[1]) or 1.0
    p = (b[0] + (a[0] - b[0]) * reach / before, b[1] + (a[1] - b[1]) * reach / before)
    q = (b[0] + (c[0] - b[0]) * reach / after, b[1] + (c[1] - b[1]) * reach / after)
    found = []
    for k in range(_PIECES + 1):
        t = k / _PIECES
        u, v, w = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        found.append((u * p[0] + v * b[0] + w * q[0], u * p[1] + v * b[1] + w * q[1]))
    return found
