import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError

from netmeet.domain.errors import BusyError, ChangedMeanwhileError, SettingsError
from netmeet.store import cases, database, networks
from tests.support.databases import POSTGRESQL, SQLITE, only_on
from tests.support.make import a_member, important
from tests.support.stored import AT, WORKER, a_full_case, add_staff


@only_on(SQLITE)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_keeps_what_was_answered(engine, pragma, value):
    with engine.connect() as one, engine.connect() as other:
        assert [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for connection in (one, other)] == [value, value]


@only_on(SQLITE)
def test_the_pragmas_hold_inside_a_transaction_that_writes_and_after_an_upgrade(engine, sessions):
    database.upgrade(engine)

    with sessions() as session:
        database.begin_write(session)

        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2


@only_on(SQLITE)
def test_one_who_writes_takes_the_turn_before_reading_anything(engine, sessions):
    somebody_else = sqlite3.connect(engine.url.database, timeout=0, isolation_level=None)
    with sessions() as session:
        database.begin_write(session)

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            somebody_else.execute("BEGIN IMMEDIATE")
    somebody_else.close()


@only_on(SQLITE)
def test_one_who_reads_is_in_nobodys_way(engine, sessions):
    somebody_else = sqlite3.connect(engine.url.database, timeout=0, isolation_level=None)
    with sessions() as session:
        networks.load(session, "case")

        somebody_else.execute("BEGIN IMMEDIATE")
        somebody_else.execute("INSERT INTO teams VALUES ('t', 'Team')")
        somebody_else.execute("COMMIT")
        assert session.execute(text("SELECT count(*) FROM teams")).scalar() == 0
    somebody_else.close()


def test_a_transaction_that_has_read_cannot_become_one_that_writes(sessions):
    with sessions() as session:
        networks.load(session, "case")

        with pytest.raises(RuntimeError):
            database.begin_write(session)


def test_a_transaction_after_one_that_wrote_only_reads(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        session.commit()
        networks.load(session, "case")

        with sessions() as other:
            database.begin_write(other)


def test_four_writers_at_once_lose_nothing(sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    def say(writer):
        for number in range(10):
            with sessions() as session:
                database.begin_write(session)
                cases.written(session, "case")
                networks.load(session, "case")
                networks.add_readings(session, "case", (replace(important("priya-dawn"), id=f"{writer}-{number}"),))
                session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, range(4)))

    with sessions() as session:
        seqs = [reading.seq for reading in networks.load(session, "case").readings]
    assert seqs == list(range(1, len(a_full_case().network.readings) + 41))


def test_of_those_who_save_the_same_version_at_once_one_is_kept_and_the_others_are_told(sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    def save(name):
        with sessions() as session:
            database.begin_write(session)
            try:
                networks.save_member(session, "case", a_member(name, id="dawn"), 1, WORKER, AT)
                session.commit()
            except ChangedMeanwhileError:
                return None
            return name

    with ThreadPoolExecutor(4) as pool:
        kept = [name for name in pool.map(save, ["A", "B", "C", "D"]) if name]

    with sessions() as session:
        assert [networks.load(session, "case").member("dawn").name] == kept


@pytest.mark.parametrize("table", ["ties", "household_places", "union_places", "readings", "invitations", "agenda_items"])
def test_what_belongs_to_nothing_is_refused_by_the_database(engine, table):
    day = "'2026-01-01'"
    day = "'2026-01-01'"
    examples = {"INTEGER": "1", "BOOLEAN": "true", "JSON": "'1'", "DATE": day, "DATETIME": day, "TIMESTAMP": day}
    columns = inspect(engine).get_columns(table)
    names = ", ".join(f'"{column["name"]}"' for column in columns)
    values = ", ".join(examples.get(str(column["type"]), "'x'") for column in columns)
    with engine.connect().execution_options(netmeet_writes=True) as connection, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({values})")  # noqa: S608 (our own names)


def test_a_tie_cannot_join_members_of_two_cases(session, case):
    cases.save_case_file(session, a_full_case("other"), WORKER, AT)
    networks.add_members(session, "other", (a_member("Ann"),), WORKER, AT)

    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(text("UPDATE ties SET b = 'ann' WHERE case_id = 'case'"))


def test_a_database_that_was_never_set_up_says_what_to_do(new_address):
    engine = database.open_engine(new_address)

    with pytest.raises(SettingsError, match="Run `netmeet db upgrade`"):
        database.check_version(engine)
    assert database.revision_of(engine) is None
    engine.dispose()


def test_a_database_of_this_version_is_used(engine):
    database.check_version(engine)


def test_a_database_from_a_newer_netmeet_is_left_alone(engine):
    with engine.connect().execution_options(netmeet_writes=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    for use in (database.check_version, database.upgrade):
        with pytest.raises(SettingsError, match="newer netmeet"):
            use(engine)
    assert database.revision_of(engine) == "9999"


def test_a_database_that_cannot_be_opened_says_so(tmp_path):
    for url in (f"sqlite:///{tmp_path / 'no' / 'folder.db'}", f"sqlite:///{tmp_path / 'text.db'}"):
        (tmp_path / "text.db").write_text("This is no database. " * 100)

        with pytest.raises(SettingsError, match="cannot be opened"):
            database.check_version(database.open_engine(url))


def test_a_waiting_writer_gets_its_turn(sessions):
    with sessions() as first, ThreadPoolExecutor(1) as pool:
        database.begin_write(first)

        def wait():
            with sessions() as second:
                database.begin_write(second)
                second.execute(text("INSERT INTO teams VALUES ('t', 'Team')"))
                second.commit()

        waiting = pool.submit(wait)
        first.commit()
        assert waiting.result(timeout=5) is None


@only_on(SQLITE)
def test_a_writer_does_not_wait_for_ever(engine, sessions):
    with sessions() as first, engine.connect() as second:
        database.begin_write(first)
        second.connection.driver_connection.execute("PRAGMA busy_timeout = 0")

        with pytest.raises(BusyError):
            second.execution_options(netmeet_writes=True).begin()


@only_on(SQLITE)
def test_a_fault_of_the_database_is_not_taken_for_a_mistake_of_the_user(session, case):
    session.execute(text("PRAGMA query_only = ON"))

    with pytest.raises(OperationalError, match="readonly"):
        networks.remove_tie(session, "case", "priya-dawn", WORKER, AT)


@only_on(POSTGRESQL)
def test_how_transactions_are_kept_apart_does_not_hang_on_the_server_s_settings(engine):
    theirs = {"options": "-c default_transaction_isolation=serializable -c default_transaction_read_only=on"}
    other = database.open_engine(engine.url.update_query_dict(theirs).render_as_string(hide_password=False))
    with database.session_maker(other)() as session:
        database.begin_write(session)
        shown = [
            session.execute(text(f"SHOW {name}")).scalar() for name in ("transaction_isolation", "transaction_read_only", "lock_timeout")
        ]
        session.rollback()
        assert shown == ["read committed", "off", "10s"]
        shown = [session.execute(text(f"SHOW {name}")).scalar() for name in ("transaction_isolation", "transaction_read_only")]
        assert shown == ["repeatable read", "on"]
    other.dispose()
