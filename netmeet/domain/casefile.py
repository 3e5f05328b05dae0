"""Everything netmeet keeps about one adult: the profile, the map, what they want, and the meetings."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from netmeet.domain.advocate import AdvocateCheck
from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.chosen import OptionChoice
from netmeet.domain.meeting import Meeting
from netmeet.domain.mistakes import Mark, that_counts
from netmeet.domain.network import Network
from netmeet.domain.options import Option, standing_options
from netmeet.domain.outcomes import SafeReading, StatementAnswer, Wish, Working
from netmeet.domain.papers_out import PaperStep, standing_papers
from netmeet.domain.risk_taking import RiskTaking
from netmeet.domain.standing import (
    standing_advocates,
    standing_assessments,
    standing_choices,
    standing_map,
    standing_meetings,
    standing_risks,
    standing_wishes,
)


class LivesIn(StrEnum):
    """Where the adult lives."""

    OWN_HOME = "own home"
    CARE_HOME = "care home"
    HOSPITAL = "hospital"
    OTHER = "somewhere else"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Profile:
    """The case: what is kept about the adult beside the map. Their name, pronouns and birth date are the member's.

    ``reference`` is the council's own case number. ``worker_id`` is the allocated worker's account.
    """

    id: str
    adult_id: str
    reference: str = ""
    lives_in: LivesIn = LivesIn.NOT_KNOWN
    lives_where: str = ""
    communication_needs: str = ""
    language: str = ""
    interpreter: str = ""
    safe_contact: str = ""
    worker_id: str | None = None
    restricted: bool = False
    opened_on: date | None = None
    version: int = 1


@dataclass(frozen=True)
class CaseFile:
    """One whole case, as the store loads it and pages show it."""

    profile: Profile
    network: Network
    wishes: tuple[Wish, ...] = ()
    safe: tuple[SafeReading, ...] = ()
    workings: tuple[Working, ...] = ()
    statements: tuple[StatementAnswer, ...] = ()
    capacity: tuple[CapacityAssessment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    options: tuple[Option, ...] = ()
    choices: tuple[OptionChoice, ...] = ()
    risks: tuple[RiskTaking, ...] = ()
    advocates: tuple[AdvocateCheck, ...] = ()
    papers: tuple[PaperStep, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenOff:
    """That a member or a tie (``about``) was taken off the map, and when."""

    about: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StaffLink:
    """That a member is also a member of staff, by the user name of their account."""

    member: str
    username: str


@dataclass(frozen=True)
class KeptCase:
    """One case as it is kept: ``everything``, also whoever was taken off the map, and what was written by mistake.

    It is for keeping and for carrying from one database to another. What may be shown, drawn or printed is ``as_it_stands``.
    ``staff`` stands in for the accounts that members name in their database; ``marks`` say what was written by mistake.
    """

    everything: CaseFile
    taken_off: tuple[TakenOff, ...] = ()
    staff: tuple[StaffLink, ...] = ()
    marks: tuple[Mark, ...] = ()

    @cached_property
    def as_it_stands(self) -> CaseFile:
        """The case without mistakes, without whoever was taken off the map, and without whatever would name them."""
        case = replace(self.everything, network=that_counts(self.everything.network, self.marks)) if self.marks else self.everything
        if not self.taken_off:
            return case
        network = standing_map(case.network, {one.about for one in self.taken_off})
        on_map, ties = {member.id for member in network.members}, {tie.id for tie in network.ties}
        return replace(
            case,
            network=network,
            wishes=standing_wishes(case.wishes, on_map),
            capacity=standing_assessments(case.capacity, on_map),
            meetings=standing_meetings(case.meetings, on_map),
            options=standing_options(case.options, on_map),
            choices=standing_choices(case.choices, on_map, ties),
            risks=standing_risks(case.risks, on_map, ties),
            advocates=standing_advocates(case.advocates, on_map),
            papers=standing_papers(case.papers, on_map),
        )
