"""Papers that are out: what somebody goes by, what of it is not so any more, and what they may still hold."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from netmeet.domain.papers_out import Now, PaperAct, PaperStep, believed, by_reader, changed_since, held, holders, standing_papers

ON = datetime(2026, 12, 10, 14)  # noqa: DTZ001 (local, as on the letter)
LATER = datetime(2026, 12, 17, 14)  # noqa: DTZ001 (as above)
LETTER = PaperStep("p1", "g", "kev", PaperAct.LETTER, on=ON, place="The Library", seq=1)
PLAIN_ENTRY = replace(LETTER, id="p2", act=PaperAct.CALENDAR, on=LATER, place="", seq=2)
TOLD = PaperStep("p3", "g", "kev", PaperAct.TOLD, on=None, place="", seq=3)
BACK = PaperStep("p4", "g", "kev", PaperAct.GOT_BACK, comes=False, seq=4)


@pytest.mark.parametrize(
    ("steps", "known"),
    [
        ((), None),
        ((LETTER,), Now(comes=True, on=ON, place="The Library")),
        ((LETTER, PLAIN_ENTRY), Now(comes=True, on=LATER, place="The Library")),
        ((PLAIN_ENTRY, replace(LETTER, on=None)), Now(comes=True, on=LATER, place="The Library")),
        ((LETTER, TOLD), Now(comes=True)),
        ((TOLD,), Now(comes=True)),
        ((LETTER, BACK), None),
        ((BACK, PLAIN_ENTRY), Now(comes=True, on=LATER)),
    ],
)
def test_somebody_goes_by_their_newest_paper_and_by_what_they_were_told(steps, known):
    assert believed(steps) == known


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (Now(True, ON, "The Library"), ()),
        (Now(True, ON, " the  library\n"), ()),
        (Now(True, LATER, "The Library"), ("the day",)),
        (Now(True, ON.replace(hour=15), "The Library"), ("the time",)),
        (Now(True, None, "The Library"), ("the day",)),
        (Now(True, ON, "The hall"), ("the place",)),
        (Now(True, LATER, ""), ("the day", "the place")),
    ],
)
def test_another_day_time_or_place_than_they_go_by_is_a_change(now, changed):
    assert changed_since(Now(True, ON, "The Library"), now) == changed


def test_what_was_left_open_cannot_have_changed():
    assert changed_since(Now(comes=True), Now(True, LATER, "The hall")) == ()


@pytest.mark.parametrize(
    ("steps", "papers"),
    [((), ()), ((LETTER, TOLD, PLAIN_ENTRY), (LETTER, PLAIN_ENTRY)), ((LETTER, BACK), ()), ((LETTER, BACK, PLAIN_ENTRY), (PLAIN_ENTRY,))],
)
def test_a_paper_is_held_until_it_was_got_back(steps, papers):
    assert held(steps) == papers


def test_whoever_may_hold_a_paper_of_a_day_is_found_in_any_meeting():
    other = replace(LETTER, id="p5", meeting="h", member="dawn", seq=5)
    steps = (LETTER, PLAIN_ENTRY, other, replace(LETTER, id="p6", member="tom", on=None))

    assert holders(steps, {ON.date()}) == {"kev": LETTER, "dawn": other}
    assert holders(steps, {LATER.date()}) == {"kev": PLAIN_ENTRY}
    assert holders((*steps, BACK), {ON.date(), LATER.date()}) == {"dawn": other}
    assert holders(steps, frozenset()) == {}
    assert holders(steps, {date(2030, 1, 1)}) == {}


def test_steps_are_taken_by_meeting_and_reader_in_the_order_of_recording():
    other = replace(LETTER, id="p5", meeting="h", seq=5)

    assert by_reader((other, BACK, LETTER)) == {("g", "kev"): (LETTER, BACK), ("h", "kev"): (other,)}


def test_steps_about_whoever_was_taken_off_the_map_are_left_out():
    assert standing_papers((LETTER, replace(LETTER, member="gone")), {"kev"}) == (LETTER,)
