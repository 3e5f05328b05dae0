"""Ties between members keep clear of everything, however many there are; drawings stay the same, or nearly, when little changes."""

from collections import defaultdict
from itertools import combinations, pairwise
from math import hypot
from random import Random
from statistics import median
from sys import gettrace, settrace
from time import process_time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import Network
from netmeet.domain.readings import Emotional
from netmeet.drawing.genogram import BirthOrder, Style, geometry, lay_out
from netmeet.drawing.tielines import code_size
from tests.report.families import of_size, with_ties
from tests.report.optimum import fewest_crossings
from tests.support.families import made_up, measure, network_of, told
from tests.support.geometry_checks import counts, faults
from tests.support.make import a_concern, a_member, a_network, a_reading, a_tie

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


def laid_out(family, **style):
    return lay_out(network_of(family), measure, Style(**style))


@settings(max_examples=8, phases=QUICK)
@given(st.randoms(use_true_random=True), st.integers(6, 60), st.integers(1, 40), st.sampled_from(BirthOrder))
def test_nothing_is_wrong_with_the_drawing_of_any_family_with_many_ties(random, people, ties, order):
    family = with_ties(made_up(random, people), min(ties, people), random.randint(0, 999))
    network = network_of(family)

    assert faults(network, laid_out(family, birth_order=order, show_harm=True)) == []


@pytest.mark.parametrize(("people", "ties"), [(30, 30), (80, 60)])
def test_sixty_ties_in_a_crowd_keep_off_symbols_words_and_one_another(people, ties):
    family = with_ties(of_size(people), ties)

    assert faults(network_of(family), laid_out(family, show_harm=True)) == []


def test_a_tie_is_a_line_of_at_least_twelve_pieces_from_edge_to_edge():
    family = told("Ann Bob: Cy Di Eve Fay", bonds=["Ann Fay close", "Cy Fay hostile", "Di Eve distant"])
    found = laid_out(family)
    at = {node.id: node for node in found.nodes}

    for edge in found.edges:
        if edge.bond:
            assert len(edge.points) > 12
            for one, (x, y) in zip(edge.people, (edge.points[0], edge.points[-1]), strict=True):
                assert hypot(x - at[one].x, y - at[one].y) == pytest.approx(at[one].w / 2, rel=0.45)


def seconds_of(work):
    """Seconds of the processor, without the tracing of a coverage report: that makes everything several times slower."""
    tracer = gettrace()
    settrace(None)
    try:
        start = process_time()
        work()
        return process_time() - start
    finally:
        settrace(tracer)


def a_fixed_piece_of_work():
    """About a tenth of a second of small functions, tuples, dictionaries and floats, like those of a layout."""
    found = defaultdict(list)
    for k in range(150_000):
        a, b = (k % 311 * 1.5, k % 97 * 2.5), (k % 53 * 3.5, k % 29 * 4.5)
        found[int(a[0] // 48) * 1000 + int(b[1] // 48)].append((min(a[0], b[0]), hypot(a[0] - b[0], a[1] - b[1])))
    return sorted(max(one)[1] for one in found.values())


@pytest.mark.parametrize(("people", "ties", "times"), [(60, 60, 13), (250, 60, 26)])
def test_many_ties_take_a_moment(people, ties, times):
    """Measured against a fixed piece of work, before and after: a busy or a slow computer is slow at both."""
    network = network_of(with_ties(of_size(people), ties))
    fixed = seconds_of(a_fixed_piece_of_work)

    found = seconds_of(lambda: lay_out(network, measure))

    assert found < times * (fixed + seconds_of(a_fixed_piece_of_work)) / 2


def how_far_about(found):
    """How long each tie is, over the straight way from symbol to symbol."""
    at = {node.id: node for node in found.nodes}
    for edge in found.edges:
        if edge.bond:
            a, b = (at[one] for one in edge.people)
            straight = hypot(a.x - b.x, a.y - b.y) - a.w / 2 - b.w / 2
            yield sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(edge.points)) / max(straight, 60.0)


def test_few_ties_go_far_about():
    found = sorted(ratio for seed in range(4) for ratio in how_far_about(laid_out(with_ties(of_size(30, seed), 15))))

    assert median(found) < 1.35
    assert found[len(found) * 9 // 10] < 2.0
    assert found[-1] < 5


def test_everything_between_the_same_two_runs_side_by_side():
    network = a_network(
        a_member("Ann"),
        a_member("Bob"),
        a_tie("ann", "bob"),
        a_reading("ann-bob", Emotional(EmotionalKind.CLOSE)),
        a_concern("ann-bob"),
    )

    found = lay_out(network, measure, Style(show_harm=True))

    assert len([edge for edge in found.edges if edge.bond]) == 3
    assert max(how_far_about(found)) < 1.5
    assert faults(network, found) == []


@pytest.mark.parametrize(
    "unions", [("Ann Bob: Cy Di Eve Fay Gus", "Di Hal: Ida Jo"), ("Ann Bob: Cy Di", "Cy Eve: Fay Gus", "Di Hal: Ida Jo Kit")]
)
def test_friends_stand_where_nobody_hides_them(unions):
    friends = [f"Friend{k}" for k in range(7)]
    family = told(*unions, bonds=[f"Di {friend} close" for friend in friends], alone=" ".join(friends))

    assert max(how_far_about(laid_out(family))) < 1.3


def test_a_friend_of_two_stands_near_both():
    family = told("Ann Bob: Cy Di Eve Fay Gus", "Di Hal: Ida Jo", bonds=["Fay Kim close", "Jo Kim close"], alone="Kim")
    at = {node.id: node for node in laid_out(family).nodes}
    fay, jo, kim = at["Fay"], at["Jo"], at["Kim"]

    assert hypot(fay.x - kim.x, fay.y - kim.y) + hypot(jo.x - kim.x, jo.y - kim.y) < 2 * hypot(fay.x - jo.x, fay.y - jo.y)


def test_many_letter_codes_stand_in_two_lines():
    assert code_size("P E F H")[0] == code_size("P E")[0]
    assert code_size("P E F H")[1] > code_size("P E")[1]


@pytest.mark.parametrize("people", [1, 2, 400, 1000])
def test_families_of_any_size_are_drawn_in_bounded_time(people):
    family = made_up(Random(1), people)  # noqa: S311 (the same family each time)

    start = process_time()
    found = laid_out({**family, "bonds": []})

    assert len(found.nodes) == len(family["people"])
    assert process_time() - start < 30


def test_one_more_person_moves_few_others_past_one_another():
    moved = pairs = 0
    for seed in range(8):
        family = {**made_up(Random(seed), 30), "bonds": []}  # noqa: S311 (the same families each time)
        union = family["unions"][-1]
        child = {"id": "zz", "name": "New", "sex": None, "birth": None, "death": None}
        more = {
            **family,
            "people": [*family["people"], child],
            "unions": [*family["unions"][:-1], {**union, "children": [*union["children"], {"id": "zz", "kind": "birth"}]}],
        }
        before, after = ({node.id: node for node in laid_out(one).nodes} for one in (family, more))
        for a, b in combinations(before, 2):
            if before[a].y == before[b].y and after[a].y == after[b].y:
                pairs += 1
                moved += (before[a].x < before[b].x) != (after[a].x < after[b].x)

    assert moved <= 0.03 * pairs


@pytest.mark.parametrize("order", BirthOrder)
@pytest.mark.parametrize(
    "unions",
    [
        ("Ann Bob: Cy Di", "Cy Eve: Fay Gus", "Di Hal: Ida"),
        ("Ann Bob: Cy", "Ann Dan: Eve", "Ann Fay: Gus Hal"),
        ("Ann Bob: Cy Di", "Cy Eve: Fay", "Di Gus: Hal", "Fay Hal: Ida"),
        ("Ann Bob: Cy Dan", "Eve Fay: Gil Hal", "Cy Gil: Ida", "Dan Hal: Jo"),
    ],
)
def test_no_order_of_a_small_family_crosses_less(unions, order):
    network = network_of(told(*unions))

    assert counts(network, lay_out(network, measure, Style(birth_order=order)))["crossings"] == fewest_crossings(network, order)


def test_people_who_know_one_another_and_no_family_are_drawn_clear_of_their_ties():
    members = tuple(a_member(name) for name in ("Ann", "Bob", "Cy"))

    assert faults(Network(members=members), lay_out(Network(members=members), measure)) == []
    assert geometry(lay_out(Network(members=members), measure))["edges"] == []
