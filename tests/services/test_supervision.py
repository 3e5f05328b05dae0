"""An hour of supervision: one look at the whole case, notes that stand side by side, and the cases of a team."""

from datetime import date, timedelta

import pytest

from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError, NotAllowedError, NotFoundError
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import AgendaItem, ItemKind
from netmeet.domain.supervised import Topic
from netmeet.services import cases, meetings, supervision
from tests.support.site import ADMINISTRATOR, COLLEAGUE, START, STRANGER, SUPERVISOR, WORKER

TODAY = START.date()
USUAL = FlagRule()


@pytest.fixture
def look(within, case_id):
    """The page as the supervisor sees it."""
    return lambda since=None, today=TODAY: within(case_id, lambda case: supervision.look(case, USUAL, today, since), SUPERVISOR)


@pytest.fixture
def note(within, case_id):
    """Leave a note as the supervisor."""

    def write(words="Talked about Kev", decision="Ask Rose alone", held_on=TODAY, by=SUPERVISOR):
        return within(case_id, lambda case: supervision.write_note(case, held_on, words, decision), by)

    return write


def told(screen):
    return {change.heading: [line.words for line in change.lines] for change in screen.compared.changes}


def test_without_a_note_the_last_thirty_days_are_compared(look, around):
    around.add("Kev")
    screen = look()

    assert (screen.compared.since, screen.compared.note) == (date(2026, 10, 23), None)
    assert told(screen)["On the map"] == ["Put on the map: Kev and Rose Okafor."]
    assert told(screen)["Done in the case"] == ["Opened the case: 1 time.", "Put somebody on the map: 1 time."]


def test_with_a_note_what_changed_after_it_is_compared_whatever_day_it_is_about(look, around, note, clock):
    around.add("Kev")
    note(held_on=TODAY - timedelta(days=9))
    assert told(look()) == {}

    clock.forward(hours=1)
    around.add("Dawn")

    assert (look().compared.since, look().compared.note) == (TODAY, TODAY - timedelta(days=9))
    assert told(look())["On the map"] == ["Put on the map: Dawn."]
    assert told(look(since=TODAY))["On the map"] == ["Put on the map: Dawn, Kev and Rose Okafor."]


def test_a_day_begins_at_midnight_in_england(look, around, clock):
    clock.now = clock.now.replace(year=2027, month=6, day=29, hour=23, minute=30)
    around.add("Kev")

    assert told(look(date(2027, 6, 30), date(2027, 7, 1)))["On the map"] == ["Put on the map: Kev."]
    assert told(look(date(2027, 7, 1), date(2027, 7, 1))) == {}


def test_who_does_what_is_read_from_the_meeting_that_was_planned_last(look, around):
    assert (look().meeting, look().actions) == (None, ())
    meeting_id = around.plan()
    planned = around.meeting(meeting_id)
    items = [*planned.agenda, AgendaItem("a", ItemKind.WHO_DOES_WHAT, "Who does what", notes="Kev: the bins, by Friday")]
    around(lambda case: meetings.save_agenda(case, planned, items, planned.version))

    assert look().meeting.id == meeting_id
    assert [item.notes for item in look().actions] == ["Kev: the bins, by Friday"]


def test_questions_come_by_topic_and_beside_the_note_as_on_the_page(look, around, within, case_id):
    around.add("Kev")
    screen = look()

    assert [topic for topic, _ in screen.questions] == [Topic.VOICE, Topic.MISSING, Topic.NOT_KNOWN, Topic.DECIDES]
    assert within(case_id, lambda case: supervision.raised(case, USUAL, TODAY), SUPERVISOR) == screen.questions


def test_notes_of_two_supervisors_both_stand_and_the_front_page_has_the_latest(note, around, within, case_id):
    note("First", held_on=TODAY - timedelta(days=1))
    note("Second", by=STRANGER)

    found = around(supervision.all_notes)
    assert [(one.row.note, one.row.author) for one in found] == [("Second", STRANGER.name), ("First", SUPERVISOR.name)]
    assert around(supervision.newest).note == "Second"
    assert within(case_id, supervision.newest, COLLEAGUE) is None


def test_a_note_is_answered_and_stays_as_it_was(note, around):
    note_id = note()

    around(lambda case: supervision.answer(case, note_id, "I asked her"))

    (found,) = around(supervision.all_notes)
    assert [(one.words, one.author) for one in found.answers] == [("I asked her", WORKER.name)]
    assert (found.row.note, found.row.decision) == ("Talked about Kev", "Ask Rose alone")
    assert {"wrote a note of supervision", "answered a note of supervision"} <= {row.what for row in around(cases.history)}


@pytest.mark.parametrize(("words", "held_on", "field"), [(" ", TODAY, "note"), ("Talked", TODAY + timedelta(days=1), "held_on")])
def test_a_note_says_something_about_a_day_that_has_been(note, words, held_on, field):
    with pytest.raises(BadInputError) as refused:
        note(words, held_on=held_on)

    assert refused.value.field == field


def test_an_answer_says_something_to_a_note_that_is_there(note, around):
    note_id = note()

    with pytest.raises(BadInputError, match="Enter an answer"):
        around(lambda case: supervision.answer(case, note_id, " "))
    with pytest.raises(NotFoundError):
        around(lambda case: supervision.answer(case, "nowhere", "Yes"))


# ---------------------------------------------------------------- the team


def test_the_team_s_cases_are_those_of_its_workers_that_are_open_to_the_supervisor(as_caller, around, note, case_id):
    assert [(one.row.id, one.last) for one in as_caller(supervision.team, SUPERVISOR)] == [(case_id, None)]
    note()
    assert [one.last for one in as_caller(supervision.team, SUPERVISOR)] == [TODAY]
    assert as_caller(supervision.team, STRANGER) == ()

    around.add("Sol", staff_id=SUPERVISOR.id)
    assert as_caller(supervision.team, SUPERVISOR) == ()


@pytest.mark.parametrize("actor", [WORKER, ADMINISTRATOR])
def test_only_a_supervisor_has_a_team(as_caller, actor):
    with pytest.raises(NotAllowedError):
        as_caller(supervision.team, actor)


def test_a_supervisor_s_own_case_is_not_theirs_to_supervise(around, as_caller, case_id):
    around(lambda case: cases.allocate(case, SUPERVISOR.id, case.profile.version))

    assert as_caller(supervision.team, SUPERVISOR) == ()
    with pytest.raises(NotAllowedError):
        as_caller(lambda caller: cases.open_case(caller, case_id, Action.SUPERVISE_CASE), SUPERVISOR)
