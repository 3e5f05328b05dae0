"""Wishes, how safe somebody feels, statements and what works: what stands now, who may read it, what changed."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.outcomes import (
    Agreement,
    SafePoint,
    SafeReading,
    Sharing,
    Statement,
    StatementAnswer,
    StatementPoint,
    Wish,
    Working,
    current_wishes,
    safe_at,
    safe_changes,
    statement_changes,
    wish_history,
    wishes_for,
    working_and_not,
)
from netmeet.domain.readings import Presence, Voice


def a_wish(seq, place=1, words="See my brother", sharing=Sharing.NOBODY, chosen=()):
    return Wish(f"w{seq}", place, words, sharing, chosen, seq=seq)


WISHES = st.lists(
    st.builds(
        Wish, st.uuids().map(str), st.integers(1, 3), st.sampled_from(["", " ", "a", "b"]), st.sampled_from(Sharing), seq=st.integers(0, 9)
    )
)


def test_each_wish_stands_in_its_latest_words_and_its_history_is_kept():
    wishes = (a_wish(3, words="See him on Sundays"), a_wish(1), a_wish(2, place=3, words="Peace and quiet"))

    assert [wish and wish.words for wish in current_wishes(wishes)] == ["See him on Sundays", None, "Peace and quiet"]
    assert [wish.words for wish in wish_history(wishes, 1)] == ["See my brother", "See him on Sundays"]
    assert wish_history(wishes, 2) == ()


def test_a_wish_is_taken_back_by_one_without_words():
    assert current_wishes([a_wish(1), a_wish(2, words=" ")]) == (None, None, None)


@pytest.mark.parametrize(
    ("sharing", "chosen", "invited", "shared"),
    [
        (Sharing.NOBODY, (), True, False),
        (Sharing.NOBODY, ("kev",), True, False),
        (Sharing.CHOSEN, ("kev",), True, True),
        (Sharing.CHOSEN, ("kev",), False, True),
        (Sharing.CHOSEN, ("mo",), True, False),
        (Sharing.EVERYONE_INVITED, (), True, True),
        (Sharing.EVERYONE_INVITED, (), False, False),
    ],
)
def test_a_wish_is_shared_only_with_those_the_adult_agreed_to(sharing, chosen, invited, shared):
    wish = a_wish(1, sharing=sharing, chosen=chosen)

    assert wishes_for([wish], "kev", invited=invited) == ((wish,) if shared else ())


@given(WISHES)
def test_only_words_that_stand_are_ever_shared(wishes):
    shared = wishes_for(iter(wishes), "kev", invited=True)

    assert set(shared) <= {wish for wish in current_wishes(wishes) if wish}
    assert all(wish.sharing is Sharing.EVERYONE_INVITED and wish.words.strip() for wish in shared)


def safe(point, score, scale_max=10, presence=Presence.ALONE, seq=1):
    return SafeReading(f"{point}{seq}", point, score, scale_max, presence, seq=seq)


BEFORE, AFTER, DONE = SafePoint.BEFORE, SafePoint.AFTER, SafePoint.ACTIONS_DONE


@pytest.mark.parametrize(
    ("readings", "seq"),
    [
        ([], None),
        ([safe(AFTER, 3)], None),
        ([safe(BEFORE, 3, seq=1), safe(BEFORE, 4, seq=2)], 2),
        ([safe(BEFORE, 4, seq=2), safe(BEFORE, 3, seq=1)], 2),
        ([safe(BEFORE, 3, seq=1), safe(BEFORE, 9, presence=Presence.WITH_OTHERS, seq=2)], 1),
        ([safe(BEFORE, 3, presence=Presence.NOT_KNOWN, seq=1), safe(BEFORE, 9, presence=Presence.WITH_OTHERS, seq=2)], 2),
    ],
)
def test_an_answer_given_alone_is_never_replaced_by_one_given_in_company(readings, seq):
    found = safe_at(readings, BEFORE)

    assert (found.seq if found else None) == seq


@pytest.mark.parametrize(
    ("readings", "changes"),
    [
        ([safe(BEFORE, 3)], []),
        (
            [safe(BEFORE, 3), safe(AFTER, 5)],
            [
                (
                    2,
                    (
                        "Before the meeting: 3 out of 10 (asked alone). The same day, after the meeting: 5 out of 10 (asked alone). "
                        "That is 2 higher."
                    ),
                )
            ],
        ),
        (
            [safe(DONE, 2, presence=Presence.NOT_KNOWN), safe(BEFORE, 3)],
            [
                (
                    -1,
                    (
                        "Before the meeting: 3 out of 10 (asked alone). "
                        "Once the actions are done: 2 out of 10 (not known who was in the room). That is 1 lower. "
                        "Not every answer is known to have been given alone, so look at the change with care."
                    ),
                )
            ],
        ),
        (
            [safe(AFTER, 3, 5, Presence.WITH_OTHERS), safe(DONE, 3)],
            [
                (
                    None,
                    (
                        "The same day, after the meeting: 3 out of 5 (asked with others in the room). "
                        "Once the actions are done: 3 out of 10 (asked alone). "
                        "The two were asked on different scales, so they are not compared. "
                        "Not every answer is known to have been given alone, so look at the change with care."
                    ),
                )
            ],
        ),
        (
            [safe(AFTER, 3), safe(DONE, 3)],
            [
                (
                    0,
                    (
                        "The same day, after the meeting: 3 out of 10 (asked alone). Once the actions are done: 3 out of 10 (asked alone). "
                        "That is the same."
                    ),
                )
            ],
        ),
    ],
)
def test_the_change_in_how_safe_somebody_feels_is_told_in_words(readings, changes):
    assert [(change.higher, change.words) for change in safe_changes(readings)] == changes


def test_each_point_is_compared_with_each_later_one():
    changes = safe_changes(safe(point, 5) for point in (DONE, AFTER, BEFORE))

    assert [(change.first.point, change.then.point) for change in changes] == [(BEFORE, AFTER), (BEFORE, DONE), (AFTER, DONE)]


NATIONAL_VALUES = Path(__file__).parents[3] / "shared" / "values" / "sac.json"


@pytest.mark.skipif(not NATIONAL_VALUES.exists(), reason="the published statements are compared where they are at hand")
def test_the_seven_statements_are_the_published_ones():
    assert [f"{statement}." for statement in Statement] == json.loads(NATIONAL_VALUES.read_text())["lambeth_statements"]


def answers(*agreements):
    points = zip(StatementPoint, agreements, strict=True)
    return [
        StatementAnswer(point, Statement.SAFE, point, agreement, seq=place)
        for place, (point, agreement) in enumerate(points)
        if agreement is not None
    ]


@pytest.mark.parametrize(
    ("agreements", "more", "words"),
    [
        ((Agreement.DISAGREE, None, Agreement.STRONGLY_AGREE), 3, "Agrees more at the end than at the beginning."),
        ((Agreement.AGREE, Agreement.AGREE, Agreement.NEITHER), -1, "Agrees less at the end than at the beginning."),
        ((Agreement.AGREE, None, Agreement.AGREE), 0, "The same at the end as at the beginning."),
        ((Agreement.AGREE, Agreement.AGREE, None), None, "Not asked at the end."),
        ((None, None, Agreement.AGREE), None, "Not asked at the beginning."),
        ((None, Agreement.AGREE, None), None, "Not asked at the beginning or the end."),
    ],
)
def test_the_change_in_a_statement_is_told_in_words(agreements, more, words):
    changes = {change.statement: change for change in statement_changes(answers(*agreements))}

    assert list(changes) == list(Statement)
    assert (changes[Statement.SAFE].more, changes[Statement.SAFE].words) == (more, words)
    assert tuple(agreement for _, agreement in changes[Statement.SAFE].answers) == agreements
    assert changes[Statement.JUSTICE].more is None


def test_a_statement_answered_again_counts_as_answered_last():
    again = StatementAnswer("again", Statement.SAFE, StatementPoint.BEGINNING, Agreement.STRONGLY_AGREE, seq=9)
    found = next(
        change for change in statement_changes([again, *answers(Agreement.AGREE, None, None)]) if change.statement is Statement.SAFE
    )

    assert found.answers[0] == (StatementPoint.BEGINNING, Agreement.STRONGLY_AGREE)


def test_working_and_not_working_start_with_the_adult_s_own_words():
    said = [
        Working("1", True, "The lunch club", Voice.PRACTITIONER, seq=1),
        Working("2", False, "The nights", seq=3),
        Working("3", False, "Money", seq=2),
        Working("4", True, "Sundays with Mo", seq=4),
    ]
    working, not_working = working_and_not(said)

    assert [found.words for found in working] == ["Sundays with Mo", "The lunch club"]
    assert [found.words for found in not_working] == ["Money", "The nights"]
