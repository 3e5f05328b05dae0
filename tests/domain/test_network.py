"""One person's map: finding members, ties and what was said about them."""

from datetime import date

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import UnknownMemberError
from netmeet.domain.network import Network
from netmeet.domain.readings import Ring, What
from tests.support.make import TODAY, a_member, a_network, a_tie, close, important

NETWORK = a_network(
    a_member("Dawn"),
    a_member("Kev"),
    a_member("Mo"),
    a_tie("dawn", "kev"),
    a_tie("mo", "dawn"),
    a_tie("kev", "dawn", id="second"),
    close("dawn-kev", Ring.EXCHANGE),
    important("dawn-kev"),
    close("dawn-kev"),
)


def test_members_and_ties_are_found_by_id():
    assert NETWORK.member("kev").name == "Kev"
    assert NETWORK.tie("second").a == "kev"
    assert NETWORK.has("mo")
    assert not NETWORK.has("nobody")


@pytest.mark.parametrize("find", [NETWORK.member, NETWORK.tie])
def test_asking_for_somebody_who_is_not_on_the_map_is_an_error_to_read(find):
    with pytest.raises(UnknownMemberError, match="not on the map"):
        find("nobody")


def test_the_adult_is_the_member_the_map_is_about():
    assert NETWORK.adult == a_member("Dawn")
    assert Network().adult is None
    assert Network("gone").adult is None


def test_ties_are_found_from_both_ends_in_the_order_they_were_made():
    assert [tie.id for tie in NETWORK.ties_of("dawn")] == ["dawn-kev", "mo-dawn", "second"]
    assert [tie.id for tie in NETWORK.ties_of("kev")] == ["dawn-kev", "second"]
    assert NETWORK.ties_of("nobody") == ()
    assert NETWORK.tie_between("kev", "dawn").id == "dawn-kev"
    assert NETWORK.tie_between("kev", "mo") is None


def test_a_tie_with_oneself_is_one_tie():
    network = a_network(a_member("Dawn"), a_tie("dawn", "dawn"))

    assert len(network.ties_of("dawn")) == 1
    assert network.ties[0].other("dawn") == "dawn"


def test_a_tie_knows_its_two_ends():
    tie = a_tie("dawn", "kev")

    assert (tie.other("dawn"), tie.other("kev")) == ("kev", "dawn")
    assert (tie.joins("dawn"), tie.joins("kev"), tie.joins("mo")) == (True, True, False)


def test_everything_said_of_one_kind_is_kept_oldest_first():
    assert [reading.value.ring for reading in NETWORK.said("dawn-kev", What.CLOSENESS)] == [Ring.EXCHANGE, Ring.INTIMACY]
    assert NETWORK.said("dawn-kev", What.CONCERN) == NETWORK.said("nobody", What.CLOSENESS) == ()


@pytest.mark.parametrize(
    ("fields", "died"),
    [({}, False), ({"dead": True}, True), ({"died": PartialDate(2020)}, True)],
)
def test_a_death_is_known_with_or_without_its_date(fields, died):
    assert a_member("Kev", **fields).has_died is died


@pytest.mark.parametrize(
    ("fields", "child"),
    [
        ({}, None),
        ({"under_18": True}, True),
        ({"under_18": False}, False),
        ({"born": PartialDate(2015)}, True),
        ({"born": PartialDate(1980), "under_18": True}, False),
        ({"born": PartialDate(2008)}, None),
        ({"born": PartialDate(2008), "under_18": True}, True),
        ({"born": PartialDate(2008, 3, 9)}, False),
        ({"born": PartialDate(2008, 3, 10)}, True),
    ],
)
def test_a_child_is_somebody_known_to_be_under_18_and_nobody_is_guessed_to_be(fields, child):
    assert a_member("Kev", **fields).is_child(TODAY) is child


def test_a_birthday_makes_an_adult():
    kev = a_member("Kev", born=PartialDate(2008, 3, 9))

    assert kev.is_child(date(2026, 3, 8)) is True
    assert kev.is_child(date(2026, 3, 9)) is False
