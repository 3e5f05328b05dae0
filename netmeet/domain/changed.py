"""What changed in a case since a moment, in plain sentences: who came and went, what was said, wishes, meetings, decisions.

What was recorded has a moment and is taken by it. What the adult said about wishes and safety has only its day, so it
counts from the day of that moment on; what has no date at all is named as such and never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from netmeet.domain.answered import answers, decisions
from netmeet.domain.casefile import CaseFile
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import AdultSays
from netmeet.domain.mistakes import Marked
from netmeet.domain.network import Network
from netmeet.domain.outcomes import Wish, wish_history
from netmeet.domain.readings import Presence, Reading, Voice
from netmeet.domain.risk import important_and_risky
from netmeet.domain.wording import Wording, day, joined, sentence


@dataclass(frozen=True, slots=True)
class Moved:
    """Who and what came onto a map, or was taken off it, since a moment: ids of those who came, names of who went.

    ``ties_off`` are the two ends of each tie that was taken off.
    """

    members: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    members_off: tuple[str, ...] = ()
    ties_off: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed; ``quote`` is what somebody typed, word for word."""

    words: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything of one kind that changed, oldest first. ``lines`` is never empty."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Since:
    """A case as it is now, and the moment to compare it with; ``first_day`` is the day of that moment in England.

    ``marked`` are the entries that somebody said afterwards were written by mistake, or were right after all.
    """

    case: CaseFile
    rule: FlagRule
    at: datetime
    first_day: date
    as_of: date
    moved: Moved
    done: Mapping[str, int]
    marked: tuple[Marked, ...] = ()

    @cached_property
    def words(self) -> Wording:
        """The words for this map."""
        return Wording(self.case.network, self.as_of)

    def is_new(self, said_on: date | None) -> bool:
        """True for what was said on that day or later. What has no day is not known to be new."""
        return said_on is not None and said_on >= self.first_day

    def recorded(self, reading: Reading) -> bool:
        """True for what was written down since; by the day it was said where nobody noted when it was written down."""
        return self.is_written(reading.recorded_at, reading.said_on)

    def is_written(self, at: datetime | None, on: date | None) -> bool:
        """True for what was written down since that moment; by its day where nobody noted when."""
        return at >= self.at if at else self.is_new(on)

    def undated(self, dates: Iterable[date | datetime | None]) -> Iterator[Line]:
        """How many have no date at all: whether they are new is not known, and not guessed."""
        if number := sum(1 for found in dates if found is None):
            yield Line(f"Without a date, so that it is not known whether they are new: {number}.")


def changes(since: Since) -> tuple[Change, ...]:
    """Return what changed, by kind. Nothing at all is an empty tuple."""
    found = ((heading, tuple(lines(since))) for heading, lines in _KINDS.items())
    return tuple(Change(heading, lines) for heading, lines in found if lines)


def _lines(told: Iterable[str]) -> Iterator[Line]:
    return (Line(sentence(words)) for words in told)


def _on_the_map(since: Since) -> Iterator[Line]:
    words, moved = since.words, since.moved
    told = []
    if moved.members:
        told.append(f"put on the map: {words.names(moved.members)}")
    if moved.members_off:
        told.append(f"taken off the map: {joined(moved.members_off)}")
    new = [tie for tie in since.case.network.ties if tie.id in moved.ties and not {tie.a, tie.b} & moved.members]
    told += [f"a tie was made between {words.names((tie.a, tie.b))}" for tie in new]
    told += [f"a tie was taken off between {words.names(ends)}" for ends in moved.ties_off]
    return _lines(told)


def _flagged(since: Since) -> Iterator[Line]:
    """Ties that are flagged now and were not, or not so, by what was written down then; and those that are not any more."""
    was = important_and_risky(_as_it_was(since), since.rule, as_of=since.first_day)
    found = important_and_risky(since.case.network, since.rule, as_of=since.as_of)
    before = {flag.tie.id: flag.standing for flag in was}
    for flag in found:
        if flag.tie.id not in before:
            yield Line(sentence(f"{flag.about}: now {flag.standing}"))
        elif before[flag.tie.id] is not flag.standing:
            yield Line(sentence(f"{flag.about}: now {flag.standing}, before {before[flag.tie.id]}"))
    now = {flag.tie.id for flag in found}
    for flag in was:
        if flag.tie.id not in now:
            yield Line(sentence(f"{flag.about}: not here any more, before {flag.standing}"))


def _as_it_was(since: Since) -> Network:
    network = since.case.network
    ties = tuple(tie for tie in network.ties if tie.id not in since.moved.ties)
    mistakes = {one.reading.id for one in since.marked if one.was_mistake(since.at)}
    readings = (*network.readings, *(one.reading for one in since.marked if one.is_mistake))
    stood = tuple(reading for reading in readings if reading.id not in mistakes and not since.recorded(reading))
    return replace(network, ties=ties, readings=stood)


def _said(since: Since) -> Iterator[Line]:
    for reading in since.case.network.readings:
        if since.recorded(reading):
            spoken = since.words.spoken(reading)
            yield Line(spoken.sentence, spoken.quote)
    yield from since.undated(reading.recorded_at or reading.said_on for reading in since.case.network.readings)


def _mistakes(since: Since) -> Iterator[Line]:
    """Each time that somebody called an entry a mistake, or right after all, with the entry in words: nothing goes quietly."""
    for one in since.marked:
        for mark in one.marks:
            if mark.recorded_at is not None and mark.recorded_at >= since.at:
                spoken = since.words.spoken(one.reading)
                yield Line(f"{mark.words}: {spoken.sentence}", "\n".join(filter(None, (f"Why: {mark.reason}", spoken.quote))))


def _wishes(since: Since) -> Iterator[Line]:
    for place in (1, 2, 3):
        history = wish_history(since.case.wishes, place)
        for number, wish in enumerate(history):
            if since.is_new(wish.said_on):
                yield Line(sentence(f"{_worded(wish, first=number == 0)}{_on(wish.said_on)}"), wish.words.strip())
    yield from since.undated(wish.said_on for wish in since.case.wishes)


def _worded(wish: Wish, *, first: bool) -> str:
    if not wish.words.strip():
        return f"wish {wish.place} was taken back"
    return f"wish {wish.place} was {'written down' if first else 'worded anew, or shared with others,'}"


def _on(said_on: date | None) -> str:
    return f" on {day(said_on)}" if said_on else ""


_COMPANY: Mapping[Presence, str] = {
    Presence.ALONE: "alone",
    Presence.WITH_OTHERS: "with others in the room",
    Presence.NOT_KNOWN: "not known who was there",
}


def _safety(since: Since) -> Iterator[Line]:
    for reading in since.case.safe:
        if since.is_new(reading.said_on):
            told = f"{reading.score} out of {reading.scale_max}{_on(reading.said_on)}, {reading.point} ({_COMPANY[reading.presence]})"
            yield Line(sentence(told), reading.words)
    for said in since.case.workings:
        if since.is_new(said.said_on):
            yield Line(
                sentence(f"{'working' if said.working else 'not working'}{_on(said.said_on)}, says {_voice(since, said.voice)}"), said.words
            )
    yield from since.undated([*(reading.said_on for reading in since.case.safe), *(said.said_on for said in since.case.workings)])


def _voice(since: Since, voice: Voice) -> str:
    return {Voice.ADULT: since.words.adult, Voice.PRACTITIONER: "the practitioner", Voice.CARER: "a carer"}.get(voice, "somebody else")


def _capacity(since: Since) -> Iterator[Line]:
    for one in since.case.capacity:
        if since.is_new(one.assessed_on):
            yield Line(sentence(f"assessed{_on(one.assessed_on)} ({one.about}): {one.outcome}"), one.decision)
    yield from since.undated(one.assessed_on for one in since.case.capacity)


def _meetings(since: Since) -> Iterator[Line]:
    """Answers of the adult and decisions, each with what stood before it: also those that do not stand any more."""
    invited = [one for meeting in since.case.meetings for one in meeting.invitations]
    for one in invited:
        before = ""
        for answer in answers(one):
            if since.is_written(answer.recorded_at, answer.asked_on):
                asked = "" if answer.says is AdultSays.NOT_ASKED else f", {_COMPANY[answer.presence]}"
                told = f"{since.words.adult} about {since.words.name(one.member)}{_on(answer.asked_on)}{asked}: {answer.says}{before}"
                yield Line(sentence(told), answer.words)
            before = f", before {answer.says}"
    for one in invited:
        before = ""
        for decided in decisions(one):
            if since.is_written(decided.recorded_at, decided.decided_on):
                told = f"decided{_on(decided.decided_on)} about {since.words.name(one.member)}: {decided.decision}{before}"
                yield Line(sentence(told), decided.reason)
            before = f", before {decided.decision}"
    yield from since.undated(decided.recorded_at or decided.decided_on for one in invited for decided in decisions(one))


def _in_the_file(since: Since) -> Iterator[Line]:
    """What the history of the case counts, in its own words: it says nothing about anybody."""
    return _lines(f"{what}: {times} {'time' if times == 1 else 'times'}" for what, times in sorted(since.done.items()))


_KINDS: Mapping[str, Callable[[Since], Iterator[Line]]] = {
    "On the map": _on_the_map,
    "Important and risky": _flagged,
    "Wishes": _wishes,
    "How safe it feels, and what is working": _safety,
    "Who decides": _capacity,
    "Invitations": _meetings,
    "What was said": _said,
    "Written by mistake": _mistakes,
    "Done in the case": _in_the_file,
}
