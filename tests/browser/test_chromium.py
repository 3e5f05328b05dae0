"""The browser that the other tests here are given."""

import pytest
from playwright.sync_api import Error, Page


def test_the_browser_reaches_no_other_computer(page: Page):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://council.example/")


def test_the_browser_is_set_up_as_in_england(page: Page):
    assert page.evaluate("new Date(Date.UTC(2026, 6, 1, 12)).toLocaleString()") == "01/07/2026, 13:00:00"
