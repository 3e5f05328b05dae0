"""What passes through each member, and what hangs on them alone."""

from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.carried import Carries, carried
from netmeet.domain.readings import Contact, Frequency, SupportKind
from tests.support.make import TODAY, a_member, a_network, a_reading, a_tie, gives
from tests.support.maps import NAMES, in_another_order, networks

DAWN, KEV, MO, TOM = (a_member(name) for name in ("Dawn", "Kev", "Mo", "Tom"))


def told(*parts):
    return {one.name: one for one in carried(a_network(*parts), as_of=TODAY).members}


def test_each_member_is_told_of_with_what_they_give_get_and_hold_alone():
    found = told(
        DAWN,
        KEV,
        MO,
        TOM,
        a_tie("dawn", "kev"),
        a_tie("dawn", "mo"),
        a_tie("kev", "mo"),
        a_tie("kev", "tom"),
        gives("dawn-kev", "kev", SupportKind.COMPANY, "9 hours a week"),
        gives("dawn-mo", "mo", SupportKind.COMPANY, "about five hours a week"),
        gives("dawn-kev", "kev", SupportKind.PRACTICAL),
        gives("dawn-kev", "dawn", SupportKind.MONEY, "about £40 a week"),
        a_reading("dawn-kev", Contact(Frequency.WEEKLY, "Mondays")),
        a_reading("dawn-mo", Contact(Frequency.WEEKLY)),
    )

    kev = found["Kev"]
    assert kev.gives == (
        "Kev gives Dawn practical help.",
        "Kev gives Dawn company (9 hours a week); about 9 of about 14 hours a week of company that are known; so does Mo.",
    )
    assert kev.gets == ("Dawn gives Kev help with money (about £40 a week).",)
    assert kev.alone == (
        "Nobody else on the map gives Dawn practical help.",
        "On this map only Kev leads from Dawn to Tom.",
        "On Mondays, Kev is the only one in touch with Dawn whose days are known; on which days Mo is in touch is not known.",
    )
    assert kev.beside == ("Mo has a way to both Dawn and Kev.",)
    assert kev.only
    assert not found["Mo"].only
    assert "Tom" not in found


def test_many_others_are_counted_and_not_listed_again_for_each():
    others = [a_member(f"Friend {name}", id=name) for name in "abcdef"]
    parts = [*(a_tie("dawn", one.id) for one in others), *(gives(f"dawn-{one.id}", one.id, SupportKind.COMPANY) for one in others)]

    assert told(DAWN, *others, *parts)["Friend a"].gives == ("Friend a gives Dawn company; so do 5 others.",)


def test_the_days_of_the_week_are_told_as_far_as_they_are_known():
    weekly = (DAWN, KEV, a_tie("dawn", "kev"), a_reading("dawn-kev", Contact(Frequency.WEEKLY, "weekdays")))

    def days(*parts):
        return carried(a_network(*parts), as_of=TODAY).days

    assert days(*weekly) == ("On Saturdays and Sundays nobody whose days are known is in touch with Dawn.",)
    assert days(DAWN, KEV, a_tie("dawn", "kev"), a_reading("dawn-kev", Contact(Frequency.DAILY))) == (
        "Somebody is in touch with Dawn every day.",
    )
    assert days(DAWN, KEV, a_tie("dawn", "kev")) == (
        "On every day of the week nobody whose days are known is in touch with Dawn.",
        "On which days Kev is in touch is not known.",
    )


def test_a_map_about_nobody_tells_nothing():
    assert carried(a_network(DAWN, adult=None), as_of=TODAY) == Carries((), ())


@given(networks(adult=False), st.randoms())
def test_order_never_matters_and_nobody_is_named_who_is_not_there(network, random):
    found = carried(network, as_of=TODAY)

    assert carried(in_another_order(network, random), as_of=TODAY) == found
    words = "\n".join((*found.days, *(line for one in found.members for line in one.sentences)))
    assert {name for name in NAMES if name in words} <= {name for member in network.members for name in member.name.split()}
