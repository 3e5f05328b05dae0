"""Accounts and teams as a service: administrators only, nobody over their own head, and the audit knows."""

from dataclasses import replace

import pytest

from netmeet.domain.access import Actor, Role
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotAllowedError, NotFoundError
from netmeet.services import staff
from netmeet.services.sign_in import NewPassword
from netmeet.store import staff as store
from netmeet.store import web_sessions
from tests.support.site import ADMINISTRATOR, COLLEAGUE, START, STRANGER, SUPERVISOR, TEAMS, WORKER

NOBODY = "00000000-0000-7000-8000-00000000ffff"
PASSWORD = NewPassword.of("four small green doors")


@pytest.fixture
def run(as_caller):
    """Run a service as an administrator."""
    return lambda do: as_caller(do, ADMINISTRATOR)


def open_browsers(as_caller, *tokens):
    for token in tokens:
        as_caller(lambda caller, token=token: web_sessions.create(caller.session, token, {}, START, WORKER.id))


def still_open(as_caller, token):
    return as_caller(lambda caller: web_sessions.load(caller.session, token)) is not None


@pytest.mark.parametrize(
    "do",
    [
        staff.everybody,
        lambda caller: staff.add_team(caller, "East"),
        lambda caller: staff.add_user(caller, "a.lee", "Ann", Role.PRACTITIONER, None, PASSWORD),
        lambda caller: staff.account(caller, WORKER.id),
        lambda caller: staff.change_user(caller, WORKER, 1),
        lambda caller: staff.set_password(caller, WORKER.id, PASSWORD),
    ],
)
@pytest.mark.parametrize("who", [WORKER, SUPERVISOR])
def test_only_an_administrator_may(as_caller, do, who):
    with pytest.raises(NotAllowedError):
        as_caller(do, who)


def test_everybody_is_listed_by_name_closed_accounts_too(run):
    run(lambda caller: staff.change_user(caller, replace(STRANGER, active=False), 1))

    assert [person.username for person in run(staff.everybody)] == ["ash", "cole", "sol", "tam", "wren"]


def test_colleagues_are_everybody_else_with_an_open_account(run, as_caller):
    run(lambda caller: staff.change_user(caller, replace(STRANGER, active=False), 1))

    assert [person.username for person in as_caller(staff.colleagues)] == ["ash", "cole", "sol"]


def test_a_team_has_a_name_of_its_own(run):
    made = run(lambda caller: staff.add_team(caller, "East"))

    assert run(staff.teams)[made] == "East"
    assert list(run(staff.teams).values()) == ["East", "North", "South"]
    for name in ("East", "EAST", "south"):
        with pytest.raises(BadInputError) as refused:
            run(lambda caller, name=name: staff.add_team(caller, name))
        assert refused.value.field == "name"


def test_an_account_is_made_with_a_hashed_password(run):
    made = run(lambda caller: staff.add_user(caller, " A.Lee ", "Ann Lee", Role.SUPERVISOR, TEAMS["north"], PASSWORD))

    actor = run(lambda caller: staff.account(caller, made)).actor
    assert actor == Actor(made, "a.lee", "Ann Lee", Role.SUPERVISOR, TEAMS["north"])
    kept = run(lambda caller: store.password_hash_of(caller.session, made))
    assert kept.startswith("$argon2id$")
    assert PASSWORD.text not in kept


@pytest.mark.parametrize("username", ["", "a", "-ab", ".ab", "a b", "a/b", "é.lee", "x" * 61, "wren", "WREN", "a\nb"])
def test_a_user_name_is_plain_and_nobody_elses(run, username):
    with pytest.raises(BadInputError) as refused:
        run(lambda caller: staff.add_user(caller, username, "Ann", Role.PRACTITIONER, None, PASSWORD))
    assert refused.value.field == "username"


@pytest.mark.parametrize("password", ["", "elevenchars", "x" * 129, "aaaabbbbaaaabbbb", "i am a.lee today"])
def test_a_password_is_long_and_not_the_name(run, password):
    with pytest.raises(BadInputError) as refused:
        run(lambda caller: staff.add_user(caller, "a.lee", "Ann", Role.PRACTITIONER, None, NewPassword.of(password)))
    assert refused.value.field == "password"


def test_an_account_that_is_not_there_is_not_found(run):
    for do in (
        lambda caller: staff.account(caller, NOBODY),
        lambda caller: staff.change_user(caller, replace(WORKER, id=NOBODY), 1),
        lambda caller: staff.set_password(caller, NOBODY, PASSWORD),
    ):
        with pytest.raises(NotFoundError):
            run(do)


@pytest.mark.parametrize(
    ("change", "ended"),
    [({"name": "Wren A"}, False), ({"team_id": TEAMS["south"]}, False), ({"role": Role.SUPERVISOR}, True), ({"active": False}, True)],
)
def test_a_closed_account_and_a_new_role_end_what_is_open(run, as_caller, change, ended):
    open_browsers(as_caller, "desk", "phone")

    run(lambda caller: staff.change_user(caller, replace(WORKER, **change), 1))

    assert [still_open(as_caller, token) for token in ("desk", "phone")] == [not ended] * 2


def test_two_administrators_do_not_overwrite_one_another(run):
    run(lambda caller: staff.change_user(caller, replace(WORKER, name="Wren A"), 1))

    with pytest.raises(ChangedMeanwhileError):
        run(lambda caller: staff.change_user(caller, replace(WORKER, name="Wren B"), 1))


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.PRACTITIONER}])
def test_nobody_closes_their_own_account_or_changes_their_own_role(run, change):
    with pytest.raises(BadInputError, match="another administrator"):
        run(lambda caller: staff.change_user(caller, replace(ADMINISTRATOR, **change), 1))


def test_a_new_password_ends_what_is_open(run, as_caller):
    before = run(lambda caller: store.password_hash_of(caller.session, WORKER.id))
    open_browsers(as_caller, "desk")

    run(lambda caller: staff.set_password(caller, WORKER.id, PASSWORD))

    assert run(lambda caller: store.password_hash_of(caller.session, WORKER.id)) != before
    assert not still_open(as_caller, "desk")
    with pytest.raises(BadInputError):
        run(lambda caller: staff.set_password(caller, COLLEAGUE.id, NewPassword.of("short")))


def test_ones_own_password_is_not_set_without_the_old_one(run):
    with pytest.raises(BadInputError, match="Your account") as refused:
        run(lambda caller: staff.set_password(caller, ADMINISTRATOR.id, PASSWORD))
    assert refused.value.field == "password"
