from datetime import timedelta

import pytest
from sqlalchemy import text

from netmeet.store import attempts
from netmeet.store.attempts import FIRST_DELAY, SOURCE_LOCK_AT, WINDOW
from tests.support.stored import AT


def fail(session, times, username="wren", source="10.0.0.1", at=AT):
    for _ in range(times):
        attempts.record_failure(session, username, source, at)


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0, None), (4, None), (5, FIRST_DELAY), (6, FIRST_DELAY * 2), (9, FIRST_DELAY * 16), (10, WINDOW), (30, WINDOW)],
)
def test_from_the_fifth_failure_each_try_waits_longer_and_at_the_tenth_for_the_window(session, failures, wait):
    fail(session, failures)

    assert attempts.open_again_at(session, "wren", "10.0.0.2", AT) == (wait and AT + wait)


def test_capitals_and_spaces_make_no_new_name(session):
    fail(session, 5, "Wren ")

    assert attempts.open_again_at(session, "wREN", "10.0.0.2", AT) is not None
    assert attempts.open_again_at(session, "cole", "10.0.0.2", AT) is None


def test_one_address_that_tries_many_names_is_closed_for_all_of_them(session):
    for number in range(SOURCE_LOCK_AT - 1):
        fail(session, 1, f"name {number}")
    assert attempts.open_again_at(session, "somebody", "10.0.0.1", AT) is None

    fail(session, 1, "one more")
    assert attempts.open_again_at(session, "somebody", "10.0.0.1", AT) == AT + WINDOW
    assert attempts.open_again_at(session, "somebody", "10.0.0.2", AT) is None


def test_the_longer_of_two_waits_counts(session):
    fail(session, 5)
    for number in range(SOURCE_LOCK_AT):
        fail(session, 1, f"name {number}", "10.0.0.9")

    assert attempts.open_again_at(session, "wren", "10.0.0.9", AT) == AT + WINDOW


def test_waiting_helps_and_failures_fade(session):
    fail(session, 10)

    assert attempts.open_again_at(session, "wren", "", AT + WINDOW - timedelta(seconds=1)) == AT + WINDOW
    assert attempts.open_again_at(session, "wren", "", AT + WINDOW) is None

    fail(session, 1, at=AT + WINDOW + timedelta(seconds=1))
    assert session.execute(text("SELECT count(*) FROM sign_in_attempts")).scalar() == 1


def test_signing_in_starts_afresh(session):
    fail(session, 9)
    fail(session, 9, "cole")

    attempts.forget(session, "WREN")

    assert attempts.open_again_at(session, "wren", "", AT) is None
    assert attempts.open_again_at(session, "cole", "", AT) is not None


def test_neither_name_nor_address_is_in_the_database(session):
    fail(session, 1, "pa55word\ud800")

    (row,) = session.execute(text("SELECT username_hash, source_hash FROM sign_in_attempts")).all()
    assert [len(value) for value in row] == [64, 64]
