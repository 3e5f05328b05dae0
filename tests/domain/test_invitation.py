"""Who is proposed for the meeting: the adult's answer, age, and best interests."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.capacity import CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.errors import BadInputError
from netmeet.domain.invitation import propose
from netmeet.domain.meeting import Invitation, Invite
from netmeet.domain.network import MemberKind, Network
from netmeet.domain.readings import ConcernLevel, Emotional, Presence, RestrictionKind
from tests.support.inviting import BETWEEN, DAWN, IF, KEV, LACKS, MO, NO, NOT_ASKED, YES, a_meeting, for_dawn, proposed
from tests.support.make import TODAY, a_concern, a_member, a_network, a_reading, a_restriction, a_tie, a_union

# ---------------------------------------------------------------- who there is a proposal for


def test_there_is_one_proposal_for_every_living_person_but_the_adult_in_order_of_name():
    network = a_network(
        MO,
        a_member("zara"),
        a_member("Alf"),
        a_member("Ghost", dead=True),
        a_member("Gone", died=PartialDate(1990)),
        a_member("Rex", kind=MemberKind.PET),
        a_member("Elm House", kind=MemberKind.PLACE),
        a_member("Bright Care", kind=MemberKind.ORGANISATION),
    )

    assert [proposal.member_id for proposal in propose(network, a_meeting(), (), as_of=TODAY)] == ["alf", "zara"]


def test_there_is_none_when_the_adult_has_died():
    assert propose(a_network(a_member("Mo", dead=True), DAWN), a_meeting(), (), as_of=TODAY) == ()


def test_a_map_about_nobody_has_no_invitations():
    with pytest.raises(BadInputError, match="who this map is about"):
        propose(a_network(DAWN, adult=None), a_meeting(), (), as_of=TODAY)


# ---------------------------------------------------------------- 1: the adult's own answer


@pytest.mark.parametrize(
    ("says", "invite", "reason"),
    [
        (NOT_ASKED, None, "Ask Mo first: no answer about Dawn is recorded."),
        (NO, Invite.NOT_INVITED, "Mo said no to Dawn."),
        (IF, Invite.TALK_FIRST, "Mo said yes, with a condition; so talk about the condition first."),
        (YES, Invite.INVITE, "Mo said yes, and nothing written down about Dawn speaks against it."),
    ],
)
def test_the_adult_s_own_answer_comes_first(says, invite, reason):
    found = for_dawn(dawn=says)

    assert (found.invite, found.reason) == (invite, reason)


def test_before_the_answer_nothing_else_about_a_member_shows():
    everything = (
        a_tie("mo", "dawn"),
        a_concern("mo-dawn", "dawn"),
        a_restriction("mo-dawn", "dawn"),
        a_restriction("mo-dawn", "dawn", kind=RestrictionKind.POLICE_INVESTIGATION),
    )

    assert for_dawn(*everything, dawn=NOT_ASKED) == for_dawn(dawn=NOT_ASKED)
    assert for_dawn(dawn=NOT_ASKED).asks == ("Ask Mo: is Dawn to be there? Yes, no, or yes if?",)


def test_no_is_no_whatever_else_is_known():
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", "dawn"), dawn=NO)

    assert (found.invite, found.reason, found.asks) == (Invite.NOT_INVITED, "Mo said no to Dawn.", ())


@pytest.mark.parametrize(
    ("words", "reason", "ask"),
    [
        (
            "If Kev\nis not there",
            "Mo said yes, if: “If Kev is not there”; so talk about the condition first.",
            "How will Mo's condition be met?",
        ),
        ("x" * 300, f"Mo said yes, if: “{'x' * 200}…”; so talk about the condition first.", "How will Mo's condition be met?"),
        (" ", "Mo said yes, with a condition; so talk about the condition first.", "What is Mo's condition?"),
    ],
)
def test_a_condition_is_given_in_the_adult_s_own_words(words, reason, ask):
    found = for_dawn(dawn=Invitation("dawn", IF, words))

    assert (found.reason, found.asks) == (reason, (ask,))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"If Kev is out"', "If Kev is out"),
        (" \u201cIf Kev is out\u201d ", "If Kev is out"),
        ("\u2018If Kev\u2019s mum\u2019s out\u2019", "If Kev\u2019s mum\u2019s out"),
        ("'If Kev's out'", "If Kev's out"),
        ("\u00ab If Kev is out \u00bb", "If Kev is out"),
        ('"Yes" or "maybe"', '"Yes" or "maybe"'),
        ('"If Kev is out', '"If Kev is out'),
        ('If "Kev" is out', 'If "Kev" is out'),
        ('"', '"'),
    ],
)
def test_a_pair_of_quotation_marks_that_was_typed_around_a_condition_is_not_doubled(typed, shown):
    assert (
        for_dawn(dawn=Invitation("dawn", IF, typed)).reason == f"Mo said yes, if: \u201c{shown}\u201d; so talk about the condition first."
    )


def test_a_condition_of_nothing_but_quotation_marks_is_asked_for():
    assert for_dawn(dawn=Invitation("dawn", IF, '""')).asks == ("What is Mo's condition?",)


# ---------------------------------------------------------------- 2: under 18


@pytest.mark.parametrize(
    ("fields", "invite"),
    [
        ({"under_18": True}, Invite.TALK_FIRST),
        ({"born": PartialDate(2008, 3, 10)}, Invite.TALK_FIRST),
        ({"born": PartialDate(2008, 3, 9)}, Invite.INVITE),
        ({"born": PartialDate(2008), "under_18": True}, Invite.TALK_FIRST),
        ({"under_18": False}, Invite.INVITE),
        ({}, Invite.INVITE),
    ],
)
def test_under_18_is_at_most_talk_first(fields, invite):
    found = proposed(a_network(MO, a_member("Dawn", **fields)), a_meeting(dawn=YES))["dawn"]

    assert found.invite is invite
    assert ("Who has parental responsibility for Dawn, and what do they say?" in found.asks) is (invite is Invite.TALK_FIRST)


BORN_1950, BORN_1980, BORN_2005 = PartialDate(1950), PartialDate(1980), PartialDate(2005)


@pytest.mark.parametrize(
    ("born", "parts", "asked"),
    [
        (None, (), False),
        (PartialDate(2008), (), True),
        (None, (a_union("kev", children=["dawn"]),), True),
        (None, (a_union("kev", "dawn"),), False),
        (None, (a_union("kev", children=["dawn"]), a_union("dawn", children=["una"]), a_member("Una")), False),
        (None, (a_union("old", children=["dawn"]), a_member("Old", born=BORN_1950)), False),
        (None, (a_union("young", children=["dawn"]), a_member("Young", born=BORN_1980)), True),
        (None, (a_union("kev", children=["dawn", "young"]), a_member("Young", born=BORN_1980)), False),
        (None, (a_union("kev", children=["dawn", "twenty"]), a_member("Twenty", born=BORN_2005)), True),
    ],
    ids=["nothing known", "year only", "a child", "a partner", "a parent", "of 70", "of 40", "sister of 40", "sister of 20"],
)
def test_an_unknown_age_counts_as_grown_up_and_is_asked_where_something_hints_at_a_child(born, parts, asked):
    found = proposed(a_network(MO, a_member("Dawn", born=born), KEV, *parts), a_meeting(dawn=YES))["dawn"]

    assert found.invite is Invite.INVITE
    assert ("Is Dawn under 18?" in found.asks) is asked


# ---------------------------------------------------------------- worries that run to or from the member, or nobody knows where

SAFELY = "How can Dawn be asked safely? A letter may be opened by somebody else."
ORDER = "a non-molestation order in force"
NOBODY_ELSE = "Mo said yes, and nothing written down about Dawn speaks against it."
UNCLEAR = "a worry about harm is written down about Dawn, and not from whom to whom"


@pytest.mark.parametrize("level", [ConcernLevel.NOT_SURE, ConcernLevel.SOME, ConcernLevel.SERIOUS])
def test_a_worry_about_the_member_alone_is_talked_about_first_and_asked_from_whom_to_whom(level):
    found = for_dawn(a_concern("dawn", level=level))

    assert found.invite is Invite.TALK_FIRST
    assert found.reason == f"Mo said yes; {UNCLEAR}, so talk to Dawn first and record what is decided."
    assert found.asks == (
        "Agree with Mo what may be said to Dawn, and what not, before anybody talks to Dawn.",
        "A worry about harm is written down about Dawn: from whom to whom?",
        "Was Mo alone when asked about Dawn? It is not written down.",
        "Record what is decided about Dawn: by whom, on which day, and why.",
    )


def test_nothing_to_worry_about_the_member_alone_changes_nothing():
    assert for_dawn(a_concern("dawn", level=ConcernLevel.NONE)) == for_dawn()


def test_a_worry_with_the_adult_and_one_about_the_member_alone_are_both_named():
    found = for_dawn(a_tie("mo", "dawn"), a_concern("mo-dawn", "dawn"), a_concern("dawn"))

    assert f"is open (psychological abuse, serious worry, 9 March 2026); {UNCLEAR}, so talk to Dawn first" in found.reason


KEV_AND_DAWN = a_tie("dawn", "kev")


@pytest.mark.parametrize(
    ("said", "reason", "safely"),
    [
        (a_concern("dawn-kev", "kev"), "a worry about harm from Kev to Dawn is written down", True),
        (a_concern("dawn-kev", "dawn"), "a worry about harm from Dawn to Kev is written down", False),
        (
            a_concern("dawn-kev"),
            "a worry about harm from Kev to Dawn is written down and a worry about harm from Dawn to Kev is written down",
            True,
        ),
        (a_restriction("dawn-kev", "kev", ends=BETWEEN[1].value.ends), f"{ORDER} until 1 December 2026 keeps Kev away from Dawn", True),
        (a_restriction("dawn-kev", "dawn"), f"{ORDER} until a day that is not recorded keeps Dawn away from Kev", False),
        (
            a_restriction("dawn-kev", "kev", ends=TODAY),
            "a non-molestation order that kept Kev away from Dawn ended on 9 March 2026",
            True,
        ),
        (
            a_restriction("dawn-kev", "kev", starts=date(2026, 4, 1), ends=date(2026, 12, 1)),
            "a non-molestation order in force from 1 April 2026 until 1 December 2026 is to keep Kev away from Dawn",
            True,
        ),
        (
            a_restriction("dawn-kev", "kev", kind=RestrictionKind.POLICE_INVESTIGATION, ends=TODAY),
            "a police investigation between Dawn and Kev ended on 9 March 2026",
            True,
        ),
        (
            a_restriction("dawn-kev", "kev", kind=RestrictionKind.LIMIT_BY_RELATIVE),
            "a limit set by a relative between Dawn and Kev is written down",
            False,
        ),
        (a_reading("dawn-kev", Emotional(EmotionalKind.CONTROLLING)), "the line drawn between Dawn and Kev says controlling", False),
    ],
)
def test_whatever_is_written_down_with_somebody_who_does_not_come_is_named_and_the_invitation_stands(said, reason, safely):
    found = for_dawn(KEV_AND_DAWN, said, kev=NO)

    assert (found.invite, found.reason) == (Invite.INVITE, f"Mo said yes; {reason}.")
    assert (SAFELY in found.asks) is safely


def test_a_line_of_harm_that_is_drawn_with_the_adult_is_named_though_nobody_recorded_a_worry():
    violence = a_reading("mo-dawn", Emotional(EmotionalKind.VIOLENCE))

    assert for_dawn(a_tie("mo", "dawn"), violence).reason == "Mo said yes; the line drawn between Dawn and Mo says violence."
    assert for_dawn(a_tie("mo", "dawn"), a_reading("mo-dawn", Emotional(EmotionalKind.CLOSE))).reason == NOBODY_ELSE


def test_nothing_to_worry_about_between_two_leaves_nothing_to_name():
    found = for_dawn(KEV_AND_DAWN, a_concern("dawn-kev", level=ConcernLevel.NONE))

    assert (found.reason, found.asks) == (NOBODY_ELSE, ())


# ---------------------------------------------------------------- 7: where the adult cannot decide who to invite


def lacking(says=NOT_ASKED, capacity=LACKS, *parts):
    return for_dawn(*parts, capacity=(capacity,), dawn=says)


def test_in_best_interests_there_is_a_proposal_before_the_adult_is_asked_and_it_says_whose_decision_it_is():
    found = lacking()

    assert found.invite is Invite.INVITE
    assert found.reason == (
        "Best interests decision by Nell Okoro, social worker: Mo cannot decide this now and has not been asked about Dawn, "
        "and nothing written down about Dawn speaks against it."
    )
    assert found.asks == ("Ask Mo about Dawn anyway: wishes and feelings count (Mental Capacity Act 2005, section 4(6)).",)


@pytest.mark.parametrize(("says", "invite"), [(YES, Invite.INVITE), (IF, Invite.TALK_FIRST), (NO, Invite.NOT_INVITED)])
def test_what_the_adult_says_still_leads_in_best_interests(says, invite):
    found = lacking(says)

    assert found.invite is invite
    assert found.reason.startswith("Best interests decision by Nell Okoro, social worker: ")
    assert ("Give Mo's no its weight: wishes and feelings count (Mental Capacity Act 2005, section 4(6))." in found.asks) is (says is NO)


@pytest.mark.parametrize(
    ("consulted", "says", "ask"),
    [
        ((Consulted("dawn", HowHeard.BEFORE_IT),), YES, None),
        ((Consulted("dawn", HowHeard.IN_WRITING),), NO, None),
        ((Consulted("dawn", HowHeard.AT_THE_MEETING),), YES, None),
        ((Consulted("dawn", HowHeard.AT_THE_MEETING),), IF, "record how Dawn is heard if not there."),
        ((Consulted("dawn", HowHeard.AT_THE_MEETING),), NO, "record how Dawn is heard if not there."),
        ((Consulted("dawn", HowHeard.NOT_CONSULTED, "Cannot be found"),), YES, None),
        ((Consulted("dawn", HowHeard.NOT_CONSULTED),), YES, "Dawn is not consulted about Mo's best interests: record why."),
        ((Consulted("kev", HowHeard.IN_WRITING),), YES, "Record how Dawn is heard, invited or not."),
    ],
)
def test_everybody_to_be_consulted_is_heard_invited_or_not(consulted, says, ask):
    found = lacking(says, replace(LACKS, consulted=consulted))

    heard = [asked for asked in found.asks if "consult" in asked or "heard" in asked]
    assert len(heard) == (ask is not None)
    assert all(asked.endswith(ask) for asked in heard)


def test_without_a_named_decision_maker_nothing_is_proposed_before_the_adult_is_asked():
    nobody = replace(LACKS, decision_maker="")

    found = lacking(NOT_ASKED, nobody)

    assert found.invite is None
    assert found.reason == "Mo cannot make this decision now, and nobody is named who decides in Mo's best interests about Dawn."
    assert "The assessment that Mo cannot decide who to invite is not complete: close its gaps." in found.asks
    assert not any(ask.startswith("Ask Mo:") for ask in found.asks)
    assert lacking(YES, nobody).reason.startswith("Best interests decision with nobody named to make it: Mo said yes")


@pytest.mark.parametrize(
    "assessment",
    [
        replace(LACKS, outcome=CapacityOutcome.HAS),
        replace(LACKS, outcome=CapacityOutcome.NOT_CLEAR),
        replace(LACKS, assessed_on=None),
        replace(LACKS, assessed_on=date(2026, 3, 10)),
        replace(LACKS, about=DecisionAbout.HOLD_MEETING),
    ],
    ids=["can", "not clear", "no date", "only later", "another decision"],
)
def test_without_a_dated_assessment_of_this_very_decision_the_adult_is_asked_first(assessment):
    found = lacking(NOT_ASKED, assessment)

    assert (found.invite, found.reason) == (None, "Ask Mo first: no answer about Dawn is recorded.")
    unfinished = assessment.outcome is CapacityOutcome.NOT_CLEAR or assessment.assessed_on is None
    assert any("the assessment of whether Mo can make this decision" in ask for ask in found.asks) is unfinished


def test_in_best_interests_somebody_not_asked_about_may_come_so_the_order_keeps_the_bound_one_away():
    assert for_dawn(*BETWEEN, capacity=(LACKS,)).invite is Invite.WRITTEN_VIEW


def test_two_of_one_name_are_told_apart_in_a_reason():
    other = a_member("Dawn", id="dawn-2", does="nurse")
    network = a_network(MO, a_member("Dawn", does="sister"), other, a_tie("dawn", "dawn-2"), a_concern("dawn-dawn-2", "dawn"))

    found = proposed(network, a_meeting(**{"dawn": YES, "dawn-2": YES}))["dawn"]

    assert "between Dawn (sister) and Dawn (nurse)" in found.reason


def test_an_empty_map_is_about_nobody():
    with pytest.raises(BadInputError):
        propose(Network(), a_meeting(), (), as_of=TODAY)


# ---------------------------------------------------------------- how the adult was asked


@pytest.mark.parametrize("says", [YES, NO, IF])
def test_an_answer_that_was_given_in_company_is_asked_for_again_alone(says):
    again = "Others were there when Mo answered about Dawn: ask again, alone."

    assert again in for_dawn(dawn=Invitation("dawn", says, presence=Presence.WITH_OTHERS)).asks
    for known in (Presence.ALONE, Presence.NOT_KNOWN):
        assert again not in for_dawn(dawn=Invitation("dawn", says, presence=known)).asks


def test_where_a_concern_is_open_it_is_asked_whether_the_adult_was_alone():
    ask = "Was Mo alone when asked about Dawn? It is not written down."
    worry = (a_tie("mo", "dawn"), a_concern("mo-dawn", "dawn"))

    assert ask in for_dawn(*worry, dawn=Invitation("dawn", NO)).asks
    assert ask not in for_dawn(*worry, dawn=Invitation("dawn", YES, presence=Presence.ALONE)).asks
    assert ask not in for_dawn(dawn=Invitation("dawn", YES)).asks


def test_where_nobody_asked_there_was_no_company():
    found = for_dawn(capacity=(LACKS,), dawn=Invitation("dawn", NOT_ASKED, presence=Presence.WITH_OTHERS))

    assert not [ask for ask in found.asks if "alone" in ask]
