"""How many requests a case page answers beside its template alone, how many queries it asks, and what a worker weighs."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import event

from netmeet.app import create_app
from netmeet.config import load_settings
from netmeet.store import database
from tests.bench.kept import filled, signed_in
from tests.bench.load import Cost, fire, memory
from tests.bench.served import SAME
from tests.bench.serving import Served, gunicorn
from tests.support.site import Browser

ROUNDS = 5
SIZES = {5: 8, 40: 80, 250: 500}
"""People and ties of each case."""
CASE, MAP = "/network", "/drawings/genogram"
PAGES = {"": "front page of the case", CASE: "case page: everybody and every tie", MAP: "the same case drawn, with its table"}
_GROWTH = (2_000, 20_000)


@dataclass(frozen=True, slots=True)
class Beside:
    """A page and its template alone, in turns: the medians of both."""

    page: str
    whole: Cost
    alone: Cost

    @property
    def of_requests(self) -> float:
        """Requests a second, as a part of those of the template alone."""
        return self.alone.wall / self.whole.wall

    @property
    def of_processor(self) -> float:
        """The same by processor time, which does not hang on what asks."""
        return self.alone.cpu / self.whole.cpu


def pages(url: str, folder: Path, *, growth: bool) -> tuple[list[Beside], list[float]]:
    """Serve a case of 40 people from a database and measure its pages; then the megabytes of a worker as requests go on."""
    engine = database.open_engine(url)
    ids = filled(engine, SIZES)
    engine.dispose()
    with gunicorn({"NETMEET_DATA": str(folder), "NETMEET_DATABASE_URL": url}, folder / "server.log") as server:
        cookie = signed_in(server.port)
        found = [_beside(server, cookie, f"/cases/{ids[40]}{path}", path) for path in PAGES]
        return found, list(_growth(server, cookie, f"/cases/{ids[40]}{CASE}")) if growth else []


def _beside(server: Served, cookie: str, page: str, path: str) -> Beside:
    fire(server.port, page, cookie, 40, server.workers)  # every worker has drawn it, and knows what was looked at last
    whole, alone = [], []
    for _ in range(ROUNDS):
        whole.append(fire(server.port, page, cookie, 200, server.workers))
        alone.append(fire(server.port, SAME, "", 400, server.workers))
    return Beside(PAGES[path], _median(whole), _median(alone))


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(one.wall for one in costs), statistics.median(one.cpu for one in costs), costs[0].size)


def _growth(server: Served, cookie: str, page: str) -> Iterator[float]:
    """The heaviest worker after each number of requests."""
    asked = 0
    for goal in _GROWTH:
        fire(server.port, page, cookie, goal - asked, server.workers)
        asked = goal
        yield max(memory(pid) for pid in server.workers)


def queries(folder: Path) -> dict[str, dict[int, int]]:
    """How many statements each page runs, by the number of people; what was read before is forgotten, as after a change."""
    settings = load_settings({"NETMEET_DATA": str(folder)})
    engine = database.open_engine(settings.database_url)
    ids = filled(engine, SIZES)
    app = create_app(settings, engine=engine)
    browser = Browser(app.test_client()).sign_in("wren")
    browser.get("/")
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    found = {
        page: {people: _asked(browser.client, f"/cases/{ids[people]}{path}", asked) for people in SIZES} for path, page in PAGES.items()
    }
    engine.dispose()
    return found


def _asked(client: FlaskClient, path: str, asked: list[str]) -> int:
    asked.clear()
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}.")
    return len([statement for statement in asked if not statement.startswith(("BEGIN", "SET"))])
