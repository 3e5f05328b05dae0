"""Signing in, locking, and nothing typed being lost."""

import re

import pytest

from tests.support.site import PASSWORD, hidden_fields


def test_nobody_sees_a_page_before_signing_in(visitor):
    somebody = visitor()

    somebody.get("/", status=303)

    assert somebody.last.headers["Location"] == "/sign-in?next=/"


def test_a_practitioner_signs_in_and_sees_their_cases(visitor):
    page = visitor("wren").get("/")

    assert "<h1" in page
    assert "Your cases" in page
    assert "Open a case" in page


@pytest.mark.parametrize(("username", "password"), [("wren", "wrong"), ("nobody", PASSWORD), ("wren", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(visitor, username, password):
    page = visitor().post("/sign-in", {"username": username, "password": password}, status=400)

    assert ("do not belong together" in page) == bool(password)
    assert f'value="{username}"' in page


def test_after_ten_wrong_tries_even_the_right_password_waits(visitor, clock):
    somebody = visitor()
    for _ in range(10):
        clock.forward(minutes=1)
        somebody.post("/sign-in", {"username": "wren", "password": "wrong"}, status=400)

    assert "Too many wrong tries" in somebody.post("/sign-in", {"username": "wren", "password": PASSWORD}, status=400)

    clock.forward(minutes=16)
    somebody.sign_in("wren")


def test_signing_in_changes_the_token(visitor):
    somebody = visitor()
    somebody.get("/sign-in")
    before = somebody.client.get_cookie("netmeet").value

    somebody.sign_in("wren")

    assert somebody.client.get_cookie("netmeet").value != before


@pytest.mark.parametrize("place", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])
def test_signing_in_only_ever_leads_to_a_page_of_netmeet(visitor, place):
    assert visitor().post(f"/sign-in?next={place}", {"username": "wren", "password": PASSWORD}) == "/"


def test_signing_out_ends_the_session_on_the_server(visitor):
    somebody = visitor("wren")
    token = somebody.client.get_cookie("netmeet").value

    somebody.post("/sign-out")
    somebody.client.set_cookie("netmeet", token)

    somebody.get("/", status=303)


def test_an_idle_session_locks_and_what_was_sent_comes_back_after_signing_in(worker, clock):
    page = worker.get("/cases/new")
    clock.forward(minutes=16)
    answer = worker.client.post(
        "/cases/new", data=hidden_fields(page) | {"name": "Rose Okafor", "communication_needs": "Large print, please"}
    )
    assert answer.headers["Location"] == "/sign-in"
    assert "netmeet has locked itself" in worker.get("/sign-in")

    assert worker.post("/sign-in", {"username": "wren", "password": PASSWORD}) == "/kept"
    kept = worker.get("/kept")
    assert "Large print, please" in kept

    led_to = worker.post("/cases/new", hidden_fields(kept, "/cases/new"), page="/kept")
    assert "Large print, please" in worker.get("/".join(led_to.split("/")[:3]))
    assert "Nothing is waiting" in worker.get("/kept")


def test_a_draft_is_kept_while_somebody_types_and_offered_again(worker):
    token = hidden_fields(worker.get("/cases/new"))["csrf_token"]

    saved = worker.client.post(
        "/drafts?path=/cases/new", data={"name": "Rose Okafor", "password": "secret"}, headers={"X-CSRFToken": token}
    )

    assert saved.status_code == 204
    assert "Put my words back" in worker.get("/cases/new")
    page = worker.get("/cases/new?draft=use")
    assert 'value="Rose Okafor"' in page
    assert "secret" not in page


def test_a_draft_is_gone_once_the_form_was_saved(worker):
    token = hidden_fields(worker.get("/cases/new"))["csrf_token"]
    worker.client.post("/drafts?path=/cases/new", data={"name": "Rose"}, headers={"X-CSRFToken": token})

    worker.post("/cases/new", {"name": "Rose Okafor"})

    assert "Put my words back" not in worker.get("/cases/new")


def test_a_draft_is_kept_even_when_netmeet_has_locked_itself(worker, clock):
    token = hidden_fields(worker.get("/cases/new"))["csrf_token"]
    clock.forward(minutes=20)

    assert worker.client.post("/drafts?path=/cases/new", data={"name": "Rose"}, headers={"X-CSRFToken": token}).status_code == 204

    worker.sign_in("wren")
    assert "Put my words back" in worker.get("/cases/new")


@pytest.mark.parametrize(("ago", "locked"), [("", True), ("nonsense", True), ("-5", True), ("9" * 30, True), ("60", False)])
def test_a_draft_counts_as_use_at_the_moment_of_the_last_key_and_no_later(worker, clock, ago, locked):
    token = hidden_fields(worker.get("/cases/new"))["csrf_token"]
    clock.forward(minutes=10)
    worker.client.post(f"/drafts?path=/cases/new&ago={ago}", data={"name": "Rose"}, headers={"X-CSRFToken": token})
    clock.forward(minutes=14)

    worker.get("/cases/new", status=303 if locked else 200)
    clock.forward(seconds=61)
    worker.get("/cases/new", status=303 if locked else 200)  # the look before was use too


def test_a_page_that_nobody_touches_locks_the_session_at_once(worker, visitor):
    token = re.search(r'data-lock="([^"]+)"', worker.get("/cases/new"))[1]
    assert worker.client.post("/lock").status_code == 400, "nobody else's page can"
    worker.get("/cases/new")

    for _ in range(2):
        assert worker.client.post("/lock", headers={"X-CSRFToken": token}).status_code == 204

    worker.get("/cases/new", status=303)
    assert "netmeet has locked itself" in worker.get("/sign-in")
    assert "data-lock" not in worker.seen[-1]
    worker.sign_in("wren").get("/cases/new")

    nobody = visitor()
    token = hidden_fields(nobody.get("/sign-in"))["csrf_token"]
    assert nobody.client.post("/lock", headers={"X-CSRFToken": token}).status_code == 204
    nobody.sign_in("wren").get("/")


def test_a_form_without_its_token_changes_nothing(worker):
    answer = worker.client.post("/cases/new", data={"name": "Rose Okafor"})

    assert answer.status_code == 400
    assert "out of date" in answer.text
    assert "Rose" not in worker.get("/")
