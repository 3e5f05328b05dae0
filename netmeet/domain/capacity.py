"""Capacity, one decision and one day at a time (Mental Capacity Act 2005, sections 1 to 4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DecisionAbout(StrEnum):
    """The decisions that a network meeting rests on."""

    HOLD_MEETING = "whether to hold the meeting"
    WHO_TO_INVITE = "who to invite"
    SHARE_INFORMATION = "what to share with whom"
    OTHER = "another decision"


class CapacityOutcome(StrEnum):
    """What an assessment found. Capacity is presumed until an assessment says otherwise."""

    HAS = "can make this decision"
    LACKS = "cannot make this decision now"
    NOT_CLEAR = "not clear yet"


@dataclass(frozen=True, slots=True)
class CapacityAssessment:
    """One assessment: four abilities (None: not recorded), the impairment and how it causes the inability.

    ``decision_maker`` is who decides in the adult's best interests where they lack capacity; ``consulted`` are the
    members who are consulted about it, each with how they are heard.
    """

    id: str
    about: DecisionAbout
    decision: str
    assessed_on: date | None
    assessor: str
    outcome: CapacityOutcome
    understand: bool | None = None
    retain: bool | None = None
    weigh: bool | None = None
    communicate: bool | None = None
    impairment: str = ""
    causal_link: str = ""
    decision_maker: str = ""
    best_interests: str = ""
    consulted: tuple["Consulted", ...] = ()
    seq: int = 0


class HowHeard(StrEnum):
    """How somebody who must be consulted about best interests is heard."""

    AT_THE_MEETING = "at the meeting"
    BEFORE_IT = "seen or telephoned before it"
    IN_WRITING = "in writing"
    NOT_CONSULTED = "not consulted"


@dataclass(frozen=True, slots=True)
class Consulted:
    """One member consulted about the adult's best interests (section 4(7))."""

    member: str
    how: HowHeard
    reason: str = ""
