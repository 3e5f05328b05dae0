"""Whoever was taken off the map, and whoever is a member of staff, on the pages where files come in and go out."""

import html
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest

from netmeet.domain.casefile import KeptCase, StaffLink, TakenOff
from netmeet.exchange.bundle import write_bundle
from tests.support.make import a_case, a_member, a_tie
from tests.support.site import hidden_fields

CASE = a_case(a_member("Rose"), a_member("Bo Invented"), a_member("Cy"), a_tie("rose", "bo-invented"), a_tie("rose", "cy"))


def a_file(*staff):
    off = TakenOff("bo-invented", datetime(2026, 3, 5, tzinfo=UTC))
    return write_bundle(KeptCase(CASE, (off,), tuple(StaffLink("cy", name) for name in staff)))


@pytest.fixture
def look(worker):
    """Choose a file for a new case; returns the page after it, as text."""

    def run(holds, status=200):
        return html.unescape(worker.post("/import", {"file": (BytesIO(holds), "case.json")}, status=status))

    return run


@pytest.fixture
def add(worker):
    """Say yes to what a file holds; returns the address of the new case."""

    def run(page):
        worker.last = worker.client.post("/import/add", data=hidden_fields(page, "/import/add") | {"reference": ""})
        return re.search(r"/cases/[0-9a-f-]{36}", worker.last.headers["Location"]).group(0)

    return run


def test_who_was_taken_off_is_counted_and_not_named_before_the_case_is_opened(look):
    page = look(a_file())

    assert "1 member taken off the map, who can be put back." in page
    assert "Bo Invented" not in page


def test_after_an_import_they_stand_only_in_the_list_of_those_who_can_be_put_back(look, add, worker):
    case = add(look(a_file()))

    page = worker.get(f"{case}/network")
    assert page.count("Bo Invented") == page[page.index("Taken off the map") :].count("Bo Invented") > 0
    for elsewhere in ("", "/map", "/drawings/genogram", "/drawings/circles", "/network/members/new"):
        assert "Rose" in (shown := worker.get(f"{case}{elsewhere}"))
        assert "Bo Invented" not in shown


def test_a_page_says_who_will_be_locked_out_and_who_has_no_account_here(look):
    assert "Cy has the account “cole” here, and cannot open this case." in look(a_file("cole"))
    assert "Cy was linked with the account “nobody.here”, which is not here" in look(a_file("nobody.here"))


def test_nobody_imports_a_case_whose_map_they_stand_on(look):
    assert "This file says that Cy is you" in look(a_file("wren"), status=400)


def test_a_page_that_was_changed_on_its_way_is_refused_as_well(look, visitor):
    page = look(a_file("cole"))
    colleague = visitor("cole")
    colleague.get("/import")

    answer = colleague.client.post("/import/add", data=hidden_fields(page, "/import/add") | {"reference": ""})

    assert answer.status_code == 400
    assert "Location" not in answer.headers
