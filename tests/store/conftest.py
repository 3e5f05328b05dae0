from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from netmeet.store import cases, database
from tests.support.databases import SQLITE, Filled, opened, sqlite_address
from tests.support.stored import AT, WORKER, a_full_case, add_staff


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A database of this version with nothing in it."""
    made = Filled(tmp_path_factory.mktemp("empty"), bool)
    yield made
    made.close()


@pytest.fixture
def engine(empty: Filled, where: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of this version, with nothing in it: on SQLite, then on PostgreSQL."""
    with opened(empty, where, tmp_path, request) as made:
        yield made


@pytest.fixture
def new_address(where: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database that was never set up."""
    if where == SQLITE:
        yield sqlite_address(tmp_path / "new.db")
        return
    server = request.getfixturevalue("postgresql")
    made = server.new()
    yield made
    server.drop(made)


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return database.session_maker(engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """A transaction that writes, with the invented staff; never committed."""
    with sessions() as writing:
        database.begin_write(writing)
        add_staff(writing)
        yield writing


@pytest.fixture
def case(session: Session):
    """The whole invented case, saved."""
    made = a_full_case()
    cases.save_case_file(session, made, WORKER, AT)
    return made


@pytest.fixture
def queries(engine: Engine) -> Callable[[], AbstractContextManager[list[str]]]:
    """``with queries() as asked:`` collects what is sent to the database meanwhile."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection, _cursor, statement, *_):
            asked.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        yield asked
        event.remove(engine, "before_cursor_execute", note)

    return collect
