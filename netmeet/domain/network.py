"""One person's map: members, ties, unions and households, and everything said about them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from netmeet.domain.dates import PartialDate, age_between
from netmeet.domain.errors import UnknownMemberError
from netmeet.domain.readings import Reading, What


class MemberKind(StrEnum):
    """What a member of a network is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    PET = "pet"


class Gender(StrEnum):
    """The gender a person lives in. Sex assigned at birth is never kept."""

    WOMAN = "woman"
    MAN = "man"
    NON_BINARY = "non-binary"
    UNKNOWN = "unknown"


class Sphere(StrEnum):
    """Where in the adult's life a member belongs: the prompts of the name generator and the sectors of the circles."""

    FAMILY = "family"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    FAITH = "faith"
    CLUB = "club"
    PAID = "paid"
    PET = "pet"
    PLACE = "place"
    OTHER = "other"


class TieKind(StrEnum):
    """How two members come to know one another."""

    KINSHIP = "kinship"
    SOCIAL = "social"
    PAID = "paid"


class UnionKind(StrEnum):
    """How a couple (or a parent alone) is joined. GenoPro's rarer kinds are labelled, not drawn apart."""

    MARRIED = "married"
    CIVIL_PARTNERSHIP = "civil partnership"
    COHABITING = "cohabiting"
    ENGAGED = "engaged"
    AFFAIR = "affair"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    SINGLE = "single"
    OTHER = "other"


class ChildKind(StrEnum):
    """How a child belongs to a union."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    FOSTER = "foster"
    STEP = "step"
    DONOR = "donor"
    KINSHIP_CARE = "kinship care"


@dataclass(frozen=True, slots=True)
class Member:
    """A person, organisation, place or pet on the map. Nothing but a name is required.

    ``does`` is what they do in the adult's life, in a few words. ``died`` may be unknown for somebody who
    ``has_died``. ``under_18`` is asked only where no birth date is known. ``staff_id`` is set when the member is
    also a member of staff with an account: they are then locked out of the case. ``off_copies`` keeps a member off
    every copy that leaves the worker.
    """

    id: str
    name: str
    kind: MemberKind = MemberKind.PERSON
    sphere: Sphere = Sphere.OTHER
    gender: Gender = Gender.UNKNOWN
    pronouns: str = ""
    does: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    dead: bool = False
    under_18: bool | None = None
    birth_order: int | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    safe_contact: str = ""
    health: str = ""
    communication: str = ""
    staff_id: str | None = None
    off_copies: bool = False
    version: int = 1

    @property
    def has_died(self) -> bool:
        """True when a death is known, with or without its date."""
        return self.dead or self.died is not None

    def is_child(self, on: date) -> bool | None:
        """True below 18 on that day, False at 18 or over, None when it is not known."""
        if self.born is None:
            return self.under_18
        least, most = age_between(self.born, on)
        if most < 18:
            return True
        return False if least >= 18 else self.under_18


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship between two members. Directions in readings run from ``a`` to ``b`` or back."""

    id: str
    a: str
    b: str
    kind: TieKind = TieKind.SOCIAL
    label: str = ""
    version: int = 1

    def other(self, member_id: str) -> str:
        """The end that is not ``member_id``."""
        return self.b if member_id == self.a else self.a

    def joins(self, member_id: str) -> bool:
        """True when the member is one of the two ends."""
        return member_id in (self.a, self.b)


@dataclass(frozen=True, slots=True)
class Child:
    """A child's place in a union. Children with the same non-empty ``multiple`` are twins or more."""

    member: str
    kind: ChildKind = ChildKind.BIRTH
    multiple: str = ""
    identical: bool = False


@dataclass(frozen=True, slots=True)
class Union:
    """A couple, or a parent alone, with their children. ``partners`` are in stored left-to-right order."""

    id: str
    partners: tuple[str, ...] = ()
    kind: UnionKind = UnionKind.MARRIED
    start: PartialDate | None = None
    end: PartialDate | None = None
    children: tuple[Child, ...] = ()
    label: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Household:
    """People who live under one roof."""

    id: str
    name: str = ""
    members: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True)
class Network:
    """Everything on one map. ``adult_id`` is the member the map is about (None for a bare family file).

    ``readings`` are everything said about members and ties, oldest first.
    """

    adult_id: str | None = None
    members: tuple[Member, ...] = ()
    ties: tuple[Tie, ...] = ()
    unions: tuple[Union, ...] = ()
    households: tuple[Household, ...] = ()
    readings: tuple[Reading, ...] = field(default=())

    @cached_property
    def _members(self) -> dict[str, Member]:
        return {member.id: member for member in self.members}

    @cached_property
    def _ties(self) -> dict[str, Tie]:
        return {tie.id: tie for tie in self.ties}

    @cached_property
    def _said(self) -> dict[tuple[str, What], tuple[Reading, ...]]:
        said: dict[tuple[str, What], list[Reading]] = {}
        for reading in self.readings:
            said.setdefault((reading.about, reading.what), []).append(reading)
        return {key: tuple(found) for key, found in said.items()}

    @cached_property
    def _ties_of(self) -> dict[str, tuple[Tie, ...]]:
        ends: dict[str, list[Tie]] = {}
        for tie in self.ties:
            for end in {tie.a, tie.b}:
                ends.setdefault(end, []).append(tie)
        return {member: tuple(found) for member, found in ends.items()}

    @property
    def adult(self) -> Member | None:
        """The member the map is about, where it is about somebody."""
        return self._members.get(self.adult_id) if self.adult_id else None

    def has(self, member_id: str) -> bool:
        """True when the member is on the map."""
        return member_id in self._members

    def member(self, member_id: str) -> Member:
        """Return a member. Raises ``UnknownMemberError``."""
        try:
            return self._members[member_id]
        except KeyError:
            raise UnknownMemberError from None

    def tie(self, tie_id: str) -> Tie:
        """Return a tie. Raises ``UnknownMemberError``."""
        try:
            return self._ties[tie_id]
        except KeyError:
            raise UnknownMemberError from None

    def ties_of(self, member_id: str) -> tuple[Tie, ...]:
        """The ties that a member is an end of, in the order they were made."""
        return self._ties_of.get(member_id, ())

    def tie_between(self, one: str, other: str) -> Tie | None:
        """The first tie between two members, whichever way round."""
        return next((tie for tie in self.ties_of(one) if tie.other(one) == other), None)

    def said(self, about: str, what: What) -> tuple[Reading, ...]:
        """Everything of one kind that was said about a member or tie, oldest first."""
        return self._said.get((about, what), ())
