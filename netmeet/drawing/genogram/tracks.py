"""Bars in one gap between rows: each gets a track of its own where spans overlap, in the order that crosses least."""

from dataclasses import dataclass

_NEAR = 6.0
_TOUCH = 3.0
_MERGED = 8
"""The price of one comb's drop lying on another's trunk, in crossings."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with the x of its trunk (none where the parents are not on the map) and of its drops."""

    trunk: float | None
    drops: tuple[float, ...]

    @property
    def low(self) -> float:
        return min(self.drops) if self.trunk is None else min(self.trunk, *self.drops)

    @property
    def high(self) -> float:
        return max(self.drops) if self.trunk is None else max(self.trunk, *self.drops)


def tracks(bars: list[Bar]) -> list[int]:
    """Return the track of every bar, 0 on top. Bars that come near each other never share one."""
    price = _prices(bars)
    order: list[int] = []
    by_place = sorted(range(len(bars)), key=lambda i: (bars[i].low + bars[i].high, bars[i].low, i))
    for i in by_place:
        order.insert(_cheapest(i, order, price), i)
    for _ in range(2):
        for i in by_place:
            order.remove(i)
            order.insert(_cheapest(i, order, price), i)
    track: dict[int, int] = {}
    for i in order:
        track[i] = max((track[j] + 1 for j in track if (i, j) in price), default=0)
    return [track[i] for i in range(len(bars))]


def _prices(bars: list[Bar]) -> dict[tuple[int, int], int]:
    """What it costs to have one bar above another, for every pair whose spans come near."""
    price = {}
    for i, one in enumerate(bars):
        for j, other in enumerate(bars):
            if i != j and one.low - _NEAR < other.high and other.low - _NEAR < one.high:
                price[i, j] = _above(one, other)
    return price


def _above(upper: Bar, lower: Bar) -> int:
    crossed = sum(lower.low - _TOUCH < drop < lower.high + _TOUCH for drop in upper.drops)
    if lower.trunk is None:
        return crossed
    trunk = lower.trunk
    crossed += upper.low - _TOUCH < trunk < upper.high + _TOUCH
    return crossed + _MERGED * any(abs(drop - trunk) < _TOUCH for drop in upper.drops)


def _cheapest(i: int, order: list[int], price: dict[tuple[int, int], int]) -> int:
    now = best = sum(price.get((i, j), 0) for j in order)
    at = 0
    for k, j in enumerate(order):
        now += price.get((j, i), 0) - price.get((i, j), 0)
        if now < best:
            best, at = now, k + 1
    return at
