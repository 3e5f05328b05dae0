"""Whether the adult needs an independent advocate (Care Act 2014, sections 67 and 68).

Substantial difficulty in any of four areas, and nobody appropriate to represent and support the adult. What is not known
counts as not there: an advocate is asked for until somebody is known to be appropriate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Member, MemberKind, Sphere, TieKind
from netmeet.domain.readings import Presence, Restriction, RestrictionKind, SupportKind, What
from netmeet.domain.reliance import givers
from netmeet.domain.risk import may_touch, person_of_concern, restrictions_between, runs_from
from netmeet.domain.wording import Wording, day, joined, sentence

AREAS = MappingProxyType(
    {
        "understand": "with understanding relevant information",
        "retain": "with retaining information",
        "weigh": "with using or weighing information",
        "communicate": "with communicating views, wishes or feelings",
    }
)
"""The four areas of section 67(4)."""


class Beside(StrEnum):
    """How another kind of advocate stands: an IMCA, an IMHA."""

    NOT_ASKED = "not asked about yet"
    NOT_NEEDED = "not needed"
    ASKED_FOR = "asked for"
    IN_PLACE = "in place"


class AdvocateOutcome(StrEnum):
    """What was decided."""

    NOT_YET = "not decided yet"
    NO_DIFFICULTY = "no substantial difficulty"
    APPROPRIATE = "somebody appropriate represents and supports them"
    ASKED_FOR = "an independent advocate is asked for"
    IN_PLACE = "an independent advocate is in place"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was answered about one member as the appropriate person. None: not asked yet.

    ``agrees`` is the adult's own answer; where the adult cannot decide that, whether it is in their best interests.
    """

    member: str
    agrees: bool | None = None
    willing: bool | None = None
    able: bool | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AdvocateCheck:
    """One look at the question, on one day, kept for good. None for an area: not known. ``seq`` counts from 1.

    ``person`` is the appropriate person where one was found; ``asked_of`` is who was asked for an advocate, ``asked_on`` when.
    """

    id: str
    understand: bool | None = None
    retain: bool | None = None
    weigh: bool | None = None
    communicate: bool | None = None
    why: str = ""
    candidates: tuple[Candidate, ...] = ()
    presence: Presence = Presence.NOT_KNOWN
    outcome: AdvocateOutcome = AdvocateOutcome.NOT_YET
    person: str | None = None
    asked_of: str = ""
    asked_on: date | None = None
    imca: Beside = Beside.NOT_ASKED
    imha: Beside = Beside.NOT_ASKED
    notes: str = ""
    decided_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    seq: int = 0

    @property
    def difficulties(self) -> tuple[str, ...]:
        """The areas with substantial difficulty, in words."""
        return tuple(words for area, words in AREAS.items() if getattr(self, area))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The areas that nobody answered for, in words."""
        return tuple(words for area, words in AREAS.items() if getattr(self, area) is None)


class Need(StrEnum):
    """What the calculation comes to. A person decides; this says what follows from the answers so far."""

    NOT_KNOWN = "not known yet"
    NOT_NEEDED = "no duty: no substantial difficulty is recorded"
    PERSON = "no duty while this person represents and supports them"
    ADVOCATE = "an independent advocate is to be arranged"


class Fit(StrEnum):
    """Whether somebody can be the appropriate person."""

    YES = "appropriate, by what is recorded"
    ASK = "could be, once asked"
    NO = "cannot be"


@dataclass(frozen=True, slots=True)
class Considered:
    """One member as the appropriate person: ``because`` speak against it, ``asks`` are still to be asked.

    ``begun``: something was asked already.
    """

    member: str
    fit: Fit
    because: tuple[str, ...]
    asks: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What follows, with the sentences that it rests on, everybody who was considered, and what to ask besides."""

    need: Need
    because: tuple[str, ...]
    considered: tuple[Considered, ...]
    asks: tuple[str, ...]

    def of(self, fit: Fit) -> tuple[Considered, ...]:
        """Those who fit in one way."""
        return tuple(one for one in self.considered if one.fit is fit)


def needs_advocate(words: Wording, check: AdvocateCheck, assessments: Iterable[CapacityAssessment] = ()) -> Finding:
    """Say whether the adult needs an independent advocate, by what is answered in ``check`` and what is on the map.

    Every living person tied to the adult is considered. Those who speak up for the adult already stand first, then by name.
    """
    considered = _considered(words, check)
    need, because = _need(words, check, considered)
    asks = tuple(
        sentence(ask) for ask in (*_of_areas(words, check), *_in_company(words, check), *_others(words, check, tuple(assessments)))
    )
    return Finding(need, tuple(sentence(line) for line in because), considered, asks)


def check_outcome(words: Wording, check: AdvocateCheck) -> None:
    """Raise ``BadInputError`` for an outcome that cannot stand beside its own answers."""
    if check.outcome is AdvocateOutcome.NO_DIFFICULTY and (check.difficulties or check.unknown):
        raise BadInputError("Answer “no” for all four areas first, or choose another outcome.", "outcome")
    if check.outcome is AdvocateOutcome.APPROPRIATE:
        found = {one.member: one for one in _considered(words, check)}.get(check.person or "")
        if found is None:
            raise BadInputError("Choose who represents and supports them.", "person")
        if found.fit is not Fit.YES:
            raise BadInputError(f"{words.name(found.member)} is not known to be appropriate: {_first(found)}", "person")
    if check.outcome is AdvocateOutcome.ASKED_FOR and check.asked_on is None:
        raise BadInputError("Enter the day when an advocate was asked for.", "asked_on")


def _first(found: Considered) -> str:
    return next(iter((*found.because, *found.asks)))


def _need(words: Wording, check: AdvocateCheck, considered: tuple[Considered, ...]) -> tuple[Need, tuple[str, ...]]:
    adult = words.adult
    if not check.difficulties:
        if check.unknown:
            return Need.NOT_KNOWN, (f"it is not recorded whether {adult} has substantial difficulty {joined(check.unknown, 'or')}",)
        return Need.NOT_NEEDED, (f"{adult} has no substantial difficulty in any of the four areas",)
    difficulty = f"{adult} has substantial difficulty {joined(check.difficulties)}"
    if fit := [one.member for one in considered if one.fit is Fit.YES]:
        return Need.PERSON, (difficulty, f"appropriate, by what is recorded: {words.names(fit)}")
    if ask := [one.member for one in considered if one.fit is Fit.ASK]:
        return Need.ADVOCATE, (difficulty, f"nobody is known to be appropriate; to be asked: {words.names(ask)}")
    return Need.ADVOCATE, (difficulty, f"nobody on the map is appropriate to represent and support {adult}")


def _considered(words: Wording, check: AdvocateCheck) -> tuple[Considered, ...]:
    network = words.network
    adult = network.adult_id or ""
    speak = givers(network).get(SupportKind.ADVOCACY, frozenset())
    people = {tie.other(adult): network.member(tie.other(adult)) for tie in network.ties_of(adult)}
    answers = {one.member: one for one in check.candidates}
    found = [
        _consider(words, member, answers.get(member.id, Candidate(member.id)))
        for member in people.values()
        if member.kind is MemberKind.PERSON and not member.has_died and member.id != adult
    ]
    fits = list(Fit)
    return tuple(sorted(found, key=lambda one: (fits.index(one.fit), one.member not in speak, words.name(one.member), one.member)))


def _consider(words: Wording, member: Member, answer: Candidate) -> Considered:
    because = tuple(sentence(line) for line in (*_against(words, member), *_answered_no(words, member, answer)))
    begun = {answer.agrees, answer.willing, answer.able} != {None}
    asks = () if because else tuple(sentence(ask) for ask in _to_ask(words, member, answer))
    return Considered(member.id, Fit.NO if because else Fit.ASK if asks else Fit.YES, because, asks, begun)


def _against(words: Wording, member: Member) -> list[str]:
    """What the map says against somebody: paid, part of a worry, kept away, a child.

    Source: section 67(5) and (6): nobody who is engaged in providing care or treatment for the adult in a professional
    capacity or for remuneration. Whoever is on a tie with a worry is left out by us: nobody implicated can represent. Like a
    worry, an order counts whether or not it has ended.
    """
    network, name, adult = words.network, words.name(member.id), words.network.adult_id or ""
    paid = member.sphere is Sphere.PAID or any(tie.kind is TieKind.PAID for tie in network.ties_of(adult) if tie.other(adult) == member.id)
    between = any(_implicates(one.value) for one in restrictions_between(network, adult, member.id))
    lines = (
        (paid, f"{name} is paid to help {words.adult}, or does so as a job"),
        (
            may_touch(network, adult, member.id),
            f"a worry about harm is recorded between {words.names((adult, member.id))}, or about {name}",
        ),
        (
            not may_touch(network, adult, member.id) and person_of_concern(network, member.id),
            f"a worry is recorded that {name} may harm somebody else on the map",
        ),
        (between, f"an order, a condition or a police investigation is recorded between {words.names((adult, member.id))}"),
        (
            not between and _is_bound(words, member.id),
            f"an order or a condition is recorded that binds {name} for somebody else on the map",
        ),
        (member.is_child(words.as_of) is True, f"{name} is under 18"),
    )
    return [line for holds, line in lines if holds]


def _implicates(value: object) -> bool:
    return isinstance(value, Restriction) and (value.kind.blocks or value.kind is RestrictionKind.POLICE_INVESTIGATION)


def _is_bound(words: Wording, member_id: str) -> bool:
    """True when an order or a condition was ever recorded that binds somebody, for whoever's sake."""
    said = ((tie, one.value) for tie in words.network.ties_of(member_id) for one in words.network.said(tie.id, What.RESTRICTION))
    return any(isinstance(value, Restriction) and value.kind.blocks and runs_from(value.direction, tie, member_id) for tie, value in said)


def _answered_no(words: Wording, member: Member, answer: Candidate) -> list[str]:
    name = words.name(member.id)
    lines = (
        (answer.agrees, f"{words.adult} does not want {name} to do this"),
        (answer.willing, f"{name} is not willing"),
        (answer.able, f"{name} is not able to represent and support {words.adult}"),
    )
    return [line for said, line in lines if said is False]


def _to_ask(words: Wording, member: Member, answer: Candidate) -> list[str]:
    name = words.name(member.id)
    lines = (
        (answer.agrees, f"ask {words.adult}, alone, whether {name} may represent and support them"),
        (answer.willing, f"ask {name} whether {name} is willing"),
        (answer.able, f"is {name} able to represent {words.adult}: near enough, free to, and of an independent mind?"),
    )
    return [line for said, line in lines if said is None]


def _of_areas(words: Wording, check: AdvocateCheck) -> list[str]:
    if check.difficulties or not check.unknown:
        return []
    return [f"would {words.adult} have substantial difficulty {area}?" for area in check.unknown]


def _in_company(words: Wording, check: AdvocateCheck) -> list[str]:
    """A yes to somebody is no answer until it was given alone."""
    if not any(one.agrees for one in check.candidates):
        return []
    if check.presence is Presence.WITH_OTHERS:
        return [f"others were there when {words.adult} said whom they want: ask again, alone"]
    return [f"was {words.adult} alone when asked whom they want? It is not written down"] if check.presence is Presence.NOT_KNOWN else []


def _others(words: Wording, check: AdvocateCheck, assessments: tuple[CapacityAssessment, ...]) -> list[str]:
    """The advocates of two other Acts, who are noted beside. They are asked about, and never worked out here."""
    asks = []
    lacks = [one for one in assessments if one.outcome is CapacityOutcome.LACKS]
    if lacks and check.imca is Beside.NOT_ASKED:
        on = f" of {day(lacks[-1].assessed_on)}" if lacks[-1].assessed_on else ""
        asks.append(f"an assessment{on} found that {words.adult} cannot make a decision now: is an IMCA to be asked for?")
    if check.imha is Beside.NOT_ASKED:
        asks.append(f"is {words.adult} held or treated under the Mental Health Act? If so, is an IMHA to be asked for?")
    return asks


def latest(checks: Iterable[AdvocateCheck]) -> AdvocateCheck | None:
    """The look that stands: the one recorded last."""
    return max(checks, key=lambda one: (one.seq, one.id), default=None)
