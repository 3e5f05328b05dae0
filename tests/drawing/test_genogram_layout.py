from dataclasses import replace
from time import process_time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netmeet.domain.network import Network
from netmeet.drawing.genogram import BirthOrder, Style, geometry, lay_out
from tests.support.families import made_up, measure, network_of, told
from tests.support.geometry_checks import faults
from tests.support.make import a_member, a_union

STRUCTURES = {
    "nobody": told(),
    "one person": told(alone="Ann"),
    "three generations": told("Ann Bob: Cy Di", "Cy Eve: Fay Gus", "Di Hal: Ida"),
    "a single parent": told("Ann: Bob Cy Di"),
    "three partners in turn": told("Ann Bob: Cy", "Ann Dan: Eve", "Ann Fay: Gus Hal"),
    "two partners left and right": told("Ann Bob: Cy", "Bob Di: Eve", "Di Fay: Gus"),
    "half-brothers on both sides": told("Ann Bob: Cy", "Bob Di: Eve", "Ann Fay: Gus"),
    "remarried to one another": told("Ann Bob: Cy", "Ann Dan: Eve", "Ann Bob: Fay"),
    "two brothers and two sisters": told("Ann Bob: Cy Dan", "Eve Fay: Gil Hal", "Cy Gil: Ida", "Dan Hal: Jo"),
    "cousins who marry": told("Ann Bob: Cy Di", "Cy Eve: Fay", "Di Gus: Hal", "Fay Hal: Ida"),
    "an uncle and his niece": told("Ann Bob: Cy Di", "Cy Eve: Fay", "Di Fay: Gus"),
    "adopted, with both families": told("Ann Bob: Cy Dan/adopted", "Eve Fay: Dan Gus"),
    "two women and a donor": told("Ann Bea: Cy Di", "Eve: Cy/donor Di/donor"),
    "twins, one of them married": told("Ann Bob: Cy+Di Eve", "Di Fay: Gus"),
    "a ring of partners": told("Ann Bob: Cy", "Bob Di: Eve", "Di Fay: Gus", "Fay Ann: Hal"),
    "partners of partners of partners": told("Ann Bob", "Bob Cy", "Bob Di", "Bob Eve", "Cy Fay", "Cy Gus", "Di Hal", "Fay Ida: Jo"),
    "kinship care": told("Ann Bob: Cy Dan", "Cy Eve: Fay", "Ann Bob: Fay/foster"),
    "friends and feelings": told(
        "Ann Bob: Cy Di", alone="Fay Gus Hal", bonds=["Ann Fay close", "Ann Gus plays cards", "Cy Di hostile", "Bob Hal distant"]
    ),
    "two families": told("Ann Bob: Cy", "Di Eve: Fay", bonds=["Cy Fay love"]),
}  # fmt: skip

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A family from a smaller seed is no simpler, so nothing is gained by shrinking."""


def laid_out(network, **style):
    return lay_out(network, measure, Style(**style))


@pytest.mark.parametrize("order", BirthOrder)
@pytest.mark.parametrize("name", STRUCTURES)
def test_nothing_is_wrong_with_the_drawing_of(name, order):
    network = network_of(STRUCTURES[name])

    assert faults(network, laid_out(network, birth_order=order)) == []


@settings(max_examples=15, phases=QUICK)
@given(st.randoms(use_true_random=True), st.integers(6, 45))
def test_nothing_is_wrong_with_the_drawing_of_any_family(random, people):
    network = network_of(made_up(random, people))

    assert faults(network, laid_out(network)) == []


@settings(max_examples=12, phases=QUICK)
@given(st.randoms(use_true_random=True), st.integers(4, 40))
def test_the_order_of_a_file_never_changes_the_drawing(random, people):
    network = network_of(made_up(random, people))

    def shuffled(values):
        return tuple(random.sample(values, len(values)))

    again = replace(
        network,
        members=shuffled(network.members),
        unions=shuffled(tuple(replace(union, children=shuffled(union.children)) for union in network.unions)),
        ties=shuffled(network.ties),
    )

    assert geometry(laid_out(again)) == geometry(laid_out(network))


@pytest.mark.parametrize(
    ("unions", "impossible"),
    [
        ([a_union("a", "b"), a_union("b", children=["a"])], 0),
        ([a_union("a", children=["b"]), a_union("b", children=["a"])], 1),
        ([a_union("a", "b", children=["c"]), a_union("c", "d", children=["e"]), a_union("e", "f", children=["a"])], 2),
        ([a_union("a", children=["a"])], 1),
        ([a_union("a", "a", children=["b"])], 0),
        ([a_union("a", "b", "c", children=["d", "e"])], 0),
        ([a_union("a", "b", "c", "d", children=["e", "f"])], 0),
        ([a_union(children=["a", "b", "c"])], 0),
        ([a_union(children=["a"]), a_union("a", "b", children=["c"])], 0),
        ([a_union()], 0),
        ([a_union("a", "b", children=["e"]), a_union("c", "d", children=["e"]), a_union("f", children=["e"])], 0),
        ([a_union("a", "b", children=["c", "c"])], 0),
        ([a_union("a", "gone", children=["b", "nobody"])], 0),
        ([a_union("a", "b", children=["c"]), a_union("a", "c")], 0),
        ([a_union("a", children=["b", "c"]), a_union("b", children=["c"])], 0),
        ([a_union("a", one, id=f"a-{one}") for one in "bcdef"] + [a_union("b", one, id=f"b-{one}") for one in "cdef"], 0),
    ],
)  # fmt: skip
def test_bad_data_is_drawn_as_far_as_generations_allow(unions, impossible):
    network = Network(members=tuple(a_member(one, id=one) for one in "abcdef"), unions=tuple(unions))

    found = faults(network, laid_out(network))

    assert [fault for fault in found if not fault.startswith("not below")] == []
    assert len(found) == impossible


def test_forty_children_stand_in_one_row_eldest_first():
    children = [f"C{k:02}" for k in range(40)]
    network = network_of(told(f"Ann Bob: {' '.join(children)}", born={child: 1950 + k for k, child in enumerate(children)}))

    layout = laid_out(network)
    row = sorted((node.x, node.id) for node in layout.nodes if node.id in children)

    assert faults(network, layout) == []
    assert [child for _, child in row] == children
    assert len({node.y for node in layout.nodes if node.id in children}) == 1


def test_partners_stand_in_their_stored_order_and_earlier_partners_on_the_left():
    network = network_of(told("Bob Ann: Cy", "Zoe Bob: Di"))

    at = {node.id: node.x for node in laid_out(network).nodes}

    assert at["Ann"] < at["Bob"] < at["Zoe"]


def test_birth_order_gives_way_to_lineage_only_when_asked():
    family = told(
        "Ann Bob: Cy Dan Eve",
        "Fay Gus: Hal Ida Jo",
        "Cy Jo: Kit",
        born={"Cy": 1970, "Dan": 1972, "Eve": 1974, "Hal": 1970, "Ida": 1972, "Jo": 1974},
    )
    network = network_of(family)  # fmt: skip

    def row(order):
        return sorted("Cy Dan Eve".split(), key={node.id: node.x for node in laid_out(network, birth_order=order).nodes}.get)

    assert row(BirthOrder.STRICT) == ["Cy", "Dan", "Eve"]
    assert row(BirthOrder.LINEAGE)[-1] == "Cy" or row(BirthOrder.LINEAGE)[0] == "Cy"


def test_non_kin_stand_outside_the_rows_near_whom_they_know():
    network = network_of(told("Ann Bob: Cy", "Di Eve: Fay", alone="Gus", bonds=["Fay Gus close"]))

    at = {node.id: node for node in laid_out(network).nodes}

    assert abs(at["Gus"].x - at["Fay"].x) < abs(at["Gus"].x - at["Cy"].x)
    assert all(abs(at["Gus"].y - at[one].y) > 5 or abs(at["Gus"].x - at[one].x) > 60 for one in at if one != "Gus")


@pytest.mark.parametrize("people", [60, 250])
def test_a_large_family_takes_a_moment(people):
    row, unions = ["P"], []
    while len(row) * 2 < people:
        unions.append(f"{row[-1]} {row[-1]}x: {row[-1]}a {row[-1]}b")
        row = [*row, f"{row[-1]}a"] if len(row[-1]) < 12 else [*row, f"Q{len(row)}"]
    network = network_of(told(*unions))

    start = process_time()
    layout = laid_out(network)

    assert faults(network, layout) == []
    assert process_time() - start < 20


def test_a_thousand_people_with_a_name_only_are_drawn():
    network = Network(members=tuple(a_member(f"Person {k}") for k in range(1000)))

    assert len(laid_out(network).nodes) == 1000


def test_geometry_is_plain_json_values_with_centres():
    network = network_of(told("Ann Bob: Cy", bonds=["Ann Cy close"]))

    found = geometry(laid_out(network))

    assert {node["id"] for node in found["nodes"]} == {"Ann", "Bob", "Cy"}
    assert {edge["kind"] for edge in found["edges"]} == {"partner", "child", "bond"}
    assert {label["of"] for label in found["labels"]} == {"Ann", "Bob", "Cy", "u0"}
    assert all(len(edge["points"]) >= 12 for edge in found["edges"] if edge["kind"] == "bond")
