"""Sign-ins: found by their token, locked when idle or old, ended for good, and tidied away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.services import once, sessions, unsaved
from netmeet.services.caller import begin, take_turn
from netmeet.store import staff, web_sessions
from tests.support.site import ADMINISTRATOR, WORKER

LIMITS = sessions.Limits(timedelta(minutes=15), timedelta(hours=8))


@pytest.fixture
def signed_in(as_caller):
    return as_caller(lambda caller: sessions.start(caller.session, "", WORKER.id, {"seen": 1}, caller.at))


@pytest.fixture
def find(new_db, clock):
    def do(token, limits=LIMITS):
        with new_db() as session:
            return sessions.find(session, token, clock(), limits)

    return do


def test_a_token_finds_who_signed_in_and_what_their_browser_keeps(signed_in, find):
    found = find(signed_in)

    assert (found.actor, found.locked, found.data) == (WORKER, False, {"seen": 1})
    assert len(signed_in) == 43


@pytest.mark.parametrize("token", ["", "unknown", "x" * 5000, "\udcff"])
def test_an_unknown_token_finds_nothing(signed_in, find, token):
    assert find(token) is None


def test_an_idle_session_locks_and_still_says_whose_it_is(signed_in, find, clock):
    clock.forward(minutes=15)
    assert not find(signed_in).locked

    clock.forward(minutes=15, seconds=1)

    assert (find(signed_in).actor, find(signed_in).locked) == (WORKER, True)
    assert find(signed_in, sessions.Limits(timedelta(days=1), timedelta(days=1))).locked, "it stays locked"


def test_being_used_keeps_a_session_open_until_it_is_too_old(signed_in, find, clock):
    for _ in range(48):
        clock.forward(minutes=10)
        assert not find(signed_in).locked

    clock.forward(minutes=1)

    assert find(signed_in).locked


def test_a_look_within_seconds_is_not_written_down(signed_in, find, new_db, clock):
    clock.forward(seconds=20)
    find(signed_in)
    with new_db() as session:
        assert web_sessions.load(session, signed_in).seen_at == clock() - timedelta(seconds=20)


def test_an_ended_session_is_gone(signed_in, find, as_caller):
    as_caller(lambda caller: sessions.end(caller.session, signed_in, caller.at))

    assert find(signed_in) is None


def test_a_closed_account_has_no_session(signed_in, find, as_caller):
    as_caller(lambda caller: staff.save_user(caller.session, replace(WORKER, active=False), 1, ADMINISTRATOR, caller.at))

    assert find(signed_in) is None


def test_signing_in_ends_what_was_known_before(find, new_db, as_caller, clock):
    with new_db() as session:
        before = sessions.keep(session, "", {"csrf": "x"}, clock())
    assert find(before).actor is None
    assert not find(before, sessions.Limits(timedelta(0), timedelta(0))).locked, "there is nobody to lock out"

    after = as_caller(lambda caller: sessions.start(caller.session, before, WORKER.id, {}, caller.at))

    assert after != before
    assert find(before) is None


def test_what_a_browser_keeps_is_replaced_under_the_same_token(signed_in, find, new_db, clock):
    with new_db() as session:
        assert sessions.keep(session, signed_in, {"seen": 2}, clock()) == signed_in

    assert find(signed_in).data == {"seen": 2}


def test_what_nobody_asks_for_again_is_forgotten(signed_in, find, as_caller, clock):
    key = "0" * 32

    def leave(caller):
        once.claim(caller, key)
        once.settle(caller, key, "/there")
        unsaved.save_draft(caller.session, WORKER.id, "/cases/new", (("name", "Rose"),), caller.at)
        unsaved.keep_post(caller.session, WORKER.id, "/cases/new", (("name", "Rose"),), caller.at)

    as_caller(leave)
    clock.forward(days=8)
    as_caller(lambda caller: sessions.tidy(caller.session, caller.at))

    assert find(signed_in) is None
    assert as_caller(lambda caller: once.claim(caller, key)) is None
    assert as_caller(lambda caller: (unsaved.draft(caller, "/cases/new") is None, len(unsaved.kept_posts(caller)))) == (False, 1)

    clock.forward(days=90)
    as_caller(lambda caller: sessions.tidy(caller.session, caller.at))
    assert as_caller(lambda caller: (unsaved.draft(caller, "/cases/new") is None, len(unsaved.kept_posts(caller)))) == (True, 0)


def test_a_request_that_has_read_can_take_its_turn_to_write(new_db, as_caller, clock):
    with new_db() as session:
        begin(session, writes=False)
        assert staff.user_by_id(session, WORKER.id) == WORKER
        # Somebody else writes between the look and the note: without a turn of its own, the note would fail.
        as_caller(lambda caller: sessions.start(caller.session, "", WORKER.id, {}, caller.at))
        take_turn(session)
        token = sessions.start(session, "", WORKER.id, {}, clock())
        take_turn(session)
        session.commit()
        assert sessions.find(session, token, clock(), LIMITS) is not None
