"""Builders of meetings and what is proposed for them: Mo is the adult, Dawn, Kev and Sol are people on her map."""

from datetime import date, datetime

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.invitation import propose
from netmeet.domain.meeting import AdultSays, Invitation, Meeting
from tests.support.make import TODAY, a_concern, a_member, a_network, a_restriction, a_tie

MEETING_DAY = date(2026, 3, 23)
YES, NO, IF, NOT_ASKED = AdultSays.YES, AdultSays.NO, AdultSays.IF, AdultSays.NOT_ASKED
LACKS = CapacityAssessment(
    id="c1",
    about=DecisionAbout.WHO_TO_INVITE,
    decision="Who is asked",
    assessed_on=date(2026, 3, 1),
    assessor="Nell Okoro",
    outcome=CapacityOutcome.LACKS,
    weigh=False,
    impairment="Dementia",
    causal_link="Cannot hold both sides in mind",
    decision_maker="Nell Okoro, social worker",
    consulted=(Consulted("dawn", HowHeard.BEFORE_IT),),
)

MO, DAWN, KEV, SOL = a_member("Mo"), a_member("Dawn"), a_member("Kev"), a_member("Sol")

BETWEEN = (a_tie("dawn", "kev"), a_restriction("dawn-kev", "dawn", source_seen="seen", ends=date(2026, 12, 1)))
"""An order in force that binds Dawn and protects Kev."""

CLASH = (a_tie("dawn", "kev"), a_concern("dawn-kev", "dawn"))
"""A concern that Dawn may harm Kev."""


def a_meeting(on=MEETING_DAY, venue="", **answers):
    """A meeting at which the adult gave these answers, by member id; or whole invitations."""
    kept = (value if isinstance(value, Invitation) else Invitation(member, value) for member, value in answers.items())
    return Meeting("m", on=datetime.combine(on, datetime.min.time()) if on else None, venue=venue, invitations=tuple(kept))


def decided(member, decision, says=YES, part=1, **fields):
    return Invitation(member, says, decision=decision, part=part, **fields)


def proposed(network, meeting, capacity=(), as_of=TODAY):
    return {proposal.member_id: proposal for proposal in propose(network, meeting, capacity, as_of=as_of)}


def for_dawn(*parts, capacity=(), on=MEETING_DAY, as_of=TODAY, **answers):
    """What is proposed for Dawn, to whom Mo said yes, on a map of Mo, Dawn, Kev and these parts."""
    network = a_network(MO, DAWN, KEV, *parts)
    return proposed(network, a_meeting(on, **({"dawn": YES} | answers)), capacity, as_of)["dawn"]
