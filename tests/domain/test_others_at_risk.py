"""Others who may be at risk: each rule fires, does not fire, and says what is not known; a question, never a verdict."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.network import MemberKind, Sphere, TieKind
from netmeet.domain.others_at_risk import ROUTES, Group, others_at_risk
from netmeet.domain.readings import ConcernLevel, Contact, Frequency, Strain, StrainLevel, SupportKind
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_concern, a_household, a_member, a_network, a_reading, a_tie, a_union, gives
from tests.support.maps import CANARY, NAMES, in_another_order, networks

BANNED = re.compile(r"perpetrator|victim|vulnerab|refuse|service user|scor(e|ing)|unfit|abuser", re.IGNORECASE)
DAWN, KEV, LEE, ZOE = a_member("Dawn"), a_member("Kev"), a_member("Lee", under_18=True), a_member("Zoe")
PEOPLE = (DAWN, KEV, LEE, ZOE, a_tie("dawn", "kev"), a_tie("dawn", "lee"), a_tie("kev", "lee"), a_tie("dawn", "zoe"), a_tie("kev", "zoe"))
WORRY = a_concern("dawn-kev", "kev", ConcernLevel.SOME)
VISITS = a_reading("dawn-lee", Contact(Frequency.WEEKLY))
CARES = gives("dawn-zoe", "zoe", SupportKind.PERSONAL_CARE)
TIRED = a_reading("zoe", Strain(StrainLevel.STRETCHED))
FROM_KEV = "Some worry that Dawn may come to harm from Kev (psychological abuse)."


def found(*said, people=PEOPLE):
    return others_at_risk(Wording(a_network(*people, *said), TODAY))


def of(group, *said, people=PEOPLE):
    return [(one.member, *one.facts) for one in found(*said, people=people) if one.group is group]


def swapped(**members):
    return tuple(members.get(part.id, part) for part in PEOPLE)


@pytest.mark.parametrize(
    ("group", "said", "people", "facts"),
    [
        (Group.CHILD, [WORRY, VISITS], PEOPLE, [("lee", "Dawn and Lee are in touch every week.", FROM_KEV)]),
        (Group.CHILD, [WORRY, a_household("dawn", "lee")], PEOPLE, [("lee", "Dawn and Lee live in one household.", FROM_KEV)]),
        (Group.CHILD, [WORRY], PEOPLE, []),
        (Group.CHILD, [VISITS], PEOPLE, []),
        (Group.CHILD, [WORRY, a_reading("dawn-lee", Contact(Frequency.NONE))], PEOPLE, []),
        (Group.CHILD, [WORRY, VISITS], swapped(lee=replace(LEE, under_18=None)), []),
        (Group.CHILD, [WORRY, VISITS], swapped(lee=replace(LEE, dead=True)), []),
        (
            Group.CHILD,
            [a_concern("kev-lee", "kev")],
            PEOPLE,
            [("lee", "Serious worry that Lee may come to harm from Kev (psychological abuse).")],
        ),
        (
            Group.CHILD,
            [a_concern("kev-lee", "kev"), VISITS],
            PEOPLE,
            [("lee", "Serious worry that Lee may come to harm from Kev (psychological abuse).", "Dawn and Lee are in touch every week.")],
        ),
        (Group.CHILD, [a_concern("lee")], PEOPLE, [("lee", "Serious worry about Lee (psychological abuse).")]),
        (Group.CHILD, [a_concern("kev-lee", "kev", ConcernLevel.NONE)], PEOPLE, []),
        (Group.YOUNG_CARER, [gives("dawn-lee", "lee", SupportKind.PRACTICAL)], PEOPLE, [("lee", "Lee gives Dawn practical help.")]),
        (
            Group.YOUNG_CARER,
            [a_reading("lee", Strain(StrainLevel.BREAKING_POINT))],
            PEOPLE,
            [("lee", "Lee was said to be at breaking point.")],
        ),
        (Group.YOUNG_CARER, [a_reading("lee", Strain(StrainLevel.COPING))], PEOPLE, []),
        (Group.YOUNG_CARER, [gives("dawn-lee", "lee")], PEOPLE, []),
        (Group.YOUNG_CARER, [CARES], PEOPLE, []),
        (Group.CARER, [CARES, TIRED], PEOPLE, [("zoe", "Zoe gives Dawn personal care.", "Zoe was said to be stretched.")]),
        (
            Group.CARER,
            [CARES, a_concern("dawn-zoe", "dawn")],
            PEOPLE,
            [("zoe", "Zoe gives Dawn personal care.", "Serious worry that Zoe may come to harm from Dawn (psychological abuse).")],
        ),
        (Group.CARER, [CARES], PEOPLE, []),
        (Group.CARER, [TIRED], PEOPLE, []),
        (Group.CARER, [CARES, TIRED], swapped(zoe=replace(ZOE, sphere=Sphere.PAID)), []),
        (
            Group.ADULT,
            [a_concern("kev-zoe", "kev")],
            PEOPLE,
            [("zoe", "Serious worry that Zoe may come to harm from Kev (psychological abuse).")],
        ),
        (Group.ADULT, [a_concern("kev-zoe", "kev"), CARES], PEOPLE, []),
        (Group.ADULT, [WORRY], PEOPLE, []),
        (Group.TRUST, [WORRY], swapped(kev=replace(KEV, sphere=Sphere.PAID)), [("kev", "Kev is paid to help.", FROM_KEV)]),
        (
            Group.TRUST,
            [WORRY],
            swapped(kev=replace(KEV, kind=MemberKind.ORGANISATION, sphere=Sphere.PAID)),
            [("kev", "Kev is paid to help.", FROM_KEV)],
        ),
        (
            Group.TRUST,
            [WORRY],
            (*PEOPLE, a_member("Firm"), a_tie("kev", "firm", TieKind.PAID)),
            [("kev", "Kev is paid to help.", FROM_KEV)],
        ),
        (Group.TRUST, [WORRY], PEOPLE, [("kev", FROM_KEV)]),
        (Group.TRUST, [WORRY], swapped(kev=replace(KEV, under_18=True)), []),
        (Group.TRUST, [WORRY], swapped(kev=replace(KEV, kind=MemberKind.ORGANISATION)), []),
        (Group.TRUST, [WORRY], swapped(kev=replace(KEV, kind=MemberKind.PLACE)), []),
        (Group.TRUST, [], PEOPLE, []),
    ],
)
def test_a_rule_fires_on_its_facts_and_on_nothing_else(group, said, people, facts):
    assert of(group, *said, people=people) == facts


def test_a_child_who_visits_is_asked_about_when_the_worry_is_about_whoever_lives_there():
    people = (DAWN, KEV, LEE, a_tie("dawn", "lee"), a_tie("dawn", "kev"))

    assert of(Group.CHILD, WORRY, VISITS, a_household("dawn", "kev"), people=people) == [
        ("lee", "Dawn and Lee are in touch every week.", FROM_KEV)
    ]


@pytest.mark.parametrize(
    ("more", "fact"),
    [
        (a_household("kev", "lee"), "Kev and Lee live in one household."),
        (a_union("kev", children=("lee",)), "Kev is a parent of Lee."),
        (a_union("kev", "zoe", children=("lee",)), "Kev is a parent of Lee."),
    ],
)
def test_a_child_who_lives_with_or_belongs_to_whom_a_worry_is_about_is_asked_about_whether_or_not_they_know_the_adult(more, fact):
    people = (DAWN, KEV, LEE, ZOE, a_tie("dawn", "kev"))

    assert of(Group.CHILD, WORRY, more, people=people) == [("lee", fact, FROM_KEV)]
    assert of(Group.CHILD, more, people=people) == []
    assert of(Group.CHILD, WORRY, more, people=(DAWN, replace(KEV, dead=True), LEE, ZOE, a_tie("dawn", "kev"))) == []


def test_pets_are_no_children_and_give_no_care():
    people = swapped(lee=replace(LEE, kind=MemberKind.PET), zoe=replace(ZOE, kind=MemberKind.PET))

    assert (
        found(
            a_concern("kev-lee", "kev"), a_concern("kev-zoe", "kev"), CARES, gives("dawn-lee", "lee", SupportKind.PRACTICAL), people=people
        )[0].group
        is Group.TRUST
    )


def test_what_is_not_known_is_asked():
    (carer,) = found(CARES, TIRED)
    (trust,) = found(WORRY)

    assert carer.asks.endswith("harms Zoe? Is Zoe under 18? That is not recorded.")
    assert trust.asks == "Does Kev work or volunteer with people who need care, or with children? It is not recorded."
    harmed = next(one for one in found(a_concern("kev-zoe", "kev")) if one.group is Group.ADULT)
    assert harmed.asks.endswith("needs for care and support? Is Zoe under 18? That is not recorded.")
    grown = swapped(zoe=replace(ZOE, under_18=False))
    assert all(
        "under 18" not in one.asks for one in (*found(CARES, TIRED, people=grown), *found(a_concern("kev-zoe", "kev"), people=grown))
    )


def test_groups_come_in_their_order_and_every_one_has_a_route():
    asked = found(WORRY, VISITS, CARES, TIRED, a_reading("lee", Strain(StrainLevel.STRETCHED)))

    assert [one.group for one in asked] == [Group.CHILD, Group.YOUNG_CARER, Group.CARER, Group.TRUST]
    assert set(ROUTES) == set(Group)
    assert all(one.route == ROUTES[one.group] for one in asked)


def test_a_map_about_nobody_raises_what_it_can():
    assert others_at_risk(Wording(a_network(*PEOPLE, WORRY, adult=None), TODAY))


@given(networks(), st.randoms(use_true_random=False))
def test_order_never_matters_and_no_sentence_names_anybody_who_is_not_there(network, random):
    asked = others_at_risk(Wording(network, TODAY))

    assert asked == others_at_risk(Wording(in_another_order(network, random), TODAY))
    words = " ".join(line for one in asked for line in (one.asks, one.route, *one.facts))
    assert {name for name in NAMES if name in words} <= {member.name for member in network.members}
    assert all(one.facts for one in asked)
    assert CANARY not in words
    assert not BANNED.search(words)
