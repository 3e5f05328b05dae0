"""Who lives together: an outline around exactly those people, and the household's name beside it."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netmeet.domain.network import Household
from netmeet.drawing.genogram import Style, draw, lay_out
from netmeet.drawing.scene import Dash, Line, Text
from netmeet.drawing.twin import genogram_twin
from tests.support.families import made_up, measure, network_of, told
from tests.support.home_checks import holds, home_faults

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
FAMILY = told("Ann Bob: Cy Di Eve", "Di Fay: Gus Hal", alone="Ida Jo", bonds=["Ann Ida close"])

HOMES = Style(show_homes=True)


def living(network, *homes):
    """The network with households, each told as ``"name: members"``."""
    found = (home.partition(":") for home in homes)
    return replace(
        network, households=tuple(Household(f"h{k}", name, tuple(members.split())) for k, (name, _, members) in enumerate(found))
    )


def laid_out(*homes, family=FAMILY):
    network = living(network_of(family), *homes)
    return network, lay_out(network, measure, HOMES)


def at_random(random, network):
    """Up to six households, some of people who stand far apart, some people in two of them."""
    ids = [member.id for member in network.members]
    homes = [
        " ".join([*union.partners, *(child.member for child in union.children)][: random.randint(1, 5)])
        for union in network.unions
        if random.random() < 0.2
    ][:4]
    homes += [" ".join(random.sample(ids, min(len(ids), random.randint(1, 3)))) for _ in range(random.randint(0, 2))]
    return living(network, *(f"{k} Hill Road: {members}" for k, members in enumerate(homes)))


@settings(max_examples=12, phases=QUICK, deadline=None)
@given(st.randoms(use_true_random=True), st.integers(4, 30))
def test_an_outline_holds_its_people_and_nobody_else_whoever_lives_together(random, people):
    network = at_random(random, network_of(made_up(random, people)))

    assert home_faults(network, lay_out(network, measure, HOMES)) == []


@settings(max_examples=5, phases=QUICK, deadline=None)
@given(st.randoms(use_true_random=True), st.integers(4, 25))
def test_households_in_another_order_are_drawn_the_same_and_move_nothing(random, people):
    network = at_random(random, network_of(made_up(random, people)))
    homes = tuple(replace(home, members=tuple(random.sample(home.members, len(home.members)))) for home in network.households)
    again = replace(
        network,
        members=tuple(random.sample(network.members, len(network.members))),
        households=tuple(random.sample(homes, len(homes))),
    )

    with_homes, without = (lay_out(each, measure, HOMES) for each in (network, replace(network, households=())))

    assert lay_out(again, measure, HOMES) == with_homes
    assert lay_out(network, measure, Style()) == without
    moved = {(round(one.x - other.x, 6), round(one.y - other.y, 6)) for one, other in zip(with_homes.nodes, without.nodes, strict=True)}
    assert len(moved) == 1


@pytest.mark.parametrize(
    ("homes", "outlines"),
    [
        (["Hill House: Ann Bob"], [1]),
        (["Hill House: Ann Bob Cy Di Eve"], [1]),
        (["Hill House: Ann Gus"], [1]),
        (["Hill House: Ann"], [1]),
        (["Hill House: Cy Eve", "Low House: Di Fay Gus Hal"], [1, 1]),
        (["Hill House: Bob Ann", "Low House: Fay Di", "Mill: Cy", "Field End: Eve Ida"], [1, 1, 1, 1]),
        (["Hill House: Ann Bob Cy", "Low House: Cy Di"], [1, 1]),
        ([f"Home {k}: {one}" for k, one in enumerate(("Ann", "Bob", "Cy", "Di", "Eve", "Fay", "Gus", "Hal", "Ida", "Jo"))], [1] * 10),
    ],
)
def test_each_household_has_one_outline_where_a_way_leads_between_its_people(homes, outlines):
    network, layout = laid_out(*homes)

    assert home_faults(network, layout) == []
    assert [len(home.outlines) for home in layout.homes] == outlines
    assert not any(home.also for home in layout.homes)


def test_somebody_of_two_households_stands_in_both_outlines_where_these_can_cross():
    _, layout = laid_out("Hill House: Ann Bob Cy", "Low House: Cy Di")

    cy = next(node for node in layout.nodes if node.id == "Cy")

    assert [sum(holds(outline, (cy.x, cy.y)) for outline in home.outlines) for home in layout.homes] == [1, 1]


def test_a_household_within_another_is_no_outline_within_an_outline():
    network, layout = laid_out("Hill House: Ann Bob Cy", "Annexe: Ann Bob")

    large, small = layout.homes

    assert home_faults(network, layout) == []
    assert (len(large.outlines), len(small.outlines)) == (1, 0)
    assert [label.lines for label in small.labels] == [("+ Annexe",)] * 2
    assert "Belongs to this household too" in texts(draw(network, measure, HOMES))


def test_households_of_the_same_people_are_one_outline_with_both_names():
    _, layout = laid_out("Hill House: Ann Bob", "The caravan: Bob Ann", ": Cy")

    assert [(home.ids, home.labels[0].lines) for home in layout.homes] == [
        (("h0", "h1"), ("Hill House / The caravan",)),
        (("h2",), ("Household",)),
    ]


def test_a_household_of_nobody_on_the_drawing_is_not_drawn():
    assert laid_out("Hill House: Zoe", "Empty:")[1].homes == ()


def texts(scene):
    return [shape.text for shape in scene.shapes if isinstance(shape, Text)]


def test_people_whom_no_way_joins_have_an_outline_each_of_the_same_name_and_the_table_says_so():
    children = " ".join(f"C{k:02}" for k in range(30))
    network, layout = laid_out("Hill House: C00 C29", family=told(f"Ann Bob: {children}"))

    scene = draw(network, measure, HOMES)

    assert home_faults(network, layout) == []
    assert len(layout.homes[0].outlines) == 2
    assert texts(scene).count("Hill House") == 2
    assert "The same name again: the same household" in texts(scene)
    table = next(table for table in genogram_twin(network, spots=scene.spots) if table.caption == "Who lives together")
    assert table.headings == ("Household", "Who lives there", "In the drawing")
    assert table.rows[0].cells == ("Hill House", "C00, C29", "2 outlines of the same name: the people stand too far apart for one")


def test_the_outline_is_painted_in_dashes_of_its_own_with_a_key():
    network, _ = laid_out("Hill House: Ann Bob")

    scene = draw(network, measure, HOMES)
    outlines = [shape for shape in scene.shapes if isinstance(shape, Line) and shape.stroke.dash is Dash.LONG]

    assert len(outlines) == 2, "one on the drawing, one in the key"
    assert all(outline.closed for outline in outlines)
    assert "Who lives together" in texts(scene)
    assert "Who lives together" not in texts(draw(replace(network, households=()), measure, HOMES))
    table = next(table for table in genogram_twin(network, spots=scene.spots) if table.caption == "Who lives together")
    assert table.headings == ("Household", "Who lives there")
