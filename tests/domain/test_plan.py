"""Who may be named on the adult's plan, and what there is to settle."""

import pytest

from netmeet.domain.meeting import AdultSays, AgendaItem, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.network import Member
from netmeet.domain.plan import may_be_named, to_settle

DAWN, KEV = Member("dawn", "Dawn"), Member("kev", "Kev")


def a_meeting(says, *, parts=1):
    invitations = (Invitation("dawn", says, decision=Invite.INVITE), Invitation("kev", AdultSays.YES, decision=Invite.INVITE))
    agenda = tuple(AgendaItem(f"i{part}", ItemKind.OTHER, "Talk", part=part) for part in range(1, parts + 1))
    return Meeting("m", invitations=invitations, agenda=agenda)


@pytest.mark.parametrize(
    ("says", "named"), [(AdultSays.YES, True), (AdultSays.IF, True), (AdultSays.NO, False), (AdultSays.NOT_ASKED, False)]
)
def test_the_plan_names_those_whom_the_adult_said_yes_to(says, named):
    found = may_be_named(a_meeting(says), (DAWN, KEV), ())

    assert found == ((DAWN, KEV) if named else (KEV,))


def test_the_plan_names_nobody_who_is_kept_off_copies_or_whose_decision_has_fallen():
    hidden = Member("dawn", "Dawn", off_copies=True)

    assert may_be_named(a_meeting(AdultSays.YES), (hidden, KEV), ()) == (KEV,)
    assert may_be_named(a_meeting(AdultSays.YES), (DAWN, KEV), {"kev": "An order keeps them away."}) == (DAWN,)


def test_the_plan_of_a_meeting_in_two_parts_names_nobody():
    assert may_be_named(a_meeting(AdultSays.YES, parts=2), (DAWN, KEV), ()) == ()


def an_item(title, kind=ItemKind.OTHER, part=1):
    return AgendaItem(f"{title} {part}", kind, title, part=part)


def test_nobody_is_asked_who_does_what_where_nothing_is_settled():
    meeting = Meeting("m", agenda=tuple(an_item(kind.value, kind) for kind in ItemKind))

    left = set(ItemKind) - {item.kind for item in to_settle(meeting)}
    assert left == {ItemKind.WELCOME, ItemKind.BREAK, ItemKind.FAMILY_TIME, ItemKind.REVIEW}


def test_what_is_to_settle_stands_once_and_in_the_order_of_the_agenda():
    meeting = Meeting("m", agenda=(an_item("Lifts"), an_item("Money"), an_item("Lifts")))

    assert [item.title for item in to_settle(meeting)] == ["Lifts", "Money"]


def test_a_meeting_in_parts_settles_on_paper_only_what_every_part_talks_about():
    meeting = Meeting("m", agenda=(an_item("Lifts"), an_item("The loan"), an_item("Lifts", part=2), an_item("The keys", part=2)))

    assert [item.title for item in to_settle(meeting)] == ["Lifts"]
