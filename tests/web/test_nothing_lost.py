"""Nothing that somebody typed is lost, and nothing is silently dropped."""

from netmeet.domain.network import Member, TieKind
from netmeet.services import network, sign_in
from tests.support.site import SUPERVISOR, hidden_fields


def a_member(within, case_id, name="Lee"):
    return within(case_id, lambda case: network.add_member(case, Member("", name), case.profile.adult_id, TieKind.SOCIAL, "")).id


def test_a_form_sent_again_with_other_words_is_not_taken_for_a_double_click(worker, case_id):
    path = f"/cases/{case_id}/adult"
    sent = hidden_fields(worker.get(path)) | {"name": "Rose Okafor", "language": "Igbo"}
    assert worker.client.post(path, data=sent).status_code == 303

    again = worker.client.post(path, data=sent | {"language": "Yoruba"})

    assert again.status_code == 409
    assert 'value="Yoruba"' in again.text


def test_what_was_typed_about_somebody_who_was_taken_off_meanwhile_is_shown(worker, case_id, within):
    lee = a_member(within, case_id)
    path = f"/cases/{case_id}/network/members/{lee}/edit"
    sent = hidden_fields(worker.get(path)) | {"name": "Lee", "does": "Brings the shopping", "health": ""}
    within(case_id, lambda case: network.remove_member(case, lee))

    answer = worker.client.post(path, data=sent)

    assert answer.status_code == 400
    assert "What you wrote" in answer.text
    assert "Brings the shopping" in answer.text


def test_what_was_typed_into_a_form_that_is_out_of_date_is_shown(worker, case_id, clock):
    path = f"/cases/{case_id}/adult"
    sent = hidden_fields(worker.get(path)) | {"name": "Rose Okafor", "communication_needs": "Large print, please"}
    clock.forward(minutes=16)
    worker.sign_in("wren")

    answer = worker.client.post(path, data=sent)

    assert answer.status_code == 400
    assert "Large print, please" in answer.text
    assert sent["csrf_token"] not in answer.text


def test_a_password_is_never_shown_again(visitor):
    answer = visitor().client.post("/sign-in", data={"username": "wren", "password": "three quiet words"})

    assert answer.status_code == 400
    assert "three quiet words" not in answer.text


def test_a_kept_form_that_had_to_be_corrected_is_not_offered_again(worker, case_id, clock):
    path = f"/cases/{case_id}/wishes/working"
    sent = hidden_fields(worker.get(path)) | {"words": "The garden"}
    clock.forward(minutes=16)
    worker.client.post(path, data=sent)
    worker.sign_in("wren")
    kept = worker.get("/kept")
    shown = worker.client.post(path, data=hidden_fields(kept, path)).text

    corrected = worker.client.post(path, data=hidden_fields(shown) | {"words": "The garden", "working": "yes", "voice": "adult"})

    assert corrected.status_code == 303
    assert "Nothing is waiting" in worker.get("/kept")


def test_the_first_of_a_field_that_was_sent_twice_counts(worker):
    sent = hidden_fields(worker.get("/cases/new"))

    answer = worker.client.post("/cases/new", data=sent | {"name": ["", "second"]})

    assert answer.status_code == 400


def test_somebody_locked_out_by_wrong_tries_signs_in_with_a_new_password_at_once(visitor):
    somebody, ash = visitor(), visitor("ash")
    for _ in range(6):
        somebody.client.post("/sign-in", data=hidden_fields(somebody.get("/sign-in")) | {"username": "sol", "password": "wrong"})

    ash.post(f"/staff/{SUPERVISOR.id}/password", {"password": "four new quiet words"})

    assert somebody.post("/sign-in", {"username": "sol", "password": "four new quiet words"}) == "/"


def test_a_case_number_of_a_case_that_is_not_open_to_somebody_tells_them_nothing(worker, visitor):
    worker.post("/cases/new", {"name": "Rose Okafor", "reference": "MM-1"})

    visitor("cole").post("/cases/new", {"name": "Bee Ojo", "reference": "MM-1"})


def test_a_page_that_is_open_already_is_gone_to_when_somebody_is_signed_in(worker):
    worker.get("/sign-in?next=/help", status=303)

    assert worker.last.headers["Location"] == "/help"


def test_the_sentence_about_waiting_does_not_blame_the_name_alone():
    assert "from this place" in sign_in.WAIT
