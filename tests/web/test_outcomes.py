"""Wishes with their history and sharing, how safe it feels, what is working, the seven statements: as a practitioner meets them."""

import re
from dataclasses import replace

import pytest

from netmeet.app import create_app
from tests.support.around import Around
from tests.support.site import Browser, hidden_fields

ALONE = {"point": "before the meeting", "score": "4", "presence": "alone", "words": "Not on Fridays"}


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def wishes(case_id):
    return f"/cases/{case_id}/wishes"


def text(page):
    """What a reader reads, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def card(page, place):
    """One wish's part of the page, as read."""
    return text("<main" + page.split(f'aria-labelledby="wish-{place}"')[1].split("</section>")[0])


# ---------------------------------------------------------------- wishes


def test_a_wish_is_shared_with_nobody_unless_the_adult_says_so(worker, wishes):
    assert 'value="nobody" checked' in worker.get(f"{wishes}/1")

    worker.post(f"{wishes}/1", {"words": "To stay at home", "sharing": "nobody"})

    page = worker.get(wishes)
    assert "Written down." in page
    assert "To stay at home" in card(page, 1)
    assert "Shared with: nobody." in card(page, 1)
    assert "Not worded yet." in card(page, 2)


def test_a_wish_worded_anew_keeps_the_earlier_words_and_asks_anew_with_whom(worker, wishes, around):
    dawn = around.add("Dawn")
    worker.post(f"{wishes}/1", {"words": "To stay at home", "sharing": "people the adult chose", "chosen": dawn, "said_on": "20/11/2026"})
    assert "Shared with: Dawn." in card(worker.get(wishes), 1)

    page = worker.get(f"{wishes}/1")
    assert "Until now it was shared with: Dawn." in text(page)
    assert not re.search(r'name="(sharing|chosen)"[^>]* checked', page)
    assert "Choose with whom" in worker.post(f"{wishes}/1", {"words": "To stay in my own house"}, status=400)
    worker.post(f"{wishes}/1", {"words": "To stay in my own house", "sharing": "everyone invited"})

    now, _, before = card(worker.get(wishes), 1).partition("How it was worded before")
    assert "To stay in my own house" in now
    assert "Shared with: everybody who is invited." in now
    assert "To stay at home 20 November 2026" in before


def test_nothing_new_is_no_new_wording(worker, wishes):
    for sentence in ("Written down.", "That is how it stood already."):
        worker.post(f"{wishes}/3", {"words": "Church", "sharing": "nobody"})
        assert sentence in worker.get(wishes)

    assert "How it was worded before" not in worker.get(wishes)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"words": ""}, "Enter the wish in the adult’s own words"),
        ({"sharing": ""}, "Choose with whom they agreed to share it"),
        ({"sharing": "everybody"}, "Choose one of the answers on the list"),
        ({"sharing": "people the adult chose"}, "Choose the people that the adult agreed to share this wish with"),
        ({"chosen": "00000000-0000-7000-8000-00000000ffff"}, "Choose one of the answers on the list"),
        ({"words": "x" * 1001}, "must be 1,000 characters or fewer"),
        ({"said_on": "yesterday"}, "Enter a day that exists"),
        ({"said_on": "2026-11-23"}, "This day is still to come"),
    ],
)
def test_a_wish_that_cannot_be_kept_says_why_and_keeps_what_was_typed(worker, wishes, sent, message):
    page = worker.post(f"{wishes}/1", {"words": "To see the sea", "sharing": "nobody"} | sent, status=400)

    assert message in page
    assert sent.get("words", "To see the sea") in page
    assert "Not worded yet." in card(worker.get(wishes), 1)


@pytest.mark.parametrize("place", ["0", "4", "99999999999999999999"])
def test_there_are_three_wishes(worker, wishes, place):
    worker.get(f"{wishes}/{place}", status=404)


def test_only_people_can_be_told_of_a_wish(worker, wishes, around):
    around.add("Dawn")
    around.add("Rex", kind="pet")
    around.add("Una", dead=True)

    page = worker.get(f"{wishes}/1")

    assert "Dawn" in page
    assert not {"Rex", "Una"} & set(re.findall(r"\w+", text(page)))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "Line one\nLine two\x00", "שרה כהן", "=1+1", "{{ 7*7 }}"])
def test_hostile_words_are_shown_as_they_were_typed(worker, wishes, words):
    worker.post(f"{wishes}/1", {"words": words, "sharing": "nobody"})

    page = worker.get(wishes)
    assert "<script>alert" not in page
    assert words.replace("\x00", "").replace("<", "&lt;").replace(">", "&gt;") in page


# ---------------------------------------------------------------- how safe it feels


def test_how_safe_it_feels_is_asked_on_the_scale_of_the_settings(app, clock, visitor, settings, case_id):
    engine = app.extensions["netmeet"].new_db.kw["bind"]
    ours = create_app(replace(settings, safe_scale_max=5, safe_low="frightened", safe_high="at ease"), engine=engine, clock=clock)
    worker = Browser(ours.test_client()).sign_in("wren")

    page = worker.get(f"/cases/{case_id}/wishes/safe")

    assert re.findall(r'name="score"[^>]*value="(\d+)"', page) == ["0", "1", "2", "3", "4", "5"]
    assert {"0 frightened", "5 at ease"} <= set(re.findall(r"\d (?:frightened|at ease)", text(page)))
    assert "Choose one of the answers" in worker.post(f"/cases/{case_id}/wishes/safe", ALONE | {"score": "6"}, status=400)
    worker.post(f"/cases/{case_id}/wishes/safe", ALONE | {"score": "0"})
    assert "0 out of 5" in text(worker.get(f"/cases/{case_id}/wishes"))


def test_answers_are_shown_with_who_was_in_the_room_and_their_change_with_care(worker, wishes):
    worker.post(f"{wishes}/safe", ALONE | {"score": "3"})
    worker.post(f"{wishes}/safe", ALONE | {"score": "9", "presence": "with others", "words": "All is well"})
    worker.post(f"{wishes}/safe", ALONE | {"score": "6", "point": "the same day, after the meeting", "presence": "not known"})

    read = text(worker.get(wishes))

    assert "Before the meeting 3 out of 10 yes Not on Fridays 22 November 2026" in read
    assert "Before the meeting 9 out of 10 no, others were there All is well" in read
    assert "The same day, after the meeting 6 out of 10 not known" in read
    assert "Before the meeting: 3 out of 10 (asked alone)." in read, "what was said alone is what counts"
    assert "That is 3 higher." in read
    assert "Not every answer is known to have been given alone" in read


def test_it_is_never_an_item_of_a_meeting(worker, wishes, around):
    assert "It is never an item of a meeting." in worker.get(wishes)
    meeting = around.plan()

    assert not any(re.search("safe", item.title, re.IGNORECASE) for item in around.meeting(meeting).agenda)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"score": ""}, "Choose a number"),
        ({"score": "11"}, "Choose one of the answers on the list"),
        ({"point": ""}, "Choose when you are asking"),
        ({"presence": ""}, "Choose whether they were alone with you"),
        ({"said_on": "31/2/2026"}, "Enter a day that exists"),
        ({"said_on": "1/1/2027"}, "This day is still to come"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_why(worker, wishes, sent, message):
    page = worker.post(f"{wishes}/safe", ALONE | sent, status=400)

    assert message in page
    assert "Not on Fridays" in page
    assert "Not asked yet." in worker.get(wishes)


# ---------------------------------------------------------------- working and not


def test_what_works_and_what_does_not_stand_side_by_side_with_who_says_so(worker, wishes):
    worker.post(f"{wishes}/working", {"working": "yes", "words": "Lunch club", "voice": "carer"})
    worker.post(f"{wishes}/working", {"working": "no", "words": "Nobody on Fridays", "voice": "adult"})

    read = text(worker.get(wishes))

    assert "Working Lunch club a carer, 22 November 2026" in read
    assert "Not working Nobody on Fridays Rose Okafor, 22 November 2026" in read


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"working": ""}, "Choose whether it is working"),
        ({"voice": ""}, "Choose who says so"),
        ({"words": " "}, "Enter what is working, or is not"),
    ],
)
def test_what_works_needs_words_and_a_voice(worker, wishes, sent, message):
    page = worker.post(f"{wishes}/working", {"working": "yes", "words": "Lunch club", "voice": "adult"} | sent, status=400)

    assert message in page
    assert sent.get("words", "Lunch club").strip() in page


# ---------------------------------------------------------------- the seven statements


def test_some_of_the_seven_statements_may_be_left_out(worker, wishes):
    worker.post(f"{wishes}/statements", {"point": "beginning", "safe": "2", "care": "4"})
    worker.post(f"{wishes}/statements", {"point": "end", "safe": "4"})

    read = text(worker.get(wishes))

    assert "I feel safe disagree not asked agree Agrees more at the end than at the beginning." in read
    assert "I get good care and support agree not asked not asked Not asked at the end." in read
    assert "I respect myself not asked not asked not asked" in read


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"point": "beginning"}, "Answer at least one statement"),
        ({"safe": "2"}, "Choose when you are asking"),
        ({"point": "beginning", "safe": "7"}, "Choose one of the answers on the list"),
    ],
)
def test_no_statement_at_all_is_nothing_to_write_down(worker, wishes, sent, message):
    assert message in worker.post(f"{wishes}/statements", sent, status=400)

    assert "I feel safe" not in worker.get(wishes)


# ---------------------------------------------------------------- who may


def test_a_supervisor_reads_and_is_offered_no_change(visitor, worker, wishes):
    worker.post(f"{wishes}/1", {"words": "Church", "sharing": "nobody"})

    page = visitor("sol").get(wishes)

    assert "Church" in page
    assert not re.search("Word it anew|Write it down|Ask how safe|Ask the seven", page)


def test_what_was_typed_into_a_locked_wish_comes_back(worker, wishes, clock):
    sent = hidden_fields(worker.get(f"{wishes}/2")) | {"words": "Church on Sundays", "sharing": "nobody"}
    clock.forward(minutes=20)
    worker.client.post(f"{wishes}/2", data=sent)
    worker.sign_in("wren")

    kept = worker.get("/kept")
    assert "Church on Sundays" in kept
    worker.client.post(f"{wishes}/2", data=hidden_fields(kept, f"{wishes}/2"))

    assert "Church on Sundays" in card(worker.get(wishes), 2)
    assert "Nothing is waiting" in worker.get("/kept")
