"""Who may not be together: orders and other restrictions as they run from one member to another, and parts of a meeting."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from netmeet.domain.homes import Home
from netmeet.domain.meeting import AdultSays, Invite, Meeting
from netmeet.domain.network import Member, MemberKind, Network
from netmeet.domain.readings import Basis, Reading, Restriction, What
from netmeet.domain.risk import open_concern_between, runs_from
from netmeet.domain.typed import Typed
from netmeet.domain.voices import speaker_id
from netmeet.domain.wording import day

_PAPER_SEEN = (Basis.SEEN, Basis.ON_RECORD)


@dataclass(frozen=True, slots=True)
class Bar:
    """An order, condition, investigation or limit as it runs from one bound member to one protected member.

    ``corrects`` is true where it takes the place of an earlier entry of the same order, ``unproven`` where it would end one
    sooner and cannot: nobody but the bound one saw a paper that says so.
    """

    reading_id: str
    bound: str
    protected: str
    restriction: Restriction
    corrects: bool = False
    unproven: bool = False

    @property
    def called(self) -> str:
        """Its kind with an article: "an occupation order"."""
        kind = self.restriction.kind.value
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"

    def stands(self, days: Sequence[date], as_of: date) -> bool:
        """True when it is in force on a day of the meeting; while none is settled, whenever it has not ended yet."""
        return any(map(self.restriction.in_force, days)) if days else not self.restriction.has_ended(as_of)

    @property
    def until(self) -> str:
        """Its last day in words."""
        return day(self.restriction.ends) if self.restriction.ends else "a day that is not recorded"

    @property
    def term(self) -> str:
        """From when until when it is in force, in words."""
        return f"in force{f' from {day(self.restriction.starts)}' if self.restriction.starts else ''} until {self.until}"


def bars(network: Network) -> dict[str, tuple[Bar, ...]]:
    """Every restriction on the map by the members it concerns, bound or protected, in the order of recording.

    One that runs both ways binds both and counts twice. A later entry takes the place of earlier ones of the same kind,
    first day and members when it was seen or is on record, says which paper, and is not the bound member's own word: so a
    wrong or changed end date can be put right, and nobody's word alone ends an order. Any other stands beside them.
    """
    standing: dict[object, list[Bar]] = {}
    for bar, proven in _entries(network):
        same = (bar.bound, bar.protected, bar.restriction.kind, bar.restriction.starts)
        before = standing.setdefault(same, [])
        if before and proven:
            before[:] = [replace(bar, corrects=True)]
        else:
            before.append(replace(bar, unproven=any(_ends_sooner(bar, other) for other in before)))
    by_member: dict[str, list[Bar]] = {}
    for bar in (bar for entries in standing.values() for bar in entries):
        by_member.setdefault(bar.bound, []).append(bar)
        by_member.setdefault(bar.protected, []).append(bar)
    return {member: tuple(theirs) for member, theirs in by_member.items()}


def _ends_sooner(bar: Bar, other: Bar) -> bool:
    ends, longer = bar.restriction.ends, other.restriction.ends
    return ends is not None and (longer is None or ends < longer)


def _entries(network: Network) -> Iterator[tuple[Bar, bool]]:
    """What was recorded, oldest first, as bars; one for each member who is bound, and whether its paper was seen."""
    said = [(tie, reading) for tie in network.ties if tie.a != tie.b for reading in network.said(tie.id, What.RESTRICTION)]
    for tie, reading in sorted(said, key=lambda pair: (pair[1].seq, pair[1].id)):
        for bound in (tie.a, tie.b):
            if isinstance(reading.value, Restriction) and runs_from(reading.value.direction, tie, bound):
                yield Bar(reading.id, bound, tie.other(bound), reading.value), _proven(network, reading, reading.value, bound)


def _proven(network: Network, reading: Reading, restriction: Restriction, bound: str) -> bool:
    seen = reading.basis in _PAPER_SEEN and bool(restriction.source_seen.strip())
    return seen and speaker_id(network, reading) != bound


def might_come(network: Network, meeting: Meeting, member_id: str, answers: AbstractSet[AdultSays]) -> bool:
    """True when somebody will be, or may yet be, in the building on the day.

    The adult always is. Anybody else is when that was decided, or when it is still open (to talk first, or undecided)
    and the adult's answer is one of ``answers``. A place or an organisation counts as there when the venue names it, or
    says where it is.
    """
    if member_id == network.adult_id:
        return True
    member = network.member(member_id)
    if member.kind in (MemberKind.PLACE, MemberKind.ORGANISATION):
        return is_called(member, meeting.venue) or is_at(member, meeting.venue)
    if member.kind is MemberKind.PET or member.has_died:
        return False
    invitation = meeting.invitation(member_id)
    if invitation.decision is None or invitation.decision is Invite.TALK_FIRST:
        return invitation.adult_says in answers
    return invitation.decision.comes


def is_called(place: Member, venue: str) -> bool:
    """True where a venue is called by the name of a place, whatever the case, accents, apostrophes, stops and short forms of it."""
    name = place.name.strip()
    return bool(name) and (name.casefold() in venue.casefold() or Typed.of(venue).carries(name))


def is_at(member: Member, venue: str) -> bool:
    """True where a venue says the address that is noted for a member."""
    return bool(Home.of(member.address).told(Typed.of(venue)))


def may_be_at(member: Member, venue: str) -> bool:
    """True where a venue says a part of that address, which may be another house."""
    return bool(Home.of(member.address, guarded=True).told(Typed.of(venue)))


def clashes(network: Network, members: AbstractSet[str]) -> dict[str, frozenset[str]]:
    """For each of some members, those of the others with whom a concern is open, in either direction."""
    found: dict[str, set[str]] = {member: set() for member in members}
    for tie in network.ties:
        if tie.a != tie.b and {tie.a, tie.b} <= members and open_concern_between(network, tie.a, tie.b):
            found[tie.a].add(tie.b)
            found[tie.b].add(tie.a)
    return {member: frozenset(others) for member, others in found.items()}


def parts_for(apart: Mapping[str, AbstractSet[str]], recorded: Mapping[str, int], order: Sequence[str]) -> dict[str, int]:
    """Give every member of ``order`` a part, from 1, so that no two who must be apart share one.

    A recorded part is kept where that is possible. The rest take the lowest part free to them, whoever has the fewest
    parts left first: the DSATUR rule, which needs no more than two parts wherever two will do.
    Source: Brélaz, D. (1979), New methods to color the vertices of a graph, Communications of the ACM 22.
    """
    parts: dict[str, int] = {}
    for member in order:
        if member in recorded and recorded[member] not in _taken(apart[member], parts):
            parts[member] = recorded[member]
    waiting = [member for member in order if member not in parts]
    while waiting:
        chosen = max(waiting, key=lambda member: (len(_taken(apart[member], parts)), len(apart[member])))
        waiting.remove(chosen)
        taken = _taken(apart[chosen], parts)
        parts[chosen] = next(part for part in count(1) if part not in taken)
    return parts


def _taken(others: AbstractSet[str], parts: Mapping[str, int]) -> set[int]:
    return {parts[other] for other in others if other in parts}
