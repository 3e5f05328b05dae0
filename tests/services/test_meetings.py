"""Planning a meeting: the adult's answers come first, people decide, and nobody's edit is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain import agenda as rules
from netmeet.domain.answered import answers, decisions
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError
from netmeet.domain.meeting import AdultSays, AgendaItem, FamilyTime, FamilyTimeAnswer, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.readings import Presence
from netmeet.services import meetings
from netmeet.services.meetings import Answer
from tests.support.around import DAY, TODAY
from tests.support.site import COLLEAGUE, START, WORKER

YES, NO, IF, NOT_ASKED = AdultSays.YES, AdultSays.NO, AdultSays.IF, AdultSays.NOT_ASKED
WANTED = FamilyTime(FamilyTimeAnswer.YES, Presence.ALONE)


@pytest.fixture
def meeting_id(around):
    return around.plan()


def proposed(around, meeting_id):
    found = around(lambda case: meetings.proposals(case, meetings.one(case, meeting_id), TODAY))
    return {one.member_id: one for one in found}


def answer(around, meeting_id, *given):
    return around(lambda case: meetings.adult_answers(case, meetings.one(case, meeting_id), given))


def kinds(meeting):
    return [item.kind for item in meeting.agenda]


# ---------------------------------------------------------------- the meeting


def test_a_meeting_begins_with_the_usual_agenda_and_without_family_time(around, meeting_id):
    meeting = around.meeting(meeting_id)

    assert kinds(meeting)[0] is ItemKind.WELCOME
    assert ItemKind.FAMILY_TIME not in kinds(meeting)
    assert "What matters to Rose Okafor" in [item.title for item in meeting.agenda]


def test_a_meeting_that_is_not_there_is_not_found(around):
    with pytest.raises(NotFoundError):
        around.meeting("nowhere")


def test_two_who_change_when_and_where_lose_nothing(around, within, meeting_id):
    seen = around.meeting(meeting_id)
    within(around.case_id, lambda case: meetings.save(case, replace(seen, venue="Library"), seen.version), COLLEAGUE)

    with pytest.raises(ChangedMeanwhileError, match=COLLEAGUE.name):
        around(lambda case: meetings.save(case, replace(seen, venue="Church hall"), seen.version))

    assert around.meeting(meeting_id).venue == "Library"


# ---------------------------------------------------------------- the adult's own answers


def test_nothing_is_proposed_before_the_adult_has_answered(around, meeting_id):
    dawn = around.add("Dawn")

    assert proposed(around, meeting_id)[dawn].invite is None

    assert answer(around, meeting_id, Answer(dawn, YES, "", 1)) == 1
    assert proposed(around, meeting_id)[dawn].invite is Invite.INVITE


def test_an_answer_that_is_as_it_was_changes_nothing(around, meeting_id):
    dawn = around.add("Dawn")

    assert answer(around, meeting_id, Answer(dawn, NOT_ASKED, "", 1)) == 0
    assert around.meeting(meeting_id).invitations == ()


@pytest.mark.parametrize(
    ("given", "message"),
    [((IF, ""), "Enter the condition for Dawn"), ((YES, "x" * 501), "What is said about Dawn must be 500 characters")],
)
def test_a_condition_needs_words_and_words_have_a_limit(around, meeting_id, given, message):
    dawn = around.add("Dawn")

    with pytest.raises(BadInputError, match=message):
        answer(around, meeting_id, Answer(dawn, *given, 1))

    assert around.meeting(meeting_id).invitations == ()


def test_of_two_who_write_an_answer_down_the_second_is_told(around, meeting_id):
    dawn = around.add("Dawn")
    answer(around, meeting_id, Answer(dawn, YES, "", 1))

    with pytest.raises(ChangedMeanwhileError):
        answer(around, meeting_id, Answer(dawn, NO, "", 1))

    assert around.meeting(meeting_id).invitation(dawn).adult_says is YES


def test_a_yes_after_a_no_leaves_the_no_with_its_words_and_who_wrote_it_down(around, meeting_id):
    dawn = around.add("Dawn")
    answer(around, meeting_id, Answer(dawn, NO, "She frightens Rose", 1))
    answer(around, meeting_id, Answer(dawn, YES, "", 2))

    now = around.meeting(meeting_id).invitation(dawn)
    assert (now.adult_says, now.adult_words, now.answer_by, now.answer_at) == (YES, "", WORKER.name, START)
    assert [(one.says, one.words, one.recorded_by) for one in now.answers_before] == [(NO, "She frightens Rose", WORKER.name)]


def test_an_answer_that_is_given_again_keeps_its_words(around, meeting_id):
    dawn = around.add("Dawn")
    answer(around, meeting_id, Answer(dawn, IF, "if it is short", 1))

    def ask_again(case):
        asked = meetings.Asked(Presence.ALONE, TODAY, again=True)
        return meetings.adult_answers(case, meetings.one(case, meeting_id), (Answer(dawn, IF, "", 2),), asked)

    assert around(ask_again) == 1
    assert [(one.words, one.presence) for one in answers(around.meeting(meeting_id).invitation(dawn))] == [
        ("if it is short", Presence.NOT_KNOWN),
        ("if it is short", Presence.ALONE),
    ]


# ---------------------------------------------------------------- decisions


def decide(around, meeting_id, name, decision, *, part=1, reason="", seen=None, **fields):
    def do(case):
        meeting = meetings.one(case, meeting_id)
        before = meeting.invitation(around.ids[name])
        after = replace(before, decision=decision, part=part, reason=reason, decided_by="Rose", **fields)
        return meetings.decide(case, meeting, after, before.version if seen is None else seen, TODAY)

    return around(do)


def test_a_decision_that_is_as_proposed_needs_no_reason(around, meeting_id):
    around.add("Dawn")
    around.says(meeting_id, Dawn=YES)

    assert decide(around, meeting_id, "Dawn", Invite.INVITE) == ()
    assert around.meeting(meeting_id).invitation(around.ids["Dawn"]).decision is Invite.INVITE


def test_a_decision_that_changes_leaves_the_one_before_with_its_reason(around, meeting_id):
    around.add("Dawn")
    around.says(meeting_id, Dawn=YES)
    decide(around, meeting_id, "Dawn", Invite.INVITE, reason="Rose wants her")
    decide(around, meeting_id, "Dawn", Invite.INVITE)
    with pytest.raises(BadInputError, match="record why Dawn is not to be there"):
        decide(around, meeting_id, "Dawn", Invite.WRITTEN_VIEW)
    decide(around, meeting_id, "Dawn", Invite.WRITTEN_VIEW, reason="She is away")

    found = decisions(around.meeting(meeting_id).invitation(around.ids["Dawn"]))
    assert [(one.decision, one.reason) for one in found] == [
        (Invite.INVITE, "Rose wants her"),
        (Invite.INVITE, "Rose wants her"),
        (Invite.WRITTEN_VIEW, "She is away"),
    ]
    assert {(one.recorded_by, one.recorded_at) for one in found} == {(WORKER.name, START)}


def test_the_reason_of_one_part_is_not_that_of_another(around, meeting_id):
    around.add("Dawn")
    around.says(meeting_id, Dawn=YES)
    decide(around, meeting_id, "Dawn", Invite.SEPARATE_PART, part=2, reason="She comes late")
    decide(around, meeting_id, "Dawn", Invite.SEPARATE_PART, part=3)

    assert around.meeting(meeting_id).invitation(around.ids["Dawn"]).reason == ""


def test_a_decision_has_to_be_one(around, meeting_id):
    around.add("Dawn")

    with pytest.raises(BadInputError, match="Choose what was decided"):
        decide(around, meeting_id, "Dawn", None)


def test_nobody_decided_tomorrow(around, meeting_id):
    around.add("Dawn")
    around.says(meeting_id, Dawn=YES)

    with pytest.raises(BadInputError, match="still to come"):
        decide(around, meeting_id, "Dawn", Invite.INVITE, decided_on=TODAY + timedelta(days=1))


def test_a_risky_tie_wants_a_recorded_reason(around, meeting_id):
    around.add("Dawn")
    around.worry("Dawn")
    around.says(meeting_id, Dawn=YES)

    with pytest.raises(BadInputError, match="Enter the reason for this decision") as refused:
        decide(around, meeting_id, "Dawn", Invite.INVITE)
    assert refused.value.field == "reason"

    assert decide(around, meeting_id, "Dawn", Invite.INVITE, reason="Rose wants her there, with Ivy beside her")


def test_an_order_keeps_the_bound_person_away_and_never_the_protected_one(around, meeting_id):
    around.add("Dawn", "Kev")
    around.order("Kev", "Dawn")
    around.says(meeting_id, Dawn=YES, Kev=YES)

    assert decide(around, meeting_id, "Dawn", Invite.INVITE) == ()
    for part in (1, 2):
        with pytest.raises(BadInputError, match="keeps Kev away from Dawn"):
            decide(around, meeting_id, "Kev", Invite.SEPARATE_PART, part=part, reason="He asked to come")

    decide(around, meeting_id, "Kev", Invite.WRITTEN_VIEW, reason="The order")
    recorded = around.meeting(meeting_id)
    assert [recorded.invitation(around.ids[name]).decision for name in ("Dawn", "Kev")] == [Invite.INVITE, Invite.WRITTEN_VIEW]


def test_nobody_under_18_is_invited(around, meeting_id):
    around.add("Zoe", under_18=True)
    around.says(meeting_id, Zoe=YES)

    with pytest.raises(BadInputError, match="under 18"):
        decide(around, meeting_id, "Zoe", Invite.INVITE, reason="She wants to come")

    assert decide(around, meeting_id, "Zoe", Invite.TALK_FIRST) == ()


def test_of_two_decisions_the_second_is_told(around, meeting_id):
    around.add("Dawn")
    around.says(meeting_id, Dawn=YES)
    decide(around, meeting_id, "Dawn", Invite.INVITE, seen=2)

    with pytest.raises(ChangedMeanwhileError):
        decide(around, meeting_id, "Dawn", Invite.NOT_INVITED, seen=2, reason="Later")


def test_a_decision_falls_when_an_order_an_age_or_a_no_comes_after_it(around, meeting_id):
    for name in ("Dawn", "Kev", "Zoe", "Ivy", "Sam"):
        around.add(name)
        around.decides(meeting_id, name, Invite.INVITE)

    around.order("Kev")
    around.change("Zoe", under_18=True)
    around.says(meeting_id, Ivy=NO)
    decide(around, meeting_id, "Sam", Invite.NOT_INVITED, reason="Sam is away")

    fallen = around(lambda case: meetings.fallen(case, meetings.one(case, meeting_id), TODAY))
    assert {name for name, member in around.ids.items() if member in fallen} == {"Kev", "Zoe", "Ivy"}
    assert "keeps Kev away from Rose Okafor" in fallen[around.ids["Kev"]]


# ---------------------------------------------------------------- two meetings on one day


def test_a_bound_person_is_not_asked_to_another_meeting_of_the_day_on_which_the_protected_one_comes(around, meeting_id):
    around.add("Dawn", "Kev")
    around.order("Kev", "Dawn")
    other = around.plan(venue="Library")
    around.decides(meeting_id, "Dawn", Invite.INVITE)
    around.says(other, Dawn=NO, Kev=YES)

    there = r"who comes to another meeting \(10 December 2026, 14:00, St Anne’s hall\)"
    with pytest.raises(BadInputError, match=there):
        decide(around, other, "Kev", Invite.INVITE, reason="It is another meeting")
    assert proposed(around, other)[around.ids["Kev"]].invite is Invite.WRITTEN_VIEW

    decide(around, meeting_id, "Dawn", Invite.NOT_INVITED, reason="Dawn is away")
    decide(around, other, "Kev", Invite.INVITE, reason="Dawn is away")
    with pytest.raises(
        BadInputError, match=r"Change first what is recorded for Kev at another meeting \(10 December 2026, 14:00, Library\)"
    ):
        decide(around, meeting_id, "Dawn", Invite.INVITE, reason="She is back")


def test_decisions_of_two_meetings_fall_when_an_order_comes_after_them_or_a_day_is_moved(around, meeting_id):
    around.add("Dawn", "Kev")
    other = around.plan(on=around.meeting(meeting_id).on + timedelta(days=1))
    around.decides(meeting_id, "Dawn", Invite.INVITE)
    around.decides(other, "Kev", Invite.INVITE)
    around.order("Kev", "Dawn")
    around.says(other, Dawn=NO)

    def fallen(which):
        return set(around(lambda case: meetings.fallen(case, meetings.one(case, which), TODAY)))

    assert (fallen(meeting_id), fallen(other)) == (set(), set())
    moved = around.meeting(other)
    around(lambda case: meetings.save(case, replace(moved, on=moved.on - timedelta(days=1)), moved.version))
    assert (fallen(meeting_id), fallen(other)) == ({around.ids["Dawn"]}, {around.ids["Kev"]})


def test_somebody_bound_who_is_named_again_comes_only_with_a_recorded_reason(around, meeting_id):
    around.add("Dawn", "Kev")
    around.order("Kev", "Dawn")
    again = around.add("Kev")
    around.says(meeting_id, Kev=YES, Dawn=YES)

    found = proposed(around, meeting_id)[again]
    assert (found.invite, len(found.doubled)) == (Invite.TALK_FIRST, 1)
    with pytest.raises(BadInputError, match=r"Kev stands on the map twice, and a non-molestation order .* is that one person"):
        decide(around, meeting_id, "Kev", Invite.INVITE)

    decide(around, meeting_id, "Kev", Invite.INVITE, reason="This Kev is her grandson")
    assert around(lambda case: meetings.doubled(case, meetings.one(case, meeting_id), TODAY)) == {again: found.doubled}


# ---------------------------------------------------------------- the agenda


def test_an_agenda_is_saved_as_a_whole_and_the_second_of_two_is_told(around, meeting_id):
    seen = around.meeting(meeting_id)
    items = [AgendaItem("one", ItemKind.OTHER, "The garden", "Ivy", 20)]
    around(lambda case: meetings.save_agenda(case, seen, items, seen.version))

    assert around.meeting(meeting_id).agenda == tuple(items)
    with pytest.raises(ChangedMeanwhileError):
        around(lambda case: meetings.save_agenda(case, seen, [], seen.version))


def test_how_safe_somebody_feels_is_never_an_item(around, meeting_id):
    seen = around.meeting(meeting_id)

    with pytest.raises(BadInputError, match="is asked alone"):
        around(lambda case: meetings.save_agenda(case, seen, [AgendaItem("one", ItemKind.OTHER, "How safe do you feel?")], seen.version))


def test_a_part_without_items_gets_the_usual_ones_and_a_break_before_it(around, meeting_id):
    around.add("Kev")
    around.decides(meeting_id, "Kev", Invite.SEPARATE_PART, part=3)
    meeting = around.meeting(meeting_id)

    items = around(lambda case: meetings.with_usual_items(case, meeting))

    first, last = ([item for item in items if item.part == part] for part in (1, 3))
    assert first[: len(meeting.agenda)] == list(meeting.agenda)
    assert [item.kind for item in first[len(meeting.agenda) :]] == [ItemKind.BREAK]
    assert (last[0].kind, last[-1].kind) == (ItemKind.WELCOME, ItemKind.REVIEW)
    again = around(lambda case: meetings.with_usual_items(case, replace(meeting, agenda=tuple(items))))
    assert again == items


def kinds_by_part(meeting):
    return {part: [item.kind for item in rules.agenda_for(meeting, part)] for part in meeting.parts}


def test_a_part_that_begins_with_an_item_by_hand_is_set_apart_from_those_beside_it(around, meeting_id):
    def save(*items):
        meeting = around.meeting(meeting_id)
        around(lambda case: meetings.save_agenda(case, meeting, items, meeting.version))
        return kinds_by_part(around.meeting(meeting_id))

    def tea(part, kind=ItemKind.OTHER):
        return AgendaItem(f"tea {part}", kind, "Tea", part=part)

    other, pause = ItemKind.OTHER, ItemKind.BREAK
    save(tea(1))
    assert save(tea(1), tea(3)) == {1: [other, pause], 3: [other]}
    assert save(tea(1), tea(3)) == {1: [other], 3: [other]}, "a break that was taken off does not come back"
    assert save(tea(1), tea(2), tea(3)) == {1: [other, pause], 2: [other, pause], 3: [other]}
    save(tea(1))
    assert save(tea(1), tea(2, pause)) == {1: [other], 2: [pause]}, "a part that begins with a break needs none before it"


def test_a_part_that_was_set_apart_by_the_usual_items_gets_one_break(around, meeting_id):
    around.add("Kev")
    around.decides(meeting_id, "Kev", Invite.SEPARATE_PART, part=2)
    meeting = around.meeting(meeting_id)

    around(lambda case: meetings.save_agenda(case, meeting, meetings.with_usual_items(case, meeting), meeting.version))

    assert kinds_by_part(around.meeting(meeting_id))[1][-2:] == [ItemKind.REVIEW, ItemKind.BREAK]


# ---------------------------------------------------------------- family time


def family_time(around, meeting_id, answer):
    def do(case):
        meeting = meetings.one(case, meeting_id)
        return meetings.answer_family_time(case, meeting, answer, meeting.version)

    return around(do)


@pytest.mark.parametrize(
    "answer",
    [
        FamilyTime(),
        FamilyTime(FamilyTimeAnswer.NO, Presence.ALONE),
        FamilyTime(FamilyTimeAnswer.YES, Presence.WITH_OTHERS),
        FamilyTime(FamilyTimeAnswer.YES, Presence.NOT_KNOWN),
    ],
)
def test_family_time_is_on_the_agenda_only_if_the_adult_asked_alone_wants_it(around, meeting_id, answer):
    family_time(around, meeting_id, WANTED)
    assert ItemKind.FAMILY_TIME in kinds(around.meeting(meeting_id))

    family_time(around, meeting_id, answer)

    assert ItemKind.FAMILY_TIME not in kinds(around.meeting(meeting_id))
    assert around.meeting(meeting_id).family_time == answer


def test_family_time_comes_before_what_could_go_wrong_and_once_only(around, meeting_id):
    for _ in range(2):
        family_time(around, meeting_id, WANTED)

    found = kinds(around.meeting(meeting_id))
    assert found.count(ItemKind.FAMILY_TIME) == 1
    assert found.index(ItemKind.FAMILY_TIME) == found.index(ItemKind.WRONG) - 1


def test_family_time_ends_an_agenda_that_has_none_of_the_usual_items(around, meeting_id):
    seen = around.meeting(meeting_id)
    around(lambda case: meetings.save_agenda(case, seen, [AgendaItem("one", ItemKind.OTHER, "The garden")], seen.version))

    family_time(around, meeting_id, WANTED)

    assert kinds(around.meeting(meeting_id)) == [ItemKind.OTHER, ItemKind.FAMILY_TIME]


def test_where_a_worry_is_open_family_time_waits_for_a_supporter_and_a_decision(around, meeting_id):
    around.add("Kev", "Ivy")
    around.worry("Kev")
    for name in ("Kev", "Ivy"):
        around.decides(meeting_id, name, Invite.INVITE)

    family_time(around, meeting_id, WANTED)
    assert ItemKind.FAMILY_TIME not in kinds(around.meeting(meeting_id))

    family_time(around, meeting_id, replace(WANTED, supporter=around.ids["Ivy"], decision="Rose wants Ivy beside her"))
    assert ItemKind.FAMILY_TIME in kinds(around.meeting(meeting_id))


def test_family_time_that_may_no_longer_be_is_refused_with_the_next_change(around, meeting_id):
    family_time(around, meeting_id, WANTED)
    around.add("Kev")
    around.worry("Kev")
    around.decides(meeting_id, "Kev", Invite.INVITE)
    meeting = around.meeting(meeting_id)

    with pytest.raises(BadInputError, match="Family time cannot be on the agenda"):
        around(lambda case: meetings.save_agenda(case, meeting, [*meeting.agenda, AgendaItem("x", ItemKind.OTHER, "Tea")], meeting.version))


def test_the_meetings_of_a_case_stand_in_the_order_they_were_planned(around, meeting_id):
    second = around.plan(on=None)

    assert [meeting.id for meeting in around(meetings.all_of)] == [meeting_id, second]
    assert around.meeting(meeting_id).day == DAY
    assert Meeting("").invitation("anybody") == Invitation("anybody")
