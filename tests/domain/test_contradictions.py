from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.kinship import contradictions
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Network, Union, UnionKind

TODAY = date(2026, 3, 9)
D = PartialDate.parse


def person(name, born=None, died=None, **fields):
    return Member(name.lower(), name, born=D(born) if born else None, died=D(died) if died else None, **fields)


def union(partners, *children, **fields):
    held = tuple(one if isinstance(one, Child) else Child(one) for one in children)
    return Union("u-" + partners.replace(" ", "-"), tuple(partners.split()), children=held, **fields)


def asked(*parts):
    network = Network(
        members=tuple(part for part in parts if isinstance(part, Member)), unions=tuple(part for part in parts if isinstance(part, Union))
    )
    return [(question.text, " ".join(question.about)) for question in contradictions(network, TODAY)]


WHICH = "Is a date wrong, or the relationship?"
WOMAN, MAN = Gender.WOMAN, Gender.MAN
ADOPTED, STEP, DONOR = (Child("bo", kind) for kind in (ChildKind.ADOPTED, ChildKind.STEP, ChildKind.DONOR))
CASES = [
    # one life
    (
        [person("Ann", "1950", "1949-12")],
        [("Ann is said to have died (December 1949) before being born (1950). Which date is wrong?", "ann")],
    ),
    ([person("Ann", "1950", "1950-01")], []),
    ([person("Ann", "2026-03-10")], [("The birth of Ann (10 March 2026) lies in the future. Is the date right?", "ann")]),
    ([person("Ann", "2026")], []),
    ([person("Ann", died="2027")], [("The death of Ann (2027) lies in the future. Is the date right?", "ann")]),
    ([person("Ann", "1904")], [("Ann would be over 120 years old. Have they died?", "ann")]),
    ([person("Ann", "1905")], []),
    ([person("Ann", "1904", dead=True)], []),
    ([Member("rex", "Rex", MemberKind.PET, born=D("2050"))], []),
    # one name
    (
        [person("Ann"), Member("a2", " ann "), Member("a3", "ANN")],
        [("Ann is on the map 3 times: is that one person?", "ann a2 a3")],
    ),
    ([Member(f"m{number}", "Ann") for number in range(5)], [("Ann is on the map 5 times: is that one person?", "m0 m1 m2 m3 m4")]),
    ([person("Ann"), Member("a2", "Ann", MemberKind.PET)], []),
    ([Member("a", "Name not known"), Member("b", "Name not known")], []),
    # couples
    ([person("Ann"), union("ann ann")], [("Ann is entered as their own partner. Who is the other partner?", "ann")]),
    ([union("")], [("A couple on the map has neither partners nor children. Whose is it?", "")]),
    ([person("Bo"), union("", "bo")], []),
    (
        [person("Ann"), person("Bo"), union("ann bo", start=D("1980"), end=D("1979"))],
        [("The couple Ann and Bo ended (1979) before it began (1980). Which date is wrong?", "ann bo")],
    ),
    ([person("Ann"), person("Bo"), union("ann bo", start=D("1980-06"), end=D("1980"))], []),
    (
        [person("Bo"), union("", "bo", start=D("2030"))],
        [("The beginning of the couple somebody whose name is not known (2030) lies in the future. Is the date right?", "")],
    ),
    (
        [person("Ann"), union("ann", "ann", end=D("2030"), kind=UnionKind.SINGLE)],
        [
            ("The end of the couple Ann (2030) lies in the future. Is the date right?", "ann"),
            ("Ann is entered as their own parent. Who is the parent?", "ann"),
        ],
    ),
    # parents and children
    (
        [person("Ann", "1980"), person("Bo", "1979"), union("ann", "bo")],
        [(f"Bo (1979) was born before Ann (1980), who is entered as a parent. {WHICH}", "bo ann")],
    ),
    (
        [person("Ann", "1980"), person("Bo", "1979"), union("ann", ADOPTED)],
        [(f"Bo (1979) was born before Ann (1980), who is entered as a parent. {WHICH}", "bo ann")],
    ),
    ([person("Ann", "1980"), person("Bo", "1979"), union("ann", STEP)], []),
    (
        [person("Ann", "1980"), person("Bo", "1991"), union("ann", "bo")],
        [(f"Ann would have been under 12 when Bo was born. {WHICH}", "bo ann")],
    ),
    (
        [person("Ann", "1980"), person("Bo", "1991"), union("ann", DONOR)],
        [(f"Ann would have been under 12 when Bo was born. {WHICH}", "bo ann")],
    ),
    ([person("Ann", "1980"), person("Bo", "1991"), union("ann", ADOPTED)], []),
    ([person("Ann", "1980"), person("Bo", "1992"), union("ann", "bo")], []),
    (
        [person("Ann", "1980-06-02"), person("Bo", "1992-06-01"), union("ann", "bo")],
        [(f"Ann would have been under 12 when Bo was born. {WHICH}", "bo ann")],
    ),
    (
        [person("Ann", "1980"), person("Bo", "1980"), union("ann", "bo")],
        [(f"Ann would have been under 12 when Bo was born. {WHICH}", "bo ann")],
    ),
    ([person("Ann"), person("Bo", "1980"), union("ann", "bo")], []),
    ([person("Ann", "1980"), person("Bo"), union("ann", "bo")], []),
    ([person("Bo", "1980"), union("zoe", "bo", "nobody")], []),
    (
        [person("Ann", "1950", "1980", gender=WOMAN), person("Bo", "1981-01"), union("ann", "bo")],
        [(f"Bo was born (January 1981) after Ann died (1980). {WHICH}", "bo ann")],
    ),
    ([person("Ann", "1950", "1980", gender=MAN), person("Bo", "1981-10-27"), union("ann", "bo")], []),
    (
        [person("Ann", "1950", "1980", gender=MAN), person("Bo", "1981-10-28"), union("ann", "bo")],
        [(f"Bo was born (28 October 1981) after Ann died (1980). {WHICH}", "bo ann")],
    ),
    ([person("Ann", "1950", "1980", gender=MAN), person("Bo", "1990"), union("ann", DONOR)], []),
    # parents by birth
    (
        [person("Ann", gender=WOMAN), person("Eve", gender=WOMAN), person("Bo"), union("ann eve", "bo")],
        [("Ann and Eve are both entered as mother of Bo by birth. Is one of them a parent in another way?", "ann eve bo")],
    ),
    ([person("Ann", gender=WOMAN), person("Eve", gender=WOMAN), person("Bo"), union("ann", "bo"), union("ann eve", ADOPTED)], []),
    ([person("Ann", gender=WOMAN), person("Bo"), union("ann zoe", "bo")], []),
    (
        [person("Ann"), person("Eve"), person("Dan"), person("Bo"), union("ann eve", "bo"), union("dan", "bo")],
        [("Ann, Eve and Dan are all entered as parents of Bo by birth. Which of them is a parent in another way?", "ann eve dan bo")],
    ),
    # own ancestors
    (
        [person("Ann"), person("Bo"), person("Cal"), union("ann", "bo"), union("bo", "cal"), union("cal", "ann")],
        [("Ann, Bo and Cal are entered as one another’s ancestors. Which of them are parents, and of whom?", "ann bo cal")],
    ),
    (
        [person("Ann"), union("ann", "ann", "zoe"), union("zoe", "ann", kind=UnionKind.SINGLE)],
        [
            (
                "Ann and Somebody who is not on the map are entered as one another’s ancestors. Which of them are parents, and of whom?",
                "ann zoe",
            )
        ],
    ),
]


@pytest.mark.parametrize(("parts", "questions"), CASES, ids=range(len(CASES)))
def test_what_does_not_fit_is_asked_and_nothing_else(parts, questions):
    assert asked(*parts) == questions


def test_a_death_at_the_end_of_time_is_no_trouble():
    text, _ = asked(person("Ann", "1950", "9999", gender=MAN), person("Bo", "9999"), union("ann", "bo"))[0]

    assert "lies in the future" in text


def test_a_hostile_name_stands_as_it_was_typed():
    assert asked(person("<script>]]>#panic()\\", "2050"))[0][0].startswith("The birth of <script>]]>#panic()\\ (2050)")


NAMES = [f"p{number}" for number in range(6)]
DATES = st.none() | st.builds(PartialDate, st.integers(1890, 2040))
PEOPLE = st.tuples(
    *(
        st.builds(Member, st.just(name), st.sampled_from(["Ann", "Bo", name]), gender=st.sampled_from(Gender), born=DATES, died=DATES)
        for name in NAMES
    )
)
UNIONS = st.lists(
    st.builds(
        lambda partners, children, start, end: Union("", tuple(partners), start=start, end=end, children=tuple(children)),
        st.lists(st.sampled_from([*NAMES, "gone"]), max_size=3),
        st.lists(st.builds(Child, st.sampled_from([*NAMES, "gone"]), st.sampled_from(ChildKind)), max_size=4),
        DATES,
        DATES,
    ),
    max_size=6,
).map(lambda unions: tuple(replace(union, id=f"u{number}") for number, union in enumerate(unions)))


@settings(deadline=None)
@given(PEOPLE, UNIONS, st.dates())
def test_no_map_is_too_wild_to_ask_about(members, unions, as_of):
    network = Network(members=members, unions=unions)

    questions = contradictions(network, as_of)

    assert questions == contradictions(network, as_of)
    assert all(question.text.endswith("?") for question in questions)
    assert len(set(questions)) == len(questions)


def test_two_of_one_name_and_two_sets_of_parents_are_asked_about():
    assert asked(person("Ann"), Member("a2", "Ann")) == [("Ann is on the map twice: is that one person?", "ann a2")]
    people = (person("Ann"), person("Cy"), person("Bo"))
    text = "Bo is entered as a child by birth more than once: of {}. Are these the same parents?"
    assert asked(*people, union("", "bo"), union("ann cy", "bo")) == [
        (text.format("parents whose names are not known; and of Ann and Cy"), "bo ann cy")
    ]
    assert asked(*people, union("ann", "bo"), union("ann cy", "bo")) == [(text.format("Ann; and of Ann and Cy"), "bo ann cy")]
    assert asked(*people, union("ann", "bo"), union("cy", "bo")) == []
    assert asked(*people, union("", ADOPTED), union("ann cy", "bo")) == []


def other_parents(*unions):
    people = (person("Pearl"), person("Gerald"), person("Denise"), person("Stuart"), person("Josie"))
    found = contradictions(Network("pearl", people, unions=unions), TODAY)
    return [(question.text, question.about) for question in found]


def test_who_the_other_parent_of_the_adults_children_is_may_be_asked_and_may_stay_open():
    alone = union("pearl", "denise", "stuart", Child("josie", ChildKind.ADOPTED))
    text = "Who is the other parent of Denise, Stuart and Josie? Only Pearl is written down. Leave this open if nobody needs to know."

    assert other_parents(union("pearl gerald", kind=UnionKind.DIVORCED), alone) == [(text, ("denise", "stuart", "josie", "pearl"))]
    assert other_parents(union("pearl gerald", "denise", "stuart"), union("pearl", Child("josie", ChildKind.FOSTER))) == []
    assert other_parents(union("pearl", "denise"), union("gerald", "denise")) == []
    assert other_parents(union("gerald", "denise")) == []
    assert len(other_parents(union("pearl", "pearl"))) == 1
