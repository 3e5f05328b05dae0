"""Patterns worth a look: questions that the whole map raises, each with what it rests on and where the question comes from.

A pattern is no finding. It says what is written down and asks; it accuses nobody and rates nothing. What the map has no
place for is no pattern: netmeet keeps neither keys nor attorneys, deputies and appointees.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from netmeet.domain.held import Held
from netmeet.domain.held_words import amount
from netmeet.domain.network import MemberKind, Network, Sphere, TieKind
from netmeet.domain.readings import (
    Closeness,
    Contact,
    Frequency,
    Importance,
    ImportanceLevel,
    Reading,
    Ring,
    SupportKind,
    Voice,
    What,
)
from netmeet.domain.voices import in_order, speaker
from netmeet.domain.wording import CONTACT, HELP, RING, day, in_brief, sentence

NEW_WITHIN = timedelta(days=120)
FEWER_FROM = 2
SPOKEN_OF = 3
"""The thresholds are netmeet's own; no source that we read gives any."""

_OURS = "The question and its threshold are netmeet’s own."


class PatternKind(StrEnum):
    """What there is to look at, in the order of the page."""

    ONLY_WAY_IN = "Everybody is reached through one person"
    ONLY_CONTACT = "One person in touch, others hardly or not"
    HOLDS_SEVERAL = "One person has both the money and the care"
    FEWER = "Less contact than there was"
    ALL_PAID = "All help is paid"
    NEW_AND_CLOSE = "New, and close very fast"
    NEVER_MENTIONED = "Important, and nobody else speaks of them"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One question to talk about. ``facts`` are what raises it and never empty; ``members`` are those whom they name."""

    kind: PatternKind
    asks: str
    facts: tuple[str, ...]
    source: str
    members: tuple[str, ...] = ()


_ECOMAP = f"Ecomaps are read for size, stability and reciprocity (Hartman, 1978). {_OURS}"
_SUPERVISION = "Asked of any map in supervision. " + _OURS
SOURCES: Mapping[PatternKind, str] = MappingProxyType(
    {
        PatternKind.ONLY_WAY_IN: _ECOMAP,
        PatternKind.ONLY_CONTACT: _ECOMAP,
        PatternKind.HOLDS_SEVERAL: "Control can run either way between carer and cared-for (Central Bedfordshire’s pilot, told by "
        f"Community Care, 2013). {_OURS}",
        PatternKind.FEWER: _SUPERVISION,
        PatternKind.ALL_PAID: "Circles of support tell paid from unpaid people, and are read for gaps "
        f"(Helen Sanderson Associates). {_OURS}",
        PatternKind.NEW_AND_CLOSE: _OURS,
        PatternKind.NEVER_MENTIONED: _SUPERVISION,
    }
)
"""Where each question comes from, in words that the page shows."""


def patterns(network: Network, *, as_of: date) -> tuple[Pattern, ...]:
    """Return the patterns of a map, in the order of ``PatternKind``, then by name. An empty tuple means only that none was seen."""
    if network.adult is None:
        return ()
    seen = _Seen(Held(network, as_of))
    return tuple(pattern for find in _FIND for pattern in find(seen))


@dataclass(frozen=True)
class _Seen:
    held: Held

    @property
    def network(self) -> Network:
        return self.held.network

    @property
    def adult(self) -> str:
        return self.held.adult

    def name(self, member: str) -> str:
        return self.held.words.name(member)

    @cached_property
    def contacts(self) -> dict[str, Contact]:
        """What was said last about contact with each living person or organisation tied to the adult, where anybody said."""
        those = (one.id for one in self.held.others if self.held.leads_a_life(one.id))
        found = {member: self.held.ways.contact(self.held.adult_id, member) for member in those}
        return {member: contact for member, contact in found.items() if contact is not None}

    def said_of_ties(self, member: str, what: What) -> tuple[Reading, ...]:
        """Everything of one kind about the adult's ties with somebody, in order."""
        ties = self.held.ways.ties(self.held.adult_id, member)
        return in_order(tuple(reading for tie in ties for reading in self.network.said(tie.id, what)))

    def is_family(self, member: str) -> bool:
        ties = self.held.ways.ties(self.held.adult_id, member)
        return self.network.member(member).sphere is Sphere.FAMILY or any(tie.kind is TieKind.KINSHIP for tie in ties)

    def is_paid(self, member: str) -> bool:
        ties = self.held.ways.ties(self.held.adult_id, member)
        return self.network.member(member).sphere is Sphere.PAID or any(tie.kind is TieKind.PAID for tie in ties)


def _pattern(kind: PatternKind, asks: str, facts: list[str], *members: str) -> Pattern:
    return Pattern(kind, sentence(asks), tuple(map(sentence, facts)), SOURCES[kind], members)


def _only_way_in(seen: _Seen) -> Iterator[Pattern]:
    """Every way from the adult to everybody else passes through one person."""
    reached = seen.held.ways.reached()
    everybody = {one.id for one in seen.held.others if one.id in reached and seen.held.leads_a_life(one.id)}
    for member, led in seen.held.ways.only_through.items():
        beyond = led & everybody
        if len(beyond) > 1 and everybody == beyond | {member}:
            fact = f"on this map only {seen.name(member)} leads from {seen.adult} to {seen.held.words.names(beyond)}"
            asks = f"is that so, or are there ties that nobody has drawn? Who could reach {seen.adult} without {seen.name(member)}?"
            yield _pattern(PatternKind.ONLY_WAY_IN, asks, [fact], member)


_OFTEN = (Frequency.LIVE_TOGETHER, Frequency.DAILY, Frequency.WEEKLY)
_SELDOM = (Frequency.LESS, Frequency.NONE)


def _only_contact(seen: _Seen) -> Iterator[Pattern]:
    """One person is in touch every week or more; of the others, whoever is known about is seldom or not in touch."""
    often = [member for member, contact in seen.contacts.items() if contact.often in _OFTEN]
    seldom = [member for member, contact in seen.contacts.items() if contact.often in _SELDOM]
    if len(often) != 1 or len(seldom) < FEWER_FROM or len(often) + len(seldom) < len(seen.contacts):
        return
    (one,) = often
    facts = [f"{seen.held.words.names((seen.held.adult_id, member))} {CONTACT[seen.contacts[member].often]}" for member in (one, *seldom)]
    beside = seen.held.ways.beside(seen.held.adult_id)
    others = [other.id for other in seen.held.others if other.id in beside and other.id not in seen.contacts]
    if others:
        facts.append(f"how often {seen.adult} is in touch with {seen.held.words.names(others)} is not written down")
    yield _pattern(PatternKind.ONLY_CONTACT, f"is that as {seen.adult} wants it, and what keeps the others away?", facts, one, *seldom)


def _holds_several(seen: _Seen) -> Iterator[Pattern]:
    """Money and personal care of the adult with one person. Keys and attorneys are nowhere on a map."""
    kinds = (SupportKind.MONEY, SupportKind.PERSONAL_CARE)
    for member in seen.held.others:
        given = [aid for aid in seen.held.help if aid.giver == member.id and aid.kind in kinds]
        if member.kind is MemberKind.PERSON and len({aid.kind for aid in given}) == len(kinds):
            facts = [f"{seen.name(member.id)} gives {seen.adult} {HELP[aid.kind]}{amount(aid)}" for aid in given]
            asks = f"who else sees the money, and does {seen.name(member.id)} hold the keys, or act as attorney, deputy or appointee?"
            yield _pattern(PatternKind.HOLDS_SEVERAL, asks, facts, member.id)


_ORDER = list(Frequency)


def _fewer(seen: _Seen) -> Iterator[Pattern]:
    """Contact or closeness that one speaker told of first and last, with at least two ties fallen and more fallen than risen."""
    fell, rose, members = [], 0, []
    for member in seen.held.others:
        for first, last in (*_first_and_last(seen, member.id, What.CONTACT), *_first_and_last(seen, member.id, What.CLOSENESS)):
            change = _place(last) - _place(first)
            rose += change < 0
            if change > 0:
                fell.append(_fell(seen, member.id, first, last))
                members.append(member.id)
    if len(set(members)) >= FEWER_FROM and len(fell) > rose:
        asks = f"what happened, and is it what {seen.adult} wants?"
        yield _pattern(PatternKind.FEWER, asks, fell, *dict.fromkeys(members))


def _first_and_last(seen: _Seen, member: str, what: What) -> Iterator[tuple[Reading, Reading]]:
    """The first and the last dated answer of each voice, where they are of different days."""
    said: dict[object, list[Reading]] = {}
    for reading in seen.said_of_ties(member, what):
        if reading.said_on is not None:
            said.setdefault(speaker(seen.network, reading), []).append(reading)
    return iter([(told[0], told[-1]) for told in said.values() if told[0].said_on != told[-1].said_on])


def _place(reading: Reading) -> int:
    """How far out: the later in the scale, the less contact."""
    value = reading.value
    return _ORDER.index(value.often) if isinstance(value, Contact) else int(value.ring) if isinstance(value, Closeness) else 0


def _fell(seen: _Seen, member: str, first: Reading, last: Reading) -> str:
    who, days = seen.held.words.who(first), [day(reading.said_on) for reading in (first, last) if reading.said_on]
    if isinstance(first.value, Contact) and isinstance(last.value, Contact):
        before, now = (CONTACT[value.often] for value in (first.value, last.value))
        both = seen.held.words.names((seen.held.adult_id, member))
        return f"{both} {before}, by what {who} said on {days[0]}; on {days[1]}: {now}"
    rings = [RING[reading.value.ring] for reading in (first, last) if isinstance(reading.value, Closeness)]
    return f"{who} placed {seen.name(member)} in {rings[0]} on {days[0]}, and in {rings[1]} on {days[1]}"


def _all_paid(seen: _Seen) -> Iterator[Pattern]:
    givers = list(dict.fromkeys(aid.giver for aid in seen.held.help if aid.to == seen.held.adult_id))
    if givers and all(seen.is_paid(giver) for giver in givers):
        fact = f"everybody who is written down as helping {seen.adult} is paid to: {seen.held.words.names(givers)}"
        yield _pattern(PatternKind.ALL_PAID, f"who is there for {seen.adult} who is not paid to be?", [fact], *givers)


def _new_and_close(seen: _Seen) -> Iterator[Pattern]:
    """Somebody who is no relative and not paid, and who by one voice came from far to near within a few months."""
    for member in seen.held.others:
        if member.kind is not MemberKind.PERSON or seen.is_family(member.id) or seen.is_paid(member.id):
            continue
        facts = [fact for what in (What.CLOSENESS, What.IMPORTANCE) for fact in _came_near(seen, member.id, what)]
        if facts:
            asks = f"how did {seen.name(member.id)} come into {seen.adult}’s life, and who else has met {seen.name(member.id)}?"
            yield _pattern(PatternKind.NEW_AND_CLOSE, asks, facts, member.id)


def _came_near(seen: _Seen, member: str, what: What) -> Iterator[str]:
    for first, last in _first_and_last(seen, member, what):
        if first.said_on and last.said_on and last.said_on - first.said_on <= NEW_WITHIN and _is_far(first) and _is_near(last):
            who, (before, now) = seen.held.words.who(first), (in_brief(reading.value) for reading in (first, last))
            yield f"{seen.name(member)}, by what {who} said: {before} on {day(first.said_on)}, {now} on {day(last.said_on)}"


def _is_far(reading: Reading) -> bool:
    value = reading.value
    if isinstance(value, Closeness):
        return value.ring >= Ring.PARTICIPATION
    return isinstance(value, Importance) and value.level <= ImportanceLevel.A_LITTLE


def _is_near(reading: Reading) -> bool:
    value = reading.value
    if isinstance(value, Closeness):
        return value.ring is Ring.INTIMACY
    return isinstance(value, Importance) and value.level is ImportanceLevel.VERY


def _never_mentioned(seen: _Seen) -> Iterator[Pattern]:
    """Those whom the adult calls important or close, where every other voice speaks of other people and never of them."""
    ends = {tie.id: {tie.a, tie.b} for tie in seen.network.ties}
    others = {reading.about for reading in seen.network.readings if reading.voice is not Voice.ADULT}
    spoken_of = set[str]().union(*(ends.get(about, {about}) for about in others)) - {seen.held.adult_id}
    silent = [one.id for one in seen.held.others if one.kind is MemberKind.PERSON and one.id not in spoken_of and _matters(seen, one.id)]
    if silent and len(spoken_of) >= SPOKEN_OF:
        fact = f"{seen.adult} says that they matter, and nothing in any other voice is written down about {seen.held.words.names(silent)}"
        yield _pattern(PatternKind.NEVER_MENTIONED, "do the others know of them, and were they asked?", [fact], *silent)


def _matters(seen: _Seen, member: str) -> bool:
    """True when the adult's own voice called somebody important, or placed them close."""
    said = (*seen.said_of_ties(member, What.IMPORTANCE), *seen.said_of_ties(member, What.CLOSENESS))
    own = [reading.value for reading in said if reading.voice is Voice.ADULT]
    important = any(isinstance(value, Importance) and value.level >= ImportanceLevel.IMPORTANT for value in own)
    return important or any(isinstance(value, Closeness) and value.ring <= Ring.FRIENDSHIP for value in own)


_FIND: tuple[Callable[[_Seen], Iterator[Pattern]], ...] = (
    _only_way_in,
    _only_contact,
    _holds_several,
    _fewer,
    _all_paid,
    _new_and_close,
    _never_mentioned,
)
