"""The rule behind every flag: a table of conditions, each on one thing that was said. Nothing is added up.

A row fires when anybody, at any time, said what it asks for. A later answer stands beside an earlier one and takes
nothing away, so no row asks what was said last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import (
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Emotional,
    Importance,
    ImportanceLevel,
    Restriction,
    Ring,
    Value,
    Wants,
    WantsAnswer,
    What,
)
from netmeet.domain.voices import said_of
from netmeet.domain.wording import CONCERN, IMPORTANCE, RING, Spoken, Wording


class Side(StrEnum):
    """What a fired row speaks for. The sides stay apart."""

    IMPORTANT = "important"
    WORRY = "a worry"
    QUESTION = "a question"


@dataclass(frozen=True, slots=True)
class FlagRule:
    """The thresholds. Raises ``BadInputError`` for one that would let everything, or "nothing to worry about", count."""

    important_from: ImportanceLevel = ImportanceLevel.IMPORTANT
    close_within: Ring = Ring.FRIENDSHIP
    wanted: tuple[WantsAnswer, ...] = (WantsAnswer.KEEP, WantsAnswer.CHANGE, WantsAnswer.MORE)
    worried_from: ConcernLevel = ConcernLevel.SOME

    def __post_init__(self) -> None:
        if self.important_from is ImportanceLevel.NOT:
            raise BadInputError("Choose how important a relationship has to be: a little, important or very.", "important_from")
        if self.worried_from is ConcernLevel.NONE:
            raise BadInputError("Choose how worried somebody has to be: not sure, some worry or serious.", "worried_from")


@dataclass(frozen=True, slots=True)
class Row:
    """One condition: which side it speaks for, what it looks at, when it holds, and the condition in words.

    ``of_person`` rows look at what was said about the member at the other end of the adult's tie, not about the tie.
    """

    side: Side
    what: What
    condition: Callable[[FlagRule], str]
    holds: Callable[[Value, FlagRule, date], bool]
    of_person: bool = False


@dataclass(frozen=True, slots=True)
class Fired:
    """A row that fired, and the readings that it fired on."""

    side: Side
    condition: str
    facts: tuple[Spoken, ...]


HARM_LINES = frozenset(
    {
        EmotionalKind.VIOLENCE,
        EmotionalKind.DISTANT_VIOLENCE,
        EmotionalKind.CLOSE_VIOLENCE,
        EmotionalKind.FUSED_VIOLENCE,
        EmotionalKind.ABUSE,
        EmotionalKind.PHYSICAL_ABUSE,
        EmotionalKind.EMOTIONAL_ABUSE,
        EmotionalKind.SEXUAL_ABUSE,
        EmotionalKind.NEGLECT,
        EmotionalKind.MANIPULATIVE,
        EmotionalKind.CONTROLLING,
    }
)
"""Emotional lines that speak of harm: on no copy that shows none, and a question where no worry stands beside them."""


def harm_lines(network: Network, tie: Tie) -> tuple[EmotionalKind, ...]:
    """The kinds of harm that lines drawn on a tie speak of, each once, in the order they were said."""
    said = (reading.value for reading in said_of(network, tie.id, What.EMOTIONAL))
    return tuple(dict.fromkeys(value.kind for value in said if isinstance(value, Emotional) and value.kind in HARM_LINES))


def _is_important(value: Value, rule: FlagRule, _: date) -> bool:
    return isinstance(value, Importance) and value.level >= rule.important_from


def _is_close(value: Value, rule: FlagRule, _: date) -> bool:
    return isinstance(value, Closeness) and value.ring <= rule.close_within


def _is_wanted(value: Value, rule: FlagRule, _: date) -> bool:
    return isinstance(value, Wants) and value.answer in rule.wanted


def _is_worry(value: Value, rule: FlagRule, _: date) -> bool:
    return isinstance(value, Concern) and value.level >= rule.worried_from


def _is_order(value: Value, _: FlagRule, on: date) -> bool:
    return isinstance(value, Restriction) and value.kind.blocks and value.in_force(on)


def _is_unsure(value: Value, rule: FlagRule, _: date) -> bool:
    return isinstance(value, Concern) and ConcernLevel.NONE < value.level < rule.worried_from


def _is_unnamed(value: Value, _: FlagRule, __: date) -> bool:
    return isinstance(value, Concern) and value.level > ConcernLevel.NONE and value.type is ConcernType.NOT_YET_KNOWN


def _is_any(value: Value, _: FlagRule, __: date) -> bool:
    return isinstance(value, Concern) and value.level > ConcernLevel.NONE


def _is_other_limit(value: Value, rule: FlagRule, on: date) -> bool:
    return isinstance(value, Restriction) and not _is_order(value, rule, on)


def _is_harm_line(value: Value, _: FlagRule, __: date) -> bool:
    return isinstance(value, Emotional) and value.kind in HARM_LINES


def _from(level: ImportanceLevel | ConcernLevel, words: str) -> str:
    return words if level == max(type(level)) else f"{words}, or more"


def _doubts(rule: FlagRule) -> str:
    doubts = (CONCERN[level] for level in ConcernLevel if ConcernLevel.NONE < level < rule.worried_from)
    return " or ".join(doubts) or "a doubt (every doubt counts as a worry here)"


ROWS: tuple[Row, ...] = (
    Row(
        Side.IMPORTANT,
        What.IMPORTANCE,
        lambda rule: f"somebody said: {_from(rule.important_from, IMPORTANCE[rule.important_from])}",
        _is_important,
    ),
    Row(Side.IMPORTANT, What.CLOSENESS, lambda rule: f"somebody placed them in {RING[rule.close_within]} or nearer", _is_close),
    Row(
        Side.IMPORTANT,
        What.WANTS,
        lambda rule: f"what the adult wants of it is recorded as: {'; or '.join(rule.wanted) or 'nothing that counts'}",
        _is_wanted,
    ),
    Row(Side.WORRY, What.CONCERN, lambda rule: f"somebody recorded: {_from(rule.worried_from, CONCERN[rule.worried_from])}", _is_worry),
    Row(Side.WORRY, What.RESTRICTION, lambda _: "an order or condition between them is in force", _is_order),
    Row(Side.QUESTION, What.CONCERN, lambda rule: f"somebody recorded: {_doubts(rule)}", _is_unsure),
    Row(Side.QUESTION, What.CONCERN, lambda _: "somebody has a worry and the kind of harm is not yet known", _is_unnamed),
    Row(
        Side.QUESTION,
        What.RESTRICTION,
        lambda _: "an order ended or has not begun, the police are investigating, or a limit was set without an order",
        _is_other_limit,
    ),
    Row(Side.QUESTION, What.EMOTIONAL, lambda _: "the line drawn between them speaks of harm", _is_harm_line),
    Row(Side.QUESTION, What.CONCERN, lambda _: "a worry is recorded about the other one, whoever it may touch", _is_any, of_person=True),
)


def fired(words: Wording, tie: Tie, rule: FlagRule) -> tuple[Fired, ...]:
    """Return the rows that fire on a tie, in the order of the table, each with the readings that it fired on."""
    found = []
    for row in ROWS:
        said = said_of(words.network, across(words.network, tie) if row.of_person else tie.id, row.what)
        facts = tuple(reading for reading in said if row.holds(reading.value, rule, words.as_of))
        if facts:
            found.append(Fired(row.side, row.condition(rule), tuple(words.spoken(reading) for reading in facts)))
    return tuple(found)


def across(network: Network, tie: Tie) -> str:
    """The member at the other end of a tie of the adult's; "" for a tie between two others."""
    adult = network.adult_id
    return tie.other(adult) if adult is not None and tie.joins(adult) else ""


_WHEN = {
    Side.IMPORTANT: "A relationship counts as important when",
    Side.WORRY: "It counts as a worry when",
    Side.QUESTION: "It raises a question when",
}

_HOW_IT_IS_READ = """\
Where a relationship is both, the two are shown side by side, with who said so and who was in the room.
They are never put together into one figure.
Every worry counts, whoever voiced it and however long ago.
An answer that there is nothing to worry about is shown with who was in the room, and takes no worry away.
Nothing flagged does not mean that somebody is safe: what was never asked is listed as a question.
Why the two are held together: "it's often people who are putting the person at risk who are the key relationships" \
(Adi Cooper on the evaluation of Making Safeguarding Personal 2014-15, reported by Community Care).
The thresholds are netmeet's own, and a council can change them."""


def explain(rule: FlagRule) -> tuple[str, ...]:
    """The rule in plain sentences, one for each row of the table, then how it is read, with its source."""
    return (*(f"{_WHEN[row.side]} {row.condition(rule)}." for row in ROWS), *_HOW_IT_IS_READ.splitlines())
