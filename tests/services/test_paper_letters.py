"""Every letter of a meeting at once: as strict as singly, and one row of the audit."""

from dataclasses import replace

import pytest

from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import Invite
from netmeet.services import meetings, paper_letters
from netmeet.services.papers import Checked, Desk
from netmeet.store import audit
from tests.support.around import TODAY

PLAIN = PaperForm.PLAIN


@pytest.fixture
def meeting_id(around):
    made = around.plan()
    around.add("Dawn")
    around.decides(made, "Dawn", Invite.INVITE)
    return made


def at_the_desk(around, meeting_id, do):
    return around(lambda case: do(Desk.of(case, meetings.one(case, meeting_id), TODAY)))


def test_what_was_found_in_several_papers_is_said_once():
    found = [Checked(("One",), ("Two",)), Checked(("One", "Three"), ("Two",))]

    all_at_once = paper_letters.together(found)
    assert (all_at_once.never, all_at_once.ask) == (("One", "Three"), ("Two",))
    assert paper_letters.together([]).never == ()


def test_what_was_made_at_once_is_in_the_audit(around, meeting_id, new_db):
    at_the_desk(around, meeting_id, lambda desk: paper_letters.as_files(desk, PLAIN, PaperFile.PDF))
    at_the_desk(around, meeting_id, lambda desk: paper_letters.as_files(desk, PLAIN, PaperFile.WORD))
    at_the_desk(around, meeting_id, lambda desk: paper_letters.to_print(desk, PLAIN))
    alone = around.plan()
    at_the_desk(around, alone, lambda desk: paper_letters.to_print(desk, PLAIN))

    with new_db() as session:
        told = [row.what for row in audit.of_case(session, around.case_id, 50)]
    assert told[0] == "made 1 letter at once to print"
    assert told[2:5] == ["made 2 letters at once to print", "made 2 letters at once for Word", "made 2 letters at once"]


@pytest.mark.parametrize("looked", ["yes", ""])
def test_nothing_is_made_nor_noted_where_one_letter_may_not_leave(around, meeting_id, new_db, looked):
    around.add("Bartholomew", off_copies=True)
    meeting = around.meeting(meeting_id)
    around(lambda case: meetings.save(case, replace(meeting, purpose="With Bartholomew"), meeting.version))

    for make in (
        lambda desk: paper_letters.as_files(desk, PLAIN, PaperFile.PDF, looked=looked),
        lambda desk: paper_letters.to_print(desk, PLAIN, looked=looked),
    ):
        with pytest.raises(BadInputError, match="kept off copies"):
            at_the_desk(around, meeting_id, make)

    with new_db() as session:
        assert not any("at once" in row.what for row in audit.of_case(session, around.case_id, 50))
