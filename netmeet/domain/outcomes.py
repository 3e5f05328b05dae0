"""What the adult wants and whether it came true: three wishes, how safe they feel, working / not working, seven statements."""

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
