"""A risk that an adult wants to take: what they want, what could go well and badly, who agreed, and when to look again.

That a risk remained, and the adult chose to keep the relationship, is a result like any other. What the adult thinks of a
risk stands beside a worry in equal weight, and takes none away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, gaps
from netmeet.domain.chosen import company_of, doubts
from netmeet.domain.network import Tie
from netmeet.domain.readings import Presence
from netmeet.domain.wording import Wording, day, sentence


class RiskView(StrEnum):
    """What the adult says of the risk."""

    ACCEPTABLE = "acceptable"
    WITH_SAFEGUARDS = "acceptable, with what makes it safer"
    NOT_ACCEPTABLE = "not acceptable"
    NOT_SAID = "not said"


class RiskResult(StrEnum):
    """What became of the risk.

    Source: the national return's risk outcomes. Its definition of "risk remained" names an adult who wants to keep contact
    with a family member as a valid reason.
    """

    NOT_YET = "not looked at yet"
    KEPT = "risk remained, and the adult chose to keep the relationship"
    REMAINED = "risk remained"
    REDUCED = "risk reduced"
    REMOVED = "risk removed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Whether one member agreed, and what they said of it."""

    member: str
    agrees: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class RiskTaking:
    """The record for one tie as it was written on one day, kept for good. A later one stands in front of it.

    ``wants`` are the adult's own words. ``safeguards`` are names of chosen options; ``more_safeguards`` anything else.
    ``others_agreed`` names those who are not on the map. ``assessment`` is the assessment of capacity, of this decision,
    that it rests on; None: the adult is presumed to be able to decide. ``seq`` is the order of recording, from 1.
    """

    id: str
    tie: str
    wants: str
    view: RiskView = RiskView.NOT_SAID
    benefits: str = ""
    harms: str = ""
    likelihood: str = ""
    safeguards: tuple[str, ...] = ()
    more_safeguards: str = ""
    agreed: tuple[Agreed, ...] = ()
    others_agreed: str = ""
    contingency: str = ""
    review_on: date | None = None
    result: RiskResult = RiskResult.NOT_YET
    assessment: str | None = None
    presence: Presence = Presence.NOT_KNOWN
    present: tuple[str, ...] = ()
    said_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A record in words, to stand beside a worry: the adult's view, what it rests on, and what is still to be done."""

    taking: RiskTaking
    view: str
    rests_on: str
    decision: str
    result: str
    agreed: tuple[str, ...]
    not_agreed: tuple[str, ...]
    notes: tuple[str, ...]


def history(takings: Iterable[RiskTaking], tie_id: str) -> tuple[RiskTaking, ...]:
    """Every record for a tie, the one that stands first."""
    return tuple(sorted((one for one in takings if one.tie == tie_id), key=lambda one: (-one.seq, one.id)))


def weigh(words: Wording, tie: Tie, taking: RiskTaking, assessments: Iterable[CapacityAssessment]) -> Weighed:
    """Put a record into words. Everything typed stays beside the sentences, in the record itself."""
    assessment = next((one for one in assessments if one.id == taking.assessment), None)
    return Weighed(
        taking=taking,
        view=_view(words, taking),
        rests_on=_rests_on(words, assessment),
        decision=assessment.decision if assessment else "",
        result="" if taking.result is RiskResult.NOT_YET else sentence(_result(words, taking)),
        agreed=_names(words, taking, agrees=True),
        not_agreed=_names(words, taking, agrees=False),
        notes=tuple(sentence(note) for note in _notes(words, tie, taking, assessment)),
    )


def _view(words: Wording, taking: RiskTaking) -> str:
    if taking.view is RiskView.NOT_SAID:
        return sentence(f"{words.adult} has not said whether the risk is acceptable")
    on = f" on {day(taking.said_on)}" if taking.said_on else ""
    return sentence(f"{words.adult} said{on} ({company_of(words, taking.presence, taking.present)}): the risk is {taking.view}")


def _rests_on(words: Wording, assessment: CapacityAssessment | None) -> str:
    if assessment is None:
        presumed = f"{words.adult} is presumed to be able to decide this: no assessment of this decision is named"
        return sentence(f"{presumed} (Mental Capacity Act 2005, section 1)")
    on = f" on {day(assessment.assessed_on)}" if assessment.assessed_on else ", on a day that is not recorded"
    found = "it is not clear yet" if assessment.outcome is CapacityOutcome.NOT_CLEAR else f"{words.adult} {assessment.outcome}"
    return sentence(f"this decision was assessed{on}: {found}")


def _result(words: Wording, taking: RiskTaking) -> str:
    kept = f"risk remained, and {words.adult} chose to keep the relationship"
    return kept if taking.result is RiskResult.KEPT else str(taking.result)


def _names(words: Wording, taking: RiskTaking, *, agrees: bool) -> tuple[str, ...]:
    return tuple(sorted(words.name(one.member) for one in taking.agreed if one.agrees is agrees))


def _notes(words: Wording, tie: Tie, taking: RiskTaking, assessment: CapacityAssessment | None) -> tuple[str, ...]:
    """What a reader must know, and what is missing."""
    notes = [] if taking.view is RiskView.NOT_SAID else list(doubts(words, tie, taking.presence, taking.present))
    if assessment is not None and assessment.outcome is CapacityOutcome.LACKS:
        notes.append(f"{words.adult}’s view still counts towards what is in {words.adult}’s best interests")
        notes += gaps(assessment)
    if assessment is not None and assessment.outcome is CapacityOutcome.NOT_CLEAR:
        notes.append(f"finish the assessment of whether {words.adult} can make this decision: its outcome is not clear yet")
    missing = (
        (not taking.contingency.strip(), "it is not written down what happens if it goes wrong"),
        (not (taking.safeguards or taking.more_safeguards.strip()), "nothing is written down that makes it safer"),
        (taking.review_on is None, "no day is set to look again"),
        (taking.review_on is not None and taking.review_on < words.as_of, "the day to look again is past"),
    )
    return (*notes, *(says for is_missing, says in missing if is_missing))
