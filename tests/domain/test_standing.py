from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest

from netmeet.domain.advocate import AdvocateCheck, Candidate
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.casefile import KeptCase, TakenOff
from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.meeting import FamilyTime, Invitation, Meeting
from netmeet.domain.network import Child, Union
from netmeet.domain.outcomes import Sharing, Wish
from netmeet.domain.readings import Basis, Presence, Voice
from netmeet.domain.risk_taking import Agreed, RiskTaking
from netmeet.domain.standing import standing_map
from netmeet.domain.voices import heard_alone
from tests.support.make import a_case, a_household, a_member, a_network, a_tie, a_union, close

AT = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
NETWORK = a_network(
    a_member("Priya"),
    a_member("Dawn"),
    a_member("Tom"),
    a_member("Rex"),
    a_tie("priya", "dawn"),
    a_tie("dawn", "tom"),
    a_union("priya", "dawn", children=(Child("tom"),), id="family"),
    a_union("tom", "dawn", id="pair"),
    a_household("priya", "dawn", "rex", id="home"),
    close("priya-dawn"),
    close("dawn-tom"),
    close("priya-dawn", voice_member="tom", present=("dawn", "tom")),
)


def test_with_nobody_taken_off_the_map_stands_as_it_is_kept():
    assert standing_map(NETWORK, frozenset()) == NETWORK


def test_a_member_takes_along_their_ties_their_places_and_what_was_said_of_them():
    left = standing_map(NETWORK, {"tom"})

    assert [member.id for member in left.members] == ["priya", "dawn", "rex"]
    assert [tie.id for tie in left.ties] == ["priya-dawn"]
    assert left.unions == (replace(NETWORK.unions[0], children=()),)
    assert left.readings == (
        NETWORK.readings[0],
        replace(NETWORK.readings[2], voice_member=None, present=("dawn",), presence=Presence.WITH_OTHERS),
    )


@pytest.mark.parametrize("presence", list(Presence))
def test_who_was_in_the_room_and_is_taken_off_the_map_does_not_leave_somebody_alone(presence):
    said = close("priya-dawn", basis=Basis.TOLD_BY_ADULT_ALONE, presence=presence, present=("tom",))
    network = replace(NETWORK, readings=(said,))

    (left,) = standing_map(network, {"tom"}).readings

    assert (left.present, left.presence) == ((), Presence.WITH_OTHERS)
    assert not heard_alone(network, left)
    assert standing_map(network, {"rex"}).readings == (said,)


def test_a_tie_takes_along_what_was_said_of_it_and_nobody():
    left = standing_map(NETWORK, {"priya-dawn"})

    assert left == replace(NETWORK, ties=NETWORK.ties[1:], readings=NETWORK.readings[1:2])


def test_a_household_that_everybody_left_still_stands():
    assert standing_map(NETWORK, {"priya", "dawn", "rex"}).households == (replace(NETWORK.households[0], members=()),)


@pytest.mark.parametrize("union", [Union("empty"), Union("alone", ("priya",))], ids=["nobody", "one parent"])
def test_a_union_that_never_had_two_people_stands(union):
    assert standing_map(replace(NETWORK, unions=(union,)), {"tom"}).unions == (union,)


@pytest.mark.parametrize("off", [set(names) for size in range(4) for names in combinations(["dawn", "tom", "rex", "dawn-tom"], size)])
def test_taking_off_one_after_the_other_is_the_same_as_all_at_once(off):
    after = NETWORK
    for one in sorted(off):
        after = standing_map(after, {one})

    assert after == standing_map(NETWORK, off)


def test_a_kept_case_as_it_stands_names_nobody_who_was_taken_off():
    case = replace(
        a_case(adult="priya"),
        network=NETWORK,
        wishes=(Wish("w", 1, "home", Sharing.CHOSEN, ("dawn", "tom")),),
        capacity=(
            CapacityAssessment(
                "a",
                DecisionAbout.WHO_TO_INVITE,
                "who comes",
                None,
                "",
                CapacityOutcome.HAS,
                consulted=(Consulted("tom", HowHeard.IN_WRITING),),
            ),
        ),
        meetings=(
            Meeting("g", family_time=FamilyTime(supporter="tom"), invitations=(Invitation("tom"), Invitation("dawn"))),
            Meeting("h", family_time=FamilyTime(supporter="dawn")),
        ),
        choices=(
            OptionChoice("x", "dawn-tom", "alarm", "An alarm", Answer.CHOSEN, Voice.ADULT),
            OptionChoice("y", "priya-dawn", "alarm", "An alarm", Answer.CHOSEN, Voice.CARER, "tom", present=("tom", "dawn")),
            OptionChoice("z", "priya-dawn", "alarm", "An alarm", Answer.CHOSEN, Voice.CARER, "dawn"),
        ),
        risks=(
            RiskTaking("x", "dawn-tom", "to stay"),
            RiskTaking("y", "priya-dawn", "to stay", agreed=(Agreed("tom", agrees=True), Agreed("dawn", agrees=True)), present=("tom",)),
        ),
        advocates=(
            AdvocateCheck("x", candidates=(Candidate("tom"), Candidate("dawn")), person="tom"),
            AdvocateCheck("y", person="dawn"),
        ),
    )

    left = KeptCase(case, (TakenOff("tom", AT),)).as_it_stands

    assert left.network == standing_map(NETWORK, {"tom"})
    assert left.wishes[0].chosen == ("dawn",)
    assert left.capacity[0].consulted == ()
    assert left.meetings[0] == Meeting("g", invitations=(Invitation("dawn"),))
    assert left.meetings[1] == case.meetings[1]
    assert [(one.id, one.voice_member, one.present) for one in left.choices] == [("y", None, ("dawn",)), ("z", "dawn", ())]
    assert [one.presence for one in left.choices] == [Presence.WITH_OTHERS, Presence.NOT_KNOWN]
    assert [(one.id, one.agreed, one.present) for one in left.risks] == [("y", (Agreed("dawn", agrees=True),), ())]
    assert [one.presence for one in left.risks] == [Presence.WITH_OTHERS]
    assert [(one.candidates, one.person) for one in left.advocates] == [((Candidate("dawn"),), None), ((), "dawn")]
    assert KeptCase(case).as_it_stands is case
