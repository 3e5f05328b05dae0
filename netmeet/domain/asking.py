"""What to ask, see or record beside a proposal for one member. For the worker alone."""

from collections.abc import Callable, Iterator

from netmeet.domain.capacity import HowHeard
from netmeet.domain.invitation_plan import another
from netmeet.domain.invitee import Invitee
from netmeet.domain.meeting import AdultSays, Invite
from netmeet.domain.readings import Presence
from netmeet.domain.risk import raised_only_by_some

Question = Callable[[Invitee, Invite | None], Iterator[str]]


def questions(invitee: Invitee, proposed: Invite | None) -> tuple[str, ...]:
    """Everything to ask about one member, each once. Before the adult's answer that is only the answer itself."""
    if invitee.waits_for_answer:
        asked: tuple[Question, ...] = (_their_answer, _capacity)
    else:
        asked = (_capacity, _alone) if invitee.says is AdultSays.NO else QUESTIONS
    return tuple(dict.fromkeys(ask for question in asked for ask in question(invitee, proposed)))


def _their_answer(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    if invitee.plan.decides.adult_decides:
        yield f"Ask {invitee.adult}: is {invitee.name} to be there? Yes, no, or yes if?"


def _capacity(invitee: Invitee, proposed: Invite | None) -> Iterator[str]:
    decides, adult, name = invitee.plan.decides, invitee.adult, invitee.name
    if decides.adult_decides:
        yield from decides.asks
        return
    if decides.asks:
        yield f"The assessment that {adult} cannot decide who to invite is not complete: close its gaps."
    if invitee.says is AdultSays.NO:
        yield f"Give {adult}'s no its weight: wishes and feelings count (Mental Capacity Act 2005, section 4(6))."
    if invitee.says is AdultSays.NOT_ASKED:
        yield f"Ask {adult} about {name} anyway: wishes and feelings count (Mental Capacity Act 2005, section 4(6))."
    yield from _heard(invitee, proposed)


def _heard(invitee: Invitee, proposed: Invite | None) -> Iterator[str]:
    """How somebody is heard about the adult's best interests, invited or not."""
    adult, name, heard = invitee.adult, invitee.name, invitee.consulted
    if heard is None:
        yield f"Is {name} to be consulted about {adult}'s best interests (section 4(7))? Record how {name} is heard, invited or not."
    elif heard.how is HowHeard.NOT_CONSULTED and not heard.reason.strip():
        yield f"{name} is not consulted about {adult}'s best interests: record why."
    elif heard.how is HowHeard.AT_THE_MEETING and not (proposed and proposed.comes):
        yield f"{name} was to be heard about {adult}'s best interests at the meeting: record how {name} is heard if not there."


def _alone(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    """An answer in company is no answer until it was asked for alone; where a concern is open, so is one in unknown company."""
    adult, name = invitee.adult, invitee.name
    if invitee.says is AdultSays.NOT_ASKED:
        return
    if invitee.no_alone is not None:
        yield f"{adult} said no to {name} when asked alone, and has not said yes alone since: ask again, alone."
    elif invitee.invitation.presence is Presence.WITH_OTHERS:
        yield f"Others were there when {adult} answered about {name}: ask again, alone."
    elif invitee.invitation.presence is Presence.NOT_KNOWN and invitee.concern:
        yield f"Was {adult} alone when asked about {name}? It is not written down."


def _condition(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    if invitee.says is AdultSays.IF:
        yield f"How will {invitee.adult}'s condition be met?" if invitee.condition else f"What is {invitee.adult}'s condition?"


def _orders_in_force(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    for bar in (*invitee.binding, *invitee.adult_bound):
        if not bar.restriction.source_seen.strip():
            yield f"Ask to see the {invitee.between(bar)}, and record when it was seen."
        if bar.restriction.ends is None:
            yield f"When does the {invitee.between(bar)} end?"
    for bar in invitee.kept_away:
        yield f"Check that the terms of the {invitee.between(bar)} allow a view in writing."
        if bar.protected != invitee.plan.adult.id and any(back.bound == bar.protected for back in invitee.binds_others):
            yield f"{invitee.name} and {invitee.other(bar)} are kept from one another: ask {invitee.adult} which of them is to be there."
    for bar in invitee.adult_bound:
        yield f"The {bar.restriction.kind} binds {invitee.adult}: take legal advice before {invitee.name} is asked."
    for bar in invitee.elsewhere:
        yield f"The {bar.restriction.kind} keeps {invitee.name} away from {invitee.other(bar)}: is the meeting somewhere else?"


def _orders_and_other_meetings(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    """While the day of one of two meetings is not settled, nothing keeps them apart but whoever settles it."""
    for meeting in invitee.plan.perhaps_that_day:
        for bar in (bar for bar in invitee.binding if meeting.brings(bar.protected)):
            keeps = f"The {bar.restriction.kind} keeps {invitee.name} away from {invitee.other(bar)}"
            yield f"{keeps}, who comes to {another(meeting)}: it must be on another day."


def _orders_of_other_days(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    for bar in invitee.ended:
        yield f"The {invitee.between(bar)} ended on {bar.until}: has it been renewed?"
    for bar in invitee.later:
        yield f"The {invitee.between(bar)} starts after the day of the meeting: look again if that day moves."
    for bar in invitee.unproven:
        between = f"the {invitee.between(bar)} ends on {bar.until}"
        yield f"An entry says that {between}: it counts once somebody else than the bound one has seen the paper."
    for bar in invitee.bars:
        if bar.corrects:
            yield f"An earlier entry of the {invitee.between(bar)} differs: are both about the same order?"


def _officer(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    if invitee.investigations:
        yield f"Ask the officer whether {invitee.name} may come, and what must not be talked about."


def _limits(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    for bar in invitee.limits:
        yield f"The {invitee.between(bar)} is no order: who decided, on what authority?"


def _age(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    if invitee.is_child:
        yield f"Who has parental responsibility for {invitee.name}, and what do they say?"
    elif invitee.may_be_child:
        yield f"Is {invitee.name} under 18?"


def _before_talking(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    """What a worry may cost whoever told of it: agreed with the adult before a word of it is said."""
    adult, name = invitee.adult, invitee.name
    if invitee.concern:
        yield f"Agree with {adult} what may be said to {name}, and what not, before anybody talks to {name}."
        if invitee.told_alone:
            yield f"{adult} was asked alone: what was said is not repeated to {name} unless {adult} agrees."
    if invitee.worries:
        yield f"A worry about harm is written down about {name}: from whom to whom?"


def _who_raised(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    """A worry that only people of concern raised, with the adult or with somebody who might come: said here as on the page of risks."""
    for other in (invitee.plan.adult.id, *sorted(invitee.apart)):
        yield from raised_only_by_some(invitee.plan.wording, invitee.id, other)


def _safely(invitee: Invitee, _: Invite | None) -> Iterator[str]:
    if invitee.harmed_by or invitee.protected:
        yield f"How can {invitee.name} be asked safely? A letter may be opened by somebody else."


def _to_record(invitee: Invitee, proposed: Invite | None) -> Iterator[str]:
    if invitee.concern:
        yield f"Record what is decided about {invitee.name}: by whom, on which day, and why."
    if invitee.apart and proposed is not Invite.SEPARATE_PART:
        others = invitee.plan.wording.names(invitee.apart)
        yield f"Keep {invitee.name} in another part than {others}: a concern about harm is open between them."


QUESTIONS: tuple[Question, ...] = (
    _before_talking,
    _who_raised,
    _safely,
    _capacity,
    _alone,
    _condition,
    _orders_in_force,
    _orders_and_other_meetings,
    _orders_of_other_days,
    _officer,
    _limits,
    _age,
    _to_record,
)
