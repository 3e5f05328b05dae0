import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Sphere, TieKind, Union, UnionKind
from netmeet.domain.readings import Direction, Emotional
from netmeet.exchange.family import family_of, read_family
from netmeet.exchange.spheres import sphere_of

INPUTS = Path(__file__).parents[3] / "shared" / "layout" / "inputs"


def person(id, **fields):
    return {"id": id, "name": id.title(), "sex": None, "birth": None, "death": None} | fields


def family(*people, unions=(), bonds=(), **fields):
    return {"name": "The Khans", "people": list(people), "unions": list(unions), "bonds": list(bonds)} | fields


def read(data):
    return read_family(json.dumps(data))


@pytest.mark.skipif(not INPUTS.is_dir(), reason="../shared is not here")
def test_every_family_of_the_layout_bar_is_read_whole():
    files = sorted(INPUTS.glob("*.json"))

    assert len(files) >= 20
    for file in files:
        data = json.loads(file.read_bytes())
        imported = family_of(data)
        network = imported.network
        assert [member.id for member in network.members] == [one["id"] for one in data["people"]]
        assert [(union.id, list(union.partners)) for union in network.unions] == [(one["id"], one["partners"]) for one in data["unions"]]
        assert [len(union.children) for union in network.unions] == [len(one["children"]) for one in data["unions"]]
        assert len(network.readings) == len(data["bonds"])
        assert network.adult_id == data["ego"]
        assert imported.candidates[0] == data["ego"]
        assert imported.cannot_carry == ()


@pytest.mark.parametrize(
    ("fields", "member"),
    [
        ({}, Member("a", "A")),
        ({"sex": "M"}, Member("a", "A", gender=Gender.MAN)),
        ({"sex": "f"}, Member("a", "A", gender=Gender.WOMAN)),
        ({"sex": "X"}, Member("a", "A", gender=Gender.NON_BINARY)),
        ({"sex": "U"}, Member("a", "A")),
        ({"birth": 1950}, Member("a", "A", born=PartialDate(1950))),
        ({"birth": "1950-06-12"}, Member("a", "A", born=PartialDate(1950, 6, 12))),
        ({"birth": ""}, Member("a", "A")),
        ({"death": "2001-02"}, Member("a", "A", died=PartialDate(2001, 2), dead=True)),
        ({"birth_order": 2}, Member("a", "A", birth_order=2)),
        ({"name": None}, Member("a", "a")),
        ({"name": "  "}, Member("a", "a")),
        ({"name": "<script>]]>#panic()\\"}, Member("a", "<script>]]>#panic()\\")),
        ({"role": "next door neighbour"}, Member("a", "A", does="next door neighbour", sphere=Sphere.NEIGHBOUR)),
        ({"role": "her dog"}, Member("a", "A", MemberKind.PET, Sphere.PET, does="her dog")),
    ],
)
def test_a_person_is_read(fields, member):
    assert read(family(person("a", **fields))).members == (member,)


def test_a_number_is_an_id_too():
    network = read({"people": [{"id": 1}, {"id": 2}], "unions": [{"partners": [1, 2]}], "ego": 1})

    assert network.unions == (Union("u1", ("1", "2")),)
    assert network.adult is not None
    assert network.adult.name == "1"


def test_somebody_in_a_union_is_family_whatever_their_role():
    network = read(family(person("a", role="carer"), person("b"), unions=[{"id": "u", "partners": ["a"], "children": [{"id": "b"}]}]))

    assert [(member.sphere, member.does) for member in network.members] == [(Sphere.FAMILY, "carer"), (Sphere.FAMILY, "")]


@pytest.mark.parametrize(
    ("partners", "kind", "expected", "label"),
    [
        (("a", "b"), "married", UnionKind.MARRIED, ""),
        (("a", "b"), "Civil", UnionKind.CIVIL_PARTNERSHIP, ""),
        (("a", "b"), "cohabiting", UnionKind.COHABITING, ""),
        (("a", "b"), "divorced", UnionKind.DIVORCED, ""),
        (("a", "b"), "guardians", UnionKind.OTHER, "guardians"),
        (("a", "b"), None, UnionKind.MARRIED, ""),
        (("a",), None, UnionKind.SINGLE, ""),
        ((), "single", UnionKind.SINGLE, ""),
        (("a", "b", "c"), "ring <3", UnionKind.OTHER, "ring <3"),
        (("a", "a"), "married", UnionKind.MARRIED, ""),
    ],
)
def test_a_union_is_read(partners, kind, expected, label):
    data = family(
        person("a"), person("b"), person("c"), unions=[{"id": "u", "partners": partners, "kind": kind, "start": 1970, "end": "1980-01"}]
    )

    assert read(data).unions == (Union("u", partners, expected, PartialDate(1970), PartialDate(1980, 1), label=label),)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("birth", ChildKind.BIRTH),
        (None, ChildKind.BIRTH),
        ("Adopted", ChildKind.ADOPTED),
        ("foster", ChildKind.FOSTER),
        ("step", ChildKind.STEP),
        ("donor", ChildKind.DONOR),
        ("kinship care", ChildKind.KINSHIP_CARE),
        ("changeling", ChildKind.BIRTH),
    ],
)
def test_a_child_is_read(kind, expected):
    data = family(person("a"), person("b"), unions=[{"id": "u", "partners": ["a"], "children": [{"id": "b", "kind": kind}]}])

    assert read(data).unions[0].children == (Child("b", expected),)


def test_twins_are_read_and_a_child_named_twice_stands_once():
    child = {"id": "b", "kind": "birth", "multiple": "1", "identical": True}
    data = family(person("a"), person("b"), unions=[{"id": "u", "partners": ["a"], "children": [child, child]}])

    assert read(data).unions[0].children == (Child("b", multiple="1", identical=True),)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("close", Emotional(EmotionalKind.CLOSE)),
        ("Cut-off", Emotional(EmotionalKind.CUTOFF)),
        ("fused hostile", Emotional(EmotionalKind.FUSED_HOSTILE)),
        ("controlling", Emotional(EmotionalKind.CONTROLLING, Direction.A_TO_B)),
        ("conflict", Emotional(EmotionalKind.OTHER, text="conflict")),
        ("other", Emotional(EmotionalKind.OTHER, text="other")),
        (None, Emotional(EmotionalKind.NORMAL)),
    ],
)
def test_a_bond_is_an_emotional_line(kind, line):
    network = read(family(person("a"), person("b"), bonds=[{"a": "a", "b": "b", "kind": kind}]))

    assert [reading.value for reading in network.readings] == [line]


def test_two_people_have_one_tie_and_a_line_for_each_bond():
    bonds = [
        {"a": "a", "b": "b", "kind": "close"},
        {"a": "b", "b": "a", "kind": "controlling"},
        {"a": "b", "b": "c", "kind": "professional"},
    ]
    unions = [{"id": "u", "partners": ["a", "b"]}]
    network = read(family(person("a"), person("b"), person("c"), bonds=bonds, unions=unions))

    assert [(tie.id, tie.a, tie.b, tie.kind) for tie in network.ties] == [
        ("t1", "a", "b", TieKind.KINSHIP),
        ("t2", "b", "c", TieKind.SOCIAL),
    ]
    assert [(reading.about, reading.seq, reading.value.direction) for reading in network.readings] == [
        ("t1", 1, Direction.BOTH),
        ("t1", 2, Direction.B_TO_A),
        ("t2", 3, Direction.BOTH),
    ]
    assert network.member("c").sphere is Sphere.PAID


@pytest.mark.parametrize(
    ("words", "sphere"),
    [
        ("friend", Sphere.FRIEND),
        ("old friends", Sphere.FRIEND),
        ("Peter's carer", None),
        ("social worker", Sphere.PAID),
        ("Vicar of St Anne", Sphere.FAITH),
        ("choir", Sphere.CLUB),
        ("cat", Sphere.PET),
        ("category", None),
        ("", None),
    ],
)
def test_words_say_where_somebody_belongs(words, sphere):
    assert sphere_of(words) is sphere


def test_the_living_may_be_the_adult_and_the_one_the_file_is_about_comes_first():
    people = (person("a"), person("b", death=2001), person("c"), person("d", role="dog"))

    assert family_of(family(*people, ego="c")).candidates == ("c", "a")
    assert family_of(family(*people)).candidates == ("a", "c")
    assert read(family(*people, ego=None)).adult_id is None


def test_what_is_not_kept_is_said():
    data = family(person("a", shoe=5), unions=[{"id": "u", "partners": [], "children": [{"id": "a", "kind": "ward"}]}], colour="blue")

    assert family_of(data).cannot_carry == (
        "“ward” is not a way that netmeet knows for a child to belong to a family: it becomes birth.",
        "The field “colour” is not one that netmeet keeps.",
        "The field “people: shoe” is not one that netmeet keeps.",
    )


def test_missing_and_null_lists_are_empty():
    assert read({"people": None}).members == ()
    assert read({"people": [{"id": "a"}], "unions": None}).unions == ()


A = person("a")
BAD = [
    ([], "This must be a set of named fields."),
    ({"people": {}}, "people: this must be a list."),
    ({"people": [7]}, "people, item 1: this must be a set of named fields."),
    ({"people": [{}]}, "people, item 1, id: every person needs an id."),
    ({"people": [{"id": [1]}]}, "people, item 1, id: an id is text or a whole number."),
    ({"people": [{"id": True}]}, "people, item 1, id: an id is text or a whole number."),
    ({"people": [{"id": "x" * 101}]}, "people, item 1, id: an id must be 100 characters or fewer."),
    ({"people": [A, A]}, "people: the id “a” is used twice."),
    ({"people": [person("a", name=5)]}, "people, item 1, name: this must be text."),
    ({"people": [person("a", name="n" * 301)]}, "people, item 1, name: this must be 300 characters or fewer."),
    ({"people": [person("a", sex="male")]}, "people, item 1, sex: “MALE” is not M, F, X or null."),
    ({"people": [person("a", birth=19500)]}, "people, item 1, birth: Enter a year with four digits, for example 1950."),
    ({"people": [person("a", birth=True)]}, "people, item 1, birth: this must be a year, or a date as 1950-06-12."),
    ({"people": [person("a", birth=1950.5)]}, "people, item 1, birth: this must be a year, or a date as 1950-06-12."),
    ({"people": [person("a", birth="then")]}, "people, item 1, birth: Enter a year (1950), a month (1950-06) or a day (1950-06-12)."),
    ({"people": [person("a", birth_order="2")]}, "people, item 1, birth_order: this must be a whole number."),
    ({"people": [A], "ego": "z"}, "ego: “z” is not the id of anybody in this file."),
    ({"people": [A], "unions": [{"partners": ["a", "z"]}]}, "unions, item 1, partners, item 2: “z” is not the id of anybody in this file."),
    ({"people": [A], "unions": [{"partners": "a"}]}, "unions, item 1, partners: this must be a list."),
    ({"people": [A], "unions": [{"id": "u"}, {"id": "u"}]}, "unions: the id “u” is used twice."),
    (
        {"people": [A], "unions": [{"children": [{"id": "z"}]}]},
        "unions, item 1, children, item 1, id: “z” is not the id of anybody in this file.",
    ),
    (
        {"people": [A], "unions": [{"children": [{"id": "a", "identical": "no"}]}]},
        "unions, item 1, children, item 1, identical: this must be true or false.",
    ),
    ({"people": [A], "bonds": [{"a": "a"}]}, "bonds, item 1, b: “” is not the id of anybody in this file."),
    ({"people": [A], "bonds": [{"a": "a", "b": "a"}]}, "bonds, item 1, b: this bond joins somebody to themselves."),
    ({"people": [A], "unions": [{}] * 2_001}, "unions: there are 2,001 here; 2,000 is the most."),
    ({"people": [A], "bonds": [{}] * 10_001}, "bonds: there are 10,001 here; 10,000 is the most."),
    ({"people": [A], "unions": [{"partners": ["a"] * 2_001}]}, "unions, item 1, partners: there are 2,001 here; 2,000 is the most."),
    (
        {"people": [person(str(number)) for number in range(2_001)]},
        "There are 2,001 people in this file; 2,000 is the most. Export one branch of the family.",
    ),
]


@pytest.mark.parametrize(("data", "says"), BAD, ids=range(len(BAD)))
def test_a_bad_family_is_refused_with_the_place(data, says):
    with pytest.raises(UnreadableFileError) as caught:
        read(data)

    assert str(caught.value) == says


@pytest.mark.parametrize(("data", "limit"), [(b"", 100), (b'{"people": []}', 5), ("\ud800", 100), (b"{", 100)])
def test_a_family_that_is_no_file_at_all_is_refused(data, limit):
    with pytest.raises(UnreadableFileError):
        read_family(data, limit)


@given(
    st.dictionaries(
        st.sampled_from(["people", "unions", "bonds", "ego", "name"]),
        st.recursive(
            st.none() | st.integers(-3, 3) | st.sampled_from(["a", "b", "", "close"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["id", "name", "a", "b", "kind", "partners", "children", "birth", "sex"]), inner)
            ),
        ),
    )
)
def test_any_json_at_all_is_read_or_refused(data):
    try:
        network = read(data)
    except UnreadableFileError:
        return
    for union in network.unions:
        assert all(network.has(member) for member in (*union.partners, *(child.member for child in union.children)))
