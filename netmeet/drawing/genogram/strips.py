"""A drawing cut into level strips: where each is free, which upright lines stand in it, and which level lines part them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from netmeet.drawing.genogram.clutter import Box, Segment

LANES = (16.0, 32.0, 48.0, 64.0)
"""Ways around the whole drawing."""
NARROW = 2.0
"""A gap narrower than this is no way through."""
_THIN = 4.5
_LEVEL = 0.01


@dataclass(slots=True)
class Strip:
    """``free`` are the stretches without a box, ``uprights`` where lines pass. Its cells are numbered from ``first`` on, by ``lefts``."""

    top: float
    bottom: float
    free: list[tuple[float, float]]
    uprights: list[float]
    first: int = 0
    lefts: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Levels:
    """Level lines by their height."""

    def __init__(self, lines: Sequence[Segment]) -> None:
        self._found = sorted((ay, min(ax, bx), max(ax, bx)) for ax, ay, bx, by in lines if abs(ay - by) < _LEVEL)
        self._heights = [y for y, _, _ in self._found]

    def between(self, top: float, bottom: float) -> list[tuple[float, float]]:
        """From where to where the lines run that lie between two heights."""
        return [(a, b) for _, a, b in self._found[bisect_right(self._heights, top) : bisect_left(self._heights, bottom)]]


def strips(boxes: Sequence[Box], lines: Sequence[Segment]) -> list[Strip]:
    """Return the strips from top to bottom, with some room around everything."""
    corners = [*boxes, *((min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3])) for s in lines)]
    left, right = min(box[0] for box in corners) - LANES[-1], max(box[2] for box in corners) + LANES[-1]
    top, bottom = min(box[1] for box in corners), max(box[3] for box in corners)
    heights = {y for box in boxes for y in (box[1], box[3])} | {s[1] for s in lines if abs(s[1] - s[3]) < _LEVEL}
    kept: list[float] = []
    for y in sorted(heights | {y for lane in LANES for y in (top - lane, bottom + lane)}):
        if not kept or y - kept[-1] >= _THIN:
            kept.append(y)
    found = [Strip(a, b, [], []) for a, b in pairwise(kept)]
    _put_lines(found, lines)
    for strip, busy in zip(found, _taken(found, boxes), strict=True):
        strip.free = list(_gaps(sorted(busy), left, right))
    return found


def _put_lines(found: list[Strip], lines: Sequence[Segment]) -> None:
    middles = [strip.middle for strip in found]
    for ax, ay, bx, by in lines:
        if abs(ay - by) >= _LEVEL:
            for k in range(bisect_left(middles, min(ay, by)), bisect_right(middles, max(ay, by))):
                found[k].uprights.append(ax + (bx - ax) * (middles[k] - ay) / (by - ay))
    for strip in found:
        strip.uprights = sorted({round(x, 1) for x in strip.uprights})


def _taken(found: list[Strip], boxes: Sequence[Box]) -> list[list[tuple[float, float]]]:
    """From where to where boxes stand in each strip; one that only just reaches into a strip takes no room there."""
    tops, bottoms = [strip.top for strip in found], [strip.bottom for strip in found]
    taken: list[list[tuple[float, float]]] = [[] for _ in found]
    for box in boxes:
        for k in range(bisect_right(bottoms, box[1] + NARROW), bisect_left(tops, box[3] - NARROW)):
            taken[k].append((box[0], box[2]))
    return taken


def _gaps(busy: list[tuple[float, float]], low: float, high: float) -> Iterator[tuple[float, float]]:
    for start, end in busy:
        if start - low >= NARROW:
            yield low, start
        low = max(low, end)
    if high - low >= NARROW:
        yield low, high
