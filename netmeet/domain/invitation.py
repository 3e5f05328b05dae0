"""Who is proposed for a network meeting, each with a reason. The adult's own answer comes first, and people decide.

Every sentence made here is for the worker alone: it names orders and concerns, and never goes on a paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from netmeet.domain.apart import clashes, parts_for
from netmeet.domain.asking import questions
from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.errors import BadInputError
from netmeet.domain.invitation_plan import Plan, another, can_be_asked
from netmeet.domain.invitation_rules import ruled, rulings
from netmeet.domain.invitee import Invitee
from netmeet.domain.meeting import AdultSays, Invitation, Invite, Meeting
from netmeet.domain.namesakes import asked, doubled
from netmeet.domain.network import Network
from netmeet.domain.risk import open_concern_between
from netmeet.domain.wording import sentence

MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one member; ``invite`` None where the adult has to be asked first.

    ``reason`` is one sentence that names the facts it rests on. ``asks`` are open questions and decisions to record.
    ``blocked_by`` are the readings of orders and conditions in force: with any, nothing may bring the member into the
    building on the day. ``doubled`` are sentences about somebody of the same name, whom an order or a worry is about.
    """

    member_id: str
    invite: Invite | None
    reason: str
    part: int = 1
    asks: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()


def propose(
    network: Network, meeting: Meeting, capacity: tuple[CapacityAssessment, ...], *, as_of: date, others: Sequence[Meeting] = ()
) -> tuple[Proposal, ...]:
    """Propose, for every living person on the map but the adult, whether and to which part they are asked.

    ``others`` are the other meetings of the case: an order keeps the bound one from the day, whichever meeting it is.

    The first of ``RULES`` that applies decides. Nothing is proposed for the dead, pets and places, nor for an
    organisation: a meeting is of people, so whoever would come from it is put on the map by name. Sorted by name.
    Empty where the adult has died. Raises ``BadInputError`` where the map is about nobody.
    """
    plan = Plan.of(network, meeting, capacity, as_of, others)
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
    proposed = rulings(invitee)[0].invite
    if proposed not in (Invite.INVITE, Invite.TALK_FIRST) or invitee.is_child or invitee.adult_bound:
        return None
    return decision is None or decision is Invite.TALK_FIRST


def _proposal(invitee: Invitee) -> Proposal:
    proposed, why = ruled(invitee)
    blocks = () if invitee.waits_for_answer else (*invitee.kept_away, *invitee.adult_bound)
    return Proposal(
        member_id=invitee.id,
        invite=proposed,
        reason=_marked(invitee, why),
        part=1 if invitee.waits_for_answer else invitee.part,
        asks=questions(invitee, proposed),
        blocked_by=tuple(dict.fromkeys(bar.reading_id for bar in blocks)),
        doubled=tuple(map(asked, doubled(invitee))),
    )


def _marked(invitee: Invitee, why: str) -> str:
    """The reason as a sentence, marked where somebody decides in the adult's place."""
    decides = invitee.plan.decides
    if decides.adult_decides or invitee.waits_for_answer:
        return sentence(why)
    by = f"by {decides.decision_maker}" if decides.decision_maker else "with nobody named to make it"
    return sentence(f"best interests decision {by}: {why}")


# ---------------------------------------------------------------- what a decision breaks


def check_decision(
    network: Network,
    meeting: Meeting,
    member_id: str,
    decision: Invite,
    part: int,
    capacity: tuple[CapacityAssessment, ...],
    as_of: date,
    others: Sequence[Meeting] = (),
) -> tuple[str, ...]:
    """What a decision about one member goes against: sentences, each of which asks for a recorded reason; empty when none.

    Raises ``BadInputError`` for what no reason makes right: bringing a bound person into the building on the day of the one
    an order protects, also where they come to one of the ``others``, the other meetings of the case; inviting somebody under
    18, deciding before the adult has answered, or against the no of an adult who decides; and for a separate part that is
    none, because everybody else comes to part 1.
    Where the bound person is recorded as coming already, that is changed first: nobody is kept away for being protected.
    Raises ``UnknownMemberError`` for a member who is not on the map.
    """
    plan = Plan.of(network, meeting, capacity, as_of, others)
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
        return sentence(f"{invitee.orders(invitee.kept_away)}. Choose “written view” or “not invited”")
    if invitee.adult_bound and decision.comes:
        bar = invitee.adult_bound[0]
        return sentence(f"{bar.called} {bar.term} keeps {invitee.adult} away from {invitee.name}. Choose “talk first” or “written view”")
    return ""


def _bound_is_coming(invitee: Invitee, decision: Invite) -> str:
    for bar in invitee.binds_others if decision.comes else ():
        bound = invitee.other(bar)
        for meeting in invitee.plan.meetings:
            if meeting.brings(bar.bound):
                at = "" if meeting is invitee.plan.meeting else f" at {another(meeting)}"
                return f"Change first what is recorded for {bound}{at}: {bar.called} {bar.term} keeps {bound} away from {invitee.name}."
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
        *([f"{invitee.said}: ask {invitee.adult} again, alone, or {why}"] if invitee.no_alone is not None else []),
        *([f"{invitee.concern}: {why}"] if invitee.concern else []),
        *(f"a concern is open between {name} and {other}, who would sit together: {why}" for other in beside),
        *(f"the {invitee.between(bar)} is going on: record what the officer said" for bar in invitee.investigations),
        *(f"{invitee.orders((bar,))}: record why it is sure that {invitee.other(bar)} does not come" for bar in invitee.unsettled),
        *(f"{invitee.orders((bar,))}: record that the meeting is somewhere else" for bar in invitee.elsewhere),
        *(f"the {invitee.between(bar)} has ended: record whether it has been renewed" for bar in invitee.ended),
        *([f"{name} may be under 18: record their age"] if invitee.may_be_child else []),
        *(f"{asked(double)} Record why this is right" for double in doubled(invitee)),
    ]
    return tuple(dict.fromkeys(sentence(clause) for clause in found))


def _against_own_part(invitee: Invitee, decision: Invite, part: int, capacity: tuple[CapacityAssessment, ...]) -> tuple[str, ...]:
    """Where a separate part is none: somebody else comes to it with a plain invitation. What is proposed so may stand."""
    plan = invitee.plan
    others = [found for found in plan.meeting.invitations if found.part == part and found.member != invitee.id]
    if decision is not Invite.SEPARATE_PART or not any(found.decision is Invite.INVITE for found in others):
        return ()
    proposals = propose(plan.network, plan.meeting, capacity, as_of=plan.as_of, others=plan.others)
    if any((found.member_id, found.invite, found.part) == (invitee.id, decision, part) for found in proposals):
        return ()
    return (f"Part {part} is the part of everybody else: choose a part of its own, or record why.",)
