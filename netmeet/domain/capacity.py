"""Capacity, one decision and one day at a time (Mental Capacity Act 2005, sections 1 to 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DecisionAbout(StrEnum):
    """The decisions that a network meeting, and contact with somebody on the map, rest on."""

    HOLD_MEETING = "whether to hold the meeting"
    WHO_TO_INVITE = "who to invite"
    SHARE_INFORMATION = "what to share with whom"
    CONTACT = "contact with somebody"
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


@dataclass(frozen=True, slots=True)
class WhoDecides:
    """Who makes one decision: the adult, or a decision-maker in their best interests ("" where nobody is named yet).

    ``assessment`` is the one it rests on; ``asks`` are what still has to be found out or written down.
    """

    adult_decides: bool
    decision_maker: str = ""
    assessment: CapacityAssessment | None = None
    asks: tuple[str, ...] = ()


def latest(assessments: Iterable[CapacityAssessment], about: DecisionAbout) -> CapacityAssessment | None:
    """The assessment of one decision that counts now: of the latest day, and of that day the last recorded.

    Capacity is decided for one time, so one without a date counts only where none has a date.
    """
    found = (assessment for assessment in assessments if assessment.about == about)
    return max(found, key=lambda assessment: (assessment.assessed_on or date.min, assessment.seq, assessment.id), default=None)


def who_decides(assessments: Iterable[CapacityAssessment], about: DecisionAbout, *, adult: str, as_of: date) -> WhoDecides:
    """Say who makes a decision as things stood on a day. ``adult`` is the name that the sentences use.

    The adult decides (section 1(2)) unless an assessment with a date found that they cannot make this decision; then
    it is made in their best interests (section 4). What was assessed after ``as_of`` is left aside.
    """
    assessment = latest((found for found in assessments if found.assessed_on is None or found.assessed_on <= as_of), about)
    if assessment is None or assessment.outcome is CapacityOutcome.HAS:
        return WhoDecides(adult_decides=True, assessment=assessment)
    if assessment.outcome is CapacityOutcome.NOT_CLEAR:
        ask = f"Finish the assessment of whether {adult} can make this decision ({about}): its outcome is not clear yet."
        return WhoDecides(adult_decides=True, assessment=assessment, asks=(ask,))
    if assessment.assessed_on is None:
        ask = f"Add the date to the assessment of whether {adult} can make this decision ({about}): without it {adult} decides."
        return WhoDecides(adult_decides=True, assessment=assessment, asks=(ask,))
    return WhoDecides(adult_decides=False, decision_maker=assessment.decision_maker.strip(), assessment=assessment, asks=gaps(assessment))


def gaps(assessment: CapacityAssessment) -> tuple[str, ...]:
    """What an assessment still needs before "cannot make this decision now" can be relied on; nothing for other outcomes.

    Source: Mental Capacity Act 2005, sections 2 and 3 (an ability not met, because of an impairment or disturbance of
    the mind or brain) and 4 (best interests, and who is consulted).
    """
    if assessment.outcome is not CapacityOutcome.LACKS:
        return ()
    abilities = (assessment.understand, assessment.retain, assessment.weigh, assessment.communicate)
    unexplained = any(heard.how is HowHeard.NOT_CONSULTED and not heard.reason.strip() for heard in assessment.consulted)
    needs = (
        (False not in abilities, "Say which ability is not met: to understand, to retain, to use or weigh, or to communicate."),
        (not assessment.impairment.strip(), "Say what impairment or disturbance of the mind or brain there is."),
        (not assessment.causal_link.strip(), "Say how it causes the inability to make this decision."),
        (not assessment.assessor.strip(), "Say who made the assessment."),
        (assessment.assessed_on is None, "Say on which day it was made."),
        (not assessment.decision_maker.strip(), "Name who decides in the adult's best interests."),
        (not assessment.consulted, "Record who is consulted about the adult's best interests, and how each is heard."),
        (unexplained, "Give the reason for everybody who is not consulted."),
    )
    return tuple(sentence for missing, sentence in needs if missing)
