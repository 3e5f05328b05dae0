"""What each audience may see of a map: one rule for page, paper and file.

A copy is built up from what its audience may see; nothing is taken out of the whole map. So a field, a reading or a
kind of union that nobody thought of is absent until somebody allows it here. What is left is closed up behind it: no
numbering, no half of a couple, no single twin tells that somebody was left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Child, ChildKind, Member, MemberKind, Network, Sphere, Tie, TieKind, Union, UnionKind
from netmeet.domain.readings import SAYABLE, Reading, Support, Voice, What
from netmeet.domain.voices import in_order


class Audience(StrEnum):
    """Who is going to look at it."""

    WORKER = "the worker"
    SUPERVISOR = "the supervisor"
    SHARED_SCREEN = "a screen looked at together"
    ADULT = "the adult"
    FAMILY = "everybody the papers are sent to"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the adult, when asked, agreed that the network's copy may show beyond names and plain family lines.

    ``years`` are of birth and death. ``how`` is how couples stand, how children came to the family, and who are twins.
    ``friends`` are friends, neighbours and pets beside the family.
    """

    years: bool = False
    how: bool = False
    friends: bool = False


NOTHING_MORE = Agreed()


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What one audience may see. ``years`` are of birth and death; ``birthday`` is the adult's own; ``versions`` let a form be saved.

    Without ``how`` every couple and every child is joined by the same plain line, and couples that parted without children
    are not joined; without ``friends`` only the adult and those whom couples, children and kinship join to them are there.
    """

    fields: tuple[str, ...]
    years: bool = False
    birthday: bool = False
    how: bool = True
    friends: bool = True
    versions: bool = False
    kinds: frozenset[MemberKind] = frozenset(MemberKind)
    paid: bool = True
    ties: frozenset[TieKind] = frozenset(TieKind)
    unions: frozenset[UnionKind] = frozenset(UnionKind)
    children: frozenset[ChildKind] = frozenset(ChildKind)
    readings: frozenset[What] = frozenset()


_ALLOWED = {
    Audience.SHARED_SCREEN: _Allowed(
        fields=("id", "name", "kind", "sphere", "gender", "does"),
        versions=True,
        readings=frozenset(what for what, row in SAYABLE.items() if row.shared_screen),
    ),
    Audience.ADULT: _Allowed(
        fields=("id", "name", "kind", "sphere", "gender", "pronouns", "does"),
        years=True,
        birthday=True,
        readings=frozenset({What.CLOSENESS, What.SUPPORT, What.WANTS}),
    ),
    Audience.FAMILY: _Allowed(
        fields=("id", "name", "kind", "gender"),
        how=False,
        friends=False,
        kinds=frozenset({MemberKind.PERSON, MemberKind.PET}),
        paid=False,
        ties=frozenset({TieKind.KINSHIP}),
        unions=frozenset(UnionKind) - {UnionKind.AFFAIR},
        children=frozenset(ChildKind) - {ChildKind.DONOR},
    ),
}
"""The allow-lists. Worker and supervisor see the whole map, and have none."""


def for_audience(network: Network, audience: Audience, agreed: Agreed = NOTHING_MORE) -> Network:
    """Return the map as this audience may see it. What the adult ``agreed`` to adds to the network's copy, and to no other.

    Nobody but the worker and supervisor gets: contact details, health, communication, households, dates of unions,
    labels, evidence, who was in the room, any voice but the adult's own, anything said about members, or a member who
    is kept off copies. Two maps that differ only in such a member give the same copy.
    """
    allowed = _ALLOWED.get(audience)
    if allowed and audience is Audience.FAMILY:
        allowed = replace(allowed, years=agreed.years, how=agreed.how, friends=agreed.friends)
    return network if allowed is None else _Copy(network, allowed).made()


class _Copy:
    """One copy in the making."""

    def __init__(self, network: Network, allowed: _Allowed) -> None:
        self.network = network
        self.allowed = allowed
        candidates = {member.id for member in network.members if self._may_stand(member)}
        self.adopted = {child.member for union in network.unions if candidates & {*union.partners} for child in _adopted(union)}
        self.unions = tuple(union for found in network.unions if (union := self._union(found, candidates)))
        self.shown = candidates
        if not allowed.friends:
            self.shown = self._family(candidates)
            self.unions = tuple(union for union in self.unions if _people(union) <= self.shown)
        elif not allowed.paid:
            self.shown = self._connected(candidates)

    def made(self) -> Network:
        readings = tuple(self._readings())
        order = self._birth_order()
        return Network(
            adult_id=self.network.adult_id,
            members=tuple(self._member(member, order.get(member.id)) for member in self.network.members if member.id in self.shown),
            ties=tuple(self._ties({reading.about for reading in readings})),
            unions=self.unions,
            readings=tuple(
                Reading(reading.id, reading.about, reading.what, reading.value, Voice.ADULT, seq=place)
                for place, reading in enumerate(readings, start=1)
            ),
        )

    def _may_stand(self, member: Member) -> bool:
        if member.id == self.network.adult_id:
            return True
        return member.kind in self.allowed.kinds and not member.off_copies and (self.allowed.paid or member.sphere is not Sphere.PAID)

    def _connected(self, candidates: set[str]) -> set[str]:
        """Those who stand in the family or have an unpaid tie with the adult: anybody else's place is a secret."""
        shown = {person for union in self.unions for person in _people(union)}
        adult = self.network.adult_id or ""
        shown |= {tie.other(adult) for tie in self.network.ties_of(adult) if tie.kind is not TieKind.PAID} | {adult}
        return shown & candidates

    def _family(self, candidates: set[str]) -> set[str]:
        """The adult and whomever couples, children and kinship join to them, one after another; all such, on a map about nobody."""
        kin = ({tie.a, tie.b} for tie in self.network.ties if tie.kind is TieKind.KINSHIP and {tie.a, tie.b} <= candidates)
        groups = [*map(_people, self.unions), *kin]
        adult = self.network.adult_id
        shown = {adult} if adult else set().union(*groups)
        while joined := [group for group in groups if group & shown and not group <= shown]:
            shown = shown.union(*joined)
        return shown

    def _member(self, member: Member, birth_order: int | None) -> Member:
        fields: dict[str, Any] = {field: getattr(member, field) for field in self.allowed.fields}
        if self.allowed.years:
            own = self.allowed.birthday and member.id == self.network.adult_id
            fields |= {"born": member.born if own else _year(member.born), "died": _year(member.died)}
        if self.allowed.versions:
            fields["version"] = member.version
        return Member(**fields, dead=member.has_died, birth_order=birth_order)

    def _union(self, union: Union, candidates: set[str]) -> Union | None:
        """The union with those who may stand on the copy; None when it would say nothing, or more than it may."""
        partners = tuple(partner for partner in union.partners if partner in candidates)
        children = [child for child in union.children if child.member in candidates and self._may_be_drawn(child, union)]
        if len(partners) + len(children) < 2 or not (children or self._may_be_a_couple(union)):
            return None
        kind = union.kind if union.kind in self.allowed.unions and self.allowed.how else UnionKind.OTHER
        return Union(
            id=union.id,
            partners=partners,
            kind=kind if len(partners) > 1 else UnionKind.SINGLE,
            children=tuple(_without_missing_twins(children)) if self.allowed.how else tuple(Child(child.member) for child in children),
            version=union.version if self.allowed.versions else 1,
        )

    def _may_be_a_couple(self, union: Union) -> bool:
        """A plain line would say of a couple that parted, and has no children, that they are together."""
        return union.kind in self.allowed.unions and (self.allowed.how or not self._has_parted(union))

    def _has_parted(self, union: Union) -> bool:
        """True of a couple that ended in life; a death parts nobody."""
        if union.kind in (UnionKind.DIVORCED, UnionKind.SEPARATED):
            return True
        died = any(self.network.member(partner).has_died for partner in union.partners if self.network.has(partner))
        return union.end is not None and union.kind is not UnionKind.WIDOWED and not died

    def _may_be_drawn(self, child: Child, union: Union) -> bool:
        """A plain line tells no secret birth: whoever was adopted stands under those who adopted them, and none under an affair."""
        if child.kind not in self.allowed.children:
            return False
        told = union.kind is not UnionKind.AFFAIR and (child.kind is not ChildKind.BIRTH or child.member not in self.adopted)
        return self.allowed.how or told

    def _birth_order(self) -> dict[str, int]:
        """Each child's place among the brothers and sisters who are shown, from 1: a gap would tell of another."""
        order: dict[str, int] = {}
        for union in self.unions:
            children = [self.network.member(child.member) for child in union.children]
            placed = [(child.birth_order, child.id) for child in children if child.birth_order is not None]
            born = [(child.born.earliest.toordinal(), child.id) for child in children if child.born is not None]
            for place, (_, child) in enumerate(sorted(placed or born), start=1):
                order.setdefault(child, place)
        return order

    def _ties(self, spoken_of: set[str]) -> Iterator[Tie]:
        """One tie a pair, or each that carries a reading. Between two others, only kinship may be seen for its own sake."""
        pairs = {frozenset({tie.a, tie.b}) for tie in self._allowed_ties() if tie.id in spoken_of}
        for tie in self._allowed_ties():
            pair = frozenset({tie.a, tie.b})
            plain = tie.kind is TieKind.KINSHIP or self.network.adult_id in pair
            if tie.id in spoken_of or (plain and pair not in pairs):
                pairs.add(pair)
                yield Tie(id=tie.id, a=tie.a, b=tie.b, kind=tie.kind, version=tie.version if self.allowed.versions else 1)

    def _allowed_ties(self) -> Iterator[Tie]:
        return (tie for tie in self.network.ties if {tie.a, tie.b} <= self.shown and tie.kind in self.allowed.ties)

    def _readings(self) -> Iterator[Reading]:
        """What the adult says now about each tie: earlier answers are for the worker."""
        latest: dict[tuple[object, ...], Reading] = {}
        about = {tie.id for tie in self._allowed_ties()}
        for reading in in_order(self.network.readings):
            if reading.voice is Voice.ADULT and reading.what in self.allowed.readings and reading.about in about:
                help_kind = (reading.value.kind, reading.value.direction) if isinstance(reading.value, Support) else ()
                latest[(reading.about, reading.what, *help_kind)] = reading
        return iter(in_order(tuple(latest.values())))


def _people(union: Union) -> set[str]:
    return {*union.partners, *(child.member for child in union.children)}


def _adopted(union: Union) -> Iterator[Child]:
    return (child for child in union.children if child.kind is ChildKind.ADOPTED)


def _year(date: PartialDate | None) -> PartialDate | None:
    return PartialDate(date.year) if date else None


def _without_missing_twins(children: list[Child]) -> Iterator[Child]:
    for child in children:
        alike = [other for other in children if child.multiple and other.multiple == child.multiple]
        yield Child(child.member, child.kind, child.multiple, child.identical) if len(alike) > 1 else Child(child.member, child.kind)
