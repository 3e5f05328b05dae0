"""The page for supervision, the notes that come of it, and cover for absence: what each reads, and who reads nothing."""

import re
from datetime import timedelta

import pytest
from markupsafe import escape

from netmeet.domain.outcomes import Wish
from netmeet.domain.readings import Voice, Wants, WantsAnswer
from netmeet.services import cases, outcomes, readings
from netmeet.services.readings import Said
from tests.support.around import Around
from tests.support.site import ADMINISTRATOR, COLLEAGUE, STRANGER, SUPERVISOR, WORKER


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def sol(visitor):
    """The browser of the worker's supervisor."""
    return visitor("sol")


@pytest.fixture
def screen(case_id):
    return f"/cases/{case_id}/supervision"


def words(page):
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))


def a_note(sol, screen, **fields):
    return sol.post(f"{screen}/note", {"held_on": "2026-11-22", "note": "Talked about Kev", "decision": "Ask Rose alone"} | fields)


def covering(sol, case_id, **fields):
    typed = {"user_id": COLLEAGUE.id, "starts": "2026-11-22", "until": "2026-12-04", "reason": "Leave"} | fields
    return sol.post(f"/cases/{case_id}/cover", typed)


# ---------------------------------------------------------------- the screen


def test_a_supervisor_reads_a_whole_case_on_one_page(sol, around, screen):
    around.add("Kev", "Dawn")
    around.worry("Kev")
    tie = around._tie("Kev", "")[0]
    around(lambda case: readings.record(case, Said(tie, Wants(WantsAnswer.KEEP, "He is my boy"), Voice.ADULT)))
    around(lambda case: outcomes.say_wish(case, Wish("", 1, "Church on Sundays")))
    around.plan()

    page = sol.get(screen)

    told = words(page)
    assert "Rose Okafor and Kev" in told
    assert "wants to keep this relationship as it is: He is my boy" in told
    assert "Church on Sundays" in told
    assert "Of 2 things said here, 1 is the practitioner’s and 1 is Rose Okafor’s own." in told
    assert "Whose voice is this map drawn in?" in told
    assert "Rose Okafor decides" in told
    assert "10 December 2026" in told
    assert "Put on the map: Dawn, Kev and Rose Okafor." in told
    assert "<svg" in page
    assert "not to be given away" in told


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "]]>", "#panic()", "مريم", "राधा", "Mum:n\\", "x" * 300])
def test_any_name_reads_as_it_was_typed(sol, around, screen, name):
    around.add(name)
    around.worry(name)
    a_note(sol, screen, note=name, decision=name)

    page = sol.get(screen)

    assert str(escape(name)) in page
    assert "<script>alert" not in page


def test_an_empty_case_says_what_there_is_to_ask(sol, screen):
    told = words(sol.get(screen))

    assert "Who is important in Rose Okafor’s life?" in told
    assert "Nothing is flagged. That means nothing was written down" in told
    assert "Last note: none yet" in told


def test_the_other_drawing_is_one_link_away_and_keeps_the_day(sol, screen):
    page = sol.get(f"{screen}?map=circles&since=2026-11-01")

    assert "Circles of support, with worries" in words(page)
    assert f'href="{screen}?map=genogram&amp;since=2026-11-01#map"' in page
    assert '<input type="hidden" name="map" value="circles">' in page


def test_what_changed_is_counted_from_the_last_note_unless_a_day_is_asked_for(sol, around, screen, clock):
    around.add("Kev")
    clock.forward(minutes=5)
    a_note(sol, screen)
    clock.forward(minutes=5)
    around.add("Dawn")

    since_note = words(sol.get(screen))
    assert "That is since the note of 22 November 2026 was written." in since_note
    assert "Put on the map: Dawn." in since_note
    assert "Put on the map: Dawn, Kev and Rose Okafor." in words(sol.get(f"{screen}?since=2026-11-20"))


@pytest.mark.parametrize(
    ("typed", "told"), [("yesterday", "Enter a day that exists"), ("2026-11-23", "Enter a day that has been"), ("0001-01-01", "has been")]
)
def test_a_day_that_cannot_be_is_told_and_kept(sol, screen, typed, told):
    page = sol.get(f"{screen}?since={typed}", 400)

    assert told in page
    assert f'value="{typed}"' in page
    assert "Questions from this map" in page


def test_the_worker_reads_the_same_page_and_is_offered_no_note(worker, screen):
    page = worker.get(screen)

    assert "Questions from this map" in page
    assert "Write a note" not in page


def test_the_history_says_that_it_was_looked_at(sol, worker, screen, case_id):
    sol.get(screen)

    assert "looked at the page for supervision" in worker.get(f"/cases/{case_id}/history")


# ---------------------------------------------------------------- notes


def test_a_note_is_read_by_the_worker_on_the_front_page_and_answered(sol, worker, screen, case_id):
    assert a_note(sol, screen).endswith("/supervision#notes")

    front = words(worker.get(f"/cases/{case_id}"))
    assert "Supervision on 22 November 2026 , Sol Brandt Decided Ask Rose alone" in front

    link = re.search(rf'href="({screen}/notes/[0-9a-f-]+/answer)"', worker.get(screen))[1]
    worker.post(link, {"words": "I see her on Tuesday"})

    told = words(sol.get(screen))
    assert "I see her on Tuesday Wren Abara answered on 22 November 2026." in told


def test_two_notes_written_at_once_both_stand(sol, visitor, screen):
    fields = [
        dict(re.findall(r'name="(form_key|csrf_token)"[^>]*value="([^"]*)"', one.get(f"{screen}/note"))) for one in (sol, visitor("sol"))
    ]
    assert fields[0]["form_key"] != fields[1]["form_key"]
    a_note(sol, screen)
    a_note(visitor("sol"), screen, note="Seen otherwise", decision="")

    told = words(sol.get(screen))
    assert "Talked about Kev" in told
    assert "Seen otherwise" in told
    assert "Earlier notes" in told


def test_where_nothing_changed_the_page_says_so(visitor, screen, clock):
    clock.forward(days=3)

    assert "Nothing that netmeet knows of." in words(visitor("sol").get(f"{screen}?since=2026-11-25"))


def test_a_note_sent_twice_is_one_note(sol, screen):
    fields = re.findall(r'<input[^>]*name="(form_key|csrf_token|version)"[^>]*value="([^"]*)"', sol.get(f"{screen}/note"))
    sent = dict(fields) | {"held_on": "2026-11-22", "note": "Once", "decision": ""}
    for _ in range(2):
        assert sol.client.post(f"{screen}/note", data=sent).status_code == 303

    assert words(sol.get(screen)).count("Once") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"note": ""}, "Enter what was talked about"),
        ({"held_on": ""}, "Enter the day when you talked"),
        ({"held_on": "2026-11-23"}, "This day is still to come"),
        ({"note": "x" * 10_001}, "10,000 characters or fewer"),
    ],
)
def test_a_note_that_cannot_be_kept_says_why_and_keeps_what_was_typed(sol, screen, typed, told):
    sent = {"held_on": "2026-11-22", "note": "Kept", "decision": "<script>alert(1)</script>"} | typed

    page = sol.post(f"{screen}/note", sent, status=400)

    assert told in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_questions_stand_beside_the_note(sol, around, screen):
    around.add("Kev")

    assert "Whose voice is this map drawn in?" in sol.get(f"{screen}/note")


def test_an_empty_answer_is_asked_for_again_and_one_to_nothing_is_not_found(sol, worker, screen):
    a_note(sol, screen)
    link = re.search(rf'href="({screen}/notes/[0-9a-f-]+/answer)"', worker.get(screen))[1]

    assert "Enter an answer" in worker.post(link, {"words": " "}, status=400)
    worker.get(f"{screen}/notes/00000000-0000-7000-8000-00000000ffff/answer", 404)


def test_somebody_the_case_is_shared_with_reads_no_supervision(sol, worker, visitor, screen, case_id):
    a_note(sol, screen)
    worker.post(f"/cases/{case_id}/sharing", {"user_id": COLLEAGUE.id, "reason": "Knows her"})
    cole = visitor("cole")

    assert "Supervision" not in cole.get(f"/cases/{case_id}")
    cole.get(screen, 403)


@pytest.mark.parametrize("path", ["/supervision/note", "/cover"])
def test_a_worker_supervises_nobody(worker, case_id, path):
    worker.get(f"/cases/{case_id}{path}", 403)


# ---------------------------------------------------------------- the team


def test_the_team_s_cases_are_listed_with_the_day_of_the_last_note(sol, screen, case_id):
    assert "none yet" in words(sol.get("/supervision")).split("Rose Okafor")[1]

    a_note(sol, screen)

    page = sol.get("/supervision")
    assert f'href="{screen}"' in page
    assert "22 November 2026" in words(page).split("Rose Okafor")[1]


@pytest.mark.parametrize(("username", "status"), [("wren", 403), ("ash", 403), ("tam", 200)])
def test_only_supervisors_have_a_team(visitor, case_id, username, status):
    page = visitor(username).get("/supervision", status)

    assert "Rose Okafor" not in page


# ---------------------------------------------------------------- cover


def test_cover_opens_the_case_until_its_last_day_and_says_so_to_everybody(sol, worker, visitor, screen, case_id, clock):
    covering(sol, case_id)
    a_note(sol, screen)

    cole = visitor("cole")
    assert "Covering for Wren Abara until 4 December 2026" in cole.get("/")
    assert "Cole Ansah covers for Wren Abara from 22 November 2026 to 4 December 2026: Leave" in words(worker.get(f"/cases/{case_id}"))
    assert "Ask Rose alone" in cole.get(f"/cases/{case_id}")
    cole.get(f"/cases/{case_id}/adult")
    assert "gave cover for absence" in worker.get(f"/cases/{case_id}/history")

    clock.forward(days=13)
    visitor("cole").get(f"/cases/{case_id}", 404)
    assert "covers for" not in visitor("wren").get(f"/cases/{case_id}")


def test_why_there_is_cover_is_for_those_who_may_read_supervision(sol, worker, visitor, within, case_id):
    covering(sol, case_id, reason="sick")
    within(case_id, lambda case: cases.share(case, STRANGER.id, may_edit=True, reason="Knows her"))

    for reader, reads in ((worker, True), (sol, True), (visitor("cole"), True), (visitor("tam"), False)):
        page = words(reader.get(f"/cases/{case_id}"))
        assert "Cole Ansah covers for Wren Abara from 22 November 2026 to 4 December 2026" in page
        assert ("sick" in page) is reads


def test_cover_that_is_ended_early_is_over_at_once(sol, visitor, case_id):
    covering(sol, case_id)
    cole = visitor("cole")
    cole.get(f"/cases/{case_id}")

    page = sol.get(f"/cases/{case_id}/cover")
    end = re.search(r'action="(/cases/[^"]+/end)"', page)[1]
    sol.post(end, page=f"/cases/{case_id}/cover")
    sol.post(end, page=f"/cases/{case_id}/cover")

    cole.get(f"/cases/{case_id}", 404)
    assert "ended on 22 November 2026" in words(sol.get(f"/cases/{case_id}/cover"))
    sol.post(f"/cases/{case_id}/cover/00000000-0000-7000-8000-00000000ffff/end", page=f"/cases/{case_id}/cover", status=404)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"user_id": ""}, "Choose who covers"),
        ({"user_id": WORKER.id}, "Choose one of the answers"),
        ({"user_id": SUPERVISOR.id}, "Choose one of the answers"),
        ({"user_id": ADMINISTRATOR.id}, "Choose one of the answers"),
        ({"until": "2026-11-20"}, "The last day cannot be before the first day"),
        ({"starts": "1900-01-01"}, "Cover can begin today at the earliest"),
        ({"starts": "2100-01-01", "until": "2100-02-01"}, "more than a year ahead"),
        ({"until": "2028-11-20"}, "Cover lasts a year at most"),
        ({"reason": ""}, "Enter why cover is needed"),
    ],
)
def test_cover_that_cannot_be_says_why(sol, case_id, typed, told):
    sent = {"user_id": COLLEAGUE.id, "starts": "2026-11-22", "until": "2026-12-04", "reason": "Leave"} | typed

    assert told in sol.post(f"/cases/{case_id}/cover", sent, status=400)


def test_nobody_who_stands_on_the_map_covers_the_case(sol, visitor, around, case_id):
    around.add("Cole", staff_id=COLLEAGUE.id)
    sent = {"user_id": COLLEAGUE.id, "starts": "2026-11-22", "until": "2026-12-04", "reason": "Leave"}

    assert "This person cannot cover this case" in sol.post(f"/cases/{case_id}/cover", sent, status=400)
    sent["worker_id"] = WORKER.id
    assert "There is no case that this person could cover" in sol.post("/cover", sent, status=400)
    visitor("cole").get(f"/cases/{case_id}", 404)


@pytest.mark.parametrize("username", ["sol", "ash"])
def test_supervisors_and_administrators_give_cover_for_all_cases_of_a_worker(visitor, worker, case_id, username):
    second = worker.post("/cases/new", {"name": "Idris Beynon"}).split("/")[2]
    giver, cole = visitor(username), visitor("cole")
    sent = {"worker_id": WORKER.id, "user_id": COLLEAGUE.id, "starts": "2026-11-22", "until": "2026-12-04", "reason": "Leave"}

    giver.post("/cover", sent)

    assert cole.get("/").count("Covering for Wren Abara until 4 December 2026") == 2
    page = giver.get("/cover")
    assert "Cole Ansah Wren Abara 22 November 2026 4 December 2026" in words(page)
    for private in ("Rose", "Idris"):
        assert private not in page
    if username == "ash":
        giver.get(f"/cases/{second}", 404)

    giver.post(f"/cover/{WORKER.id}/{COLLEAGUE.id}/end", page="/cover")
    assert "Covering for" not in cole.get("/")
    cole.get(f"/cases/{case_id}", 404)


def test_a_supervisor_of_another_team_gives_no_cover_here(visitor, case_id):
    tam = visitor("tam")
    sent = {"worker_id": WORKER.id, "user_id": COLLEAGUE.id, "starts": "2026-11-22", "until": "2026-12-04", "reason": "Leave"}

    assert "Wren Abara" not in tam.get("/cover").split("Who covers?")[0]
    assert "Choose one of the answers" in tam.post("/cover", sent, status=400)
    tam.post(f"/cover/{WORKER.id}/{COLLEAGUE.id}/end", page="/cover", status=404)


def test_cover_to_come_opens_nothing_yet(sol, visitor, case_id, clock):
    covering(sol, case_id, starts="2026-11-25")

    visitor("cole").get(f"/cases/{case_id}", 404)
    clock.now += timedelta(days=3)
    visitor("cole").get(f"/cases/{case_id}")
