"""Emotional, harm and plain ties as smooth curves that keep off symbols, words and other lines.

Each tie tries cubic curves that leave and reach the symbols in several directions, the straightest first, and keeps
the cheapest: a symbol or word in the way costs far more than a detour, lying on another line more than crossing it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from netmeet.drawing.genogram.clutter import Segment
from netmeet.drawing.genogram.model import Node
from netmeet.drawing.genogram.route import Ground, cells_along, way_around
from netmeet.drawing.scene import Point
from netmeet.drawing.symbols import Outline

_LEANS = (0.0, 0.35, -0.35, 0.8, -0.8, 1.3, -1.3, 1.9, -1.9)
"""How far a curve turns away from the straight way at either end, in radians."""
_PULLS = (0.4, 0.75)
"""How far a curve keeps its first direction, as a share of the distance."""
_FEWEST, _MOST, _PIECE = 12, 40, 16.0
_HIT, _MERGED, _CROSSED, _LENGTH, _TURN = 20.0, 40.0, 2.5, 0.02, 0.5
_NO_PLACE_FOR_WORDS = 12.0
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


def curve_between(a: Node, b: Node, ground: Ground, has_room: HasRoom | None = None) -> tuple[Point, ...]:
    """Return the best curve from the edge of one symbol to the edge of another.

    ``has_room`` tells whether the words of the tie find a place beside a curve; a curve without one costs more.
    """
    ends = frozenset((a.id, b.id))
    tries = sorted(_tries(a, b), key=lambda tried: (tried.price, tried.points))
    best_price, best, blocked, left = float("inf"), tries[0], True, ground.effort.more
    for tried in tries[: ground.effort.tries]:
        if tried.price >= best_price or (not blocked and not left):
            break
        left -= not blocked
        curve = tried.curve()
        hits, price = faults(curve, ground, ends, best_price - tried.price)
        price += tried.price
        if has_room and price < best_price and not has_room(curve):
            price += _NO_PLACE_FOR_WORDS
        if price < best_price:
            best_price, best, blocked = price, tried, hits >= _HIT
    if blocked and (found := way_around(a, b, ground)):
        way = _between_edges(found, a, b)
        length = _LENGTH * sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(way)) + 1.0
        if length + faults(way, ground, ends, best_price)[1] < best_price:
            return way
    return best.curve()


def _between_edges(way: tuple[Point, ...], a: Node, b: Node) -> tuple[Point, ...]:
    """The part of a way between two middles that lies outside both symbols."""
    start, end = _first_outside(way, a), _first_outside(way[::-1], b)
    inner = way[start : len(way) - end]
    if not inner:
        inner = (way[len(way) // 2],)
    out = edge_of(a, atan2(inner[0][1] - a.y, inner[0][0] - a.x))
    back = edge_of(b, atan2(inner[-1][1] - b.y, inner[-1][0] - b.x))
    return (out, *inner, back)


def _first_outside(way: tuple[Point, ...], node: Node) -> int:
    half = node.w / 2 + 3.0
    return next((k for k, (x, y) in enumerate(way) if abs(x - node.x) > half or abs(y - node.y) > half), len(way) - 1)


def edge_of(node: Node, angle: float) -> Point:
    """Where a line from the middle of a symbol in that direction leaves it."""
    dx, dy, half = cos(angle), sin(angle), node.w / 2
    if node.outline is Outline.SQUARE:
        half /= max(abs(dx), abs(dy))
    elif node.outline is Outline.DIAMOND:
        half /= abs(dx) + abs(dy)
    elif node.outline is not Outline.CIRCLE:
        half *= 0.93
    return (node.x + dx * half, node.y + dy * half)


def _tries(a: Node, b: Node) -> Iterator[Try]:
    straight = atan2(b.y - a.y, b.x - a.x)
    for lean in _LEANS:
        out = straight + lean
        for other in _LEANS:
            back = straight + pi - other
            start, end = edge_of(a, out), edge_of(b, back)
            apart = hypot(end[0] - start[0], end[1] - start[1])
            for pull in _PULLS if lean or other else _PULLS[:1]:
                reach = max(16.0, apart * pull)
                one = (start[0] + cos(out) * reach, start[1] + sin(out) * reach)
                two = (end[0] + cos(back) * reach, end[1] + sin(back) * reach)
                way = hypot(one[0] - start[0], one[1] - start[1]) + hypot(two[0] - one[0], two[1] - one[1]) + reach
                bend = abs(lean) + abs(other) + abs(lean - other) * 0.3 + (pull - 0.4)
                yield Try(_LENGTH * (way + apart) / 2 + _TURN * bend, (start, one, two, end))


def faults(
    curve: tuple[Point, ...], ground: Ground, ends: frozenset[str], limit: float, only: frozenset[str] | None = None, own: str = ""
) -> tuple[float, float]:
    """The price of what is in the way of a curve (symbols, words, lines it would lie on), and of everything it meets.

    Counts no further than the limit. ``only`` counts no lines but these; ``own`` is the curve's own line.
    """
    hits = 0.0
    met: dict[Segment, float] = {}
    merged: set[str] = set()
    for a, b in pairwise(curve):
        for cell in cells_along(a, b):
            if not ground.owners(cell) <= ends:
                hits += _HIT
                if hits > limit:
                    return hits, hits
            for segment, line in ground.lines(cell):
                if line == own or met.get(segment) or (only is not None and line not in only):
                    continue
                met[segment] = _meeting((*a, *b), segment)
                if met[segment] == _MERGED:
                    merged.add(line)
    crossed = sum(price for price in met.values() if price == _CROSSED)
    hits += _MERGED * len(merged)
    return hits, hits + crossed


def _meeting(s: Segment, t: Segment) -> float:
    """0 for no meeting, else the price of a crossing or of lying on one another."""
    rx, ry, qx, qy = s[2] - s[0], s[3] - s[1], t[2] - t[0], t[3] - t[1]
    cx, cy = t[0] - s[0], t[1] - s[1]
    turn = rx * qy - ry * qx
    own, other = hypot(rx, ry), hypot(qx, qy)
    if own < 1e-9 or other < 1e-9:
        return 0.0
    if abs(turn) < 0.06 * own * other:
        if abs(cx * ry - cy * rx) / own > 2.0:
            return 0.0
        along = sorted(((cx * rx + cy * ry) / own, ((cx + qx) * rx + (cy + qy) * ry) / own))
        return _MERGED if min(along[1], own) - max(along[0], 0.0) > 0.5 else 0.0
    u, v = (cx * qy - cy * qx) / turn, (cx * ry - cy * rx) / turn
    return _CROSSED if -0.02 <= u <= 1.02 and -0.02 <= v <= 1.02 else 0.0
