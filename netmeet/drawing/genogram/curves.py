"""Emotional, harm and plain ties as smooth curves that keep off symbols, words and other lines.

Each tie tries cubic curves that leave and reach the symbols in several directions, the straightest first, and keeps
the cheapest: a symbol or word in the way costs far more than a detour, lying on another line more than crossing it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from netmeet.drawing.genogram.model import Node
from netmeet.drawing.genogram.route import LENGTH, Ground, way_around
from netmeet.drawing.scene import Point
from netmeet.drawing.symbols import Outline

_LEANS = (0.0, 0.35, -0.35, 0.8, -0.8, 1.3, -1.3, 1.9, -1.9)
"""How far a curve turns away from the straight way at either end, in radians."""
_PULLS = (0.4, 0.75)
"""How far a curve keeps its first direction, as a share of the distance."""
_FEWEST, _MOST, _PIECE = 12, 40, 16.0
_TURN = 0.5
_HALVINGS = 10
_MORE = 12
"""So many are tried after the first that nothing stands in the way of."""
_NO_PLACE_FOR_WORDS = 12.0
_GOOD = 6.0
"""No way around is looked for when a simple curve is as cheap as this."""
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
    found = way_around(a, b, ground) if best_price > _GOOD else None
    for way in [before] * bool(before) + ([_between_edges(found, a, b)] if found else []):
        price = LENGTH * sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(way)) + 1.0
        price += ground.blocked(way, ends, best_price - price)
        price += ground.met(way, best_price - price)
        if has_room and price < best_price and not has_room(way):
            price += _NO_PLACE_FOR_WORDS
        if price < best_price:
            best_price, best = price, way
    return best


def _best_simple(a: Node, b: Node, ground: Ground, ends: frozenset[str], has_room: HasRoom | None) -> tuple[float, tuple[Point, ...]]:
    """The cheapest single bend, and its price."""
    best_price, best, left = float("inf"), tuple[Point, ...](), _MORE
    for tried in _tries(a, b, ground.tries):
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
        if has_room and price < best_price and not has_room(curve):
            price += _NO_PLACE_FOR_WORDS
        if price < best_price:
            best_price, best = price, curve
    return best_price, best


def _between_edges(way: tuple[Point, ...], a: Node, b: Node) -> tuple[Point, ...]:
    """The part of a way between two middles that lies outside both symbols."""
    return _from_edge(_from_edge(way, a)[::-1], b)[::-1]


def _from_edge(way: tuple[Point, ...], node: Node) -> tuple[Point, ...]:
    """A way that starts within a symbol, from the symbol's outline on."""
    first = next((k for k, point in enumerate(way) if not _is_within(point, node)), len(way) - 1)
    within, without = way[max(first - 1, 0)], way[first]
    for _ in range(_HALVINGS):
        middle = ((within[0] + without[0]) / 2, (within[1] + without[1]) / 2)
        within, without = (middle, without) if _is_within(middle, node) else (within, middle)
    return (without, *way[first:])


def _is_within(point: Point, node: Node) -> bool:
    return hypot(point[0] - node.x, point[1] - node.y) < _reach(node, atan2(point[1] - node.y, point[0] - node.x))


def _reach(node: Node, angle: float) -> float:
    """From the middle of a symbol to its outline in that direction."""
    dx, dy, half = abs(cos(angle)), abs(sin(angle)), node.w / 2
    if node.outline is Outline.SQUARE:
        return half / max(dx, dy)
    if node.outline is Outline.DIAMOND:
        return half / (dx + dy)
    return half if node.outline is Outline.CIRCLE else half * 0.93


def edge_of(node: Node, angle: float) -> Point:
    """Where a line from the middle of a symbol in that direction leaves it."""
    reach = _reach(node, angle)
    return (node.x + cos(angle) * reach, node.y + sin(angle) * reach)


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
