"""A meeting and what is recorded about it."""

from datetime import date, datetime

import pytest

from netmeet.domain.meeting import AdultSays, AgendaItem, Invitation, Invite, ItemKind, Meeting


@pytest.mark.parametrize(
    ("decision", "comes"),
    [
        (Invite.INVITE, True),
        (Invite.SEPARATE_PART, True),
        (Invite.TALK_FIRST, False),
        (Invite.WRITTEN_VIEW, False),
        (Invite.NOT_INVITED, False),
    ],
)
def test_only_the_invited_are_in_the_building(decision, comes):
    assert decision.comes is comes


def test_somebody_about_whom_nothing_is_recorded_is_not_asked_and_not_decided():
    meeting = Meeting("m", invitations=(Invitation("dawn", AdultSays.YES, decision=Invite.INVITE),))

    assert meeting.invitation("dawn").decision is Invite.INVITE
    assert meeting.invitation("kev") == Invitation("kev", AdultSays.NOT_ASKED, decision=None)


@pytest.mark.parametrize(("on", "day"), [(None, None), (datetime.fromisoformat("2026-03-09T14:30"), date(2026, 3, 9))])
def test_the_day_is_the_day_of_part_1(on, day):
    assert Meeting("m", on=on).day == day


@pytest.mark.parametrize(
    ("agenda", "decided", "parts"),
    [
        ((), (), (1,)),
        ((), ((Invite.INVITE, 3),), (1, 3)),
        ((), ((Invite.SEPARATE_PART, 2),), (1, 2)),
        ((), ((Invite.WRITTEN_VIEW, 2), (None, 4)), (1,)),
        ((5, 2), (), (1, 2, 5)),
    ],
)
def test_the_parts_in_use_are_those_of_the_agenda_and_of_who_comes(agenda, decided, parts):
    items = tuple(AgendaItem(str(part), ItemKind.OTHER, "Tea", part=part) for part in agenda)
    invitations = tuple(Invitation(str(place), decision=decision, part=part) for place, (decision, part) in enumerate(decided))

    assert Meeting("m", agenda=items, invitations=invitations).parts == parts
