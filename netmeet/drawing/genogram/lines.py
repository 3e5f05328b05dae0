"""Partner lines, trunks, bars and drops: where every family line runs, and how far apart the rows are for it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from netmeet.domain.network import ChildKind
from netmeet.drawing.genogram.arches import Arch
from netmeet.drawing.genogram.labels import Words
from netmeet.drawing.genogram.model import SYMBOL, Edge, EdgeKind, Home, Label, Node
from netmeet.drawing.genogram.places import CLEAR, TRUNK, Cell, Spacing, solo_room, stands_beside
from netmeet.drawing.genogram.tracks import Bar, tracks
from netmeet.drawing.genogram.weave import Comb, Weave
from netmeet.drawing.scene import Point

HALF = SYMBOL / 2
ARCH = 8.0
"""From a symbol to the nearest partner line."""
STEP = 9.0
"""From one partner line to the next, and from one track to the next."""
PAD = 9.0
LONG = 19.0
_TIGHT = 5.0
_SLIDE = 10.0
_SIDES = 12.0
"""Between the drops of a child with two families, and from a symbol's middle to its partner line."""
_INNER, _LEAN = 7.0, 4.0
"""Partner lines start no nearer to a symbol's middle than 5; a parent's own trunk no further from it than 4."""
_STUB = 9.0
_TWINS = 180.0


_Leg = Callable[[tuple[Point, ...], int], Edge]


@dataclass(frozen=True, slots=True)
class Placed:
    """A family whose items have an x: what the lines rest on."""

    weave: Weave
    rows: list[list[int]]
    bends: list[Arch]
    x: list[float]
    room: list[Cell]
    spacing: Spacing
    words: list[Words]
    union_words: dict[int, Words]
    symbols: list[Node]


@dataclass(slots=True)
class Sketch:
    """One family's drawing, in coordinates of its own."""

    nodes: list[Node]
    edges: list[Edge]
    labels: list[Label]
    homes: list[Home] = field(default_factory=list)


def drawn_lines(placed: Placed) -> Sketch:
    """Rows, lines and words of one family."""
    return _Router(placed).sketch()


class _Router:
    def __init__(self, placed: Placed) -> None:
        self.p = placed
        self.weave = placed.weave
        self.x = placed.x
        self.trunk: dict[tuple[int, tuple[int, ...]], float] = {}
        self._trunks()
        self.drop = self._drops()
        self.word_top = [self._word_top(item) for item in range(self.weave.people)]
        self.bar_y: dict[int, float] = {}
        self.y: list[float] = []
        self._rows()

    # ---- x of trunks and drops
    def _trunks(self) -> None:
        kids: dict[tuple[int, tuple[int, ...]], list[float]] = defaultdict(list)
        for comb in self.weave.combs:
            kids[comb.knot, comb.tops].extend(self.x[kid] for kid in comb.kids)
        gaps: dict[tuple[int, int], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        solo: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for comb in self.weave.combs:
            key = (comb.knot, comb.tops)
            if comb.link is not None and key not in gaps[self.p.bends[comb.link].gap]:
                gaps[self.p.bends[comb.link].gap].append(key)
            elif comb.link is None and len(comb.tops) == 1 and key not in solo[comb.tops[0]]:
                solo[comb.tops[0]].append(key)
            elif not comb.tops:
                self.trunk[key] = (min(kids[key]) + max(kids[key])) / 2
        for gap, keys in gaps.items():
            self._in_gap(gap, keys, kids)
        for item, keys in solo.items():
            self._under(item, keys, kids)

    def _in_gap(
        self, gap: tuple[int, int], keys: list[tuple[int, tuple[int, ...]]], kids: dict[tuple[int, tuple[int, ...]], list[float]]
    ) -> None:
        """Trunks that share a gap stand apart; one alone slides a little so that children hang straight."""
        low, high = self._clear(gap)
        keys.sort(key=lambda key: (sum(kids[key]) / len(kids[key]), key))
        middle = min(max((self.x[gap[0]] + self.x[gap[1]]) / 2, low), high)
        if len(keys) == 1:
            wish = min(max(middle, min(kids[keys[0]])), max(kids[keys[0]]))
            middle += min(max(wish - middle, -_SLIDE), _SLIDE)
        apart = min(TRUNK, (high - low) / max(len(keys) - 1, 1))
        first = min(max(middle - apart * (len(keys) - 1) / 2, low), high - apart * (len(keys) - 1))
        for n, key in enumerate(keys):
            self.trunk[key] = first + n * apart

    def _clear(self, gap: tuple[int, int]) -> tuple[float, float]:
        """Between the words below two neighbours; where an arch runs over the row, between the symbols as well."""
        left, right = gap
        a, b = self.p.room[left], self.p.room[right]
        low, high = self.x[left] + max(a.words_right + CLEAR, a.half), self.x[right] - max(b.words_left + CLEAR, b.half)
        if self.p.spacing.over[gap]:
            high = min(high, self.x[right] - b.half - self.p.spacing.words[gap] - CLEAR)
        return (low, high) if low <= high else ((low + high) / 2, (low + high) / 2)

    def _under(self, item: int, keys: list[tuple[int, tuple[int, ...]]], kids: dict[tuple[int, tuple[int, ...]], list[float]]) -> None:
        keys.sort(key=lambda key: (sum(kids[key]) / len(kids[key]), key))
        for n, key in enumerate(keys):
            self.trunk[key] = self.x[item] + (n - (len(keys) - 1) / 2) * min(TRUNK, 2 * _LEAN / max(len(keys) - 1, 1))
        if len(keys) == 1 and not self.weave.is_peg(item):
            lean = sum(kids[keys[0]]) / len(kids[keys[0]]) - self.x[item]
            self.trunk[keys[0]] += max(lean, -_LEAN) if lean < 0 else 0.0

    def _drops(self) -> dict[tuple[int, int], float]:
        """The x at which each comb reaches each child; two families reach one child 12 units apart."""
        found = {}
        for item, above in enumerate(self.weave.above):
            combs = sorted(above, key=lambda i: (self._trunk(i), i))
            for n, i in enumerate(combs):
                found[i, item] = self.x[item] + (n - (len(combs) - 1) / 2) * min(_SIDES, 30.0 / len(combs))
            comb = self.weave.combs[combs[0]] if combs else None
            if comb and len(combs) == len(comb.kids) == 1 and comb.tops and not self.weave.is_peg(item):
                lean = self._trunk(combs[0]) - self.x[item]
                found[combs[0], item] += lean if abs(lean) <= _SIDES / 2 else 0.0
        return found

    def _trunk(self, i: int) -> float:
        comb = self.weave.combs[i]
        return self.trunk[comb.knot, comb.tops]

    def _is_straight(self, i: int) -> bool:
        kids = self.weave.combs[i].kids
        return len(kids) == 1 and abs(self._trunk(i) - self.drop[i, kids[0]]) < 0.5

    # ---- y of everything
    def _word_top(self, item: int) -> float:
        """From the middle of a symbol to the top of its words: below every partner line that passes there."""
        row = self.weave.row[item]
        low, high = self.x[item] - self.p.room[item].words_left - CLEAR, self.x[item] + self.p.room[item].words_right + CLEAR
        under = [arch for arch in self.p.bends if arch.row == row and not arch.over]
        depths = [arch.depth for arch in under if self.x[arch.left] < high and low < self.x[arch.right]]
        line = HALF + ARCH + STEP * max(depths, default=0) if under else 0.0
        return max(self.p.symbols[item].h / 2, line) + 3.0

    def _rows(self) -> None:
        weave, top = self.weave, 0.0
        for row in range(len(self.p.rows)):
            bent = [i for i, comb in enumerate(weave.combs) if comb.row == row and not self._is_straight(i)]
            bars = [self._bar(i) for i in bent]
            levels = tracks(bars)
            top += _STUB if any(bar.trunk is None for bar in bars) else 0.0
            for i, level in zip(bent, levels, strict=True):
                self.bar_y[i] = top + level * STEP
            used = STEP * max(levels, default=0)
            self.y.append(top + used + (self._fall(row) if row or bars else 0.0) + self._head(row) + HALF)
            top = self.y[row] + self._foot(row) + PAD + self.p.spacing.air

    def _fall(self, row: int) -> float:
        """From the lowest bar to a row: longer where a child's line has to show what kind it is, or twins' lines meet."""
        for comb in self.weave.combs:
            union = self.weave.clan.knots[comb.knot].union
            if comb.row == row and (comb.twins or any(child.kind is not ChildKind.BIRTH for child in union.children)):
                return LONG
        return PAD

    def _bar(self, i: int) -> Bar:
        comb = self.weave.combs[i]
        return Bar(self._trunk(i) if comb.tops else None, tuple(self.drop[i, kid] for kid in comb.kids))

    def _head(self, row: int) -> float:
        """Room above the symbols of a row: arches over it, and words of unions that are taller than a symbol."""
        over = [arch.depth for arch in self.p.bends if arch.row == row and arch.over]
        stacks = [sum(words.h for words in stack) - SYMBOL - ARCH + _TIGHT for stack in self._stacks(row).values()]
        return max((max(over) + 1) * STEP if over else 0.0, *stacks, 0.0)

    def _foot(self, row: int) -> float:
        """Room below the middle of a row: words and partner lines."""
        people = [item for item in self.p.rows[row] if not self.weave.is_peg(item)]
        words = [self.word_top[item] + self.p.words[item].h for item in people]
        under = [self._arch_y(arch) for arch in self.p.bends if arch.row == row and not arch.over]
        return max(HALF, *words, *under)

    def _stacks(self, row: int) -> dict[tuple[int, int], list[Words]]:
        found: dict[tuple[int, int], list[Words]] = defaultdict(list)
        for knot, arch in self._first_arches().items():
            if arch.row == row and self.p.union_words[knot].lines:
                found[arch.gap].append(self.p.union_words[knot])
        return found

    def _first_arches(self) -> dict[int, Arch]:
        """The arch that carries the words of each union (a union of three has two)."""
        found: dict[int, Arch] = {}
        for arch in self.p.bends:
            found.setdefault(arch.knot, arch)
        return found

    def _arch_y(self, arch: Arch) -> float:
        """From the middle of a row to a partner line."""
        return -(HALF + ARCH + STEP * arch.depth) if arch.over else HALF + ARCH + STEP * arch.depth

    # ---- what is drawn
    def sketch(self) -> Sketch:
        weave = self.weave
        nodes = [replace(symbol, x=self.x[item], y=self.y[weave.row[item]]) for item, symbol in enumerate(self.p.symbols)]
        edges = [self._partner(arch) for arch in self.p.bends]
        for i, comb in enumerate(weave.combs):
            edges.extend(self._comb(i, comb))
        return Sketch(nodes, edges, [*self._member_labels(), *self._union_labels()])

    def _ids(self, items: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self.weave.clan.members[item].id for item in items if not self.weave.is_peg(item))

    def _partner(self, arch: Arch) -> Edge:
        """Down, across and up; it starts at whoever stands further out, so that the signs on it stand there."""
        union = self.weave.clan.knots[arch.knot].union
        y = self.y[arch.row]
        across, side = y + self._arch_y(arch), -1 if arch.over else 1
        deepest = max((other.depth for other in self.p.bends if other.row == arch.row and other.over == arch.over), default=0)
        inset = (_SIDES - _INNER * arch.depth / (deepest + 1)) / HALF
        points: list[Point] = []
        ends_at = ((arch.left, 1), (arch.right, -1))
        for item, toward in ends_at if arch.gap[0] == arch.left else ends_at[::-1]:
            half = 0.0 if self.weave.is_peg(item) else self.p.symbols[item].h / 2
            at = self.x[item] + toward * inset * min(half, HALF)
            ends = [(at, y + side * half), (at, across)]
            points += ends[::-1] if points else ends
        return Edge(EdgeKind.PARTNER, tuple(points), self._ids((arch.left, arch.right)), union.id, joined=union.kind)

    def _comb(self, i: int, comb: Comb) -> list[Edge]:
        union = self.weave.clan.knots[comb.knot].union
        kinds = {child.member: child.kind for child in union.children}
        parents = self._ids(comb.tops) if len(comb.tops) == 1 else ()
        start = self._start(comb)
        feet = {kid: (self.drop[i, kid], self.y[comb.row] - self._top_half(kid)) for kid in comb.kids}
        if not comb.tops and len(comb.kids) == 1:
            return []

        def leg(points: tuple[Point, ...], kid: int) -> Edge:
            led = {kinds[one] for one in self._ids(comb.leads or (kid,))}
            kind = EdgeKind.PARTNER if comb.partner else EdgeKind.CHILD
            child = led.pop() if len(led) == 1 else None
            reached = self._ids((kid,))
            return Edge(kind, points, (*reached, *parents), union.id, union.kind, child, reached[0] if reached else None)

        first = comb.kids[0]
        if self._is_straight(i):
            return [leg((start, feet[first]), first)]
        bar = self.bar_y[i]
        if len(comb.kids) == 1:
            return [leg((start, (start[0], bar), (feet[first][0], bar), feet[first]), first)]
        return self._rake(i, comb, start, feet, leg)

    def _rake(self, i: int, comb: Comb, start: Point, feet: dict[int, Point], leg: _Leg) -> list[Edge]:
        """A trunk, a bar and one leg a child; twins' legs meet on the bar."""
        union, bar = self.weave.clan.knots[comb.knot].union, self.bar_y[i]
        hang = {kid: foot[0] for kid, foot in feet.items()}
        for group in (group for group in comb.twins if self._is_close(group, comb.row)):
            middle = sum(feet[kid][0] for kid in group) / len(group)
            hang |= dict.fromkeys(group, start[0] if abs(start[0] - middle) < _SLIDE else middle)
        ends = [*hang.values(), start[0]]
        kinds = {child.kind for child in union.children if child.member in self._ids(comb.kids)}
        alike = kinds.pop() if len(kinds) == 1 else None

        def sibship(*points: Point, identical: bool = False) -> Edge:
            people = self._ids(comb.tops) if len(comb.tops) == 1 else ()
            return Edge(EdgeKind.SIBSHIP, points, people, union.id, union.kind, alike, identical=identical)

        edges = [sibship(start, (start[0], bar))]
        if max(ends) - min(ends) > 0.5:
            edges.append(sibship((min(ends), bar), (max(ends), bar)))
        edges += [leg(((hang[kid], bar), feet[kid]), kid) for kid in comb.kids]
        same = {child.member for child in union.children if child.identical}
        for group in (group for group in comb.twins if self._is_close(group, comb.row)):
            if same & set(self._ids(group)):
                low, high = min(group, key=lambda kid: feet[kid]), max(group, key=lambda kid: feet[kid])
                level = bar + (feet[low][1] - bar) * 0.6
                edges.append(sibship(*(_on(hang[kid], bar, feet[kid], level) for kid in (low, high)), identical=True))
        return edges

    def _is_close(self, twins: tuple[int, ...], row: int) -> bool:
        """True where legs from one point reach all twins without meeting anything; twins who are far apart hang straight."""
        spread = [self.x[twin] for twin in twins]
        return max(spread) - min(spread) <= _TWINS and not self._head(row)

    def _start(self, comb: Comb) -> Point:
        """Where the trunk begins: on the partner line, under the parent, at a peg, or a stub over the bar."""
        t = self.trunk[comb.knot, comb.tops]
        if not comb.tops:
            bar = next((self.bar_y[i] for i, other in enumerate(self.weave.combs) if other is comb and i in self.bar_y), 0.0)
            return (t, bar - _STUB)
        y = self.y[self.weave.row[comb.tops[0]]]
        if comb.link is not None:
            return (t, y + self._arch_y(self.p.bends[comb.link]))
        return (t, y if self.weave.is_peg(comb.tops[0]) else y + self.p.symbols[comb.tops[0]].h / 2)

    def _top_half(self, item: int) -> float:
        return 0.0 if self.weave.is_peg(item) else self.p.symbols[item].h / 2

    def _member_labels(self) -> list[Label]:
        labels = []
        for item in range(self.weave.people):
            words, y = self.p.words[item], self.y[self.weave.row[item]] + self.word_top[item]
            beside = stands_beside(self.weave, item)
            x = self.x[item] + (solo_room(self.weave, item) + words.w / 2 if beside else 0.0)
            labels.append(Label(self.weave.clan.members[item].id, x, y + words.h / 2, words.w, words.h, words.lines, words.names, beside))
        return labels

    def _union_labels(self) -> list[Label]:
        """The words of a couple stand over its line, between the two; those that share a gap are stacked."""
        labels, used = [], dict[tuple[int, int], float]()
        for knot, arch in sorted(self._first_arches().items(), key=lambda found: (found[1].over, found[1].depth, found[0])):
            words = self.p.union_words[knot]
            if not words.lines:
                continue
            left, right = arch.gap
            low, high = self.x[left] + self.p.room[left].half, self.x[right] - self.p.room[right].half
            over = {bend.knot for bend in self.p.bends if bend.over and bend.gap == arch.gap}
            low = max([low, *(trunk + CLEAR - 2 for (owner, _), trunk in self.trunk.items() if owner in over)])
            bottom = self.y[arch.row] + HALF + ARCH + STEP * self._shallowest(arch) - 3.0 - used.get(arch.gap, 0.0)
            used[arch.gap] = used.get(arch.gap, 0.0) + words.h
            union = self.weave.clan.knots[knot].union
            labels.append(Label(union.id, (low + high) / 2, bottom - words.h / 2, words.w, words.h, words.lines))
        return labels

    def _shallowest(self, arch: Arch) -> int:
        """The depth of the nearest partner line under the gap of an arch; its words stand on that line."""
        middle = (self.x[arch.gap[0]] + self.x[arch.gap[1]]) / 2
        under = [other for other in self.p.bends if other.row == arch.row and not other.over]
        return min((other.depth for other in under if self.x[other.left] < middle < self.x[other.right]), default=0)


def _on(x: float, y: float, foot: Point, level: float) -> Point:
    """Where a leg from (x, y) to its foot passes a level."""
    share = (level - y) / (foot[1] - y)
    return (x + (foot[0] - x) * share, level)
