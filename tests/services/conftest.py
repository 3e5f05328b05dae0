"""A database with the invented staff, and one case that was just opened: Rose Okafor, with nobody else on her map."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from netmeet.domain.access import Actor
from netmeet.domain.casefile import Profile
from netmeet.domain.network import Member
from netmeet.services import cases
from netmeet.services.caller import Caller, begin
from netmeet.store import database, staff
from tests.support.around import Around
from tests.support.databases import Filled, opened
from tests.support.site import STAFF, START, TEAMS, WORKER, Clock


def _add_staff(session: Session) -> None:
    for name, team_id in TEAMS.items():
        staff.add_team(session, staff.Team(team_id, name.capitalize()))
    for person in STAFF:
        staff.add_user(session, person, "no password", person, START)


@pytest.fixture(scope="session")
def with_staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A database with staff and no case."""
    made = Filled(tmp_path_factory.mktemp("staff"), _add_staff)
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    """The clock of this test's netmeet."""
    return Clock()


@pytest.fixture
def new_db(with_staff: Filled, where: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[sessionmaker[Session]]:
    """What opens sessions on this test's own database: on SQLite, then on PostgreSQL."""
    with opened(with_staff, where, tmp_path, request) as engine:
        yield database.session_maker(engine)


@pytest.fixture
def as_caller(new_db: sessionmaker[Session], clock: Clock) -> Callable[..., Any]:
    """Run a service for somebody, commit, and return what it returned."""

    def run(do: Callable[[Caller], Any], actor: Actor = WORKER) -> Any:
        with new_db() as session:
            begin(session, writes=True)
            result = do(Caller(session, actor, clock()))
            session.commit()
        return result

    return run


@pytest.fixture
def case_id(as_caller: Callable[..., Any]) -> str:
    """A case that was just opened."""
    return as_caller(lambda caller: cases.start_case(caller, Member("", "Rose Okafor"), Profile("", ""), START.date()))


@pytest.fixture
def within(as_caller: Callable[..., Any]) -> Callable[..., Any]:
    """Run a service on a case as its worker, commit, and return what it returned."""

    def run(case_id: str, do: Callable[[cases.OpenCase], Any], actor: Actor = WORKER) -> Any:
        return as_caller(lambda caller: do(cases.OpenCase(caller, case_id)), actor)

    return run


@pytest.fixture
def around(within: Callable[..., Any], case_id: str) -> Around:
    """People around Rose, to be put on her map."""
    return Around(within, case_id)
