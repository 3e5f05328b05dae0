from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError, UnknownMemberError
from netmeet.domain.meeting import AdultSays, AgendaItem, Invitation, ItemKind, Meeting
from netmeet.store import meetings
from tests.support.stored import AT, COLLEAGUE, WORKER

LATER = AT + timedelta(minutes=5)


def test_a_meeting_is_added_after_the_others(session, case):
    meetings.add_meetings(session, "case", (Meeting("third"),), WORKER, AT)

    assert meetings.load(session, "case") == (*case.meetings, Meeting("third"))


def test_saving_a_meeting_leaves_its_invitations_and_agenda_alone(session, case):
    changed = replace(case.meetings[0], venue="Town Hall", invitations=(), agenda=())

    saved = meetings.save_meeting(session, "case", changed, 4, COLLEAGUE, LATER)

    assert saved == replace(changed, version=5)
    assert meetings.load(session, "case")[0] == replace(case.meetings[0], venue="Town Hall", version=5)


def test_the_agenda_is_replaced_with_its_meeting(session, case):
    agenda = (AgendaItem("new", ItemKind.BREAK, "Break"), case.meetings[0].agenda[1])

    saved = meetings.replace_agenda(session, "case", replace(case.meetings[0], agenda=agenda), 4, COLLEAGUE, LATER)

    assert meetings.load(session, "case")[0] == saved == replace(case.meetings[0], agenda=agenda, version=5)


def test_an_agenda_may_be_emptied(session, case):
    meetings.replace_agenda(session, "case", replace(case.meetings[0], agenda=()), 4, COLLEAGUE, LATER)

    assert meetings.load(session, "case")[0].agenda == ()


@pytest.mark.parametrize("save", [meetings.save_meeting, meetings.replace_agenda])
def test_who_saves_a_meeting_second_is_told_and_changes_nothing(session, case, save):
    meetings.save_meeting(session, "case", replace(case.meetings[0], venue="Town Hall"), 4, COLLEAGUE, LATER)
    before = meetings.load(session, "case")

    with pytest.raises(ChangedMeanwhileError, match="Cole Ansah saved a change to this meeting"):
        save(session, "case", replace(case.meetings[0], agenda=()), 4, WORKER, LATER)

    assert meetings.load(session, "case") == before


def test_a_meeting_that_is_not_there_cannot_be_saved(session, case):
    with pytest.raises(NotFoundError):
        meetings.save_meeting(session, "case", Meeting("gone"), 1, WORKER, AT)


def test_a_recorded_answer_gets_the_next_version(session, case):
    changed = Invitation("dawn", AdultSays.YES)

    saved = meetings.save_invitation(session, "case", "meeting", changed, 3, COLLEAGUE, LATER)

    assert saved == meetings.load(session, "case")[0].invitation("dawn") == replace(changed, version=4)


def test_of_two_who_record_the_first_answer_the_second_is_told(session, case):
    shown = case.meetings[0].invitation("rex")
    first = meetings.save_invitation(session, "case", "meeting", replace(shown, adult_says=AdultSays.YES), shown.version, COLLEAGUE, LATER)

    with pytest.raises(ChangedMeanwhileError, match="Cole Ansah saved a change to this invitation"):
        meetings.save_invitation(session, "case", "meeting", replace(shown, adult_says=AdultSays.NO), shown.version, WORKER, LATER)

    assert meetings.load(session, "case")[0].invitations == (*case.meetings[0].invitations, first)


def test_a_recorded_answer_that_was_shown_as_version_1_is_saved_as_any_other(session, case):
    meetings.add_meetings(session, "case", (Meeting("third", invitations=(Invitation("dawn"),)),), WORKER, AT)

    saved = meetings.save_invitation(session, "case", "third", Invitation("dawn", AdultSays.NO), 1, WORKER, LATER)

    assert saved.version == 2
    assert meetings.load(session, "case")[2].invitations == (saved,)


def test_only_members_of_the_map_are_asked_and_only_to_meetings_that_are_there(session, case):
    with pytest.raises(UnknownMemberError):
        meetings.save_invitation(session, "case", "meeting", Invitation("nobody"), 1, WORKER, AT)
    with pytest.raises(BadInputError):
        meetings.save_invitation(session, "case", "gone", Invitation("dawn"), 1, WORKER, AT)
