"""A network meeting: its purpose, when and where, who is asked to which part, and its agenda."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netmeet.domain.readings import Presence

# Our own defaults.
OPEN_ENDED_ALLOWANCE = 30
"""How many minutes are allowed for an item that takes as long as it takes."""
USUAL_MINUTES = 60
"""How long a meeting without an agenda is, where an end is wanted."""
_MINUTES_OF_A_DAY = 24 * 60


class AdultSays(StrEnum):
    """The adult's own answer about one invitee. It is recorded before any proposal is shown."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NO = "no"
    IF = "yes, if"


class Invite(StrEnum):
    """What is proposed, or decided, for one member."""

    INVITE = "invite"
    TALK_FIRST = "talk first"
    SEPARATE_PART = "separate part"
    WRITTEN_VIEW = "written view"
    NOT_INVITED = "not invited"

    @property
    def comes(self) -> bool:
        """True when the member is in the building on the day, in whatever part."""
        return self in (Invite.INVITE, Invite.SEPARATE_PART)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of the adult's about one member as it was given before, kept for good."""

    says: AdultSays
    words: str = ""
    presence: Presence = Presence.NOT_KNOWN
    asked_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one member before, kept for good."""

    decision: Invite
    part: int = 1
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """The adult's answer and the recorded decision for one member. ``part`` is the part they come to, from 1.

    ``presence`` is who was in the room when the adult answered, on the day ``asked_on``. What was answered and decided
    before stands in ``answers_before`` and ``decisions_before``, oldest first: ``domain.answered`` adds to them.
    """

    member: str
    adult_says: AdultSays = AdultSays.NOT_ASKED
    adult_words: str = ""
    decision: Invite | None = None
    part: int = 1
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    presence: Presence = Presence.NOT_KNOWN
    asked_on: date | None = None
    answer_by: str = ""
    answer_at: datetime | None = None
    decision_by: str = ""
    decision_at: datetime | None = None
    answers_before: tuple[Answered, ...] = ()
    decisions_before: tuple[Decided, ...] = ()
    version: int = 1


class ItemKind(StrEnum):
    """The usual items of a network meeting, in their usual order."""

    WELCOME = "welcome"
    MATTERS = "what matters"
    WORKING = "working"
    HELP = "help there is"
    BREAK = "break"
    FAMILY_TIME = "family time"
    WRONG = "what could go wrong"
    WHO_DOES_WHAT = "who does what"
    REVIEW = "review"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. ``minutes`` None means as long as it takes. ``part`` is the part of the meeting, from 1."""

    id: str
    kind: ItemKind
    title: str
    owner: str = ""
    minutes: int | None = 10
    part: int = 1
    notes: str = ""


class FamilyTimeAnswer(StrEnum):
    """Whether the adult wants time with their network and no professionals in the room."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FamilyTime:
    """The adult's answer about family time, who was there when they gave it, and what was decided about it.

    ``supporter`` is a member the adult chose to stay with them; ``decision`` is the recorded reason for holding it
    where an open concern lies between the adult and somebody present.
    """

    answer: FamilyTimeAnswer = FamilyTimeAnswer.NOT_ASKED
    presence: Presence = Presence.NOT_KNOWN
    supporter: str | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One network meeting. ``on`` is the start, local time in England, of part 1 (no time zone: as on the letter).

    ``invited_by`` and ``reply_to`` are what a letter may say of the council's side.
    """

    id: str
    purpose: str = ""
    on: datetime | None = None
    venue: str = ""
    invited_by: str = ""
    reply_to: str = ""
    review_on: date | None = None
    family_time: FamilyTime = FamilyTime()
    invitations: tuple[Invitation, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    version: int = 1

    def invitation(self, member_id: str) -> Invitation:
        """What is recorded for a member; an unasked, undecided one where nothing is."""
        return next((found for found in self.invitations if found.member == member_id), Invitation(member_id))

    def brings(self, member_id: str) -> bool:
        """True where it is recorded that a member comes."""
        decision = self.invitation(member_id).decision
        return decision is not None and decision.comes

    @property
    def day(self) -> date | None:
        """The day of the meeting, where it is settled. All its parts are on that day, in one building."""
        return self.on.date() if self.on else None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that it touches by its agenda: one, or more where it runs past midnight. Empty while no day is settled."""
        if self.on is None:
            return ()
        minutes = sum(OPEN_ENDED_ALLOWANCE if item.minutes is None else item.minutes for item in self.agenda) or USUAL_MINUTES
        first, nights = self.on.toordinal(), (60 * self.on.hour + self.on.minute + minutes) // _MINUTES_OF_A_DAY
        return tuple(map(date.fromordinal, range(first, min(first + nights, date.max.toordinal()) + 1)))

    @property
    def parts(self) -> tuple[int, ...]:
        """The parts in use, in order; always at least part 1."""
        used = {1} | {item.part for item in self.agenda}
        used |= {found.part for found in self.invitations if found.decision is not None and found.decision.comes}
        return tuple(sorted(used))
