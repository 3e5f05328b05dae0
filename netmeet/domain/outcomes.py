"""What the adult wants and whether it came true: three wishes, how safe they feel, working / not working, seven statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from netmeet.domain.readings import Presence, Voice


class Sharing(StrEnum):
    """With whom the adult agreed to share a wish. Nobody, unless they said so."""

    NOBODY = "nobody"
    CHOSEN = "people the adult chose"
    EVERYONE_INVITED = "everyone invited"


@dataclass(frozen=True, slots=True)
class Wish:
    """One of three wishes (``place`` 1 to 3) as worded on a day. A later one with the same place stands beside it."""

    id: str
    place: int
    words: str
    sharing: Sharing = Sharing.NOBODY
    chosen: tuple[str, ...] = ()
    said_on: date | None = None
    seq: int = 0


class SafePoint(StrEnum):
    """When the adult is asked, alone, how safe they feel."""

    BEFORE = "before the meeting"
    AFTER = "the same day, after the meeting"
    ACTIONS_DONE = "once the actions are done"


@dataclass(frozen=True, slots=True)
class SafeReading:
    """How safe the adult says they feel, from 0 to ``scale_max``. Never an agenda item."""

    id: str
    point: SafePoint
    score: int
    scale_max: int
    presence: Presence
    words: str = ""
    said_on: date | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Working:
    """Something that is working, or is not working, in the adult's life, and who says so."""

    id: str
    working: bool
    words: str
    voice: Voice = Voice.ADULT
    said_on: date | None = None
    seq: int = 0


class Statement(StrEnum):
    """The seven statements that Lambeth asked about (Community Care on the MSP evaluation 2014-15)."""

    PEOPLE = "I see the people I want to see"
    RESPECT_MYSELF = "I respect myself"
    RESPECTED = "I feel respected and treated with dignity"
    CARE = "I get good care and support"
    SAFE = "I feel safe"
    CONTROL = "I have control over my life"
    JUSTICE = "I feel justice has been done"


class StatementPoint(StrEnum):
    """When the seven statements are asked."""

    BEGINNING = "beginning"
    MIDDLE = "middle"
    END = "end"


class Agreement(IntEnum):
    """How strongly somebody agrees. The number of points is ours: Lambeth's was not published."""

    STRONGLY_DISAGREE = 1
    DISAGREE = 2
    NEITHER = 3
    AGREE = 4
    STRONGLY_AGREE = 5


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One answer to one of the seven statements."""

    id: str
    statement: Statement
    point: StatementPoint
    agreement: Agreement
    said_on: date | None = None
    seq: int = 0


def wish_history(wishes: Iterable[Wish], place: int) -> tuple[Wish, ...]:
    """Every wording of one of the three wishes, in the order they were recorded."""
    return tuple(sorted((wish for wish in wishes if wish.place == place), key=lambda wish: (wish.seq, wish.id)))


def current_wishes(wishes: Iterable[Wish]) -> tuple[Wish | None, Wish | None, Wish | None]:
    """The three wishes as they stand: the wording recorded last in each place.

    None where nothing was recorded, and where the last one has no words, which is how a wish is taken back.
    """
    kept = tuple(wishes)
    first, second, third = (_last_wish(wish_history(kept, place)) for place in (1, 2, 3))
    return first, second, third


def _last_wish(history: tuple[Wish, ...]) -> Wish | None:
    return history[-1] if history and history[-1].words.strip() else None


def wishes_for(wishes: Iterable[Wish], member_id: str, *, invited: bool) -> tuple[Wish, ...]:
    """The wishes, as they stand, that the adult agreed to share with this member. What was agreed for an earlier wording is over."""
    return tuple(wish for wish in current_wishes(wishes) if wish is not None and _agreed(wish, member_id, invited=invited))


def _agreed(wish: Wish, member_id: str, *, invited: bool) -> bool:
    if wish.sharing is Sharing.EVERYONE_INVITED:
        return invited
    return wish.sharing is Sharing.CHOSEN and member_id in wish.chosen


@dataclass(frozen=True, slots=True)
class SafeChange:
    """How safe the adult said they felt at two points. ``higher`` is the difference, None where the scales differ."""

    first: SafeReading
    then: SafeReading
    higher: int | None
    words: str


def safe_at(readings: Iterable[SafeReading], point: SafePoint) -> SafeReading | None:
    """The answer to show for a point: the last one given alone; where none was, the last one given."""
    found = sorted((reading for reading in readings if reading.point is point), key=lambda reading: (reading.seq, reading.id))
    alone = [reading for reading in found if reading.presence is Presence.ALONE]
    return next(reversed(alone or found), None)


def safe_changes(readings: Iterable[SafeReading]) -> tuple[SafeChange, ...]:
    """The change from each point that was asked about to each later one, in words. Different scales are never compared."""
    kept = tuple(readings)
    asked = [found for point in SafePoint if (found := safe_at(kept, point))]
    return tuple(_safe_change(first, then) for place, first in enumerate(asked) for then in asked[place + 1 :])


def _safe_change(first: SafeReading, then: SafeReading) -> SafeChange:
    higher = then.score - first.score if first.scale_max == then.scale_max else None
    told = [f"{_safe_words(first)} {_safe_words(then)}"]
    if higher is None:
        told.append("The two were asked on different scales, so they are not compared.")
    else:
        told.append(f"That is {abs(higher)} {'higher' if higher > 0 else 'lower'}." if higher else "That is the same.")
    if {first.presence, then.presence} != {Presence.ALONE}:
        told.append("Not every answer is known to have been given alone, so look at the change with care.")
    return SafeChange(first, then, higher, " ".join(told))


def _safe_words(reading: SafeReading) -> str:
    company = {
        Presence.ALONE: "asked alone",
        Presence.WITH_OTHERS: "asked with others in the room",
        Presence.NOT_KNOWN: "not known who was in the room",
    }
    point = reading.point[:1].upper() + reading.point[1:]
    return f"{point}: {reading.score} out of {reading.scale_max} ({company[reading.presence]})."


@dataclass(frozen=True, slots=True)
class StatementChange:
    """One of the seven statements over time. ``more`` is the change from beginning to end, None where either is missing."""

    statement: Statement
    answers: tuple[tuple[StatementPoint, Agreement | None], ...]
    more: int | None
    words: str


def statement_changes(answers: Iterable[StatementAnswer]) -> tuple[StatementChange, ...]:
    """All seven statements in their order, each with the last answer at each point and the change in words."""
    last: dict[tuple[Statement, StatementPoint], Agreement] = {}
    for answer in sorted(answers, key=lambda answer: (answer.seq, answer.id)):
        last[answer.statement, answer.point] = answer.agreement
    return tuple(_statement_change(statement, {point: last.get((statement, point)) for point in StatementPoint}) for statement in Statement)


def _statement_change(statement: Statement, at: dict[StatementPoint, Agreement | None]) -> StatementChange:
    before, after = at[StatementPoint.BEGINNING], at[StatementPoint.END]
    more = after - before if before is not None and after is not None else None
    return StatementChange(statement, tuple(at.items()), more, _change_words(at, more))


def _change_words(at: dict[StatementPoint, Agreement | None], more: int | None) -> str:
    if more is None:
        missing = [point for point in (StatementPoint.BEGINNING, StatementPoint.END) if at[point] is None]
        return f"Not asked at the {' or the '.join(missing)}."
    if more == 0:
        return "The same at the end as at the beginning."
    return f"Agrees {'more' if more > 0 else 'less'} at the end than at the beginning."


def working_and_not(workings: Iterable[Working]) -> tuple[tuple[Working, ...], tuple[Working, ...]]:
    """What is working, and what is not: the adult's own words first, then in the order they were recorded."""
    voices = list(Voice)
    kept = sorted(workings, key=lambda said: (voices.index(said.voice), said.seq, said.id))
    return tuple(said for said in kept if said.working), tuple(said for said in kept if not said.working)
