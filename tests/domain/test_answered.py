"""Answers and decisions about one invitation: the newest stands, and everything before it is kept with its own words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.answered import answered_anew, answers, decisions, no_alone, with_answer, with_decision
from netmeet.domain.meeting import AdultSays, Answered, Decided, Invitation, Invite
from netmeet.domain.readings import Presence

DAY, AT = date(2026, 5, 3), datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
NO = Answered(AdultSays.NO, "He frightens Sheila", Presence.ALONE, DAY, "Grace", AT)
YES = Answered(AdultSays.YES, "", Presence.WITH_OTHERS, DAY, "Sam", AT)
TAKEN_BACK = Answered(AdultSays.NOT_ASKED, recorded_by="Grace", recorded_at=AT)
said = st.sampled_from([NO, YES, TAKEN_BACK, Answered(AdultSays.IF, "if sober")])
decided = st.builds(Decided, st.sampled_from(list(Invite)), st.integers(1, 3), st.text(max_size=3), recorded_by=st.just("Sam"))


@given(st.lists(said, max_size=6), st.lists(decided, max_size=6))
def test_everything_that_was_answered_and_decided_is_there_in_its_order_whatever_came_between(told, taken):
    invitation = Invitation("dean", version=7)
    for one in told:
        invitation = with_answer(invitation, one)
    for one in taken:
        invitation = with_decision(invitation, one)

    assert answers(invitation) == tuple(told)
    assert decisions(invitation) == tuple(taken)
    assert (invitation.member, invitation.version) == ("dean", 7)


def test_nothing_is_answered_or_decided_before_anybody_asks():
    assert (answers(Invitation("dean")), decisions(Invitation("dean"))) == ((), ())


def test_a_yes_after_a_no_takes_none_of_its_words():
    now = with_answer(with_answer(Invitation("dean"), NO), YES)

    assert (now.adult_says, now.adult_words, now.presence, now.answer_by) == (AdultSays.YES, "", Presence.WITH_OTHERS, "Sam")
    assert now.answers_before == (NO,)


def test_an_answer_that_is_not_asked_any_more_keeps_what_was_said():
    now = with_answer(with_answer(Invitation("dean"), NO), TAKEN_BACK)

    assert now.adult_says is AdultSays.NOT_ASKED
    assert answers(now) == (NO, TAKEN_BACK)


def test_what_is_new_is_another_answer_other_words_or_an_answer_given_again():
    known = with_answer(Invitation("dean"), NO)

    assert answered_anew(known, AdultSays.YES, "")
    assert answered_anew(known, AdultSays.NO, "He shouts")
    assert answered_anew(known, AdultSays.NO, "", again=True)
    assert not answered_anew(known, AdultSays.NO, "")
    assert not answered_anew(known, AdultSays.NO, "He frightens Sheila")
    assert not answered_anew(Invitation("dean"), AdultSays.NOT_ASKED, "", again=True)


YES_ALONE, NO_WITH_OTHERS = Answered(AdultSays.YES, "", Presence.ALONE), Answered(AdultSays.NO, "", Presence.WITH_OTHERS)
UNKNOWN, IF_WITH_OTHERS = Answered(AdultSays.YES), Answered(AdultSays.IF, "if sober", Presence.WITH_OTHERS)


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ((NO, YES), True),
        ((NO, UNKNOWN), True),
        ((NO, IF_WITH_OTHERS), True),
        ((NO, YES, YES), True),
        ((YES_ALONE, NO, YES), True),
        ((NO, TAKEN_BACK, YES), True),
        ((NO, YES_ALONE), False),
        ((NO, YES_ALONE, YES), False),
        ((NO_WITH_OTHERS, YES), False),
        ((NO,), False),
        ((NO, TAKEN_BACK), False),
        ((YES,), False),
        ((), False),
    ],
)
def test_a_no_told_alone_stands_beside_every_yes_in_company(told, stands):
    invitation = Invitation("dean")
    for one in told:
        invitation = with_answer(invitation, one)

    assert no_alone(invitation) == (NO if stands else None)
