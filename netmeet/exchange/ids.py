"""Which fields are ids and which name something else by its id: one table, for renumbering and for checking."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from netmeet.domain.advocate import AdvocateCheck, Candidate
from netmeet.domain.capacity import CapacityAssessment, Consulted
from netmeet.domain.casefile import Profile, StaffLink, TakenOff
from netmeet.domain.chosen import OptionChoice
from netmeet.domain.errors import UnknownMemberError
from netmeet.domain.meeting import AgendaItem, FamilyTime, Invitation, Meeting
from netmeet.domain.mistakes import Mark
from netmeet.domain.network import Child, Household, Member, Network, Tie, Union
from netmeet.domain.options import Change, Option
from netmeet.domain.outcomes import SafeReading, StatementAnswer, Wish, Working
from netmeet.domain.papers_out import PaperStep
from netmeet.domain.plain import Field, fields_of
from netmeet.domain.readings import Reading
from netmeet.domain.risk_taking import Agreed, RiskTaking

T = TypeVar("T")

PREFIXES = MappingProxyType(
    {
        Profile: "c",
        Member: "m",
        Tie: "t",
        Union: "u",
        Household: "h",
        Reading: "r",
        Wish: "w",
        SafeReading: "s",
        Working: "k",
        StatementAnswer: "q",
        CapacityAssessment: "a",
        Meeting: "g",
        AgendaItem: "i",
        Option: "o",
        OptionChoice: "x",
        RiskTaking: "y",
        AdvocateCheck: "v",
        PaperStep: "p",
    }
)
"""Everything with an id of its own, and the letter that its ids start with in a file."""

_MEMBER = (Member,)
REFERENCES: MappingProxyType[tuple[type, str], tuple[type, ...]] = MappingProxyType(
    {
        (Profile, "adult_id"): _MEMBER,
        (Network, "adult_id"): _MEMBER,
        (Tie, "a"): _MEMBER,
        (Tie, "b"): _MEMBER,
        (Union, "partners"): _MEMBER,
        (Child, "member"): _MEMBER,
        (Household, "members"): _MEMBER,
        (Reading, "about"): (Tie, Member),
        (Reading, "voice_member"): _MEMBER,
        (Reading, "present"): _MEMBER,
        (Wish, "chosen"): _MEMBER,
        (Consulted, "member"): _MEMBER,
        (Invitation, "member"): _MEMBER,
        (FamilyTime, "supporter"): _MEMBER,
        (Change, "member"): _MEMBER,
        (OptionChoice, "tie"): (Tie,),
        (OptionChoice, "voice_member"): _MEMBER,
        (OptionChoice, "present"): _MEMBER,
        (RiskTaking, "tie"): (Tie,),
        (RiskTaking, "assessment"): (CapacityAssessment,),
        (RiskTaking, "present"): _MEMBER,
        (Agreed, "member"): _MEMBER,
        (Candidate, "member"): _MEMBER,
        (AdvocateCheck, "person"): _MEMBER,
        (TakenOff, "about"): (Member, Tie),
        (StaffLink, "member"): _MEMBER,
        (Mark, "reading"): (Reading,),
        (PaperStep, "meeting"): (Meeting,),
        (PaperStep, "member"): _MEMBER,
    }
)
"""Every field that names something else by its id, and what it may name."""

_NAMED = frozenset(kind for kinds in REFERENCES.values() for kind in kinds)


@dataclass(frozen=True, slots=True)
class Mention:
    """One id in a file: where it stands, the value that holds it, and what it may name (nothing: it is its own)."""

    where: tuple[str, ...]
    holder: Any
    id: str
    names: tuple[type, ...]


def mentions(value: object, where: tuple[str, ...] = ()) -> Iterator[Mention]:
    """Every id within a value, in order."""
    if isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from mentions(item, (*where, f"item {number}"))
        return
    if not _has_fields(value):
        return
    kind: Any = type(value)
    for field in fields_of(kind):
        held, place = getattr(value, field.name), (*where, field.name)
        names = REFERENCES.get((kind, field.name))
        if names or (field.name == "id" and kind in PREFIXES):
            for found in held if isinstance(held, tuple) else (held,) if held is not None else ():
                yield Mention(place, value, found, names or ())
        else:
            yield from mentions(held, place)


def renumbered(value: T, new_id: Callable[[type], str]) -> T:
    """Return a value with new ids throughout; ``new_id`` is told what each is for.

    What hangs on somebody who is not there is left out: a tie to them, a reading about them, their place in a list.
    Raises ``UnknownMemberError`` when the adult of a case is not there.
    """
    given: Given = {}
    for mention in mentions(value):
        kind = type(mention.holder)
        if not mention.names and kind in _NAMED and _stands(mention.holder, given):
            given[kind, mention.id] = new_id(kind)
    rebuilt: T = _Renumber(given, new_id).rebuilt(value)
    return rebuilt


Given = dict[tuple[type, str], str]
"""The new ids of what can be named, by kind and old id."""


@dataclass(frozen=True, slots=True)
class _Renumber:
    """Everything that can be named is in ``given``; the rest is numbered as it is met."""

    given: Given
    new_id: Callable[[type], str]

    def rebuilt(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.rebuilt(item) for item in value if _stands(item, self.given))
        if not _has_fields(value):
            return value
        kind: Any = type(value)
        return replace(value, **{field.name: self._field(kind, field, getattr(value, field.name)) for field in fields_of(kind)})

    def _field(self, kind: type, field: Field, held: Any) -> Any:
        if field.name == "id" and kind in PREFIXES:
            return self.given[kind, held] if kind in _NAMED else self.new_id(kind)
        names = REFERENCES.get((kind, field.name))
        if names is None:
            return self.rebuilt(held)
        if isinstance(held, tuple):
            return tuple(new for old in held if (new := _named(old, names, self.given)) is not None)
        new = _named(held, names, self.given)
        if new is None and field.required:
            raise UnknownMemberError
        return new


def _stands(item: Any, given: Given) -> bool:
    """True unless an item cannot be without somebody who is not there."""
    if not _has_fields(item):
        return True
    kind: Any = type(item)
    needs = ((field.name, REFERENCES.get((kind, field.name))) for field in fields_of(kind) if field.required)
    return all(_named(getattr(item, name), names, given) is not None for name, names in needs if names)


def _named(old: str | None, names: tuple[type, ...], given: Given) -> str | None:
    return next((given[kind, old] for kind in names if old is not None and (kind, old) in given), None)


def _has_fields(value: object) -> bool:
    return is_dataclass(value)
