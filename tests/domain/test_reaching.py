"""Who is reached from the adult, and through whom alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.network import Child, ChildKind, MemberKind, Network, UnionKind
from netmeet.domain.reaching import Ways
from netmeet.domain.readings import Contact, Frequency
from tests.support.make import a_household, a_member, a_network, a_reading, a_tie, a_union
from tests.support.maps import in_another_order, networks

DAWN, KEV, MO, TOM = (a_member(name) for name in ("Dawn", "Kev", "Mo", "Tom"))
NOT_IN_TOUCH = Contact(Frequency.NONE)


def led(*parts, **fields):
    ways = Ways(a_network(*parts, **fields))
    return {member: set(those) for member, those in ways.only_through.items() if those}, set(ways.reached())


def test_whoever_is_on_every_way_is_the_only_way():
    assert led(DAWN, KEV, MO, TOM, a_tie("dawn", "kev"), a_tie("kev", "mo"), a_tie("mo", "tom")) == (
        {"kev": {"mo", "tom"}, "mo": {"tom"}},
        {"kev", "mo", "tom"},
    )


def test_a_second_way_leaves_nobody_alone_on_it():
    ties = [a_tie(*ends) for ends in (("dawn", "kev"), ("kev", "tom"), ("dawn", "mo"), ("mo", "tom"))]

    assert led(DAWN, KEV, MO, TOM, *ties)[0] == {}


@pytest.mark.parametrize(
    ("parts", "reached"),
    [
        ((a_tie("dawn", "kev"), a_reading("dawn-kev", NOT_IN_TOUCH)), set()),
        ((a_tie("dawn", "kev"), a_reading("dawn-kev", NOT_IN_TOUCH), a_reading("dawn-kev", Contact(Frequency.LESS))), {"kev"}),
        ((a_tie("dawn", "kev"), a_reading("dawn-kev", NOT_IN_TOUCH), a_union("dawn", children=["kev"])), set()),
        ((a_union("dawn", children=["kev"]),), {"kev"}),
        ((a_union("dawn", children=[Child("kev", ChildKind.DONOR)]),), set()),
        ((a_union("dawn", children=["kev"]), a_union("mo", children=[Child("kev", ChildKind.ADOPTED)])), set()),
        ((a_union("dawn", "kev"),), {"kev"}),
        ((a_union("dawn", "kev", kind=UnionKind.DIVORCED),), set()),
        ((a_household("dawn", "kev"),), {"kev"}),
    ],
)
def test_a_way_runs_where_two_are_in_touch_or_belong_together(parts, reached):
    assert led(DAWN, KEV, MO, *parts)[1] == reached


def test_the_dead_are_on_no_way():
    assert led(DAWN, a_member("Kev", dead=True), MO, a_tie("dawn", "kev"), a_tie("kev", "mo")) == ({}, set())


@pytest.mark.parametrize(
    ("kind", "reached"), [(MemberKind.ORGANISATION, {"kev", "mo"}), (MemberKind.PLACE, {"kev"}), (MemberKind.PET, {"kev"})]
)
def test_a_place_or_a_pet_leads_on_to_nobody(kind, reached):
    assert led(DAWN, a_member("Kev", kind=kind), MO, a_tie("dawn", "kev"), a_tie("kev", "mo"))[1] == reached


def test_the_last_word_on_contact_counts_over_all_ties_of_two():
    ties = a_tie("dawn", "kev"), a_tie("kev", "dawn")
    network = a_network(DAWN, KEV, *ties, a_reading("dawn-kev", NOT_IN_TOUCH), a_reading("kev-dawn", Contact(Frequency.WEEKLY)))

    assert Ways(network).contact("dawn", "kev") == Ways(network).contact("kev", "dawn") == Contact(Frequency.WEEKLY)
    assert Ways(network).contact("dawn", "mo") is None


@given(networks(adult=False))
def test_the_only_way_is_what_is_lost_when_somebody_is_taken_out(network):
    ways = Ways(network)
    reached = ways.reached()

    assert set(ways.only_through) == reached
    for member in reached:
        assert ways.only_through[member] == reached - ways.reached({member}) - {member}


@given(networks(), st.randoms())
def test_the_order_of_a_map_changes_no_way(network, random):
    again = Ways(in_another_order(network, random))

    assert (again.reached(), again.only_through) == (Ways(network).reached(), Ways(network).only_through)


@given(networks(), st.data())
def test_another_tie_never_takes_a_way_away(network: Network, data):
    ids = [member.id for member in network.members]
    a, b = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    more = replace(network, ties=(*network.ties, a_tie(a, b, id="new")))

    assert Ways(more).reached() >= Ways(network).reached()
