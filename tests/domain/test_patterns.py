"""Patterns worth a look: each fires on what is written down, doesn't fire without it, and never guesses what nobody wrote."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.network import MemberKind, Sphere, TieKind
from netmeet.domain.patterns import SOURCES, PatternKind, patterns
from netmeet.domain.readings import Contact, Direction, Frequency, ImportanceLevel, Ring, Support, SupportKind, Voice
from tests.support.make import TODAY, a_concern, a_member, a_network, a_reading, a_tie, close, gives, important
from tests.support.maps import NAMES, in_another_order, networks

BANNED = re.compile(r"perpetrator|victim|vulnerab|refuse|service user|\bscor(e|ing)\b|suspicious|abuser|\bred\b", re.IGNORECASE)
DAWN, KEV, MO, TOM = (a_member(name) for name in ("Dawn", "Kev", "Mo", "Tom"))
LATER, MUCH_LATER = TODAY + timedelta(days=60), TODAY + timedelta(days=400)


def found(kind, *parts):
    return [one for one in patterns(a_network(*parts), as_of=TODAY) if one.kind is kind]


def in_touch(name, often, on=TODAY, voice=Voice.ADULT):
    return a_reading(f"dawn-{name}", Contact(often), voice, said_on=on)


# ---------------------------------------------------------------- one person is the way, or the only one in touch

LINE = (DAWN, KEV, MO, TOM, a_tie("dawn", "kev"), a_tie("kev", "mo"), a_tie("kev", "tom"))


@pytest.mark.parametrize(
    ("parts", "fires"),
    [
        (LINE, True),
        ((*LINE, a_tie("dawn", "mo")), False),
        ((DAWN, KEV, MO, a_tie("dawn", "kev"), a_tie("kev", "mo")), False),
        ((*LINE, a_member("Rex", kind=MemberKind.PET), a_tie("dawn", "rex")), True),
        ((*LINE, a_tie("dawn", "mo"), in_touch("mo", Frequency.NONE)), True),
        ((DAWN, KEV, MO, TOM), False),
    ],
)
def test_everybody_is_reached_through_one_person(parts, fires):
    seen = found(PatternKind.ONLY_WAY_IN, *parts)

    assert bool(seen) is fires
    if fires:
        assert seen[0].facts == ("On this map only Kev leads from Dawn to Mo and Tom.",)
        assert seen[0].members == ("kev",)


STAR = (DAWN, KEV, MO, TOM, *(a_tie("dawn", name) for name in ("kev", "mo", "tom")))
HARDLY = (in_touch("mo", Frequency.NONE), in_touch("tom", Frequency.LESS))


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ((in_touch("kev", Frequency.DAILY), *HARDLY), True),
        ((in_touch("kev", Frequency.MONTHLY), *HARDLY), False),
        ((in_touch("kev", Frequency.DAILY), HARDLY[0]), False),
        ((in_touch("kev", Frequency.DAILY), HARDLY[0], in_touch("tom", Frequency.MONTHLY)), False),
        ((in_touch("kev", Frequency.DAILY), HARDLY[0], in_touch("tom", Frequency.WEEKLY)), False),
        ((), False),
    ],
)
def test_one_person_in_touch_and_others_hardly(said, fires):
    assert bool(found(PatternKind.ONLY_CONTACT, *STAR, *said)) is fires


def test_whoevers_contact_is_not_written_down_is_named_as_not_known():
    (seen,) = found(PatternKind.ONLY_CONTACT, *STAR, a_member("Una"), a_tie("dawn", "una"), in_touch("kev", Frequency.DAILY), *HARDLY)

    assert seen.facts == (
        "Dawn and Kev are in touch every day.",
        "Dawn and Mo are not in touch.",
        "Dawn and Tom are in touch less than once a month.",
        "How often Dawn is in touch with Una is not written down.",
    )


# ---------------------------------------------------------------- money and care in one hand

CARE, MONEY = (gives("dawn-kev", "kev", kind) for kind in (SupportKind.PERSONAL_CARE, SupportKind.MONEY))


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ((CARE, MONEY), True),
        ((CARE,), False),
        ((MONEY,), False),
        ((CARE, gives("dawn-kev", "dawn", SupportKind.MONEY)), False),
        ((CARE, MONEY, a_reading("dawn-kev", Support(SupportKind.MONEY, Direction.B_TO_A, ended=True))), False),
        ((CARE, gives("dawn-mo", "mo", SupportKind.MONEY)), False),
    ],
)
def test_one_person_with_the_money_and_the_care(said, fires):
    seen = found(PatternKind.HOLDS_SEVERAL, *STAR, *said)

    assert bool(seen) is fires
    if fires:
        assert seen[0].facts == ("Kev gives Dawn personal care.", "Kev gives Dawn help with money.")
        assert "attorney" in seen[0].asks


def test_an_organisation_is_not_asked_after_keys():
    care_home = a_member("Kev", kind=MemberKind.ORGANISATION)

    assert found(PatternKind.HOLDS_SEVERAL, DAWN, care_home, a_tie("dawn", "kev"), CARE, MONEY) == []


# ---------------------------------------------------------------- less contact than there was

KEV_FELL = (in_touch("kev", Frequency.WEEKLY), in_touch("kev", Frequency.NONE, LATER))
MO_FELL = (close("dawn-mo", Ring.INTIMACY), close("dawn-mo", Ring.PARTICIPATION, said_on=LATER))


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ((*KEV_FELL, *MO_FELL), True),
        (KEV_FELL, False),
        ((*KEV_FELL, close("dawn-kev"), close("dawn-kev", Ring.EXCHANGE, said_on=LATER)), False),
        ((*KEV_FELL, MO_FELL[0], close("dawn-mo", Ring.PARTICIPATION, Voice.CARER, said_on=LATER)), False),
        ((*KEV_FELL, MO_FELL[0], close("dawn-mo", Ring.PARTICIPATION)), False),
        ((*KEV_FELL, MO_FELL[0], close("dawn-mo", Ring.PARTICIPATION, said_on=None)), False),
        (
            (
                *KEV_FELL,
                *MO_FELL,
                in_touch("tom", Frequency.NONE),
                in_touch("tom", Frequency.DAILY, LATER),
                close("dawn-tom", Ring.EXCHANGE),
                close("dawn-tom", Ring.INTIMACY, said_on=LATER),
            ),
            False,
        ),
    ],
)
def test_less_contact_than_there_was_by_the_same_voice_on_two_days(said, fires):
    seen = found(PatternKind.FEWER, *STAR, *said)

    assert bool(seen) is fires
    if fires:
        assert seen[0].facts == (
            "Dawn and Kev are in touch every week, by what Dawn said on 9 March 2026; on 8 May 2026: are not in touch.",
            "Dawn placed Mo in the “Closest” circle on 9 March 2026, and in the “Join in with” circle on 8 May 2026.",
        )


def test_what_one_speaker_said_first_and_last_is_told_over_all_ties_between_two():
    later = a_tie("dawn", "kev", id="kev-again")
    said = [close("dawn-kev", ring, said_on=on) for ring, on in ((Ring.INTIMACY, TODAY), (Ring.EXCHANGE, MUCH_LATER))]
    between = close("kev-again", Ring.FRIENDSHIP, said_on=LATER)

    (one,) = found(PatternKind.FEWER, *STAR, later, *said, between, close("dawn-mo"), close("dawn-mo", Ring.EXCHANGE, said_on=LATER))

    assert one.facts[0].endswith("on 9 March 2026, and in the “Paid or exchange” circle on 13 April 2027.")


# ---------------------------------------------------------------- all paid


@pytest.mark.parametrize(
    ("member", "tie", "fires"),
    [
        (a_member("Kev", sphere=Sphere.PAID), a_tie("dawn", "kev"), True),
        (a_member("Kev"), a_tie("dawn", "kev", TieKind.PAID), True),
        (a_member("Kev"), a_tie("dawn", "kev"), False),
    ],
)
def test_every_help_is_paid(member, tie, fires):
    assert bool(found(PatternKind.ALL_PAID, DAWN, member, tie, CARE)) is fires
    assert found(PatternKind.ALL_PAID, DAWN, member, tie) == []


# ---------------------------------------------------------------- new and close


def came(first, last, on=LATER, **fields):
    return close("dawn-kev", first, **fields), close("dawn-kev", last, said_on=on)


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        (came(Ring.PARTICIPATION, Ring.INTIMACY), True),
        (came(Ring.EXCHANGE, Ring.INTIMACY), True),
        (came(Ring.FRIENDSHIP, Ring.INTIMACY), False),
        (came(Ring.PARTICIPATION, Ring.FRIENDSHIP), False),
        (came(Ring.PARTICIPATION, Ring.INTIMACY, MUCH_LATER), False),
        (came(Ring.PARTICIPATION, Ring.INTIMACY, voice=Voice.CARER), False),
        ((important("dawn-kev", ImportanceLevel.NOT), important("dawn-kev", said_on=LATER)), True),
        ((important("dawn-kev", ImportanceLevel.IMPORTANT), important("dawn-kev", said_on=LATER)), False),
        ((close("dawn-kev"),), False),
    ],
)
def test_somebody_who_came_near_within_months(said, fires):
    assert bool(found(PatternKind.NEW_AND_CLOSE, *STAR, *said)) is fires


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        (KEV, TieKind.KINSHIP),
        (KEV, TieKind.PAID),
        (a_member("Kev", sphere=Sphere.FAMILY), TieKind.SOCIAL),
        (a_member("Kev", kind=MemberKind.PET), TieKind.SOCIAL),
    ],
)
def test_family_paid_workers_and_dogs_may_come_near(member, kind):
    assert found(PatternKind.NEW_AND_CLOSE, DAWN, member, a_tie("dawn", "kev", kind), *came(Ring.PARTICIPATION, Ring.INTIMACY)) == []


# ---------------------------------------------------------------- never mentioned

SPOKEN_OF = (*(a_member(name) for name in ("Ann", "Bea", "Cy")), *(a_tie("dawn", name) for name in ("ann", "bea", "cy")))
OTHERS_SPEAK = tuple(important(f"dawn-{name}", voice=Voice.PRACTITIONER) for name in ("ann", "bea", "cy"))


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ((*OTHERS_SPEAK, important("dawn-kev")), True),
        ((*OTHERS_SPEAK, close("dawn-kev", Ring.FRIENDSHIP)), True),
        ((*OTHERS_SPEAK, close("dawn-kev", Ring.PARTICIPATION)), False),
        ((*OTHERS_SPEAK, important("dawn-kev", ImportanceLevel.A_LITTLE)), False),
        ((*OTHERS_SPEAK[:2], important("dawn-kev")), False),
        ((*OTHERS_SPEAK, important("dawn-kev"), a_concern("kev")), False),
        ((*OTHERS_SPEAK, important("dawn-kev"), a_concern("dawn-kev", voice=Voice.OTHER)), False),
        (OTHERS_SPEAK, False),
    ],
)
def test_somebody_important_of_whom_nobody_else_speaks(said, fires):
    seen = found(PatternKind.NEVER_MENTIONED, *STAR, *SPOKEN_OF, *said)

    assert bool(seen) is fires
    assert not fires or seen[0].members == ("kev",)


# ---------------------------------------------------------------- all of them


def test_a_map_about_nobody_has_no_pattern():
    assert patterns(a_network(DAWN, KEV, adult=None), as_of=TODAY) == ()


def test_every_pattern_has_its_source():
    assert set(SOURCES) == set(PatternKind)


@given(networks(), st.randoms())
def test_patterns_ask_about_the_map_alone_in_any_order_and_judge_nobody(network, random):
    seen = patterns(network, as_of=TODAY)

    assert patterns(in_another_order(network, random), as_of=TODAY) == seen
    for one in seen:
        words = "\n".join((one.kind, one.asks, *one.facts))
        assert one.asks.endswith("?")
        assert one.facts
        assert {name for name in NAMES if name in words} <= {name for member in network.members for name in member.name.split()}
        assert set(one.members) <= {member.id for member in network.members}
        assert not BANNED.search(words)


def test_the_dead_raise_no_pattern():
    dead = replace(KEV, dead=True)

    assert found(PatternKind.HOLDS_SEVERAL, DAWN, dead, a_tie("dawn", "kev"), CARE, MONEY) == []
