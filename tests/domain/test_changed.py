"""What changed since a moment, told in sentences that name only what is there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.answered import with_answer, with_decision
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, DecisionAbout
from netmeet.domain.changed import Change, Line, Moved, Since, changes
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import AdultSays, Answered, Decided, Invitation, Invite, Meeting
from netmeet.domain.mistakes import Mark, Verdict, marked
from netmeet.domain.outcomes import SafePoint, SafeReading, Wish, Working
from netmeet.domain.readings import Presence, Voice
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_case, a_concern, a_member, a_tie, important

THEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
BEFORE, AFTER = THEN - timedelta(days=3), THEN + timedelta(days=3)
OLD, NEW = date(2026, 2, 27), date(2026, 3, 4)
NOTHING = Moved()
AROUND = (a_member("Rose"), a_member("Kev"), a_member("Dawn"), a_tie("rose", "kev"), a_tie("rose", "dawn"))


def since(*parts, moved=NOTHING, done=None, **fields):
    return changes(Since(a_case(*AROUND, *parts, **fields), FlagRule(), THEN, THEN.date(), TODAY, moved, done or {}))


def told(*parts, **fields):
    return {change.heading: [line.words for line in change.lines] for change in since(*parts, **fields)}


def test_nothing_that_changed_is_nothing_to_read():
    assert since(important("rose-kev", recorded_at=BEFORE)) == ()


def test_who_came_and_went_is_named():
    moved = Moved(frozenset({"kev"}), frozenset({"rose-kev", "rose-dawn"}), ("Vi", "Wilf"), (("rose", "dawn"), ("kev", "gone")))

    assert told(moved=moved) == {
        "On the map": [
            "Put on the map: Kev.",
            "Taken off the map: Vi and Wilf.",
            "A tie was made between Dawn and Rose.",
            "A tie was taken off between Dawn and Rose.",
            "A tie was taken off between Kev and somebody no longer on the map.",
        ]
    }


def test_what_was_said_goes_by_when_it_was_written_down_else_by_its_day():
    late = important("rose-kev", said_on=OLD, recorded_at=AFTER)
    early = important("rose-kev", said_on=NEW, recorded_at=BEFORE)
    imported = important("rose-dawn", said_on=NEW)
    undated = important("rose-dawn", said_on=None)

    assert told(late, early, imported, undated) == {
        "What was said": [
            "Rose said on 27 February 2026 (not known who was in the room): Kev is very important to Rose.",
            "Rose said on 4 March 2026 (not known who was in the room): Dawn is very important to Rose.",
            "Without a date, so that it is not known whether they are new: 1.",
        ]
    }


def test_an_answer_and_a_decision_that_changed_since_are_told_with_what_stood_before():
    rose = Invitation("kev")
    for answer in (
        Answered(AdultSays.NO, "He shouts", Presence.ALONE, OLD, "Grace", BEFORE),
        Answered(AdultSays.YES, "", Presence.WITH_OTHERS, NEW, "Sam", AFTER),
        Answered(AdultSays.NOT_ASKED, recorded_by="Sam", recorded_at=AFTER),
    ):
        rose = with_answer(rose, answer)
    for decided in (Decided(Invite.TALK_FIRST, 1, "x", "Grace", OLD), Decided(Invite.INVITE, 1, "y", "Sam", OLD, "Sam", AFTER)):
        rose = with_decision(rose, decided)

    found = since(meetings=(Meeting("m", invitations=(rose,)),))

    assert [(line.words, line.quote) for change in found if change.heading == "Invitations" for line in change.lines] == [
        ("Rose about Kev on 4 March 2026, with others in the room: yes, before no.", ""),
        ("Rose about Kev: not asked, before yes.", ""),
        ("Decided on 27 February 2026 about Kev: invite, before talk first.", "y"),
    ]


def test_typed_words_stand_beside_a_sentence_and_never_in_it():
    worry = a_concern("rose-kev", "kev", heard="<script>", recorded_at=AFTER)

    said = next(change for change in since(worry) if change.heading == "What was said").lines

    assert [(line.quote, "<script>" in line.words) for line in said] == [("<script>", False)]


def test_a_tie_that_is_flagged_anew_or_otherwise_than_before_is_named():
    old = (a_concern("rose-kev", "kev", recorded_at=BEFORE), important("rose-kev", recorded_at=BEFORE))
    other = a_concern("rose-dawn", "dawn", recorded_at=BEFORE)

    found = told(*old, other, important("rose-dawn", recorded_at=AFTER))
    assert found["Important and risky"] == [
        "Rose and Dawn: now important and a worry, before a worry, and nobody recorded how important it is."
    ]
    found = told(*old, a_concern("rose-dawn", "dawn", recorded_at=AFTER))
    assert found["Important and risky"] == ["Rose and Dawn: now a worry, and nobody recorded how important it is."]


def test_a_flag_on_a_tie_that_was_not_there_is_new_whatever_the_days_on_its_readings():
    moved = Moved(ties=frozenset({"rose-kev"}))

    assert told(a_concern("rose-kev", "kev", recorded_at=BEFORE), moved=moved)["Important and risky"] == [
        "Rose and Kev: now a worry, and nobody recorded how important it is."
    ]


def test_wishes_tell_whether_they_are_new_worded_anew_or_taken_back():
    wishes = (
        Wish("1", 1, "Church", said_on=OLD, seq=1),
        Wish("2", 1, "Church, on foot", said_on=NEW, seq=2),
        Wish("3", 2, "The dog", said_on=NEW, seq=3),
        Wish("4", 2, " ", said_on=NEW, seq=4),
        Wish("5", 3, "Undated", seq=5),
    )

    assert since(wishes=wishes) == (
        Change(
            "Wishes",
            (
                Line("Wish 1 was worded anew, or shared with others, on 4 March 2026.", "Church, on foot"),
                Line("Wish 2 was written down on 4 March 2026.", "The dog"),
                Line("Wish 2 was taken back on 4 March 2026."),
                Line("Without a date, so that it is not known whether they are new: 1."),
            ),
        ),
    )


def test_how_safe_it_feels_and_what_works_come_with_company_and_voice():
    safe = tuple(SafeReading(day.isoformat(), SafePoint.BEFORE, 4, 10, Presence.ALONE, "Better", day) for day in (OLD, NEW))
    voices = (Voice.ADULT, Voice.PRACTITIONER, Voice.CARER, Voice.OTHER)
    workings = tuple(Working(voice, voice is Voice.ADULT, "The rota", voice, NEW) for voice in voices)

    found = since(safe=safe, workings=(*workings, Working("old", working=True, words="", said_on=OLD)))

    assert [line.words for line in found[0].lines] == [
        "4 out of 10 on 4 March 2026, before the meeting (alone).",
        "Working on 4 March 2026, says Rose.",
        "Not working on 4 March 2026, says the practitioner.",
        "Not working on 4 March 2026, says a carer.",
        "Not working on 4 March 2026, says somebody else.",
    ]


def test_assessments_and_decisions_of_the_days_since_are_told():
    assessed = tuple(
        CapacityAssessment(day.isoformat(), DecisionAbout.WHO_TO_INVITE, "Who comes", day, "Dr Shah", CapacityOutcome.HAS)
        for day in (OLD, NEW)
    )
    invited = (
        Invitation("kev", AdultSays.YES, decision=Invite.INVITE, decided_on=NEW, reason="She wants him"),
        Invitation("dawn", AdultSays.YES, decision=Invite.INVITE, decided_on=OLD),
        Invitation("rose", AdultSays.YES),
    )

    assert since(capacity=assessed, meetings=(Meeting("m", invitations=invited),)) == (
        Change("Who decides", (Line("Assessed on 4 March 2026 (who to invite): can make this decision.", "Who comes"),)),
        Change("Invitations", (Line("Decided on 4 March 2026 about Kev: invite.", "She wants him"),)),
    )


def test_what_has_no_date_is_named_as_such_and_never_left_out():
    undated = "Without a date, so that it is not known whether they are new: 1."

    assert told(
        safe=(SafeReading("s", SafePoint.BEFORE, 4, 10, Presence.ALONE),),
        capacity=(CapacityAssessment("c", DecisionAbout.CONTACT, "Kev", None, "", CapacityOutcome.LACKS),),
        meetings=(Meeting("m", invitations=(Invitation("kev", AdultSays.YES, decision=Invite.INVITE), Invitation("dawn"))),),
    ) == {what: [undated] for what in ("How safe it feels, and what is working", "Who decides", "Invitations")}
    assert told(workings=(Working("w", working=True, words="The rota"),)) == {"How safe it feels, and what is working": [undated]}


def test_what_was_done_is_counted_in_the_words_of_the_history():
    assert told(done={"wrote down a wish": 2, "changed a couple or family": 1}) == {
        "Done in the case": ["Changed a couple or family: 1 time.", "Wrote down a wish: 2 times."]
    }


@given(st.lists(st.tuples(st.sampled_from(["rose-kev", "rose-dawn"]), st.integers(-9, 9)), max_size=8))
def test_every_reading_is_told_exactly_when_it_was_recorded_since(said):
    readings = [important(tie, recorded_at=THEN + timedelta(hours=hours)) for tie, hours in said]

    assert len(told(*readings).get("What was said", [])) == sum(hours >= 0 for _, hours in said)


WORRY = a_concern("rose-kev", "kev", heard="He shouted", id="worry", recorded_at=BEFORE)


def marked_since(*marks, worry_at=BEFORE):
    """What changed where a worry about Kev, and that he matters, were written down before, and something was said of the worry since."""
    worry = replace(WORRY, recorded_at=worry_at)
    said = (important("rose-kev", recorded_at=BEFORE), worry)
    found = marked(said, marks)
    stands = [one for one in said if one.id not in {each.reading.id for each in found if each.is_mistake}]
    since = Since(a_case(*AROUND, *stands), FlagRule(), THEN, THEN.date(), TODAY, NOTHING, {}, found)
    return {change.heading: [(line.words, line.quote) for line in change.lines] for change in changes(since)}


def a_mark(verdict, at, seq):
    return Mark("worry", verdict, "wrong way round", at.date(), "Grace", at, seq)


def test_a_worry_that_was_called_a_mistake_since_is_told_with_who_when_why_and_what_it_takes_from_the_page_of_risks():
    assert marked_since(a_mark(Verdict.MISTAKE, AFTER, 1)) == {
        "Important and risky": [("Rose and Kev: not here any more, before important and a worry.", "")],
        "Written by mistake": [
            (
                f"Written by mistake, by Grace on 4 March 2026: {Wording(a_case(*AROUND).network, TODAY).spoken(WORRY).sentence}",
                "Why: wrong way round\nHe shouted",
            )
        ],
    }


def test_a_worry_that_was_right_after_all_since_is_told_and_stands_on_the_page_of_risks_anew():
    found = marked_since(a_mark(Verdict.MISTAKE, BEFORE, 1), a_mark(Verdict.RIGHT, AFTER, 2))

    assert found["Important and risky"] == [("Rose and Kev: now important and a worry.", "")]
    assert [words.partition(":")[0] for words, _ in found["Written by mistake"]] == ["Right after all, by Grace on 4 March 2026"]


def test_what_was_called_a_mistake_before_is_no_change_since():
    assert marked_since(a_mark(Verdict.MISTAKE, BEFORE, 1)) == {}


def test_what_was_written_down_and_called_a_mistake_since_was_never_on_the_page_of_risks():
    assert list(marked_since(a_mark(Verdict.MISTAKE, AFTER, 1), worry_at=AFTER)) == ["Written by mistake"]
