import sqlite3
import sys

import pytest

from netmeet.cli import staff as command
from netmeet.domain.access import Role
from netmeet.services.sign_in import sign_in
from netmeet.store import database as store
from netmeet.store import staff
from tests.support.stored import AT

PASSWORD = "three quiet words"


@pytest.fixture
def session(database):
    """A session on the database that the commands use."""
    engine = store.open_engine(f"sqlite:///{database}")
    with store.session_maker(engine)() as opened:
        yield opened
    engine.dispose()


def add(netmeet, *more, username="wren", given=f"{PASSWORD}\n", **options):
    return netmeet("user", "add", "--username", username, "--name", "Wren Abara", "--password-stdin", *more, given=given, **options)


def test_an_account_that_was_opened_here_signs_in(netmeet, session):
    said = add(netmeet, "--role", "supervisor", "--team", "North").stdout

    actor = sign_in(session, "wren", PASSWORD, "127.0.0.1", AT)
    assert (actor.name, actor.role) == ("Wren Abara", Role.SUPERVISOR)
    assert [team.name for team in staff.teams(session)] == ["North"]
    assert said == "The account wren is open (supervisor, team North).\n"
    assert PASSWORD not in said


def test_two_of_one_team_make_one_team(netmeet, session):
    add(netmeet, "--team", "North")
    add(netmeet, "--team", "north", username="cole")

    assert len(staff.teams(session)) == 1


def test_nobody_needs_a_team(netmeet, session):
    assert add(netmeet).stdout == "The account wren is open (practitioner).\n"
    assert staff.user_by_username(session, "wren").team_id is None


@pytest.mark.parametrize(
    ("typed", "given", "says"),
    [
        (["--username", "wren"], "short\n", "12 characters or more"),
        (["--username", "wren"], "", "12 characters or more"),
        (["--username", "wren"], "a" * 200 + "\n", "128 characters or fewer"),
        (["--username", "Wren Abara"], f"{PASSWORD}\n", "small letters, digits, dots"),
        (["--username", "wren", "--role", "boss"], f"{PASSWORD}\n", "'boss' is not one of"),
        (["--username", "wren", "--name", "  "], f"{PASSWORD}\n", "Enter the name"),
        ([], f"{PASSWORD}\n", "Missing option '--username'"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_a_sentence(wrong, session, typed, given, says):
    assert says in wrong("user", "add", "--name", "Wren", "--team", "North", "--password-stdin", *typed, given=given)
    assert staff.users(session) == ()
    assert staff.teams(session) == ()


def test_a_username_is_given_once(netmeet, wrong, database):
    add(netmeet)

    assert "This username is taken" in wrong("user", "add", "--username", "WREN", "--name", "B", "--password-stdin", given=f"{PASSWORD}\n")


def test_without_anybody_to_ask_the_password_comes_by_standard_input(wrong, database):
    assert "--password-stdin" in wrong("user", "add", "--username", "wren", "--name", "Wren", given="")


def test_the_password_is_asked_for_twice_and_never_shown(netmeet, session, monkeypatch):
    monkeypatch.setattr(command, "_somebody_is_there", lambda: True)

    said = netmeet("user", "add", "--username", "wren", "--name", "Wren", given=f"{PASSWORD}\n{PASSWORD}\n").output

    assert sign_in(session, "wren", PASSWORD, "127.0.0.1", AT).username == "wren"
    assert PASSWORD not in said


def test_whoever_stops_while_asked_leaves_nothing_behind(netmeet, session, monkeypatch):
    monkeypatch.setattr(command, "_somebody_is_there", lambda: True)

    assert "Stopped. Nothing was changed." in netmeet("user", "add", "--username", "wren", "--name", "Wren", given="", code=1).stderr
    assert staff.users(session) == ()


def test_a_database_is_made_and_is_then_up_to_date(netmeet, data):
    assert netmeet("db", "upgrade").stdout.startswith("The database was brought up to date (empty to ")
    assert netmeet("db", "upgrade").stdout.startswith("The database is up to date (")
    assert (data / "netmeet.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "typed", [["user", "add", "--username", "wren", "--name", "W", "--password-stdin"], ["export", "--case", "1"], ["serve", "--port", "0"]]
)
def test_a_database_that_was_never_set_up_says_how_to(wrong, data, typed):
    assert "Run `netmeet db upgrade`" in wrong(*typed, given=f"{PASSWORD}\n")


@pytest.mark.parametrize("typed", [["db", "upgrade"], ["serve", "--port", "0"], ["export", "--case", "1"]])
def test_a_database_from_a_newer_netmeet_is_left_as_it_is(wrong, database, typed):
    with sqlite3.connect(database) as opened:
        opened.execute("update alembic_version set version_num = '9999'")
    opened.close()

    assert "made by a newer netmeet" in wrong(*typed)


def test_a_file_that_is_no_database_is_refused_in_a_sentence(wrong, data):
    data.mkdir(mode=0o700)
    (data / "netmeet.db").write_bytes(b"not a database at all" * 100)

    assert "is not a database" in wrong("db", "upgrade")


def test_a_database_whose_library_is_missing_is_refused_in_a_sentence(wrong, data, monkeypatch):
    monkeypatch.setenv("NETMEET_DATABASE_URL", "postgresql://127.0.0.1:1/none")
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert "PostgreSQL needs a library that is not installed" in wrong("db", "upgrade")


def test_every_setting_is_printed_with_its_value_and_nothing_is_wrong(netmeet, database, monkeypatch):
    monkeypatch.setenv("NETMEET_COUNCIL_NAME", "Midmere Council")
    monkeypatch.setenv("NETMEET_SECRET_KEY", "a secret of more than 32 characters, really")

    said = netmeet("check-config").stdout

    assert "NETMEET_COUNCIL_NAME = Midmere Council\n" in said
    assert "NETMEET_SECRET_KEY = (set, not shown)\n" in said
    assert "NETMEET_IDLE_MINUTES = 15\n" in said
    assert "NETMEET_DATABASE_URL = (not set)\n" in said
    assert "a secret of more" not in said
    assert "Everything is right" in said


def test_everything_that_is_wrong_is_said_at_once(netmeet, database, monkeypatch):
    monkeypatch.setenv("NETMEET_PORT", "many")
    monkeypatch.setenv("NETMEET_IDLE_MINUTES", "0")
    monkeypatch.setattr("netmeet.documents.fonts.files", tuple)

    found = netmeet("check-config", code=2)

    assert "NETMEET_PORT = many\n" in found.stdout
    assert "NETMEET_PORT must be a whole number" in found.stderr
    assert "NETMEET_IDLE_MINUTES must be" in found.stderr
    assert "its fonts are missing" in found.stderr
    assert "Everything is right" not in found.stdout


def test_a_database_that_is_not_set_up_is_wrong_too(netmeet, data):
    assert "Run `netmeet db upgrade`" in netmeet("check-config", code=2).stderr


def test_a_database_with_a_table_missing_is_refused_in_a_sentence(wrong, database):
    with sqlite3.connect(database) as opened:
        opened.execute("drop table teams")
    opened.close()

    said = wrong("user", "add", "--username", "wren", "--name", "Wren", "--team", "N", "--password-stdin", given=f"{PASSWORD}\n")

    assert "The database cannot be used (OperationalError)" in said
