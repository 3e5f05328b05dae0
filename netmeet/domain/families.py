"""The unions of a map as a graph of parents, children and partners. Loops in it do no harm: every walk is bounded."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from netmeet.domain.network import ChildKind, Union

# The nearer to the front, the more a place in a union counts, where two of them make somebody a parent.
NEARNESS = (ChildKind.BIRTH, ChildKind.ADOPTED, ChildKind.KINSHIP_CARE, ChildKind.STEP, ChildKind.FOSTER, ChildKind.DONOR)

GENERATIONS = 12
"""How far up a line is followed: further than any family tells."""

Kinds = dict[str, dict[str, ChildKind]]


@dataclass(frozen=True, slots=True)
class Line:
    """How two people are related by parents and children alone.

    ``up`` generations from the first to their nearest common ancestor, ``down`` from there to the second (nought up:
    the first is the ancestor). ``kind`` is the least near way of belonging on the line. ``half`` is true of
    siblings who share one parent of two, and None where that is not known.
    """

    up: int
    down: int
    kind: ChildKind
    half: bool | None = False


@dataclass(frozen=True)
class Families:
    """What the unions say about who is whose parent, child and partner."""

    unions: tuple[Union, ...]

    @cached_property
    def parents(self) -> Kinds:
        """Each child's parents, and the nearest way in which the child belongs to each."""
        parents: Kinds = {}
        for union in self.unions:
            for child in union.children:
                known = parents.setdefault(child.member, {})
                for parent in union.partners:
                    known[parent] = min(known.get(parent, child.kind), child.kind, key=NEARNESS.index)
        return parents

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Each parent's children, in the order of the unions."""
        children: dict[str, dict[str, None]] = {}
        for union in self.unions:
            for parent in union.partners:
                children.setdefault(parent, {}).update(dict.fromkeys(child.member for child in union.children))
        return {parent: tuple(named) for parent, named in children.items()}

    @cached_property
    def as_child(self) -> dict[str, tuple[Union, ...]]:
        """The unions that each person is a child of."""
        return _by_member(self.unions, lambda union: tuple(child.member for child in union.children))

    @cached_property
    def as_partner(self) -> dict[str, tuple[Union, ...]]:
        """The unions that each person is a partner in."""
        return _by_member(self.unions, lambda union: union.partners)

    def kind_in(self, union: Union, child: str) -> ChildKind:
        """How a child belongs to a union."""
        return next(place.kind for place in union.children if place.member == child)

    def line(self, one: str, other: str) -> Line | None:
        """The nearest line between two people, by birth before adoption before any other way; None where there is none."""
        for far, kind in enumerate(NEARNESS):
            above, beside = self._above(one, far), self._above(other, far)
            meeting = [(above[at] + beside[at], abs(above[at] - beside[at]), above[at], at) for at in above.keys() & beside.keys()]
            if meeting:
                _, _, up, at = min(meeting)
                return Line(up, beside[at], kind, half=self._is_half(one, other) if up == beside[at] == 1 else False)
        siblings = self._of_nobody(one, other)
        return Line(1, 1, siblings) if siblings else None

    def _above(self, person: str, far: int) -> dict[str, int]:
        """Everybody above a person, and the person, with the generations between; by ways of belonging up to ``far``."""
        if (person, far) not in self._walked:
            self._walked[person, far] = self._walk_up(person, far)
        return self._walked[person, far]

    @cached_property
    def _walked(self) -> dict[tuple[str, int], dict[str, int]]:
        """The walks that were done: a page asks about the same people many times."""
        return {}

    def _walk_up(self, person: str, far: int) -> dict[str, int]:
        found = {person: 0}
        row = [person]
        for generation in range(1, GENERATIONS + 1):
            near = (parent for child in row for parent, kind in self.parents.get(child, {}).items() if NEARNESS.index(kind) <= far)
            row = [parent for parent in dict.fromkeys(near) if parent not in found]
            found.update(dict.fromkeys(row, generation))
        return found

    def _shared(self, one: str, other: str) -> list[Union]:
        ids = {union.id for union in self.as_child.get(other, ())}
        return [union for union in self.as_child.get(one, ()) if union.id in ids]

    def _is_half(self, one: str, other: str) -> bool | None:
        """True of siblings by birth who share one parent, by unions of their own.

        Of two children of one parent alone somebody said so: else they would stand together. None where the other parent of
        only one of the two is known.
        """
        mine, theirs = self.birth_parents(one), self.birth_parents(other)
        if len(mine & theirs) != 1 or self._shared(one, other):
            return False
        return None if (len(mine) == 1) is not (len(theirs) == 1) else True

    def birth_parents(self, child: str) -> frozenset[str]:
        """Those who are somebody's parents by birth."""
        return frozenset(parent for parent, kind in self.parents.get(child, {}).items() if kind is ChildKind.BIRTH)

    def _of_nobody(self, one: str, other: str) -> ChildKind | None:
        """How siblings belong together whose parents nobody has named."""
        shared = self._shared(one, other) if one != other else []
        kinds = [self.kind_in(union, child) for union in shared[:1] for child in (one, other)]
        return max(kinds, key=NEARNESS.index, default=None)


def _by_member(unions: tuple[Union, ...], members: Callable[[Union], tuple[str, ...]]) -> dict[str, tuple[Union, ...]]:
    found: dict[str, list[Union]] = {}
    for union in unions:
        for member in dict.fromkeys(members(union)):
            found.setdefault(member, []).append(union)
    return {member: tuple(those) for member, those in found.items()}


@lru_cache(maxsize=16)
def families(unions: tuple[Union, ...]) -> Families:
    """The graph of these unions, kept for the next question about them."""
    return Families(unions)
