"""Where lines meet symbols: at their edges, whatever the shape."""

from math import atan2, cos, hypot, sin

from netmeet.drawing.genogram.model import Node
from netmeet.drawing.scene import Point
from netmeet.drawing.symbols import Outline

_HALVINGS = 10


def between_edges(way: tuple[Point, ...], a: Node, b: Node) -> tuple[Point, ...]:
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
