"""A session that locks itself loses nothing: with scripts as a draft, without them as a form that comes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import Cases, MapTogether, Meetings, OfCase, SignIn, Wishes

ADULT = "Rose Okafor"
LOCKED = "netmeet has locked itself"


@pytest.fixture
def opened(sign_in):
    """Open a window on a case with two people on its map."""

    def enter(**differs) -> MapTogether:
        shared: MapTogether = sign_in("wren", **differs).open_case(ADULT)
        return shared.name({"Friends": "Pat Quill\nGus Moran"}).saved("2 on the map now.")

    return enter


def _drafted(page: Page) -> None:
    """Wait for the sign that a draft is kept, as somebody who looks up from the keyboard sees it."""
    expect(page.get_by_text("A draft of this is kept.")).to_be_visible(timeout=8000)


def _come_back(screen: OfCase | MapTogether, clock) -> None:
    """Be away for an hour, find netmeet locked, sign in again."""
    clock.forward(minutes=61)
    screen.page.reload()
    screen.is_titled(LOCKED)
    expect(screen.main.get_by_label("User name", exact=True)).to_have_value("wren")
    SignIn(screen.page, screen.address).enter("wren")
    expect(screen.page.get_by_text(re.compile("You started writing here"))).to_be_visible()
    screen.follow("Put my words back")


def test_a_draft_of_a_wish_is_offered_after_signing_in_again(opened, clock):
    shared = opened()
    wishes = Wishes(shared.page, shared.address)
    shared.leave(by_key=True).menu("Wishes and safety").follow("Write it down: wish 2")
    wishes.write({"The wish, in their own words": "To hear the sea"}).choose(
        "With whom did they agree to share it?", "Everybody who is invited"
    )
    _drafted(wishes.page)
    _come_back(wishes, clock)
    expect(wishes.main.get_by_label("The wish, in their own words")).to_have_value("To hear the sea")
    wishes.press("Write it down").saved("Written down.").reads("To hear the sea", "Shared with: everybody who is invited")
    wishes.follow("Change the words or who sees it: wish 2")
    expect(wishes.page.get_by_text("You started writing here")).to_have_count(0)


def test_a_draft_of_names_is_offered_on_the_shared_screen(opened, clock):
    shared = opened()
    shared.write({"Family": "Lee, my son\nJean"})
    _drafted(shared.page)
    _come_back(shared, clock)
    expect(shared.main.get_by_label("Family", exact=True)).to_have_value("Lee, my son\nJean")
    shared.press("Put them on the map").saved("2 on the map now.")


def test_a_draft_of_answers_about_each_person_is_offered(opened, clock):
    shared = opened()
    meetings = Meetings(shared.page, shared.address)
    shared.leave(by_key=True).menu("Meetings")
    meetings.plan({"Where?": "The library"}).follow(f"Ask {ADULT} about each person").choose("Gus Moran", "Yes, if…")
    meetings.main.get_by_role("group", name="Gus Moran").get_by_role("textbox").fill("if he is sober")
    _drafted(meetings.page)
    _come_back(meetings, clock)
    meetings.press("Write the answers down").saved("Written down.").reads("if he is sober", within=meetings.card("Gus Moran"))


def test_words_are_kept_when_escape_is_pressed_in_the_middle_of_them(opened):
    shared = opened()
    shared.write({"Family": "Lee, my s"}).escape()  # leaves the box
    shared.leave(by_key=True).back_to_shared(by_key=True)
    shared.follow("Put my words back")
    expect(shared.main.get_by_label("Family", exact=True)).to_have_value("Lee, my s")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_form_sent_into_a_locked_session_comes_back_and_is_saved_once(opened, clock, scripts):
    shared = opened(java_script_enabled=scripts)
    shared.write({"Family": "Lee, my son\nJean\nZoë <b>Okafor</b>"})
    clock.forward(minutes=61)
    shared.press("Put them on the map").is_titled(LOCKED)
    cases: Cases = SignIn(shared.page, shared.address).enter("wren")
    cases.is_titled("What you wrote is still here").reads("Lee, my son", "Zoë <b>Okafor</b>")
    cases.press("Save it now").saved("3 on the map now.")
    expect(shared.main.get_by_role("link", name="Lee", exact=True)).to_have_count(1)
    cases.go("/kept").reads("Nothing is waiting.")


def test_somebody_else_who_signs_in_there_sees_none_of_it(opened, clock):
    shared = opened(java_script_enabled=False)
    shared.write({"Family": "Lee, my son"})
    clock.forward(minutes=61)
    shared.press("Put them on the map").is_titled(LOCKED)
    SignIn(shared.page, shared.address).enter("cole").is_titled("Your cases").go("/kept").reads("Nothing is waiting.")
    assert "Lee" not in shared.source()
