from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.disclosure import Audience, for_audience
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import Child, ChildKind, Gender, MemberKind, Network, Sphere, TieKind, UnionKind
from netmeet.domain.readings import ConcernLevel, Direction, Emotional, Presence, RestrictionKind, Ring, Voice
from netmeet.drawing.scene import Spot
from netmeet.drawing.twin import circles_twin, genogram_twin
from tests.support.make import a_concern, a_household, a_member, a_network, a_reading, a_restriction, a_tie, a_union, close

FAMILY = a_network(
    a_member("Priya", gender=Gender.WOMAN, born=PartialDate(1950, 6, 12)),
    a_member("Arthur", gender=Gender.MAN, born=PartialDate(1948), died=PartialDate(2019)),
    a_member("Sam", gender=Gender.NON_BINARY, does="phones on Sundays"),
    a_member("Kim"),
    a_member("Lee", dead=True),
    a_member("Rex", kind=MemberKind.PET),
    a_union(
        *("priya", "arthur"),
        children=("sam", Child("kim", ChildKind.ADOPTED)),
        kind=UnionKind.DIVORCED,
        start=PartialDate(1970),
        end=PartialDate(1990),
    ),
    a_union(
        "priya",
        children=(Child("lee", multiple="t", identical=True), Child("rex", multiple="t", identical=True)),
        kind=UnionKind.SINGLE,
    ),
    a_household("priya", "rex", name="Mill Road"),
)


def rows(table):
    return {row.cells[0]: dict(zip(table.headings[1:], row.cells[1:], strict=True)) for row in table.rows}


def test_the_family_is_told_in_words():
    people = rows(genogram_twin(FAMILY)[0])

    assert people["Priya"] == {
        "Who": "woman, whom this map is about",
        "Dates": "born 12 June 1950",
        "Partners": "Arthur (divorced, 1970 to 1990)",
        "Parents": "",
        "Children": "Sam (by birth); Kim (by adoption); Lee (by birth); Rex (by birth)",
        "What they do": "",
    }
    assert people["Arthur"]["Dates"] == "born 1948, died 2019"
    assert people["Sam"]["Who"] == "non-binary person"
    assert people["Sam"]["Parents"] == "Priya and Arthur (by birth)"
    assert people["Sam"]["What they do"] == "phones on Sundays"
    assert people["Kim"]["Parents"] == "Priya and Arthur (by adoption)"
    assert people["Lee"]["Dates"] == "died"
    assert people["Lee"]["Parents"] == "Priya (by birth), born together with Rex (identical)"
    assert people["Rex"]["Who"] == "pet"


@pytest.mark.parametrize(
    ("typed", "kind", "told"),
    [
        ("son-in-law", UnionKind.DIVORCED, "former son-in-law"),
        ("Son-in-law, a roofer", UnionKind.DIVORCED, "former son-in-law, a roofer"),
        ("son-in-law", UnionKind.MARRIED, "son-in-law"),
        ("her son-in-law once", UnionKind.DIVORCED, "her son-in-law once"),
        ("", UnionKind.DIVORCED, ""),
    ],
)
def test_a_word_for_a_relative_is_put_right_where_a_couple_has_parted(typed, kind, told):
    network = a_network(
        a_member("Ann"),
        a_member("Kim", gender=Gender.WOMAN),
        a_member("Dean", gender=Gender.MAN, does=typed),
        a_union("ann", children=("kim",), kind=UnionKind.SINGLE),
        a_union("kim", "dean", kind=kind),
    )

    assert rows(genogram_twin(replace(network, adult_id="ann"))[0])["Dean"]["What they do"] == told
    assert rows(genogram_twin(replace(network, adult_id=None))[0])["Dean"]["What they do"] == typed
    assert rows(genogram_twin(replace(network, adult_id="ann"), how=False)[0])["Dean"]["What they do"] == typed


def test_rows_can_be_linked_and_stand_by_name():
    assert [row.of for row in genogram_twin(FAMILY)[0].rows] == ["arthur", "kim", "lee", "priya", "rex", "sam"]


def test_households_are_listed():
    homes = genogram_twin(FAMILY)[1]

    assert homes.caption == "Who lives together"
    assert rows(homes) == {"Mill Road": {"Who lives there": "Priya, Rex"}}


@pytest.mark.parametrize(
    ("union", "words"),
    [
        (a_union("priya", "sam"), "Sam (married)"),
        (a_union("priya", "sam", start=PartialDate(1999, 5)), "Sam (married, from May 1999)"),
        (a_union("priya", "sam", kind=UnionKind.COHABITING, end=PartialDate(2001)), "Sam (living together, until 2001)"),
        (a_union("priya", "sam", kind=UnionKind.OTHER, label="engaged twice"), "Sam (together, engaged twice)"),
        (a_union("priya", "sam", kind=UnionKind.SINGLE), "Sam"),
        (a_union("priya", "nobody"), ""),
        (a_union("priya", "sam", children=("nobody",)), "Sam (married)"),
    ],
)
def test_couples_are_told_in_words(union, words):
    network = a_network(a_member("Priya"), a_member("Sam"), union)

    assert rows(genogram_twin(network)[0])["Priya"]["Partners"] == words


def test_children_of_nobody_known_have_no_parents():
    network = a_network(a_member("Priya"), a_union("nobody", children=("priya",)), a_union(children=("priya",), id="u2"))

    assert rows(genogram_twin(network)[0])["Priya"]["Parents"] == ""


def test_two_of_one_name_are_told_apart_and_nobody_is_nameless():
    network = a_network(a_member("Tom", id="a", born=PartialDate(1950), does="drives"), a_member("Tom", id="b"), a_member("", id="d"))

    assert set(rows(genogram_twin(network)[0])) == {"Tom (drives, born 1950)", "Tom (other)", "No name"}


def test_what_is_between_people_is_told_with_whose_word_it_is():
    network = a_network(
        *(a_member("Priya"), a_member("Dawn"), a_member("Tom"), a_union("priya", "tom")),
        *(a_tie("priya", "dawn", label="neighbours"), a_tie("priya", "tom"), a_tie("dawn", "tom"), a_tie("dawn", "nobody", label="x")),
        a_reading("priya-dawn", Emotional(EmotionalKind.DISTANT)),
        a_reading("priya-dawn", Emotional(EmotionalKind.CLOSE)),
        a_reading("priya-dawn", Emotional(EmotionalKind.JEALOUS, Direction.B_TO_A), Voice.CARER, voice_member="tom"),
        a_reading("priya-dawn", Emotional(EmotionalKind.OTHER, Direction.A_TO_B, "teasing"), Voice.OTHER),
    )

    table = genogram_twin(network)[-1]

    assert [row.cells for row in table.rows] == [
        (
            *("Priya", "Dawn", "neighbours"),
            "Priya: close, both ways between Dawn and Priya; Tom: jealous, from Dawn to Priya; somebody else: teasing, from Priya to Dawn",
        ),
        ("Dawn", "Tom", "know each other", ""),
    ]


def test_every_answer_about_harm_is_told_oldest_first_with_who_was_in_the_room():
    priya, dawn, tie = a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn")
    worried = a_network(
        *(priya, dawn, tie, a_tie("dawn", "nobody")),
        a_concern("priya-dawn", source="dawn", level=ConcernLevel.SERIOUS),
        a_concern("priya-dawn", source="dawn", level=ConcernLevel.NONE, voice=Voice.ADULT, present=("dawn",), said_on=date(2026, 3, 11)),
        a_concern("priya-dawn", source="dawn", level=ConcernLevel.SOME, said_on=date(2026, 3, 10)),
        a_concern("priya-dawn", level=ConcernLevel.NONE, voice=Voice.ADULT, presence=Presence.ALONE, said_on=None),
        a_concern("dawn-nobody", source="dawn", level=ConcernLevel.NOT_SURE, voice=Voice.OTHER, said_on=date(2026, 3, 12)),
        a_concern("dawn", level=ConcernLevel.NONE, voice=Voice.CARER, said_on=date(2026, 3, 13)),
        a_concern("somewhere-else", said_on=date(2026, 3, 14)),
    )

    tables = genogram_twin(worried)

    assert [table.caption for table in tables] == ["Who is on the map", "What is between people", "Worries about harm"]
    heads = ("Who says so", "When", "Who was in the room", "How worried", "Kind of harm", "From whom to whom", "To keep in mind")
    assert tables[-1].headings == heads
    assert [row.cells for row in tables[-1].rows] == [
        (
            *("Priya", "", "alone", "nothing to worry about", "", "between Dawn and Priya"),
            "This was said alone, and stands beside the worries: it takes no worry away.",
        ),
        ("the practitioner", "9 March 2026", "", "serious worry", "psychological abuse", "from Dawn to Priya", ""),
        ("the practitioner", "10 March 2026", "", "some worry", "psychological abuse", "from Dawn to Priya", ""),
        (
            *("Priya", "11 March 2026", "with Dawn in the room", "nothing to worry about", "", "from Dawn to Priya"),
            "Dawn was in the room when this was said: it takes no worry away.",
        ),
        (
            *("somebody else", "12 March 2026", "not known who was in the room", "not sure whether to worry", "psychological abuse"),
            *("from Dawn to somebody no longer on the map", ""),
        ),
        (
            *("a carer", "13 March 2026", "not known who was in the room", "nothing to worry about", "", "about Dawn"),
            "It is not known that Dawn was out of the room: it takes no worry away.",
        ),
    ]
    assert [row.of for row in tables[-1].rows][-1] == "dawn"


def test_orders_conditions_and_limits_are_told_with_whom_they_bind_and_whether_they_have_ended():
    kev_dawn = (a_member("Kev"), a_member("Dawn"), a_tie("kev", "dawn"))
    network = a_network(
        *kev_dawn,
        a_restriction("kev-dawn", "kev", starts=date(2026, 1, 2), ends=date(2026, 5, 3)),
        a_restriction("kev-dawn", "dawn", RestrictionKind.LIMIT_BY_CARE_HOME, ends=date(2026, 2, 1), said_on=date(2026, 2, 2)),
        a_restriction("kev-dawn", None, RestrictionKind.BAIL, starts=date(2026, 4, 1), said_on=date(2026, 2, 3)),
    )
    said = [
        ("non-molestation order", "Kev", "Dawn", "2 January 2026", "3 May 2026"),
        ("limit set by a care home", "Dawn", "Kev", "not known", "1 February 2026"),
        ("bail condition", "Dawn and Kev", "Dawn and Kev", "1 April 2026", "not known"),
    ]
    # The order of the day they were said: the first was said last.
    said = [*said[1:], said[0]]

    orders = genogram_twin(network, date(2026, 3, 9))[-1]

    assert orders.caption == "Orders, conditions and limits"
    assert [row.cells[:-1] for row in orders.rows] == said
    standing = ["ended on 1 February 2026", "starts on 1 April 2026", "in force from 2 January 2026 until 3 May 2026"]
    assert [row.cells[-1] for row in orders.rows] == standing
    assert [row.cells[-1] for row in genogram_twin(network)[-1].rows] == ["", "", ""]


@pytest.mark.parametrize("audience", [Audience.ADULT, Audience.FAMILY, Audience.SHARED_SCREEN])
def test_no_copy_but_the_worker_s_tells_of_worries_or_orders(audience):
    plain = a_network(a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn", TieKind.KINSHIP))
    told = a_concern("priya-dawn", "dawn", id="a"), a_restriction("priya-dawn", "dawn", id="b")

    shown = genogram_twin(for_audience(replace(plain, readings=told), audience), date(2026, 3, 9))

    assert shown == genogram_twin(for_audience(plain, audience), date(2026, 3, 9))
    assert not {"Worries about harm", "Orders, conditions and limits"} & {table.caption for table in shown}


def test_circles_tell_of_no_worry_and_no_order():
    plain = a_network(a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn"))

    told = replace(plain, readings=(a_concern("priya-dawn", "dawn", id="a"), a_restriction("priya-dawn", "dawn", id="b")))

    assert circles_twin(told) == circles_twin(plain)


def test_circles_are_told_from_the_closest_out():
    network = a_network(
        *(a_member("Priya"), a_member("Zed", sphere=Sphere.FRIEND), a_member("Ann", sphere=Sphere.PAID, does="cooks"), a_member("Bo")),
        *(a_tie("priya", "zed"), a_tie("priya", "ann"), a_tie("priya", "bo")),
        *(close("priya-zed"), close("priya-ann", Ring.EXCHANGE, Voice.CARER)),
    )

    assert [row.cells for row in circles_twin(network)[0].rows] == [
        ("Zed", "Closest", "The adult", "Friends and neighbours", ""),
        ("Ann", "Paid or exchange", "Somebody else", "Paid help", "cooks"),
        ("Bo", "Not placed yet", "", "Others", ""),
    ]


@pytest.mark.parametrize("twin", [genogram_twin, circles_twin])
def test_an_empty_map_has_a_sentence_in_place_of_rows(twin):
    (table,) = twin(Network())

    assert table.rows == ()
    assert table.empty.endswith("yet.")


@pytest.mark.parametrize("twin", [genogram_twin, circles_twin])
def test_every_row_has_a_cell_under_every_heading(twin):
    for table in twin(FAMILY):
        assert {len(row.cells) for row in table.rows} == {len(table.headings)}


def test_a_drawing_that_breaks_the_order_of_birth_says_so():
    ann, bob, cy = (a_member(name, born=PartialDate(year)) for name, year in (("Ann", 1950), ("Bob", 1955), ("Cy", 1960)))
    network = a_network(ann, bob, cy, a_member("Dee"), a_union(children=("ann", "bob", "cy", "dee")))

    def told(*order):
        tables = genogram_twin(network, spots=tuple(Spot(one, 20.0 * place, 0.0, 10.0, 10.0) for place, one in enumerate(order)))
        return [row.cells[1] for table in tables if table.caption == "Who does not stand in order of birth" for row in table.rows]

    assert told() == told("ann", "bob", "cy", "dee") == told("dee", "ann", "bob", "cy") == []
    assert told("ann", "cy", "bob", "dee") == ["In this drawing Cy stands before Bob, who was born earlier"]
    assert told("cy", "ann", "bob") == ["In this drawing Cy stands before Ann and Bob, who were born earlier"]
