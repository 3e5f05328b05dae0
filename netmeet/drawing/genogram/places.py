"""How far to the right everybody stands: one quadratic goal, solved row by row without anything overlapping.

The goal asks for children under their parents and for siblings and partners close together. Each row takes a
majorised Newton step, then isotonic regression (pool adjacent violators) restores the least distances.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from netmeet.drawing.genogram.arches import Arch
from netmeet.drawing.genogram.labels import Words
from netmeet.drawing.genogram.weave import Weave

SIBLINGS = 18.0
STRANGERS = 28.0
COUPLE = 24.0
WORDS = 12.0
"""The least room between the words of two people: a tie finds its way between them."""
CLEAR = 5.0
"""The least room between a line and a piece of text."""
TRUNK = 7.0
"""From one trunk to the next where several share a gap."""
PEG = 4.0
_SWEEPS = 160
_STILL = 0.15
_JOG = 16.0


@dataclass(frozen=True, slots=True)
class Cell:
    """The room that an item takes to either side of its x: the symbol's, and the words' below it."""

    half: float
    words_left: float
    words_right: float


def cells(weave: Weave, words: list[Words], halves: list[float]) -> list[Cell]:
    """The cell of every item. Words stand centred, or to the right of a parent's own trunk."""
    found = []
    for item in range(len(weave.row)):
        if weave.is_peg(item):
            found.append(Cell(PEG, PEG, PEG))
        elif stands_beside(weave, item):
            found.append(Cell(halves[item], PEG, words[item].w + solo_room(weave, item)))
        else:
            found.append(Cell(halves[item], words[item].w / 2, words[item].w / 2))
    return found


def solo_knots(weave: Weave, item: int) -> list[int]:
    """The unions whose children hang from this person alone."""
    return sorted({comb.knot for comb in (weave.combs[i] for i in weave.below[item]) if len(comb.tops) == 1})


def stands_beside(weave: Weave, item: int) -> bool:
    """True where a trunk comes straight down from the symbol, so that the words must stand beside it."""
    return bool(solo_knots(weave, item))


def solo_room(weave: Weave, item: int) -> float:
    """From the centre of a parent alone to the left edge of their words."""
    return CLEAR + TRUNK / 2 * (len(solo_knots(weave, item)) - 1)


class Spacing:
    """The least distance between the centres of neighbours. ``air`` is more room than a family without ties needs."""

    def __init__(self, weave: Weave, room: list[Cell], bends: list[Arch], union_words: dict[int, Words], air: float = 0.0) -> None:
        self.weave = weave
        self.air = air
        self.room = room
        self.trunks: dict[tuple[int, int], set[int]] = defaultdict(set)
        self.over: dict[tuple[int, int], bool] = defaultdict(bool)
        self.words: dict[tuple[int, int], float] = defaultdict(float)
        hanging = {comb.link for comb in weave.combs if comb.link is not None}
        for arch in bends:
            if arch.link in hanging:
                self.trunks[arch.gap].add(arch.knot)
                self.over[arch.gap] |= arch.over
            self.words[arch.gap] = max(self.words[arch.gap], union_words[arch.knot].w)

    def least(self, left: int, right: int) -> float:
        """From the centre of ``left`` to the centre of ``right``."""
        a, b, gap = self.room[left], self.room[right], (left, right)
        symbols, words = STRANGERS, WORDS
        if set(self.weave.above[left]) & set(self.weave.above[right]):
            symbols = SIBLINGS
        if right in self.weave.partners[left]:
            symbols = COUPLE
        if gap in self.words:
            symbols = max(symbols, self.words[gap] + 6)
        if self.trunks.get(gap):
            words = 2 * CLEAR + TRUNK * (len(self.trunks[gap]) - 1)
        if self.over[gap]:
            # A trunk from an arch over the row passes the symbols and the words of the union, not only the words below.
            beside = max(a.half, a.words_right) + words + self.words[gap] + b.half
            symbols = max(symbols, beside - a.half - b.half)
        return max(a.half + b.half + symbols, a.words_right + b.words_left + words) + self.air


@dataclass(slots=True)
class _Term:
    """``weight * (sum of factor * x - offset)^2``."""

    weight: float
    factors: dict[int, float]
    offset: float


def placed(weave: Weave, rows: list[list[int]], bends: list[Arch], spacing: Spacing) -> list[float]:
    """Return the x of every item."""
    starts = [_starts(row, spacing) for row in rows]
    middle = max((start[-1] for start in starts if start), default=0.0) / 2
    x = [0.0] * len(weave.row)
    for row, start in zip(rows, starts, strict=True):
        for item, at in zip(row, start, strict=True):
            x[item] = at + middle - start[-1] / 2
    _Solver(weave, rows, starts, _terms(weave, x, bends, spacing), x).solve()
    _straighten(weave, rows, x, spacing)
    return x


def _straighten(weave: Weave, rows: list[list[int]], x: list[float], spacing: Spacing) -> None:
    """Move pegs right under the one they come from, or over their only child, where there is room: lines without a jog."""
    for row in rows:
        for k, item in enumerate(row):
            near = [weave.combs[i].tops[0] for i in weave.above[item] if len(weave.combs[i].tops) == 1]
            near += [weave.combs[i].kids[0] for i in weave.below[item] if len(weave.combs[i].kids) == 1]
            if not weave.is_peg(item) or not near or abs(x[near[0]] - x[item]) > _JOG:
                continue
            low = x[row[k - 1]] + spacing.least(row[k - 1], item) if k else float("-inf")
            high = x[row[k + 1]] - spacing.least(item, row[k + 1]) if k + 1 < len(row) else float("inf")
            if low <= x[near[0]] <= high:
                x[item] = x[near[0]]


def _starts(row: list[int], spacing: Spacing) -> list[float]:
    """Places of a row packed as tightly as it goes."""
    at, found = 0.0, []
    for k, item in enumerate(row):
        at += spacing.least(row[k - 1], item) if k else 0.0
        found.append(at)
    return found


def _terms(weave: Weave, x: list[float], bends: list[Arch], spacing: Spacing) -> list[_Term]:
    """Children under their parents (an only child most of all), the sibship's middle too, siblings and partners close."""
    terms = []
    for comb in weave.combs:
        anchor, offset = _anchor(comb.tops, bends[comb.link] if comb.link is not None else None, spacing)
        count = len(comb.kids)
        narrow = any(weave.is_peg(item) for item in (*comb.kids[:1], *comb.tops[:1]))
        weight = (4.0 if narrow else 1.0) * count**-1.5
        terms += [_term(weight, {kid: 1.0}, anchor, offset) for kid in comb.kids if anchor]
        if count > 1:
            if anchor:
                terms.append(_term(0.6, dict.fromkeys(comb.kids, 1.0 / count), anchor, offset))
            across = sorted(comb.kids, key=lambda kid: x[kid])
            terms.extend(_Term(0.12, {b: 1.0, a: -1.0}, 0.0) for a, b in pairwise(across))
    for arch in bends:
        near = arch.gap == (arch.left, arch.right)
        terms.append(_Term(0.5 if near else 0.05, {arch.right: 1.0, arch.left: -1.0}, 0.0))
    return terms


def _anchor(tops: tuple[int, ...], arch: Arch | None, spacing: Spacing) -> tuple[dict[int, float], float]:
    """Where a trunk comes down, as factors of x and an offset."""
    if arch is None:
        return ({tops[0]: 1.0} if tops else {}), 0.0
    if arch.gap == (arch.left, arch.right):
        return {arch.left: 0.5, arch.right: 0.5}, 0.0
    half = spacing.least(*arch.gap) / 2
    far, side = (arch.left, 1) if arch.gap[0] == arch.left else (arch.right, -1)
    return {far: 1.0}, side * half


def _term(weight: float, factors: dict[int, float], anchor: dict[int, float], offset: float) -> _Term:
    both = dict(factors)
    for item, factor in anchor.items():
        both[item] = both.get(item, 0.0) - factor
    return _Term(weight, both, offset)


class _Solver:
    """Sweeps over the rows, down and up in turn, until nothing moves."""

    def __init__(self, weave: Weave, rows: list[list[int]], starts: list[list[float]], terms: list[_Term], x: list[float]) -> None:
        self.rows, self.starts, self.terms, self.x = rows, starts, terms, x
        self.value = [sum(factor * x[item] for item, factor in term.factors.items()) - term.offset for term in terms]
        self.touching: list[list[tuple[int, float, float]]] = [[] for _ in x]
        self.bend = [1e-6] * len(x)
        for n, term in enumerate(terms):
            in_row: dict[int, float] = defaultdict(float)
            for item, factor in term.factors.items():
                in_row[weave.row[item]] += abs(factor)
            for item, factor in term.factors.items():
                self.touching[item].append((n, term.weight * factor, factor))
                self.bend[item] += term.weight * abs(factor) * in_row[weave.row[item]]

    def solve(self) -> None:
        for sweep in range(_SWEEPS):
            before = self.x[:]
            down = sweep % 2 == 0
            moved = max(self._settle(r) for r in (range(len(self.rows)) if down else range(len(self.rows) - 1, -1, -1)))
            if moved < _STILL:
                return
            if not down and sweep > 2:
                self._leap(before)

    def _settle(self, r: int) -> float:
        row, start = self.rows[r], self.starts[r]
        blocks: list[tuple[float, float, int]] = []
        for item, at in zip(row, start, strict=True):
            weight = self.bend[item]
            pull = sum([factor * self.value[n] for n, factor, _ in self.touching[item]])
            block = ((self.x[item] - pull / weight - at) * weight, weight, 1)
            while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
                last = blocks.pop()
                block = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
            blocks.append(block)
        moved, k = 0.0, 0
        for total, weight, count in blocks:
            for _ in range(count):
                moved = max(moved, self._move(row[k], total / weight + start[k]))
                k += 1
        return moved

    def _move(self, item: int, goal: float) -> float:
        by = goal - self.x[item]
        if by:
            self.x[item] = goal
            for n, _, factor in self.touching[item]:
                self.value[n] += factor * by
        return abs(by)

    def _leap(self, before: list[float]) -> None:
        """Go further the way the last sweep went; least distances are restored from the left."""
        for row, start in zip(self.rows, self.starts, strict=True):
            goals = [self.x[item] + 0.8 * (self.x[item] - before[item]) for item in row]
            for k in range(1, len(goals)):
                goals[k] = max(goals[k], goals[k - 1] + start[k] - start[k - 1])
            for item, goal in zip(row, goals, strict=True):
                self._move(item, goal)
