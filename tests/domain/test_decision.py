"""What a decision about one member breaks, and when one is due."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.errors import BadInputError, UnknownMemberError
from netmeet.domain.invitation import MOST_PARTS, Proposal, check_decision, needs_decision, who_comes
from netmeet.domain.meeting import Invitation, Invite
from netmeet.domain.network import Child, MemberKind
from netmeet.domain.readings import RestrictionKind
from tests.support.inviting import CLASH, DAWN, IF, KEV, LACKS, MO, NO, NOT_ASKED, SOL, YES, a_meeting, decided
from tests.support.make import TODAY, a_concern, a_member, a_network, a_restriction, a_tie, a_union

WORLD = a_network(
    MO,
    DAWN,
    KEV,
    SOL,
    a_member("Una", under_18=True),
    a_member("Ghost", dead=True),
    a_member("Ivy"),
    a_member("Elm House", kind=MemberKind.PLACE),
    *CLASH,
    a_tie("mo", "sol"),
    a_concern("mo-sol", "sol"),
    a_tie("ivy", "kev"),
    a_restriction("ivy-kev", "ivy", ends=date(2026, 12, 1)),
    a_tie("mo", "ivy"),
    a_restriction("mo-ivy", "ivy", kind=RestrictionKind.POLICE_INVESTIGATION),
    a_tie("sol", "elm-house"),
    a_restriction("sol-elm-house", "sol", ends=date(2026, 12, 1)),
    a_tie("dawn", "ghost"),
    a_restriction("dawn-ghost", "dawn", ends=date(2026, 1, 1)),
    a_union("kev", children=[Child("dawn")]),
)


def checked(member, decision, meeting, part=1, capacity=(), network=WORLD):
    return check_decision(network, meeting, member, decision, part, capacity, TODAY)


def all_yes(**answers):
    return a_meeting(**({"dawn": YES, "kev": YES, "sol": YES, "una": YES, "ivy": YES} | answers))


@pytest.mark.parametrize("decision", Invite)
@pytest.mark.parametrize("member", ["mo", "ghost", "elm-house"])
def test_the_adult_the_dead_and_places_are_not_decided_about(member, decision):
    with pytest.raises(BadInputError, match="only living people beside Mo"):
        checked(member, decision, all_yes())


def test_somebody_who_is_not_on_the_map_is_said_to_be_missing():
    with pytest.raises(UnknownMemberError):
        checked("nobody", Invite.INVITE, all_yes())


@pytest.mark.parametrize("part", [0, -1, MOST_PARTS + 1])
def test_a_part_has_a_number_within_reason(part):
    with pytest.raises(BadInputError) as refused:
        checked("kev", Invite.INVITE, all_yes(), part=part)

    assert refused.value.field == "part"


ORDER = "A non-molestation order in force until 1 December 2026"
WHY = "record why this is right all the same"
LACKING = (LACKS,)
NOBODY_NAMED = (replace(LACKS, decision_maker=""),)


@pytest.mark.parametrize(
    ("member", "says", "decision", "capacity", "because"),
    [
        ("kev", NOT_ASKED, Invite.INVITE, (), "Ask Mo about Kev first"),
        ("kev", NOT_ASKED, Invite.TALK_FIRST, (), "Ask Mo about Kev first"),
        ("kev", NOT_ASKED, Invite.TALK_FIRST, NOBODY_NAMED, "Name first who decides in Mo's best interests"),
        ("kev", NO, Invite.INVITE, (), "Mo said no to Kev"),
        ("kev", NO, Invite.SEPARATE_PART, NOBODY_NAMED, "Mo said no to Kev"),
        ("una", YES, Invite.INVITE, (), "Una is under 18"),
        ("una", YES, Invite.SEPARATE_PART, LACKING, "Una is under 18"),
        ("ivy", YES, Invite.INVITE, (), "A non-molestation order in force until 1 December 2026 keeps Ivy away from Kev"),
        ("ivy", YES, Invite.SEPARATE_PART, LACKING, "keeps Ivy away from Kev"),
    ],
)
def test_what_no_reason_makes_right_is_refused(member, says, decision, capacity, because):
    with pytest.raises(BadInputError, match=because) as refused:
        checked(member, decision, all_yes(**{member: says}), part=2, capacity=capacity)

    assert refused.value.field == "decision"


@pytest.mark.parametrize(
    ("member", "says", "decision", "capacity", "asks"),
    [
        ("kev", NOT_ASKED, Invite.NOT_INVITED, (), ["Mo has not been asked about Kev."]),
        ("kev", NOT_ASKED, Invite.INVITE, LACKING, ["Mo has not been asked about Kev."]),
        ("kev", NO, Invite.NOT_INVITED, (), []),
        ("kev", NO, Invite.TALK_FIRST, (), ["Mo said no to Kev: record what Mo thinks of this."]),
        ("kev", NO, Invite.WRITTEN_VIEW, (), ["Mo said no to Kev: record what Mo thinks of this."]),
        ("kev", NO, Invite.INVITE, LACKING, ["Mo said no to Kev: record why that is outweighed in Mo's best interests."]),
        ("kev", YES, Invite.INVITE, (), []),
        ("kev", YES, Invite.TALK_FIRST, (), []),
        ("kev", YES, Invite.NOT_INVITED, (), ["Mo said yes: record why Kev is not to be there."]),
        ("kev", IF, Invite.INVITE, (), ["Mo said yes, with a condition: record how that is met."]),
        ("kev", IF, Invite.TALK_FIRST, (), []),
        ("kev", IF, Invite.WRITTEN_VIEW, (), ["Mo said yes, with a condition: record why Kev is not to be there."]),
        ("una", YES, Invite.TALK_FIRST, (), []),
        ("ivy", YES, Invite.WRITTEN_VIEW, (), []),
        ("ivy", YES, Invite.NOT_INVITED, (), []),
        (
            "sol",
            YES,
            Invite.INVITE,
            (),
            [
                f"A concern about harm from Sol to Mo is open (psychological abuse, serious worry, 9 March 2026): {WHY}.",
                f"{ORDER} keeps Sol away from Elm House: record that the meeting is somewhere else.",
            ],
        ),
        (
            "dawn",
            YES,
            Invite.INVITE,
            (),
            [
                "The non-molestation order between Dawn and Ghost has ended: record whether it has been renewed.",
                "Dawn may be under 18: record their age.",
            ],
        ),
    ],
)
def test_what_a_reason_can_make_right_asks_for_one(member, says, decision, capacity, asks):
    assert list(checked(member, decision, all_yes(**{member: says}), capacity=capacity)) == asks


def test_an_investigation_and_an_order_protecting_somebody_not_asked_about_ask_for_a_reason():
    found = checked("ivy", Invite.INVITE, all_yes(kev=NOT_ASKED))

    assert found == (
        "The police investigation between Ivy and Mo is going on: record what the officer said.",
        f"{ORDER} keeps Ivy away from Kev: record why it is sure that Kev does not come.",
    )


@pytest.mark.parametrize(("part", "clashes"), [(1, True), (2, False)])
def test_two_with_an_open_concern_in_one_part_ask_for_a_reason(part, clashes):
    found = checked("kev", Invite.INVITE, all_yes(dawn=decided("dawn", Invite.INVITE)), part=part)

    expected = "A concern is open between Kev and Dawn, who would sit together: record why this is right all the same."
    assert found == ((expected,) if clashes else ())


def test_a_worry_about_one_person_alone_asks_for_a_reason():
    network = a_network(MO, KEV, a_concern("kev"))

    assert checked("kev", Invite.INVITE, all_yes(), network=network) == (
        "A worry about harm is written down about Kev, and not from whom to whom: record why this is right all the same.",
    )
    assert checked("kev", Invite.TALK_FIRST, all_yes(), network=network) == ()


EVERYBODY_ELSE = "Part 2 is the part of everybody else: choose a part of its own, or record why."


@pytest.mark.parametrize(
    ("decision", "part", "sol", "asks"),
    [
        (Invite.SEPARATE_PART, 2, decided("sol", Invite.INVITE, part=2), (EVERYBODY_ELSE,)),
        (Invite.SEPARATE_PART, 2, decided("sol", Invite.INVITE), ()),
        (Invite.SEPARATE_PART, 2, decided("sol", Invite.SEPARATE_PART, part=2), ()),
        (Invite.SEPARATE_PART, 2, decided("sol", Invite.TALK_FIRST, part=2), ()),
        (Invite.INVITE, 2, decided("sol", Invite.INVITE, part=2), ()),
    ],
)
def test_a_separate_part_to_which_somebody_else_is_simply_invited_asks_for_a_reason(decision, part, sol, asks):
    meeting = a_meeting(kev=decided("kev", Invite.INVITE), sol=sol)

    assert checked("kev", decision, meeting, part=part, network=a_network(MO, KEV, SOL)) == asks


def test_a_separate_part_that_was_proposed_for_the_part_of_the_others_asks_for_none():
    network = a_network(MO, DAWN, KEV, SOL, *CLASH)
    meeting = a_meeting(dawn=YES, kev=YES, sol=decided("sol", Invite.INVITE, part=2))

    assert checked("kev", Invite.SEPARATE_PART, meeting, part=2, network=network) == ()
    assert checked("dawn", Invite.SEPARATE_PART, meeting, part=2, network=network) == (EVERYBODY_ELSE,)


@pytest.mark.parametrize("others", [{}, {"kev": decided("kev", Invite.INVITE)}])
def test_a_separate_part_is_never_the_part_that_everybody_else_comes_to(others):
    meeting = a_meeting(**({"dawn": YES, "kev": YES} | others))

    with pytest.raises(BadInputError, match=r"Everybody else comes to part 1\. Enter 2 or a later part, or choose “invite”") as refused:
        checked("dawn", Invite.SEPARATE_PART, meeting, part=1, network=a_network(MO, DAWN, KEV))

    assert refused.value.field == "part"
    assert checked("dawn", Invite.SEPARATE_PART, meeting, part=2, network=a_network(MO, DAWN, KEV)) == ()


def test_the_adult_who_is_bound_does_not_meet_the_protected_one():
    network = a_network(MO, DAWN, a_tie("mo", "dawn"), a_restriction("mo-dawn", "mo"))

    with pytest.raises(BadInputError, match="keeps Mo away from Dawn"):
        checked("dawn", Invite.INVITE, all_yes(), network=network)
    assert checked("dawn", Invite.TALK_FIRST, all_yes(), network=network) == ()


def test_where_the_bound_one_is_recorded_already_that_is_changed_first():
    meeting = all_yes(ivy=decided("ivy", Invite.SEPARATE_PART, part=2))

    with pytest.raises(BadInputError, match="Change first what is recorded for Ivy"):
        checked("kev", Invite.INVITE, meeting)
    assert checked("kev", Invite.TALK_FIRST, meeting) == ()
    assert checked("kev", Invite.INVITE, all_yes(ivy=decided("ivy", Invite.WRITTEN_VIEW))) == ()


REASONED = {"reason": "Agreed with Mo and Sol."}


@pytest.mark.parametrize(
    ("invite", "blocked", "decision", "fields", "due"),
    [
        (None, (), None, {}, False),
        (None, (), Invite.NOT_INVITED, {}, False),
        (None, (), Invite.INVITE, REASONED, True),
        (Invite.INVITE, (), None, {}, True),
        (Invite.INVITE, (), Invite.INVITE, {}, False),
        (Invite.INVITE, (), Invite.NOT_INVITED, {}, True),
        (Invite.INVITE, (), Invite.NOT_INVITED, REASONED, False),
        (Invite.TALK_FIRST, (), Invite.TALK_FIRST, {}, False),
        (Invite.TALK_FIRST, (), Invite.INVITE, {"reason": "  "}, True),
        (Invite.TALK_FIRST, (), Invite.INVITE, REASONED, False),
        (Invite.NOT_INVITED, (), Invite.INVITE, REASONED, True),
        (Invite.WRITTEN_VIEW, ("r1",), Invite.INVITE, REASONED, True),
        (Invite.WRITTEN_VIEW, ("r1",), Invite.WRITTEN_VIEW, {}, False),
    ],
)
def test_a_decision_is_due_while_none_is_recorded_or_the_one_recorded_cannot_stand(invite, blocked, decision, fields, due):
    proposal = Proposal("dawn", invite, "Because.", blocked_by=blocked)

    assert needs_decision(proposal, Invitation("dawn", YES, decision=decision, **fields)) is due


def test_who_comes_to_a_part_are_those_whose_recorded_decision_brings_them_there():
    meeting = a_meeting(
        sol=decided("sol", Invite.INVITE),
        dawn=decided("dawn", Invite.SEPARATE_PART),
        kev=decided("kev", Invite.INVITE, part=2),
        ivy=decided("ivy", Invite.TALK_FIRST),
        una=YES,
    )

    assert who_comes(meeting, 1) == ("dawn", "sol")
    assert who_comes(meeting, 2) == ("kev",)
    assert who_comes(meeting, 3) == ()
