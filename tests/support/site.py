"""A whole netmeet for one test: its own database, invented staff, and a clock that stands still until it is moved."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from netmeet.app import create_app
from netmeet.config import Settings, load_settings
from netmeet.domain.access import Actor, Role
from netmeet.services import cases
from netmeet.services.caller import Caller, begin
from netmeet.store import cases as case_store
from netmeet.store import database, staff
from tests.support.counted import check_counts

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PASSWORD = "three quiet words"

TEAMS = {"north": "00000000-0000-7000-8000-0000000000a1", "south": "00000000-0000-7000-8000-0000000000a2"}
WORKER = Actor("00000000-0000-7000-8000-000000000001", "wren", "Wren Abara", Role.PRACTITIONER, TEAMS["north"])
COLLEAGUE = Actor("00000000-0000-7000-8000-000000000002", "cole", "Cole Ansah", Role.PRACTITIONER, TEAMS["north"])
SUPERVISOR = Actor("00000000-0000-7000-8000-000000000003", "sol", "Sol Brandt", Role.SUPERVISOR, TEAMS["north"])
STRANGER = Actor("00000000-0000-7000-8000-000000000004", "tam", "Tam Byrne", Role.SUPERVISOR, TEAMS["south"])
ADMINISTRATOR = Actor("00000000-0000-7000-8000-000000000005", "ash", "Ash Cole", Role.ADMINISTRATOR, TEAMS["north"])
STAFF = (WORKER, COLLEAGUE, SUPERVISOR, STRANGER, ADMINISTRATOR)


@dataclass
class Clock:
    """The time as netmeet sees it."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class _Fields(HTMLParser):
    """The hidden fields of every form on a page, by the form's action."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.forms.append((found.get("action") or "", {}))
            self._open = True
        elif tag == "input" and self._open and found.get("type") == "hidden":
            self.forms[-1][1][found.get("name") or ""] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


def hidden_fields(page: str, action: str = "") -> dict[str, str]:
    """The hidden fields of the form with an action ("": the first form that posts to its own page, else the first)."""
    reader = _Fields()
    reader.feed(page)
    return next((fields for found, fields in reader.forms if found == action), reader.forms[0][1] if reader.forms else {})


@dataclass
class Browser:
    """One browser of one person, without JavaScript."""

    client: FlaskClient
    last: TestResponse | None = None
    seen: list[str] = field(default_factory=list)

    def get(self, path: str, status: int = 200) -> str:
        """Open a page and return its source."""
        self.last = self.client.get(path)
        assert self.last.status_code == status, (path, self.last.status_code, self.last.text[self.last.text.find("<main") :][:1500])
        self.seen.append(self.last.text)
        return self.last.text

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, page: str | None = None, status: int = 303, action: str | None = None
    ) -> str:
        """Open ``page`` (or the path itself), fill in its form and send it. Returns where it led, or the page that answered."""
        source = self.client.get(page or path).text
        sent = hidden_fields(source, action if action is not None else (path if page else "")) | (data or {})
        self.last = self.client.post(path, data=sent)
        assert self.last.status_code == status, (path, self.last.status_code, self.last.text[self.last.text.find("<main") :][:1500])
        return self.last.headers["Location"] if status in (302, 303) else self.last.text

    def sign_in(self, username: str, password: str = PASSWORD, *, next_page: str = "") -> "Browser":
        """Sign in as somebody."""
        self.post("/sign-in" + (f"?next={next_page}" if next_page else ""), {"username": username, "password": password})
        return self


class _Compiled(BytecodeCache):
    """Templates are compiled once for all the applications that tests make."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _made(settings: Settings, engine: Engine, clock: Clock) -> Flask:
    check_counts(engine)
    app = create_app(settings, engine=engine, clock=clock)
    app.jinja_env.bytecode_cache = _COMPILED
    return app


@pytest.fixture(scope="session")
def password_hash() -> str:
    """One hash serves all invented staff. It is a cheap one: a real one takes half a second to check."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory, password_hash: str) -> Path:
    """A database with invented staff and no case, made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("fresh") / "netmeet.db"
    engine = database.open_engine(f"sqlite:///{path}")
    database.upgrade(engine)
    with database.session_maker(engine)() as session:
        begin(session, writes=True)
        for name, team_id in TEAMS.items():
            staff.add_team(session, staff.Team(team_id, name.capitalize()))
        for person in STAFF:
            staff.add_user(session, person, password_hash, person, START)
        session.commit()
    engine.dispose()  # the last connection writes everything into the one file
    return path


@pytest.fixture
def clock() -> Clock:
    """The clock of this test's netmeet."""
    return Clock()


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    """Settings of an invented council, with a database of this test's own."""
    return load_settings({"NETMEET_DATA": str(tmp_path), "NETMEET_COUNCIL_NAME": "Midmere Council"})


@contextmanager
def opened(settings: Settings, clock: Clock, password_hash: str) -> Iterator[Flask]:
    """netmeet with invented staff and no case, for as long as it is needed."""
    engine = database.open_engine(settings.database_url)
    database.upgrade(engine)
    with database.session_maker(engine)() as session:
        begin(session, writes=True)
        for name, team_id in TEAMS.items():
            staff.add_team(session, staff.Team(team_id, name.capitalize()))
        for person in STAFF:
            staff.add_user(session, person, password_hash, person, START)
        session.commit()
    yield _made(settings, engine, clock)
    engine.dispose()


@pytest.fixture
def app(settings: Settings, clock: Clock, fresh_database: Path) -> Iterator[Flask]:
    """netmeet with invented staff and no case."""
    shutil.copyfile(fresh_database, settings.database_url.removeprefix("sqlite:///"))
    engine = database.open_engine(settings.database_url)
    yield _made(settings, engine, clock)
    engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Callable[..., Browser]:
    """Make a browser, signed in as somebody where a username is given."""

    def make(username: str = "") -> Browser:
        made = Browser(app.test_client())
        return made.sign_in(username) if username else made

    return make


@pytest.fixture
def worker(visitor: Callable[..., Browser]) -> Browser:
    """The browser of the practitioner whose cases these are."""
    return visitor("wren")


@pytest.fixture
def case_id(worker: Browser) -> str:
    """A case that was just opened: Rose Okafor, with nobody else on her map."""
    return worker.post("/cases/new", {"name": "Rose Okafor"}).split("/")[2]


@pytest.fixture
def within(app: Flask, clock: Clock) -> Callable[..., Any]:
    """Run a service on a case as its worker, commit, and return what it returned."""

    def run(case_id: str, do: Callable[[cases.OpenCase], Any], actor: Actor = WORKER) -> Any:
        with app.extensions["netmeet"].new_db() as session:
            begin(session, writes=True)
            case_store.written(session, case_id)
            result = do(cases.OpenCase(Caller(session, actor, clock()), case_id))
            session.commit()
        return result

    return run
