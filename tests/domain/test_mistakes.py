"""Entries that were written by mistake: kept beside what counts, and counted nowhere; the newest word stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.casefile import KeptCase, TakenOff
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.mistakes import Mark, Marked, Verdict, marked, that_counts
from netmeet.domain.readings import ConcernLevel
from netmeet.domain.risk import important_and_risky
from tests.support.make import TODAY, a_case, a_concern, a_member, a_network, a_restriction, a_tie, close, important

AT = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
AROUND = (a_member("Rose"), a_member("Kev"), a_tie("rose", "kev"))
WORRY = a_concern("rose-kev", "kev", id="worry")


def a_mark(reading="worry", verdict=Verdict.MISTAKE, seq=1, at=AT, **fields):
    return Mark(
        reading,
        verdict,
        **{"reason": "wrong way round", "said_on": date(2026, 5, 3), "recorded_by": "Grace"} | fields,
        recorded_at=at,
        seq=seq,
    )


MISTAKE, RIGHT = a_mark(), a_mark(verdict=Verdict.RIGHT, seq=2, at=AT + timedelta(hours=1))


def test_a_worry_that_was_a_mistake_flags_nobody():
    network = a_network(*AROUND, WORRY, important("rose-kev"))

    assert important_and_risky(network, FlagRule(), as_of=TODAY)
    assert important_and_risky(that_counts(network, (MISTAKE,)), FlagRule(), as_of=TODAY) == ()


def test_what_was_right_after_all_counts_as_if_nothing_had_been_said_of_it():
    network = a_network(*AROUND, WORRY)

    assert that_counts(network, (MISTAKE, RIGHT)) is network
    assert that_counts(network, (MISTAKE, RIGHT, a_mark(seq=3))).readings == ()


@given(st.permutations([MISTAKE, RIGHT, a_mark("near", seq=3), a_mark("near", Verdict.RIGHT, seq=4), a_mark("far", seq=5)]))
def test_the_newest_word_stands_in_whatever_order_the_words_come(marks):
    network = a_network(*AROUND, WORRY, close("rose-kev", id="near"), close("rose-kev", id="far"))

    assert [reading.id for reading in that_counts(network, marks).readings] == ["worry", "near"]
    assert [[mark.seq for mark in one.marks] for one in marked(network.readings, marks)] == [[1, 2], [3, 4], [5]]


def test_an_entry_of_which_nothing_was_said_is_no_mistake():
    assert not Marked(WORRY, ()).is_mistake
    assert not Marked(WORRY, ()).was_mistake(AT)


@pytest.mark.parametrize(
    ("marks", "before", "was"),
    [
        ((MISTAKE,), AT, False),
        ((MISTAKE,), AT + timedelta(minutes=1), True),
        ((MISTAKE, RIGHT), AT + timedelta(minutes=1), True),
        ((MISTAKE, RIGHT), AT + timedelta(hours=2), False),
        ((a_mark(at=None),), AT - timedelta(days=900), True),
    ],
)
def test_what_was_a_mistake_at_a_moment_is_what_had_been_said_by_then(marks, before, was):
    assert Marked(WORRY, marks).was_mistake(before) is was


@pytest.mark.parametrize(
    ("reading", "is_harm"),
    [
        (WORRY, True),
        (a_concern("rose-kev", "kev", level=ConcernLevel.NONE), False),
        (a_restriction("rose-kev", "kev"), True),
        (close("rose-kev"), False),
    ],
)
def test_only_a_worry_or_an_order_must_not_go_quietly(reading, is_harm):
    assert Marked(reading, (MISTAKE,)).is_about_harm is is_harm


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (MISTAKE, "Written by mistake, by Grace on 3 May 2026"),
        (RIGHT, "Right after all, by Grace on 3 May 2026"),
        (a_mark(recorded_by="", said_on=None), "Written by mistake"),
    ],
)
def test_a_mark_says_who_and_when(mark, words):
    assert mark.words == words


def test_a_case_as_it_stands_holds_no_mistake_and_what_is_kept_holds_all():
    case = a_case(*AROUND, WORRY, close("rose-kev", id="near"))

    kept = KeptCase(case, marks=(MISTAKE,))

    assert [reading.id for reading in kept.as_it_stands.network.readings] == ["near"]
    assert kept.everything is case
    assert KeptCase(case, marks=(MISTAKE, RIGHT)).as_it_stands == case
    assert KeptCase(case, (TakenOff("kev", AT),), marks=(MISTAKE,)).as_it_stands.network.readings == ()
