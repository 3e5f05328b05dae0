"""The rules by which somebody is proposed for a meeting: the first that applies decides, and every fact is named at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from netmeet.domain.invitation_plan import another
from netmeet.domain.invitee import Invitee
from netmeet.domain.meeting import AdultSays, Invite, Meeting
from netmeet.domain.namesakes import doubled
from netmeet.domain.wording import joined


class Ruling(NamedTuple):
    """What one rule says of one member: the ``facts`` it rests on, as clauses, and what follows from them.

    One that stands ``alone`` needs no other facts; what follows from one that is ``shared`` is said with what others ask for.
    """

    invite: Invite | None
    facts: tuple[str, ...]
    so: str = ""
    alone: bool = False
    shared: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it says, and a function that gives its ruling, or None where it does not apply."""

    says: str
    decide: Callable[[Invitee], Ruling | None]


def rulings(invitee: Invitee) -> tuple[Ruling, ...]:
    """What every rule that applies says, in their order; the first decides. There is always one."""
    return tuple(ruling for rule in RULES if (ruling := rule.decide(invitee)))


def ruled(invitee: Invitee) -> tuple[Invite | None, str]:
    """What is proposed for one member, and why: every fact at once, and what follows from those that decide."""
    found = rulings(invitee)
    first = found[0]
    if first.alone:
        return first.invite, joined(first.facts)
    facts = tuple(dict.fromkeys(fact for ruling in found for fact in ruling.facts))
    known = joined(dict.fromkeys(invitee.written_down))
    told = "; ".join((invitee.said, *facts, *([known] if known else [])))
    deciding = [ruling.so for ruling in found if ruling.so and ruling.invite is first.invite] if first.shared else [first.so]
    if so := "; ".join(filter(None, deciding)):
        return first.invite, f"{told}{',' if facts or known else ';'} so {so}"
    return first.invite, told if known else f"{told}, and nothing written down about {invitee.name} speaks against it"


# ---------------------------------------------------------------- the rules, in their order


def _not_asked(invitee: Invitee) -> Ruling | None:
    if not invitee.waits_for_answer:
        return None
    adult, name = invitee.adult, invitee.name
    if invitee.plan.decides.adult_decides:
        return Ruling(None, (f"ask {adult} first: no answer about {name} is recorded",), alone=True)
    nobody = f"{adult} cannot make this decision now, and nobody is named who decides in {adult}'s best interests about {name}"
    return Ruling(None, (nobody,), alone=True)


def _said_no(invitee: Invitee) -> Ruling | None:
    told = f"{invitee.said} to {invitee.name}"
    return Ruling(Invite.NOT_INVITED, (told,), alone=True) if invitee.says is AdultSays.NO else None


def _kept_away(invitee: Invitee) -> Ruling | None:
    if not invitee.kept_away:
        return None
    facts, name = (invitee.orders(invitee.kept_away),), invitee.name
    if invitee.is_child:
        return Ruling(Invite.NOT_INVITED, facts, f"{name}, who is under 18, is not there on that day", shared=False)
    return Ruling(Invite.WRITTEN_VIEW, facts, f"{name} may be heard in writing and is not there on that day", shared=False)


def _adult_is_bound(invitee: Invitee) -> Ruling | None:
    if not invitee.adult_bound:
        return None
    adult, name = invitee.adult, invitee.name
    orders = joined(f"{bar.called} {bar.term} keeps {adult} away from {name}" for bar in invitee.adult_bound)
    return Ruling(Invite.TALK_FIRST, (orders,), f"they cannot meet, and {name} is asked first how to be heard", shared=False)


def _under_18(invitee: Invitee) -> Ruling | None:
    if not invitee.is_child or invitee.kept_away:
        return None
    return Ruling(Invite.TALK_FIRST, (f"{invitee.name} is under 18",), "talk first, with whoever has parental responsibility")


def _said_no_alone(invitee: Invitee) -> Ruling | None:
    if invitee.no_alone is None:
        return None
    return Ruling(Invite.TALK_FIRST, (), f"ask {invitee.adult} again first, alone")


def _investigated(invitee: Invitee) -> Ruling | None:
    if not invitee.investigations:
        return None
    others = joined(dict.fromkeys(invitee.other(bar) for bar in invitee.investigations))
    fact = f"a police investigation between {invitee.name} and {others} is going on"
    return Ruling(Invite.TALK_FIRST, (fact,), "ask the officer first")


def _protects_somebody_unsettled(invitee: Invitee) -> Ruling | None:
    if not invitee.unsettled:
        return None
    return Ruling(Invite.TALK_FIRST, (invitee.orders(invitee.unsettled),), joined(dict.fromkeys(_to_settle(invitee))))


def _to_settle(invitee: Invitee) -> Iterator[str]:
    open_at = [(invitee.other(bar), meeting, bar.protected) for bar in invitee.unsettled for meeting in invitee.open_at(bar)]
    here = [name for name, meeting, member in open_at if meeting is invitee.plan.meeting and _undecided(meeting, member)]
    if here:
        yield f"settle first whether {joined(dict.fromkeys(here), 'or')} comes"
    for name, meeting, member in open_at:
        to = "" if meeting is invitee.plan.meeting else f" to {another(meeting)}"
        if to and _undecided(meeting, member):
            yield f"settle first whether {name} comes{to}"
        elif not _undecided(meeting, member):
            yield f"make sure that {name} does not come{to} after all (decided: {meeting.invitation(member).decision})"


def _undecided(meeting: Meeting, member: str) -> bool:
    return meeting.invitation(member).decision in (None, Invite.TALK_FIRST)


def _near_a_place(invitee: Invitee) -> Ruling | None:
    if not invitee.nearby:
        return None
    return Ruling(Invite.TALK_FIRST, (invitee.orders(invitee.nearby),), "make sure first that the meeting is somewhere else")


def _has_a_double(invitee: Invitee) -> Ruling | None:
    found = doubled(invitee)
    return Ruling(Invite.TALK_FIRST, found, "settle first whether that is one person") if found else None


def _said_if(invitee: Invitee) -> Ruling | None:
    return Ruling(Invite.TALK_FIRST, (), "talk about the condition first") if invitee.says is AdultSays.IF else None


def _concern_with_adult(invitee: Invitee) -> Ruling | None:
    if not invitee.concern:
        return None
    return Ruling(Invite.TALK_FIRST, (invitee.concern,), f"talk to {invitee.name} first and record what is decided")


def _concern_with_another(invitee: Invitee) -> Ruling | None:
    if not invitee.apart:
        return None
    others = invitee.plan.wording.names(invitee.apart)
    how = Invite.SEPARATE_PART if invitee.part > 1 else Invite.INVITE
    fact = f"a concern about harm is open between {invitee.name} and {others}"
    return Ruling(how, (fact,), f"they come to different parts, {invitee.name} to part {invitee.part}")


def _nothing_else(_: Invitee) -> Ruling:
    return Ruling(Invite.INVITE, ())


RULES = (
    Rule("Nothing is proposed before the adult's own answer is recorded.", _not_asked),
    Rule("The adult said no: not invited.", _said_no),
    Rule("An order or condition in force keeps the bound person from the day and the building, never the protected one.", _kept_away),
    Rule("Where it binds the adult, the protected person is asked first how they want to be heard.", _adult_is_bound),
    Rule("Under 18: at most talk first, with whoever has parental responsibility.", _under_18),
    Rule("The adult said no when asked alone, and yes since, but not alone: ask again, alone, first.", _said_no_alone),
    Rule("A police investigation: ask the officer first.", _investigated),
    Rule("An order protects somebody of whom it is not settled whether they come: settle that first.", _protects_somebody_unsettled),
    Rule("An order protects a place that may be where the meeting is: make sure first that it is not.", _near_a_place),
    Rule("Somebody of the same name is bound, protected or worried about: ask first whether that is one person.", _has_a_double),
    Rule("The adult said yes, if: talk about the condition first.", _said_if),
    Rule("A concern is open with the adult, or may be: talk first, and record what is decided.", _concern_with_adult),
    Rule("A concern is open with somebody else who might come: different parts.", _concern_with_another),
    Rule("The adult said yes: invite, and name whatever is written down all the same.", _nothing_else),
)
