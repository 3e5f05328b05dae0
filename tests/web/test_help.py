"""Help, the accessibility statement, and "Is anyone in danger today?": one step from every page, signed in or not."""

import pytest

from netmeet.config import load_settings
from tests.support.pages import links, words_of

PUBLIC = {"/help": "Help", "/accessibility": "Accessibility statement", "/danger": "Is anyone in danger today?"}


@pytest.mark.parametrize(("path", "title"), PUBLIC.items())
@pytest.mark.parametrize("username", ["", "wren", "ash"])
def test_anybody_can_read_it(visitor, path, title, username):
    page = visitor(username).get(path)

    assert words_of(page, "h1") == title
    assert words_of(page, "title") == f"{title} – netmeet"


def test_help_tells_the_first_ten_minutes_what_happens_and_the_words(visitor):
    words = words_of(visitor().get("/help"))

    for shown in (
        "The first ten minutes",
        "What was said is never overwritten.",
        "After 15 minutes",
        "the family drawing, three generations or more",
    ):
        assert shown in words


def test_the_way_to_help_in_danger_is_one_step_from_every_page(worker, case_id):
    for path in ("/", f"/cases/{case_id}", f"/cases/{case_id}/network", f"/cases/{case_id}/risk", "/help"):
        assert "/danger" in links(worker.get(path), "/danger"), path
    page = worker.get(f"/cases/{case_id}/map")
    assert "/danger" in links(page, "/danger")
    assert "Urgent help" in words_of(page, "body")
    assert "danger" not in words_of(page, "body").lower()


def test_in_danger_a_page_says_what_to_do_now(visitor):
    words = words_of(visitor().get("/danger"))

    for shown in ("telephone 999", "press 55", "Tell your supervisor today.", "Your council has not put its numbers here yet."):
        assert shown in words


class TestOfACouncilWithNumbers:
    """A council that set its own numbers."""

    @pytest.fixture
    def settings(self, tmp_path):
        numbers = "Safeguarding desk (day): 01632 960001; Out of hours team: 01632 960002"
        return load_settings({"NETMEET_DATA": str(tmp_path), "NETMEET_DANGER_NUMBERS": numbers})

    def test_its_own_numbers_stand_on_the_page(self, visitor):
        words = words_of(visitor().get("/danger"))

        assert "Safeguarding desk (day) 01632 960001" in words
        assert "Out of hours team 01632 960002" in words
        assert "has not put its numbers here" not in words


class TestTheAccessibilityStatement:
    """It has the parts that the regulations ask for, and says what is not accessible."""

    def test_it_says_how_accessible_what_is_not_who_enforces_and_when_it_was_tested(self, visitor):
        words = words_of(visitor().get("/accessibility"))

        for shown in (
            "as Midmere Council runs it",
            "partially compliant with the Web Content Accessibility Guidelines 2.2, level AA",
            "After 15 minutes without a touch netmeet locks itself.",
            "Tell the person who runs netmeet for Midmere Council.",
            "The Equality and Human Rights Commission (EHRC) enforces",
            "netmeet was last tested on 22 November 2026",
        ):
            assert shown in words

    def test_every_page_leads_to_it(self, worker, case_id):
        for path in ("/", f"/cases/{case_id}", f"/cases/{case_id}/map", "/danger"):
            assert links(worker.get(path), "/accessibility"), path


class TestOfACouncilWithAContact:
    """A council that says whom to tell."""

    @pytest.fixture
    def settings(self, tmp_path):
        contact = "Dee Marsh, 01632 960003, access@midmere.example"
        return load_settings({"NETMEET_DATA": str(tmp_path), "NETMEET_ACCESSIBILITY_CONTACT": contact})

    def test_the_statement_says_whom_to_tell(self, visitor):
        words = words_of(visitor().get("/accessibility"))

        assert "Tell Dee Marsh, 01632 960003, access@midmere.example." in words
        assert "as your council runs it" in words


def test_what_happens_to_what_is_written_is_told_under_every_form(worker, case_id):
    for path in ("/cases/new", f"/cases/{case_id}/adult", f"/cases/{case_id}/map", f"/cases/{case_id}/wishes/1"):
        page = worker.get(path)
        foot = words_of(page, "footer")
        assert "What happens to what I write? It stays with the council." in foot, path
        assert "/help" in links(page, "/help"), path
