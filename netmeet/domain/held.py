"""One map as it stands, or as it would stand after changes of contact: help, days and ways, worked out once.

Now and then are made by the same function, so that no change at all is the map itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from netmeet.domain.amounts import EVERY_DAY, WEEKDAYS, days_named
from netmeet.domain.network import Member, MemberKind
from netmeet.domain.options import HowContact
from netmeet.domain.reaching import Ways
from netmeet.domain.readings import Frequency, Reading, Restriction, RestrictionKind, SupportKind
from netmeet.domain.reliance import Help, help_with_adult
from netmeet.domain.risk import restrictions_between
from netmeet.domain.wording import OneMap

HANDS_ON = frozenset({SupportKind.PRACTICAL, SupportKind.PERSONAL_CARE, SupportKind.TRANSPORT})
"""Help that needs somebody to be there. The rest could go on by telephone. The choice is netmeet's own."""

Changes = Mapping[str, HowContact]
"""What contact would become, by member. In any order: a member has one change."""

_ASKABLE = (MemberKind.PERSON, MemberKind.ORGANISATION)


@dataclass(frozen=True)
class Held(OneMap):
    """What one map holds together. ``as_of`` is the day by which orders have ended."""

    @cached_property
    def ways(self) -> Ways:
        return Ways(self.network)

    @cached_property
    def help(self) -> tuple[Help, ...]:
        """All help between the adult and the living, both ways."""
        return help_with_adult(self.network)

    @cached_property
    def others(self) -> tuple[Member, ...]:
        """Every living member but the adult, by name."""
        living = (member for member in self.network.members if member.id != self.adult_id and not member.has_died)
        return tuple(sorted(living, key=lambda member: (self.words.name(member.id), member.id)))

    def leads_a_life(self, member_id: str) -> bool:
        """True for people and organisations; not for a dog, or a bench."""
        return self.network.member(member_id).kind in _ASKABLE

    def askable(self, member_id: str) -> bool:
        """True for whoever could be asked for more: no child, nobody whom an order keeps from the adult or the police look into."""
        member = self.network.member(member_id)
        grown = member.kind is MemberKind.ORGANISATION or (member.kind is MemberKind.PERSON and not member.is_child(self.as_of))
        investigated = any(value.kind is RestrictionKind.POLICE_INVESTIGATION for _, value in self._restrictions(self.adult_id, member_id))
        return grown and not investigated and not self.kept_apart(self.adult_id, member_id)

    def orders(self, one: str, other: str) -> tuple[Reading, ...]:
        """The orders and conditions between two members that are in force, or are to be."""
        return tuple(reading for reading, value in self._restrictions(one, other) if value.kind.blocks)

    def _restrictions(self, one: str, other: str) -> list[tuple[Reading, Restriction]]:
        """Every restriction between two members that has not ended."""
        values = ((reading, reading.value) for reading in restrictions_between(self.network, one, other))
        return [(reading, value) for reading, value in values if isinstance(value, Restriction) and not value.has_ended(self.as_of)]

    def kept_apart(self, one: str, other: str) -> bool:
        """True when an order or a condition keeps two members apart, or is to."""
        return bool(self.orders(one, other))

    @cached_property
    def days(self) -> dict[str, frozenset[int] | None]:
        """The days of every week on which people and organisations are in touch with the adult; None where they are not known.

        Whoever is in touch less than once a week, or not at all, is left out.
        """
        found: dict[str, frozenset[int] | None] = {}
        for member in self.others:
            if self.leads_a_life(member.id) and self.adult_id in self.ways.beside(member.id):
                days = self._days(member.id)
                if days != frozenset():
                    found[member.id] = days
        return found

    def _days(self, member_id: str) -> frozenset[int] | None:
        contact = self.ways.contact(self.adult_id, member_id)
        if contact is None:
            return EVERY_DAY if self.lives_with(member_id) else None
        if contact.often is Frequency.WEEKLY:
            return days_named(contact.how) or None
        if contact.often is Frequency.DAILY and "weekday" in contact.how.casefold():
            return WEEKDAYS
        return EVERY_DAY if contact.often in (Frequency.DAILY, Frequency.LIVE_TOGETHER) else frozenset()

    def lives_with(self, member_id: str) -> bool:
        """True when somebody lives with the adult, by what was said last or else by a household."""
        contact = self.ways.contact(self.adult_id, member_id)
        if contact is not None:
            return contact.often is Frequency.LIVE_TOGETHER
        return any({self.adult_id, member_id} <= set(home.members) for home in self.network.households)


@dataclass(frozen=True, slots=True)
class Picture:
    """The map at one moment: help to and from the adult, the days with somebody, those whose days nobody knows, who is reached."""

    to_adult: tuple[Help, ...]
    from_adult: tuple[Help, ...]
    days: frozenset[int]
    unknown: tuple[str, ...]
    reached: frozenset[str]

    def givers(self, kind: SupportKind) -> tuple[str, ...]:
        """Who gives the adult one kind of help."""
        return tuple(aid.giver for aid in self.to_adult if aid.kind is kind)


def picture(held: Held, changes: Changes) -> Picture:
    """Return the map as it would stand after these changes; with none of them, as it stands."""
    stopped = {member for member, how in changes.items() if how is HowContact.STOPPED}
    stays = [aid for aid in held.help if goes_on(held, aid, changes)]
    in_touch = {member: days for member, days in held.days.items() if member not in stopped}
    return Picture(
        to_adult=tuple(aid for aid in stays if aid.to == held.adult_id),
        from_adult=tuple(aid for aid in stays if aid.giver == held.adult_id),
        days=frozenset().union(*(days for days in in_touch.values() if days)),
        unknown=tuple(member for member, days in in_touch.items() if days is None),
        reached=held.ways.reached(stopped),
    )


def goes_on(held: Held, aid: Help, changes: Changes) -> bool:
    """True for help that would not end with these changes, though it may become less, or another thing."""
    how = changes.get(other_end(held, aid))
    return how is not HowContact.STOPPED and not (how is HowContact.TELEPHONE and aid.kind in HANDS_ON)


def other_end(held: Held, aid: Help) -> str:
    """Whoever is not the adult."""
    return aid.to if aid.giver == held.adult_id else aid.giver
