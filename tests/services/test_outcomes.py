"""Wishes, how safe it feels, working and not, the seven statements: each answer is added, none replaced."""

from datetime import timedelta

import pytest

from netmeet.domain.errors import BadInputError, UnknownMemberError
from netmeet.domain.outcomes import Agreement, SafePoint, SafeReading, Sharing, Statement, StatementPoint, Wish, Working, current_wishes
from netmeet.domain.readings import Presence, Voice
from netmeet.services import outcomes
from tests.support.around import TODAY

SAFE = SafeReading("", SafePoint.BEFORE, 4, 10, Presence.ALONE, "Not on Fridays", TODAY)


def say(around, *wishes):
    return [around(lambda case, wish=wish: outcomes.say_wish(case, wish)) for wish in wishes]


def test_a_wish_worded_anew_stands_beside_the_earlier_one(around):
    assert say(around, Wish("", 1, "To stay at home"), Wish("", 2, "Church"), Wish("", 1, "To stay in my own house")) == [True] * 3

    kept = around(outcomes.wishes)

    assert [(wish.place, wish.words) for wish in kept] == [(1, "To stay at home"), (2, "Church"), (1, "To stay in my own house")]
    assert [wish and wish.words for wish in current_wishes(kept)] == ["To stay in my own house", "Church", None]


def test_the_same_wish_again_is_nothing_new(around):
    assert say(around, Wish("", 1, "Church"), Wish("", 1, "Church")) == [True, False]
    assert len(around(outcomes.wishes)) == 1


def test_a_wish_that_is_shared_with_others_now_is_something_new(around):
    dawn = around.add("Dawn")

    assert say(around, Wish("", 1, "Church"), Wish("", 1, "Church", Sharing.CHOSEN, (dawn,))) == [True, True]
    assert around(outcomes.wishes)[-1].chosen == (dawn,)


@pytest.mark.parametrize("sharing", [Sharing.NOBODY, Sharing.EVERYONE_INVITED])
def test_people_are_kept_only_where_the_wish_is_shared_with_chosen_people(around, sharing):
    dawn = around.add("Dawn")

    say(around, Wish("", 1, "Church", sharing, (dawn,)))

    assert around(outcomes.wishes)[0].chosen == ()


@pytest.mark.parametrize(
    ("wish", "message", "field"),
    [
        (Wish("", 1, ""), "own words", "words"),
        (Wish("", 1, "Church", Sharing.CHOSEN), "Choose the people", "chosen"),
        (Wish("", 1, "Church", said_on=TODAY + timedelta(days=1)), "still to come", "said_on"),
    ],
)
def test_a_wish_that_cannot_be_kept_says_why(around, wish, message, field):
    with pytest.raises(BadInputError, match=message) as refused:
        say(around, wish)

    assert refused.value.field == field
    assert around(outcomes.wishes) == ()


def test_a_wish_is_shared_only_with_people_on_the_map(around):
    with pytest.raises(UnknownMemberError):
        say(around, Wish("", 1, "Church", Sharing.CHOSEN, ("somebody",)))


def test_how_safe_it_feels_is_added_each_time(around):
    for _ in range(2):
        around(lambda case: outcomes.say_safe(case, SAFE))

    assert [(said.score, said.scale_max, said.words) for said in around(outcomes.safe_readings)] == [(4, 10, "Not on Fridays")] * 2


@pytest.mark.parametrize("score", [-1, 11])
def test_a_number_that_is_not_on_the_scale_is_refused(around, score):
    said = SafeReading("", SafePoint.BEFORE, score, 10, Presence.ALONE)

    with pytest.raises(BadInputError, match="from 0 to 10"):
        around(lambda case: outcomes.say_safe(case, said))


def test_nobody_has_said_yet_how_safe_they_feel_tomorrow(around):
    said = SafeReading("", SafePoint.BEFORE, 4, 10, Presence.ALONE, said_on=TODAY + timedelta(days=1))

    with pytest.raises(BadInputError, match="still to come"):
        around(lambda case: outcomes.say_safe(case, said))


def test_what_is_working_and_what_is_not_are_kept_apart(around):
    around(lambda case: outcomes.say_working(case, Working("", True, "Lunch club", Voice.CARER, TODAY)))
    around(lambda case: outcomes.say_working(case, Working("", False, "Fridays", said_on=TODAY)))

    assert [(said.working, said.words, said.voice) for said in around(outcomes.workings)] == [
        (True, "Lunch club", Voice.CARER),
        (False, "Fridays", Voice.ADULT),
    ]


def test_a_statement_may_be_left_out_but_not_all_of_them(around):
    answered = {Statement.SAFE: Agreement.DISAGREE, Statement.CARE: Agreement.AGREE}

    assert around(lambda case: outcomes.say_statements(case, StatementPoint.MIDDLE, answered, TODAY)) == 2
    with pytest.raises(BadInputError, match="at least one statement"):
        around(lambda case: outcomes.say_statements(case, StatementPoint.END, {}, TODAY))

    assert {(said.statement, said.point, said.agreement) for said in around(outcomes.statements)} == {
        (Statement.SAFE, StatementPoint.MIDDLE, Agreement.DISAGREE),
        (Statement.CARE, StatementPoint.MIDDLE, Agreement.AGREE),
    }
