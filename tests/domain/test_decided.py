"""What was proposed when somebody was decided to come, and whether something else is proposed now."""

import pytest

from netmeet.domain.decided import changed_since, own_reason, with_proposal
from netmeet.domain.invitation import Proposal
from netmeet.domain.meeting import Invitation, Invite
from netmeet.domain.readings import RestrictionKind
from tests.support.inviting import CLASH, DAWN, IF, KEV, MO, YES, a_meeting, decided, proposed
from tests.support.make import a_concern, a_network, a_restriction, a_tie

TIED = (MO, DAWN, KEV, a_tie("mo", "dawn"))
INVESTIGATED = a_restriction("mo-dawn", "dawn", kind=RestrictionKind.POLICE_INVESTIGATION)


def now(network, invitation):
    return proposed(network, a_meeting(dawn=invitation, kev=decided("kev", Invite.INVITE)))["dawn"]


@pytest.mark.parametrize("reason", ["", "Mo asked for her"])
@pytest.mark.parametrize("since", [(INVESTIGATED,), (a_concern("mo-dawn", "dawn"),)])
def test_a_fact_that_came_after_a_decision_asks_to_look_again_until_it_is_decided_with_a_reason(since, reason):
    before = with_proposal(decided("dawn", Invite.INVITE, reason=reason), now(a_network(*TIED), Invitation("dawn", YES)))
    assert before.reason == reason
    assert not changed_since(now(a_network(*TIED), before), before)

    later = now(a_network(*TIED, *since), before)
    assert changed_since(later, before)

    again = with_proposal(decided("dawn", Invite.INVITE, reason="The officer was asked"), later)
    assert not changed_since(later, again)
    assert own_reason(again) == "The officer was asked"


def test_a_reason_stands_for_exactly_what_was_proposed_then():
    worried = (*TIED, a_concern("mo-dawn", "dawn"))
    recorded = decided("dawn", Invite.INVITE, reason="Ivy stays beside Mo")
    recorded = with_proposal(recorded, now(a_network(*worried), recorded))
    assert recorded.reason.startswith("Ivy stays beside Mo\n\nProposed then: talk first. Mo said yes; a concern about harm")

    assert changed_since(now(a_network(*worried, INVESTIGATED), recorded), recorded), "it was recorded for the worry alone"


def test_a_changed_answer_of_the_adult_is_one_as_well():
    recorded = decided("dawn", Invite.INVITE, says=IF, adult_words="if she is sober", reason="Mo wants her")

    assert changed_since(now(a_network(*TIED), recorded), recorded)


def test_whoever_would_sit_with_somebody_they_are_to_be_kept_apart_from_is_looked_at_again():
    network = a_network(MO, DAWN, KEV, *CLASH)
    kev = decided("kev", Invite.INVITE)
    found = proposed(network, a_meeting(dawn=decided("dawn", Invite.INVITE), kev=kev))["kev"]

    assert changed_since(found, kev)
    assert not changed_since(found, decided("kev", Invite.SEPARATE_PART, part=2))
    reasoned = with_proposal(decided("kev", Invite.INVITE, reason="Both want it"), found)
    assert "Proposed then: separate part, part 2. Mo said yes" in reasoned.reason
    assert not changed_since(found, reasoned)


@pytest.mark.parametrize("decision", [None, Invite.TALK_FIRST, Invite.WRITTEN_VIEW, Invite.NOT_INVITED])
def test_whoever_does_not_come_is_not_looked_at_again(decision):
    recorded = decided("dawn", decision, reason="So it was agreed")
    proposal = Proposal("dawn", None, "Ask Mo first.")

    assert not changed_since(proposal, recorded)
    assert with_proposal(recorded, proposal) == recorded
    assert changed_since(proposal, decided("dawn", Invite.INVITE))
    assert "Proposed then: ask first. Ask Mo first." in with_proposal(decided("dawn", Invite.INVITE, reason="Yes"), proposal).reason
