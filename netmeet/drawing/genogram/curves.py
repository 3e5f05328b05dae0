"""Emotional, harm and plain ties as smooth curves that keep off symbols, words and other lines.

Each tie tries cubic curves that leave and reach the symbols in several directions, the straightest first, and keeps
the cheapest: a symbol or word in the way costs far more than a detour, lying on another line more than crossing it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from netmeet.drawing.genogram.model import Node
from netmeet.drawing.genogram.outlines import between_edges, edge_of
from netmeet.drawing.genogram.route import LENGTH, Ground, way_around
from netmeet.drawing.scene import Point

_LEANS = (0.0, 0.35, -0.35, 0.8, -0.8, 1.3, -1.3, 1.9, -1.9)
"""How far a curve turns away from the straight way at either end, in radians."""
_PULLS = (0.4, 0.75)
"""How far a curve keeps its first direction, as a share of the distance."""
_FEWEST, _MOST, _PIECE = 12, 40, 16.0
_TURN = 0.5
_FAR, _FEW = 400.0, 3
"""Between symbols further apart than this, few simple curves are tried: something is always in the way."""
_MORE = 12
"""So many are tried after the first that nothing stands in the way of."""
_NO_PLACE_FOR_WORDS = 4.0
_GOOD = 8.0
"""No way around is looked for when a simple curve is as cheap as this."""
_CARE = (1.0, 0.3)
"""A way around is looked for with much care not to cross anything; where that leads far about, with less."""
_TURNED = 0.8
_USUAL, _SLACK, _DETOUR = 1.3, 40.0, 0.03
_ASIDE = (11.0, -11.0, 18.0, -18.0, 26.0, -26.0)
"""How far beside one another ties between the same two people are drawn."""
HasRoom = Callable[[tuple[Point, ...]], bool]


@dataclass(frozen=True, slots=True)
class Try:
    """One way to draw a tie: its price before anything is met, and the curve's four points."""

    price: float
    points: tuple[Point, Point, Point, Point]

    def curve(self) -> tuple[Point, ...]:
        a, b, c, d = self.points
        around = hypot(b[0] - a[0], b[1] - a[1]) + hypot(c[0] - b[0], c[1] - b[1]) + hypot(d[0] - c[0], d[1] - c[1])
        pieces = min(max(_FEWEST, int(around / _PIECE)), _MOST)
        found = []
        for i in range(pieces + 1):
            t = i / pieces
            s = 1 - t
            p, q, r, u = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
            found.append((p * a[0] + q * b[0] + r * c[0] + u * d[0], p * a[1] + q * b[1] + r * c[1] + u * d[1]))
        return tuple(found)


def curve_between(a: Node, b: Node, ground: Ground, has_room: HasRoom | None = None, before: tuple[Point, ...] = ()) -> tuple[Point, ...]:
    """Return the best curve from the edge of one symbol to the edge of another.

    ``has_room`` tells whether the words of the tie find a place beside a curve; a curve without one costs more.
    ``before`` is how the tie was drawn until now.
    """
    ends = frozenset((a.id, b.id))
    best_price, best = _best_simple(a, b, ground, ends, has_room)
    for way, met in _ways(a, b, ground, ends, best_price, [*([before] if before else []), *_parallels(a, b, ground.between(a, b))]):
        price = met + way_price(way, a, b)
        if has_room and price < best_price and not has_room(way):
            price += _NO_PLACE_FOR_WORDS
        if price < best_price:
            best_price, best = price, way
    return best


def _ways(
    a: Node, b: Node, ground: Ground, ends: frozenset[str], price: float, known: list[tuple[Point, ...]]
) -> Iterator[tuple[tuple[Point, ...], float]]:
    """Ways that are known, and ways around; each with the price of what it meets. The shorter one only where the other is long."""
    for way in known:
        yield way, ground.survey(way, ends).price
    if price <= _GOOD:
        return
    for care in _CARE:
        found = way_around(a, b, ground, care)
        if found is None:
            return
        yield found
        if not detour(found[0], a, b):
            return


def detour(way: Sequence[Point], a: Node, b: Node) -> float:
    """How much longer a way is than one that nobody would wonder at."""
    return max(0.0, length(way) - _USUAL * hypot(a.x - b.x, a.y - b.y) - _SLACK)


def way_price(way: Sequence[Point], a: Node, b: Node) -> float:
    """The price of a way for its length and its bends: a detour costs more than its share."""
    return LENGTH * length(way) + _DETOUR * detour(way, a, b) + _TURNED * _turning(way)


def length(way: Sequence[Point]) -> float:
    return sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(way))


def _turning(way: Sequence[Point]) -> float:
    """How far a way turns in all, left and right, in radians."""
    headings = [atan2(q[1] - p[1], q[0] - p[0]) for p, q in pairwise(way) if p != q]
    return sum(abs((after - before + pi) % (2 * pi) - pi) for before, after in pairwise(headings))


def _parallels(a: Node, b: Node, lines: Sequence[Sequence[Point]]) -> Iterator[tuple[Point, ...]]:
    """Ways beside other ties between the same two symbols."""
    for line in lines:
        for aside in _ASIDE:
            moved = [_aside(line[max(k - 1, 0)], one, line[min(k + 1, len(line) - 1)], aside) for k, one in enumerate(line)]
            yield between_edges((_towards(moved[0], a), *moved, _towards(moved[-1], b)), a, b)


def _aside(before: Point, point: Point, after: Point, aside: float) -> Point:
    """A point beside a line."""
    dx, dy = after[0] - before[0], after[1] - before[1]
    far = hypot(dx, dy) or 1.0
    return (point[0] - dy / far * aside, point[1] + dx / far * aside)


def _towards(point: Point, node: Node) -> Point:
    """From a point beside a symbol, halfway to its middle: a way from there leaves the symbol beside the point."""
    return ((point[0] + node.x) / 2, (point[1] + node.y) / 2)


def _best_simple(a: Node, b: Node, ground: Ground, ends: frozenset[str], has_room: HasRoom | None) -> tuple[float, tuple[Point, ...]]:
    """The cheapest single bend, and its price."""
    best_price, best, left = float("inf"), tuple[Point, ...](), _MORE
    for tried in _tries(a, b, ground.tries if hypot(a.x - b.x, a.y - b.y) < _FAR else _FEW):
        if not left:
            break
        if tried.price >= best_price:
            continue
        curve = tried.curve()
        hits = ground.blocked(curve, ends, best_price - tried.price)
        left -= not hits
        price = tried.price + hits
        if price < best_price:
            price += ground.met(curve, best_price - price)
        if price < best_price:
            price += ground.hugged(curve)
        if has_room and price < best_price and not has_room(curve):
            price += _NO_PLACE_FOR_WORDS
        if price < best_price:
            best_price, best = price, curve
    return best_price, best


def _bend(lean: float, other: float, pull: float) -> float:
    return abs(lean) + abs(other) + abs(lean - other) * 0.3 + (pull - 0.4)


_BENDS = sorted(
    (_TURN * _bend(lean, other, pull), lean, other, pull)
    for lean in _LEANS
    for other in _LEANS
    for pull in (_PULLS if lean or other else _PULLS[:1])
)


def _tries(a: Node, b: Node, count: int) -> Iterator[Try]:
    """The least bent curves from one symbol to another, the least bent first."""
    straight = atan2(b.y - a.y, b.x - a.x)
    for bend, lean, other, pull in _BENDS[:count]:
        out, back = straight + lean, straight + pi - other
        start, end = edge_of(a, out), edge_of(b, back)
        apart = hypot(end[0] - start[0], end[1] - start[1])
        reach = max(16.0, apart * pull)
        one = (start[0] + cos(out) * reach, start[1] + sin(out) * reach)
        two = (end[0] + cos(back) * reach, end[1] + sin(back) * reach)
        way = hypot(two[0] - one[0], two[1] - one[1]) + 2 * reach
        yield Try(LENGTH * (way + apart) / 2 + bend, (start, one, two, end))
