"""The agenda in a browser: items added, changed, moved and taken off, times that add up, family time, and two editors."""

import re
from itertools import pairwise

import pytest

from netmeet.domain.meeting import AgendaItem, FamilyTime, FamilyTimeAnswer, Invite, ItemKind
from netmeet.domain.readings import Presence
from netmeet.services import meetings
from tests.support.around import Around
from tests.support.site import COLLEAGUE, SUPERVISOR, hidden_fields

ITEM = {"title": "The garden", "owner": "Ivy", "minutes": "20", "part": "1", "kind": "other", "notes": "Bring the plan"}
USUAL = [
    "Welcome, and how we will talk together",
    "What matters to Rose Okafor",
    "What is working and what is not",
    "Help there is",
    "Break",
    "What could go wrong, and what would help",
    "Who does what, by when",
    "Review date",
]


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def meeting(around):
    return f"{around.path}/meetings/{around.plan()}"


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def rows(page):
    """When and what, item by item, as they stand on the page."""
    cells = re.findall(r'<td class="govuk-table__cell">([^<]*)</td><th scope="row"[^>]*>([^<]*)</th>', page)
    return [(when, title.replace("&#39;", "'")) for when, title in cells]


def titles(worker, meeting):
    return [title for _, title in rows(worker.get(f"{meeting}/agenda"))]


def id_of(around, meeting, title):
    return next(item.id for item in around.meeting(meeting.rsplit("/", 1)[1]).agenda if item.title == title)


def press(worker, meeting, item, button, status=303):
    """Press one of the small buttons beside an item."""
    agenda = f"{meeting}/agenda"
    return worker.post(f"{agenda}/items/{item}/{button}", page=agenda, status=status)


def change_elsewhere(around, within, meeting, items=None):
    """Let a colleague save the agenda meanwhile."""

    def do(case):
        found = meetings.one(case, meeting.rsplit("/", 1)[1])
        new = [AgendaItem("01900000-0000-7000-8000-00000000000a", ItemKind.OTHER, "Tea")] if items is None else items
        meetings.save_agenda(case, found, [*found.agenda, *new] if items is None else new, found.version)

    within(around.case_id, do, COLLEAGUE)


# ---------------------------------------------------------------- items and times


def test_a_meeting_begins_with_the_usual_items_and_times_that_add_up(worker, meeting):
    page = worker.get(f"{meeting}/agenda")

    assert [title for _, title in rows(page)] == USUAL
    times = [re.fullmatch(r"(\d\d:\d\d) to (\d\d:\d\d)", when) for when, _ in rows(page)]
    assert (times[0][1], times[-1][2]) == ("14:00", "15:50")
    assert all(before[2] == after[1] for before, after in pairwise(times))
    assert "110 minutes in all." in text(page)


def test_without_a_time_items_show_how_long_they_take(worker, around):
    meeting = f"{around.path}/meetings/{around.plan(on=None)}"

    assert rows(worker.get(f"{meeting}/agenda"))[0] == ("10 minutes", USUAL[0])


def test_an_item_is_added_at_the_end_and_changed_and_every_time_follows(worker, around, meeting):
    worker.post(f"{meeting}/agenda/items/new", ITEM)
    assert rows(worker.get(f"{meeting}/agenda"))[-1] == ("15:50 to 16:10", "The garden")
    assert "Saved." in worker.seen[-1]

    garden = id_of(around, meeting, "The garden")
    page = worker.get(f"{meeting}/agenda/items/{garden}")
    for kept in ('value="The garden"', 'value="Ivy"', 'value="20"', "Bring the plan"):
        assert kept in page
    worker.post(f"{meeting}/agenda/items/{garden}", ITEM | {"title": "The garden and the gate", "minutes": ""})

    page = worker.get(f"{meeting}/agenda")
    assert rows(page)[-1] == ("15:50, as long as it takes", "The garden and the gate")
    assert "Bring the plan" not in page
    assert "as long as they take" in page


def test_items_move_within_their_part_and_stop_at_its_ends(worker, around, meeting):
    welcome = id_of(around, meeting, USUAL[0])

    press(worker, meeting, welcome, "down")
    assert titles(worker, meeting)[:2] == [USUAL[1], USUAL[0]]
    press(worker, meeting, welcome, "up")
    press(worker, meeting, welcome, "up")
    assert titles(worker, meeting) == USUAL


def test_an_item_that_is_taken_off_is_gone_and_can_be_pressed_no_more(worker, around, meeting):
    review = id_of(around, meeting, "Review date")

    press(worker, meeting, review, "remove")

    assert titles(worker, meeting) == USUAL[:-1]
    for button in ("remove", "up"):
        press(worker, meeting, review, button, 404)
    worker.get(f"{meeting}/agenda/items/{review}", status=404)


def test_a_double_click_moves_once(worker, around, meeting):
    agenda = f"{meeting}/agenda"
    path = f"{agenda}/items/{id_of(around, meeting, USUAL[0])}/down"
    sent = hidden_fields(worker.get(agenda), path)

    for _ in range(2):
        assert worker.client.post(path, data=sent).status_code == 303

    assert titles(worker, meeting)[:3] == [USUAL[1], USUAL[0], USUAL[2]]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"title": ""}, "Enter a title"),
        ({"title": "x" * 201}, "must be 200 characters or fewer"),
        ({"minutes": "0"}, "must be a whole number between 1 and 300"),
        ({"minutes": "a while"}, "must be a whole number between 1 and 300"),
        ({"part": ""}, "Enter a part, from 1"),
        ({"part": "21"}, "must be a whole number between 1 and 20"),
        ({"kind": "party"}, "Choose one of the answers on the list"),
        ({"title": "How safe do you feel?"}, "is asked alone, before and after the meeting"),
        ({"title": "How SAFE does Rose feel"}, "is asked alone"),
        ({"notes": "Ask how safe she feels"}, "is asked alone"),
        ({"title": "Safety score"}, "is asked alone"),
        ({"title": "Family time"}, "Family time cannot be on the agenda"),
        ({"kind": "family time"}, "Family time cannot be on the agenda"),
    ],
)
def test_an_item_that_may_not_be_says_why_and_keeps_what_was_typed(worker, meeting, sent, message):
    page = worker.post(f"{meeting}/agenda/items/new", ITEM | sent, status=400)

    assert message in page
    assert sent.get("title", "The garden") in page
    assert 'value="Ivy"' in page
    assert titles(worker, meeting) == USUAL


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "]]>", '#panic("x")', "Mum:n", "שרה כהן", "王小明", "{{ 7*7 }}"])
def test_hostile_titles_are_shown_as_they_were_typed(worker, meeting, title):
    worker.post(f"{meeting}/agenda/items/new", ITEM | {"title": title})

    page = worker.get(f"{meeting}/agenda")
    assert "<script>alert" not in page
    assert title.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in page


# ---------------------------------------------------------------- parts


def test_a_part_without_items_is_pointed_out_and_filled(worker, around, meeting):
    around.add("Kev")
    around.decides(meeting.rsplit("/", 1)[1], "Kev", Invite.SEPARATE_PART, part=2)
    agenda = f"{meeting}/agenda"
    assert "Nothing is on the agenda of part 2 yet" in text(worker.get(agenda))

    worker.post(f"{agenda}/usual", page=agenda)

    page = worker.get(agenda)
    assert "Nothing is on the agenda" not in text(page)
    found = rows(page)
    assert [title for _, title in found] == [*USUAL, "Break", *USUAL]
    assert found[8][0] == "15:50 to 16:05", "a break, so that nobody meets at the door"
    assert "Part 2" in page


def test_parts_that_follow_without_a_break_are_pointed_out_where_people_are_kept_apart(worker, around, meeting):
    around.add("Kev", "Vi")
    around.worry("Kev", "Vi")
    agenda, made = f"{meeting}/agenda", meeting.rsplit("/", 1)[1]
    around.decides(made, "Vi", Invite.INVITE)
    around.decides(made, "Kev", Invite.SEPARATE_PART, part=2)
    worker.post(f"{agenda}/items/new", {"title": "What Kev can do", "minutes": "20", "part": "2", "kind": "other"})
    assert titles(worker, meeting) == [*USUAL, "Break", "What Kev can do"], "a part that begins is set apart"
    last_of_part_1 = [item for item in around.meeting(made).agenda if item.part == 1][-1]
    press(worker, meeting, last_of_part_1.id, "remove")
    assert "Part 2 begins when part 1 ends, and there are people in them who are kept apart" in text(worker.get(agenda))

    worker.post(f"{agenda}/usual", page=agenda)

    page = worker.get(agenda)
    assert "kept apart" not in text(page)
    assert titles(worker, meeting) == [*USUAL, "Break", "What Kev can do"]


# ---------------------------------------------------------------- two editors


def test_of_two_who_change_an_item_the_second_keeps_their_words_and_can_save_again(worker, around, within, meeting):
    path = f"{meeting}/agenda/items/{id_of(around, meeting, 'Help there is')}"
    page = worker.get(path)
    change_elsewhere(around, within, meeting)

    answer = worker.client.post(path, data=hidden_fields(page) | ITEM)
    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text
    assert 'value="The garden"' in answer.text
    assert "Help there is" in answer.text.split("nm-theirs")[1]
    assert "The garden" not in titles(worker, meeting)

    assert worker.client.post(path, data=hidden_fields(answer.text) | ITEM).status_code == 303
    assert {"The garden", "Tea"} <= set(titles(worker, meeting))


def test_an_item_that_somebody_took_off_meanwhile_is_put_on_again_only_when_saved_twice(worker, around, within, meeting):
    path = f"{meeting}/agenda/items/{id_of(around, meeting, 'Help there is')}"
    page = worker.get(path)
    change_elsewhere(around, within, meeting, [])

    answer = worker.client.post(path, data=hidden_fields(page) | ITEM)

    assert answer.status_code == 409
    assert COLLEAGUE.name in answer.text
    assert 'value="The garden"' in answer.text
    assert worker.client.post(path, data=hidden_fields(answer.text) | ITEM).status_code == 303
    assert titles(worker, meeting) == ["The garden"]


def test_a_button_on_a_page_that_is_out_of_date_changes_nothing_and_says_so(worker, around, within, meeting):
    agenda = f"{meeting}/agenda"
    path = f"{agenda}/items/{id_of(around, meeting, 'Review date')}/remove"
    sent = hidden_fields(worker.get(agenda), path)
    change_elsewhere(around, within, meeting)

    assert worker.client.post(path, data=sent).headers["Location"] == agenda

    page = worker.get(agenda)
    assert COLLEAGUE.name in page
    assert "Nothing was changed." in page
    assert "Review date" in page


# ---------------------------------------------------------------- family time

WANTED = {"answer": "yes", "presence": "alone", "supporter": "", "decision": ""}


def test_family_time_follows_what_the_adult_said_alone(worker, meeting):
    path = f"{meeting}/family-time"
    assert "Ask Rose Okafor, alone, whether they want family time." in text(worker.get(f"{meeting}/agenda"))

    worker.post(path, WANTED)
    page = worker.get(f"{meeting}/agenda")
    assert "The agenda follows the answer." in page
    assert "Rose Okafor, asked alone, wants family time." in text(page)
    assert any(title == "Family time" and when.endswith("as long as it takes") for when, title in rows(page))
    assert any(when.startswith("about ") for when, _ in rows(page))

    worker.post(path, WANTED | {"presence": "with others"})
    assert "Family time" not in titles(worker, meeting)
    assert "ask again, alone" in text(worker.seen[-1])


def test_where_a_worry_is_open_family_time_needs_a_supporter_and_a_recorded_decision(worker, around, meeting):
    around.add("Kev")
    ivy = around.add("Ivy")
    around.add("Rex", kind="pet")
    around.worry("Kev")
    for name in ("Kev", "Ivy"):
        around.decides(meeting.rsplit("/", 1)[1], name, Invite.INVITE)
    path = f"{meeting}/family-time"
    assert set(re.findall(r"<option[^>]*>\s*(\w+)", worker.get(path))) == {"Nobody", "Kev", "Ivy"}

    worker.post(path, WANTED)
    assert "A concern is open between Rose Okafor and Kev" in text(worker.get(f"{meeting}/agenda"))
    assert "Family time" not in titles(worker, meeting)

    worker.post(path, WANTED | {"supporter": ivy, "decision": "Rose wants it, with Ivy beside her"})
    assert "Family time" in titles(worker, meeting)
    assert "Ivy, whom Rose Okafor chose, stays" in text(worker.seen[-1])


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"answer": ""}, "Choose their answer"),
        ({"presence": ""}, "Choose whether they were asked alone"),
        ({"supporter": "00000000-0000-7000-8000-00000000ffff"}, "Choose one of the answers on the list"),
        ({"decision": "x" * 1001}, "must be 1,000 characters or fewer"),
    ],
)
def test_an_answer_about_family_time_that_cannot_be_kept_says_why(worker, meeting, sent, message):
    page = worker.post(f"{meeting}/family-time", WANTED | {"decision": "She wants it"} | sent, status=400)

    assert message in page
    assert sent.get("decision", "She wants it") in page
    assert "Family time" not in titles(worker, meeting)


def test_of_two_who_answer_about_family_time_the_second_sees_names_not_ids(worker, around, within, meeting):
    ivy = around.add("Ivy")
    path = f"{meeting}/family-time"
    page = worker.get(path)

    def other(case):
        found = meetings.one(case, meeting.rsplit("/", 1)[1])
        meetings.answer_family_time(case, found, FamilyTime(FamilyTimeAnswer.NO, Presence.ALONE, ivy, "Not now"), found.version)

    within(around.case_id, other, COLLEAGUE)
    answer = worker.client.post(path, data=hidden_fields(page) | WANTED | {"decision": "She wants it"})

    assert answer.status_code == 409
    theirs = answer.text.split("nm-theirs")[1].split("<form")[0]
    assert "Ivy" in theirs
    assert ivy not in theirs
    assert "Not now" in theirs
    assert worker.client.post(path, data=hidden_fields(answer.text) | WANTED).status_code == 303
    assert "Family time" in titles(worker, meeting)


def test_family_time_that_may_no_longer_be_stops_the_next_change_and_can_be_taken_off(worker, around, meeting):
    worker.post(f"{meeting}/family-time", WANTED)
    around.add("Kev")
    around.worry("Kev")
    around.decides(meeting.rsplit("/", 1)[1], "Kev", Invite.INVITE)

    press(worker, meeting, id_of(around, meeting, USUAL[0]), "down")
    assert "Family time cannot be on the agenda" in worker.get(f"{meeting}/agenda")
    press(worker, meeting, id_of(around, meeting, "Family time"), "remove")

    assert titles(worker, meeting) == USUAL


def test_a_supervisor_reads_the_agenda_and_is_offered_no_change(visitor, meeting):
    page = visitor(SUPERVISOR.username).get(f"{meeting}/agenda")

    assert [title for _, title in rows(page)] == USUAL
    assert not re.search(r"/items/|/family-time|Add an item", page)
