"""One member as the invitation rules see them: the adult's answer, the orders, the concerns, and the words for each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from netmeet.domain.answered import no_alone
from netmeet.domain.apart import Bar, is_at, may_be_at, might_come
from netmeet.domain.capacity import Consulted
from netmeet.domain.dates import age_between
from netmeet.domain.flag_rule import harm_lines
from netmeet.domain.invitation_plan import Plan, another, can_be_asked
from netmeet.domain.meeting import AdultSays, Answered, Invitation, Meeting
from netmeet.domain.network import Member, MemberKind, Network
from netmeet.domain.readings import Basis, Concern, Presence, Reading, RestrictionKind, Voice
from netmeet.domain.relations import Relation, guess_relation
from netmeet.domain.risk import concerns_from, worries_about
from netmeet.domain.voices import heard_alone
from netmeet.domain.wording import CONCERN, day, joined, lower_first

_GREAT = re.compile(r"\bgreat[\s-]+", re.IGNORECASE)
_SAYS_WHAT = re.compile(r"[,;:()]\s*")
_MAY_BE_YOUNG = (
    *(Relation.GRANDDAUGHTER, Relation.GRANDSON, Relation.GRANDCHILD),
    *(Relation.NIECE, Relation.NEPHEW, Relation.FOSTER_CHILD),
)
_LIMITS = (RestrictionKind.LIMIT_BY_CARE_HOME, RestrictionKind.LIMIT_BY_RELATIVE)
_QUOTES = {"“": "”", "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}", "«": "»", '"': '"', "'": "'"}


@dataclass(frozen=True)
class Invitee:
    """One member and every fact that the rules ask about them."""

    plan: Plan
    member: Member

    @property
    def id(self) -> str:
        return self.member.id

    @property
    def name(self) -> str:
        return self.plan.wording.name(self.id)

    @property
    def adult(self) -> str:
        """The adult's name."""
        return self.plan.wording.adult

    @cached_property
    def invitation(self) -> Invitation:
        """What is recorded."""
        return self.plan.meeting.invitation(self.id)

    @property
    def says(self) -> AdultSays:
        """The adult's own answer."""
        return self.invitation.adult_says

    @cached_property
    def no_alone(self) -> Answered | None:
        """The no told alone that a yes in company came after."""
        return no_alone(self.invitation)

    @property
    def waits_for_answer(self) -> bool:
        """True while nothing may be proposed: the adult has not been asked, and nobody decides in their place."""
        return self.says is AdultSays.NOT_ASKED and not self.plan.by_best_interests

    @property
    def is_child(self) -> bool:
        """True when known to be under 18. An unknown age counts as grown up; see ``may_be_child``."""
        return self.member.is_child(self.plan.as_of) is True

    @property
    def may_be_child(self) -> bool:
        """True when the age is not known and something hints at a child.

        The hint: a birth date that leaves it open, or a place on the map as somebody's son or daughter, without a
        partner or child of their own, no parent known to be 70 and no brother or sister known to be 40; without such a
        place, that they are called a grandchild, a niece or a nephew.
        """
        if self.member.is_child(self.plan.as_of) is not None:
            return False
        unions = self.plan.network.unions
        if self.member.born is not None:
            return True
        if any(self.id in union.partners for union in unions):
            return False
        own = [union for union in unions if any(child.member == self.id for child in union.children)]
        parents = [partner for union in own for partner in union.partners]
        siblings = [child.member for union in own for child in union.children]
        if not own:
            return self._said_young
        return not self._any_aged(parents, 70) and not self._any_aged(siblings, 40)

    @property
    def _said_young(self) -> bool:
        """True when they are said to be of a generation below the adult's that may be young."""
        ties = [tie.label for tie in self.plan.network.ties_of(self.id) if tie.joins(self.plan.adult.id)]
        said = (_GREAT.sub("", text) for text in (self.member.does, *_SAYS_WHAT.split(self.member.name)[1:], *ties))
        return any(guess_relation(text) in _MAY_BE_YOUNG for text in said)

    def _any_aged(self, members: list[str], years: int) -> bool:
        born = [self.plan.network.member(member).born for member in members]
        return any(found is not None and age_between(found, self.plan.as_of)[0] >= years for found in born)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Every restriction that concerns the member, bound or protected, but those that a longer entry takes the place of."""
        return tuple(bar for bar in self.plan.bars.get(self.id, ()) if not bar.unproven)

    @property
    def unproven(self) -> tuple[Bar, ...]:
        """Entries by which an order would end sooner, if somebody had seen the paper."""
        return tuple(bar for bar in self.plan.bars.get(self.id, ()) if bar.unproven)

    @cached_property
    def in_force(self) -> tuple[Bar, ...]:
        """Those that are in force on the day of the meeting."""
        return tuple(bar for bar in self.bars if bar.stands(self.plan.meeting.days, self.plan.as_of))

    @property
    def binding(self) -> tuple[Bar, ...]:
        """Orders and conditions in force that bind the member."""
        return tuple(bar for bar in self.in_force if bar.restriction.kind.blocks and bar.bound == self.id)

    @cached_property
    def kept_away(self) -> tuple[Bar, ...]:
        """Those of them whose protected member is or may be there, or comes to another meeting of that day: the hard block."""
        return tuple(bar for bar in self.binding if self._there(bar.protected) or self.comes_to(bar))

    def comes_to(self, bar: Bar) -> tuple[Meeting, ...]:
        """The other meetings of that day to which the protected member is recorded as coming."""
        living = can_be_asked(self.plan.network, self.plan.network.member(bar.protected))
        return tuple(meeting for meeting in self.plan.meetings[1:] if living and meeting.brings(bar.protected))

    @cached_property
    def unsettled(self) -> tuple[Bar, ...]:
        """Those of them whose protected member is not coming as things stand, but might after all."""
        return tuple(bar for bar in self.binding if bar not in self.kept_away and self.open_at(bar))

    def open_at(self, bar: Bar) -> tuple[Meeting, ...]:
        """The meetings of that day to which the protected member might come after all."""
        return tuple(meeting for meeting in self.plan.meetings if self.plan.is_open(meeting, bar.protected))

    @cached_property
    def nearby(self) -> tuple[Bar, ...]:
        """Those of them that protect a place or an organisation which may be where the venue is."""
        return tuple(bar for bar in self.elsewhere if may_be_at(self.plan.network.member(bar.protected), self.plan.meeting.venue))

    @property
    def elsewhere(self) -> tuple[Bar, ...]:
        """Those of them that protect a place or an organisation which the venue does not name."""
        places = (MemberKind.PLACE, MemberKind.ORGANISATION)
        return tuple(bar for bar in self.binding if bar not in self.kept_away and self.plan.network.member(bar.protected).kind in places)

    def _there(self, member_id: str) -> bool:
        return might_come(self.plan.network, self.plan.meeting, member_id, self.plan.coming) or self._lives_there(member_id)

    def _lives_there(self, member_id: str) -> bool:
        member = self.plan.network.member(member_id)
        return can_be_asked(self.plan.network, member) and is_at(member, self.plan.meeting.venue)

    def orders(self, bars: Iterable[Bar]) -> str:
        """Orders that keep the member away, as a clause."""
        return joined(f"{bar.called} {bar.term} keeps {self.name} away from {self.other(bar)}{self._where(bar)}" for bar in bars)

    def _where(self, bar: Bar) -> str:
        """Where the protected member is, if that is not simply at this meeting."""
        if might_come(self.plan.network, self.plan.meeting, bar.protected, self.plan.coming):
            return ""
        if self._lives_there(bar.protected):
            return ", who lives where the meeting is"
        there = self.comes_to(bar)
        return f", who comes to {joined(map(another, there))}" if there else ""

    @property
    def adult_bound(self) -> tuple[Bar, ...]:
        """Orders and conditions in force that bind the adult and protect the member."""
        return tuple(bar for bar in self.in_force if bar.restriction.kind.blocks and bar.bound == self.plan.adult.id)

    @property
    def binds_others(self) -> tuple[Bar, ...]:
        """Orders and conditions in force that protect the member from somebody."""
        return tuple(bar for bar in self.in_force if bar.restriction.kind.blocks and bar.protected == self.id)

    @property
    def investigations(self) -> tuple[Bar, ...]:
        """Police investigations in force between the member and somebody, whichever way they run."""
        return tuple(bar for bar in self.in_force if bar.restriction.kind is RestrictionKind.POLICE_INVESTIGATION)

    @property
    def limits(self) -> tuple[Bar, ...]:
        """Limits that a care home or a relative set: they never keep anybody away here."""
        return tuple(bar for bar in self.in_force if bar.restriction.kind in _LIMITS)

    @property
    def ended(self) -> tuple[Bar, ...]:
        """Orders and conditions that bound the member, or the adult for the member, until before the day of the meeting."""
        return tuple(bar for bar in self._not_in_force if bar.restriction.has_ended(self.plan.day))

    @property
    def later(self) -> tuple[Bar, ...]:
        """Those that begin only after it."""
        return tuple(bar for bar in self._not_in_force if bar not in self.ended)

    @property
    def _not_in_force(self) -> list[Bar]:
        bound = (self.id, self.plan.adult.id)
        return [bar for bar in self.bars if bar.restriction.kind.blocks and bar.bound in bound and bar not in self.in_force]

    def other(self, bar: Bar) -> str:
        """The name of the other member that a restriction is about."""
        return self.plan.wording.name(bar.protected if bar.bound == self.id else bar.bound)

    def between(self, bar: Bar) -> str:
        """A restriction with the two it is about: "bail condition between Kev and Mo"."""
        return f"{bar.restriction.kind} between {self.name} and {self.other(bar)}"

    @cached_property
    def worries(self) -> tuple[Reading, ...]:
        """Worries about the member as a person: from whom to whom is not known."""
        return worries_about(self.plan.network, self.id)

    @property
    def concern(self) -> str:
        """What is open with the adult, or may be, as a clause; "" where nothing is."""
        unclear = f"a worry about harm is written down about {self.name}, and not from whom to whom" if self.worries else ""
        return "; ".join(clause for clause in (self._with_adult, unclear) if clause)

    @cached_property
    def _both_ways(self) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
        """Worries from the member to the adult, and from the adult to the member."""
        adult = self.plan.adult.id
        return concerns_from(self.plan.network, self.id, adult), concerns_from(self.plan.network, adult, self.id)

    @property
    def told_alone(self) -> bool:
        """True when any of what ``concern`` rests on is known to be told by the adult alone."""
        theirs, adults = self._both_ways
        return any(_told_alone(self.plan.network, reading) for reading in (*theirs, *adults, *self.worries))

    @property
    def _with_adult(self) -> str:
        theirs, adults = self._both_ways
        if not theirs and not adults:
            return ""
        if theirs and adults:
            course = f"between {self.name} and {self.adult}, both ways,"
        else:
            course = f"from {self.name} to {self.adult}" if theirs else f"from {self.adult} to {self.name}"
        return f"a concern about harm {course} is open ({_strongest((*theirs, *adults))})"

    @cached_property
    def harmed_by(self) -> tuple[str, ...]:
        """Whoever a worry runs from to the member, the adult among them; by name."""
        return tuple(other for other in self._tied if concerns_from(self.plan.network, other, self.id))

    @property
    def protected(self) -> bool:
        """True when an order, a condition or an investigation, in force or not, is there for the member's sake."""
        return any(bar.protected == self.id and bar.restriction.kind not in _LIMITS for bar in self.bars)

    @cached_property
    def harms(self) -> tuple[str, ...]:
        """Whoever a worry runs to from the member; by name."""
        return tuple(other for other in self._tied if concerns_from(self.plan.network, self.id, other))

    @property
    def written_down(self) -> Iterator[str]:
        """Every worry, line of harm and restriction between the member and anybody, as clauses that judge nobody.

        Without what a proposal says more fully: worries with the adult and with those who come to another part, and the orders
        that keep the member away.
        """
        name, told = self.plan.wording.name, {self.plan.adult.id, *self.apart}
        yield from (
            f"a worry about harm from {name(other)} to {self.name} is written down" for other in self.harmed_by if other not in told
        )
        yield from (f"a worry about harm from {self.name} to {name(other)} is written down" for other in self.harms if other not in told)
        for tie in self.plan.network.ties_of(self.id):
            for line in harm_lines(self.plan.network, tie):
                yield f"the line drawn between {self.plan.wording.names((tie.a, tie.b))} says {line}"
        said = (*self.kept_away, *self.unsettled, *self.nearby, *self.adult_bound, *self.investigations)
        yield from dict.fromkeys(self._told(bar) for bar in self.bars if bar not in said)

    def _told(self, bar: Bar) -> str:
        """One restriction as a clause."""
        name, ended = self.plan.wording.name, bar.restriction.has_ended(self.plan.day)
        if bar.restriction.kind.blocks and bar in self.in_force:
            return f"{bar.called} {bar.term} keeps {name(bar.bound)} away from {name(bar.protected)}"
        if bar.restriction.kind.blocks and ended:
            return f"{bar.called} that kept {name(bar.bound)} away from {name(bar.protected)} ended on {bar.until}"
        if bar.restriction.kind.blocks:
            return f"{bar.called} {bar.term} is to keep {name(bar.bound)} away from {name(bar.protected)}"
        if ended:
            return f"{bar.called} between {self.name} and {self.other(bar)} ended on {bar.until}"
        return f"{bar.called} between {self.name} and {self.other(bar)} is written down"

    @property
    def _tied(self) -> list[str]:
        others = {tie.other(self.id) for tie in self.plan.network.ties_of(self.id)}
        return sorted(others, key=lambda other: (self.plan.wording.name(other), other))

    @property
    def apart(self) -> frozenset[str]:
        """Those who might come with whom a concern is open."""
        return self.plan.apart.get(self.id, frozenset())

    @property
    def part(self) -> int:
        """The part that keeps the member apart from them."""
        return self.plan.parts.get(self.id, 1)

    @property
    def consulted(self) -> Consulted | None:
        """How the member is heard about the adult's best interests, where that is recorded."""
        assessment = self.plan.decides.assessment
        return next((found for found in assessment.consulted if found.member == self.id), None) if assessment else None

    @property
    def condition(self) -> str:
        """The adult's own words, on one line, without quotation marks that were typed around them, and within reason."""
        spoken = _unquoted(" ".join(self.invitation.adult_words.split()))
        return f"{spoken[:200].rstrip()}…" if len(spoken) > 200 else spoken

    @property
    def said(self) -> str:
        """The adult's answer as a clause, with the no that was told alone before it."""
        if self.no_alone is not None:
            no = ", ".join(("alone", *([day(self.no_alone.asked_on)] if self.no_alone.asked_on else [])))
            return f"{self.adult} said no ({no}); yes since{self._with_condition} ({self._in_company})"
        if self.says is AdultSays.YES:
            return f"{self.adult} said yes"
        if self.says is AdultSays.NO:
            return f"{self.adult} said no"
        if self.says is AdultSays.IF:
            return f"{self.adult} said yes{self._with_condition}"
        return f"{self.adult} cannot decide this now and has not been asked about {self.name}"

    @property
    def _with_condition(self) -> str:
        if self.says is not AdultSays.IF:
            return ""
        return f", if: “{self.condition}”" if self.condition else ", with a condition"

    @property
    def _in_company(self) -> str:
        """Who was there when the answer was given that stands, and when that was."""
        there = "with others there" if self.invitation.presence is Presence.WITH_OTHERS else "not known who was there"
        return ", ".join((there, *([day(self.invitation.asked_on)] if self.invitation.asked_on else [])))


def _unquoted(words: str) -> str:
    """What stands between a pair of quotation marks around the whole, which holds no other such pair; else the words."""
    closing = _QUOTES.get(words[:1])
    if closing is None or len(words) < 2 or words[-1] != closing:
        return words
    inner = words[1:-1]
    mark = re.escape(closing)
    return words if re.search(rf"(?<!\w){mark}|{mark}(?!\w)", inner) else inner.strip()


def _told_alone(network: Network, reading: Reading) -> bool:
    return reading.basis is Basis.TOLD_BY_ADULT_ALONE or (reading.voice is Voice.ADULT and heard_alone(network, reading))


def _strongest(readings: tuple[Reading, ...]) -> str:
    """The worry to name where there are several: the most serious, of those the one recorded last."""
    concerns = [(reading.value, reading) for reading in readings if isinstance(reading.value, Concern)]
    concern, reading = max(concerns, key=lambda pair: (pair[0].level, pair[1].seq, pair[1].id))
    return ", ".join([lower_first(concern.type), CONCERN[concern.level], *([day(reading.said_on)] if reading.said_on else [])])
