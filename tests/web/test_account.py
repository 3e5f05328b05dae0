"""One's own password and sign-ins, and who opened a case."""

import pytest

from tests.support.site import COLLEAGUE, PASSWORD

NEW = "four more quiet words"


def test_somebody_changes_their_own_password(visitor):
    here, there = visitor("wren"), visitor("wren")

    here.post("/account", {"current": PASSWORD, "password": NEW, "again": NEW})

    here.get("/")
    there.get("/", status=303)
    assert visitor().post("/sign-in", {"username": "wren", "password": NEW}) == "/"
    assert "do not belong together" in visitor().post("/sign-in", {"username": "wren", "password": PASSWORD}, status=400)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"current": "wrong", "password": NEW, "again": NEW}, "This is not the password you have now"),
        ({"current": PASSWORD, "password": NEW, "again": "another long one"}, "Enter the same new password twice"),
        ({"current": PASSWORD, "password": "short", "again": "short"}, "12 characters or more"),
        ({"current": PASSWORD, "password": "wren wren wren wren", "again": "wren wren wren wren"}, "harder to guess"),
        ({"current": "", "password": NEW, "again": NEW}, "Enter the password you have now"),
    ],
)
def test_a_password_that_will_not_do_gets_a_sentence_and_is_never_shown_again(visitor, typed, message):
    page = visitor("wren").post("/account", typed, status=400)

    assert message in page
    assert NEW not in page


def test_signing_out_everywhere_else_leaves_this_browser_alone(visitor):
    here, there = visitor("wren"), visitor("wren")

    here.post("/account/sign-out-elsewhere", page="/account")

    here.get("/")
    there.get("/", status=303)


def test_the_worker_sees_who_opened_the_case_and_who_was_refused(case_id, worker, visitor):
    visitor("sol").get(f"/cases/{case_id}")
    visitor("cole").get(f"/cases/{case_id}", status=404)

    page = worker.get(f"/cases/{case_id}/history")

    assert "Sol Brandt" in page
    assert "was refused" in page
    assert COLLEAGUE.name in page
