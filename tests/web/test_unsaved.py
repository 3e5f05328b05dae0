"""Nothing typed is lost, nobody else reads it, and a sign-in ends when it should."""

import re
import uuid
from dataclasses import replace
from io import BytesIO

import pytest

from netmeet.domain.network import Member
from netmeet.services import unsaved
from netmeet.store import networks, staff
from netmeet.web.forms import NOT_KEPT
from tests.support.around import Around
from tests.support.pages import words_of
from tests.support.site import ADMINISTRATOR, COLLEAGUE, PASSWORD, WORKER, hidden_fields

NEW = "/cases/new"
SCREAMING = {"name": "Rose Okafor", "safe_contact": "Mornings only"}


@pytest.fixture
def cole(visitor):
    return visitor("cole")


def token_of(browser, page=NEW):
    return hidden_fields(browser.get(page))["csrf_token"]


def save_draft(browser, data, path=NEW, token=None):
    token = token or token_of(browser)
    return browser.client.post("/drafts", query_string={"path": path}, data=data, headers={"X-CSRFToken": token})


def send_while_locked(browser, clock, data=None, path=NEW):
    """Send a form after netmeet locked itself, and sign in again."""
    sent = hidden_fields(browser.get(path)) | (SCREAMING if data is None else data)
    clock.forward(minutes=16)
    answer = browser.client.post(path, data=sent)
    assert answer.headers["Location"] == "/sign-in"
    browser.sign_in("wren")


def kept_forms(page):
    """The kept forms on a page: what each shows."""
    return [re.findall(r'__value nm-words">([^<]*)<', card) for card in page.split("nm-card")[1:]]


# ---------------------------------------------------------------- drafts


def test_a_draft_is_its_writer_s_alone(worker, cole):
    assert save_draft(worker, SCREAMING).status_code == 204

    assert "Put my words back" not in cole.get(NEW)
    assert "Rose" not in cole.get(f"{NEW}?draft=use")
    assert "Mornings only" in worker.get(f"{NEW}?draft=use")


def test_a_draft_can_be_left_alone(worker):
    save_draft(worker, SCREAMING)

    page = worker.get(f"{NEW}?draft=perhaps")

    assert "Mornings only" not in page
    assert "Put my words back" in page


@pytest.mark.parametrize("path", ["", "/a b", "https://elsewhere.example/", "//elsewhere.example/", "/" + "x" * 300])
def test_only_pages_of_netmeet_have_drafts(worker, path):
    assert save_draft(worker, SCREAMING, path).status_code == 400


def test_nobody_leaves_a_draft_without_having_signed_in(visitor):
    somebody = visitor()

    assert save_draft(somebody, SCREAMING, token=token_of(somebody, "/sign-in")).status_code == 403


def test_a_draft_needs_the_token_of_its_page(worker):
    assert worker.client.post("/drafts", query_string={"path": NEW}, data=SCREAMING).status_code == 400


def test_pages_and_services_agree_on_what_is_never_stored(worker):
    assert unsaved._SECRET == NOT_KEPT
    save_draft(worker, dict.fromkeys(NOT_KEPT, "secret") | {"name": "Rose"})

    assert "secret" not in worker.get(f"{NEW}?draft=use")


# ---------------------------------------------------------------- forms that a locked session kept


def test_nobody_reads_saves_or_throws_away_what_somebody_else_wrote(worker, cole, clock):
    send_while_locked(worker, clock)
    kept = hidden_fields(worker.get("/kept"), NEW)
    cole.sign_in("cole")

    assert "Nothing is waiting" in cole.get("/kept")
    assert "Something you wrote was kept" not in cole.get("/")
    token = token_of(cole)
    assert cole.client.post(f"/kept/{kept['kept']}/drop", data={"csrf_token": token}).status_code == 404
    stolen = kept | {"csrf_token": token, "name": "Stolen", "form_key": "0" * 32}
    assert cole.client.post(NEW, data=stolen).status_code == 404
    assert "Stolen" not in cole.get("/")
    assert kept_forms(worker.get("/kept")) == [["Rose Okafor", "Mornings only"]]


def test_what_was_kept_is_pointed_out_until_it_is_saved_or_thrown_away(worker, clock):
    send_while_locked(worker, clock)
    assert worker.last.headers["Location"] == "/kept"
    assert "Something you wrote was kept" in worker.get("/")
    kept = hidden_fields(worker.get("/kept"), NEW)

    assert worker.post(f"/kept/{kept['kept']}/drop", page="/kept") == "/kept"

    assert "Nothing is waiting" in worker.get("/kept")
    assert "Something you wrote was kept" not in worker.get("/")
    assert worker.client.post(f"/kept/{kept['kept']}/drop", data={"csrf_token": kept["csrf_token"]}).status_code == 404


@pytest.mark.parametrize(
    ("to", "part"),
    [
        ("/cases/{}/wishes/1", "For: Wishes and safety"),
        ("/cases/{}/advocate/new", "For: whether an advocate is needed"),
        ("/cases/{}/no-such-page", ""),
        (NEW, ""),
    ],
)
def test_what_was_kept_says_which_part_of_a_case_it_is_for(worker, within, case_id, clock, to, part):
    sent = (("words", "A cup of tea"),)
    within(case_id, lambda case: unsaved.keep_post(case.session, WORKER.id, to.format(case_id), sent, clock()))

    page = words_of(worker.get("/kept"))

    assert "A cup of tea" in page
    assert part in page
    assert ("For:" in page) == bool(part)


def test_what_was_kept_is_saved_once_even_when_it_had_been_saved_before(worker, clock):
    sent = hidden_fields(worker.get(NEW)) | SCREAMING
    worker.client.post(NEW, data=sent)
    clock.forward(minutes=16)
    worker.client.post(NEW, data=sent)
    worker.sign_in("wren")

    kept = hidden_fields(worker.get("/kept"), NEW)
    for _ in range(2):
        assert worker.client.post(NEW, data=kept).status_code == 303

    assert worker.get("/").count("Rose Okafor") == 1
    assert "Nothing is waiting" in worker.get("/kept")


def test_answers_about_250_people_sent_while_locked_all_come_back(worker, clock, within, case_id):
    around = Around(within, case_id)
    people = [Member(str(uuid.UUID(int=place)), f"Person {place}") for place in range(1, 251)]
    around(lambda case: networks.add_members(case.session, case.id, people, case.actor, case.at))
    path = f"{around.path}/meetings/{around.plan()}/ask"
    typed = hidden_fields(worker.get(path))
    for member in people:
        typed |= {f"says-{member.id}": "yes, if", f"words-{member.id}": f"if {member.name} is well"}
    send_while_locked(worker, clock, typed, path)

    worker.client.post(path, data=hidden_fields(worker.get("/kept"), path))

    assert len(around.meeting(path.split("/")[-2]).invitations) == 250


def test_a_kept_form_that_cannot_be_saved_stays_kept_and_is_shown_with_its_reason(worker, clock):
    send_while_locked(worker, clock, SCREAMING | {"born": "yesterday"})

    answer = worker.client.post(NEW, data=hidden_fields(worker.get("/kept"), NEW))

    assert answer.status_code == 400
    assert "Enter a year, a month or a day" in answer.text
    assert "Mornings only" in answer.text
    assert kept_forms(worker.get("/kept")) == [["Rose Okafor", "Mornings only", "yesterday"]]


def test_a_button_pressed_while_locked_is_kept_and_said_to_be_one(worker, clock, case_id):
    sharing = f"/cases/{case_id}/sharing"
    worker.post(sharing, {"user_id": COLLEAGUE.id, "reason": "Leave"})
    stop = f"{sharing}/{COLLEAGUE.id}/stop"
    sent = hidden_fields(worker.get(sharing), stop)
    clock.forward(minutes=16)
    worker.client.post(stop, data=sent)
    worker.sign_in("wren")

    assert "Nothing was typed: a button was pressed" in worker.get("/kept")
    assert COLLEAGUE.name in worker.get(sharing)


@pytest.mark.parametrize("more", [{}, {"title": "From the hospital"}])
def test_a_file_sent_while_locked_has_to_be_chosen_again_and_that_is_said(worker, clock, more):
    opened = hidden_fields(worker.get("/import"))
    clock.forward(minutes=16)
    worker.client.post("/import", data=opened | more | {"file": (BytesIO(b"0 HEAD"), "family.ged")}, content_type="multipart/form-data")
    worker.sign_in("wren")

    page = worker.get("/kept")

    assert "The file that you chose was not kept. Open the page and choose the file again" in words_of(page)
    assert 'href="/import"' in page
    assert "family.ged" not in page
    assert "Nothing was typed" not in page
    assert "Save it now" not in page
    assert ("Go on with what you wrote" in page) == bool(more)


def test_passwords_sent_while_locked_have_to_be_entered_again_and_that_is_said(worker, clock):
    opened = hidden_fields(worker.get("/account"))
    clock.forward(minutes=16)
    worker.client.post(
        "/account", data=opened | {"current": PASSWORD, "password": "four more quiet words", "again": "four more quiet words"}
    )
    worker.sign_in("wren")

    page = worker.get("/kept")

    assert "Passwords are not kept. Open the page and enter them again" in words_of(page)
    assert 'href="/account"' in page
    for absent in ("Nothing was typed", "Save it now", "Go on with", "Read it through", "quiet words"):
        assert absent not in page


def test_what_was_typed_beside_a_password_is_gone_on_with(visitor, clock):
    ash = visitor("ash")
    opened = hidden_fields(ash.get("/staff/new"))
    clock.forward(minutes=16)
    ash.client.post("/staff/new", data=opened | {"name": "Priya Shah", "username": "p.shah", "password": "four more quiet words"})
    ash.sign_in("ash")
    page = ash.get("/kept")
    assert "Priya Shah" in page
    assert "Go on with what you wrote" in page

    answer = ash.client.post("/staff/new", data=hidden_fields(page, "/staff/new"))

    assert answer.status_code == 400
    assert 'value="Priya Shah"' in answer.text


def test_what_nobody_typed_leaves_nothing_behind(worker, clock):
    clock.forward(minutes=16)
    worker.client.post(NEW)
    worker.sign_in("wren")

    assert worker.last.headers["Location"] == "/"


def test_somebody_else_who_signs_in_on_a_locked_screen_gets_none_of_it(worker, clock):
    sent = hidden_fields(worker.get(NEW)) | SCREAMING
    clock.forward(minutes=16)
    worker.client.post(NEW, data=sent)

    assert worker.sign_in("cole").last.headers["Location"] == "/"

    assert "Rose" not in worker.get("/kept")
    worker.post("/sign-out")
    worker.sign_in("wren")
    assert kept_forms(worker.get("/kept")) == [["Rose Okafor", "Mornings only"]]


# ---------------------------------------------------------------- how long a sign-in lasts


def test_a_sign_in_that_is_used_lasts_a_working_day_and_no_longer(worker, clock):
    for _ in range(47):
        clock.forward(minutes=10)
        worker.get("/help")
    worker.get("/")

    clock.forward(minutes=11)

    worker.get("/", status=303)
    assert "netmeet has locked itself" in worker.get("/sign-in")
    assert 'value="wren"' in worker.seen[-1]


def test_a_locked_screen_shows_nothing_of_a_case_and_leads_back_to_it(worker, clock, case_id):
    clock.forward(minutes=16)

    worker.get(f"/cases/{case_id}", status=303)

    to = worker.last.headers["Location"]
    assert to == f"/sign-in?next=/cases/{case_id}"
    assert "Rose" not in worker.get(to)
    assert worker.post(to, {"username": "wren", "password": PASSWORD}) == f"/cases/{case_id}"


def test_a_closed_account_is_out_at_once(worker, app, clock):
    with app.extensions["netmeet"].new_db() as session:
        version = next(account.version for account in staff.users(session) if account.actor.id == WORKER.id)
        staff.save_user(session, replace(WORKER, active=False), version, ADMINISTRATOR, clock())
        session.commit()

    worker.get("/", status=303)
    assert "do not belong together" in worker.post("/sign-in", {"username": "wren", "password": PASSWORD}, status=400)


def test_whoever_is_signed_in_is_not_asked_again(worker):
    worker.get("/sign-in", status=303)
    assert worker.last.headers["Location"] == "/"


def test_signing_out_asks_once_and_clears_what_the_browser_kept(worker, visitor):
    assert "Sign out" in worker.get("/sign-out")
    worker.get("/")

    worker.post("/sign-out")

    assert worker.last.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert re.search(r"netmeet=;", worker.last.headers["Set-Cookie"])
    assert visitor().post("/sign-out", page="/sign-in", action="") == "/sign-in", "nobody signed in can sign out as well"
