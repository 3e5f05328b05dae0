"""Who can be reached from the adult along the map, and through whom alone.

A way runs along a tie, unless the two were last said to be out of touch; where no tie says otherwise it runs between
those who live together, parent and child, and a couple. The dead are on no way. A pet or a place is reached and leads on
to nobody: two people who know the same bench do not know each other.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import networkx as nx

from netmeet.domain.families import families
from netmeet.domain.network import ChildKind, MemberKind, Network, Tie, UnionKind
from netmeet.domain.readings import Contact, Frequency, What
from netmeet.domain.voices import in_order

_OVER = frozenset({UnionKind.DIVORCED, UnionKind.SEPARATED, UnionKind.WIDOWED, UnionKind.AFFAIR})
_RAISED = (ChildKind.ADOPTED, ChildKind.FOSTER, ChildKind.KINSHIP_CARE)


@dataclass(frozen=True)
class Ways:
    """Every way on one map, from the adult outwards. On a map that is about nobody there is none."""

    network: Network

    @cached_property
    def _ties(self) -> dict[frozenset[str], list[Tie]]:
        found: dict[frozenset[str], list[Tie]] = {}
        for tie in self.network.ties:
            found.setdefault(frozenset((tie.a, tie.b)), []).append(tie)
        return found

    def ties(self, one: str, other: str) -> tuple[Tie, ...]:
        """Every tie between two members, in the order they were made."""
        return tuple(self._ties.get(frozenset((one, other)), ()))

    def contact(self, one: str, other: str) -> Contact | None:
        """What was said last about how often two members are in touch, over all ties between them; None where nobody said."""
        ties = self.ties(one, other)
        said = in_order(tuple(reading for tie in ties for reading in self.network.said(tie.id, What.CONTACT)))
        values = [reading.value for reading in said if isinstance(reading.value, Contact)]
        return values[-1] if values else None

    @cached_property
    def _between(self) -> dict[str, frozenset[str]]:
        """With whom each living member has a way of their own."""
        network = self.network
        living = {member.id for member in network.members if not member.has_died}
        tied = set(self._ties)
        apart = {pair for pair in tied if self._out_of_touch(pair)}
        found: dict[str, set[str]] = {member: set() for member in living}
        for one, other in (
            *(sorted(pair) for pair in tied - apart),
            *(pair for pair in self._of_families() if frozenset(pair) not in tied),
        ):
            if one in living and other in living:
                found[one].add(other)
                found[other].add(one)
        return {member: frozenset(those) for member, those in found.items()}

    def _out_of_touch(self, pair: frozenset[str]) -> bool:
        contact = self.contact(min(pair), max(pair))
        return contact is not None and contact.often is Frequency.NONE

    def _of_families(self) -> Iterator[tuple[str, str]]:
        for home in self.network.households:
            yield from combinations(sorted(set(home.members)), 2)
        for child, parents in families(self.network.unions).parents.items():
            raised = any(kind in _RAISED for kind in parents.values())
            yield from ((parent, child) for parent, kind in parents.items() if parent != child and not _elsewhere(kind, raised=raised))
        for union in self.network.unions:
            if union.kind not in _OVER and union.end is None:
                yield from combinations(sorted(set(union.partners)), 2)

    def beside(self, member: str) -> frozenset[str]:
        """With whom a member has a way of their own, the adult among them."""
        return self._between.get(member, frozenset())

    @cached_property
    def _leading(self) -> dict[str, tuple[str, ...]]:
        """Where each way out of a member leads; out of a pet or a place there is none."""
        lead = {member.id for member in self.network.members if member.kind in (MemberKind.PERSON, MemberKind.ORGANISATION)}
        return {one: tuple(sorted(others)) if one in lead else () for one, others in self._between.items()}

    def reached(self, without: AbstractSet[str] = frozenset()) -> frozenset[str]:
        """Everybody whom a way leads to from the adult, past nobody in ``without``."""
        adult = self.network.adult_id or ""
        found, waiting = {adult}, [adult]
        while waiting:
            for other in self._leading.get(waiting.pop(), ()):
                if other not in found and other not in without:
                    found.add(other)
                    waiting.append(other)
        return frozenset(found - {adult})

    @cached_property
    def only_through(self) -> dict[str, frozenset[str]]:
        """Whom each member alone leads to: those whom every way from the adult passes through them to reach (dominators)."""
        adult = self.network.adult_id or ""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_node(adult)
        graph.add_edges_from((one, other) for one, others in self._leading.items() for other in others)
        above = {member: via for member, via in nx.immediate_dominators(graph, adult).items() if via is not None and member != adult}
        found: dict[str, set[str]] = {member: set() for member in above}
        for member, nearest in above.items():
            via = nearest
            while via != adult:
                found[via].add(member)
                via = above[via]
        return {member: frozenset(those) for member, those in found.items()}


def _elsewhere(kind: ChildKind, *, raised: bool) -> bool:
    """True of a parent whom a child did not grow up with, as far as the unions say."""
    return kind is ChildKind.DONOR or (kind is ChildKind.BIRTH and raised)
