"""Signing in: one answer for whatever is wrong, and ever slower for whoever guesses."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from netmeet.domain.errors import BadInputError
from netmeet.services import sign_in
from netmeet.services.caller import begin
from netmeet.services.sign_in import NewPassword
from netmeet.store import attempts, audit, staff
from tests.support.site import ADMINISTRATOR, COLLEAGUE, PASSWORD, WORKER

HOME, OFFICE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(scope="module")
def password_hash():
    return sign_in.hasher().hash(PASSWORD)


@pytest.fixture
def attempt(new_db, clock, password_hash):
    """Try to sign in; what came of it is kept either way."""
    with new_db() as session:
        begin(session, writes=True)
        staff.set_password(session, WORKER.id, password_hash, ADMINISTRATOR, clock())
        session.commit()

    def do(username="wren", password=PASSWORD, source=HOME):
        with new_db() as session:
            try:
                return sign_in.sign_in(session, username, password, source, clock())
            except BadInputError as error:
                return str(error)
            finally:
                session.commit()

    return do


@pytest.fixture
def fail_fast(monkeypatch):
    """Guess without the slow hash: only the counting is looked at."""
    monkeypatch.setattr(sign_in, "_matches", lambda _stored, password: password == PASSWORD)


@pytest.mark.parametrize("username", ["wren", " WREN "])
def test_the_right_name_and_password_sign_in(attempt, username):
    assert attempt(username) == WORKER


@pytest.mark.parametrize(("username", "password"), [("wren", "wrong"), ("wren", ""), ("nobody", PASSWORD), ("cole", PASSWORD), ("", "")])
def test_whatever_is_wrong_gets_the_same_answer(attempt, username, password):
    assert attempt(username, password) == sign_in.WRONG


def test_a_closed_account_gets_that_answer_too(attempt, as_caller):
    def close(caller):
        version = next(account.version for account in staff.users(caller.session) if account.actor.id == WORKER.id)
        staff.save_user(caller.session, replace(WORKER, active=False), version, ADMINISTRATOR, caller.at)

    as_caller(close)

    assert attempt() == sign_in.WRONG


def test_while_a_password_is_checked_others_write_and_what_they_change_counts(attempt, as_caller, monkeypatch):
    for change, told in (
        (lambda caller: attempts.record_failure(caller.session, "cole", HOME, caller.at), WORKER),
        (lambda caller: staff.set_password(caller.session, WORKER.id, "another", ADMINISTRATOR, caller.at), sign_in.WRONG),
        (lambda caller: [attempts.record_failure(caller.session, "wren", HOME, caller.at) for _ in range(4)], sign_in.WAIT),
    ):

        def check(_stored, _password, change=change):
            as_caller(change)
            return True

        monkeypatch.setattr(sign_in, "_matches", check)
        assert attempt() == (told if told is WORKER else told.format(minutes="a minute"))


def test_from_the_fifth_wrong_try_each_waits_twice_as_long(attempt, fail_fast, clock):
    for _ in range(5):
        assert attempt(password="wrong") == sign_in.WRONG
    assert attempt() == sign_in.WAIT.format(minutes="a minute")

    clock.forward(seconds=16)
    assert attempt(password="wrong") == sign_in.WRONG
    clock.forward(seconds=16)
    assert attempt().startswith("Too many wrong tries")
    clock.forward(seconds=16)
    assert attempt() == WORKER


def test_the_tenth_wrong_try_closes_the_name_and_a_sign_in_starts_afresh(attempt, fail_fast, clock):
    for seconds in (0, 0, 0, 0, 0, 16, 31, 61, 121, 241):
        clock.forward(seconds=seconds)
        assert attempt(password="wrong") == sign_in.WRONG
    clock.forward(minutes=4)
    assert attempt(source=OFFICE) == sign_in.WAIT.format(minutes="12 minutes")
    assert attempt("cole", source=OFFICE) == COLLEAGUE, "another name is not closed"
    assert attempt("cole") == COLLEAGUE, "nor is the place it came from"

    clock.forward(minutes=12)
    assert attempt() == WORKER
    assert attempt(password="wrong") == sign_in.WRONG, "the count begins again"


def test_a_source_that_tries_many_names_is_closed_for_all_of_them(attempt, fail_fast):
    for place in range(attempts.SOURCE_LOCK_AT):
        attempt(f"name-{place}", "wrong")

    assert attempt().startswith("Too many wrong tries")
    assert attempt(source=OFFICE) == WORKER


def test_tries_are_in_the_audit_without_what_was_typed(attempt, new_db):
    attempt("my secret words", "wrong")
    attempt("wren", "wrong")
    attempt()

    with new_db() as session:
        rows = session.execute(select(audit.audit_table).where(audit.audit_table.c.action == "sign in")).mappings().all()
    assert [(row["actor_id"], row["what"]) for row in rows] == [(None, "refused"), (WORKER.id, "refused"), (WORKER.id, "signed in")]
    assert "secret" not in str(rows)


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "12 characters or more"),
        ("x" * 129, "128 characters or fewer"),
        ("aaaaaaaaaaaaaaaa", "harder to guess"),
        ("I am Wren Abara", "harder to guess"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password, message):
    with pytest.raises(BadInputError, match=message) as refused:
        sign_in.check_password(NewPassword.of(password), "wren")

    assert refused.value.field == "password"


@pytest.mark.parametrize("password", [PASSWORD, "ünïcödé wörds 漢字", "x y z a b c d e"])
def test_length_is_all_that_is_asked_of_a_password(password):
    sign_in.check_password(NewPassword.of(password), "wren")


def test_one_s_own_password_is_known(attempt, new_db):
    with new_db() as session:
        assert sign_in.proved(session, WORKER.id, PASSWORD) == staff.password_hash_of(session, WORKER.id)
        assert sign_in.proved(session, WORKER.id, "wrong") is None
        assert sign_in.proved(session, "nobody", PASSWORD) is None
