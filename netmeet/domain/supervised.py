"""One case as a supervisor looks at it: what a question of supervision is, and what is worked out once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from netmeet.domain.capacity import DecisionAbout, WhoDecides, who_decides
from netmeet.domain.casefile import CaseFile
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Member, MemberKind, Sphere, Tie, TieKind
from netmeet.domain.risk import Flag, important_and_risky
from netmeet.domain.wording import OneMap, sentence


class Topic(StrEnum):
    """What a question is about, in the order that they are asked."""

    VOICE = "Whose voice is this map drawn in?"
    MISSING = "Who is missing?"
    NOT_KNOWN = "What isn’t known?"
    HANGS = "What hangs on one person?"
    DECIDES = "Who decides, and who speaks up?"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to talk about, and what on the map raises it. ``facts`` is never empty."""

    topic: Topic
    asks: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Seen(OneMap):
    """What is worked out once for a whole case."""

    case: CaseFile
    rule: FlagRule

    @classmethod
    def of(cls, case: CaseFile, rule: FlagRule, as_of: date) -> "Seen":
        """A case on one day."""
        return cls(case.network, as_of, case, rule)

    @cached_property
    def others(self) -> tuple[Member, ...]:
        """Every living member but the adult."""
        return tuple(member for member in self.network.members if member.id != self.adult_id and not member.has_died)

    @cached_property
    def people(self) -> tuple[Member, ...]:
        """Those of them who are people."""
        return tuple(member for member in self.others if member.kind is MemberKind.PERSON)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        return important_and_risky(self.network, self.rule, as_of=self.as_of)

    @cached_property
    def in_families(self) -> frozenset[str]:
        """Everybody who has a place in a couple or among its children."""
        unions = self.network.unions
        return frozenset(member for union in unions for member in (*union.partners, *(child.member for child in union.children)))

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that was planned last."""
        return next(reversed(self.case.meetings), None)

    def ties_with(self, member: str) -> list[Tie]:
        """The ties of the adult with somebody."""
        return [tie for tie in self.network.ties_of(self.adult_id) if tie.other(self.adult_id) == member]

    def is_paid(self, member_id: str) -> bool:
        """True for whoever is paid to help, by where they belong or by a tie with the adult."""
        return self.network.member(member_id).sphere is Sphere.PAID or any(tie.kind is TieKind.PAID for tie in self.ties_with(member_id))

    def decides(self, about: DecisionAbout) -> WhoDecides:
        """Who makes one decision."""
        return who_decides(self.case.capacity, about, adult=self.adult, as_of=self.as_of)


def asked(topic: Topic, asks: str, *facts: str) -> Iterator[Question]:
    """One question, where there is a fact for it to rest on."""
    if facts:
        yield Question(topic, sentence(asks), tuple(dict.fromkeys(sentence(fact) for fact in facts)))


def are(number: int) -> str:
    """``1 is``, ``12 are``."""
    return f"{number} {'is' if number == 1 else 'are'}"


def count(number: int, one: str, many: str) -> str:
    """``1 thing``, ``12 things``."""
    return f"{number} {one if number == 1 else many}"
