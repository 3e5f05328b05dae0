"""The order of each row: start orders from walks through the family, then sifting until nothing moves for the better.

The price of an order is the number of crossings of combs (not of single lines: a sibship nested in another costs one),
plus births out of order, sibships shuffled into one another, twins apart and the span of sibships.
"""

from bisect import bisect, insort
from dataclasses import dataclass

from netmeet.drawing.genogram.chains import chains, discomfort
from netmeet.drawing.genogram.model import BirthOrder
from netmeet.drawing.genogram.weave import Weave

_DIALS = {BirthOrder.LINEAGE: (3.0, 0.8), BirthOrder.STRICT: (0.0, 1.6)}
"""The price of two shuffled sibships and of a pair of siblings out of birth order, when a crossing costs 1."""
_SPAN = 0.06
_TWINS_APART = 2.5
_TWINS_FAR = 0.4
_CHAIN = 0.3
_STARTS = 6
_PASSES = 8
_WIDE = 90
"""Rows of a family with more atoms than this are sifted within a window."""


@dataclass(slots=True)
class _Found:
    price: float
    rows: list[list[int]]
    atoms: list[list[int]]


def ordered(weave: Weave, birth_order: BirthOrder, work: int) -> list[list[int]]:
    """Return the items of each row from left to right. ``work`` bounds the number of steps, not the time."""
    sorter = _Sorter(weave, birth_order)
    kept = [list(atom) for atom in sorter.atoms]
    best = _Found(float("inf"), [], [])
    tried: set[tuple[tuple[int, ...], ...]] = set()
    for root, flip in sorter.starts():
        if best.rows and sorter.steps > work:
            break
        sorter.atoms = [list(atom) for atom in kept]
        rows = sorter.walk(root, flip=flip)
        shape = tuple(tuple(row) for row in rows)
        if shape in tried:
            continue
        tried.add(shape)
        sorter.improve(rows, work * 3 // 2)
        price = sorter.total()
        if price < best.price - 1e-9:
            best = _Found(price, [list(row) for row in rows], [list(atom) for atom in sorter.atoms])
    return [[item for k in row for item in best.atoms[k]] for row in best.rows]


class _Sorter:
    """The rows as lists of atoms (chains of partners), the place of every item, and the prices."""

    def __init__(self, weave: Weave, birth_order: BirthOrder) -> None:
        self.weave = weave
        self.mixed, self.birth = _DIALS[birth_order]
        self.atoms = chains(weave)
        self.atom_of = [0] * len(weave.row)
        for k, atom in enumerate(self.atoms):
            for item in atom:
                self.atom_of[item] = k
        self.place = [0] * len(weave.row)
        self.steps = 0
        self.kids = [comb.kids for comb in weave.combs]
        self.ranked = [[(rank, kid) for rank, kid in zip(comb.ranks, comb.kids, strict=True) if rank is not None] for comb in weave.combs]
        self.ends = [(*comb.tops, -1, -1)[:2] for comb in weave.combs]
        self.far = [weave.far(weave.links[comb.link]) if comb.link is not None else (0, 0) for comb in weave.combs]
        self.above = [self._combs(atom, weave.above) for atom in self.atoms]
        self.below = [self._combs(atom, weave.below) for atom in self.atoms]
        self.gap: dict[int, list[int]] = {}
        for i, comb in enumerate(weave.combs):
            self.gap.setdefault(comb.row, []).append(i)

    @staticmethod
    def _combs(atom: list[int], beside: list[tuple[int, ...]]) -> list[int]:
        return sorted({i for item in atom for i in beside[item]})

    # ---- start orders
    def starts(self) -> list[tuple[int | None, bool]]:
        """Founders' combs to start from, each with the children eldest first or last."""
        weave = self.weave
        roots: list[int | None] = [i for i, comb in enumerate(weave.combs) if not any(weave.above[top] for top in comb.tops)]
        roots.sort(key=lambda i: (-len(self.kids[i or 0]), i))
        return [(root, flip) for flip in (False, True) for root in (roots[:_STARTS] or [None])]

    def walk(self, root: int | None, *, flip: bool) -> list[list[int]]:
        """Rows in the order in which a walk through the family meets people."""
        weave = self.weave
        rows: list[list[int]] = [[] for _ in range(max(weave.row) + 1)]
        put, seen = set[int](), set[int]()
        todo = [(True, i) for i in reversed(range(len(weave.combs)))]
        if root is not None:
            todo.append((True, root))
        while todo:
            is_comb, one = todo.pop()
            if is_comb and one in seen:
                continue
            if is_comb:
                seen.add(one)
            for atom in [self.atom_of[top] for top in weave.combs[one].tops] if is_comb else [self.atom_of[one]]:
                if atom not in put:
                    put.add(atom)
                    rows[weave.row[self.atoms[atom][0]]].append(atom)
            todo.extend(reversed(self._next(one, flip=flip) if is_comb else self._around(one)))
        for atom in range(len(self.atoms)):
            if atom not in put:
                rows[weave.row[self.atoms[atom][0]]].append(atom)
        return [row[::-1] for row in rows] if flip else rows

    def _next(self, i: int, *, flip: bool) -> list[tuple[bool, int]]:
        weave = self.weave
        kids = self.kids[i][::-1] if flip else self.kids[i]
        near = [item for top in weave.combs[i].tops for item in self.atoms[self.atom_of[top]]]
        return [(False, kid) for kid in kids] + [(True, j) for item in near for j in weave.below[item] + weave.above[item]]

    def _around(self, item: int) -> list[tuple[bool, int]]:
        atom = self.atoms[self.atom_of[item]]
        return [(True, j) for one in atom for j in self.weave.below[one]] + [(True, j) for one in atom for j in self.weave.above[one]]

    # ---- prices
    def number(self, row: list[int]) -> None:
        """Write down the place of every item of a row."""
        place, n = self.place, 0
        for k in row:
            for item in self.atoms[k]:
                place[item] = n
                n += 1

    def _anchor(self, i: int) -> float:
        """Where the trunk of a comb stands, in places."""
        place = self.place
        a, b = self.ends[i]
        if a < 0:
            return sum(place[kid] for kid in self.kids[i]) / len(self.kids[i])
        if b < 0:
            return place[a]
        if abs(place[a] - place[b]) == 1:
            return (place[a] + place[b]) / 2
        far, hub = self.far[i]
        return place[far] + (0.5 if place[far] < place[hub] else -0.5)

    def _crossing(self, i: int, j: int) -> float:
        """Crossings of two combs in one gap: one bar above the other, whichever way round is cheaper."""
        if self._anchor(i) > self._anchor(j):
            i, j = j, i
        place = self.place
        if len(self.kids[i]) == 1 == len(self.kids[j]):
            return float(place[self.kids[i][0]] > place[self.kids[j][0]])
        u = sorted([place[kid] for kid in self.kids[i]])
        v = sorted([place[kid] for kid in self.kids[j]])
        if u[-1] < v[0]:
            return 0.0
        one = sum([v[0] < k < v[-1] for k in u]) + (u[-1] > v[len(v) // 2])
        two = sum([u[0] < k < u[-1] for k in v]) + (v[0] < u[len(u) // 2])
        cost = min(one, two)
        shuffled = self.mixed and len(u) > 1 and len(v) > 1 and v[0] < u[-1] and u[0] < v[-1]
        return cost + self.mixed if shuffled else cost

    def _own(self, i: int) -> float:
        kids = self.kids[i]
        if len(kids) == 1:
            return 0.0
        place = self.place
        at = [place[kid] for kid in kids]
        price = _SPAN * (max(at) - min(at))
        known = at[: len(self.ranked[i])]
        if known != sorted(known):
            price += self.birth * _inversions(self.ranked[i], place)
        twins = self.weave.combs[i].twins
        if twins:
            at.sort()
            for group in twins:
                spots = [at.index(place[kid]) for kid in group]
                price += _TWINS_APART * (max(spots) - min(spots) + 1 - len(group))
                between = [place[kid] for kid in group]
                price += _TWINS_FAR * (max(between) - min(between) + 1 - len(group))
        return price

    def total(self) -> float:
        """The price of everything."""
        price = sum(self._own(i) for i in range(len(self.kids)))
        for combs in self.gap.values():
            price += sum(self._crossing(i, j) for k, i in enumerate(combs) for j in combs[k + 1 :])
        return price

    def _between(self, a: tuple[list[int], list[int]], b: list[int]) -> float:
        """What changes when a run of atoms (its combs above and below) and a neighbouring atom swap places."""
        price = 0.0
        for mine, theirs in ((a[0], self.above[b[0]]), (a[1], self.below[b[0]])):
            for i in mine:
                for j in theirs:
                    if i != j and not (j < i and i in theirs and j in mine):
                        price += self._crossing(i, j)
        for i in a[0]:
            price += self._own(i)
        for j in self.above[b[0]]:
            if j not in a[0]:
                price += self._own(j)
        return price

    # ---- moves
    def improve(self, rows: list[list[int]], limit: int) -> None:
        """Sift atoms and whole sibships, and turn chains, row by row, until nothing gets better."""
        for row in rows:
            self.number(row)
        window = 400 if sum(map(len, rows)) < _WIDE else 24
        for turn in range(_PASSES):
            gain = 0.0
            for r in range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1):
                gain += self._improve_row(rows[r], r, window)
                if self.steps > limit:
                    return
            if gain > -1e-6:
                return

    def _improve_row(self, row: list[int], r: int, window: int) -> float:
        gain = 0.0
        for k in list(row):
            at = row.index(k)
            gain += self._sift(row, at, at + 1, window)
            if len(self.atoms[k]) > 1:
                gain += self._turn(row, k)
        for i in self.gap.get(r, ()):
            if len(self.kids[i]) > 1:
                spots = sorted({row.index(self.atom_of[kid]) for kid in self.kids[i]})
                if 1 < len(spots) == spots[-1] - spots[0] + 1 < len(row):
                    gain += self._sift(row, spots[0], spots[-1] + 1, window)
        return gain

    def _sift(self, row: list[int], low: int, high: int, window: int) -> float:
        """Move ``row[low:high]`` to where it is cheapest; return the (negative) gain."""
        start, size = row[:], high - low
        run = [item for k in row[low:high] for item in self.atoms[k]]
        combs = self._combs(run, self.weave.above), self._combs(run, self.weave.below)
        best, best_row = 0.0, start
        for step in (1, -1):
            row[:] = start
            self.number(row)
            price, at = 0.0, low
            for _ in range(window):
                beyond = at + size if step == 1 else at - 1
                if not 0 <= beyond < len(row):
                    break
                price -= self._between(combs, [row[beyond]])
                self._swap(row, at, size, step, run)
                price += self._between(combs, [row[at if step == 1 else at + size - 1]])
                at += step
                self.steps += 1
                if price < best - 1e-9:
                    best, best_row = price, row[:]
        row[:] = best_row
        self.number(row)
        return best

    def _swap(self, row: list[int], at: int, size: int, step: int, run: list[int]) -> None:
        other = row[at + size] if step == 1 else row[at - 1]
        if step == 1:
            row[at : at + size + 1] = [other, *row[at : at + size]]
        else:
            row[at - 1 : at + size] = [*row[at : at + size], other]
        passed = self.atoms[other]
        for item in run:
            self.place[item] += step * len(passed)
        for item in passed:
            self.place[item] -= step * len(run)

    def _turn(self, row: list[int], k: int) -> float:
        """Reverse a chain, or swap neighbours in it, where that is cheaper."""
        mine = self.atoms[k]
        combs = sorted({*self.above[k], *self.below[k]})
        rivals = {i: [j for j in self.gap[self.weave.combs[i].row] if j != i] for i in combs}

        def price() -> float:
            value = _CHAIN * discomfort(self.weave, self.atoms[k])
            for i in combs:
                value += self._own(i) + sum(self._crossing(i, j) / (2 if j in rivals else 1) for j in rivals[i])
            return value

        tries = [mine[::-1]]
        if 2 < len(mine) <= 8:
            tries += [[*mine[:i], mine[i + 1], mine[i], *mine[i + 2 :]] for i in range(len(mine) - 1)]
        first = best = price()
        for tried in tries:
            self.atoms[k] = tried
            self.number(row)
            value = price()
            if value < best - 1e-6:
                best, mine = value, tried
        self.atoms[k] = mine
        self.number(row)
        return best - first


def _inversions(ranked: list[tuple[int, int]], place: list[int]) -> int:
    """Pairs of siblings that stand in the wrong order. ``ranked`` is sorted; equal ranks are never wrong."""
    wrong, before, same = 0, list[int](), list[int]()
    last = None
    for rank, kid in ranked:
        if rank != last:
            for spot in same:
                insort(before, spot)
            same, last = [], rank
        wrong += len(before) - bisect(before, place[kid])
        same.append(place[kid])
    return wrong
