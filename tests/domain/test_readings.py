"""What can be said about a tie or member, and by whom it may be seen."""

import json
from datetime import date
from pathlib import Path

import pytest

from netmeet.domain.readings import (
    SAYABLE,
    Closeness,
    ConcernType,
    Direction,
    Importance,
    ImportanceLevel,
    Reading,
    Restriction,
    RestrictionKind,
    Ring,
    Voice,
    What,
)

NATIONAL_VALUES = Path(__file__).parents[3] / "shared" / "values" / "sac.json"


def test_everything_that_can_be_said_stands_in_the_table_with_its_question():
    assert set(SAYABLE) == set(What)
    assert all(row.question.endswith("?") and (row.of_tie or row.of_member) for row in SAYABLE.values())


def test_only_closeness_and_support_may_stand_on_a_screen_looked_at_together():
    assert {what for what, row in SAYABLE.items() if row.shared_screen} == {What.CLOSENESS, What.SUPPORT}


def test_each_kind_of_reading_holds_its_own_kind_of_value():
    assert Reading("r", "t", What.CLOSENESS, Closeness(Ring.INTIMACY), Voice.ADULT).value.ring is Ring.INTIMACY
    with pytest.raises(TypeError, match="A reading of closeness holds Closeness, not Importance"):
        Reading("r", "t", What.CLOSENESS, Importance(ImportanceLevel.VERY), Voice.ADULT)


def test_orders_and_conditions_block_and_an_investigation_or_a_limit_does_not():
    not_orders = {kind for kind in RestrictionKind if not kind.blocks}

    assert not_orders == {RestrictionKind.POLICE_INVESTIGATION, RestrictionKind.LIMIT_BY_CARE_HOME, RestrictionKind.LIMIT_BY_RELATIVE}


@pytest.mark.parametrize(
    ("starts", "ends", "in_force"),
    [
        (None, None, True),
        (date(2026, 3, 9), None, True),
        (date(2026, 3, 10), None, False),
        (None, date(2026, 3, 9), True),
        (None, date(2026, 3, 8), False),
        (date(2026, 3, 9), date(2026, 3, 9), True),
    ],
)
def test_an_order_is_in_force_on_its_first_and_on_its_last_day(starts, ends, in_force):
    order = Restriction(RestrictionKind.BAIL, Direction.A_TO_B, starts=starts, ends=ends)

    assert order.in_force(date(2026, 3, 9)) is in_force


@pytest.mark.skipif(not NATIONAL_VALUES.exists(), reason="the national values are compared where they are at hand")
def test_the_types_of_abuse_are_those_of_the_national_return_and_two_honest_answers():
    national = {name.casefold() for name in json.loads(NATIONAL_VALUES.read_text())["SG2a_type"]}
    ours = {kind.casefold() for kind in ConcernType} - {ConcernType.HARM_NOT_ABUSE.casefold(), ConcernType.NOT_YET_KNOWN.casefold()}

    assert ours == national


@pytest.mark.parametrize("way", Direction)
def test_a_way_turned_twice_is_the_same_way(way):
    assert way.turned.turned is way
    assert (way.turned is way) == (way is Direction.BOTH)
