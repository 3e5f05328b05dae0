"""What was typed into a paper, looked through before it leaves: what stops it, and what somebody has to look at first."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from netmeet.domain.apart import bars
from netmeet.domain.homes import Home
from netmeet.domain.meeting import AdultSays, Meeting
from netmeet.domain.mistakes import Marked
from netmeet.domain.network import Member, MemberKind
from netmeet.domain.outgoing import UNLESS_DECIDED, WORDS_LEFT_OUT, KeptPrivate, kept_private, named_in, outgoing_doubts, outgoing_problems
from netmeet.domain.readings import Restriction
from netmeet.domain.risk import person_of_concern, worries_about
from netmeet.domain.typed import Typed
from netmeet.domain.wording import Wording
from netmeet.services.cases import OpenCase, england_day


class Said(NamedTuple):
    """A text, and where somebody typed it, as the beginning of a sentence.

    ``place`` where it says where the meeting is, which may be at somebody's home; ``chosen`` for a wish that the adult shared
    with this reader by name: whom else it is about by their first name, the adult decided. ``leads`` where it says who leads an
    item, who is named on purpose; ``alone`` where it stands on a letter, which says nothing of who else comes.
    """

    where: str
    text: str
    place: bool = False
    chosen: bool = False
    leads: bool = False
    alone: bool = False


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
            yield from (f"{one.where} {found} Leave the name out {UNLESS_DECIDED}" for found in self._named(one))
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

    def _named(self, one: Said) -> Iterator[str]:
        """Whom a text names, once each: who is not there, whom harm is written down of, and on a letter whoever else comes."""
        found = {name: (said, f"is not there with {self.reader.name}") for said, name in self._names(one, self._absent, self._present)}
        for telling, members in self._touched.items() if not one.leads else ():
            for said, name in self._names(one, members, (self.case.adult,)):
                found.setdefault(name, (said, telling))
        for said, name in self._names(one, self._others_there, (self.case.adult, self.reader)) if one.alone else ():
            found.setdefault(name, (said, "comes too, and no letter says who else comes"))
        for name, (said, telling) in found.items():
            yield f"names {name}, who {telling}." if said == name else f"names “{said}”: {name} {telling}."

    def _names(self, one: Said, wanted: Iterable[Member], there: Iterable[Member]) -> tuple[tuple[str, str], ...]:
        return named_in(one.text, wanted, there, first_names=not one.chosen)

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

    @cached_property
    def _others_there(self) -> tuple[Member, ...]:
        return tuple(member for member in self._present if member.id not in (self.reader.id, self.case.profile.adult_id))

    @cached_property
    def _touched(self) -> dict[str, tuple[Member, ...]]:
        """The living about whom a worry is open, or whom an order binds or protects, the reader among them, by what is to be said.

        To come does not make it safe to be named: “to stop Kev hitting me” endangers most where Kev reads it.
        """
        net = self.case.network
        standing = {key for key, found in bars(net).items() if any(bar.stands((), self.today) for bar in found)}
        living = [one for one in net.members if one.id != self.case.profile.adult_id and not (one.has_died or one.off_copies)]
        worrying = tuple(one for one in living if person_of_concern(net, one.id) or worries_about(net, one.id))
        return {"is named in an order": tuple(one for one in living if one.id in standing), "is named in an open worry": worrying}

    def _tells_where_the_adult_lives(self, text: str) -> bool:
        typed = Typed.of(text)
        return bool(self._lives.told(typed) or self._lives.hinted(typed))

    @cached_property
    def _lives(self) -> Home:
        return Home.of(self.case.profile.lives_where)


def taken_back(case: OpenCase, reader: Member) -> tuple[str, ...]:
    """Each worry and order about this reader that was marked as written by mistake, as a sentence: that opens much at once."""
    found = (one for one in case.marked if one.is_mistake and one.is_about_harm and reader.id in _about(case, one))
    return tuple(dict.fromkeys(f"{_taken_back(case, one)} Make sure that it was before {reader.name} gets this paper." for one in found))


def _about(case: OpenCase, one: Marked) -> tuple[str, ...]:
    about = one.reading.about
    tie = None if case.network.has(about) else case.network.tie(about)
    return (about,) if tie is None else (tie.a, tie.b)


def _taken_back(case: OpenCase, one: Marked) -> str:
    """``A court order between Kev and Mo was marked as written by mistake, by Grace Obi on 3 May 2026.``."""
    what = one.reading.value.kind.value if isinstance(one.reading.value, Restriction) else "worry"
    about = _about(case, one)
    who = Wording(case.network, england_day(case.at)).names(about)
    how = one.marks[-1].words
    an = "An" if what[0] in "aeiou" else "A"
    return f"{an} {what} {'about' if len(about) == 1 else 'between'} {who} was marked as {how[:1].lower()}{how[1:]}."


def _might_be_asked(member: Member, settled: Container[str]) -> bool:
    return member.id in settled or (member.kind is MemberKind.PERSON and not member.has_died and not member.off_copies)


def _at(one: Said, found: Iterable[str]) -> Iterator[str]:
    """Each finding with where the text was typed, so that it can be found and changed."""
    return (f"{one.where} {line.removeprefix('It ')}" for line in found)
