"""Who helps without being paid: whom it makes sense to ask how they manage as a carer."""

import pytest

from netmeet.domain.network import MemberKind, Sphere, TieKind
from netmeet.domain.readings import Direction, Support, SupportKind
from netmeet.domain.reliance import helps_unpaid
from tests.support.make import a_member, a_network, a_reading, a_tie, gives


def kev(*parts, paid=False, **fields):
    tie = a_tie("dawn", "kev", kind=TieKind.PAID if paid else TieKind.SOCIAL)
    return helps_unpaid(a_network(a_member("Dawn"), a_member("Kev", **fields), tie, *parts), "kev")


@pytest.mark.parametrize("kind", SupportKind)
def test_whoever_gives_help_of_any_kind_is_asked(kind):
    assert kev(gives("dawn-kev", "kev", kind))


def test_help_to_somebody_else_than_the_adult_counts():
    assert kev(a_member("Mo"), a_tie("kev", "mo"), gives("kev-mo", "kev"))


def test_help_both_ways_is_given_too():
    assert kev(a_reading("dawn-kev", Support(SupportKind.COMPANY, Direction.BOTH)))


def test_whoever_gives_nothing_is_not_asked():
    assert not kev()
    assert not kev(gives("dawn-kev", "dawn"))


def test_help_that_has_ended_counts_no_longer():
    ended = a_reading("dawn-kev", Support(SupportKind.COMPANY, Direction.B_TO_A, ended=True), seq=2)

    assert not kev(gives("dawn-kev", "kev", seq=1), ended)


def test_whoever_is_paid_has_died_or_is_nobody_is_not_asked():
    helping = gives("dawn-kev", "kev")

    assert not kev(helping, paid=True)
    assert not kev(helping, sphere=Sphere.PAID)
    assert not kev(helping, dead=True)
    assert not any(kev(helping, kind=kind) for kind in MemberKind if kind is not MemberKind.PERSON)
