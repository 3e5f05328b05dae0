"""Orders, conditions and limits in force: drawn on the worker's and the supervisor's copies, and nowhere else."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.disclosure import Audience
from netmeet.domain.readings import Basis, Concern, ConcernLevel, ConcernType, Direction, Reading, Restriction, RestrictionKind, Voice, What
from netmeet.drawing.genogram import Style, draw, lay_out
from netmeet.drawing.genogram.ties import HARM_CODES, ORDER_CODES
from netmeet.drawing.scene import Text
from netmeet.drawing.svg import render
from netmeet.services.maps import View, drawn
from tests.support.families import measure
from tests.support.geometry_checks import faults
from tests.support.make import a_member, a_network, a_tie, a_union

TODAY = date(2026, 11, 22)
SEEN = Style(on=TODAY, show_harm=True)


def said(value, what=What.RESTRICTION, seq=1):
    return Reading(f"r{seq}", "ann-bob", what, value, Voice.PRACTITIONER, seq=seq)


def an_order(kind=RestrictionKind.RESTRAINING, way=Direction.B_TO_A, starts=None, ends=None, seq=1):
    return said(Restriction(kind, way, starts=starts, ends=ends), seq=seq)


def couple(*readings):
    return a_network(a_member("Ann"), a_member("Bob"), a_tie("ann", "bob"), a_union("ann", "bob"), *readings, adult="ann")


def orders(network, style=SEEN):
    return [(edge.bond.order, edge.bond.arrow) for edge in lay_out(network, measure, style).edges if edge.bond and edge.bond.order]


def texts(scene):
    return [shape.text for shape in scene.shapes if isinstance(shape, Text)]


@pytest.mark.parametrize(
    ("way", "found"),
    [(Direction.A_TO_B, [("RO", -1)]), (Direction.B_TO_A, [("RO", 1)]), (Direction.BOTH, [("RO", 0)])],
)
def test_the_bar_is_at_the_end_of_whoever_is_bound(way, found):
    assert orders(couple(an_order(way=way))) == found


@pytest.mark.parametrize("kind", [kind for kind in RestrictionKind if not kind.blocks])
def test_what_keeps_nobody_away_is_not_drawn_as_an_order(kind):
    assert orders(couple(an_order(kind))) == []


def test_orders_of_different_ways_are_two_lines_and_one_that_was_ended_on_paper_is_none():
    both = couple(an_order(RestrictionKind.BAIL, Direction.A_TO_B), an_order(RestrictionKind.OCCUPATION, Direction.B_TO_A, seq=2))
    ended = Restriction(RestrictionKind.RESTRAINING, Direction.B_TO_A, ends=date(2026, 11, 1), source_seen="the letter of the court")

    assert sorted(orders(both)) == [("BC", -1), ("OO", 1)]
    assert orders(couple(an_order(), replace(said(ended, seq=2), basis=Basis.SEEN))) == []


def test_orders_that_run_the_same_way_are_one_line_and_a_worry_is_another():
    worry = said(Concern(ConcernType.PHYSICAL, ConcernLevel.SERIOUS, Direction.B_TO_A), What.CONCERN, 3)
    network = couple(an_order(RestrictionKind.BAIL), an_order(RestrictionKind.NON_MOLESTATION, seq=2), worry)

    scene = draw(network, measure, SEEN)

    assert faults(network, lay_out(network, measure, SEEN)) == []
    assert orders(network) == [("NM BC", 1)]
    assert {"NM BC", "P"} <= set(texts(scene))
    assert [text for text in texts(scene) if text.startswith("In force")] == [
        "In force: non-molestation order (the bar is at whoever it keeps away)",
        "In force: bail condition (the bar is at whoever it keeps away)",
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "is_drawn"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 23), None, False),
        (None, date(2026, 11, 21), False),
    ],
)
def test_only_what_is_in_force_on_the_day_is_drawn(starts, ends, is_drawn):
    network = couple(an_order(starts=starts, ends=ends))

    assert bool(orders(network)) == is_drawn
    assert orders(network, Style(show_harm=True)) == [], "without a day nobody knows what is in force"
    assert orders(network, Style(on=TODAY)) == [], "not on a copy without harm"


@pytest.mark.parametrize("audience", [Audience.ADULT, Audience.FAMILY, Audience.SHARED_SCREEN])
@pytest.mark.parametrize("kind", RestrictionKind)
def test_a_copy_that_may_leave_is_the_same_to_the_byte_with_and_without_an_order(kind, audience):
    with_order, without = (render(drawn(one, View.GENOGRAM, audience, TODAY).scene) for one in (couple(an_order(kind)), couple()))

    assert with_order == without


@pytest.mark.parametrize("audience", [Audience.WORKER, Audience.SUPERVISOR])
def test_the_worker_and_the_supervisor_see_it(audience):
    scene = drawn(couple(an_order()), View.GENOGRAM, audience, TODAY).scene

    assert texts(scene).count("RO") == 2, "on the line, and in the key"


def test_the_letters_of_all_orders_and_of_all_harm_are_different():
    assert ORDER_CODES.keys() == {kind for kind in RestrictionKind if kind.blocks}
    assert len({*ORDER_CODES.values(), *HARM_CODES.values()}) == len(ORDER_CODES) + len(HARM_CODES)
