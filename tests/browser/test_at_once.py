"""Two people at one thing, and one person twice at one button."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import faults, html_faults
from tests.browser.pages import MapTogether, Meetings, WorkersView

ADULT = "Rose Okafor"
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@BOTH
def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(sign_in, scripts):
    shared: MapTogether = sign_in("wren", java_script_enabled=scripts).open_case(ADULT)
    wren: WorkersView = shared.name({"Friends": "Pat Quill\nGus Moran"}).saved("2 on the map now.").leave(by_key=scripts)
    wren.menu("Front page").follow("Who may open this case").choose("Colleague", "Cole Ansah").tick_one("They may also change the case")
    wren.write({"Why": "Covering leave"}).press("Share the case").saved("Shared.")
    wren.member("Pat Quill").follow("Change what is kept").is_titled("Change what is kept")

    cole = WorkersView(*_seen(sign_in("cole", java_script_enabled=scripts).follow(ADULT)))
    cole.member("Pat Quill").follow("Change what is kept").write({"What do they do?": "Chess on Mondays"}).press("Save").saved("Saved.")

    with wren.page.expect_response(lambda answer: answer.request.method == "POST" and "/drafts" not in answer.url) as waiting:
        wren.write({"What do they do?": "Drives her to church", "Telephone": "01632 960144"}).press("Save")
    assert waiting.value.status == 409
    wren.reads("Cole Ansah saved a change", "What is saved now, where it differs from yours", "Chess on Mondays")
    expect(wren.main.get_by_label("What do they do?", exact=True)).to_have_value("Drives her to church")
    assert (faults(wren.page, waiting.value.text()) if scripts else html_faults(waiting.value.text())) == []  # axe is a script
    wren.press("Save").saved("Saved.").reads("Drives her to church", "01632 960144")


def _seen(screen):
    return screen.page, screen.address


def _arrives_twice(route):
    """Let a form arrive once unseen, then again: as when a connection breaks before the answer, and a browser sends it anew."""
    if route.request.method == "POST" and "/drafts" not in route.request.url:
        assert route.fetch(max_redirects=0).status == 303
    route.continue_()


@pytest.mark.parametrize("click", ["click", "dblclick"])
@BOTH
def test_a_button_pressed_twice_and_a_form_sent_again_make_one_thing(sign_in, scripts, click):
    cases = sign_in("wren", java_script_enabled=scripts)
    if click == "click":
        cases.page.route("**/*", _arrives_twice)
    cases.follow("Open a case").write({"Name they like to be called": ADULT})
    getattr(cases.main.get_by_role("button", name="Open the case"), click)()
    shared = MapTogether(*_seen(cases)).is_titled("Who is important in your life?").write({"Friends": "Pat Quill\nGus Moran"})
    getattr(shared.main.get_by_role("button", name="Put them on the map"), click)()
    expect(shared.main.get_by_role("link", name="Pat Quill", exact=True)).to_have_count(1)
    meetings = Meetings(*_seen(shared.leave(by_key=scripts).menu("Meetings").follow("Plan a meeting").write({"Where?": "The library"})))
    getattr(meetings.main.get_by_role("button", name="Save"), click)()
    meetings.is_titled("Network meeting").menu("Meetings").is_titled("Meetings")
    expect(meetings.main.get_by_role("link", name="Day not set yet")).to_have_count(1)
    cases.go("/").is_titled("Your cases")
    expect(cases.main.get_by_role("link", name=ADULT, exact=True)).to_have_count(1)
