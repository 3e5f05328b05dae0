"""Maps of invented people for property tests: anybody may have said anything about any tie, in any company."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import Child, ChildKind, Gender, Household, Member, MemberKind, Network, Sphere, Tie, TieKind, Union, UnionKind
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Flow,
    Frequency,
    Importance,
    ImportanceLevel,
    Presence,
    Reading,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    StrengthLevel,
    Stress,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from tests.support.make import a_reading

NAMES = ("Abena", "Bronwen", "Callum", "Dilnoza", "Efua", "Fergus", "Gwilym", "Hyacinth", "Ioan", "Jarek")
"""Names that no sentence holds by accident. Two members may share one."""

CANARY = "canary"
"""In everything typed that a copy must not carry."""

DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
DIRECTIONS = st.sampled_from(Direction)
TYPED = st.sampled_from(["", f"{CANARY} typed"])
YEARS = st.none() | st.builds(PartialDate, st.integers(1900, 2020), st.integers(1, 12), st.integers(1, 28))

CONCERNS = st.builds(Concern, st.sampled_from(ConcernType), st.sampled_from(ConcernLevel), DIRECTIONS, TYPED)
OF_A_TIE = st.one_of(
    st.builds(Importance, st.sampled_from(ImportanceLevel)),
    st.builds(Closeness, st.sampled_from(Ring)),
    st.builds(Support, st.sampled_from(SupportKind), DIRECTIONS, st.sampled_from(["", "about 9 hours a week"])),
    st.builds(Contact, st.sampled_from(Frequency), st.sampled_from(["", "by telephone"])),
    st.builds(Strength, st.sampled_from(StrengthLevel)),
    st.builds(Flow, st.none() | DIRECTIONS),
    st.builds(Stress, st.booleans()),
    st.builds(Emotional, st.sampled_from(EmotionalKind), DIRECTIONS, TYPED),
    st.builds(Wants, st.sampled_from(WantsAnswer), st.sampled_from(["", "in her own words"])),
    CONCERNS,
    CONCERNS,
    st.builds(Restriction, st.sampled_from(RestrictionKind), DIRECTIONS, TYPED, TYPED, DAYS, DAYS),
)
OF_A_MEMBER = st.one_of(st.builds(Strain, st.sampled_from(StrainLevel), TYPED), CONCERNS)


@st.composite
def a_member_of_it(draw, place) -> Member:
    return Member(
        id=f"m{place}",
        name=draw(st.sampled_from(NAMES)),
        kind=draw(st.sampled_from([MemberKind.PERSON] * 3 + list(MemberKind))),
        sphere=draw(st.sampled_from(Sphere)),
        gender=draw(st.sampled_from(Gender)),
        does=draw(st.sampled_from(["", "shops", "visits"])),
        born=draw(YEARS),
        dead=draw(st.sampled_from([False, False, False, True])),
        birth_order=draw(st.none() | st.integers(1, 4)),
        address=draw(TYPED),
        phone=draw(TYPED),
        email=draw(TYPED),
        safe_contact=draw(TYPED),
        health=draw(TYPED),
        communication=draw(TYPED),
        off_copies=draw(st.sampled_from([False, False, True])),
    )


@st.composite
def readings_of(draw, about, members, value) -> Reading:
    """Anything that anybody may have said; the people named may be on the map no longer."""
    people = st.sampled_from([*members, "gone"])
    voice = draw(st.sampled_from(Voice))
    return a_reading(
        about,
        draw(value),
        voice,
        voice_member=draw(st.none() | people) if voice in (Voice.CARER, Voice.OTHER) else None,
        presence=draw(st.sampled_from(Presence)),
        present=tuple(draw(st.lists(people, max_size=2, unique=True))),
        basis=draw(st.none() | st.sampled_from(Basis)),
        evidence=draw(TYPED),
        said_on=draw(DAYS),
        recorded_by=CANARY,
    )


@st.composite
def unions_of(draw, place, members) -> Union:
    people = draw(st.lists(st.sampled_from(members), max_size=5, unique=True))
    partners = people[: draw(st.integers(0, 2))]
    children = [
        Child(person, draw(st.sampled_from(ChildKind)), draw(st.sampled_from(["", "", "twins"])), draw(st.booleans()))
        for person in people[len(partners) :]
    ]
    return Union(f"u{place}", tuple(partners), draw(st.sampled_from(UnionKind)), draw(YEARS), None, tuple(children), draw(TYPED))


@st.composite
def networks(draw, adult=True) -> Network:
    """A map about ``m0`` (``adult`` False: it may be about nobody), with ties, unions, a household and up to 14 readings."""
    members = tuple(draw(a_member_of_it(place)) for place in range(draw(st.integers(2, 5))))
    ids = [member.id for member in members]
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    ends = [("m0", "m1"), *(draw(pairs) for _ in range(draw(st.integers(0, 4))))]
    ties = tuple(Tie(f"t{place}", a, b, draw(st.sampled_from(TieKind)), draw(TYPED)) for place, (a, b) in enumerate(ends))
    abouts = st.sampled_from([*[(tie.id, OF_A_TIE) for tie in ties] * 3, *[(member, OF_A_MEMBER) for member in ids]])
    few = draw(st.integers(0, 10))
    said = [draw(readings_of(about, ids, value)) for about, value in draw(st.lists(abouts, min_size=few, max_size=few + 4))]
    return Network(
        adult_id="m0" if adult or draw(st.booleans()) else None,
        members=members,
        ties=ties,
        unions=tuple(draw(unions_of(place, ids)) for place in range(draw(st.integers(0, 2)))),
        households=(Household("h0", CANARY, tuple(ids[:2])),),
        readings=tuple(replace(reading, id=f"r{place}", seq=place) for place, reading in enumerate(said, start=1)),
    )


def in_another_order(network: Network, random) -> Network:
    """The same map, loaded in another order."""

    def shuffled(values):
        return tuple(random.sample(values, len(values)))

    return replace(
        network,
        members=shuffled(network.members),
        ties=shuffled(network.ties),
        readings=shuffled(network.readings),
    )
