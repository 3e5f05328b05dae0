"""What is said is written down for good: all of it or none, in order, and never without what a reader needs to weigh it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netmeet.domain.errors import BadInputError, UnknownMemberError
from netmeet.domain.network import TieKind
from netmeet.domain.readings import (
    SAYABLE,
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Importance,
    ImportanceLevel,
    Presence,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Voice,
    What,
)
from netmeet.services import network
from netmeet.services.readings import WHAT_OF, Said, record, record_all
from netmeet.store import audit
from tests.support.site import START

NOBODY = "00000000-0000-7000-8000-00000000ffff"
WORRY = Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A, "Kev took her card")
MATTERS = Importance(ImportanceLevel.VERY)


@pytest.fixture
def kev(around):
    return around.add("Kev")


@pytest.fixture
def tie(around, kev):
    return around(lambda case: case.network.tie_between(around.adult, kev).id)


@pytest.fixture
def said(around):
    """Everything written down so far."""
    return lambda: around(lambda case: case.network.readings)


def write(around, *things):
    return around(lambda case: record_all(case, things))


def test_every_kind_of_value_is_of_one_kind_of_reading():
    assert {WHAT_OF[row.value] for row in SAYABLE.values()} == set(What)


def test_a_reading_keeps_whose_it_is_who_was_there_and_who_wrote_it(around, tie, kev, said):
    kept = around(
        lambda case: record(case, Said(tie, MATTERS, Voice.CARER, kev, Presence.ALONE, (), None, "She is my mum", date(2026, 11, 1)))
    )

    assert said() == (kept,)
    assert (kept.what, kept.value) == (What.IMPORTANCE, MATTERS)
    assert (kept.voice, kept.voice_member, kept.presence) == (Voice.CARER, kev, Presence.ALONE)
    assert (kept.evidence, kept.said_on, kept.recorded_by, kept.recorded_at, kept.seq) == (
        "She is my mum",
        date(2026, 11, 1),
        "Wren Abara",
        START,
        1,
    )


def test_readings_stand_in_the_order_they_were_written(around, tie, said):
    write(around, Said(tie, MATTERS, Voice.ADULT), Said(tie, Closeness(Ring.INTIMACY), Voice.ADULT))
    write(around, Said(tie, Importance(ImportanceLevel.NOT), Voice.CARER))

    assert [(one.seq, one.what) for one in said()] == [(1, What.IMPORTANCE), (2, What.CLOSENESS), (3, What.IMPORTANCE)]


def test_whoever_is_named_as_present_was_there(around, tie, kev, said):
    write(around, Said(tie, MATTERS, Voice.ADULT, present=(kev,)))

    assert (said()[0].presence, said()[0].present) == (Presence.WITH_OTHERS, (kev,))


@pytest.mark.parametrize(
    ("presence", "with_kev", "basis", "field"),
    [
        (Presence.ALONE, True, Basis.SEEN, "presence"),
        (Presence.WITH_OTHERS, False, Basis.TOLD_BY_ADULT_ALONE, "basis"),
        (Presence.NOT_KNOWN, True, Basis.TOLD_BY_ADULT_ALONE, "basis"),
        (Presence.ALONE, False, Basis.TOLD_BY_ADULT_WITH_OTHERS, "basis"),
    ],
)
def test_two_answers_about_the_room_that_cannot_both_be_right_are_asked_again(around, tie, kev, said, presence, with_kev, basis, field):
    with pytest.raises(BadInputError, match="Which is right") as refused:
        write(around, Said(tie, WORRY, Voice.ADULT, presence=presence, present=(kev,) if with_kev else (), basis=basis))

    assert refused.value.field == field
    assert said() == ()


def test_several_things_are_written_down_all_or_none(around, tie, said):
    for wrong in (Said(NOBODY, MATTERS, Voice.ADULT), Said(tie, WORRY, Voice.ADULT)):
        with pytest.raises((BadInputError, UnknownMemberError)):
            write(around, Said(tie, MATTERS, Voice.ADULT), wrong)

    assert said() == ()


@pytest.mark.parametrize("about", ["nobody", "another tie's end", "a tie for strain", "a member for importance"])
def test_only_what_can_be_said_of_it_is_said_of_a_tie_or_a_member(around, tie, kev, said, about):
    wrong = {
        "nobody": Said(NOBODY, MATTERS, Voice.ADULT),
        "another tie's end": Said(NOBODY, Strain(StrainLevel.COPING), Voice.CARER),
        "a tie for strain": Said(tie, Strain(StrainLevel.COPING), Voice.CARER),
        "a member for importance": Said(kev, MATTERS, Voice.ADULT),
    }[about]

    with pytest.raises(UnknownMemberError):
        write(around, wrong)

    assert said() == ()


def test_a_worry_may_be_about_a_tie_or_a_member(around, tie, kev, said):
    write(around, *(Said(about, WORRY, Voice.PRACTITIONER, basis=Basis.SEEN) for about in (tie, kev)))

    assert [one.about for one in said()] == [tie, kev]


@pytest.mark.parametrize("named", [{"present": (NOBODY,)}, {"voice_member": NOBODY}])
def test_nobody_is_named_who_is_not_on_the_map(around, tie, said, named):
    with pytest.raises(UnknownMemberError):
        write(around, Said(tie, MATTERS, Voice.OTHER, **named))

    assert said() == ()


@pytest.mark.parametrize("voice", [Voice.ADULT, Voice.PRACTITIONER])
def test_nobody_speaks_in_the_voice_of_the_adult_or_the_worker(around, tie, kev, voice):
    with pytest.raises(BadInputError) as refused:
        write(around, Said(tie, MATTERS, voice, kev))

    assert refused.value.field == "voice_member"


@pytest.mark.parametrize("level", [level for level in ConcernLevel if level is not ConcernLevel.NONE])
@pytest.mark.parametrize("heard", ["", " \n "])
def test_a_worry_says_what_was_seen_or_heard(around, tie, said, level, heard):
    with pytest.raises(BadInputError) as refused:
        write(around, Said(tie, Concern(ConcernType.NOT_YET_KNOWN, level, Direction.BOTH, heard), Voice.CARER, basis=Basis.SEEN))

    assert refused.value.field == "seen_or_heard"
    assert said() == ()


def test_nothing_to_worry_about_needs_no_more(around, tie, said):
    write(around, Said(tie, Concern(ConcernType.NOT_YET_KNOWN, ConcernLevel.NONE, Direction.BOTH), Voice.CARER, basis=Basis.SEEN))

    assert len(said()) == 1


@pytest.mark.parametrize("value", [WORRY, Restriction(RestrictionKind.BAIL, Direction.BOTH)])
def test_a_worry_and_an_order_say_what_they_rest_on(around, tie, value):
    with pytest.raises(BadInputError) as refused:
        write(around, Said(tie, value, Voice.PRACTITIONER))

    assert refused.value.field == "basis"


@pytest.mark.parametrize(
    ("starts", "ends", "kept"),
    [
        (None, None, True),
        (date(2026, 5, 1), None, True),
        (None, date(2026, 5, 1), True),
        (date(2026, 5, 1), date(2026, 5, 1), True),
        (date(2026, 5, 2), date(2026, 5, 1), False),
    ],
)
def test_an_order_ends_no_earlier_than_it_begins(around, tie, said, starts, ends, kept):
    value = Restriction(RestrictionKind.BAIL, Direction.BOTH, starts=starts, ends=ends)
    if kept:
        write(around, Said(tie, value, Voice.PRACTITIONER, basis=Basis.ON_RECORD))
    else:
        with pytest.raises(BadInputError) as refused:
            write(around, Said(tie, value, Voice.PRACTITIONER, basis=Basis.ON_RECORD))
        assert refused.value.field == "ends"

    assert len(said()) == kept


def test_nothing_was_said_on_a_day_to_come(around, tie, said):
    for day in (START.date() + timedelta(days=1), date(2062, 1, 1)):
        with pytest.raises(BadInputError) as refused:
            write(around, Said(tie, MATTERS, Voice.ADULT, said_on=day))
        assert refused.value.field == "said_on"

    write(around, Said(tie, MATTERS, Voice.ADULT, said_on=START.date()))
    assert len(said()) == 1


def test_after_midnight_in_summer_today_is_today(around, tie, said, clock):
    clock.now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in England

    write(around, Said(tie, MATTERS, Voice.ADULT, said_on=date(2026, 7, 2)))

    assert said()[0].said_on == date(2026, 7, 2)


def test_before_midnight_in_winter_tomorrow_is_still_to_come(around, tie, said, clock):
    clock.now = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)

    with pytest.raises(BadInputError, match="still to come"):
        write(around, Said(tie, MATTERS, Voice.ADULT, said_on=date(2026, 12, 2)))
    write(around, Said(tie, MATTERS, Voice.ADULT, said_on=date(2026, 12, 1)))

    assert len(said()) == 1


def test_the_audit_names_the_kinds_of_what_was_said_and_nothing_of_it(around, tie):
    write(around, Said(tie, WORRY, Voice.PRACTITIONER, basis=Basis.SEEN), Said(tie, MATTERS, Voice.ADULT, evidence="He is my boy"))

    (row,) = [row for row in around(lambda case: audit.of_case(case.session, case.id, 9)) if row.what == "wrote down what was said"]

    assert row.details == ("concern", "importance")


def test_what_is_said_between_two_others_is_kept_too(around, kev, said):
    dawn = around.add("Dawn")
    between = around(lambda case: network.add_tie(case, kev, dawn, TieKind.SOCIAL, "")).id

    write(around, Said(between, WORRY, Voice.PRACTITIONER, basis=Basis.SEEN))

    assert said()[0].about == between
