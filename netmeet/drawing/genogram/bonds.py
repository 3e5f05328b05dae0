"""Emotional, harm and plain ties as smooth curves that keep off symbols, words and other lines."""

from itertools import pairwise

from netmeet.drawing.genogram.clutter import Box, Clutter, Segment, box_around, runs_through, segments
from netmeet.drawing.genogram.model import Node
from netmeet.drawing.scene import Point

_BENDS = (0, 24, -24, 48, -48, 80, -80, 120, -120, 170, -170, 230, -230, 300, -300, 400, -400)
_PIECES = 20
_HIT = 100.0
_MERGED = 30.0
_CROSSED = 0.6
_BEND = 0.03
_PORTS = ((1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.75, -1.0), (-0.75, -1.0), (1.0, 0.6), (-1.0, 0.6))
"""Where a line may meet a symbol: its sides, its top and its upper corners, as shares of half its size. Words stand below."""


def curve_between(a: Node, b: Node, clutter: Clutter) -> tuple[Point, ...]:
    """Return the best curve from the edge of one symbol to the edge of another."""
    best_price, best = float("inf"), ()  # type: float, tuple[Point, ...]
    for price, start, end, bend in _tries(a, b):
        if price >= best_price:
            break
        curve = _quadratic(start, end, bend)
        cost = price + _faults(curve, clutter, best_price - price)
        if cost < best_price:
            best_price, best = cost, curve
    return best


def _tries(a: Node, b: Node) -> list[tuple[float, Point, Point, float]]:
    """Ports and bends, the shortest and straightest first."""
    tries = []
    for start in _ports(a):
        for end in _ports(b):
            length = ((start[0] - end[0]) ** 2 + (start[1] - end[1]) ** 2) ** 0.5
            tries += [(length * 0.02 + abs(bend) * _BEND, start, end, float(bend)) for bend in _BENDS]
    return sorted(tries)


def _ports(node: Node) -> list[Point]:
    return [(node.x + dx * node.w / 2, node.y + dy * node.h / 2) for dx, dy in _PORTS]


def _quadratic(start: Point, end: Point, bend: float) -> tuple[Point, ...]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = max(1.0, (dx * dx + dy * dy) ** 0.5)
    cx, cy = (start[0] + end[0]) / 2 - dy / length * bend * 2, (start[1] + end[1]) / 2 + dx / length * bend * 2
    shares = [i / _PIECES for i in range(_PIECES + 1)]
    return tuple(
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * cx + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * cy + t * t * end[1],
        )
        for t in shares
    )


def _faults(curve: tuple[Point, ...], clutter: Clutter, limit: float) -> float:
    """The price of everything the curve meets; stops counting past the limit."""
    xs, ys = [x for x, _ in curve], [y for _, y in curve]
    around: Box = (min(xs), min(ys), max(xs), max(ys))
    price = 0.0
    boxes = clutter.boxes_near(around)
    for box in boxes:
        if any(runs_through(piece, box) for piece in segments(curve)):
            price += _HIT
            if price > limit:
                return price
    for line in clutter.lines_near(around):
        for piece in segments(curve):
            price += _meeting(piece, line)
        if price > limit:
            return price
    return price


def _meeting(s: Segment, t: Segment) -> float:
    """0 for no meeting, else the price of a crossing or of lying on one another."""
    rx, ry, qx, qy = s[2] - s[0], s[3] - s[1], t[2] - t[0], t[3] - t[1]
    cx, cy = t[0] - s[0], t[1] - s[1]
    turn = rx * qy - ry * qx
    lengths = ((rx * rx + ry * ry) * (qx * qx + qy * qy)) ** 0.5
    if abs(turn) < 0.02 * lengths:
        own = max(1e-6, (rx * rx + ry * ry) ** 0.5)
        if abs(cx * ry - cy * rx) / own > 2.0:
            return 0.0
        along = sorted(((cx * rx + cy * ry) / own, ((cx + qx) * rx + (cy + qy) * ry) / own))
        return _MERGED if min(along[1], own) - max(along[0], 0.0) > 0.5 else 0.0
    u, v = (cx * qy - cy * qx) / turn, (cx * ry - cy * rx) / turn
    return _CROSSED if -0.02 <= u <= 1.02 and -0.02 <= v <= 1.02 else 0.0


def stretches(curve: tuple[Point, ...]) -> float:
    """The length of a curve."""
    return sum(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairwise(curve))


__all__ = ["box_around", "curve_between", "stretches"]
