"""Answers about options and records of risks: what is turned down, what is kept, and what stands beside a flag."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.errors import BadInputError, NotFoundError, UnknownMemberError
from netmeet.domain.protective import Library
from netmeet.domain.readings import Presence, Voice
from netmeet.domain.risk_taking import Agreed, RiskTaking, RiskView
from netmeet.services import cases, network, safer
from tests.support.around import TODAY

OURS = Library()


@pytest.fixture
def tie(around):
    around.add("Kev", "Dawn")
    return around(lambda case: case.network.tie_between(around.adult, around.ids["Kev"]).id)


def answer(tie, **changes):
    return replace(OptionChoice("", tie, "alarm", "", Answer.CHOSEN, Voice.ADULT, presence=Presence.ALONE, said_on=TODAY), **changes)


def choose(around, choice, library=OURS):
    around(lambda case: safer.choose(case, choice, library))


def look(around, tie, library=OURS):
    return around(lambda case: safer.look(case, tie, library))


def test_an_answer_is_kept_with_who_wrote_it_down_and_is_named_as_the_option_was_then(around, tie):
    choose(around, answer(tie, present=(around.ids["Dawn"],), presence=Presence.NOT_KNOWN))

    (one,) = look(around, tie).settled
    kept = one.now[0].choice
    assert (one.name, kept.recorded_by, kept.presence, kept.seq) == ("An alarm", "Wren Abara", Presence.WITH_OTHERS, 1)


def test_what_a_council_offers_no_longer_can_still_be_spoken_of(around, tie):
    choose(around, answer(tie))

    choose(around, answer(tie, answer=Answer.NOT_WANTED, words="too loud"), Library(off=("alarm",)))

    assert [told.choice.answer for told in look(around, tie).settled[0].now] == [Answer.NOT_WANTED]
    with pytest.raises(BadInputError, match="Choose one of the options on the list"):
        choose(around, answer(tie, option="respite"), Library(off=("respite",)))


@pytest.mark.parametrize("option", ["mediation", "joint-meeting", "restorative-conversation"])
@pytest.mark.parametrize("yes", [Answer.CHOSEN, Answer.CHANGED])
def test_nobody_can_choose_what_must_not_be_used(around, tie, option, yes):
    with pytest.raises(BadInputError, match=r"must not be used now\. Nothing recorded shows that Rose Okafor was asked alone") as refused:
        choose(around, answer(tie, option=option, answer=yes, words="they both want it"))

    assert refused.value.field == "option"
    assert look(around, tie).settled == ()


def test_an_order_in_force_keeps_contact_from_being_chosen(around, tie):
    around.order("Kev")

    with pytest.raises(BadInputError, match=r"With somebody there must not be used now\. Non-molestation order"):
        choose(around, answer(tie, option="somebody-there"))


def test_only_those_on_the_map_can_be_named(around, tie):
    for changes in ({"present": ("nobody",), "presence": Presence.WITH_OTHERS}, {"voice": Voice.CARER, "voice_member": "nobody"}):
        with pytest.raises(UnknownMemberError):
            choose(around, answer(tie, **changes))
    with pytest.raises(UnknownMemberError):
        around(lambda case: safer.record_risk(case, RiskTaking("", tie, "stay", agreed=(Agreed("nobody", agrees=True),))))
    with pytest.raises(UnknownMemberError):
        look(around, "nothing")


def test_a_tie_between_two_others_has_none_of_this(around, tie):
    between = around(lambda case: network.tie_for(case, around.ids["Kev"], around.ids["Dawn"]).id)

    for do in (
        lambda case: safer.look(case, between, OURS),
        lambda case: safer.choose(case, answer(between), OURS),
        lambda case: safer.record_risk(case, RiskTaking("", between, "stay")),
    ):
        with pytest.raises(NotFoundError):
            around(do)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wants": " "}, "in their own words"),
        ({"view": RiskView.ACCEPTABLE, "said_on": None}, "the day when the adult said so"),
        ({"assessment": "nothing"}, "one of the assessments"),
        ({"said_on": TODAY + timedelta(days=1)}, "still to come"),
    ],
)
def test_a_record_that_cannot_be_is_turned_down(around, tie, changes, message):
    with pytest.raises(BadInputError, match=message):
        around(lambda case: safer.record_risk(case, replace(RiskTaking("", tie, "stay", said_on=TODAY), **changes)))
    assert look(around, tie).record is None


def test_beside_a_flag_stand_the_record_that_counts_and_what_was_chosen(around, tie):
    choose(around, answer(tie))
    for wants in ("stay", "stay on Sundays"):
        around(lambda case, wants=wants: safer.record_risk(case, RiskTaking("", tie, wants)))

    beside = around(lambda case: safer.beside_flags(case, OURS))

    assert beside[tie].record.taking.wants == "stay on Sundays"
    assert beside[tie].chosen == "Chosen so far: An alarm."
    assert len(beside) == 1


def test_nothing_of_somebody_taken_off_the_map_is_told(around, tie):
    choose(around, answer(tie, presence=Presence.WITH_OTHERS, present=(around.ids["Dawn"],)))
    around(lambda case: safer.record_risk(case, RiskTaking("", tie, "stay", agreed=(Agreed(around.ids["Dawn"], agrees=True),))))

    around(lambda case: network.remove_member(case, around.ids["Dawn"]))
    found = look(around, tie)
    assert "Dawn" not in str(found.settled)
    assert found.record.agreed == ()

    around(lambda case: network.remove_member(case, around.ids["Kev"]))
    assert around(lambda case: safer.beside_flags(case, OURS)) == {}


# ---------------------------------------------------------------- the adult's own copy


def own_copy(around, tie, **texts):
    taking = replace(RiskTaking("", tie, "I want him to stay", RiskView.NOT_SAID), **texts)
    return around(lambda case: safer.own_copy(case, taking))


def reach_the_adult(case):
    profile = replace(case.profile, safe_contact="\n Ring the bakery on 01632 960777 ")
    cases.save_profile(case, case.adult, profile, profile.version, case.adult.version)


@pytest.mark.parametrize(
    "text",
    [
        "Go to Dawn, up in Larkspur Court",
        "Go to Dawn at Flat 9, Larkspur Court",
        "Ask Dawn about insulin twice a day",
        "Ring 01632 960777",
    ],
    ids=["a street", "an address", "a part of what is noted", "how the adult is reached"],
)
def test_what_may_carry_a_part_of_details_stays_off_the_adults_own_copy(around, tie, text):
    around.change("Dawn", address="Flat 9, Larkspur Court", health="Diabetes, insulin twice a day")
    around(reach_the_adult)

    copy = own_copy(around, tie, contingency=text)

    assert copy.lines == (("What you want", ("I want him to stay",)),)
    assert len(copy.left_out) == 1
    assert copy.left_out[0].startswith("If something goes wrong: It ")


def test_a_home_that_an_order_protects_stays_off_the_adults_own_copy_though_it_is_theirs(around, tie):
    for name in ("Dawn", "Kev"):
        around.change(name, address="4 Mill Lane, Wendleford")
    around(lambda case: network.save_member(case, replace(case.adult, address="4 Mill Lane, Wendleford"), case.adult.version))
    before = own_copy(around, tie, contingency="Come home to 4 Mill Lane")
    around.order("Kev", "Dawn")

    assert before.left_out == ()
    assert own_copy(around, tie, contingency="Come home to 4 Mill Lane").left_out != ()
