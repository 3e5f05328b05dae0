"""How much help, and on which days: only what plain words say, and never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.amounts import EVERY_DAY, WEEKDAYS, about_hours, days_named, hours_a_week


@pytest.mark.parametrize(
    ("amount", "hours"),
    [
        ("about two hours a week", 2),
        ("9 hours a week", 9),
        ("Around 9 hours each week.", 9),
        ("an hour a day", 7),
        ("half an hour every evening", 3.5),
        ("half an hour daily", 3.5),
        ("45 minutes a day", 5.25),
        ("1.5 hours a fortnight", 0.75),
        ("an hour on the telephone every night", 7),
        ("an hour, Mondays", 1),
        ("two hours every Friday", 2),
        ("Wednesdays, about three hours", 3),
        ("cooking, washing, shopping: about 30 hours a week", 30),
        ("everything, about 100 hours a week", 100),
    ],
)
def test_a_plain_amount_is_read_in_hours_a_week(amount, hours):
    assert hours_a_week(amount) == hours


@pytest.mark.parametrize(
    "amount",
    [
        "",
        "every day",
        "most evenings, the television on",
        "two visits a day",
        "weekday mornings, 45 minutes",
        "two days a week, about ten hours",
        "Mondays and Fridays, about three hours",
        "Sunday call, about an hour",
        "about an hour",
        "up to 3 hours a week",
        "used to be 9 hours a week",
        "not now, 9 hours a week",
        "two of us, 9 hours a week",
        "2 hours a week or 3 hours a week",
        "about £40 a week",
        "once a month",
        "2 hours a month",
        "0 hours a week",
        "400 hours a week",
        "30 hours a day",
        "9 hours a week <script>",
    ],
)
def test_an_amount_that_does_not_plainly_say_hours_a_week_stays_in_words(amount):
    assert hours_a_week(amount) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_of_hours_within_a_week_or_none(amount):
    hours = hours_a_week(amount)

    assert hours is None or 0 < hours <= 168


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mondays and Fridays, all afternoon", {0, 4}),
        ("Sunday call", {6}),
        ("Thursday night to Sunday", {3, 4, 5, 6}),
        ("Saturday to Monday", {5, 6, 0}),
        ("weekdays, half past eight", WEEKDAYS),
        ("every other Sunday", set()),
        ("most Saturdays", set()),
        ("not on Mondays", set()),
        ("by telephone", set()),
        ("", set()),
    ],
)
def test_days_are_known_where_they_are_named_for_every_week(words, days):
    assert days_named(words) == days
    assert days_named(words) <= EVERY_DAY


@pytest.mark.parametrize(
    ("hours", "words", "short"),
    [
        (0.2, "less than half an hour a week", "less than half an hour"),
        (0.5, "about half an hour a week", "about half an hour"),
        (1, "about 1 hour a week", "about 1"),
        (9.1, "about 9 hours a week", "about 9"),
        (3.5, "about 3.5 hours a week", "about 3.5"),
    ],
)
def test_hours_are_told_to_the_half_hour_and_always_about(hours, words, short):
    assert (about_hours(hours), about_hours(hours, short=True)) == (words, short)
