"""Dates as people know them: a year, a month or a day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate, age_between
from netmeet.domain.errors import BadInputError

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PARTIAL = DAYS.flatmap(
    lambda on: st.sampled_from([PartialDate(on.year), PartialDate(on.year, on.month), PartialDate(on.year, on.month, on.day)])
)


@pytest.mark.parametrize(
    ("typed", "kept", "words"),
    [
        ("1950", PartialDate(1950), "1950"),
        (" 1950-06 ", PartialDate(1950, 6), "June 1950"),
        ("1950-6-2", PartialDate(1950, 6, 2), "2 June 1950"),
        ("0976", PartialDate(976), "976"),
        ("2024-02-29", PartialDate(2024, 2, 29), "29 February 2024"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(typed, kept, words):
    assert PartialDate.parse(typed) == kept
    assert kept.words == words


@pytest.mark.parametrize(
    "typed", ["", "50", "1950-13", "1950-02-30", "1950-00", "1950-06-00", "0000", "12/6/1950", "1950-06-12T00", "June", "1950--12", "19500"]
)
def test_what_is_no_date_is_a_plain_sentence(typed):
    with pytest.raises(BadInputError, match="Enter a"):
        PartialDate.parse(typed)


@pytest.mark.parametrize(("year", "month", "day"), [(0, None, None), (10000, None, None), (1950, None, 3), (1950, 2, 29)])
def test_no_date_that_does_not_exist_is_ever_made(year, month, day):
    with pytest.raises(BadInputError):
        PartialDate(year, month, day)


@given(PARTIAL)
def test_what_is_written_is_read_again(found):
    assert PartialDate.parse(str(found)) == found


@pytest.mark.parametrize(
    ("found", "earliest", "latest"),
    [
        (PartialDate(1950), date(1950, 1, 1), date(1950, 12, 31)),
        (PartialDate(1950, 4), date(1950, 4, 1), date(1950, 4, 30)),
        (PartialDate(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (PartialDate(1900, 2), date(1900, 2, 1), date(1900, 2, 28)),
        (PartialDate(9999), date(9999, 1, 1), date(9999, 12, 31)),
        (PartialDate(1950, 4, 5), date(1950, 4, 5), date(1950, 4, 5)),
    ],
)
def test_a_date_stands_for_every_day_that_it_may_mean(found, earliest, latest):
    assert (found.earliest, found.latest) == (earliest, latest)


@given(st.lists(PARTIAL))
def test_dates_known_to_a_different_depth_stand_in_order(found):
    in_order = sorted(found)

    assert [one.earliest for one in in_order] == sorted(one.earliest for one in found)
    assert all(one <= other and not other < one for one, other in pairwise(in_order))


def test_a_year_stands_before_its_months_and_a_month_before_its_days():
    assert PartialDate(1950) < PartialDate(1950, 1) < PartialDate(1950, 1, 1) < PartialDate(1950, 2) < PartialDate(1951)
    assert PartialDate(1950) >= PartialDate(1950)


@pytest.mark.parametrize(
    ("born", "on", "ages"),
    [
        (PartialDate(2000, 6, 12), date(2018, 6, 11), (17, 17)),
        (PartialDate(2000, 6, 12), date(2018, 6, 12), (18, 18)),
        (PartialDate(2000, 6), date(2018, 6, 12), (17, 18)),
        (PartialDate(2000), date(2018, 6, 12), (17, 18)),
        (PartialDate(2000), date(2018, 12, 31), (18, 18)),
        (PartialDate(2000, 2, 29), date(2018, 2, 28), (17, 17)),
        (PartialDate(2030), date(2018, 1, 1), (0, 0)),
    ],
)
def test_an_age_is_as_sure_as_the_birth_date(born, on, ages):
    assert age_between(born, on) == ages


@given(PARTIAL, DAYS)
def test_the_least_age_is_never_above_the_most_and_nobody_grows_younger(born, on):
    least, most = age_between(born, on)

    assert 0 <= least <= most <= least + 1
    if on < date.max:
        assert age_between(born, on + timedelta(days=1)) >= (least, most)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1950", PartialDate(1950)),
        ("1950-06", PartialDate(1950, 6)),
        ("1950-06-12", PartialDate(1950, 6, 12)),
        ("12/6/1950", PartialDate(1950, 6, 12)),
        ("12.06.1950", PartialDate(1950, 6, 12)),
        ("12-06-1950", PartialDate(1950, 6, 12)),
        ("12-Jun-1950", PartialDate(1950, 6, 12)),
        ("12 June 1950", PartialDate(1950, 6, 12)),
        ("June 1950", PartialDate(1950, 6)),
        ("Jun-1950", PartialDate(1950, 6)),
        ("6/1950", PartialDate(1950, 6)),
    ],
)
def test_a_date_is_read_as_it_is_typed(text, date):
    assert PartialDate.typed(text) == date


@pytest.mark.parametrize("text", ["", "12-Jun-50", "12/6/50", "31/2/1950", "6/31/1950", "about 1950"])
def test_what_is_no_whole_date_is_refused(text):
    with pytest.raises(BadInputError):
        PartialDate.typed(text)
