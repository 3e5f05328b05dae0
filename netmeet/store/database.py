"""The database: how it is opened, how a request begins, and how it is brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from netmeet.domain.errors import SettingsError

WAIT_SECONDS = 10
"""How long a request waits for another one that is writing."""

_WRITES = "netmeet_writes"


def open_engine(url: str) -> Engine:
    """Return an engine for a database address.

    SQLite keeps every answered save through a power cut (WAL with ``synchronous=FULL``), minds its foreign keys, and
    waits its turn.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin where it sees fit; `_begin` does it instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {WAIT_SECONDS * 1000}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A plain BEGIN that reads and then writes fails when somebody else wrote in between: a writer takes its turn first.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def session_maker(engine: Engine) -> sessionmaker[Session]:
    """Return what opens sessions on a database."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_write(session: Session) -> None:
    """Open a transaction that writes. It must come first: a session that has already read raises ``RuntimeError``."""
    if session.in_transaction():
        raise RuntimeError("A transaction that writes opens before anything is read.")
    session.connection(execution_options={_WRITES: True})


def take_turn(session: Session) -> None:
    """Go on as a writer: what was only read is let go first. A transaction that writes already goes on as it is."""
    if session.in_transaction() and session.connection().get_execution_options().get(_WRITES, False):
        return
    session.rollback()
    begin_write(session)


def upgrade(engine: Engine) -> None:
    """Bring a database up to date, all or nothing. One from a newer netmeet raises ``SettingsError``."""
    _refuse_newer(revision_of(engine))
    with _changing(engine) as config:
        command.upgrade(config, "head")


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to an earlier revision (``base``: empty), all or nothing. What only the later one kept is lost."""
    with _changing(engine) as config:
        command.downgrade(config, revision)


def revision_of(engine: Engine) -> str | None:
    """The revision of a database, None for one that was never set up. Raises ``SettingsError`` for one that cannot be opened."""
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise SettingsError(
            f"The database {engine.url.render_as_string()} cannot be opened: {error.orig}. Check NETMEET_DATABASE_URL or NETMEET_DATA."
        ) from error


def check_version(engine: Engine) -> None:
    """Raise ``SettingsError``, in a sentence that says what to do, unless this netmeet can use the database."""
    revision = revision_of(engine)
    _refuse_newer(revision)
    if revision != _steps().get_current_head():
        raise SettingsError("The database is not up to date. Run `netmeet db upgrade`, then start netmeet again. Nothing is lost.")


def _refuse_newer(revision: str | None) -> None:
    if revision is not None and revision not in {step.revision for step in _steps().walk_revisions()}:
        raise SettingsError(
            f"The database was made by a newer netmeet (its revision is {revision}). Start that newer version, or use a copy from before. "
            "Nothing was changed."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _steps() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


@contextmanager
def _changing(engine: Engine) -> Iterator[Config]:
    """A transaction for changing tables. SQLite changes some by making them anew, which must not take the rows that point there along."""
    config = _config()
    with engine.connect().execution_options(**{_WRITES: True}) as connection:
        sqlite = engine.dialect.name == "sqlite"
        raw: Any = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                yield config
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise SettingsError("The database could not be changed: it holds rows that point at nothing. Nothing was changed.")
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys = ON")
