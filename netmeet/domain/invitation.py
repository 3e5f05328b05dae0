"""Who is proposed for a network meeting, each with a reason. The adult's own answer comes first, and people decide.

Every sentence made here is for the worker alone: it names orders and concerns, and never goes on a paper.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from netmeet.domain.apart import Bar, clashes, parts_for
from netmeet.domain.asking import questions
from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.errors import BadInputError
from netmeet.domain.invitee import Invitee, Plan, can_be_asked
from netmeet.domain.meeting import AdultSays, Invitation, Invite, Meeting
from netmeet.domain.network import Network
from netmeet.domain.risk import open_concern_between
from netmeet.domain.wording import joined, sentence

MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one member; ``invite`` None where the adult has to be asked first.

    ``reason`` is one sentence that names the facts it rests on. ``asks`` are open questions and decisions to record.
    ``blocked_by`` are the readings of orders and conditions in force: with any, nothing may bring the member into the
    building on the day.
    """

    member_id: str
    invite: Invite | None
    reason: str
    part: int = 1
    asks: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it says, and a function that gives a proposal and its reason, or None where it does not apply."""

    says: str
    decide: Callable[[Invitee], tuple[Invite | None, str] | None]


def propose(network: Network, meeting: Meeting, capacity: tuple[CapacityAssessment, ...], *, as_of: date) -> tuple[Proposal, ...]:
    """Propose, for every living person on the map but the adult, whether and to which part they are asked.

    The first of ``RULES`` that applies decides. Nothing is proposed for the dead, pets and places, nor for an
    organisation: a meeting is of people, so whoever would come from it is put on the map by name. Sorted by name.
    Empty where the adult has died. Raises ``BadInputError`` where the map is about nobody.
    """
    plan = Plan.of(network, meeting, capacity, as_of)
    if plan.adult.has_died:
        return ()
    people = sorted(network.members, key=lambda member: (member.name.casefold(), member.id))
    people = [member for member in people if can_be_asked(network, member)]
    plan = _with_parts(plan, [Invitee(plan, member) for member in people])
    return tuple(_proposal(Invitee(plan, member)) for member in people)


def needs_decision(proposal: Proposal, invitation: Invitation) -> bool:
    """True when a decision is due: none is recorded, or the one recorded cannot stand as it is.

    It cannot when it brings somebody who is kept away or whom the adult has not answered about, nor, without a reason,
    when it is another than was proposed.
    """
    decision = invitation.decision
    if decision is None or proposal.invite is None:
        return proposal.invite is not None or (decision is not None and decision.comes)
    if decision.comes and (proposal.blocked_by or proposal.invite is Invite.NOT_INVITED):
        return True
    return decision is not proposal.invite and not invitation.reason.strip()


def who_comes(meeting: Meeting, part: int) -> tuple[str, ...]:
    """The members who come to one part by recorded decision, in the order of their ids. The adult comes to every part."""
    return tuple(sorted(found.member for found in meeting.invitations if found.decision and found.decision.comes and found.part == part))


def _with_parts(plan: Plan, invitees: list[Invitee]) -> Plan:
    """Give parts, so that nobody shares one with somebody with whom a concern is open.

    Whoever a decision keeps away is fitted in last: that moves nobody else, and shows where they would go after all.
    """
    there = {invitee.id: _might_be_there(invitee) for invitee in invitees if _might_be_there(invitee) is not None}
    apart = clashes(plan.network, there.keys())
    torn = [member for member in there if apart[member]]
    coming = [member for member in torn if there[member]]
    decided = {member: plan.meeting.invitation(member) for member in torn}
    recorded = {member: found.part for member, found in decided.items() if found.decision and found.decision.comes}
    parts = parts_for(apart, parts_for(apart, recorded, coming), torn)
    return replace(plan, parts=parts, apart={member: frozenset(other for other in apart[member] if there[other]) for member in there})


def _might_be_there(invitee: Invitee) -> bool | None:
    """True for whoever comes or may yet, False where a decision keeps them away, None for whoever is not to come at all."""
    decision = invitee.invitation.decision
    if decision is not None and decision.comes:
        return True
    proposed, _ = _first(invitee)
    if proposed not in (Invite.INVITE, Invite.TALK_FIRST) or invitee.is_child or invitee.adult_bound:
        return None
    return decision is None or decision is Invite.TALK_FIRST


def _first(invitee: Invitee) -> tuple[Invite | None, str]:
    return next(ruling for rule in RULES if (ruling := rule.decide(invitee)))


def _proposal(invitee: Invitee) -> Proposal:
    proposed, why = _first(invitee)
    blocks = () if invitee.waits_for_answer else (*invitee.kept_away, *invitee.adult_bound)
    return Proposal(
        member_id=invitee.id,
        invite=proposed,
        reason=_marked(invitee, why),
        part=1 if invitee.waits_for_answer else invitee.part,
        asks=questions(invitee, proposed),
        blocked_by=tuple(dict.fromkeys(bar.reading_id for bar in blocks)),
    )


def _marked(invitee: Invitee, why: str) -> str:
    """The reason as a sentence, marked where somebody decides in the adult's place."""
    decides = invitee.plan.decides
    if decides.adult_decides or invitee.waits_for_answer:
        return sentence(why)
    by = f"by {decides.decision_maker}" if decides.decision_maker else "with nobody named to make it"
    return sentence(f"best interests decision {by}: {why}")


# ---------------------------------------------------------------- the rules, in their order


def _not_asked(invitee: Invitee) -> tuple[Invite | None, str] | None:
    if not invitee.waits_for_answer:
        return None
    adult, name = invitee.adult, invitee.name
    if invitee.plan.decides.adult_decides:
        return None, f"ask {adult} first: no answer about {name} is recorded"
    return None, f"{adult} cannot make this decision now, and nobody is named who decides in {adult}'s best interests about {name}"


def _said_no(invitee: Invitee) -> tuple[Invite, str] | None:
    return (Invite.NOT_INVITED, f"{invitee.said} to {invitee.name}") if invitee.says is AdultSays.NO else None


def _kept_away(invitee: Invitee) -> tuple[Invite, str] | None:
    if not invitee.kept_away:
        return None
    why = f"{invitee.said}; {_orders(invitee, invitee.kept_away)}"
    if invitee.is_child:
        return Invite.NOT_INVITED, f"{why}, so {invitee.name}, who is under 18, is not there on that day"
    return Invite.WRITTEN_VIEW, f"{why}, so {invitee.name} may be heard in writing and is not there on that day"


def _adult_is_bound(invitee: Invitee) -> tuple[Invite, str] | None:
    if not invitee.adult_bound:
        return None
    orders = joined(f"{bar.called} {bar.term} keeps {invitee.adult} away from {invitee.name}" for bar in invitee.adult_bound)
    return Invite.TALK_FIRST, f"{invitee.said}; {orders}, so they cannot meet, and {invitee.name} is asked first how to be heard"


def _under_18(invitee: Invitee) -> tuple[Invite, str] | None:
    why = f"{invitee.said}; {invitee.name} is under 18, so talk first, with whoever has parental responsibility"
    return (Invite.TALK_FIRST, why) if invitee.is_child else None


def _investigated(invitee: Invitee) -> tuple[Invite, str] | None:
    if not invitee.investigations:
        return None
    others = joined(dict.fromkeys(invitee.other(bar) for bar in invitee.investigations))
    why = f"{invitee.said}; a police investigation between {invitee.name} and {others} is going on, so ask the officer first"
    return Invite.TALK_FIRST, why


def _protects_somebody_unsettled(invitee: Invitee) -> tuple[Invite, str] | None:
    if not invitee.unsettled:
        return None
    settled = {invitee.other(bar): invitee.plan.meeting.invitation(bar.protected).decision for bar in invitee.unsettled}
    still = [name for name, decision in settled.items() if decision in (None, Invite.TALK_FIRST)]
    clauses = [f"settle first whether {joined(still, 'or')} comes"] if still else []
    clauses += [f"make sure that {name} does not come after all (decided: {settled[name]})" for name in settled if name not in still]
    return Invite.TALK_FIRST, f"{invitee.said}; {_orders(invitee, invitee.unsettled)}, so {joined(clauses)}"


def _orders(invitee: Invitee, bars: tuple[Bar, ...]) -> str:
    return joined(f"{bar.called} {bar.term} keeps {invitee.name} away from {invitee.other(bar)}" for bar in bars)


def _said_if(invitee: Invitee) -> tuple[Invite, str] | None:
    return (Invite.TALK_FIRST, f"{invitee.said}; so talk about that first") if invitee.says is AdultSays.IF else None


def _concern_with_adult(invitee: Invitee) -> tuple[Invite, str] | None:
    why = f"{invitee.said}; {invitee.concern}, so talk to {invitee.name} first and record what is decided"
    return (Invite.TALK_FIRST, why) if invitee.concern else None


def _concern_with_another(invitee: Invitee) -> tuple[Invite, str] | None:
    others = invitee.plan.wording.names(invitee.apart)
    parts = f"so they come to different parts, {invitee.name} to part {invitee.part}"
    why = f"{invitee.said}; a concern about harm is open between {invitee.name} and {others}, {parts}"
    how = Invite.SEPARATE_PART if invitee.part > 1 else Invite.INVITE
    return (how, why) if invitee.apart else None


def _nothing_else(invitee: Invitee) -> tuple[Invite, str]:
    known = tuple(dict.fromkeys(invitee.written_down))
    nothing = f"and nothing written down about {invitee.name} speaks against it"
    return Invite.INVITE, f"{invitee.said}; {joined(known)}" if known else f"{invitee.said}, {nothing}"


RULES = (
    Rule("Nothing is proposed before the adult's own answer is recorded.", _not_asked),
    Rule("The adult said no: not invited.", _said_no),
    Rule("An order or condition in force keeps the bound person from the day and the building, never the protected one.", _kept_away),
    Rule("Where it binds the adult, the protected person is asked first how they want to be heard.", _adult_is_bound),
    Rule("Under 18: at most talk first, with whoever has parental responsibility.", _under_18),
    Rule("A police investigation: ask the officer first.", _investigated),
    Rule("An order protects somebody of whom it is not settled whether they come: settle that first.", _protects_somebody_unsettled),
    Rule("The adult said yes, if: talk about the condition first.", _said_if),
    Rule("A concern is open with the adult, or may be: talk first, and record what is decided.", _concern_with_adult),
    Rule("A concern is open with somebody else who might come: different parts.", _concern_with_another),
    Rule("The adult said yes: invite, and name whatever is written down all the same.", _nothing_else),
)


# ---------------------------------------------------------------- what a decision breaks


def check_decision(
    network: Network, meeting: Meeting, member_id: str, decision: Invite, part: int, capacity: tuple[CapacityAssessment, ...], as_of: date
) -> tuple[str, ...]:
    """What a decision about one member goes against: sentences, each of which asks for a recorded reason; empty when none.

    Raises ``BadInputError`` for what no reason makes right: bringing a bound person into the building with the one an order
    protects, inviting somebody under 18, deciding before the adult has answered, or against the no of an adult who decides;
    and for a separate part that is none, because everybody else comes to part 1.
    Where the bound person is recorded as coming already, that is changed first: nobody is kept away for being protected.
    Raises ``UnknownMemberError`` for a member who is not on the map.
    """
    plan = Plan.of(network, meeting, capacity, as_of)
    invitee = Invitee(plan, network.member(member_id))
    if not can_be_asked(network, invitee.member):
        raise BadInputError(f"{invitee.name} cannot be invited: only living people beside {invitee.adult} are.", field="decision")
    if not 1 <= part <= MOST_PARTS:
        raise BadInputError(f"Enter a part from 1 to {MOST_PARTS}.", field="part")
    for refusal in REFUSALS:
        if because := refusal(invitee, decision):
            raise BadInputError(because, field="decision")
    if decision is Invite.SEPARATE_PART and part == 1:
        raise BadInputError("Everybody else comes to part 1. Enter 2 or a later part, or choose “invite”.", field="part")
    against = _against_adult(invitee, decision)
    if not decision.comes:
        return against
    return (*against, *_against_facts(invitee, part), *_against_own_part(invitee, decision, part, capacity))


def _before_answer(invitee: Invitee, decision: Invite) -> str:
    if not invitee.waits_for_answer or decision is Invite.NOT_INVITED:
        return ""
    if invitee.plan.decides.adult_decides:
        return f"Ask {invitee.adult} about {invitee.name} first, and record the answer."
    return f"Name first who decides in {invitee.adult}'s best interests."


def _against_a_no(invitee: Invitee, decision: Invite) -> str:
    if invitee.says is AdultSays.NO and decision.comes and not invitee.plan.by_best_interests:
        return f"{invitee.adult} said no to {invitee.name}. That answer would have to change first."
    return ""


def _a_child(invitee: Invitee, decision: Invite) -> str:
    if invitee.is_child and decision.comes:
        return f"{invitee.name} is under 18. Choose “talk first”, and talk with whoever has parental responsibility."
    return ""


def _bound(invitee: Invitee, decision: Invite) -> str:
    if invitee.kept_away and decision.comes:
        return sentence(f"{_orders(invitee, invitee.kept_away)}. Choose “written view” or “not invited”")
    if invitee.adult_bound and decision.comes:
        bar = invitee.adult_bound[0]
        return sentence(f"{bar.called} {bar.term} keeps {invitee.adult} away from {invitee.name}. Choose “talk first” or “written view”")
    return ""


def _bound_is_coming(invitee: Invitee, decision: Invite) -> str:
    for bar in invitee.binds_others:
        already = invitee.plan.meeting.invitation(bar.bound).decision
        if decision.comes and already is not None and already.comes:
            bound = invitee.other(bar)
            return f"Change first what is recorded for {bound}: {bar.called} {bar.term} keeps {bound} away from {invitee.name}."
    return ""


REFUSALS: tuple[Callable[[Invitee, Invite], str], ...] = (_before_answer, _against_a_no, _a_child, _bound, _bound_is_coming)


def _against_adult(invitee: Invitee, decision: Invite) -> tuple[str, ...]:
    """Where a decision is another than the adult's answer."""
    adult, name = invitee.adult, invitee.name
    away = decision in (Invite.WRITTEN_VIEW, Invite.NOT_INVITED)
    match invitee.says:
        case AdultSays.NOT_ASKED:
            return (f"{adult} has not been asked about {name}.",)
        case AdultSays.NO if decision.comes:
            return (f"{adult} said no to {name}: record why that is outweighed in {adult}'s best interests.",)
        case AdultSays.NO if decision is not Invite.NOT_INVITED:
            return (f"{adult} said no to {name}: record what {adult} thinks of this.",)
        case AdultSays.YES | AdultSays.IF if away and not invitee.kept_away:
            return (f"{invitee.said}: record why {name} is not to be there.",)
        case AdultSays.IF if decision.comes:
            return (f"{invitee.said}: record how that is met.",)
        case _:
            return ()


def _against_facts(invitee: Invitee, part: int) -> tuple[str, ...]:
    """What speaks against bringing somebody to one part, short of an order."""
    network, name, why = invitee.plan.network, invitee.name, "record why this is right all the same"
    clashing = (other for other in who_comes(invitee.plan.meeting, part) if open_concern_between(network, invitee.id, other))
    beside = [invitee.plan.wording.name(other) for other in clashing]
    found = [
        *([f"{invitee.concern}: {why}"] if invitee.concern else []),
        *(f"a concern is open between {name} and {other}, who would sit together: {why}" for other in beside),
        *(f"the {invitee.between(bar)} is going on: record what the officer said" for bar in invitee.investigations),
        *(f"{_orders(invitee, (bar,))}: record why it is sure that {invitee.other(bar)} does not come" for bar in invitee.unsettled),
        *(f"{_orders(invitee, (bar,))}: record that the meeting is somewhere else" for bar in invitee.elsewhere),
        *(f"the {invitee.between(bar)} has ended: record whether it has been renewed" for bar in invitee.ended),
        *([f"{name} may be under 18: record their age"] if invitee.may_be_child else []),
    ]
    return tuple(dict.fromkeys(sentence(clause) for clause in found))


def _against_own_part(invitee: Invitee, decision: Invite, part: int, capacity: tuple[CapacityAssessment, ...]) -> tuple[str, ...]:
    """Where a separate part is none: somebody else comes to it with a plain invitation. What is proposed so may stand."""
    plan = invitee.plan
    others = [found for found in plan.meeting.invitations if found.part == part and found.member != invitee.id]
    if decision is not Invite.SEPARATE_PART or not any(found.decision is Invite.INVITE for found in others):
        return ()
    proposals = propose(plan.network, plan.meeting, capacity, as_of=plan.as_of)
    if any((found.member_id, found.invite, found.part) == (invitee.id, decision, part) for found in proposals):
        return ()
    return (f"Part {part} is the part of everybody else: choose a part of its own, or record why.",)
