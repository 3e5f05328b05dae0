"""Planning a meeting in a browser: when and where, the adult's own answers first, then proposals with reasons, then decisions."""

import re
from dataclasses import replace
from datetime import time

import pytest

from netmeet.domain.meeting import AdultSays, Invitation, Invite
from netmeet.services import meetings
from netmeet.services.meetings import Answer
from netmeet.web.meetings.forms import read_time
from tests.support.around import Around
from tests.support.pages import values_of
from tests.support.site import COLLEAGUE, SUPERVISOR, hidden_fields

PLAN = {
    "purpose": "Help at home",
    "on_day": "10/12/2026",
    "at": "2pm",
    "venue": "St Anne’s hall",
    "invited_by": "Wren",
    "reply_to": "01632 960199",
}


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def meeting(around):
    """The path of a meeting that was just planned."""
    return f"{around.path}/meetings/{around.plan()}"


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def card(page, member):
    """One person's part of the page of a meeting, as read."""
    return text("<main" + page.split(f'aria-labelledby="who-{member}"')[1].split("</section>")[0])


def id_of(meeting):
    return meeting.rsplit("/", 1)[1]


# ---------------------------------------------------------------- why, when and where


def test_a_meeting_is_planned_and_stands_in_the_list(worker, around):
    led_to = worker.post(f"{around.path}/meetings/new", PLAN)

    assert "10 December 2026, 2pm" in text(worker.get(led_to))
    listed = text(worker.get(f"{around.path}/meetings"))
    assert "10 December 2026, 2pm St Anne’s hall" in listed


def test_nothing_has_to_be_settled_to_begin(worker, around):
    assert 'value="Wren Abara"' in worker.get(f"{around.path}/meetings/new")
    assert "No meeting is planned yet." in worker.get(f"{around.path}/meetings")

    led_to = worker.post(f"{around.path}/meetings/new")

    assert "Day not set yet" in worker.get(led_to)
    assert "Day not set yet Place not set yet" in text(worker.get(f"{around.path}/meetings"))


def test_a_double_click_plans_one_meeting(worker, around):
    sent = hidden_fields(worker.get(f"{around.path}/meetings/new")) | PLAN

    first, second = (worker.client.post(f"{around.path}/meetings/new", data=sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert worker.get(f"{around.path}/meetings").count("St Anne’s hall") == 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:00", time(14)),
        ("14.05", time(14, 5)),
        ("2pm", time(14)),
        ("2.30 pm", time(14, 30)),
        (" 2:30PM ", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("02:30", time(2, 30)),
        ("11", time(11)),
        ("14", time(14)),
        ("00:00", time(0)),
    ],
)
def test_times_are_read_as_people_write_them(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "24:00", "14:60", "25", "13pm", "0am", "2:30", "2", "7.15", "noon", "14:0", "14:00:00", "-1", "2 pm or 3 pm", "١٤:٩٩"]
)
def test_a_time_that_does_not_exist_or_may_mean_two_is_not_read(typed):
    assert read_time(typed) is None


@pytest.mark.parametrize(
    ("sent", "messages"),
    [
        ({"at": "25:00"}, ["Enter a time that exists, with am or pm"]),
        ({"at": "half past two"}, ["Enter a time that exists, with am or pm"]),
        ({"at": ""}, ["Enter both the day and the time, or neither"]),
        ({"on_day": "28/3/2027", "at": "01:30"}, ["The clocks go forward that night, so there is no such time"]),
        ({"on_day": ""}, ["Enter both the day and the time, or neither"]),
        ({"on_day": "31/11/2026"}, ["Enter a day that exists"]),
        ({"review_on": "next spring"}, ["Enter a day that exists"]),
        ({"venue": "x" * 301}, ["Where must be 300 characters or fewer"]),
        ({"purpose": "x" * 1001}, ["must be 1,000 characters or fewer"]),
    ],
)
def test_what_cannot_be_kept_says_why_once_and_keeps_what_was_typed(worker, around, sent, messages):
    page = worker.post(f"{around.path}/meetings/new", PLAN | sent, status=400)

    summary = page.split("govuk-error-summary__list")[1].split("</ul>")[0]
    assert [message in summary for message in messages] == [True]
    assert summary.count("<li>") == 1
    for typed in (PLAN | sent).values():
        assert typed in page
    assert "No meeting is planned yet." in worker.get(f"{around.path}/meetings")


def test_of_two_who_change_a_meeting_the_second_keeps_their_words_and_sees_the_other_s(worker, around, meeting, within):
    page = worker.get(f"{meeting}/edit")
    assert 'value="14:00"' in page
    assert 'value="2026-12-10"' in page

    def move(case):
        found = meetings.one(case, id_of(meeting))
        meetings.save(case, replace(found, venue="Library"), found.version)

    within(around.case_id, move, COLLEAGUE)
    sent = hidden_fields(page) | PLAN | {"venue": "Church hall"}
    answer = worker.client.post(f"{meeting}/edit", data=sent)

    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text
    assert "Library" in answer.text
    assert 'value="Church hall"' in answer.text
    worker.client.post(f"{meeting}/edit", data=hidden_fields(answer.text) | PLAN | {"venue": "Church hall"})
    assert around.meeting(id_of(meeting)).venue == "Church hall"


@pytest.mark.parametrize("page", ["", "/edit", "/ask", "/agenda", "/family-time", "/agenda/items/new"])
def test_a_meeting_that_is_not_there_is_not_found(worker, around, page):
    worker.get(f"{around.path}/meetings/00000000-0000-7000-8000-00000000ffff{page}", status=404)


# ---------------------------------------------------------------- the adult's own answers


def test_nothing_is_proposed_before_the_adult_is_asked_nor_on_the_page_that_asks(worker, around, meeting):
    dawn, kev = around.add("Dawn"), around.add("Kev")
    around.worry("Kev")
    around.says(id_of(meeting), Kev=AdultSays.YES)

    asking = worker.get(f"{meeting}/ask")
    assert not re.search("propos|worry|concern|talk first|serious", text(asking), re.IGNORECASE)
    shown = worker.get(meeting)
    assert "Ask Rose Okafor first: no answer about Dawn is recorded" in card(shown, dawn)
    assert "/invitations/" + dawn not in shown, "nothing is decided before the answer"
    assert "Talk first" in card(shown, kev)
    assert "concern about harm from Kev to Rose Okafor is open" in card(shown, kev)


def test_the_dead_pets_and_places_are_not_asked_about(worker, around, meeting):
    around.add("Dawn")
    around.add("Rex", kind="pet")
    around.add("Una", dead=True)
    around.add("The Oak", kind="place")

    for page in (meeting, f"{meeting}/ask"):
        assert not {"Rex", "Una", "Oak"} & set(re.findall(r"\w+", text(worker.get(page))))


def ask(worker, meeting, *rows, status=303, **how):
    sent = dict(how)
    for member, says, *words in rows:
        sent |= {f"says-{member}": says, f"words-{member}": words[0] if words else ""}
    return worker.post(f"{meeting}/ask", sent, status=status)


def test_the_adult_s_own_words_are_kept_and_shown(worker, around, meeting):
    dawn, kev = around.add("Dawn"), around.add("Kev")

    ask(worker, meeting, (dawn, "yes"), (kev, "yes, if", " if he  is\x00 sober "))

    shown = worker.get(meeting)
    assert "Written down." in shown
    assert "Rose Okafor says Yes" in card(shown, dawn)
    assert "Proposed Invite" in card(shown, dawn)
    assert "Rose Okafor says Yes, if… “if he is sober”" in card(shown, kev)
    assert "Proposed Talk first" in card(shown, kev)
    ask(worker, meeting, (dawn, "yes"), (kev, "yes, if", "if he is sober"))
    assert "Nothing was new." in worker.get(meeting)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("yes, if", ""), "Enter the condition for Kev: yes, if what?"),
        (("yes", "x" * 501), "What is said about Kev must be 500 characters or fewer"),
    ],
)
def test_a_condition_needs_words_and_every_answer_stays_on_the_page(worker, around, meeting, row, message):
    dawn, kev = around.add("Dawn"), around.add("Kev")

    page = ask(worker, meeting, (dawn, "no", "not with the dog"), (kev, *row), status=400)

    assert message in page
    assert 'value="not with the dog"' in page
    assert re.search(rf'name="says-{dawn}" value="no" checked', page)
    assert re.search(rf'name="says-{kev}" value="{row[0]}" checked', page)
    assert around.meeting(id_of(meeting)).invitations == ()


def test_how_they_were_asked_is_kept_with_each_answer(worker, around, meeting):
    dawn, kev = around.add("Dawn"), around.add("Kev")
    ask(worker, meeting, (dawn, "yes"), presence="with others", asked_on="2026-11-20")

    shown = worker.get(meeting)
    assert "says Yes (asked with others there, 20 November 2026)" in card(shown, dawn)
    assert "Others were there when Rose Okafor answered about Dawn: ask again, alone." in card(shown, dawn)

    ask(worker, meeting, (dawn, "yes"), (kev, "no"), presence="alone", asked_on="2026-11-21")
    shown = worker.get(meeting)
    assert "says Yes (asked with others there, 20 November 2026)" in card(shown, dawn), "nobody said that this answer was given again"
    assert "says No (asked alone, 21 November 2026)" in card(shown, kev)

    ask(worker, meeting, (dawn, "yes"), (kev, "not asked"), presence="alone", asked_on="2026-11-21", again="y")
    shown = worker.get(meeting)
    assert "says Yes (asked alone, 21 November 2026)" in card(shown, dawn)
    assert "says Not asked Proposed" in card(shown, kev)


def test_an_answer_that_changes_leaves_the_one_before_with_its_own_words(worker, around, meeting):
    dawn = around.add("Dawn")
    ask(worker, meeting, (dawn, "no", "She frightens me"), presence="alone", asked_on="2026-11-20")
    page = worker.get(f"{meeting}/ask")
    assert "So far: No, on 20 November 2026, asked alone: “She frightens me”" in text(page)
    assert re.search(rf'name="words-{dawn}" value=""', page), "the words of one answer are never those of the next"

    ask(worker, meeting, (dawn, "yes"), presence="with others", asked_on="2026-11-21")

    shown = worker.get(meeting)
    assert "Rose Okafor says Yes (asked with others there, 21 November 2026)" in card(shown, dawn)
    assert "Before: No (asked alone, 20 November 2026)" in card(shown, dawn)
    assert "Rose Okafor said no (alone, 20 November 2026); yes since (with others there, 21 November 2026)" in card(shown, dawn)
    assert "frightens" not in shown
    before = "Before: No, on 20 November 2026, asked alone: “She frightens me”"
    for page in (worker.get(f"{meeting}/ask"), worker.get(f"{meeting}/invitations/{dawn}")):
        assert before in text(page)


def test_the_same_answer_without_words_changes_nothing_and_with_new_words_is_a_new_answer(worker, around, meeting):
    dawn = around.add("Dawn")
    ask(worker, meeting, (dawn, "yes, if", "if it is short"))
    ask(worker, meeting, (dawn, "yes, if"))
    assert "Nothing was new." in worker.get(meeting)
    assert around.meeting(id_of(meeting)).invitation(dawn).answers_before == ()

    ask(worker, meeting, (dawn, "yes, if", "if Rex may come"))

    page = text(worker.get(f"{meeting}/ask"))
    assert "So far: Yes, if…, not known who was there: “if Rex may come”" in page
    assert "Before: Yes, if…, not known who was there: “if it is short”" in page


def test_a_decision_that_changes_leaves_the_one_before_with_its_reason_and_begins_with_empty_boxes(worker, around, meeting):
    dawn = around.add("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES)
    decide(worker, meeting, dawn, decided_on="2026-11-20")
    boxes = values_of(worker.get(f"{meeting}/invitations/{dawn}"))
    assert (boxes["reason"], boxes["decided_by"], boxes["decided_on"], boxes["part"]) == ("", "", "", "1")

    decide(worker, meeting, dawn, decision="written view", reason="She is away", decided_by="Wren", decided_on="2026-11-21")

    page = text(worker.get(f"{meeting}/invitations/{dawn}"))
    assert "Decided so far Written view, by Wren, on 21 November 2026: She is away" in page
    assert "Before: Invite, part 1, by Rose, on 20 November 2026: Rose wants her there" in page


def test_the_supervisor_reads_every_answer_and_decision_since(worker, visitor, around, meeting):
    dawn = around.add("Dawn")
    ask(worker, meeting, (dawn, "no", "She frightens me"), presence="alone", asked_on="2026-11-20")
    ask(worker, meeting, (dawn, "yes"), presence="with others", asked_on="2026-11-21")

    seen = text(visitor(SUPERVISOR.username).get(f"{around.path}/supervision"))

    assert "Rose Okafor about Dawn on 20 November 2026, alone: no. She frightens me" in seen
    assert "Rose Okafor about Dawn on 21 November 2026, with others in the room: yes, before no." in seen


def test_nobody_is_asked_on_a_day_to_come(worker, around, meeting):
    dawn = around.add("Dawn")

    page = ask(worker, meeting, (dawn, "yes"), asked_on="2026-11-23", status=400)

    assert "This day is still to come" in page
    assert re.search(rf'name="says-{dawn}" value="yes" checked', page)


@pytest.mark.parametrize("says", ["", "perhaps", "<script>"])
def test_an_answer_that_was_not_offered_changes_nothing(worker, around, meeting, says):
    dawn = around.add("Dawn")

    ask(worker, meeting, (dawn, says), ("00000000-0000-7000-8000-00000000ffff", "yes"))

    assert around.meeting(id_of(meeting)).invitations == ()


def test_of_two_who_ask_the_second_sees_the_other_s_answer_and_loses_nothing(worker, around, meeting, within):
    dawn, kev = around.add("Dawn"), around.add("Kev")
    page = worker.get(f"{meeting}/ask")

    def other(case):
        meetings.adult_answers(
            case, meetings.one(case, id_of(meeting)), [Answer(dawn, AdultSays.YES, "with cake", 1), Answer(kev, AdultSays.NO, "", 1)]
        )

    within(around.case_id, other, COLLEAGUE)
    typed = {f"says-{dawn}": "not asked", f"words-{dawn}": "", f"says-{kev}": "yes, if", f"words-{kev}": "if sober"}
    answer = worker.client.post(f"{meeting}/ask", data=hidden_fields(page) | typed)

    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text
    assert answer.text.count("Saved by somebody else meanwhile") == 2
    assert re.search(rf'name="says-{dawn}" value="yes" checked', answer.text), "what was not touched is as the other saved it"
    assert "So far: Yes, not known who was there: “with cake”" in text(answer.text)
    assert re.search(rf'name="says-{kev}" value="yes, if" checked', answer.text)
    assert 'value="if sober"' in answer.text

    again = hidden_fields(answer.text) | typed | {f"says-{dawn}": "yes", f"words-{dawn}": "with cake"}
    assert worker.client.post(f"{meeting}/ask", data=again).status_code == 303
    found = around.meeting(id_of(meeting))
    assert [(found.invitation(one).adult_says, found.invitation(one).adult_words) for one in (dawn, kev)] == [
        (AdultSays.YES, "with cake"),
        (AdultSays.IF, "if sober"),
    ]


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 12])
def test_a_version_that_was_tampered_with_is_a_conflict(worker, around, meeting, seen):
    dawn = around.add("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.NO)

    page = worker.post(f"{meeting}/ask", {f"says-{dawn}": "yes", f"seen-{dawn}": seen}, status=409)

    assert "saved a change to this invitation" in page
    assert around.meeting(id_of(meeting)).invitation(dawn).adult_says is AdultSays.NO


def test_a_draft_brings_the_answers_back(worker, around, meeting):
    dawn = around.add("Dawn")
    token = hidden_fields(worker.get(f"{meeting}/ask"))["csrf_token"]
    typed = {f"says-{dawn}": "yes, if", f"words-{dawn}": "if it is short", f"seen-{dawn}": "1"}

    worker.client.post(f"/drafts?path={meeting}/ask", data=typed, headers={"X-CSRFToken": token})

    page = worker.get(f"{meeting}/ask?draft=use")
    assert re.search(rf'name="says-{dawn}" value="yes, if" checked', page)
    assert 'value="if it is short"' in page


# ---------------------------------------------------------------- decisions

DECIDED = {"decision": "invite", "part": "1", "reason": "Rose wants her there", "decided_by": "Rose"}


def decide(worker, meeting, member, status=303, **sent):
    return worker.post(f"{meeting}/invitations/{member}", DECIDED | sent, status=status)


def test_a_decision_is_recorded_with_who_decided_and_why(worker, around, meeting):
    dawn = around.add("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES)
    page = worker.get(f"{meeting}/invitations/{dawn}")
    assert "Inviting Dawn" in page
    assert "Proposed Invite" in text(page)

    decide(worker, meeting, dawn)

    assert "Decided Invite , part 1, by Rose on 22 November 2026. Rose wants her there" in card(worker.get(meeting), dawn)
    assert 'value="invite" checked' in worker.get(f"{meeting}/invitations/{dawn}")


def test_where_a_separate_part_is_proposed_the_page_begins_with_that_part(worker, around, meeting):
    dawn, kev = around.add("Dawn"), around.add("Kev")
    around.worry("Dawn", "Kev")
    around.says(id_of(meeting), Dawn=AdultSays.YES, Kev=AdultSays.YES)

    assert re.search(r'name="part"[^>]* value="1"', worker.get(f"{meeting}/invitations/{dawn}"))
    assert re.search(r'name="part"[^>]* value="2"', worker.get(f"{meeting}/invitations/{kev}"))

    decide(worker, meeting, kev, decision="talk first")
    assert re.search(r'name="part"[^>]* value="2"', worker.get(f"{meeting}/invitations/{kev}")), "whoever is only talked to has no part yet"


@pytest.mark.parametrize(
    ("sent", "asked"), [({"reason": ""}, True), ({"reason": "Rose wants her there"}, False), ({"decision": ""}, False)]
)
def test_that_a_reason_is_missing_is_said_with_what_else_is_missing(worker, around, meeting, sent, asked):
    dawn = around.add("Dawn")
    around.worry("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES)

    page = decide(worker, meeting, dawn, 400, **({"decided_by": ""} | sent))

    assert "Enter who decided" in page
    assert ("Enter the reason for this decision." in page) is asked


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"decision": ""}, "Choose what was decided"),
        ({"decision": "perhaps"}, "Choose one of the answers on the list"),
        ({"decided_by": ""}, "Enter who decided"),
        ({"part": "0"}, "must be a whole number between 1 and 20"),
        ({"part": "21"}, "must be a whole number between 1 and 20"),
        ({"part": ""}, "Enter a part, from 1"),
        ({"decision": "separate part"}, "Everybody else comes to part 1. Enter 2 or a later part, or choose “invite”."),
        ({"decided_on": "23/11/2026"}, "This day is still to come"),
        ({"reason": "x" * 1001}, "must be 1,000 characters or fewer"),
    ],
)
def test_a_decision_that_cannot_be_kept_says_why(worker, around, meeting, sent, message):
    dawn = around.add("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES)

    page = decide(worker, meeting, dawn, 400, **sent)

    assert message in page
    assert sent.get("reason", "Rose wants her there") in page
    assert "Decided Not yet" in card(worker.get(meeting), dawn)


def test_the_bound_person_is_refused_and_the_protected_one_never(worker, around, meeting):
    dawn, kev = around.add("Dawn"), around.add("Kev")
    around.order("Kev", "Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES, Kev=AdultSays.YES)
    shown = worker.get(meeting)
    assert "Proposed Written view" in card(shown, kev)
    assert "keeps Kev away from Dawn" in card(shown, kev)
    assert "Proposed Invite" in card(shown, dawn)

    for decision, part in (("invite", "1"), ("separate part", "2")):
        page = decide(worker, meeting, kev, 400, decision=decision, part=part)
        assert "keeps Kev away from Dawn" in page.split("govuk-error-summary__list")[1].split("</ul>")[0]
        assert "Rose wants her there" in page
    decide(worker, meeting, dawn)
    decide(worker, meeting, kev, decision="written view")

    shown = worker.get(meeting)
    assert "Decided Invite" in card(shown, dawn)
    assert "Decided Written view" in card(shown, kev)


def test_nobody_under_18_is_invited(worker, around, meeting):
    zoe = around.add("Zoe", under_18=True)
    around.says(id_of(meeting), Zoe=AdultSays.YES)

    assert "Zoe is under 18. Choose “talk first”" in decide(worker, meeting, zoe, 400)
    decide(worker, meeting, zoe, decision="talk first")
    assert "Who has parental responsibility for Zoe" in card(worker.get(meeting), zoe)


def test_a_risky_tie_wants_a_reason(worker, around, meeting):
    kev = around.add("Kev")
    around.worry("Kev")
    around.says(id_of(meeting), Kev=AdultSays.YES)

    page = decide(worker, meeting, kev, 400, reason="")
    assert "Enter the reason for this decision." in page
    assert "concern about harm from Kev to Rose Okafor is open" in page

    decide(worker, meeting, kev)
    assert "Decided Invite" in card(worker.get(meeting), kev)


def test_nothing_is_decided_before_the_adult_was_asked(worker, around, meeting):
    dawn = around.add("Dawn")

    assert "Ask Rose Okafor about Dawn first" in decide(worker, meeting, dawn, 400)


def test_a_no_stands_until_the_adult_changes_it(worker, around, meeting):
    kev = around.add("Kev")
    around.says(id_of(meeting), Kev=AdultSays.NO)

    assert "That answer would have to change first" in decide(worker, meeting, kev, 400)
    assert "Proposed Not invited" in card(worker.get(meeting), kev)


def test_a_decision_that_cannot_stand_any_more_is_shown_as_such(worker, around, meeting):
    kev = around.add("Kev")
    around.decides(id_of(meeting), "Kev", Invite.INVITE)
    assert "Decide again" not in worker.get(meeting)

    around.order("Kev")

    assert "This cannot stand as it is. Decide again." in card(worker.get(meeting), kev)


def test_what_is_proposed_anew_after_a_decision_asks_to_look_again_until_a_reason_is_recorded(worker, around, meeting):
    dawn = around.add("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES)
    decide(worker, meeting, dawn)
    again = "What is proposed has changed since: look again."
    assert again not in worker.get(meeting)

    around.worry("Dawn")
    assert again in card(worker.get(meeting), dawn)
    page = worker.get(f"{meeting}/invitations/{dawn}")
    assert "Decided so far Invite, part 1, by Rose, on 22 November 2026: Rose wants her there" in text(page)
    assert again in text(page)
    assert "Rose wants her there</textarea>" not in page, "a reason for this is asked for anew"
    decide(worker, meeting, dawn, 400, reason="")

    decide(worker, meeting, dawn, reason="Ivy will sit beside Rose")
    assert again not in worker.get(meeting)
    assert "on 22 November 2026: Ivy will sit beside Rose" in text(worker.get(f"{meeting}/invitations/{dawn}"))
    assert "Proposed then" not in worker.get(meeting)


@pytest.mark.parametrize("name", ["Rex", "Una"])
def test_nobody_invites_a_pet_or_the_dead(worker, around, meeting, name):
    around.add("Rex", kind="pet")
    around.add("Una", dead=True)

    page = decide(worker, meeting, around.ids[name], 400)

    assert f"{name} cannot be invited" in page


def test_somebody_who_is_not_on_the_map_has_no_page(worker, meeting):
    page = worker.get(f"{meeting}/invitations/00000000-0000-7000-8000-00000000ffff", status=400)

    assert "somebody who is not on the map" in page


def test_of_two_who_decide_the_second_sees_what_the_first_decided(worker, around, meeting, within):
    dawn = around.add("Dawn")
    around.says(id_of(meeting), Dawn=AdultSays.YES)
    page = worker.get(f"{meeting}/invitations/{dawn}")

    def other(case):
        found = meetings.one(case, id_of(meeting))
        theirs = Invitation(dawn, AdultSays.YES, "", Invite.TALK_FIRST, 1, "Shy", "Cole")
        meetings.decide(case, found, theirs, found.invitation(dawn).version, case.at.date())

    within(around.case_id, other, COLLEAGUE)
    answer = worker.client.post(f"{meeting}/invitations/{dawn}", data=hidden_fields(page) | DECIDED)

    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text
    theirs = text("<main" + answer.text.split("nm-theirs")[1].split("<form")[0])
    for shown in ("What was decided? Talk first", "Why? Shy", "Who decided? Cole"):
        assert shown in theirs
    assert "Rose wants her there" in answer.text

    assert worker.client.post(f"{meeting}/invitations/{dawn}", data=hidden_fields(answer.text) | DECIDED).status_code == 303
    assert around.meeting(id_of(meeting)).invitation(dawn).decision is Invite.INVITE


def test_a_supervisor_reads_a_meeting_and_is_offered_no_change(visitor, around, meeting):
    around.add("Dawn")
    around.decides(id_of(meeting), "Dawn", Invite.INVITE)
    sol = visitor(SUPERVISOR.username)

    page = sol.get(meeting)

    assert "Decided Invite" in card(page, around.ids["Dawn"])
    assert not re.search(r"/edit|/ask|/invitations/", page)
    assert "Plan a meeting" not in sol.get(f"{around.path}/meetings")


def test_each_page_of_a_meeting_says_which_one_it_is(worker, around, meeting):
    dawn = around.add("Dawn")
    ask(worker, meeting, (dawn, "yes"))
    for path in ("", "/ask", f"/invitations/{dawn}", "/agenda"):
        assert re.search(r'<span class="govuk-caption-l">[^<]+</span>\s*<h1', worker.get(f"{meeting}{path}")), path
