"""Databases for the benchmark: invented staff, and a case of each size."""

import re
from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlencode

from argon2 import PasswordHasher
from sqlalchemy import Engine

from netmeet.app import utc_now
from netmeet.exchange.bundle import renumber
from netmeet.services.cases import new_id
from netmeet.store import cases, database, staff
from tests.bench.made_up import case_of
from tests.support.site import PASSWORD, STAFF, TEAMS, WORKER


def filled(engine: Engine, sizes: dict[int, int]) -> dict[int, str]:
    """Fill a database with a case of each size (people: ties), and return their ids by the number of people."""
    database.upgrade(engine)
    at, made = utc_now(), {}
    with database.session_maker(engine)() as session:
        database.begin_write(session)
        hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        for name, team_id in TEAMS.items():
            staff.add_team(session, staff.Team(team_id, name.capitalize()))
        for person in STAFF:
            staff.add_user(session, person, hashed, person, at)
        for people, ties in sizes.items():
            case = renumber(case_of(people, ties, "case", WORKER.id), _ids())
            cases.save_case_file(session, case, WORKER, at)
            made[people] = case.profile.id
        session.commit()
    return made


def _ids() -> Callable[[], str]:
    return new_id


def signed_in(port: int) -> str:
    """The cookie of the worker whose cases these are."""
    page, cookie = _asked(port, "GET", "", "")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', page)
    sent = {"username": WORKER.username, "password": PASSWORD, "csrf_token": token[1] if token else "", "form_key": key[1] if key else ""}
    return _asked(port, "POST", urlencode(sent), cookie)[1]


def _asked(port: int, method: str, body: str, cookie: str) -> tuple[str, str]:
    """The page for signing in, and the cookie that came with it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, "/sign-in", body, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    given = answer.getheader("Set-Cookie") or ""
    connection.close()
    return page, given.split(";")[0] or cookie
