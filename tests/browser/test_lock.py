"""A screen that nobody touches locks itself within ten seconds of its time, whichever clock runs first: the page's or the server's."""

import pytest
from playwright.sync_api import Page, expect

from netmeet.config import load_settings
from tests.browser.pages import Cases

LOCKED = "netmeet has locked itself"
IDLE, CHECKED = 60, 5  # seconds: when it locks, and how often the page looks


@pytest.fixture
def settings(tmp_path):
    """A council that locks after a minute."""
    return load_settings({"NETMEET_DATA": str(tmp_path), "NETMEET_IDLE_MINUTES": "1"})


@pytest.fixture
def cases(sign_in) -> Cases:
    """A window whose clock stands still until it is moved."""
    screen: Cases = sign_in("wren")
    screen.page.clock.install()
    return screen


@pytest.fixture
def wait(clock):
    """Let time pass for a window and the server alike, a second at a time."""

    def do(page: Page, seconds: int) -> None:
        for _ in range(seconds):
            clock.forward(seconds=1)
            page.clock.run_for(1000)

    return do


def _opened(cases: Cases) -> Page:
    cases.go("/cases/new")
    return cases.page


def _is_locked(page: Page, *, locked: bool = True) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(LOCKED if locked else "Open a case")


@pytest.mark.parametrize("before", [0, 19, 25, 55])
def test_it_locks_in_time_however_late_the_last_word_was_typed(cases, wait, before):
    page = _opened(cases)
    wait(page, before)
    page.get_by_label("Name they like to be called").press_sequentially("Rose")
    with page.expect_response("**/drafts?**"):
        wait(page, 2)
    wait(page, IDLE - 4)
    _is_locked(page, locked=False)

    wait(page, 12)

    _is_locked(page)
    cases.go("/cases/new")
    _is_locked(page)


def test_the_page_tells_the_server_to_lock_when_its_own_clock_runs_first(cases):
    page = _opened(cases)

    page.clock.run_for((IDLE + CHECKED) * 1000)

    _is_locked(page)
    cases.go("/")
    _is_locked(page)


def test_whoever_comes_back_to_a_computer_that_slept_finds_it_locked_whatever_they_touch_first(cases):
    page = _opened(cases)
    page.clock.set_system_time(page.evaluate("Date.now()") + 3_600_000)

    page.mouse.move(300, 300)

    _is_locked(page)


def test_a_draft_that_the_page_sends_by_itself_keeps_nothing_open(cases, clock):
    page = _opened(cases)
    clock.forward(seconds=30)
    page.get_by_label("Name they like to be called").press_sequentially("Rose")
    with page.expect_response("**/drafts?**"):
        page.clock.run_for(2000)

    clock.forward(seconds=IDLE - 5)
    cases.go("/cases/new")
    _is_locked(page, locked=False)  # for they typed

    token = page.locator("body").get_attribute("data-lock")
    clock.forward(seconds=IDLE - 1)
    page.request.post(f"{cases.address}/drafts?path=/cases/new", headers={"X-CSRFToken": token}, form={"name": "Rose"})
    clock.forward(seconds=2)
    cases.go("/cases/new")
    _is_locked(page)


def test_a_window_that_nobody_touches_does_not_lock_the_one_that_is_in_use(cases):
    page = _opened(cases)
    other = page.context.new_page()
    other.goto(page.url)
    for _ in range(3):
        page.clock.run_for((IDLE - 10) * 1000)
        other.mouse.move(300, 300)
        other.mouse.move(310, 310)
    for window in (page, other):
        _is_locked(window, locked=False)

    page.clock.run_for((IDLE + CHECKED) * 1000)

    for window in (page, other):
        _is_locked(window)


def test_without_a_connection_the_page_shows_nothing_all_the_same(cases):
    page = _opened(cases)
    page.context.set_offline(True)

    page.clock.run_for((IDLE + CHECKED) * 1000)

    expect(page.get_by_label("Name they like to be called")).to_have_count(0)
