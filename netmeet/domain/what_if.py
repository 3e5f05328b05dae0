"""If contact with somebody stopped, changed or had somebody else there: the map now and then, side by side.

Always the adult's own words first, what could be lost and what could be gained, and whose decision it would be. Nothing
here decides, weighs or advises: every sentence names what is on the map and leaves the rest as a question.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from netmeet.domain.amounts import about_hours
from netmeet.domain.capacity import CapacityAssessment, DecisionAbout, who_decides
from netmeet.domain.errors import BadInputError
from netmeet.domain.held import Changes, Held, Picture, picture
from netmeet.domain.held_words import hours_of
from netmeet.domain.network import Network
from netmeet.domain.options import Change, HowContact
from netmeet.domain.readings import Reading, SupportKind, Voice, What
from netmeet.domain.voices import in_order
from netmeet.domain.what_if_words import Comparing, gains, losses, others_who_could
from netmeet.domain.wording import HELP, Spoken, day, sentence

NOT_THE_SAME_AS_SAFE = (
    "A worry that has one way in fewer is not the same as safe: it can find another, and being alone can be a risk too.",
    "What others could do is a question for the adult first, and then for them. Nobody here has been asked.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the map holds, line by line, as it is now and as it would be."""

    heading: str
    now: tuple[str, ...]
    then: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """True where now and then differ."""
        return self.now != self.then


@dataclass(frozen=True, slots=True)
class Decides:
    """Whose decision a change would be, in sentences; ``quotes`` are decisions as they were worded, to be checked."""

    adult: bool
    sentences: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Now and then, side by side. ``own`` is what the adult said of it, and comes first; ``unasked`` where that is nothing.

    ``lost``, ``other`` (what would go on in another way) and ``gained`` are never all empty; ``could`` says who already
    gives the same, or is in touch with both. ``marks`` are a word for each member whom the picture marks; ``gone``
    those of them whom the adult would not see, or not reach, any more.
    """

    changes: tuple[Change, ...]
    titles: tuple[str, ...]
    own: tuple[Spoken, ...]
    unasked: tuple[str, ...]
    decides: Decides
    lost: tuple[str, ...]
    other: tuple[str, ...]
    could: tuple[str, ...]
    gained: tuple[str, ...]
    rows: tuple[Row, ...]
    marks: Mapping[str, str]
    gone: frozenset[str]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence, in the order of the page."""
        own = (said.sentence for said in self.own)
        return (*own, *self.unasked, *self.decides.sentences, *self.lost, *self.other, *self.could, *self.gained)


def what_if(network: Network, changes: Iterable[Change], capacity: Iterable[CapacityAssessment] = (), *, as_of: date) -> WhatIf:
    """Return what these changes of contact with the adult could mean, all at once, in whatever order they are given.

    Raises ``BadInputError`` for no change, for two of the same member, for the adult or for somebody who has died, and
    ``UnknownMemberError``.
    """
    held = Held(network, as_of)
    wanted = checked(held, changes)
    seen = Comparing(held, wanted, now=picture(held, {}), then=picture(held, wanted))
    lost, other = losses(seen)
    return WhatIf(
        changes=tuple(Change(member, how) for member, how in wanted.items()),
        titles=tuple(sentence(f"with {held.words.name(member)}: {how}") for member, how in wanted.items()),
        own=own_words(held, wanted),
        unasked=_unasked(held, wanted),
        decides=whose_decision(held, wanted, capacity),
        lost=lost or (_nothing_lost(held, other),),
        other=other,
        could=others_who_could(seen),
        gained=gains(seen) or ("Nothing on the map says what would be gained.",),
        rows=tuple(_rows(seen)),
        marks={member: how.value for member, how in wanted.items()} | dict.fromkeys(_no_way_left(seen), "no way left"),
        gone=frozenset(member for member, how in wanted.items() if how is HowContact.STOPPED) | _no_way_left(seen),
    )


def _nothing_lost(held: Held, other: tuple[str, ...]) -> str:
    if other:
        return "Nothing on the map would end by this. What would be less, or another way, stands beside it."
    return f"Nothing on the map says what {held.adult} would lose. That may be because nobody asked."


def checked(held: Held, changes: Iterable[Change]) -> Changes:
    """Return changes by member, in the order of names. Raises as ``what_if`` says."""
    found: dict[str, HowContact] = {}
    for change in dict.fromkeys(changes):
        member = held.network.member(change.member)
        if member.id == held.adult_id:
            raise BadInputError("The map is about this person. Choose somebody whom they are in contact with.")
        if member.has_died:
            raise BadInputError(f"{member.name} has died. Choose somebody who is living.")
        if member.id in found:
            raise BadInputError(f"Choose one change for {member.name}, not two.")
        found[member.id] = change.how
    if not found:
        raise BadInputError("Choose what would change for at least one person.")
    order = sorted(found, key=lambda member: (held.words.name(member), member))
    return {member: found[member] for member in order}


def own_words(held: Held, members: Iterable[str]) -> tuple[Spoken, ...]:
    """Return what the adult said they want of each of these relationships, and how important each is, oldest first."""
    found: list[Reading] = []
    for member in members:
        ties = held.ways.ties(held.adult_id, member)
        for what in (What.WANTS, What.IMPORTANCE):
            said = in_order(tuple(reading for tie in ties for reading in held.network.said(tie.id, what)))
            found += [reading for reading in said if reading.voice is Voice.ADULT]
    return tuple(held.words.spoken(reading) for reading in found)


def _unasked(held: Held, members: Iterable[str]) -> tuple[str, ...]:
    silent = [member for member in members if not any(said.reading.what is What.WANTS for said in own_words(held, (member,)))]
    names = (held.words.name(member) for member in silent)
    return tuple(sentence(f"{held.adult} has not said what they want with {name}: ask first, and alone") for name in names)


def whose_decision(held: Held, members: Iterable[str], capacity: Iterable[CapacityAssessment]) -> Decides:
    """Say whose decision a change of contact would be: the adult's, an undisputed one in their best interests, or a court's.

    Source: Mental Capacity Act 2005, sections 1 to 4. A council has no power of its own to limit contact.
    """
    adult, those = held.adult, tuple(members)
    decides = who_decides(capacity, DecisionAbout.CONTACT, adult=adult, as_of=held.as_of)
    names = held.words.names(those)
    if decides.adult_decides or decides.assessment is None or decides.assessment.assessed_on is None:
        told = [f"whom {adult} sees, and how, is for {adult} to decide", *decides.asks]
    else:
        on, by = day(decides.assessment.assessed_on), decides.decision_maker
        found = f"it was found on {on} that {adult} cannot make a decision about contact now: is that assessment about {names}?"
        best = f"if it is, this is decided in {adult}’s best interests, {f'by {by}' if by else 'and nobody is named who decides'}"
        dispute = ", ".join(
            (f"not {adult}", *sorted(f"not {held.words.name(member)}" for member in those), "nor anybody else who is consulted")
        )
        told = [found, best, f"that holds only while nobody disputes it: {dispute}", *decides.asks]
    told.append(f"against {adult}’s own decision, or where it is disputed, only a court can order it: a council cannot impose it")
    told += _orders(held, those)
    quotes = (decides.assessment.decision,) if decides.assessment and decides.assessment.decision else ()
    return Decides(decides.adult_decides, tuple(dict.fromkeys(map(sentence, told))), quotes)


def _orders(held: Held, members: Iterable[str]) -> Iterator[str]:
    """Orders and conditions between the adult and somebody, in force or to be: already decided, elsewhere."""
    for member in members:
        yield from (f"already decided elsewhere: {held.words.says(reading)}" for reading in held.orders(held.adult_id, member))


def _rows(seen: Comparing) -> Iterator[Row]:
    held = seen.held
    for kind in SupportKind:
        if any(aid.kind is kind for aid in seen.now.to_adult):
            yield Row(HELP[kind].capitalize(), _helpers(seen, seen.now, kind, {}), _helpers(seen, seen.then, kind, seen.changes))
    for kind in SupportKind:
        if any(aid.kind is kind for aid in seen.now.from_adult):
            yield Row(f"{HELP[kind].capitalize()} from {held.adult}", _helped(seen, seen.now, kind), _helped(seen, seen.then, kind))
    yield Row("Days with somebody, where the days are known", seen.days(seen.now), seen.days(seen.then))
    left = seen.now.reached - seen.then.reached
    now, then = (f"{len(at.reached)} of those on the map" for at in (seen.now, seen.then))
    yield Row(f"Whom {held.adult} has a way to", (now,), (then, f"not {held.words.names(left)}") if left else (then,))


def _helpers(seen: Comparing, at: Picture, kind: SupportKind, changes: Changes) -> tuple[str, ...]:
    """The hours that are known, then each who gives it, with what would be another way."""
    helps = [aid for aid in at.to_adult if aid.kind is kind]
    each = sorted(f"{seen.amount_row(aid)}{f' ({changes[aid.giver]})' if aid.giver in changes else ''}" for aid in helps)
    known = [aid for aid in helps if aid.hours is not None]
    return (*([f"{about_hours(hours_of(known))} that are known"] if len(known) > 1 else []), *each) or ("nobody on the map",)


def _helped(seen: Comparing, at: Picture, kind: SupportKind) -> tuple[str, ...]:
    return tuple(sorted(seen.held.words.name(aid.to) for aid in at.from_adult if aid.kind is kind)) or ("nobody on the map",)


def _no_way_left(seen: Comparing) -> frozenset[str]:
    return frozenset(seen.now.reached - seen.then.reached - set(seen.changes))
