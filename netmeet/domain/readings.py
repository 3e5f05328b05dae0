"""Everything that can be said about a tie or a member: who said it, who was in the room, on what it rests.

A reading is never overwritten; a later one stands beside it. ``SAYABLE`` is the one table of what can be said.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType

from netmeet.domain.emotional import EmotionalKind


class What(StrEnum):
    """What a reading is about."""

    IMPORTANCE = "importance"
    CLOSENESS = "closeness"
    SUPPORT = "support"
    CONTACT = "contact"
    STRENGTH = "strength"
    FLOW = "flow"
    STRESS = "stress"
    EMOTIONAL = "emotional"
    WANTS = "wants"
    STRAIN = "strain"
    CONCERN = "concern"
    RESTRICTION = "restriction"


class Voice(StrEnum):
    """Who says so."""

    ADULT = "adult"
    PRACTITIONER = "practitioner"
    CARER = "carer"
    OTHER = "other"


class Presence(StrEnum):
    """Who was in the room when it was said."""

    ALONE = "alone"
    WITH_OTHERS = "with others"
    NOT_KNOWN = "not known"


class Basis(StrEnum):
    """What a concern or restriction rests on."""

    SEEN = "seen"
    TOLD_BY_ADULT_ALONE = "told by the adult alone"
    TOLD_BY_ADULT_WITH_OTHERS = "told by the adult with others present"
    TOLD_BY_SOMEONE_ELSE = "told by somebody else"
    ON_RECORD = "on record"


class Direction(StrEnum):
    """Which way something runs along a tie."""

    A_TO_B = "a to b"
    B_TO_A = "b to a"
    BOTH = "both"

    @property
    def turned(self) -> "Direction":
        """The same way, of a tie whose ends stand the other way round."""
        return {Direction.A_TO_B: Direction.B_TO_A, Direction.B_TO_A: Direction.A_TO_B}.get(self, Direction.BOTH)


class ImportanceLevel(IntEnum):
    """How much somebody matters."""

    NOT = 0
    A_LITTLE = 1
    IMPORTANT = 2
    VERY = 3


class Ring(IntEnum):
    """The circles of support, inside out (closeness as the speaker sees it)."""

    INTIMACY = 1
    FRIENDSHIP = 2
    PARTICIPATION = 3
    EXCHANGE = 4


class SupportKind(StrEnum):
    """What kind of help passes along a tie."""

    PRACTICAL = "practical help"
    PERSONAL_CARE = "personal care"
    MONEY = "money"
    COMPANY = "company"
    INFORMATION = "information"
    TRANSPORT = "transport"
    ADVOCACY = "speaking up"
    LANGUAGE = "language"


class Frequency(StrEnum):
    """How often two people are in touch."""

    LIVE_TOGETHER = "live together"
    DAILY = "every day"
    WEEKLY = "every week"
    MONTHLY = "every month"
    LESS = "less often"
    NONE = "not in touch"


class StrengthLevel(StrEnum):
    """The strength of an ecomap tie."""

    STRONG = "strong"
    ORDINARY = "ordinary"
    UNCERTAIN = "uncertain"
    WEAK = "weak"
    BROKEN = "broken"


class ConcernType(StrEnum):
    """The types of abuse of the national return (SG2a), and two honest answers beside them."""

    PHYSICAL = "Physical abuse"
    SEXUAL = "Sexual abuse"
    PSYCHOLOGICAL = "Psychological abuse"
    FINANCIAL = "Financial or material abuse"
    DISCRIMINATORY = "Discriminatory abuse"
    ORGANISATIONAL = "Organisational abuse"
    NEGLECT = "Neglect and acts of omission"
    DOMESTIC = "Domestic abuse"
    SEXUAL_EXPLOITATION = "Sexual exploitation"
    MODERN_SLAVERY = "Modern slavery"
    SELF_NEGLECT = "Self-neglect"
    HARM_NOT_ABUSE = "Harm, not abuse"
    NOT_YET_KNOWN = "Not yet known"


class ConcernLevel(IntEnum):
    """How worried the speaker is. ``NONE`` records that somebody said there is nothing to worry about."""

    NONE = 0
    NOT_SURE = 1
    SOME = 2
    SERIOUS = 3


class RestrictionKind(StrEnum):
    """What keeps, or is said to keep, somebody away. The last three are not orders of a court.

    ``COURT_ORDER`` is for another order of a court, or where it is not known which one.
    """

    NON_MOLESTATION = "non-molestation order"
    OCCUPATION = "occupation order"
    RESTRAINING = "restraining order"
    STALKING = "stalking protection order"
    FORCED_MARRIAGE = "forced marriage protection order"
    DOMESTIC_ABUSE_ORDER = "domestic abuse protection order"
    DOMESTIC_ABUSE_NOTICE = "domestic abuse protection notice"
    COURT_ORDER = "court order"
    COURT_OF_PROTECTION = "Court of Protection order"
    BAIL = "bail condition"
    LICENCE = "licence condition"
    POLICE_INVESTIGATION = "police investigation"
    LIMIT_BY_CARE_HOME = "limit set by a care home"
    LIMIT_BY_RELATIVE = "limit set by a relative"

    @property
    def blocks(self) -> bool:
        """True for an order or a condition: in force, it keeps the bound person away."""
        return self not in (RestrictionKind.POLICE_INVESTIGATION, RestrictionKind.LIMIT_BY_CARE_HOME, RestrictionKind.LIMIT_BY_RELATIVE)


class WantsAnswer(StrEnum):
    """What the adult wants of a relationship."""

    KEEP = "keep it as it is"
    CHANGE = "keep it, but change something"
    MORE = "see them more"
    LESS = "see them less"
    END = "end it"
    NOT_SURE = "not sure"


class StrainLevel(IntEnum):
    """How a carer is managing."""

    COPING = 0
    STRETCHED = 1
    BREAKING_POINT = 2


@dataclass(frozen=True, slots=True)
class Importance:
    """How much ``b`` matters to ``a`` (for the adult's own tie: how much the other matters to the adult)."""

    level: ImportanceLevel


@dataclass(frozen=True, slots=True)
class Closeness:
    """The circle that somebody stands in."""

    ring: Ring


@dataclass(frozen=True, slots=True)
class Support:
    """Help that passes along a tie, and about how much, in words. ``ended``: it passed once, and does so no longer."""

    kind: SupportKind
    direction: Direction
    amount: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """How often, and how, two people are in touch."""

    often: Frequency
    how: str = ""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong an ecomap tie is."""

    level: StrengthLevel


@dataclass(frozen=True, slots=True)
class Flow:
    """Which way effort goes (time, attention, care); ``None`` for neither."""

    direction: Direction | None


@dataclass(frozen=True, slots=True)
class Stress:
    """Whether a tie is under stress."""

    stressed: bool


@dataclass(frozen=True, slots=True)
class Emotional:
    """An emotional line of the genogram. ``text`` names a kind that netmeet doesn't draw (``OTHER``)."""

    kind: EmotionalKind
    direction: Direction = Direction.BOTH
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wants:
    """What the adult wants of this relationship, in their own words."""

    answer: WantsAnswer
    words: str = ""


@dataclass(frozen=True, slots=True)
class Strain:
    """How a carer is managing, and what they say about it."""

    level: StrainLevel
    words: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A worry that one end of a tie may harm the other. ``direction`` runs from the one who may cause harm."""

    type: ConcernType
    level: ConcernLevel
    direction: Direction
    seen_or_heard: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """An order, condition or limit. ``direction`` runs from the bound person to the protected one.

    ``starts`` and ``ends`` are whole days, both included; None means not known or open-ended.
    """

    kind: RestrictionKind
    direction: Direction
    terms: str = ""
    source_seen: str = ""
    starts: date | None = None
    ends: date | None = None

    def in_force(self, on: date) -> bool:
        """True on every day from ``starts`` to ``ends``. An unknown end counts as still in force."""
        return (self.starts is None or self.starts <= on) and not self.has_ended(on)

    def has_ended(self, on: date) -> bool:
        """True on every day after ``ends``. Until then it is in force, or is to be."""
        return self.ends is not None and self.ends < on


Value = Importance | Closeness | Support | Contact | Strength | Flow | Stress | Emotional | Wants | Strain | Concern | Restriction


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing said about a tie or member (``about``), kept for good.

    ``voice_member`` names the carer or other who spoke, where they are on the map. ``present`` are the members who
    were in the room. ``seq`` is the order of recording within the case, from 1.
    """

    id: str
    about: str
    what: What
    value: Value
    voice: Voice
    voice_member: str | None = None
    presence: Presence = Presence.NOT_KNOWN
    present: tuple[str, ...] = ()
    basis: Basis | None = None
    evidence: str = ""
    said_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    seq: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.value, SAYABLE[self.what].value):
            raise TypeError(f"A reading of {self.what} holds {SAYABLE[self.what].value.__name__}, not {type(self.value).__name__}.")


@dataclass(frozen=True, slots=True)
class Sayable:
    """One row of the table: the value's type, whether it is said of ties or members, the question, and who may see it.

    ``shared_screen`` readings may stand on a screen that the adult and their family look at together, in the adult's
    own voice only; everything else is for the worker and supervisor.
    """

    value: type[Value]
    of_tie: bool
    of_member: bool
    question: str
    shared_screen: bool


SAYABLE = MappingProxyType(
    {
        What.IMPORTANCE: Sayable(Importance, True, False, "How important is this relationship?", False),
        What.CLOSENESS: Sayable(Closeness, True, False, "How close are they?", True),
        What.SUPPORT: Sayable(Support, True, False, "What help passes between them?", True),
        What.CONTACT: Sayable(Contact, True, False, "How often are they in touch?", False),
        What.STRENGTH: Sayable(Strength, True, False, "How strong is the tie?", False),
        What.FLOW: Sayable(Flow, True, False, "Who puts effort in, and for whom?", False),
        What.STRESS: Sayable(Stress, True, False, "Is the tie under stress?", False),
        What.EMOTIONAL: Sayable(Emotional, True, False, "What is between them?", False),
        What.WANTS: Sayable(Wants, True, False, "What does the adult want of this relationship?", False),
        What.STRAIN: Sayable(Strain, False, True, "How do they manage with the help they give?", False),
        What.CONCERN: Sayable(Concern, True, True, "Is anybody worried about harm?", False),
        What.RESTRICTION: Sayable(Restriction, True, False, "Does an order, condition or limit keep them apart?", False),
    }
)
