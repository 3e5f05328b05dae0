"""What was read of a case is shown again for as long as nothing about the case is written, and no longer."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from netmeet.store import cases, database, memory, networks
from netmeet.store.memory import remembered
from tests.support.stored import AT, WORKER, a_full_case, add_staff


@pytest.fixture
def kept(sessions):
    """A case that is there to be read."""
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()
    return sessions


@pytest.fixture
def statements(engine):
    """How many statements were run."""
    found = []
    event.listen(engine, "before_cursor_execute", lambda *args: found.append(args[2]))
    return found


def look(sessions, load=networks.load, case_id="case"):
    with sessions() as session:
        return remembered(session, case_id, load, cases.writes(session, case_id))


def rename(sessions, name):
    """Somebody else changes the first member, as a request that writes does."""
    with sessions() as session:
        database.begin_write(session)
        cases.written(session, "case")
        member = networks.load(session, "case").members[0]
        networks.save_member(session, "case", replace(member, name=name), member.version, WORKER, AT)
        session.commit()


def test_what_was_read_is_not_read_again(kept, statements):
    first = look(kept)
    statements.clear()

    assert look(kept) is first
    assert len([one for one in statements if "SELECT" in one]) == 1


def test_what_is_written_is_seen_at_once_by_whoever_looks(kept):
    before = look(kept)

    rename(kept, "Somebody Else")

    assert look(kept) != before
    assert look(kept).members[0].name == "Somebody Else"
    assert look(kept, cases.load_case).network == look(kept)


def test_what_was_not_kept_after_all_is_seen_by_nobody(kept):
    before = look(kept)
    with kept() as session:
        database.begin_write(session)
        cases.written(session, "case")
        member = networks.load(session, "case").members[0]
        networks.save_member(session, "case", replace(member, name="Gone again"), member.version, WORKER, AT)
        session.rollback()

    assert look(kept) is before
    rename(kept, "Really")
    assert look(kept).members[0].name == "Really"


def test_whoever_writes_reads_afresh_and_leaves_nothing_for_others(kept):
    before = look(kept)
    with kept() as session:
        database.begin_write(session)
        cases.written(session, "case")
        member = networks.load(session, "case").members[0]
        networks.save_member(session, "case", replace(member, name="Mine alone"), member.version, WORKER, AT)
        seen = remembered(session, "case", networks.load, cases.writes(session, "case"))
        session.rollback()
    rename(kept, "Theirs")

    assert seen.members[0].name == "Mine alone"
    assert (before.members[0].name, look(kept).members[0].name) == (member.name, "Theirs")


def test_only_so_much_is_kept(kept, monkeypatch):
    monkeypatch.setattr(memory, "MOST", 2)
    first = look(kept)
    for load in (cases.load_profile, cases.load_case, cases.load_profile):
        look(kept, load)

    assert look(kept) == first
    assert look(kept) is not first


def test_a_case_that_is_not_there_is_nothing(kept):
    assert look(kept, cases.load_case, "no such case") is None


def test_two_databases_are_two(kept, tmp_path):
    assert look(kept).members
    engine = database.open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    database.upgrade(engine)

    assert not look(database.session_maker(engine)).members
    engine.dispose()
