"""A real Chromium for the tests in this folder, without reach of any other computer.

Without one these tests are skipped, which the summary says in one line; with CI or NETMEET_REQUIRE_BROWSER set that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from netmeet.config import Settings
from tests.browser.demo import Demo, demo_served
from tests.browser.live import Live, served
from tests.browser.pages import Cases, SignIn
from tests.support.databases import SQLITE, Server
from tests.support.site import Clock, clock, fresh_database, opened, password_hash, settings, within
from tests.support.site import app as embedded_app

__all__ = ["clock", "embedded_app", "fresh_database", "password_hash", "settings", "within"]

_HERE = Path(__file__).parent
_NAMES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "chromium", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_HOW = "Get one with `sudo apt install chromium`, or name one in NETMEET_CHROMIUM, then run `make test` again."
# Read as the tests start: NETMEET_ settings are hidden from every single test.
_ASKED_FOR = os.environ.get("NETMEET_CHROMIUM")
_CHROMIUM = next(filter(None, map(shutil.which, [_ASKED_FOR] if _ASKED_FOR else _NAMES)), None)
_REQUIRED = bool(os.environ.get("CI") or os.environ.get("NETMEET_REQUIRE_BROWSER"))
expect.set_options(timeout=10_000)  # milliseconds; a busy machine is slow
_NOT_RUN = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and skip them, or stop, where there is no browser."""
    ours = [item for item in items if item.path.is_relative_to(_HERE)]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if _CHROMIUM or not ours:
        return
    if _REQUIRED:
        pytest.exit(f"The browser tests are required here and no Chromium was found. {_HOW}", returncode=1)
    for item in ours:
        item.add_marker(pytest.mark.skip(reason="no Chromium"))
    config.stash[_NOT_RUN] = len(ours)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say in one line what was not run."""
    if number := config.stash.get(_NOT_RUN, 0):
        terminalreporter.write_line(f"Not run: {number} tests that walk the pages in a browser, because no Chromium was found. {_HOW}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How pytest-playwright starts the browser."""
    return {"executable_path": _CHROMIUM, "args": list(_ARGUMENTS), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    """A practitioner's laptop in England. A test without JavaScript asks ``browser.new_context`` for one."""
    return {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def where(request: pytest.FixtureRequest) -> str:
    """Which database stands behind the pages: the embedded one, unless a test names another."""
    return getattr(request, "param", SQLITE)


@pytest.fixture
def app(where: str, request: pytest.FixtureRequest) -> Flask:
    """netmeet with invented staff and no case."""
    return request.getfixturevalue("embedded_app" if where == SQLITE else "app_on_postgresql")


@pytest.fixture
def app_on_postgresql(settings: Settings, clock: Clock, password_hash: str, postgresql: Server) -> Iterator[Flask]:
    """The same, on a PostgreSQL."""
    url = postgresql.new()
    with opened(replace(settings, database_url=url), clock, password_hash) as made:
        yield made
    postgresql.drop(url)


@pytest.fixture
def live(app, clock) -> Iterator[Live]:
    """A netmeet of this test's own, with invented staff and no case."""
    with served(app, clock) as running:
        yield running


@pytest.fixture
def window(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser windows that share nothing, with or without scripts; all are closed at the end."""
    opened: list[BrowserContext] = []

    def make(**differs: object) -> BrowserContext:
        context = browser.new_context(**(browser_context_args | differs))
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(live: Live, window: Callable[..., BrowserContext]) -> Callable[..., Cases]:
    """Open a window as somebody. A window without scripts is asked for with ``java_script_enabled=False``."""

    def enter(username: str = "wren", **differs: object) -> Cases:
        page = window(**differs).new_page()
        return SignIn(page, live.address).go("/sign-in").enter(username)

    return enter


@pytest.fixture(scope="session")
def demo(tmp_path_factory, password_hash) -> Iterator[Demo]:
    """One netmeet with the demo case, for tests that look and change nothing."""
    with demo_served(tmp_path_factory.mktemp("demo"), password_hash) as running:
        yield running


@pytest.fixture(scope="session")
def windows(demo: Demo, browser: Browser, browser_context_args: dict[str, object]) -> Iterator[dict[str, Page]]:
    """Look at the demo case through a window of the worker, of an administrator, of the supervisor, and of nobody."""
    contexts = {name: browser.new_context(**browser_context_args) for name in ("wren", "ash", "sol", "")}
    pages = {name: context.new_page() for name, context in contexts.items()}
    for name in ("wren", "ash", "sol"):
        SignIn(pages[name], demo.live.address).go("/sign-in").enter(name).is_titled("Your cases")
    yield pages
    for context in contexts.values():
        context.close()
