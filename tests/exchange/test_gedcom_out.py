from dataclasses import replace

import gedcom7
import pytest
from hypothesis import given

from netmeet.domain.contradictions import UNNAMED
from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Child, ChildKind, Gender, MemberKind, Network, Sphere, TieKind, Union, UnionKind
from netmeet.domain.readings import Closeness, Ring
from netmeet.drawing.svg import clean
from netmeet.exchange.gedcom import read_gedcom
from netmeet.exchange.gedcom_out import write_gedcom
from tests.support.hostile import NAMES
from tests.support.make import a_member, a_network, a_reading, a_tie, a_union
from tests.support.maps import networks


def text(network):
    return write_gedcom(network).data.decode("utf-8-sig")


def back(network):
    """The family as our own reader finds it, after the library has looked through the file."""
    written = write_gedcom(network)
    assert gedcom7.validate(gedcom7.loads(written.data.decode())) == []
    imported = read_gedcom(written.data)
    assert imported.format == "GEDCOM 7.0"
    return imported.network


def test_a_family_is_written_as_the_standard_says():
    rose, ike, ada = (
        a_member("Rose", gender=Gender.WOMAN, born=PartialDate(1950, 6, 12)),
        a_member("Ike", gender=Gender.MAN, born=PartialDate(1948, 2), died=PartialDate(2019)),
        a_member("Ada"),
    )
    couple = a_union("rose", "ike", start=PartialDate(1970), children=[Child("ada", ChildKind.ADOPTED)])

    assert text(a_network(rose, ike, ada, couple)).splitlines() == [
        *("0 HEAD", "1 GEDC", "2 VERS 7.0", "1 SOUR netmeet"),
        *("0 @M1@ INDI", "1 NAME Rose", "1 SEX F", "1 BIRT", "2 DATE 12 JUN 1950", "1 FAMS @U1@"),
        *("0 @M2@ INDI", "1 NAME Ike", "1 SEX M", "1 BIRT", "2 DATE FEB 1948", "1 DEAT", "2 DATE 2019", "1 FAMS @U1@"),
        *("0 @M3@ INDI", "1 NAME Ada", "1 SEX U", "1 FAMC @U1@", "2 PEDI ADOPTED"),
        *("0 @U1@ FAM", "1 WIFE @M1@", "1 HUSB @M2@", "1 CHIL @M3@", "1 MARR", "2 DATE 1970"),
        "0 TRLR",
    ]


def test_the_same_map_gives_the_same_bytes_whatever_its_ids():
    one = a_network(a_member("Rose"), a_member("Ike"), a_union("rose", "ike"))
    other = a_network(a_member("Rose", id="x"), a_member("Ike", id="y"), a_union("x", "y"))

    assert write_gedcom(one) == write_gedcom(other)


DATES = [None, PartialDate(1970), PartialDate(1970, 3), PartialDate(1970, 3, 31), PartialDate(476)]


@pytest.mark.parametrize("start", DATES)
@pytest.mark.parametrize("end", [None, PartialDate(1999, 12)])
@pytest.mark.parametrize("kind", [kind for kind in UnionKind if kind is not UnionKind.SINGLE])
def test_how_a_couple_is_joined_comes_back(kind, start, end):
    union = a_union("rose", "ike", kind=kind, start=start, end=end)

    assert back(a_network(a_member("Rose"), a_member("Ike"), union)).unions == (Union("u1", ("m1", "m2"), kind, start, end),)


def test_words_of_their_own_for_a_couple_come_back():
    union = a_union("rose", "ike", kind=UnionKind.OTHER, start=PartialDate(2001), label="@home <twice> a week")

    assert back(a_network(a_member("Rose"), a_member("Ike"), union)).unions[0].label == "@home <twice> a week"


@pytest.mark.parametrize("kind", ChildKind)
def test_how_a_child_belongs_comes_back(kind):
    parents = a_union("rose", kind=UnionKind.SINGLE, children=[Child("ada", kind)])

    assert back(a_network(a_member("Rose"), a_member("Ada"), parents)).unions[0].children == (Child("m2", kind),)


@pytest.mark.parametrize("genders", [(one, other) for one in Gender for other in Gender])
def test_a_couple_keeps_its_order_and_everybody_their_gender(genders):
    network = a_network(a_member("A", gender=genders[0]), a_member("B", gender=genders[1]), a_union("a", "b"))

    found = back(network)

    assert found.unions[0].partners == ("m1", "m2")
    assert tuple(member.gender for member in found.members) == genders
    places = [line.split()[1] for line in text(network).splitlines() if line[2:6] in ("HUSB", "WIFE")]
    assert sorted(places) == ["HUSB", "WIFE"]


@pytest.mark.parametrize(("gender", "place"), [(Gender.WOMAN, "1 WIFE @M1@"), (Gender.MAN, "1 HUSB @M1@"), (Gender.UNKNOWN, "1 HUSB @M1@")])
def test_a_parent_alone_stands_in_one_place(gender, place):
    assert place in text(a_network(a_member("Rose", gender=gender), a_union("rose", kind=UnionKind.SINGLE)))


def test_a_death_without_its_date_is_still_a_death():
    (ike,) = back(a_network(a_member("Ike", dead=True))).members

    assert (ike.dead, ike.died) == (True, None)


def test_only_the_family_is_written_and_the_rest_is_told():
    network = a_network(
        a_member("Rose"),
        a_member("Cousin Jo", sphere=Sphere.FAMILY),
        a_member("Vi", sphere=Sphere.NEIGHBOUR),
        a_member("Sal"),
        a_member("Rex", kind=MemberKind.PET, sphere=Sphere.FAMILY),
        a_member("Lidl", kind=MemberKind.ORGANISATION),
        a_member("The park", kind=MemberKind.PLACE),
        a_tie("rose", "vi"),
        a_reading("rose-vi", Closeness(Ring.INTIMACY)),
    )

    written = write_gedcom(network)

    assert [member.name for member in back(network).members] == ["Rose", "Cousin Jo"]
    assert written.leaves_behind[:2] == ("2 people who are not family, 1 pet, 1 organisation, 1 place.", "1 tie, 1 thing said.")
    assert b"Vi" not in written.data


def test_what_the_standard_has_no_place_for_is_told():
    union = a_union("ann/e", "bo", "cy", label="at sea", children=[Child("di", multiple="t"), Child("ed", multiple="t")])
    alone = a_union("bo", kind=UnionKind.MARRIED)
    people = [a_member(name) for name in ("Ann/e", "Bo", "Cy", "Di", "Ed")]

    assert write_gedcom(a_network(*people, union, alone)).leaves_behind[1:] == (
        "1 further partner of a couple.",
        "2 places as twins: the children stand there, as single ones.",
        "1 word for how a couple is joined that does not fit its number of partners.",
        "1 word beside how a couple is joined.",
        "1 name with a stroke (/): it becomes a space.",
    )


def test_no_name_breaks_the_file():
    people = [a_member(name, id=f"x{n}", sphere=Sphere.FAMILY) for n, (name, _) in enumerate(NAMES.values())]
    people += [
        a_member(name, id=f"y{n}", sphere=Sphere.FAMILY) for n, name in enumerate(["@I1@", "@", "@@", "/x/", "0 TRLR", "Ann\n0 TRLR"])
    ]

    found = back(a_network(*people)).members

    assert [member.name for member in found] == [" ".join(clean(one.name).replace("/", " ").split()) or UNNAMED for one in people]


def carried(network):
    """What of a map GEDCOM can carry, with the ids that the file gives."""
    joined = {one for union in network.unions for one in (*union.partners, *(child.member for child in union.children))}
    kept = [
        member
        for member in network.members
        if member.kind is MemberKind.PERSON and (member.sphere is Sphere.FAMILY or member.id in joined or member.id == network.adult_id)
    ]
    ids = {member.id: f"m{number}" for number, member in enumerate(kept, start=1)}
    unions = [_carried_union(union, ids) for union in network.unions]
    unions = [union for union in unions if union.partners or union.children]
    in_unions = {one for union in unions for one in (*union.partners, *(child.member for child in union.children))}
    return Network(
        members=tuple(
            a_member(
                member.name,
                id=ids[member.id],
                gender=member.gender,
                born=member.born,
                dead=member.dead,
                sphere=Sphere.FAMILY if ids[member.id] in in_unions else Sphere.OTHER,
            )
            for member in kept
        ),
        unions=tuple(replace(union, id=f"u{number}") for number, union in enumerate(unions, start=1)),
    )


def _carried_union(union, ids):
    partners = tuple(ids[one] for one in union.partners if one in ids)
    kind = UnionKind.SINGLE if len(partners) < 2 else UnionKind.OTHER if union.kind is UnionKind.SINGLE else union.kind
    children = tuple(Child(ids[child.member], child.kind) for child in union.children if child.member in ids)
    return replace(
        union, partners=partners, kind=kind, children=children, label=union.label if kind is union.kind is UnionKind.OTHER else ""
    )


@given(networks())
def test_what_gedcom_can_carry_comes_back_as_it_was(network):
    assert back(network) == carried(network)


def test_ties_of_kin_stay_behind_and_are_counted():
    network = a_network(a_member("Rose"), a_member("Jo", sphere=Sphere.FAMILY), a_tie("rose", "jo", TieKind.KINSHIP, label="cousin"))

    assert back(network).ties == ()
    assert write_gedcom(network).leaves_behind[0] == "1 tie."
