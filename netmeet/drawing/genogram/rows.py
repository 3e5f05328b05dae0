"""Which generation everybody stands in: brothers and sisters side by side, then partners, and nobody beside an ancestor."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from netmeet.drawing.genogram.kin import Clan

_PASSES = 8
"""How often the rows are pulled together; families settle after two or three."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The row of everybody, counted from the top; and the child links of bad data that would put one among their own descendants."""

    row: tuple[int, ...]
    refused: frozenset[tuple[int, int]]


def rows_of(clan: Clan) -> Rows:
    """Give every member of a family a row."""
    refused = _refused(clan)
    groups = _Groups(len(clan.members))
    for k, knot in enumerate(clan.knots):
        for parent in knot.partners:
            groups.down[parent] |= {child for child in knot.children if (k, child) not in refused}
    for knot in clan.knots:
        for one, other in pairwise(knot.children):
            groups.merge(one, other)
    for knot in sorted(clan.knots, key=lambda knot: (-len(knot.children), knot.start)):
        for one, other in pairwise(knot.partners):
            groups.merge(one, other)
    level = groups.levels()
    top = min(level.values())
    return Rows(tuple(level[groups.find(one)] - top for one in range(len(clan.members))), refused)


def _refused(clan: Clan) -> frozenset[tuple[int, int]]:
    """Child links, in the order of the unions, that would make somebody their own ancestor."""
    links = [(k, parent, child) for k, knot in enumerate(clan.knots) for child in knot.children for parent in knot.partners]
    down: dict[int, set[int]] = defaultdict(set)
    for _, parent, child in links:
        down[parent].add(child)
    if len(_topological(range(len(clan.members)), down)) == len(clan.members):
        return frozenset()
    kept: dict[int, set[int]] = defaultdict(set)
    refused = set()
    for k, knot in enumerate(clan.knots):
        for child in knot.children:
            if any(_reaches(kept, child, parent) for parent in knot.partners):
                refused.add((k, child))
                continue
            for parent in knot.partners:
                kept[parent].add(child)
    return frozenset(refused)


def _reaches(down: dict[int, set[int]], start: int, goal: int) -> bool:
    todo, seen = [start], {start}
    while todo:
        one = todo.pop()
        if one == goal:
            return True
        fresh = down.get(one, set()) - seen
        seen |= fresh
        todo.extend(fresh)
    return False


def _topological(nodes: range | list[int], down: dict[int, set[int]]) -> list[int]:
    """Ancestors before descendants; whoever is their own ancestor, and their descendants, are left out."""
    waits = dict.fromkeys(nodes, 0)
    for one in nodes:
        for child in down.get(one, ()):
            waits[child] += 1
    ready = [one for one in nodes if not waits[one]]
    for one in ready:
        for child in sorted(down.get(one, ())):
            waits[child] -= 1
            if not waits[child]:
                ready.append(child)
    return ready


class _Groups:
    """People who share a row. Two groups merge unless one holds an ancestor of the other."""

    def __init__(self, size: int) -> None:
        self.leader = list(range(size))
        self.down: dict[int, set[int]] = {one: set() for one in range(size)}

    def find(self, one: int) -> int:
        while self.leader[one] != one:
            self.leader[one] = self.leader[self.leader[one]]
            one = self.leader[one]
        return one

    def merge(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        if one == other or self._above(one, other) or self._above(other, one):
            return
        one, other = min(one, other), max(one, other)
        self.leader[other] = one
        self.down[one] |= self.down.pop(other)

    def _above(self, one: int, other: int) -> bool:
        todo, seen = [one], {one}
        while todo:
            for child in self.down[todo.pop()]:
                group = self.find(child)
                if group == other:
                    return True
                if group not in seen:
                    seen.add(group)
                    todo.append(group)
        return False

    def levels(self) -> dict[int, int]:
        """The longest way from the top; then ancestors who could stand lower come down to their children."""
        down = {group: {self.find(child) for child in children} for group, children in self.down.items()}
        order = _topological(sorted(down), down)
        up: dict[int, set[int]] = {group: set() for group in down}
        for group, children in down.items():
            for child in children:
                up[child].add(group)
        level: dict[int, int] = {}
        for group in order:
            level[group] = 1 + max((level[parent] for parent in up[group]), default=-1)
        for _ in range(_PASSES):
            before = dict(level)
            for group in reversed(order):
                if down[group] and len(down[group]) >= len(up[group]):
                    level[group] = max(level[group], min(level[child] for child in down[group]) - 1)
            if level == before:
                break
        return level
