from datetime import timedelta

import pytest
from sqlalchemy import text

from netmeet.store import web_sessions
from netmeet.store.web_sessions import WebSession
from tests.support.stored import AT, COLLEAGUE, WORKER

LATER = AT + timedelta(minutes=5)


@pytest.fixture
def opened(session):
    """A database with one session of the worker, under the token ``token``."""
    web_sessions.create(session, "token", {"csrf": "x"}, AT, WORKER.id)
    return session


def test_a_session_is_found_by_its_token_and_by_nothing_else(opened):
    assert web_sessions.load(opened, "token") == WebSession(WORKER.id, {"csrf": "x"}, AT, AT)
    assert web_sessions.load(opened, "Token") is None
    assert web_sessions.load(opened, "t\ud800") is None


def test_the_token_itself_is_not_in_the_database(opened):
    (row,) = opened.execute(text("SELECT * FROM web_sessions")).all()

    assert "token" not in row
    assert len(row.token_hash) == 64


def test_a_session_without_a_user_is_kept_before_sign_in(session):
    web_sessions.create(session, "token", {}, AT)

    assert web_sessions.load(session, "token") == WebSession(None, {}, AT, AT)


def test_what_it_carries_and_when_it_was_seen_can_change(opened):
    web_sessions.keep(opened, "token", {"n": 1})
    web_sessions.touch(opened, "token", LATER)

    assert web_sessions.load(opened, "token") == WebSession(WORKER.id, {"n": 1}, AT, LATER)


def test_a_locked_session_is_still_its_users(opened):
    web_sessions.lock(opened, "token", LATER)

    assert web_sessions.load(opened, "token") == WebSession(WORKER.id, {"csrf": "x"}, AT, AT, LATER)


def test_a_session_locks_once_and_one_of_nobody_never(opened):
    web_sessions.create(opened, "nobody", {}, AT)
    for token in ("token", "nobody"):
        web_sessions.lock(opened, token, AT)
        web_sessions.lock(opened, token, LATER)

    assert web_sessions.load(opened, "token").locked_at == AT
    assert web_sessions.load(opened, "nobody").locked_at is None


def test_a_moment_of_use_counts_where_it_is_the_latest_and_nothing_is_locked(opened):
    web_sessions.touch_since(opened, "token", LATER)
    web_sessions.touch_since(opened, "token", AT)
    assert web_sessions.load(opened, "token").seen_at == LATER

    web_sessions.lock(opened, "token", LATER)
    web_sessions.touch_since(opened, "token", LATER + timedelta(minutes=1))
    assert web_sessions.load(opened, "token").seen_at == LATER


def test_an_ended_session_is_gone_for_good_and_carries_nothing(opened):
    web_sessions.end(opened, "token", LATER)

    web_sessions.keep(opened, "token", {"n": 1})
    assert web_sessions.load(opened, "token") is None
    assert opened.execute(text("SELECT CAST(data AS VARCHAR) FROM web_sessions")).scalar() == "{}"


def test_every_session_of_a_user_can_be_ended_but_the_one_in_use(opened):
    web_sessions.create(opened, "other", {}, AT, WORKER.id)
    web_sessions.create(opened, "colleague", {}, AT, COLLEAGUE.id)

    web_sessions.end_all_of(opened, WORKER.id, LATER, but="other")
    assert [bool(web_sessions.load(opened, token)) for token in ("token", "other", "colleague")] == [False, True, True]

    web_sessions.end_all_of(opened, WORKER.id, LATER)
    assert [bool(web_sessions.load(opened, token)) for token in ("other", "colleague")] == [False, True]


def test_sessions_that_were_long_not_seen_are_forgotten(opened):
    web_sessions.create(opened, "new", {}, LATER)

    web_sessions.drop_unseen_since(opened, LATER)

    assert opened.execute(text("SELECT count(*) FROM web_sessions")).scalar() == 1
    assert web_sessions.load(opened, "new")
