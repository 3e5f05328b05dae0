"""A map as points and lines alone: ties, couples, parents with their children. What tables and graphs are written from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Network, Union


class Joins(StrEnum):
    """What a line of a map is."""

    TIE = "tie"
    COUPLE = "couple"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Edge:
    """One line from ``a`` to ``b``: ``kind`` is a word of the domain, ``words`` what somebody typed.

    A line of a couple runs from the left partner to the right, a line of a parent to the child. ``family`` is the union
    that either stands for.
    """

    joins: Joins
    a: str
    b: str
    kind: str
    words: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    family: str = ""


def edges_of(network: Network) -> tuple[Edge, ...]:
    """Every line of a map, ties first. Children whose parents nobody has named have none."""
    ties = (Edge(Joins.TIE, tie.a, tie.b, tie.kind, tie.label) for tie in network.ties)
    return (*ties, *(edge for union in network.unions for edge in _of_union(union)))


def _of_union(union: Union) -> Iterator[Edge]:
    for a, b in combinations(union.partners, 2):
        yield Edge(Joins.COUPLE, a, b, union.kind, union.label, union.start, union.end, union.id)
    for child in union.children:
        for parent in union.partners:
            yield Edge(Joins.PARENT, parent, child.member, child.kind, family=union.id)
