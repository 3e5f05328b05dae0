"""Two people of one name, or of a fuller and a shorter one, of whom an order or a worry is about one: perhaps one put on a map twice.

Somebody named again on the shared screen would come as if nothing were written down about them. Only people can say who is who.
"""

from collections.abc import Iterator

from netmeet.domain.called import may_be_one, same_for
from netmeet.domain.contradictions import UNNAMED
from netmeet.domain.invitee import Invitee
from netmeet.domain.network import Member, MemberKind
from netmeet.domain.readings import RestrictionKind
from netmeet.domain.wording import joined, sentence


def doubled(invitee: Invitee) -> tuple[str, ...]:
    """What makes it matter, as clauses, whether a member, or somebody an order keeps them away from, stands on the map twice."""
    return (*_of_member(invitee), *_of_protected(invitee))


def asked(double: str) -> str:
    """The question about one of them, as a sentence."""
    return sentence(f"{double}: is that one person?")


def _of_member(invitee: Invitee) -> Iterator[str]:
    for twin in _twins(invitee, invitee.member):
        known = tuple(dict.fromkeys(_known_of(Invitee(invitee.plan, twin), invitee.id)))
        if known:
            yield f"{_alike(invitee.member, twin)}, and {joined(known)}"


def _known_of(twin: Invitee, but: str) -> Iterator[str]:
    """What is open about the other one. An order or a worry between the two says that they are two."""
    name = twin.plan.wording.name
    for bar in twin.in_force:
        about = bar.protected if bar.bound == twin.id else bar.bound
        if bar.restriction.kind.blocks and about != but:
            away = f"the other one away from {name(about)}" if bar.bound == twin.id else f"{name(about)} away from the other one"
            yield f"{bar.called} {bar.term} keeps {away}"
        elif bar.restriction.kind is RestrictionKind.POLICE_INVESTIGATION and about != but:
            yield f"a police investigation between the other one and {name(about)} is going on"
    yield from (f"a worry about harm from the other one to {name(other)} is written down" for other in twin.harms if other != but)
    yield from (f"a worry about harm from {name(other)} to the other one is written down" for other in twin.harmed_by if other != but)
    if twin.worries:
        yield "a worry about harm is written down about the other one"


def _of_protected(invitee: Invitee) -> Iterator[str]:
    """Somebody who may come and is called like the one whom an order protects from this member."""
    for bar in invitee.binding:
        protected = invitee.plan.network.member(bar.protected)
        if bar in invitee.kept_away or bar in invitee.unsettled or protected.kind is not MemberKind.PERSON:
            continue
        coming = (twin for twin in _twins(invitee, protected) if twin.id != invitee.id and invitee.plan.may_come(twin.id))
        if twin := next(coming, None):
            bound = f"whom {bar.called} keeps {invitee.name} away from"
            yield f"{_alike(protected, twin, f', {bound},')}, and one of the two may come"


def _alike(member: Member, twin: Member, aside: str = "") -> str:
    """How the two are named, as a clause with what is said of the first one ``aside``."""
    if same_for(member.name) == same_for(twin.name):
        return f"{member.name}{aside} stands on the map twice"
    return f"“{member.name}”{aside} may be “{twin.name}” on the map"


def _twins(invitee: Invitee, member: Member) -> Iterator[Member]:
    """The other living people whose names may be one person's, those of the very same name first.

    Somebody who is called as the adult is, in more or fewer words, is often a relative named after them: an order or a worry
    about the adult is none about them.
    """
    people = (one for one in invitee.plan.network.members if one.kind is MemberKind.PERSON and not one.has_died)
    named = [one for one in people if one.id != member.id and one.name != UNNAMED and may_be_one(one.name, member.name)]
    same = [one for one in named if same_for(one.name) == same_for(member.name)]
    near = [one for one in named if one not in same and (member.id != invitee.id or one.id != invitee.plan.adult.id)]
    return iter((*same, *near))
