"""Everything netmeet keeps about one adult: the profile, the map, what they want, and the meetings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Network
from netmeet.domain.outcomes import SafeReading, StatementAnswer, Wish, Working


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
    """One whole case, as the store loads it and the bundle carries it."""

    profile: Profile
    network: Network
    wishes: tuple[Wish, ...] = ()
    safe: tuple[SafeReading, ...] = ()
    workings: tuple[Working, ...] = ()
    statements: tuple[StatementAnswer, ...] = ()
    capacity: tuple[CapacityAssessment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
