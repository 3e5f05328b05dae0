"""Copies of the embedded database: whole though somebody writes, brought back row for row, and never over anything unasked."""

import errno
import os
import shutil
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from netmeet.domain.errors import BadInputError, SettingsError
from netmeet.store import backup, cases, database, networks
from netmeet.store.columns import metadata
from tests.support.databases import SQLITE, sqlite_address
from tests.support.make import important
from tests.support.stored import AT, WORKER, a_full_case, add_staff


@pytest.fixture
def where():
    """These files are SQLite's."""
    return SQLITE


@pytest.fixture
def filled(engine, sessions):
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        cases.save_case_file(session, a_full_case(), WORKER, AT)
        session.commit()
    return engine


@pytest.fixture
def elsewhere(tmp_path):
    """Another netmeet, with nothing in its folder yet."""
    (tmp_path / "other").mkdir()
    engine = database.open_engine(sqlite_address(tmp_path / "other" / "netmeet.db"))
    yield engine
    engine.dispose()


@pytest.fixture
def copy(filled, tmp_path):
    """A copy of the filled database."""
    path = tmp_path / "copy.db"
    backup.back_up(filled, path)
    return path


def rows(engine):
    """Every row of every table."""
    with engine.connect() as connection:
        return {name: sorted(map(str, connection.execute(table.select()))) for name, table in metadata.tables.items()}


def file_of(engine):
    return engine.url.database


def test_a_copy_written_while_somebody_saves_is_restored_row_for_row(filled, sessions, elsewhere, tmp_path):
    saved, stop = Event(), Event()

    def save():
        number = 0
        while not stop.is_set():
            number += 1
            with sessions() as session:
                database.begin_write(session)
                networks.add_readings(session, "case", [replace(important("priya-dawn"), id=f"{number}-{k}") for k in range(7)])
                session.commit()
            saved.set()

    said = len(a_full_case().network.readings)
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        assert saved.wait(20)
        try:
            backup.back_up(filled, tmp_path / "copy.db")
        finally:
            stop.set()
        saving.result(20)

    assert backup.restore(elsewhere, tmp_path / "copy.db", AT) is None
    database.check_version(elsewhere)
    restored, now = rows(elsewhere), rows(filled)
    assert len(restored["readings"]) > said
    assert (len(restored["readings"]) - said) % 7 == 0, "half of a save"
    assert set(restored["readings"]) <= set(now["readings"])
    assert restored | {"readings": []} == now | {"readings": []}


def test_a_copy_is_written_where_a_file_has_one_name_only_and_never_over_another(filled, elsewhere, tmp_path, monkeypatch):
    def no_second_name(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_second_name)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.back_up(filled, stick / "copy.db")
    written = (stick / "copy.db").read_bytes()

    with pytest.raises(BadInputError, match="is there already"):
        backup.back_up(filled, stick / "copy.db")
    with pytest.raises(FileExistsError):
        backup._name(stick / "another", stick / "copy.db")  # one that came meanwhile
    assert [(path.name, path.read_bytes()) for path in stick.iterdir()] == [("copy.db", written)]
    backup.restore(elsewhere, stick / "copy.db", AT)
    assert rows(elsewhere) == rows(filled)


def test_what_is_restored_is_all_that_was_copied(filled, copy, elsewhere):
    backup.restore(elsewhere, copy, AT)

    assert rows(elsewhere) == rows(filled)
    with database.session_maker(elsewhere)() as session:
        assert cases.load_case(session, "case") == a_full_case()


@pytest.mark.skipif(os.name != "posix", reason="files here belong to everybody")
def test_a_copy_and_a_restored_database_are_their_owners_alone_and_nothing_stands_beside_them(copy, elsewhere):
    backup.restore(elsewhere, copy, AT)

    for path in (copy, Path(file_of(elsewhere))):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [other.name for other in path.parent.iterdir() if other.name.startswith((f".{path.name}", f"{path.name}-"))] == []


def test_nothing_is_written_over_unasked(filled, copy):
    before = copy.read_bytes()
    with pytest.raises(BadInputError, match="there already"):
        backup.back_up(filled, copy)
    with pytest.raises(BadInputError, match="--replace"):
        backup.restore(filled, copy, AT)

    assert copy.read_bytes() == before
    backup.back_up(filled, copy, replace=True)


def test_the_database_is_no_copy_of_itself(filled):
    path = Path(file_of(filled))

    with pytest.raises(BadInputError, match="itself"):
        backup.back_up(filled, path, replace=True)
    with pytest.raises(BadInputError, match="itself"):
        backup.restore(filled, path, AT, replace=True)


def test_what_a_restored_database_replaces_is_kept_beside_it(filled, copy, sessions, tmp_path):
    with sessions() as session:
        database.begin_write(session)
        networks.remove_tie(session, "case", "priya-dawn", WORKER, AT)
        session.commit()
    before = rows(filled)
    filled.dispose()

    kept = backup.restore(filled, copy, AT, replace=True)

    assert kept.name == "netmeet.db.before-20260309-103000"
    old = database.open_engine(sqlite_address(kept))
    assert rows(old) == before != rows(filled)
    old.dispose()


def test_nothing_is_restored_under_a_running_netmeet(filled, copy):
    with filled.connect(), pytest.raises(BadInputError, match="Stop it first"):
        backup.restore(filled, copy, AT, replace=True)


def test_a_damaged_database_makes_room_for_its_copy(filled, copy):
    path = Path(file_of(filled))
    before = rows(filled)
    filled.dispose()
    path.write_bytes(b"not a database at all " * 500)

    kept = backup.restore(filled, copy, AT, replace=True)

    assert rows(filled) == before
    assert kept.read_bytes().startswith(b"not a database")


@pytest.mark.parametrize("left", [None, b""], ids=["no file", "an empty file"])
def test_what_was_written_of_a_database_that_is_gone_is_kept_and_never_mixed_with_the_copy(filled, copy, sessions, left):
    path, before = Path(file_of(filled)), rows(filled)
    with sessions() as session:
        database.begin_write(session)
        networks.remove_tie(session, "case", "priya-dawn", WORKER, AT)
        session.commit()
    beside = path.with_name("netmeet.db-wal").read_bytes()
    filled.dispose()
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    path.with_name("netmeet.db-wal").write_bytes(beside)

    assert backup.restore(filled, copy, AT) is None

    assert rows(filled) == before
    assert path.with_name("netmeet.db.before-20260309-103000-wal").read_bytes() == beside


def newer(path):
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("CREATE TABLE songs (name TEXT)")


def cut(path):
    path.write_bytes(path.read_bytes()[:-8192])


def text(path):
    path.write_text("Dear diary")


def stray(path):
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("DELETE FROM members WHERE id = 'dawn'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (newer, "newer netmeet"),
        (foreign, "not a copy of a netmeet"),
        (cut, "damaged|cannot be read"),
        (text, "cannot be read"),
        (stray, "damaged"),
    ],
)
def test_what_is_no_good_copy_is_left_alone_and_so_is_the_database(filled, copy, spoil, said):
    spoil(copy)
    before, file = rows(filled), copy.read_bytes()
    filled.dispose()

    with pytest.raises((BadInputError, SettingsError), match=said):
        backup.restore(filled, copy, AT, replace=True)

    assert rows(filled) == before
    assert copy.read_bytes() == file
    assert [path.name for path in copy.parent.iterdir() if ".before-" in path.name or path.name.startswith(".")] == []


def test_a_missing_copy_and_a_missing_folder_are_told_in_a_sentence(filled, elsewhere, tmp_path):
    with pytest.raises(BadInputError, match="cannot be read"):
        backup.restore(elsewhere, tmp_path / "none.db", AT)
    with pytest.raises(BadInputError, match="cannot be written"):
        backup.back_up(filled, tmp_path / "none" / "copy.db")


def test_there_is_nothing_to_copy_before_a_database_is_set_up(elsewhere, tmp_path):
    with pytest.raises(SettingsError, match="no database to copy yet"):
        backup.back_up(elsewhere, tmp_path / "copy.db")


def test_a_damaged_database_is_not_copied_as_if_it_were_whole(filled, tmp_path):
    path = Path(file_of(filled))
    with filled.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    filled.dispose()
    data = bytearray(path.read_bytes())
    data[40_960:61_440] = b"\x07" * 20_480
    path.write_bytes(data)

    with pytest.raises(SettingsError, match="damaged"):
        backup.back_up(filled, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_copy_of_an_earlier_version_is_restored_and_then_brought_up_to_date(filled, copy, elsewhere, tmp_path):
    earlier = tmp_path / "earlier.db"
    shutil.copy(copy, earlier)
    engine = database.open_engine(sqlite_address(earlier))
    database.downgrade(engine, "0001")
    engine.dispose()

    backup.restore(elsewhere, earlier, AT)
    with pytest.raises(SettingsError, match="netmeet db upgrade"):
        database.check_version(elsewhere)
    database.upgrade(elsewhere)

    with database.session_maker(elsewhere)() as session:
        # That version had no table for them, and kept only the newest answer and decision about each invitation.
        meetings = tuple(map(_as_earlier, a_full_case().meetings))
        assert cases.load_case(session, "case") == replace(
            a_full_case(), options=(), choices=(), risks=(), advocates=(), papers=(), meetings=meetings
        )


def _as_earlier(meeting):
    lost = {"answer_by": "", "answer_at": None, "decision_by": "", "decision_at": None, "answers_before": (), "decisions_before": ()}
    return replace(meeting, invitations=tuple(replace(one, **lost) for one in meeting.invitations))


def test_postgresql_has_tools_of_its_own(tmp_path):
    engine = database.open_engine("postgresql://netmeet:secret@127.0.0.1:1/netmeet")

    for act in (lambda: backup.back_up(engine, tmp_path / "copy.db"), lambda: backup.restore(engine, tmp_path / "copy.db", AT)):
        with pytest.raises(SettingsError, match="pg_dump"):
            act()
