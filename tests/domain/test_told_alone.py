"""A no that the adult told alone outweighs a yes in company; and who is asked about as somebody who may be young."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.invitation import check_decision
from netmeet.domain.meeting import Answered, Invitation, Invite
from netmeet.domain.readings import Presence
from tests.support.inviting import BETWEEN, DAWN, IF, KEV, MO, NO, YES, a_meeting, for_dawn, proposed
from tests.support.make import TODAY, a_member, a_network, a_tie

ALONE, SINCE = Answered(NO, "", Presence.ALONE, date(2026, 3, 3)), date(2026, 3, 9)
IN_COMPANY = Invitation("dawn", YES, presence=Presence.WITH_OTHERS, asked_on=SINCE, answers_before=(ALONE,))


@pytest.mark.parametrize(
    ("invitation", "said"),
    [
        (IN_COMPANY, "Mo said no (alone, 3 March 2026); yes since (with others there, 9 March 2026)"),
        (replace(IN_COMPANY, presence=Presence.NOT_KNOWN), "yes since (not known who was there, 9 March 2026)"),
        (replace(IN_COMPANY, adult_says=IF), "yes since, with a condition (with others there, 9 March 2026)"),
        (replace(IN_COMPANY, adult_says=IF, adult_words="if sober"), "yes since, if: “if sober” (with others there, 9 March 2026)"),
        (
            replace(IN_COMPANY, asked_on=None, answers_before=(replace(ALONE, asked_on=None),)),
            "Mo said no (alone); yes since (with others there)",
        ),
    ],
)
def test_a_no_told_alone_is_said_with_the_yes_in_company_since_and_asked_again_alone(invitation, said):
    found = for_dawn(dawn=invitation)

    assert found.invite is Invite.TALK_FIRST
    assert found.reason.startswith("Mo said no (alone")
    assert f"{said}; so ask Mo again first, alone" in found.reason
    assert "Mo said no to Dawn when asked alone, and has not said yes alone since: ask again, alone." in found.asks


def test_bringing_somebody_after_a_no_told_alone_asks_for_a_reason():
    network, said = a_network(MO, DAWN), "Mo said no (alone, 3 March 2026); yes since (with others there, 9 March 2026)"

    def against(decision):
        return check_decision(network, a_meeting(dawn=IN_COMPANY), "dawn", decision, 1, (), TODAY)

    assert against(Invite.INVITE) == (f"{said}: ask Mo again, alone, or record why this is right all the same.",)
    assert against(Invite.TALK_FIRST) == ()


def test_an_order_still_keeps_away_whoever_mo_said_no_to_alone():
    found = for_dawn(*BETWEEN, dawn=IN_COMPANY, kev=YES)

    assert found.invite is Invite.WRITTEN_VIEW
    assert found.reason.startswith("Mo said no (alone, 3 March 2026); yes since (with others there, 9 March 2026); a non-molestation")


# ---------------------------------------------------------------- who may be young


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"does": "granddaughter"}, True),
        ({"does": "great-granddaughter, at school"}, True),
        ({"does": "my nephew"}, True),
        ({"name": "Dawn, niece"}, True),
        ({"name": "Dawn (my great-niece)"}, True),
        ({"does": "foster child"}, True),
        ({"does": "granddaughter", "born": PartialDate(1990)}, False),
        ({"does": "granddaughter", "under_18": False}, False),
        ({"does": "aunt"}, False),
        ({"does": "grandson's teacher"}, False),
    ],
)
def test_a_grandchild_a_niece_or_a_nephew_of_no_known_age_is_asked_about_wherever_they_stand(fields, asked):
    dawn = a_member(**({"name": "Dawn"} | fields), id="dawn")

    found = proposed(a_network(MO, dawn), a_meeting(dawn=YES))["dawn"]

    assert (f"Is {dawn.name} under 18?" in found.asks) is asked


def test_a_grandchild_on_a_tie_with_the_adult_is_asked_about_and_not_one_of_somebody_else():
    ties = (a_tie("mo", "dawn", label="grandchild"), a_tie("kev", "sol", label="grandchild"))

    found = proposed(a_network(MO, DAWN, KEV, a_member("Sol"), *ties), a_meeting(dawn=YES, sol=YES))

    assert "Is Dawn under 18?" in found["dawn"].asks
    assert "Is Sol under 18?" not in found["sol"].asks
