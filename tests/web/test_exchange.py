import base64
import html
import json
import random
import re
import zlib
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, UnreadableFileError
from netmeet.exchange.bundle import read_bundle, write_bundle
from netmeet.services.cases import OpenCase
from netmeet.store import audit
from netmeet.web.exchange import views
from netmeet.web.exchange.packing import MOST_PACKED, pack, unpack
from tests.support.given import FAMILY, GEDCOM
from tests.support.hostile import NAMES
from tests.support.make import a_case, a_member, a_tie
from tests.support.pages import words_of
from tests.support.site import hidden_fields
from tests.support.stored import a_full_case

WHOLE = write_bundle(a_full_case())
FAMILY_FILE = json.dumps(FAMILY).encode()


@pytest.fixture
def look(worker):
    """Choose a file on a page; returns the page that shows what is in it."""

    def run(path, holds, name="family.json", status=200):
        return worker.post(path, {"file": (BytesIO(holds), name)}, status=status)

    return run


@pytest.fixture
def add(worker):
    """Say yes to a page that shows what is in a file; returns where it led."""

    def run(page, path, status=303, **typed):
        worker.last = worker.client.post(path, data=hidden_fields(page, path) | typed)
        assert worker.last.status_code == status, worker.last.text
        return worker.last.headers.get("Location", worker.last.text)

    return run


def chosen(page):
    """Who is chosen as the adult."""
    found = re.search(r'<option value="([^"]*)" selected', page)
    return html.unescape(found.group(1)) if found else ""


def names(within, case_id):
    return [member.name for member in within(case_id, lambda case: case.network).members]


def test_a_family_is_shown_before_it_is_added_and_then_joins_the_map(look, add, worker, within, case_id):
    page = look(f"/cases/{case_id}/import", FAMILY_FILE)

    assert "Nothing has been added yet." in page
    assert "4 people, 1 of whom has died." in page
    assert "Rose Okafor is not added again: one person fewer is added." in page
    assert "<bdi>Ike</bdi>" in page
    assert chosen(page) == "rose"
    assert names(within, case_id) == ["Rose Okafor"]

    where = add(page, f"/cases/{case_id}/import/add", adult="rose")

    assert where == f"/cases/{case_id}/network"
    assert names(within, case_id) == ["Rose Okafor", "Ike", "Ada", "Vi"]
    assert "Added to the map." in worker.get(where)


def test_what_a_file_cannot_carry_is_shown(look, case_id):
    page = look(f"/cases/{case_id}/import", GEDCOM, "tree.ged")

    assert "What cannot be carried" in page
    assert "1 other fact" in page


def test_nobody_in_a_tree_need_be_the_adult(look, add, within, case_id):
    page = look(f"/cases/{case_id}/import", GEDCOM, "tree.ged")
    assert chosen(page) == ""

    add(page, f"/cases/{case_id}/import/add", adult="")

    assert names(within, case_id) == ["Rose Okafor", "Ann Lee", "Bo Lee"]


def test_somebody_with_the_adults_name_is_offered_as_the_adult(look, case_id):
    people = [{"id": "x", "name": "Somebody"}, {"id": "y", "name": "ROSE okafor", "birth": 1950, "role": "baker"}]

    page = look(f"/cases/{case_id}/import", json.dumps({"people": people}).encode())

    assert chosen(page) == "y"
    assert "ROSE okafor (baker, born 1950)" in page


def test_two_of_the_adults_name_leave_the_choice_to_the_worker(look, case_id):
    people = [{"id": id, "name": "Rose Okafor"} for id in "xy"]

    assert chosen(look(f"/cases/{case_id}/import", json.dumps({"people": people}).encode())) == ""


def test_somebody_who_is_not_in_the_file_cannot_be_chosen(look, add, within, case_id):
    page = look(f"/cases/{case_id}/import", FAMILY_FILE)

    assert "Nothing has been added yet." in add(page, f"/cases/{case_id}/import/add", status=400, adult="somebody else")
    assert names(within, case_id) == ["Rose Okafor"]


def test_a_second_click_adds_nobody_twice(look, add, within, case_id):
    page = look(f"/cases/{case_id}/import", FAMILY_FILE)

    first, second = (add(page, f"/cases/{case_id}/import/add", adult="rose") for _ in range(2))

    assert first == second
    assert len(names(within, case_id)) == 4


def test_of_a_whole_case_only_the_map_joins_one_that_is_there(look, add, within, case_id):
    page = look(f"/cases/{case_id}/import", WHOLE, "case.json")

    assert "they come only with a whole new case" in page
    add(page, f"/cases/{case_id}/import/add", adult="m1")
    assert names(within, case_id) == ["Rose Okafor", "Dawn", "Tom", "Rex"]


def test_a_whole_case_is_opened_from_the_first_page_and_taken_out_the_same(look, add, worker, within):
    assert "/import" in worker.get("/")
    page = look("/import", WHOLE, "case.json")
    assert 'value="NM-1"' in page
    assert "Who in the file" not in page

    where = add(page, "/import/add", reference="NM-1")
    case_id = where.split("/")[2]
    assert "Priya" in worker.get(where)
    assert "NM-1" in worker.get("/")

    page = worker.get(f"/cases/{case_id}/export")
    assert "What stays behind" in page
    token = hidden_fields(page)["csrf_token"]
    answer = worker.client.post(f"/cases/{case_id}/export", data={"csrf_token": token})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="case.json"'
    assert answer.data == WHOLE

    def noted(case: OpenCase):
        return [row.what for row in audit.of_case(case.session, case.id, 50)]

    assert within(case_id, noted).count("exported the case") == 1


def test_a_family_begins_a_new_case_about_one_of_them(look, add, worker, within):
    page = look("/import", FAMILY_FILE)
    assert chosen(page) == "rose"

    where = add(page, "/import/add", adult="ada", reference="R-9")

    assert names(within, where.split("/")[2]) == ["Ada", "Ike", "Rose Okafor", "Vi"]


def test_a_number_that_is_taken_keeps_the_file_and_what_was_typed(look, add, worker):
    add(look("/import", WHOLE), "/import/add", reference="NM-1")

    page = add(look("/import", WHOLE), "/import/add", status=400, reference="nm-1")

    assert "already has this case number" in page
    assert 'value="nm-1"' in page
    assert add(page, "/import/add", reference="NM-2").startswith("/cases/")


def test_a_new_case_is_about_somebody(look, add):
    page = look("/import", GEDCOM, "tree.ged")

    again = add(page, "/import/add", status=400, adult="")

    assert "Choose who in the file the case is about." in again
    assert hidden_fields(again, "/import/add")["packed"] == hidden_fields(page, "/import/add")["packed"]


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        (b"", "This file is empty."),
        (b"{", "Line 1, character 2: this is not JSON."),
        (b"name;born\n", "cannot tell what this file is"),
        (b'{"people": [{}]}', "every person needs an id"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_box(look, case_id, holds, says):
    for path in ("/import", f"/cases/{case_id}/import"):
        assert says in html.unescape(look(path, holds, status=400))


def test_a_file_above_the_limit_of_the_settings_is_refused(look, case_id, monkeypatch):
    monkeypatch.setattr(views, "settings", lambda: SimpleNamespace(max_upload_bytes=10_000))

    assert "larger than 10,000 bytes" in look(f"/cases/{case_id}/import", FAMILY_FILE + b" " * 10_000, status=400)
    assert "Nothing has been added yet." in look(f"/cases/{case_id}/import", FAMILY_FILE)


@pytest.mark.parametrize("path", ["/import", "CASE/import"])
def test_a_page_without_a_file_asks_for_one(worker, case_id, path):
    at = path.replace("CASE", f"/cases/{case_id}")

    assert "Choose a file." in worker.post(at, {}, status=400)
    assert "Choose a file." in worker.post(at, {"file": (BytesIO(b""), "")}, status=400)
    assert "Choose a file." in worker.post(at, {"file": "family.json"}, status=400)


@pytest.mark.parametrize("packed", ["", "%%%", "QUFB", base64.b64encode(zlib.compress(b"{}")[:-3]).decode(), pack(b" " * 3_000_000)])
def test_a_page_that_lost_its_file_asks_for_it_again(worker, case_id, packed):
    page = worker.get("/import")
    fields = hidden_fields(page) | {"packed": packed}

    for path in ("/import/add", f"/cases/{case_id}/import/add"):
        answer = worker.client.post(path, data=fields)
        assert answer.status_code == 400
        assert "Choose it again" in answer.text


def test_a_file_that_was_changed_on_its_way_is_read_and_checked_again(worker, case_id):
    fields = hidden_fields(worker.get("/import")) | {"packed": pack(b'{"people": [{"id": "a"}, {"id": "a"}]}')}

    answer = worker.client.post("/import/add", data=fields)

    assert answer.status_code == 400
    assert "is used twice" in answer.text


@pytest.mark.parametrize("path", ["/import", "CASE/import"])
def test_the_second_page_alone_leads_back_to_the_first(worker, case_id, path):
    at = path.replace("CASE", f"/cases/{case_id}")

    worker.get(f"{at}/add", status=303)

    assert worker.last.headers["Location"] == at


def test_no_name_breaks_the_page_or_the_map(look, add, within, case_id):
    people = [{"id": f"<{n}", "name": name.replace("\x00", "").replace("\ud800", "")} for n, (name, _) in enumerate(NAMES.values())]

    page = look(f"/cases/{case_id}/import", json.dumps({"people": people}).encode())

    assert "<script>alert" not in page
    assert [letters for _, letters in NAMES.values() if letters.split(" ")[0] not in html.unescape(page)] == []
    add(page, f"/cases/{case_id}/import/add", adult="")
    assert len(names(within, case_id)) == 1 + len(NAMES)


def test_strangers_find_no_such_pages(visitor, case_id):
    for username in ("tam", "cole", "ash"):
        for page in ("import", "import/add", "export"):
            visitor(username).get(f"/cases/{case_id}/{page}", status=404)


def test_a_supervisor_may_take_a_case_out_and_not_change_it(visitor, case_id):
    supervisor = visitor("sol")

    supervisor.get(f"/cases/{case_id}/export")
    supervisor.get(f"/cases/{case_id}/import", status=403)


def test_an_administrator_imports_no_case(visitor):
    visitor("ash").get("/import", status=403)


def test_the_papers_lead_here(worker, case_id):
    page = worker.get(f"/cases/{case_id}/papers")

    assert f"/cases/{case_id}/import" in page
    assert f"/cases/{case_id}/export" in page


def test_a_file_comes_back_from_its_page_as_it_was():
    for data in (b"{}", WHOLE, bytes(range(256)) * 50):
        assert unpack(pack(data), len(data)) == data


def test_a_file_that_no_page_can_carry_is_refused():
    noise = random.Random(1).randbytes(MOST_PACKED)  # noqa: S311 (not a secret)

    with pytest.raises(UnreadableFileError, match="too large to import in the browser"):
        pack(noise)


def test_no_more_is_unpacked_than_may_be():
    with pytest.raises(BadInputError):
        unpack(pack(b" " * 50_000_000), 1_000)


def test_a_large_family_is_carried_from_page_to_page(look, add, within, case_id):
    people = [{"id": f"p{n}", "name": f"Invented Person {n}", "birth": 1900 + n % 100} for n in range(1500)]

    page = look(f"/cases/{case_id}/import", json.dumps({"people": people}).encode())
    add(page, f"/cases/{case_id}/import/add", adult="")

    assert len(names(within, case_id)) == 1501


def test_an_exported_case_can_be_imported_by_somebody_else(worker, visitor, within):
    case = a_case(a_member("Rose"), a_member("Bo"), a_tie("rose", "bo"))
    colleague = visitor("cole")
    page = colleague.post("/import", {"file": (BytesIO(write_bundle(case)), "case.json")}, status=200)

    colleague.last = colleague.client.post("/import/add", data=hidden_fields(page, "/import/add") | {"reference": ""})

    assert colleague.last.status_code == 303
    assert read_bundle(write_bundle(case)).network.members[0].name in colleague.get(colleague.last.headers["Location"])


ALIKE = "You have a case of that name already."


def _bundle(name, born=None, reference=""):
    case = a_case(a_member("Winnie", id="winnie"))
    network = replace(case.network, members=(a_member(name, id=case.profile.adult_id, born=born),))
    return write_bundle(replace(case, profile=replace(case.profile, reference=reference), network=network))


def test_a_second_case_of_the_same_person_is_named_before_it_is_opened(look, add, worker):
    first = look("/import", _bundle("Winnie Haddock", PartialDate(1944, 5, 3)), "case.json")
    assert ALIKE not in first
    where = add(first, "/import/add", reference="WH-1")

    page = look("/import", _bundle(" winnie  HADDOCK", PartialDate(1944, 5, 3)), "case.json")

    assert f"{ALIKE} If it is the same person, this opens a second one. Winnie Haddock, born 3 May 1944, case number WH-1" in words_of(page)
    assert f'href="{where}"' in page
    assert ALIKE in look("/import", _bundle("Winnie Haddock"), "case.json"), "nobody knows when this one was born"
    assert ALIKE not in look("/import", _bundle("Winnie Haddock", PartialDate(1951)), "case.json")
    assert ALIKE not in look("/import", _bundle("Winnie Hadley"), "case.json")
    assert ALIKE not in look("/import", FAMILY_FILE)


def test_a_case_that_is_not_the_callers_is_never_told_of(look, add, visitor):
    add(look("/import", _bundle("Winnie Haddock"), "case.json"), "/import/add")

    page = visitor("tam").post("/import", {"file": (BytesIO(_bundle("Winnie Haddock")), "case.json")}, status=200)

    assert ALIKE not in page
