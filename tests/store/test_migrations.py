import pkgutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from importlib import import_module

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url

from netmeet import store
from netmeet.domain.advocate import AdvocateCheck
from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.casefile import Profile
from netmeet.domain.chosen import OptionChoice
from netmeet.domain.errors import SettingsError
from netmeet.domain.meeting import AgendaItem, Invitation, Meeting
from netmeet.domain.mistakes import Mark, Verdict
from netmeet.domain.network import Household, Member, Tie, Union
from netmeet.domain.options import Option
from netmeet.domain.outcomes import SafeReading, StatementAnswer, Wish, Working
from netmeet.domain.papers_out import PaperStep
from netmeet.domain.readings import Reading
from netmeet.domain.risk_taking import RiskTaking
from netmeet.store import cases, database, staff, steps
from netmeet.store.columns import metadata
from netmeet.store.migrations import STEPS
from tests.support.databases import POSTGRESQL, SQLITE, only_on
from tests.support.stored import AT, STAFF, WORKER, a_full_case, add_staff

for module in pkgutil.iter_modules(store.__path__):
    if module.name != "migrations":
        import_module(f"netmeet.store.{module.name}")


def shape(engine):
    """Everything that a database says about its tables."""
    seen = inspect(engine)
    return {
        table: {
            "columns": {column["name"]: (str(column["type"]), column["nullable"]) for column in seen.get_columns(table)},
            "key": seen.get_pk_constraint(table),
            "foreign keys": sorted(seen.get_foreign_keys(table), key=str),
            "unique": sorted(seen.get_unique_constraints(table), key=str),
            "indexes": sorted(seen.get_indexes(table), key=str),
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_the_steps_lead_to_the_tables_of_the_code(engine, new_address):
    from_code = create_engine(make_url(new_address).set(drivername=engine.url.drivername))
    metadata.create_all(from_code)

    assert shape(engine) == shape(from_code)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    from_code.dispose()


def test_there_is_one_way_forward():
    assert steps.scripts().get_heads() == [STEPS[-1]]
    assert sorted(step.revision for step in steps.scripts().walk_revisions()) == list(STEPS)


def test_a_filled_database_goes_down_and_up_again(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    database.downgrade(engine, "base")
    assert shape(engine) == {}
    assert database.revision_of(engine) is None

    database.upgrade(engine)
    with sessions() as session:
        assert cases.load_case(session, "case") is None


def as_kept_by(revision):
    """The full case without what an earlier version had no table for."""
    without = {"0008": ("papers",), "0005": ("choices", "risks", "advocates"), "0004": ("options",)}
    gone = [field for step, fields_ in without.items() if revision < step for field in fields_]
    case = replace(a_full_case(), **dict.fromkeys(gone, ()))
    return replace(case, meetings=tuple(_without_history(meeting) for meeting in case.meetings)) if revision < "0007" else case


def _without_history(meeting):
    nobody = {"answer_by": "", "decision_by": "", "answer_at": None, "decision_at": None}
    asked = (replace(one, **nobody, answers_before=(), decisions_before=()) for one in meeting.invitations)
    return replace(meeting, invitations=tuple(asked))


def test_a_step_back_that_forgets_the_marks_counts_more_worries_and_never_fewer(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        case = a_full_case()
        cases.save_case_file(session, case, WORKER, AT, marks=(Mark(case.network.readings[0].id, Verdict.MISTAKE, "why", seq=1),))
        session.commit()
        assert len(cases.load_case(session, "case").network.readings) == len(case.network.readings) - 1

    database.downgrade(engine, "0005")
    database.upgrade(engine)

    with sessions() as session:
        assert cases.load_case(session, "case") == as_kept_by("0005")


@pytest.mark.parametrize("revision", STEPS[:-1])
def test_what_an_earlier_version_kept_is_there_after_the_way_down_and_up(engine, sessions, revision):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    database.downgrade(engine, revision)
    assert database.revision_of(engine) == revision
    with pytest.raises(SettingsError, match="netmeet db upgrade"):
        database.check_version(engine)
    database.upgrade(engine)

    with sessions() as session:
        assert cases.load_case(session, "case") == as_kept_by(revision)
        assert [account.actor for account in staff.users(session)] == sorted(STAFF, key=lambda person: person.name)


@only_on(POSTGRESQL)
def test_of_two_who_bring_a_database_up_to_date_at_once_neither_fails(new_address):
    engines = [database.open_engine(new_address) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(database.upgrade, engines))

    for engine in engines:
        database.check_version(engine)
        engine.dispose()


def test_a_second_upgrade_changes_nothing_and_keeps_what_is_there(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    database.upgrade(engine)

    with sessions() as session:
        assert cases.load_case(session, "case") == a_full_case()


def test_a_step_that_fails_leaves_the_database_as_it_was(new_address, monkeypatch):
    engine = database.open_engine(new_address)
    make = op.create_table

    def fail_late(name, *columns):
        if name == "agenda_items":
            raise OSError("the disk is full")
        make(name, *columns)

    monkeypatch.setattr(op, "create_table", fail_late)
    with pytest.raises(OSError, match="disk"):
        database.upgrade(engine)

    assert shape(engine) == {}
    monkeypatch.undo()
    database.upgrade(engine)
    database.check_version(engine)
    engine.dispose()


@only_on(SQLITE)
def test_a_table_that_is_made_anew_takes_no_other_rows_along(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()

    with database._changing(engine) as connection:
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'cases'").scalar()
        connection.exec_driver_sql(made.replace("CREATE TABLE cases", "CREATE TABLE cases_anew"))
        connection.exec_driver_sql("INSERT INTO cases_anew SELECT * FROM cases")
        connection.exec_driver_sql("DROP TABLE cases")
        connection.exec_driver_sql("ALTER TABLE cases_anew RENAME TO cases")

    with sessions() as session:
        assert cases.load_case(session, "case") == a_full_case()


@only_on(SQLITE)
def test_changing_tables_never_leaves_a_row_that_points_at_nothing(engine):
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("INSERT INTO drafts VALUES ('nobody', '/', '{}', '2026-01-01')")

    with pytest.raises(SettingsError, match="point at nothing"):
        database.downgrade(engine, "0001")


def test_the_step_writes_under_names_that_later_steps_can_find(engine):
    for table, seen in shape(engine).items():
        assert seen["key"]["name"] == f"pk_{table}"
        assert all(key["name"].startswith(f"fk_{table}_") for key in seen["foreign keys"])


@pytest.mark.parametrize(
    ("kind", "table", "elsewhere"),
    [
        (Profile, "cases", set()),
        (Member, "members", set()),
        (Tie, "ties", set()),
        (Union, "unions", {"partners", "children"}),
        (Household, "households", {"members"}),
        (Reading, "readings", set()),
        (Mark, "reading_marks", set()),
        (Wish, "wishes", set()),
        (SafeReading, "safe_readings", set()),
        (Working, "workings", set()),
        (StatementAnswer, "statements", set()),
        (CapacityAssessment, "capacity_assessments", set()),
        (Meeting, "meetings", {"invitations", "agenda"}),
        (Invitation, "invitations", set()),
        (AgendaItem, "agenda_items", set()),
        (Option, "options", set()),
        (OptionChoice, "option_choices", set()),
        (RiskTaking, "risk_takings", set()),
        (AdvocateCheck, "advocate_checks", set()),
        (PaperStep, "paper_steps", set()),
    ],
)
def test_every_field_of_a_value_has_its_column(kind, table, elsewhere):
    assert {field.name for field in fields(kind)} - set(metadata.tables[table].c.keys()) == elsewhere


def test_every_table_of_a_case_goes_with_the_case(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        case = a_full_case()
        marks = (Mark(case.network.readings[0].id, Verdict.MISTAKE, "wrong way round", seq=1),)
        cases.save_case_file(session, case, WORKER, AT, marks=marks)
        session.execute(metadata.tables["cases"].delete())

        left = {name for name, table in metadata.tables.items() if "case_id" in table.c and session.execute(table.select()).first()}
    assert left == set()
