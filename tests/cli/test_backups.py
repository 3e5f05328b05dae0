import pytest
from sqlalchemy import make_url

from netmeet.domain.casefile import Profile
from netmeet.store import cases, staff
from netmeet.store import database as store
from tests.support.stored import AT, STAFF, WORKER, add_staff


@pytest.fixture
def filled(database):
    """The database that the commands use, with staff and a case."""
    engine = store.open_engine(f"sqlite:///{database}")
    with store.session_maker(engine)() as session:
        store.begin_write(session)
        add_staff(session)
        cases.add_case(session, Profile("case", "adult", "NM-1"), WORKER, AT)
        session.commit()
    engine.dispose()
    return database


def people(path):
    engine = store.open_engine(f"sqlite:///{path}")
    with store.session_maker(engine)() as session:
        found = {account.actor.username for account in staff.users(session)}
    engine.dispose()
    return found


def test_a_copy_is_written_and_brought_back_in_another_folder(netmeet, filled, tmp_path, monkeypatch):
    said = netmeet("backup", tmp_path / "copy.db").stdout
    assert said.startswith("A copy of the database (")

    monkeypatch.setenv("NETMEET_DATA", str(tmp_path / "new"))
    assert netmeet("restore", tmp_path / "copy.db").stdout == f"The database is as it was in {tmp_path / 'copy.db'}.\n"
    assert people(tmp_path / "new" / "netmeet.db") == {person.username for person in STAFF}


def test_nothing_is_replaced_unasked_and_what_was_there_is_named(netmeet, wrong, filled, tmp_path):
    netmeet("backup", tmp_path / "copy.db")

    assert "--replace" in wrong("backup", tmp_path / "copy.db")
    assert "--replace" in wrong("restore", tmp_path / "copy.db")
    netmeet("backup", tmp_path / "copy.db", "--replace")
    assert ".before-" in netmeet("restore", tmp_path / "copy.db", "--replace").stdout


def test_a_copy_of_an_earlier_version_says_what_to_do(netmeet, filled, tmp_path):
    engine = store.open_engine(f"sqlite:///{filled}")
    store.downgrade(engine, "0001")
    engine.dispose()
    netmeet("backup", tmp_path / "copy.db")

    assert "Run `netmeet db upgrade`" in netmeet("restore", tmp_path / "copy.db", "--replace").stdout


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_postgresql_database_is_copied_with_its_own_tools(wrong, data, tmp_path, monkeypatch, command):
    monkeypatch.setenv("NETMEET_DATABASE_URL", "postgresql://netmeet:hunter2@127.0.0.1:1/netmeet")

    said = wrong(command, tmp_path / "copy.db")
    assert "pg_dump" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "address",
    ["postgresql://netmeet:hunter2@127.0.0.1:1/netmeet", "postgresql://netmeet@127.0.0.1:1/netmeet?password=hunter2"],
)
def test_a_server_that_is_not_there_is_told_without_the_password(netmeet, data, monkeypatch, address):
    monkeypatch.setenv("NETMEET_DATABASE_URL", address)

    found = netmeet("check-config", code=2)
    assert "The database netmeet on 127.0.0.1, port 1 (PostgreSQL) cannot be opened" in found.stderr
    assert "hunter2" not in found.output


def test_a_server_that_answers_is_named_without_user_and_password(netmeet, data, monkeypatch, postgresql):
    address = make_url(postgresql.new())
    monkeypatch.setenv("NETMEET_DATABASE_URL", address.set(password="hunter2").render_as_string(hide_password=False))

    found = netmeet("check-config", code=2)
    assert f"The database is {address.database} on {address.query['host']} (PostgreSQL). It answers.\n" in found.stdout
    assert "Run `netmeet db upgrade`" in found.stderr
    netmeet("db", "upgrade")
    found = netmeet("check-config")
    assert "It answers, and is at version " in found.stdout
    assert "hunter2" not in found.output
    postgresql.drop(address.render_as_string(hide_password=False))


@pytest.mark.parametrize("address", ["postgresql://netmeet:hunter2@db:port/netmeet", "postgresql://net@meet:hunter2@db:99999999999x/"])
def test_an_address_that_cannot_be_read_is_told_without_the_password(wrong, data, monkeypatch, address):
    monkeypatch.setenv("NETMEET_DATABASE_URL", address)

    said = wrong("db", "upgrade")
    assert "NETMEET_DATABASE_URL cannot be read" in said
    assert "hunter2" not in said
