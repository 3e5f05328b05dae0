"""What each audience may see. Copies are looked at as data: what isn't in them can't be printed, drawn or guessed."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.disclosure import Agreed, Audience, for_audience
from netmeet.domain.network import Child, ChildKind, Gender, Household, Member, MemberKind, Network, Sphere, Tie, TieKind, UnionKind
from netmeet.domain.readings import (
    Closeness,
    ConcernLevel,
    Contact,
    Frequency,
    Presence,
    Ring,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
    What,
)
from tests.support.make import a_concern, a_member, a_network, a_reading, a_restriction, a_tie, a_union, close, gives, important
from tests.support.maps import CANARY, networks

EVERYTHING = Agreed(years=True, how=True, friends=True)
AGREED = st.builds(Agreed, st.booleans(), st.booleans(), st.booleans())
COPIES = [Audience.SHARED_SCREEN, Audience.ADULT, Audience.FAMILY]

KEV = Member(
    id="kev",
    name="Kev",
    sphere=Sphere.FAMILY,
    gender=Gender.MAN,
    pronouns="he",
    does="shops",
    born=PartialDate(1990, 6, 12),
    died=PartialDate(2020, 1, 2),
    under_18=False,
    birth_order=3,
    address="1 Canary Road",
    phone="01632 960 001",
    email="kev@example.org",
    safe_contact="mornings",
    health="asthma",
    communication="hearing aid",
    staff_id="staff",
    version=7,
)


@given(networks(adult=False))
def test_the_worker_and_the_supervisor_see_the_whole_map(network):
    assert for_audience(network, Audience.WORKER) == for_audience(network, Audience.SUPERVISOR) == network


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (
            Audience.SHARED_SCREEN,
            Member("kev", "Kev", sphere=Sphere.FAMILY, gender=Gender.MAN, does="shops", dead=True, version=7),
        ),
        (
            Audience.ADULT,
            Member(
                "kev",
                "Kev",
                sphere=Sphere.FAMILY,
                gender=Gender.MAN,
                pronouns="he",
                does="shops",
                born=PartialDate(1990),
                died=PartialDate(2020),
                dead=True,
            ),
        ),
        (Audience.FAMILY, Member("kev", "Kev", gender=Gender.MAN, dead=True)),
    ],
)
def test_each_audience_sees_its_own_few_facts_about_a_member(audience, seen):
    copy = for_audience(a_network(a_member("Dawn"), KEV, a_tie("dawn", "kev", TieKind.KINSHIP, version=4)), audience)

    assert copy.member("kev") == seen


def test_the_adults_own_copy_knows_the_adults_birthday_and_the_networks_does_not():
    dawn = a_member("Dawn", born=PartialDate(1944, 5, 3))
    network = a_network(dawn, replace(KEV, died=None, dead=False), a_tie("dawn", "kev", TieKind.KINSHIP))

    def born(audience):
        return [member.born for member in for_audience(network, audience, EVERYTHING).members]

    assert born(Audience.ADULT) == [PartialDate(1944, 5, 3), PartialDate(1990)]
    assert born(Audience.FAMILY) == [PartialDate(1944), PartialDate(1990)]
    assert born(Audience.SHARED_SCREEN) == [None, None]


@pytest.mark.parametrize("audience", Audience)
def test_what_the_adult_agreed_to_adds_to_the_networks_copy_and_to_no_other(audience):
    network = replace(FAMILY_MAP, members=(*FAMILY_MAP.members, replace(KEV, id="uncle")))

    more = for_audience(network, audience, EVERYTHING)

    assert (more != for_audience(network, audience)) is (audience is Audience.FAMILY)


def test_years_are_on_the_networks_copy_only_where_the_adult_agreed_and_are_years_only():
    network = a_network(a_member("Dawn"), KEV, a_tie("dawn", "kev", TieKind.KINSHIP))

    kev = for_audience(network, Audience.FAMILY, Agreed(years=True)).member("kev")

    assert kev == Member("kev", "Kev", gender=Gender.MAN, born=PartialDate(1990), died=PartialDate(2020), dead=True)


@pytest.mark.parametrize(
    ("audience", "kinds"),
    [
        (Audience.SHARED_SCREEN, {What.CLOSENESS, What.SUPPORT}),
        (Audience.ADULT, {What.CLOSENESS, What.SUPPORT, What.WANTS}),
        (Audience.FAMILY, set()),
    ],
)
def test_each_audience_sees_its_own_kinds_of_reading_in_the_adult_s_own_voice_and_nothing_around_them(audience, kinds):
    everything = [
        important("dawn-kev"),
        close("dawn-kev", evidence="seen", presence=Presence.ALONE, present=("kev",), recorded_by="worker"),
        close("dawn-kev", Ring.EXCHANGE, Voice.PRACTITIONER),
        gives("dawn-kev", "kev", SupportKind.MONEY, "his rent"),
        a_reading("dawn-kev", Contact(Frequency.DAILY)),
        a_reading("dawn-kev", Wants(WantsAnswer.MORE, "I miss him")),
        a_concern("dawn-kev", "kev", voice=Voice.ADULT),
        a_restriction("dawn-kev", "kev", voice=Voice.ADULT),
        a_concern("dawn", voice=Voice.ADULT),
        a_reading("kev", Strain(StrainLevel.COPING)),
    ]
    copy = for_audience(a_network(a_member("Dawn"), a_member("Kev"), a_tie("dawn", "kev"), *everything), audience)

    assert {reading.what for reading in copy.readings} == kinds
    assert [reading.seq for reading in copy.readings] == list(range(1, len(kinds) + 1))
    for reading in copy.readings:
        assert reading.voice is Voice.ADULT
        assert reading.presence is Presence.NOT_KNOWN
        assert (reading.present, reading.evidence, reading.recorded_by, reading.said_on, reading.basis) == ((), "", "", None, None)


def test_a_screen_looked_at_together_shows_what_the_adult_says_now_and_not_what_they_said_before():
    copy = for_audience(
        a_network(
            a_member("Dawn"),
            a_member("Kev"),
            a_tie("dawn", "kev"),
            close("dawn-kev", Ring.EXCHANGE),
            close("dawn-kev", Ring.FRIENDSHIP),
            gives("dawn-kev", "kev", SupportKind.MONEY, "a little"),
            gives("dawn-kev", "kev", SupportKind.MONEY, "his rent"),
            gives("dawn-kev", "dawn", SupportKind.MONEY, "for the bus"),
        ),
        Audience.SHARED_SCREEN,
    )

    assert [
        reading.value.ring if isinstance(reading.value, Closeness) else reading.value.amount
        for reading in copy.readings
        if isinstance(reading.value, Closeness | Support)
    ] == [Ring.FRIENDSHIP, "his rent", "for the bus"]


FAMILY_MAP = a_network(
    a_member("Dawn"),
    a_member("Kev", sphere=Sphere.FAMILY),
    a_member("Ada", sphere=Sphere.PAID),
    a_member("Haven", kind=MemberKind.ORGANISATION),
    a_member("Cafe", kind=MemberKind.PLACE),
    a_member("Rex", kind=MemberKind.PET),
    a_member("Mo", sphere=Sphere.FRIEND),
    a_member("Jo"),
    a_member("Lee"),
    a_member("Baby"),
    a_tie("dawn", "kev", TieKind.KINSHIP, label="estranged since court"),
    a_tie("dawn", "ada", TieKind.PAID),
    a_tie("dawn", "haven"),
    a_tie("dawn", "cafe"),
    a_tie("dawn", "rex"),
    a_tie("dawn", "mo"),
    a_tie("dawn", "lee", TieKind.PAID),
    a_tie("kev", "mo"),
    a_union("dawn", "kev", children=("baby",), start=PartialDate(1990), label="they row"),
    a_union("kev", "jo", kind=UnionKind.AFFAIR),
)


def test_the_family_copy_shows_the_family_and_unpaid_people_and_pets_and_plain_kinship_only():
    copy = for_audience(FAMILY_MAP, Audience.FAMILY, EVERYTHING)

    assert [member.name for member in copy.members] == ["Dawn", "Kev", "Rex", "Mo", "Baby"]
    assert copy.ties == (Tie("dawn-kev", "dawn", "kev", TieKind.KINSHIP),)
    assert copy.unions == (a_union("dawn", "kev", children=("baby",)),)
    assert (copy.households, copy.readings) == ((), ())


def test_by_itself_the_family_copy_shows_the_adult_and_those_whom_plain_family_lines_reach():
    more = (a_member("Far"), a_member("Off"), a_member("Niece"), a_member("Pal"), a_member("Partner"))
    network = replace(
        FAMILY_MAP,
        members=(*FAMILY_MAP.members, *more),
        ties=(*FAMILY_MAP.ties, a_tie("baby", "niece", TieKind.KINSHIP), a_tie("dawn", "pal"), a_tie("ada", "off", TieKind.KINSHIP)),
        unions=(*FAMILY_MAP.unions, a_union("niece", "far"), a_union("pal", "partner")),
    )

    copy = for_audience(network, Audience.FAMILY)

    assert [member.name for member in copy.members] == ["Dawn", "Kev", "Baby", "Far", "Niece"]
    assert [(union.partners, union.kind) for union in copy.unions] == [
        (("dawn", "kev"), UnionKind.OTHER),
        (("niece", "far"), UnionKind.OTHER),
    ]
    assert [tie.id for tie in copy.ties] == ["dawn-kev", "baby-niece"]


def test_a_copy_of_a_map_about_nobody_shows_all_who_are_joined():
    network = a_network(a_member("Dawn"), a_member("Kev"), a_member("Mo"), a_union("dawn", "kev"), adult=None)

    assert [member.name for member in for_audience(network, Audience.FAMILY).members] == ["Dawn", "Kev"]
    assert for_audience(a_network(a_member("Mo"), adult=None), Audience.FAMILY).members == ()


PLAIN_KINDS = [kind for kind in UnionKind if kind is not UnionKind.AFFAIR]
PLAIN_CHILDREN = [kind for kind in ChildKind if kind is not ChildKind.DONOR]


@pytest.mark.parametrize("couple", [kind for kind in PLAIN_KINDS if kind is not UnionKind.SINGLE])
@pytest.mark.parametrize("child", PLAIN_CHILDREN)
def test_by_itself_the_family_copy_does_not_tell_one_couple_or_child_from_another(couple, child):
    def copy(kind, how, **joined):
        family = a_union("dawn", "kev", kind=kind, children=(how, Child("jo", how.kind)), **joined)
        return for_audience(a_network(a_member("Dawn"), a_member("Kev"), a_member("Baby"), a_member("Jo"), family), Audience.FAMILY)

    told = Child("baby", child, multiple="twins", identical=True)
    found = copy(couple, told, start=PartialDate(1990), end=PartialDate(2001), label="they row")

    assert found == copy(UnionKind.MARRIED, Child("baby"))
    assert found.unions == (a_union("dawn", "kev", kind=UnionKind.OTHER, children=("baby", "jo")),)


@pytest.mark.parametrize("agreed", [Agreed(), Agreed(how=True)])
def test_whoever_was_adopted_stands_under_those_who_adopted_them_unless_the_adult_agreed_to_more(agreed):
    network = a_network(
        a_member("Dawn"),
        a_member("Baby"),
        a_member("Mother"),
        a_union("mother", children=("baby",)),
        a_union("dawn", children=(Child("baby", ChildKind.ADOPTED),)),
    )
    copy = for_audience(network, Audience.FAMILY, agreed)

    assert copy.has("mother") is agreed.how
    assert [union.partners for union in copy.unions] == ([("mother",), ("dawn",)] if agreed.how else [("dawn",)])


def plain_couple(died=False, **joined):
    people = (a_member("Dawn"), replace(a_member("Kev"), dead=died), a_member("Baby"), a_member("Off", off_copies=True))
    kin = a_tie("dawn", "kev", TieKind.KINSHIP)
    return for_audience(a_network(*people, kin, a_union("dawn", "kev", **joined)), Audience.FAMILY)


@pytest.mark.parametrize("parted", [{"kind": UnionKind.DIVORCED}, {"kind": UnionKind.SEPARATED}, {"end": PartialDate(2001)}])
def test_a_couple_that_parted_is_joined_by_a_plain_line_only_for_their_children(parted):
    assert plain_couple(**parted).unions == ()
    assert plain_couple(**parted, children=("off",)) == plain_couple(**parted)
    assert plain_couple(**parted, children=("baby",)) == plain_couple(children=("baby",))
    assert [member.name for member in plain_couple(**parted).members] == ["Dawn", "Kev"]


@pytest.mark.parametrize(
    "couple",
    [{"kind": UnionKind.OTHER}, {"kind": UnionKind.WIDOWED, "end": PartialDate(2001)}, {"end": PartialDate(2001), "died": True}],
)
def test_a_partner_of_whom_nobody_said_more_and_one_who_died_are_joined_like_any_other(couple):
    assert plain_couple(**couple).unions == (a_union("dawn", "kev", kind=UnionKind.OTHER),)


def test_no_plain_line_tells_of_an_affair():
    network = a_network(
        a_member("Dawn"), a_member("Kev"), a_member("Baby"), a_union("dawn", "kev", kind=UnionKind.AFFAIR, children=("baby",))
    )

    assert [member.name for member in for_audience(network, Audience.FAMILY).members] == ["Dawn"]
    assert len(for_audience(network, Audience.FAMILY, Agreed(how=True)).members) == 3


def test_the_adult_sees_paid_people_places_and_organisations_on_their_own_map():
    copy = for_audience(FAMILY_MAP, Audience.ADULT)

    assert [member.name for member in copy.members] == [member.name for member in FAMILY_MAP.members]
    assert {tie.label for tie in copy.ties} == {""}


def test_a_tie_between_two_others_shows_only_where_they_are_kin_or_the_adult_spoke_of_it():
    network = a_network(
        a_member("Dawn"),
        a_member("Kev"),
        a_member("Mo"),
        a_member("Jo"),
        a_tie("kev", "mo"),
        a_tie("kev", "jo", TieKind.KINSHIP),
        a_tie("mo", "jo"),
        a_concern("kev-mo", "kev"),
        close("mo-jo"),
    )

    assert [tie.id for tie in for_audience(network, Audience.SHARED_SCREEN).ties] == ["kev-jo", "mo-jo"]


def test_a_second_tie_between_the_same_two_shows_only_where_the_adult_spoke_of_it():
    ties = (a_tie("dawn", "kev"), a_tie("dawn", "kev", id="worry"), a_tie("dawn", "kev", id="closer"))
    people = (a_member("Dawn"), a_member("Kev"))

    silent = a_network(*people, *ties, a_concern("worry", level=ConcernLevel.SERIOUS))
    spoken = a_network(*people, *ties, close("closer"), a_concern("worry"))

    assert [tie.id for tie in for_audience(silent, Audience.ADULT).ties] == ["dawn-kev"]
    assert [tie.id for tie in for_audience(spoken, Audience.ADULT).ties] == ["closer"]


@pytest.mark.parametrize(
    ("union", "seen"),
    [
        (a_union("dawn", "kev", kind=UnionKind.DIVORCED), a_union("dawn", "kev", kind=UnionKind.DIVORCED)),
        (a_union("dawn", "kev", kind=UnionKind.AFFAIR), None),
        (
            a_union("dawn", "kev", kind=UnionKind.AFFAIR, children=("baby",)),
            a_union("dawn", "kev", kind=UnionKind.OTHER, children=("baby",)),
        ),
        (a_union("dawn", "hidden", children=("baby",), id="u"), a_union("dawn", children=("baby",), id="u", kind=UnionKind.SINGLE)),
        (a_union("dawn", "hidden"), None),
        (a_union("hidden", children=("baby",)), None),
        (a_union("dawn", children=(Child("baby", ChildKind.DONOR),)), None),
        (
            a_union("dawn", children=(Child("baby", ChildKind.ADOPTED),)),
            a_union("dawn", kind=UnionKind.SINGLE, children=(Child("baby", ChildKind.ADOPTED),)),
        ),
        (
            a_union("dawn", children=(Child("baby", multiple="t", identical=True), Child("hidden", multiple="t", identical=True))),
            a_union("dawn", kind=UnionKind.SINGLE, children=("baby",)),
        ),
        (
            a_union("dawn", children=(Child("baby", multiple="t", identical=True), Child("kev", multiple="t", identical=True))),
            a_union(
                "dawn",
                kind=UnionKind.SINGLE,
                children=(Child("baby", multiple="t", identical=True), Child("kev", multiple="t", identical=True)),
            ),
        ),
    ],
)
def test_unions_are_closed_up_behind_whoever_is_left_out(union, seen):
    people = (a_member("Dawn"), a_member("Kev"), a_member("Baby"), a_member("Hidden", off_copies=True))

    assert for_audience(a_network(*people, union), Audience.FAMILY, EVERYTHING).unions == ((seen,) if seen else ())


@pytest.mark.parametrize(
    ("orders", "born", "seen"),
    [
        ((1, 2, 3), (None, None, None), (1, 2)),
        ((5, 1, 3), (None, None, None), (2, 1)),
        ((None, None, None), (2001, 1980, 1999), (2, 1)),
        ((2, None, None), (1999, None, 2001), (1, None)),
        ((None, None, None), (None, None, None), (None, None)),
    ],
)
def test_brothers_and_sisters_are_numbered_without_a_gap(orders, born, seen):
    names = ("Ann", "Cal", "Bea")
    children = [
        a_member(name, birth_order=order, born=year and PartialDate(year), off_copies=name == "Bea")
        for name, order, year in zip(names, orders, born, strict=True)
    ]
    copy = for_audience(a_network(a_member("Dawn"), *children, a_union("dawn", children=("ann", "bea", "cal"))), Audience.SHARED_SCREEN)

    assert (copy.member("ann").birth_order, copy.member("cal").birth_order) == seen


@pytest.mark.parametrize("audience", COPIES)
def test_the_adult_is_on_every_copy_of_their_own_map(audience):
    network = a_network(a_member("Dawn", off_copies=True, sphere=Sphere.PAID, kind=MemberKind.ORGANISATION))

    assert for_audience(network, audience).adult.name == "Dawn"


@pytest.mark.parametrize("audience", COPIES)
def test_a_map_about_nobody_has_copies_too(audience):
    network = a_network(a_member("Dawn"), a_member("Kev"), a_union("dawn", "kev"), adult=None)

    assert [member.name for member in for_audience(network, audience).members] == ["Dawn", "Kev"]


@pytest.mark.parametrize("audience", COPIES)
@given(networks(adult=False), AGREED)
def test_nothing_typed_about_anybody_reaches_a_copy(audience, network, agreed):
    assert CANARY not in repr(for_audience(network, audience, agreed))


@pytest.mark.parametrize("audience", COPIES)
@given(networks(), AGREED)
def test_nobody_kept_off_copies_is_on_one_and_everything_on_it_is_about_those_who_are(audience, network, agreed):
    copy = for_audience(network, audience, agreed)
    shown = {member.id for member in copy.members}

    assert not [member for member in network.members if member.off_copies and member.id in shown and member.id != network.adult_id]
    assert {end for tie in copy.ties for end in (tie.a, tie.b)} <= shown
    assert {person for union in copy.unions for person in (*union.partners, *(child.member for child in union.children))} <= shown
    assert {reading.about for reading in copy.readings} <= {tie.id for tie in copy.ties}


@pytest.mark.parametrize("audience", COPIES)
@given(networks(), AGREED, st.data())
def test_two_maps_that_differ_only_in_somebody_kept_off_copies_give_the_same_copy(audience, network, agreed, data):
    hidden = data.draw(st.sampled_from([member.id for member in network.members if member.id != network.adult_id]))
    members = tuple(replace(member, off_copies=member.off_copies or member.id == hidden) for member in network.members)

    kept_off, never_there = replace(network, members=members), without(network, hidden)
    assert for_audience(kept_off, audience, agreed) == for_audience(never_there, audience, agreed)


@given(networks(), AGREED)
def test_nothing_that_was_said_changes_the_networks_copy(network, agreed):
    silent = replace(network, readings=(), households=())

    assert for_audience(network, Audience.FAMILY, agreed) == for_audience(silent, Audience.FAMILY, agreed)


@given(networks(), AGREED)
def test_the_networks_copy_says_only_what_was_agreed(network, agreed):
    copy = for_audience(network, Audience.FAMILY, agreed)

    assert agreed.years or not [member for member in copy.members if member.born or member.died]
    assert agreed.how or {union.kind for union in copy.unions} <= {UnionKind.OTHER, UnionKind.SINGLE}
    assert agreed.how or all(child == Child(child.member) for union in copy.unions for child in union.children)


@pytest.mark.parametrize("audience", [Audience.SHARED_SCREEN, Audience.ADULT])
@given(networks())
def test_a_copy_of_a_copy_is_that_copy(audience, network):
    """But for the numbers of somebody who is a child of two couples, which each couple's children give them again."""
    copy = for_audience(network, audience)

    assert without_numbers(for_audience(copy, audience)) == without_numbers(copy)


def without_numbers(network):
    return replace(network, members=tuple(replace(member, birth_order=None) for member in network.members))


def without(network, gone):
    """The map as it would be had this member never been put on it."""
    ties = tuple(tie for tie in network.ties if not tie.joins(gone))
    abouts = {tie.id for tie in ties} | {member.id for member in network.members} - {gone}
    unions = tuple(
        replace(
            union,
            partners=tuple(partner for partner in union.partners if partner != gone),
            children=tuple(child for child in union.children if child.member != gone),
        )
        for union in network.unions
    )
    readings = tuple(
        replace(said, present=tuple(member for member in said.present if member != gone))
        for said in network.readings
        if said.about in abouts
    )
    return Network(
        network.adult_id,
        tuple(member for member in network.members if member.id != gone),
        ties,
        unions,
        tuple(Household(home.id, home.name, tuple(member for member in home.members if member != gone)) for home in network.households),
        readings,
    )


def test_a_new_field_of_a_member_is_on_no_copy_until_somebody_allows_it():
    """Every field that a copy carries is named here; one that is added to ``Member`` has to be added to this list too."""
    blank = Member("kev", "Kev")
    told = {
        field.name
        for audience in COPIES
        for field in fields(Member)
        if getattr(for_audience(a_network(a_member("Dawn"), KEV, a_tie("dawn", "kev")), audience, EVERYTHING).member("kev"), field.name)
        != getattr(blank, field.name)
    }

    assert told == {"sphere", "gender", "pronouns", "does", "born", "died", "dead", "version"}
