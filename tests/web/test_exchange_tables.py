"""Tables from a spreadsheet, and the map as a file for another program."""

import html
import json
import re
from io import BytesIO
from types import SimpleNamespace

import gedcom7
import pytest

from netmeet.exchange.csv_columns import MEMBERS, TIES, headings
from netmeet.exchange.csv_text import read_table
from netmeet.exchange.imported import PEOPLE_LIMIT
from netmeet.exchange.schema import schema
from netmeet.store import audit
from netmeet.web.exchange import packing, sheets
from tests.support.hostile import NAMES
from tests.support.site import hidden_fields

MEMBERS_FILE = b"Naam,Relationship,DOB\r\nKev,son,1975\r\nVi,neighbour,\r\n"
TIES_FILE = b"From,To,In words\r\nRose Okafor,Kev,son\r\nKev,Vi,cuts her hedge\r\n"


@pytest.fixture
def look(worker, case_id):
    """Choose tables; returns the page that shows what they hold."""

    def run(members=None, ties=None, status=200):
        files = {"members": members, "ties": ties}
        sent = {name: (BytesIO(data), f"{name}.csv") for name, data in files.items() if data is not None}
        return html.unescape(worker.post(f"/cases/{case_id}/import/table", sent, status=status))

    return run


@pytest.fixture
def send(worker, case_id):
    """Send the second page; returns where it led, or the page again."""

    def run(page, do="add", status=303, **typed):
        path = f"/cases/{case_id}/import/table/add"
        worker.last = worker.client.post(path, data=chosen(page) | hidden_fields(page, path) | {"do": do} | typed)
        assert worker.last.status_code == status, worker.last.text
        return worker.last.headers.get("Location") or html.unescape(worker.last.text)

    return run


def chosen(page):
    """What a browser would send of the lists and buttons as they stand."""
    lists = re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    picked = {name: re.search(r'<option value="([^"]*)" selected', options) for name, options in lists}
    boxes = re.findall(r'<input[^>]*name="(\w+)"[^>]*type="(?:radio|checkbox)"[^>]*value="([^"]*)"[^>]* checked', page)
    return {name: found[1] if found else "" for name, found in picked.items()} | dict(boxes)


@pytest.fixture
def names(within, case_id):
    return lambda: [member.name for member in within(case_id, lambda case: case.network).members]


def columns(page):
    return {name: value for name, value in chosen(page).items() if re.fullmatch(r"(members|ties)_\d+", name)}


def test_columns_are_shown_and_may_be_changed_before_anything_is_added(look, send, worker, names, within, case_id):
    page = look(MEMBERS_FILE, status=400)

    assert "Nothing has been added yet." in page
    assert "Say which column holds the name." in page
    assert "Add to the map" not in page
    assert columns(page) == {"members_0": "", "members_1": "does", "members_2": "born"}
    assert "Kev · Vi" in re.sub(r"</?bdi>", "", page)

    page = send(page, "look", 200, members_0="name")
    assert "2 members." in page
    assert "1 couple or family." in page
    assert names() == ["Rose Okafor"]

    where = send(page)
    assert where == f"/cases/{case_id}/network"
    assert names() == ["Rose Okafor", "Kev", "Vi"]
    assert "Added to the map." in worker.get(where)
    network = within(case_id, lambda case: case.network)
    assert [union.children[0].member for union in network.unions] == [network.members[1].id]


def test_ties_come_with_their_members_or_alone(look, send, within, case_id):
    page = look(MEMBERS_FILE.replace(b"Naam", b"Name"), TIES_FILE)
    assert "2 ties." in page
    send(page)

    page = look(None, b"From,To,Kind\r\nVi,Rose Okafor,social\r\n")
    assert "Who in the file" not in page
    assert "1 tie." in page
    send(page)

    ties = within(case_id, lambda case: case.network).ties
    assert [tie.label for tie in ties] == ["son", "cuts her hedge", ""]


def test_columns_that_were_changed_are_looked_at_before_they_are_added(look, send, names):
    page = look(b"Name,Nickname\r\nKev,Kevvy\r\n")

    again = send(page, status=400, members_0="", members_1="name")
    assert "You chose something else. Look at what will be added now, then add it." in again
    assert "Kevvy" in again
    assert names() == ["Rose Okafor"]

    send(again)
    assert names() == ["Rose Okafor", "Kevvy"]


def test_every_problem_is_named_with_its_row_and_the_files_stay(look, send):
    page = look(b"Name,Born\r\nKev,12-Jun-50\r\n,1950\r\n", status=400)

    assert "Row 2, Born: “12-Jun-50” is no date." in page
    assert "Row 3, Name: there is no name here." in page
    again = send(page, "add", 400)
    assert "Row 2, Born" in again
    assert "Add to the map" not in again


def test_what_cannot_be_carried_is_shown(look):
    page = look(b"Name,NHS number,Gender\r\nKev,1,robot\r\n")

    assert "What cannot be carried" in page
    assert "The column “NHS number”." in page
    assert "Gender: netmeet has no place for “robot” (1 row)." in page


def test_people_of_the_same_name_are_the_same_unless_somebody_says_otherwise(look, send, names):
    page = look(b"Name\r\nrose okafor\r\nKev\r\n")
    assert "1 person in the file is on the map already" in page
    send(page)

    page = look(b"Name\r\nKev\r\nBo\r\n")
    again = send(page, status=400, same="others")
    assert "2 members." in again
    send(again)

    assert names() == ["Rose Okafor", "Kev", "Kev", "Bo"]


def test_a_table_of_too_many_people_says_so(look):
    many = b"Name\r\n" + b"x\r\n" * (PEOPLE_LIMIT + 1)

    assert "There are 2,001 people in this file" in look(many, status=400)


def test_a_second_click_adds_nobody_twice(look, send, names):
    page = look(b"Name\r\nKev\r\n")

    assert send(page) == send(page)
    assert names() == ["Rose Okafor", "Kev"]


def test_somebody_who_is_not_in_the_file_cannot_be_the_adult(look, send, names):
    page = look(b"Name\r\nKev\r\n")

    assert "Choose one of the answers on the list" in send(page, status=400, adult="somebody else")
    assert "Choose one of the answers on the list" in send(page, "look", 400, same="perhaps")
    assert names() == ["Rose Okafor"]


def test_a_map_that_would_get_too_large_says_so(look):
    many = b"Name\r\n" + b"".join(b"Person %d\r\n" % number for number in range(PEOPLE_LIMIT))

    assert "the map would have more than 2,000 members" in look(many, status=400)


@pytest.mark.parametrize(
    ("members", "ties", "says"),
    [
        (b"", b"", "Choose a file."),
        (b"PK\x03\x04", None, "This is a workbook, not a CSV file."),
        (None, b'From,To\r\n"Rose', "the quotes in this row do not match"),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_its_box(look, members, ties, says):
    page = look(members, ties, status=400)

    assert says in page
    assert f'href="#{"ties" if ties and members is None else "members"}"' in page


def test_a_file_above_the_limit_of_the_settings_is_refused(look, monkeypatch):
    monkeypatch.setattr(sheets, "settings", lambda: SimpleNamespace(max_upload_bytes=10_000))

    assert "larger than 10,000 bytes" in look(MEMBERS_FILE + b" " * 10_000, status=400)
    assert "Nothing has been added yet." in look(MEMBERS_FILE, TIES_FILE, status=400)


def test_a_page_without_a_file_asks_for_one(worker, case_id):
    assert "Choose a file." in worker.post(f"/cases/{case_id}/import/table", {}, status=400)


@pytest.mark.parametrize("packed", ["", "%%%", packing.pack(b"no number"), packing.pack(b"5\n" + b'"')])
def test_a_page_that_lost_its_files_never_breaks(worker, case_id, packed):
    fields = hidden_fields(worker.get(f"/cases/{case_id}/import/table")) | {"packed": packed, "do": "add"}

    answer = worker.client.post(f"/cases/{case_id}/import/table/add", data=fields)

    assert answer.status_code == 400


def test_the_second_page_alone_leads_back_to_the_first(worker, case_id):
    worker.get(f"/cases/{case_id}/import/table/add", status=303)

    assert worker.last.headers["Location"] == f"/cases/{case_id}/import/table"


def test_no_name_breaks_the_pages(look, send, worker, names):
    some = [" ".join(letters.split()) for _, letters in NAMES.values() if letters]
    page = look(b"Name\r\n" + "\r\n".join('"' + name.replace('"', '""') + '"' for name in some).encode())

    send(page, "look", 200)
    assert "<script>alert" not in worker.last.text
    send(page)
    assert names()[1:] == some


@pytest.mark.parametrize(("kind", "those"), [("members", MEMBERS), ("ties", TIES)])
def test_a_template_is_an_empty_table_with_its_headings(worker, case_id, kind, those):
    page = worker.get(f"/cases/{case_id}/import/table")
    assert all(html.escape(column.holds) in page for column in those)
    assert f"/cases/{case_id}/import/table/{kind}.csv" in page

    answer = worker.client.get(f"/cases/{case_id}/import/table/{kind}.csv")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kind}.csv"'
    assert read_table(answer.data).header == headings(those)


# ---------------------------------------------------------------- the map as a file


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        ("members", "members.csv", b'\xef\xbb\xbf"Number","Name"'),
        ("ties", "ties.csv", b'\xef\xbb\xbf"From number"'),
        ("gedcom", "family.ged", b"\xef\xbb\xbf0 HEAD"),
        ("graphml", "map.graphml", b"<?xml"),
        ("dot", "map.dot", b"digraph"),
    ],
)
def test_the_map_is_taken_as_a_file_after_saying_what_stays_behind(worker, within, case_id, form, name, begins):
    page = worker.get(f"/cases/{case_id}/export/map")
    assert "These files are for you" in page
    assert page.count("What stays behind") == 5
    assert '<ul class="govuk-list govuk-list--bullet"></ul>' not in page

    path = f"/cases/{case_id}/export/map/{form}"
    answer = worker.client.post(path, data={"csrf_token": hidden_fields(page, path)["csrf_token"]})

    assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, f'attachment; filename="{name}"')
    assert answer.data.startswith(begins)
    noted = within(case_id, lambda case: audit.of_case(case.session, case.id, 50))
    assert [(row.what, list(row.details)) for row in noted if row.what == "exported the map"] == [("exported the map", [form])]


def test_a_family_tree_that_was_taken_can_be_brought_in_again(worker, case_id):
    token = hidden_fields(worker.get(f"/cases/{case_id}/export/map"), f"/cases/{case_id}/export/map/gedcom")["csrf_token"]
    data = worker.client.post(f"/cases/{case_id}/export/map/gedcom", data={"csrf_token": token}).data

    assert gedcom7.validate(gedcom7.loads(data.decode())) == []
    assert "1 person" in worker.post("/import", {"file": (BytesIO(data), "family.ged")}, status=200)


def test_only_its_own_formats_are_there(worker, case_id):
    assert worker.client.post(f"/cases/{case_id}/export/map/xlsx").status_code in (400, 404)
    assert worker.client.get(f"/cases/{case_id}/export/map/dot").status_code == 405


def test_who_may_take_a_map_and_who_may_bring_tables(visitor, case_id):
    sol = visitor("sol")
    sol.get(f"/cases/{case_id}/export/map")
    sol.get(f"/cases/{case_id}/import/table", status=403)
    for username in ("tam", "cole", "ash"):
        for page in ("export/map", "import/table", "import/table/members.csv"):
            visitor(username).get(f"/cases/{case_id}/{page}", status=404)


def test_the_schema_is_published(worker):
    assert json.loads(worker.get("/bundle.schema.json")) == schema()


def test_the_papers_lead_here(worker, case_id):
    page = worker.get(f"/cases/{case_id}/papers")

    assert f"/cases/{case_id}/import/table" in page
    assert f"/cases/{case_id}/export/map" in page
