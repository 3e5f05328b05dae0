from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.access import Actor, Role
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError
from netmeet.store import staff
from tests.support.stored import ADMINISTRATOR, AT, COLLEAGUE, NORTH, SOUTH, STAFF, WORKER

LATER = AT + timedelta(minutes=5)


def test_teams_and_accounts_are_listed_by_name(session):
    staff.add_team(session, staff.Team("east", "east"))

    assert [team.name for team in staff.teams(session)] == ["east", "North", "South"]
    assert staff.teams(session)[1:] == (NORTH, SOUTH)
    assert staff.users(session) == tuple(staff.Account(user, AT, 1) for user in sorted(STAFF, key=lambda user: user.name.lower()))


@pytest.mark.parametrize("username", ["wren", "WREN", " Wren "])
def test_a_username_is_found_however_it_is_capitalised(session, username):
    assert staff.user_by_username(session, username) == WORKER


def test_nobody_is_found_by_a_name_or_id_that_is_nobodys(session):
    assert staff.user_by_username(session, "nobody") is None
    assert staff.user_by_id(session, "nobody") is None
    assert staff.password_hash_of(session, "nobody") is None


@pytest.mark.parametrize("username", ["wren", "Wren", "STRASSE"])
def test_a_username_belongs_to_one_account_capitals_or_not(session, username):
    staff.add_user(session, Actor("str", "straße", "S", Role.PRACTITIONER), "hash", ADMINISTRATOR, AT)

    with pytest.raises(BadInputError, match="taken") as refused:
        staff.add_user(session, Actor("new", username, "New", Role.PRACTITIONER), "hash", ADMINISTRATOR, AT)
    assert refused.value.field == "username"

    with pytest.raises(BadInputError, match="taken"):
        staff.save_user(session, replace(COLLEAGUE, username=username), 1, ADMINISTRATOR, AT)


def test_an_account_is_changed_and_keeps_its_password(session):
    closed = replace(WORKER, username="Wren.A", role=Role.SUPERVISOR, team_id=None, active=False)

    assert staff.save_user(session, closed, 1, ADMINISTRATOR, LATER) == 2

    assert staff.user_by_id(session, WORKER.id) == staff.user_by_username(session, "wren.a") == closed
    assert staff.user_by_username(session, "wren") is None
    assert staff.password_hash_of(session, WORKER.id) == "hash of worker"


def test_of_two_who_change_an_account_the_second_is_told(session):
    staff.save_user(session, replace(WORKER, name="Wren B"), 1, ADMINISTRATOR, LATER)

    with pytest.raises(ChangedMeanwhileError, match="Ash Cole saved a change to this account"):
        staff.save_user(session, replace(WORKER, name="Wren C"), 1, ADMINISTRATOR, LATER)
    with pytest.raises(NotFoundError):
        staff.save_user(session, Actor("gone", "gone", "Gone", Role.PRACTITIONER), 1, ADMINISTRATOR, LATER)


def test_a_new_password_is_one_more_change_of_the_account(session):
    staff.set_password(session, WORKER.id, "new hash", ADMINISTRATOR, LATER)

    assert staff.password_hash_of(session, WORKER.id) == "new hash"
    with pytest.raises(ChangedMeanwhileError):
        staff.save_user(session, WORKER, 1, ADMINISTRATOR, LATER)
    assert staff.save_user(session, WORKER, 2, ADMINISTRATOR, LATER) == 3


def test_an_account_in_a_team_that_is_not_there_is_refused_in_a_sentence(session):
    with pytest.raises(BadInputError):
        staff.save_user(session, replace(WORKER, team_id="nowhere"), 1, ADMINISTRATOR, LATER)
