"""What was typed into a paper, looked through before it leaves: what stops it, and what somebody has to look at first."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from netmeet.domain.apart import bars
from netmeet.domain.homes import Home
from netmeet.domain.meeting import AdultSays, Meeting
from netmeet.domain.network import Member, MemberKind
from netmeet.domain.outgoing import UNLESS_DECIDED, WORDS_LEFT_OUT, KeptPrivate, kept_private, named_in, outgoing_doubts, outgoing_problems
from netmeet.domain.typed import Typed
from netmeet.services.cases import OpenCase


class Said(NamedTuple):
    """A text, and where somebody typed it, as the beginning of a sentence.

    ``place`` where it says where the meeting is, which may be at somebody's home; ``chosen`` for a wish that the adult shared
    with this reader by name: whom else it is about by their first name, the adult decided.
    """

    where: str
    text: str
    place: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Look:
    """What is known when the papers of one reader are looked through. ``there`` are the members who come to what the paper is about."""

    case: OpenCase
    meeting: Meeting
    today: date
    reader: Member
    there: frozenset[str]

    @property
    def is_adult(self) -> bool:
        """True for the adult's own papers, which lie on the table."""
        return self.reader.id == self.case.profile.adult_id

    def never(self, texts: Iterable[Said]) -> Iterator[str]:
        """What stops the paper."""
        for one in texts:
            yield from _at(one, outgoing_problems(one.text, self.private, (), place=one.place))

    def ask(self, texts: Iterable[Said]) -> Iterator[str]:
        """What only people can judge: words that endanger, parts of details, who is not there with the reader, where the adult lives."""
        for one in texts:
            yield from _at(one, outgoing_problems(one.text, KeptPrivate(), WORDS_LEFT_OUT))
            yield from _at(one, outgoing_doubts(one.text, self.private, place=one.place))
            yield from (f"{one.where} {found} Leave the name out {UNLESS_DECIDED}" for found in self._elsewhere(one))
            if not self.is_adult and self._tells_where_the_adult_lives(one.text):
                yield f"{one.where} says where {self.case.adult_name} lives. Leave it out {UNLESS_DECIDED}"

    @cached_property
    def private(self) -> KeptPrivate:
        """What must not reach this reader. How to reach the adult safely is for the adult's own papers only."""
        reach = () if self.is_adult else tuple(filter(None, map(str.strip, self.case.profile.safe_contact.splitlines())))
        return kept_private(self.case.network, self.reader.id, guarded=self._guarded, others=reach)

    @cached_property
    def _guarded(self) -> frozenset[str]:
        """Whoever an order protects from those who read the paper; what lies on the table is read by all who come."""
        reads = {self.reader.id, *(self.there if self.is_adult else ())}
        standing = (bar for found in bars(self.case.network).values() for bar in found if bar.stands((), self.today))
        return frozenset(bar.protected for bar in standing if bar.bound in reads and bar.protected != self.reader.id)

    def _elsewhere(self, one: Said) -> Iterator[str]:
        for said, name in named_in(one.text, self._absent, self._present, first_names=not one.chosen):
            company = f"is not there with {self.reader.name}."
            yield f"names {name}, who {company}" if said == name else f"names “{said}”: {name} {company}"

    @cached_property
    def _present(self) -> tuple[Member, ...]:
        with_them = {*self.there, self.reader.id, self.case.profile.adult_id}
        return tuple(member for member in self.case.network.members if member.id in with_them)

    @cached_property
    def _absent(self) -> tuple[Member, ...]:
        """Everybody living who does not come to the same, and whoever else something was decided about."""
        settled = {one.member for one in self.meeting.invitations if one.decision is not None or one.adult_says is AdultSays.NO}
        present = {member.id for member in self._present}
        return tuple(member for member in self.case.network.members if member.id not in present and _might_be_asked(member, settled))

    def _tells_where_the_adult_lives(self, text: str) -> bool:
        typed = Typed.of(text)
        return bool(self._lives.told(typed) or self._lives.hinted(typed))

    @cached_property
    def _lives(self) -> Home:
        return Home.of(self.case.profile.lives_where)


def _might_be_asked(member: Member, settled: Container[str]) -> bool:
    return member.id in settled or (member.kind is MemberKind.PERSON and not member.has_died and not member.off_copies)


def _at(one: Said, found: Iterable[str]) -> Iterator[str]:
    """Each finding with where the text was typed, so that it can be found and changed."""
    return (f"{one.where} {line.removeprefix('It ')}" for line in found)
