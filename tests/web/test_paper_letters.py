"""Every letter of a meeting at once, in a browser: offered where all may leave, and held back where one may not."""

import io
import re
import zipfile

import pypdf
import pytest

from netmeet.domain.meeting import Invite
from tests.support.around import Around
from tests.support.site import SUPERVISOR

AT_ONCE = ("letters.pdf", "letters-pdf.zip", "letters-docx.zip")


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def meeting(around):
    """A meeting to which Dawn and Kev come, and Sam does not."""
    made = around.plan()
    around.add("Dawn", "Kev", "Sam")
    around.decides(made, "Dawn", Invite.INVITE)
    around.decides(made, "Kev", Invite.INVITE)
    return made


@pytest.fixture
def papers(around):
    return f"{around.path}/papers"


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def pages(pdf):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_all_letters_are_offered_in_every_form_and_it_is_said_to_keep_them(worker, papers, meeting):
    page = text(worker.get(papers))

    assert "All letters at once Plain one PDF to print , all plain letters" in page
    assert "zip of Word files, all easy read letters" in page
    assert "These files hold all 3 letters: keep them to yourself, and send or hand over one letter at a time." in page


def test_they_are_not_offered_where_there_is_one_letter_only(worker, around, papers):
    around.plan()

    assert "at once" not in text(worker.get(papers))


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_zip_holds_each_letter_as_it_is_made_singly_and_nothing_else(worker, around, papers, meeting, suffix):
    answer = worker.client.get(f"{papers}/{meeting}/letters-{suffix}.zip?form=large+print")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="worker-all-invitations.zip"'
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        held = {name: file.read(name) for name in file.namelist()}
    singly = {}
    for member in (around.adult, around.ids["Dawn"], around.ids["Kev"]):
        one = worker.client.get(f"{papers}/{meeting}/{member}/letter.{suffix}?form=large+print")
        singly[re.search(r'filename="([^"]+)"', one.headers["Content-Disposition"])[1]] = one.data
    assert held == singly
    assert list(held) == sorted(held)


def test_one_pdf_holds_every_letter_as_it_is_made_singly_each_on_a_sheet_of_its_own(worker, around, papers, meeting):
    answer = worker.client.get(f"{papers}/{meeting}/letters.pdf")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="worker-all-invitations.pdf"'
    told = pages(answer.data)
    assert [place for place, page in enumerate(told) if page] == [0, 2, 4]
    assert [next(name for name in ("Rose Okafor", "Dawn", "Kev") if f"Dear {name}" in page) for page in told if page] == [
        "Rose Okafor",
        "Dawn",
        "Kev",
    ]
    readers = (around.adult, around.ids["Dawn"], around.ids["Kev"])
    singly = [worker.client.get(f"{papers}/{meeting}/{member}/letter.pdf").data for member in readers]
    assert [page for page in told if page] == [page for letter in singly for page in pages(letter)]
    assert not any("Sam" in page for page in told)
    assert "Kev" not in told[2]


@pytest.mark.parametrize("file", AT_ONCE)
def test_none_is_made_where_one_may_not_leave(worker, around, papers, meeting, file):
    around.order("Dawn")

    assert "Not made yet: one of the letters below cannot be made." in text(worker.get(papers))
    assert "/letters" not in worker.seen[-1]
    page = worker.get(f"{papers}/{meeting}/{file}?looked=yes", status=400)
    assert "keeps Dawn away from Rose Okafor" in page


@pytest.mark.parametrize("file", AT_ONCE)
def test_what_asks_to_be_looked_at_in_one_letter_asks_for_all(worker, around, papers, file):
    meeting = around.plan(purpose="Kev sends his love")
    around.add("Dawn", "Kev")
    around.decides(meeting, "Dawn", Invite.INVITE)

    assert "Look first: each link opens a page with what netmeet found in the letters" in text(worker.get(papers))
    page = worker.get(f"{papers}/{meeting}/{file}")
    assert "This file holds every letter of the meeting." in page
    assert "names Kev, who is not there with Dawn." in page
    assert "names Kev, who is not there with Rose Okafor." in page
    looked = re.search(r'name="looked" value="([0-9a-f]{64})"', page)[1]
    assert worker.client.get(f"{papers}/{meeting}/{file}?looked={looked}").data[:2] in (b"%P", b"PK")
    worker.get(f"{papers}/{meeting}/{file}?looked=yes", status=409)


@pytest.mark.parametrize("file", ["letters.odt", "letters-odt.zip", "letters.pdf?form=huge", "letters-pdf.zip?form="])
def test_other_files_of_all_letters_do_not_exist(worker, papers, meeting, file):
    worker.get(f"{papers}/{meeting}/{file}", status=404)


def test_a_supervisor_sees_that_they_are_made_by_the_worker(visitor, papers, meeting):
    sol = visitor(SUPERVISOR.username)

    assert "All letters at once Made by the allocated worker." in text(sol.get(papers))
    for file in AT_ONCE:
        sol.get(f"{papers}/{meeting}/{file}", status=403)
