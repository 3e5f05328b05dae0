"""Every page of netmeet, filled with the demo case, on a wide screen and on a telephone: axe, structure, width, scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults
from tests.browser.demo import rules, variants

DANGER = re.compile("Is anyone in danger today|Urgent help")


@pytest.fixture
def look(demo, windows):
    """Open an address in somebody's window and hold the page to everything that holds for every page."""

    def at(path, username="wren", status=200, *, narrow=True):
        page, complaints = windows[username], []

        def hear_console(line):
            if line.type in ("error", "warning"):
                complaints.append(line.text)

        listening = {"pageerror": lambda error: complaints.append(str(error)), "console": hear_console}
        for event, hear in listening.items():
            page.on(event, hear)
        answer = page.goto(demo.live.address + path)
        assert answer.status == status, (path, answer.status)
        found = faults(page, answer.text(), narrow=narrow)
        expect(page.get_by_role("link", name=DANGER)).to_be_visible()
        for event, hear in listening.items():
            page.remove_listener(event, hear)
        found += [line for line in complaints if status == 200 or "Failed to load resource" not in line]
        if found:
            pytest.fail(f"{path}:\n" + "\n".join(found), pytrace=False)

    return at


@pytest.mark.parametrize("endpoint", sorted(set(rules()) - {"sign_in.sign_in"}))
def test_every_page_is_sound(look, demo, endpoint):
    look(demo.path(rules()[endpoint]), demo.reader(endpoint))


@pytest.mark.parametrize("name", sorted(variants()))
def test_every_way_of_a_page_is_sound(look, demo, name):
    look(variants()[name](demo), narrow=not name.startswith("say "))


def test_the_first_page_is_sound(look):
    look("/sign-in", "")


def test_pages_that_say_no_are_sound(look):
    look("/cases/no-such-page", status=404)
    look("/staff", status=403)
