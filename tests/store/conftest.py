from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from netmeet.store import cases, database
from tests.support.stored import AT, WORKER, a_full_case, add_staff


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database of this version, with nothing in it."""
    made = database.open_engine(f"sqlite:///{tmp_path / 'netmeet.db'}")
    database.upgrade(made)
    yield made
    made.dispose()


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
