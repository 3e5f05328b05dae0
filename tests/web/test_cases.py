"""Opening a case, the adult's details, sharing; what is not yours does not exist."""

import pytest

from netmeet.domain.network import Member, Sphere, TieKind
from netmeet.services import cases, mapping, network
from netmeet.store import audit
from netmeet.web.cases.views import PAGES
from tests.support.site import COLLEAGUE, SUPERVISOR, WORKER, hidden_fields


def test_only_a_name_is_needed_to_open_a_case(worker):
    led_to = worker.post("/cases/new", {"name": "Rose Okafor"})

    assert led_to.endswith("/map")
    assert "Rose Okafor" in worker.get("/")


def test_everything_about_the_adult_is_kept_and_shown(worker):
    said = {
        "name": "Rose Okafor",
        "pronouns": "she/her",
        "gender": "woman",
        "born": "12/6/1948",
        "lives_in": "own home",
        "lives_where": "Flat 2, 9 Willow Court",
        "communication_needs": "Large print",
        "language": "Igbo",
        "interpreter": "Igbo",
        "safe_contact": "Mornings only. Never leave a message.",
        "reference": "MM-1042",
        "restricted": "y",
    }
    case_id = worker.post("/cases/new", said).split("/")[2]

    page = worker.get(f"/cases/{case_id}")

    for shown in (
        "she/her",
        "12 June 1948",
        "own home",
        "Flat 2, 9 Willow Court",
        "Large print",
        "Igbo",
        "Mornings only.",
        "MM-1042",
        "restricted",
    ):
        assert shown in page


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter the name they like to be called"),
        ("name", "x" * 301, "must be 300 characters or fewer"),
        ("born", "yesterday", "Enter a year, a month or a day"),
        ("born", "31/2/1950", "Enter a year, a month or a day"),
        ("gender", "nonsense", "Choose one of the answers"),
        ("safe_contact", "x" * 2001, "must be 2,000 characters or fewer"),
    ],
)
def test_bad_input_gets_a_sentence_and_what_was_typed_is_kept(worker, field, typed, message):
    page = worker.post("/cases/new", {"name": "Rose Okafor", "language": "Igbo", field: typed}, status=400)

    assert message in page
    assert 'value="Igbo"' in page
    assert "Rose Okafor" not in worker.get("/")


def test_a_case_number_belongs_to_one_case(worker):
    worker.post("/cases/new", {"name": "Rose Okafor", "reference": "MM-1"})

    assert "already has this case number" in worker.post("/cases/new", {"name": "Bee Ojo", "reference": "mm-1"}, status=400)


def test_a_form_sent_twice_opens_one_case(worker):
    sent = hidden_fields(worker.get("/cases/new")) | {"name": "Rose Okafor"}

    first, second = (worker.client.post("/cases/new", data=sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert worker.get("/").count("Rose Okafor") == 1


def test_unknown_and_forbidden_cases_answer_alike(case_id, visitor):
    cole = visitor("cole")

    forbidden = cole.get(f"/cases/{case_id}", status=404)
    unknown = cole.get("/cases/00000000-0000-7000-8000-00000000ffff", status=404)

    strip = lambda page: page[page.find("<main") :].split("<script")[0]  # noqa: E731 (used here only)
    assert strip(forbidden) == strip(unknown)
    assert "Rose" not in forbidden


def test_a_supervisor_may_look_and_not_change(case_id, visitor):
    sol = visitor("sol")

    assert "Rose Okafor" in sol.get(f"/cases/{case_id}")
    assert "You cannot do this" in sol.get(f"/cases/{case_id}/adult", status=403)


def test_the_supervisor_of_another_team_sees_nothing(case_id, visitor):
    visitor("tam").get(f"/cases/{case_id}", status=404)


def test_an_administrator_sees_no_case(case_id, visitor):
    visitor("ash").get(f"/cases/{case_id}", status=404)


def test_sharing_opens_a_case_and_stopping_closes_it(case_id, worker, visitor):
    cole = visitor("cole")
    worker.post(f"/cases/{case_id}/sharing", {"user_id": COLLEAGUE.id, "reason": "Covering leave"})

    assert "Rose Okafor" in cole.get(f"/cases/{case_id}")
    cole.get(f"/cases/{case_id}/map", status=403)
    assert "Covering leave" in worker.get(f"/cases/{case_id}/sharing")

    worker.post(f"/cases/{case_id}/sharing/{COLLEAGUE.id}/stop", page=f"/cases/{case_id}/sharing")
    cole.get(f"/cases/{case_id}", status=404)


def test_staff_who_stand_on_the_map_are_locked_out_whatever_their_role(case_id, within, visitor):
    sol = visitor("sol")
    sol.get(f"/cases/{case_id}")

    def put_on_the_map(case: cases.OpenCase) -> None:
        network.add_member(case, Member("", "Sol", staff_id=SUPERVISOR.id), None, TieKind.SOCIAL, "")

    within(case_id, put_on_the_map)

    sol.get(f"/cases/{case_id}", status=404)
    assert "Rose Okafor" not in sol.get("/")


def test_only_the_supervisor_lets_somebody_in_and_reads_what_that_does(case_id, worker, visitor, within):
    within(case_id, lambda case: cases.share(case, COLLEAGUE.id, may_edit=True, reason="Knows her"))
    within(case_id, lambda case: network.add_member(case, Member("", "Cole", staff_id=COLLEAGUE.id), None, TieKind.SOCIAL, ""))
    sharing = f"/cases/{case_id}/sharing"
    path = f"{sharing}/{COLLEAGUE.id}/let-in"
    assert f"{COLLEAGUE.name}, who stands on the map as Cole" in worker.get(sharing)
    assert "ask the supervisor of the case: only they can let somebody in" in worker.get(sharing)
    assert path not in worker.get(sharing)
    worker.get(path, status=403)
    worker.post(path, page=sharing, action="", status=403)
    sol, cole = visitor("sol"), visitor("cole")
    assert path in sol.get(sharing)
    assert "This lets that person in." in sol.get(path)
    cole.get(f"/cases/{case_id}", status=404)

    assert sol.post(path) == sharing

    cole.get(f"/cases/{case_id}")
    assert "Locked out" not in worker.get(sharing)
    sol.get(path, status=404)


def test_staff_who_stand_on_the_map_are_not_offered_the_case(case_id, worker, within):
    pages = [f"/cases/{case_id}/sharing", f"/cases/{case_id}/worker"]
    assert all(COLLEAGUE.id in worker.get(page) for page in pages)

    within(case_id, lambda case: network.add_member(case, Member("", "Cole", staff_id=COLLEAGUE.id), None, TieKind.SOCIAL, ""))

    assert not any(COLLEAGUE.id in worker.get(page) for page in pages)
    refused = worker.post(f"/cases/{case_id}/sharing", {"user_id": COLLEAGUE.id, "reason": "Covering leave"}, status=400)
    assert "Choose one of the answers on the list" in refused
    assert "shared with nobody else" in refused


def test_two_people_who_change_the_adult_lose_nothing(case_id, worker, within):
    page = worker.get(f"/cases/{case_id}/adult")
    within(
        case_id,
        lambda case: cases.save_profile(case, case.adult, case.profile.__class__(**{**_fields(case.profile), "language": "Yoruba"}), 1, 1),
        COLLEAGUE,
    )

    answer = worker.client.post(f"/cases/{case_id}/adult", data=hidden_fields(page) | {"name": "Rose Okafor", "language": "Igbo"})

    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text
    assert "Yoruba" in answer.text
    assert 'value="Igbo"' in answer.text

    again = hidden_fields(answer.text) | {"name": "Rose Okafor", "language": "Igbo"}
    assert worker.client.post(f"/cases/{case_id}/adult", data=again).status_code == 303


def _fields(profile):
    return {name: getattr(profile, name) for name in profile.__dataclass_fields__}


def test_a_refused_look_is_written_to_the_audit(case_id, visitor, app):
    visitor("cole").get(f"/cases/{case_id}", status=404)

    with app.extensions["netmeet"].new_db() as session:
        rows = audit.of_case(session, case_id, 10)
    assert ("refused", COLLEAGUE.id) in {(row.action, row.actor_id) for row in rows}
    assert ("change", WORKER.id) in {(row.action, row.actor_id) for row in rows}


def test_somebody_on_the_map_with_a_colleague_s_name_raises_a_question(case_id, worker, within):
    within(case_id, lambda case: mapping.add_names(case, mapping.read_names("Cole Ansah", Sphere.NEIGHBOUR)))

    assert "Is Cole Ansah the member of staff of that name?" in worker.get(f"/cases/{case_id}/network")


def test_a_case_that_is_allocated_to_somebody_else_is_theirs(case_id, worker, visitor):
    page = worker.get(f"/cases/{case_id}/worker")
    assert COLLEAGUE.name in page
    assert "Ash Cole" not in page, "an administrator holds no case"
    assert "Choose a worker" in worker.post(f"/cases/{case_id}/worker", {"worker_id": ""}, status=400)

    assert worker.post(f"/cases/{case_id}/worker", {"worker_id": COLLEAGUE.id}) == "/"

    worker.get(f"/cases/{case_id}", status=404)
    assert COLLEAGUE.name in visitor("cole").get(f"/cases/{case_id}")


def test_a_supervisor_allocates_and_of_two_the_second_is_told(case_id, visitor, within):
    sol = visitor("sol")
    page = sol.get(f"/cases/{case_id}/worker")
    within(case_id, lambda case: cases.allocate(case, COLLEAGUE.id, case.profile.version))

    answer = sol.client.post(f"/cases/{case_id}/worker", data=hidden_fields(page) | {"worker_id": WORKER.id})

    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text.split("nm-theirs")[1]
    assert sol.client.post(f"/cases/{case_id}/worker", data=hidden_fields(answer.text) | {"worker_id": WORKER.id}).status_code == 303


def test_who_opened_the_case_who_changed_it_and_who_was_refused_can_be_seen(case_id, worker, visitor):
    visitor("cole").get(f"/cases/{case_id}", status=404)
    worker.get(f"/cases/{case_id}")

    page = worker.get(f"/cases/{case_id}/history")

    for told in ("opened the case", "looked at the front page", "was refused: not their case", COLLEAGUE.name):
        assert told in page
    assert "looked at" in visitor("sol").get(f"/cases/{case_id}/history")


def test_the_history_has_a_name_for_the_pages_of_every_part(app):
    of_a_case = {rule.endpoint.split(".")[0] for rule in app.url_map.iter_rules() if "case_id" in rule.arguments}

    assert of_a_case - set(PAGES) == set()


def test_the_hint_of_a_box_stands_below_its_label_and_belongs_to_it(worker):
    page = worker.get("/cases/new")
    box = page[page.index('id="restricted"') :]

    assert box.index("Restricted case") < box.index("Shown only to the worker, their supervisor")
    assert 'aria-describedby="restricted-item-hint"' in box[: box.index("<label")]
