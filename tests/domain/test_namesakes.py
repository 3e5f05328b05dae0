"""Two of one name on a map, of whom an order or a worry is about one: nobody comes because they were named again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.called import may_be_one
from netmeet.domain.contradictions import UNNAMED
from netmeet.domain.invitation import check_decision, propose
from netmeet.domain.meeting import Invite
from netmeet.domain.network import MemberKind
from netmeet.domain.readings import ConcernLevel, RestrictionKind
from tests.support.inviting import KEV, MEETING_DAY, MO, NO, SOL, YES, a_meeting, decided
from tests.support.make import TODAY, a_concern, a_member, a_network, a_restriction, a_tie

DAWN, AGAIN = a_member("Dawn Birch", id="dawn"), a_member("Dawn Birch", id="again")
ORDER = (a_tie("dawn", "kev"), a_restriction("dawn-kev", "dawn", source_seen="seen", ends=date(2026, 12, 1)))
KEPT = "a non-molestation order in force until 1 December 2026 keeps the other one away from Kev"


def for_her(*parts, member="again", **answers):
    """What is proposed for the one who was named again, to whom Mo said yes."""
    network = a_network(MO, KEV, SOL, *parts)
    found = propose(network, a_meeting(**({member: YES} | answers)), (), as_of=TODAY)
    return next(one for one in found if one.member_id == member)


def against(*parts, meeting, member="again"):
    return check_decision(a_network(MO, KEV, SOL, *parts), meeting, member, Invite.INVITE, 1, (), TODAY)


@pytest.mark.parametrize("name", ["Dawn Birch", "DAWN  Birch", "Dawn Bïrch", "Dawn Birch."])
def test_somebody_bound_who_was_named_again_is_talked_to_first(name):
    again = replace(AGAIN, name=name)

    found = for_her(DAWN, again, *ORDER)

    asked = f"{name} stands on the map twice, and {KEPT}: is that one person?"
    assert (found.invite, found.reason) == (
        Invite.TALK_FIRST,
        f"Mo said yes; {name} stands on the map twice, and {KEPT}, so settle first whether that is one person.",
    )
    assert found.doubled == (asked,)
    assert against(DAWN, again, *ORDER, meeting=a_meeting(again=YES)) == (f"{asked} Record why this is right.",)


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        ((a_tie("kev", "dawn"), a_restriction("kev-dawn", "kev", ends=MEETING_DAY)), "keeps Kev away from the other one"),
        (
            (a_tie("dawn", "kev"), a_restriction("dawn-kev", "dawn", kind=RestrictionKind.POLICE_INVESTIGATION)),
            "a police investigation between the other one and Kev is going on",
        ),
        ((a_tie("mo", "dawn"), a_concern("mo-dawn", "dawn")), "a worry about harm from the other one to Mo is written down"),
        ((a_tie("dawn", "kev"), a_concern("dawn-kev", "kev")), "a worry about harm from Kev to the other one is written down"),
        ((a_concern("dawn"),), "a worry about harm is written down about the other one"),
    ],
)
def test_whatever_is_open_about_the_other_one_is_asked_about(parts, known):
    found = for_her(DAWN, AGAIN, *parts)

    assert found.invite is Invite.TALK_FIRST
    assert f"{known}, so settle first whether that is one person." in found.reason
    assert found.doubled[0].endswith(f"{known}: is that one person?")


@pytest.mark.parametrize(
    ("her", "again", "parts"),
    [
        (DAWN, AGAIN, ()),
        (DAWN, replace(AGAIN, name="Dawn Marsh"), ORDER),
        (replace(DAWN, dead=True), AGAIN, ORDER),
        (replace(DAWN, kind=MemberKind.PET), AGAIN, ORDER),
        (replace(DAWN, name=UNNAMED), replace(AGAIN, name=UNNAMED), ORDER),
        (DAWN, AGAIN, (ORDER[0], a_restriction("dawn-kev", "dawn", ends=TODAY))),
        (DAWN, AGAIN, (ORDER[0], a_restriction("dawn-kev", "dawn", kind=RestrictionKind.LIMIT_BY_RELATIVE))),
        (DAWN, AGAIN, (a_tie("dawn", "kev"), a_concern("dawn-kev", "dawn", level=ConcernLevel.NONE))),
        (DAWN, AGAIN, (a_tie("dawn", "again"), a_restriction("dawn-again", "again", kind=RestrictionKind.LIMIT_BY_RELATIVE))),
    ],
    ids=["nothing", "another name", "dead", "a pet", "not named", "over", "a limit", "nothing to worry about", "between the two"],
)
def test_nothing_is_asked_about_two_who_only_share_a_name(her, again, parts):
    found = for_her(her, again, *parts)

    assert (found.invite, found.doubled) == (Invite.INVITE, ())


@pytest.mark.parametrize(
    "parts",
    [
        (a_restriction("dawn-again", "dawn"),),
        (a_restriction("dawn-again", None, kind=RestrictionKind.POLICE_INVESTIGATION),),
        (a_concern("dawn-again", "dawn"),),
        (a_concern("dawn-again", "again"),),
    ],
)
def test_what_lies_between_the_two_says_that_they_are_two(parts):
    assert for_her(DAWN, AGAIN, a_tie("dawn", "again"), *parts).doubled == ()


def test_the_one_whom_it_is_about_is_not_asked_about_for_the_other():
    found = for_her(DAWN, AGAIN, *ORDER, member="dawn", kev=NO)

    assert (found.invite, found.doubled) == (Invite.INVITE, ())


# ---------------------------------------------------------------- somebody of the name of the one an order protects

TWIN = a_member("Kev", id="kev-again")


@pytest.mark.parametrize(
    ("twin", "asked"),
    [(YES, True), (decided("kev-again", Invite.INVITE), True), (NO, False), (decided("kev-again", Invite.NOT_INVITED, says=NO), False)],
)
def test_somebody_who_may_come_and_is_called_like_the_protected_one_is_asked_about(twin, asked):
    answers = {"dawn": YES, "kev": NO, "kev-again": twin}
    found = for_her(DAWN, TWIN, *ORDER, member="dawn", **answers)

    assert (found.invite is Invite.TALK_FIRST) is asked
    bound = "whom a non-molestation order keeps Dawn Birch away from"
    question = f"Kev, {bound}, stands on the map twice, and one of the two may come: is that one person?"
    assert (found.doubled == (question,)) is asked
    told = against(DAWN, TWIN, *ORDER, member="dawn", meeting=a_meeting(**answers))
    assert (f"{question} Record why this is right." in told) is asked


def test_where_the_protected_one_comes_anyway_nobody_asks_about_the_other():
    found = for_her(DAWN, TWIN, *ORDER, member="dawn", **{"kev": YES, "kev-again": YES})

    assert (found.invite, found.doubled) == (Invite.WRITTEN_VIEW, ())


def test_the_adult_named_again_is_who_comes():
    mo_again = a_member("Mo", id="mo-again")
    order = (a_tie("dawn", "mo-again"), a_restriction("dawn-mo-again", "dawn"))

    found = for_her(DAWN, mo_again, *order, member="dawn", **{"mo-again": NO})

    assert "away from, stands on the map twice, and one of the two may come; a non-molestation order" in found.reason


# ---------------------------------------------------------------- a fuller or a shorter name


@pytest.mark.parametrize(
    ("name", "other", "may_be"),
    [
        ("Ron Pike, son-in-law", "Ron, son-in-law", True),
        ("Ron Pike", "Ron, Son-in-law", True),
        ("Ron Pike", "Ron (son in law)", True),
        ("Ron Pike", "Ron - carer", True),
        ("Ron Pike", "Ron, Carer", True),
        ("Mr Ron Pike", "Ron", True),
        ("Aunt Rose", "Rose Hale", True),
        ("Mr Ron Pike", "Dr Ron Pike", True),
        ("Mary-Ann", "Mary", True),
        ("Ron,", "Ron Pike", True),
        ("Ron Pike", "Ron Hale", False),
        ("Ron Pike", "Joan Pike", False),
        ("Pike, Ron", "Pike, Joan", False),
        ("Mr Pike", "Mrs Pike", False),
        ("Aunt Rose", "Nan Rose", False),
        ("Mr Pike", "Ron Pike", False),
        ("()", "Ron", False),
    ],
)
def test_a_fuller_name_of_the_same_first_name_may_be_one_person(name, other, may_be):
    assert may_be_one(name, other) is may_be_one(other, name) is may_be


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_typed_as_a_name_may_be_itself_and_is_compared_both_ways(name, other):
    assert may_be_one(name, name)
    assert may_be_one(name, other) is may_be_one(other, name)


@pytest.mark.parametrize(("bound", "again"), [("Dawn, daughter", "Dawn Birch, daughter"), ("Dawn Birch", "Dawn")])
def test_somebody_bound_who_was_named_again_more_or_less_fully_is_talked_to_first(bound, again):
    parts = (replace(DAWN, name=bound), replace(AGAIN, name=again), *ORDER)

    found = for_her(*parts)

    asked = f"“{again}” may be “{bound}” on the map, and {KEPT}: is that one person?"
    assert (found.invite, found.doubled) == (Invite.TALK_FIRST, (asked,))
    assert against(*parts, meeting=a_meeting(again=YES)) == (f"{asked} Record why this is right.",)


def test_somebody_who_may_come_and_is_called_like_the_protected_one_with_another_name_is_asked_about():
    twin = a_member("Kev Marsh", id="kev-again")

    found = for_her(DAWN, twin, *ORDER, member="dawn", **{"kev": NO, "kev-again": YES})

    bound = "whom a non-molestation order keeps Dawn Birch away from"
    assert found.doubled == (f"“Kev”, {bound}, may be “Kev Marsh” on the map, and one of the two may come: is that one person?",)
    assert found.invite is Invite.TALK_FIRST


def test_a_worry_about_the_adult_is_none_about_a_relative_who_was_named_after_them():
    worry = (a_tie("mo", "kev"), a_concern("mo-kev", "kev"))

    assert for_her(a_member("Mo Birch", id="again"), *worry).doubled == ()
    assert for_her(a_member("Mo", id="again"), *worry).doubled[0].startswith("Mo stands on the map twice, and a worry")
