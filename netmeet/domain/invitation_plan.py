"""What holds for everybody who may be asked to one meeting: the map, the adult, who decides, the orders, the other meetings."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from netmeet.domain.apart import Bar, bars, might_come
from netmeet.domain.capacity import CapacityAssessment, DecisionAbout, WhoDecides, who_decides
from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import AdultSays, Invite, Meeting
from netmeet.domain.network import Member, MemberKind, Network
from netmeet.domain.wording import Wording, day

_PLACE = 60
"""How many letters of a venue stand in a sentence about another meeting."""


def another(meeting: Meeting) -> str:
    """Another meeting, as a sentence names it: "another meeting (10 December 2026, 14:00, Library)"."""
    when = (day(meeting.day), f"{meeting.on:%H:%M}") if meeting.on and meeting.day else ("no day yet",)
    return f"another meeting ({', '.join(filter(None, (*when, ' '.join(meeting.venue.split())[:_PLACE].rstrip())))})"


def can_be_asked(network: Network, member: Member) -> bool:
    """True for every living person on the map but the adult."""
    return member.kind is MemberKind.PERSON and not member.has_died and member.id != network.adult_id


@dataclass(frozen=True)
class Plan:
    """What holds for all invitees of one meeting. ``parts`` and ``apart`` are filled once it is known who might come.

    ``others`` are the other meetings of the case.
    """

    network: Network
    meeting: Meeting
    adult: Member
    decides: WhoDecides
    as_of: date
    bars: Mapping[str, tuple[Bar, ...]]
    others: tuple[Meeting, ...] = ()
    parts: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        network: Network,
        meeting: Meeting,
        capacity: tuple[CapacityAssessment, ...],
        as_of: date,
        others: Sequence[Meeting] = (),
    ) -> "Plan":
        """Gather what the rules ask about. Raises ``BadInputError`` where the map is about nobody."""
        if network.adult is None:
            raise BadInputError("Say first who this map is about.")
        decides = who_decides(capacity, DecisionAbout.WHO_TO_INVITE, adult=Wording(network, as_of).adult, as_of=as_of)
        apart = tuple(other for other in others if other.id != meeting.id)
        return cls(network, meeting, network.adult, decides, as_of, bars(network), apart)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """This meeting, and every other one that is on the same day."""
        days = set(self.meeting.days)
        return (self.meeting, *(other for other in self.others if days & set(other.days)))

    @cached_property
    def perhaps_that_day(self) -> tuple[Meeting, ...]:
        """The others that may come to be on the same day, as a day of one of them is not settled."""
        return tuple(other for other in self.others if not (self.meeting.days and other.days))

    def may_come(self, member_id: str) -> bool:
        """True when somebody comes to this meeting or to another on the same day, or when that is not settled."""
        return any(
            might_come(self.network, meeting, member_id, self.coming) or self.is_open(meeting, member_id) for meeting in self.meetings
        )

    def is_open(self, meeting: Meeting, member_id: str) -> bool:
        """True for whoever the adult wants there but a decision keeps away, and whoever they have not been asked about."""
        recorded = meeting.invitation(member_id)
        undecided = recorded.decision is None or recorded.decision is Invite.TALK_FIRST
        wanted = recorded.adult_says in self.coming or (recorded.adult_says is AdultSays.NOT_ASKED and undecided)
        return wanted and can_be_asked(self.network, self.network.member(member_id))

    @property
    def day(self) -> date:
        """The day of the meeting, or the day of asking while none is settled."""
        return self.meeting.day or self.as_of

    @property
    def by_best_interests(self) -> bool:
        """True where a named decision-maker decides in the adult's place."""
        return not self.decides.adult_decides and bool(self.decides.decision_maker)

    @property
    def coming(self) -> AbstractSet[AdultSays]:
        """The answers of the adult that leave it open that somebody comes."""
        yes = {AdultSays.YES, AdultSays.IF}
        return yes | {AdultSays.NOT_ASKED} if self.by_best_interests else yes

    @cached_property
    def wording(self) -> Wording:
        """The words for this map."""
        return Wording(self.network, self.day)
