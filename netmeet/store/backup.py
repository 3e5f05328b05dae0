"""Copies of the embedded database (SQLite), by its own backup interface: whole while netmeet runs, which a copied file is not."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from netmeet.domain.errors import BadInputError, SettingsError
from netmeet.store.columns import metadata
from netmeet.store.database import open_engine, refuse_newer, revision_of

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database that is open, and reads into whatever file of its name it finds there."""


def back_up(engine: Engine, target: Path, *, replace: bool = False) -> None:
    """Write a copy of the database, as it is at this moment, for its owner only.

    Raises ``BadInputError`` where ``target`` is there already (unless ``replace``) or cannot be written, and
    ``SettingsError`` for a database that is not embedded, not set up, or damaged.
    """
    source = _file_of(engine)
    if revision_of(engine) is None:
        raise SettingsError("There is no database to copy yet. Check NETMEET_DATA, or make one with `netmeet db upgrade`.")
    if target.exists() and not replace:
        raise BadInputError(f"{target} is there already. Choose another name, or add --replace.")
    if target.exists() and target.samefile(source):
        raise BadInputError("This is the database itself. Choose another name for its copy.")
    with _written_beside(target) as copy:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)  # noqa: S101 (see _file_of)
            _copy(raw, copy)
        _check_whole(copy, SettingsError, "The database is damaged")
        _put(copy, target, replace=replace)


def restore(engine: Engine, file: Path, at: datetime, *, replace: bool = False) -> Path | None:
    """Put a copy in the place of the database. Returns where what was there is kept, None where nothing was.

    The copy is looked through first: whole, of netmeet, and of no newer version. Raises ``BadInputError`` where it is not,
    where there is a database already (unless ``replace``), and where somebody is using it. ``file`` itself stays as it is.
    """
    place = _file_of(engine)
    there = place.exists() and place.stat().st_size > 0
    if there and not replace:
        raise BadInputError(
            f"There is a database already: {place}. Add --replace to put the copy in its place; the old one is kept beside it."
        )
    if there and file.exists() and file.samefile(place):
        raise BadInputError("This is the database itself, not a copy of it.")
    with _written_beside(place) as fresh:
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
                _copy(opened, fresh)
        except sqlite3.Error as error:
            raise BadInputError(f"{file} cannot be read as a copy of a database: {error}. Nothing was changed.") from None
        _check_whole(fresh, BadInputError, f"{file} is damaged")
        _check_ours(fresh, file)
        old = place.with_name(f"{place.name}.before-{at:%Y%m%d-%H%M%S}")
        if there:
            _keep_old(place, old)
        for beside in _BESIDE:
            with suppress(FileNotFoundError):
                place.with_name(place.name + beside).rename(old.with_name(old.name + beside))
        _put(fresh, place, replace=True)
        return old if there else None


def _file_of(engine: Engine) -> Path:
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        raise SettingsError(
            "This database is not a file of netmeet's: copy a PostgreSQL database with `pg_dump --format=custom`, and bring it back with "
            "`pg_restore`. How is told in docs/operating.md."
        )
    return Path(name).absolute()


@contextmanager
def _written_beside(target: Path) -> Iterator[Path]:
    """A new file beside another one, for its owner only; it is gone afterwards unless it was put in place."""
    path = target.with_name(f".{target.name}-{secrets.token_hex(8)}")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield path
    except OSError as error:
        raise BadInputError(f"{error.filename or target} cannot be written: {(error.strerror or 'it is in the way').lower()}.") from None
    finally:
        path.unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def _check_whole(path: Path, kind: type[BadInputError | SettingsError], what: str) -> None:
    with closing(sqlite3.connect(path)) as opened:
        try:
            found = opened.execute("PRAGMA integrity_check").fetchone()[0]
            stray = opened.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise kind(f"{what}: {error}. Nothing was changed.") from None
    if found != "ok" or stray:
        raise kind(f"{what}. Nothing was changed.")


def _check_ours(path: Path, file: Path) -> None:
    engine = open_engine(f"sqlite:///{path}")
    try:
        revision = revision_of(engine)
        with engine.connect() as connection:
            tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        engine.dispose()
    if revision is None or not {"cases", "members", "users"} <= tables & set(metadata.tables):
        raise BadInputError(f"{file} is not a copy of a netmeet database. Nothing was changed.")
    refuse_newer(revision)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA journal_mode = DELETE")


def _keep_old(place: Path, kept: Path) -> None:
    """Keep the database that is to make room under a name of its own. One that somebody has open raises ``BadInputError``."""
    with closing(sqlite3.connect(place, timeout=0)) as old:
        try:
            old.execute("PRAGMA journal_mode = DELETE")  # only who is alone may do this
        except sqlite3.OperationalError as error:
            raise BadInputError(f"netmeet is using the database {place} ({error}). Stop it first, then restore.") from None
        except sqlite3.DatabaseError:
            pass  # damaged: a reason to restore
    os.link(place, kept)


def _put(path: Path, target: Path, *, replace: bool) -> None:
    """Give a finished file its name, so that a power cut leaves the old one or the new one."""
    _to_disk(path)
    if replace:
        path.replace(target)
    else:
        try:
            _name(path, target)
        except FileExistsError:
            raise BadInputError(f"{target} is there already. Choose another name, or add --replace.") from None
    _to_disk(target.parent)


def _name(path: Path, target: Path) -> None:
    """Give a finished file a name that no other file has. Raises ``FileExistsError``."""
    try:
        os.link(path, target)  # unlike a rename this never takes the place of another
    except FileExistsError:
        raise
    except OSError:
        # A disk on which a file has one name only, such as a USB stick: the name is taken first.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        path.replace(target)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
