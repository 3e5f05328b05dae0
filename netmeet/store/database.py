"""The database, SQLite or PostgreSQL: how it is opened, how a request begins, and how it is brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from netmeet.domain.errors import BadInputError, BusyError, NetmeetError, SettingsError
from netmeet.store.migrations import STEPS

WAIT_SECONDS = 10
"""How long a request waits for another one that is writing."""

_WRITES = "netmeet_writes"
_BUSY = frozenset({"55P03", "40P01"})
"""What PostgreSQL calls a lock that was not had in time, and two that wait for each other."""


def open_engine(url: str) -> Engine:
    """Return an engine for a database address. Nothing is connected yet.

    SQLite keeps every answered save through a power cut (WAL with ``synchronous=FULL``), minds its foreign keys, and
    waits its turn. Raises ``SettingsError`` for an address that cannot be read, or a driver that is not installed.
    """
    try:
        address = make_url(url)
        engine = _postgresql(address) if address.get_backend_name() == "postgresql" else create_engine(address, hide_parameters=True)
    except (ArgumentError, ValueError):
        raise SettingsError(
            "NETMEET_DATABASE_URL cannot be read. Write it like this: postgresql://netmeet:PASSWORD@db.example.org:5432/netmeet. "
            "In the password write %40 for @, %3A for :, %2F for / and %25 for %."
        ) from None
    except ImportError:
        raise SettingsError(
            "PostgreSQL needs a library that is not installed. Install it with `pip install 'psycopg[binary]>=3.3,<4'`, then start again."
        ) from None
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin if sqlite else _begin_postgresql)
    event.listen(engine, "handle_error", _in_our_words)
    return engine


def _postgresql(address: URL) -> Engine:
    # Nothing outlives a transaction on its connection, so that a pooler between the two may hand connections round.
    options: dict[str, Any] = {"prepare_threshold": None}
    if "connect_timeout" not in address.query:
        options["connect_timeout"] = WAIT_SECONDS
    return create_engine(address.set(drivername="postgresql+psycopg"), connect_args=options, pool_pre_ping=True, hide_parameters=True)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin where it sees fit; `_begin` does it instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {WAIT_SECONDS * 1000}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A plain BEGIN that reads and then writes fails when somebody else wrote in between: a writer takes its turn first.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # One who writes sees what those before it wrote (and locks what it is about); one who reads sees one moment throughout,
    # whatever this server's own settings are.
    writes = connection.get_execution_options().get(_WRITES, False)
    wait = f"SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE; SET LOCAL lock_timeout = {WAIT_SECONDS * 1000}"
    connection.exec_driver_sql(wait if writes else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _in_our_words(context: ExceptionContext) -> None:
    """Errors that a practitioner may read come out of the database as they are; so does having waited in vain."""
    error = context.original_exception
    if isinstance(error, NetmeetError):
        raise error
    if getattr(error, "sqlstate", None) in _BUSY or (isinstance(error, sqlite3.OperationalError) and "database is locked" in str(error)):
        raise BusyError from error
    if isinstance(context.sqlalchemy_exception, DataError):
        raise BadInputError("This could not be kept: it holds signs that are not text, or a number that is too large.") from error


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
    if session.in_transaction() and is_writing(session):
        return
    session.rollback()
    begin_write(session)


def hold(session: Session, what: str) -> None:
    """Wait for whoever holds the same, and keep others waiting until this transaction ends.

    It is for what is no row yet: a user name that is tried, a number that is to be the only one. On SQLite whoever writes
    has waited already, and one who only reads waits for nobody.
    """
    if session.connection().dialect.name != "sqlite" and is_writing(session):
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what.replace("\0", "")})


def is_writing(session: Session) -> bool:
    """True for a transaction that was opened to write."""
    return bool(session.connection().get_execution_options().get(_WRITES, False))


def upgrade(engine: Engine) -> None:
    """Bring a database up to date, all or nothing. One from a newer netmeet raises ``SettingsError``."""
    refuse_newer(revision_of(engine))
    from netmeet.store import steps  # noqa: PLC0415 (see there)

    with _changing(engine) as connection:
        steps.up(connection)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to an earlier revision (``base``: empty), all or nothing. What only the later one kept is lost."""
    from netmeet.store import steps  # noqa: PLC0415 (see there)

    with _changing(engine) as connection:
        steps.down(connection, revision)


def revision_of(engine: Engine) -> str | None:
    """The revision of a database, None for one that was never set up. Raises ``SettingsError`` for one that cannot be opened."""
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return None if found is None else str(found)
    except DBAPIError as error:
        raise SettingsError(
            f"The database {address_of(engine)} cannot be opened: {_why(engine, error)}. Check NETMEET_DATABASE_URL or NETMEET_DATA."
        ) from None


def address_of(engine: Engine) -> str:
    """Where a database is, for a reader: without user, password and options."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    host = url.host or url.query.get("host") or "this computer"
    return f"{url.database} on {host}{f', port {url.port}' if url.port else ''} (PostgreSQL)"


def _why(engine: Engine, error: DBAPIError) -> str:
    said = " ".join(str(error.orig).split()).rstrip(".")
    return said.replace(engine.url.password, "***") if engine.url.password else said


def check_version(engine: Engine) -> None:
    """Raise ``SettingsError``, in a sentence that says what to do, unless this netmeet can use the database."""
    revision = revision_of(engine)
    refuse_newer(revision)
    if revision != STEPS[-1]:
        raise SettingsError("The database is not up to date. Run `netmeet db upgrade`, then start netmeet again. Nothing is lost.")


def refuse_newer(revision: str | None) -> None:
    """Raise ``SettingsError`` for a revision that this netmeet does not know."""
    if revision is not None and revision not in STEPS:
        raise SettingsError(
            f"The database was made by a newer netmeet (its revision is {revision}). Start that newer version, or use a copy from before. "
            "Nothing was changed."
        )


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction for changing tables. SQLite changes some by making them anew, which must not take the rows that point there along."""
    with engine.connect().execution_options(**{_WRITES: True}) as connection:
        sqlite = engine.dialect.name == "sqlite"
        raw: Any = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                if not sqlite:
                    _alone(connection)
                yield connection
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise SettingsError("The database could not be changed: it holds rows that point at nothing. Nothing was changed.")
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys = ON")


def _alone(connection: Connection) -> None:
    """Of two who bring a PostgreSQL database up to date at once, the second finds it done. Text must be kept as UTF-8."""
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('netmeet: tables', 0))"))
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise SettingsError(
            f"The database keeps text as {encoding}, where many names do not fit. Make it anew with: "
            "CREATE DATABASE netmeet ENCODING 'UTF8' TEMPLATE template0. Nothing was changed."
        )
