"""A network made ready for drawing: families as numbers, in an order that does not hang on the order of the input."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Member, Network, Union

LATE = 4_000_000
"""Sorts after every date."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One union with its members as numbers: partners in their stored order, children eldest first.

    ``ranks`` puts the children in order of birth; None where it is not known. ``twins`` are groups of children.
    """

    union: Union
    partners: tuple[int, ...]
    children: tuple[int, ...]
    ranks: tuple[int | None, ...]
    twins: tuple[tuple[int, ...], ...]
    start: int


@dataclass(frozen=True, slots=True)
class Clan:
    """People who are joined by unions, directly or through others. Their places in ``members`` are their numbers."""

    members: tuple[Member, ...]
    knots: tuple[Knot, ...]


def clans(network: Network) -> tuple[tuple[Clan, ...], tuple[Member, ...]]:
    """Return the families (the adult's own first, then the biggest) and the members who are in no union."""
    members = sorted(network.members, key=_seniority)
    groups = _groups(network, members)
    families = [group for group in groups if any(union for union in group[1])]
    alone = tuple(member for group in groups if not group[1] for member in group[0])
    families.sort(key=lambda group: (all(member.id != network.adult_id for member in group[0]), -len(group[0]), _seniority(group[0][0])))
    return tuple(_clan(tuple(people), unions) for people, unions in families), alone


def day_number(when: PartialDate | None) -> int:
    """A number that sorts as the date does; an unknown date comes last."""
    return LATE if when is None else when.year * 400 + (when.month or 0) * 32 + (when.day or 0)


def _seniority(member: Member) -> tuple[int, int, str]:
    return day_number(member.born), member.birth_order or 99, member.id


def _groups(network: Network, members: list[Member]) -> list[tuple[list[Member], list[Union]]]:
    leader = {member.id: member.id for member in members}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    named = {union.id: _named(union, leader) for union in network.unions}
    for people in named.values():
        for one, other in pairwise(people):
            leader[find(one)] = find(other)
    groups: dict[str, tuple[list[Member], list[Union]]] = defaultdict(lambda: ([], []))
    for member in members:
        groups[find(member.id)][0].append(member)
    for union in network.unions:
        if named[union.id]:
            groups[find(named[union.id][0])][1].append(union)
    return list(groups.values())


def _named(union: Union, known: dict[str, str]) -> list[str]:
    """The members of a union who are on the map, each once."""
    everybody = (*union.partners, *(child.member for child in union.children))
    return list(dict.fromkeys(one for one in everybody if one in known))


def _clan(members: tuple[Member, ...], unions: list[Union]) -> Clan:
    number = {member.id: place for place, member in enumerate(members)}
    knots = [_knot(union, members, number) for union in unions]
    knots.sort(key=lambda knot: (knot.start, knot.partners, knot.children, knot.union.id))
    return Clan(members, tuple(knots))


def _knot(union: Union, members: tuple[Member, ...], number: dict[str, int]) -> Knot:
    partners = tuple(dict.fromkeys(number[one] for one in union.partners if one in number))
    born = {number[child.member]: child for child in union.children if child.member in number}
    children = [place for place in born if place not in partners]
    ranks = ranks_of([members[place] for place in children])
    order = sorted(range(len(children)), key=lambda k: (LATE if ranks[k] is None else ranks[k], children[k]))
    twins: dict[str, list[int]] = defaultdict(list)
    for k in order:
        if born[children[k]].multiple:
            twins[born[children[k]].multiple].append(children[k])
    return Knot(
        union,
        partners,
        tuple(children[k] for k in order),
        tuple(ranks[k] for k in order),
        tuple(sorted(tuple(group) for group in twins.values() if len(group) > 1)),
        day_number(union.start),
    )


def ranks_of(children: list[Member]) -> list[int | None]:
    """Birth order where everybody has one; else dates of birth; else the birth orders that are known."""
    orders = [child.birth_order for child in children]
    if None in orders and any(child.born for child in children):
        return [day_number(child.born) if child.born else None for child in children]
    return orders
