"""Safer ways to stay in touch, and risks that the adult wants to take: proposed from the map, answered by people, kept."""

from dataclasses import dataclass, replace

from netmeet.domain.apart import bars
from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.chosen import Answer, OptionChoice, Settled, chosen_so_far, in_use, settled
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.network import Tie
from netmeet.domain.others_at_risk import OtherAtRisk, others_at_risk
from netmeet.domain.outgoing import WORDS_LEFT_OUT, KeptPrivate, kept_private, outgoing_doubts, outgoing_problems
from netmeet.domain.protective import Library, Offered, options_for
from netmeet.domain.readings import Presence, What
from netmeet.domain.risk_taking import RiskTaking, RiskView, Weighed, history, weigh
from netmeet.domain.voices import said_of
from netmeet.domain.wording import Spoken, Wording
from netmeet.services.cases import OpenCase, england_day, new_id
from netmeet.services.readings import check_company, check_voice, company
from netmeet.store import capacity, safer


@dataclass(frozen=True, slots=True)
class SaferPage:
    """Everything about one tie: the adult's words first, then what is offered, what was said of it, and the record of the risk."""

    tie: Tie
    who: str
    wants: tuple[Spoken, ...]
    offered: Offered
    settled: tuple[Settled, ...]
    records: tuple[Weighed, ...]

    @property
    def record(self) -> Weighed | None:
        """The record that stands."""
        return next(iter(self.records), None)

    @property
    def in_use(self) -> tuple[str, ...]:
        """The names of the options that are to be used."""
        return in_use(self.settled)


@dataclass(frozen=True, slots=True)
class BesideFlag:
    """What stands beside a flag on the page of risks: the adult's view of the risk, and what was chosen so far."""

    record: Weighed | None
    chosen: str


def look(case: OpenCase, tie_id: str, library: Library) -> SaferPage:
    """Read everything about one tie of the adult's. Raises ``NotFoundError`` for any other."""
    words = _words(case)
    tie = own_tie(case, tie_id)
    offered = options_for(words, tie, library)
    wants = tuple(words.spoken(reading) for reading in said_of(case.network, tie.id, What.WANTS))
    assessments = capacity.assessments(case.session, case.id)
    return SaferPage(
        tie=tie,
        who=words.name(tie.other(case.profile.adult_id)),
        wants=wants,
        offered=offered,
        settled=settled(words, tie, safer.choices(case.session, case.id), offered),
        records=tuple(weigh(words, tie, one, assessments) for one in history(safer.risk_takings(case.session, case.id), tie.id)),
    )


def beside_flags(case: OpenCase, library: Library) -> dict[str, BesideFlag]:
    """Return what stands beside each flag, by tie: only where something was answered or written down."""
    words, choices, risks = _words(case), safer.choices(case.session, case.id), safer.risk_takings(case.session, case.id)
    assessments = capacity.assessments(case.session, case.id) if risks else ()
    ties = {one.tie for one in choices} | {one.tie for one in risks}
    found = {}
    for tie in (one for one in case.network.ties if one.id in ties):
        record = next(iter(history(risks, tie.id)), None)
        chosen = chosen_so_far(settled(words, tie, choices, options_for(words, tie, library)))
        found[tie.id] = BesideFlag(weigh(words, tie, record, assessments) if record else None, chosen)
    return found


LEFT_OUT = (*WORDS_LEFT_OUT, "police", "hurt", "harm", "danger", "worry", "worri", "bruise")
"""Words that keep a text off the adult's own copy: it may be found by whoever it is about."""


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What the adult's own copy says, in its order, and what was left out of it, each with the reason, for the worker alone."""

    lines: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[str, ...]


def own_copy(case: OpenCase, taking: RiskTaking) -> OwnCopy:
    """Make the adult's own copy. What could go wrong and who agreed are no part of it.

    Whoever is a worry may read it. A text with a word that is left out of papers stays behind, and one that carries somebody's
    details, or may carry a part of them: here nobody can be asked whether that is safe.
    """
    private = _private(case)
    texts = (
        ("What you want", (taking.wants,)),
        ("What is good about it", (taking.benefits,)),
        ("What helps you to be safe", (*taking.safeguards, taking.more_safeguards)),
        ("If something goes wrong", (taking.contingency,)),
    )
    problems = {text: (*outgoing_problems(text, private, LEFT_OUT), *outgoing_doubts(text, private)) for _, held in texts for text in held}
    lines = ((heading, tuple(text for text in held if text.strip() and not problems[text])) for heading, held in texts)
    left_out = (f"{heading}: {found}" for heading, held in texts for text in held for found in problems[text])
    return OwnCopy(tuple(line for line in lines if line[1]), tuple(dict.fromkeys(left_out)))


def _private(case: OpenCase) -> KeptPrivate:
    """What must not lie about where the adult lives: also how to reach them safely, and where anybody lives whom an order protects."""
    bound = (bar for found in bars(case.network).values() for bar in found if bar.stands((), england_day(case.at)))
    guarded = {bar.protected for bar in bound} - {case.profile.adult_id}
    reach = filter(None, map(str.strip, case.profile.safe_contact.splitlines()))
    return kept_private(case.network, case.profile.adult_id, guarded=guarded, others=reach)


def others(case: OpenCase) -> tuple[OtherAtRisk, ...]:
    """The questions about others who may be at risk."""
    return others_at_risk(_words(case))


def names(case: OpenCase) -> dict[str, str]:
    """What everybody on the map is called on a page; where two share a name, with what tells them apart."""
    words = _words(case)
    return {member.id: words.name(member.id) for member in case.network.members}


def assessments(case: OpenCase) -> tuple[CapacityAssessment, ...]:
    """Every assessment that a record can rest on, the latest first."""
    return tuple(reversed(capacity.assessments(case.session, case.id)))


def own_tie(case: OpenCase, tie_id: str) -> Tie:
    """A tie of the adult's. Raises ``NotFoundError`` for any other: what is offered is for the adult's own relationships."""
    tie = case.network.tie(tie_id)
    if not tie.joins(case.profile.adult_id):
        raise NotFoundError
    return tie


def choose(case: OpenCase, choice: OptionChoice, library: Library) -> None:
    """Write down an answer about an option. It comes without an id and a name.

    Raises ``BadInputError`` for an option that is not offered, for one that must not be used now (no reason makes that
    right), and for changes or a "not wanted" without words.
    """
    tie = own_tie(case, choice.tie)
    offered = options_for(_words(case), tie, library)
    allowed = {offer.key: offer.name for offer in offered.allowed}
    never = {offer.key: offer for offer in offered.never}
    spoken = {one.option: one.name for one in safer.choices(case.session, case.id) if one.tie == tie.id}
    if choice.option in never and choice.answer.is_yes:
        because = never[choice.option].because[0]
        raise BadInputError(f"{never[choice.option].name} must not be used now. {because}", "option")
    name = allowed.get(choice.option) or spoken.get(choice.option)
    if name is None:
        raise BadInputError("Choose one of the options on the list.", "option")
    if choice.answer is not Answer.CHOSEN and not choice.words.strip():
        asks = "what is changed" if choice.answer is Answer.CHANGED else "the reason"
        raise BadInputError(f"Enter {asks}.", "words")
    check_voice(choice.voice, choice.voice_member)
    _check_said(case, choice.presence, choice.present, *([choice.voice_member] if choice.voice_member else []))
    case.check_past(choice.said_on, "said_on")
    together = company(choice.presence, choice.present)
    kept = replace(choice, id=new_id(), name=name, presence=together, recorded_by=case.actor.name, recorded_at=case.at)
    safer.add_choices(case.session, case.id, (kept,))
    case.note("wrote down what was said of a safer way to stay in touch")


def record_risk(case: OpenCase, taking: RiskTaking) -> None:
    """Write down a risk that the adult wants to take. It comes without an id; an earlier record stays behind it.

    Raises ``BadInputError`` without the adult's own words, and for an assessment that is not of this case.
    """
    own_tie(case, taking.tie)
    if not taking.wants.strip():
        raise BadInputError("Enter what the adult wants, in their own words.", "wants")
    if taking.view is not RiskView.NOT_SAID and taking.said_on is None:
        raise BadInputError("Enter the day when the adult said so.", "said_on")
    if taking.assessment is not None and taking.assessment not in {one.id for one in assessments(case)}:
        raise BadInputError("Choose one of the assessments on the list.", "assessment")
    _check_said(case, taking.presence, taking.present, *(one.member for one in taking.agreed))
    case.check_past(taking.said_on, "said_on")
    together = company(taking.presence, taking.present)
    kept = replace(taking, id=new_id(), presence=together, recorded_by=case.actor.name, recorded_at=case.at)
    safer.add_risk_takings(case.session, case.id, (kept,))
    case.note("wrote down a risk that the adult wants to take")


def _check_said(case: OpenCase, presence: Presence, present: tuple[str, ...], *named: str) -> None:
    for member_id in (*present, *named):
        case.network.member(member_id)
    check_company(presence, present)


def _words(case: OpenCase) -> Wording:
    return Wording(case.network, england_day(case.at))
