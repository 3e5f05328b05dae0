"""Pages in states that the demo case does not show: empty, locked, kept, offered again, looked at before it is added, read only."""

import re
from importlib.resources import files

import pytest

from netmeet.domain.access import Action
from netmeet.web.access import action_of
from tests.browser.checks import faults
from tests.browser.demo import rules
from tests.browser.pages import MapTogether, Papers, SignIn

ADULT = "Rose Okafor"
FAMILY = b"""0 HEAD
1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME Ada /Okafor/
1 SEX F
0 @I2@ INDI
1 NAME Ben /Okafor/
0 @F1@ FAM
1 WIFE @I1@
1 CHIL @I2@
0 TRLR
"""


def _sound(screen) -> None:
    assert faults(screen.page, screen.source()) == []


@pytest.fixture
def shared(sign_in) -> MapTogether:
    """A case that was just opened."""
    return sign_in("wren").open_case(ADULT)


def test_pages_of_an_empty_case_are_sound(shared):
    _sound(shared.is_titled("Who is important in your life?"))
    worker = shared.leave(by_key=True)
    for entry in ("Front page", "Worker’s view", "Drawings", "Important and risky", "Wishes and safety", "Meetings", "Papers"):
        _sound(worker.menu(entry))


def test_a_locked_page_and_what_it_kept_are_sound(shared, clock):
    shared.write({"Family": "Lee, my son\nJean"})
    clock.forward(minutes=61)
    _sound(shared.press("Put them on the map").is_titled("netmeet has locked itself"))
    kept = SignIn(shared.page, shared.address).enter("wren").is_titled("What you wrote is still here")
    _sound(kept)
    _sound(kept.go("/").is_titled("Your cases").reads("was kept when netmeet locked itself"))


def test_a_draft_that_is_offered_is_sound(shared):
    shared.write({"Family": "Lee, my son"}).page.get_by_text("A draft of this is kept.").wait_for()
    shared.page.reload()
    _sound(shared.reads("You started writing here"))


def test_a_file_is_looked_at_before_anybody_is_added(shared):
    papers = Papers(shared.page, shared.address)
    shared.leave(by_key=True).menu("Papers").follow("Add people from a file")
    papers.main.locator("input[type=file]").set_input_files({"name": "family.ged", "mimeType": "text/plain", "buffer": FAMILY})
    papers.press("Look at the file").reads("Nothing has been added yet.", "Ada Okafor")
    assert faults(papers.page, papers.page.content()) == []
    papers.press("Add to the map")
    worker = papers.menu("Worker’s view").reads("Ada Okafor", "Ben Okafor", "2 members beside Rose Okafor")
    worker.menu("Papers").follow("Export the whole case").is_titled(re.compile("xport"))
    with worker.page.expect_download() as waiting:
        worker.press("Export the case")
    assert waiting.value.suggested_filename == "case.json"


def test_a_whole_case_comes_in_from_its_own_file(sign_in):
    cases = sign_in("wren").follow("Import a case or a family from a file")
    data = (files("netmeet.exchange") / "demo" / "lisowski.json").read_bytes()
    cases.main.locator("input[type=file]").set_input_files({"name": "case.json", "mimeType": "application/json", "buffer": data})
    cases.press("Look at the file").reads("Nothing has been added yet.", "Tad Lisowski")
    assert faults(cases.page, cases.page.content()) == []
    cases.press("Open the case").follow("Important and risky").is_titled("Important and risky")
    _sound(cases)


def test_a_supervisor_reads_sound_pages_without_buttons_that_change_anything(demo, sign_in, browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    screen = SignIn(context.new_page(), demo.live.address).go("/sign-in").enter("sol").is_titled("Your cases")
    for endpoint, rule in rules().items():
        if action_of(demo.live.app, endpoint) is Action.VIEW_CASE:
            answer = screen.page.goto(demo.live.address + demo.path(rule))
            assert answer.status == 200, rule
            assert faults(screen.page, answer.text(), narrow=False) == [], rule
            for action in screen.main.locator("form[method=post]").evaluate_all(
                "forms => forms.map((form) => new URL(form.action).pathname)"
            ):
                to, _ = demo.live.app.url_map.bind("").match(action, method="POST")
                assert action_of(demo.live.app, to) is Action.VIEW_CASE, (rule, action)  # it asks, and changes nothing
    context.close()
