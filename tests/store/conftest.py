import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from netmeet.store import cases, database
from tests.support.stored import AT, WORKER, a_full_case, add_staff


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this version with nothing in it, made once and copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "netmeet.db"
    made = database.open_engine(f"sqlite:///{path}")
    database.upgrade(made)
    made.dispose()
    return path


@pytest.fixture
def engine(empty: Path, tmp_path: Path) -> Iterator[Engine]:
    """A database of this version, with nothing in it."""
    path = shutil.copy(empty, tmp_path / "netmeet.db")
    opened = database.open_engine(f"sqlite:///{path}")
    yield opened
    opened.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return database.session_maker(engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """A transaction that writes, with the invented staff; never committed."""
    with sessions() as opened:
        database.begin_write(opened)
        add_staff(opened)
        yield opened


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
