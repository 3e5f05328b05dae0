from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.flag_rule import HARM_LINES
from netmeet.domain.network import Child, ChildKind, Gender, MemberKind, Network, Sphere, UnionKind
from netmeet.domain.readings import (
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Emotional,
    Reading,
    Restriction,
    RestrictionKind,
    Voice,
    What,
)
from netmeet.drawing.genogram import Style, draw, lay_out
from netmeet.drawing.genogram.labels import MARKS
from netmeet.drawing.genogram.ties import HARM_CODES
from netmeet.drawing.scene import Dash, Line, Oval, Text
from netmeet.drawing.svg import render
from tests.support.families import measure, network_of, told
from tests.support.hostile import NAMES
from tests.support.make import a_member, a_tie, a_union

LEAST = 2.82
"""8 point in mm."""


def drawn(network, **style):
    return draw(network, measure, Style(**style))


def texts(scene):
    return [shape.text for shape in scene.shapes if isinstance(shape, Text)]


def said(tie, value, what=What.EMOTIONAL, seq=1):
    return Reading(f"{tie} {seq}", tie, what, value, Voice.ADULT, seq=seq)


def couple(*readings):
    return Network("ann", (a_member("Ann"), a_member("Bob")), (a_tie("ann", "bob"),), (a_union("ann", "bob"),), readings=readings)


def test_the_drawing_names_everybody_once_and_links_each_symbol():
    network = network_of(told("Ann Bob: Cy", alone="Di", bonds=["Ann Di close"]))

    scene = drawn(network, title="Ann’s family", drawn_on="12 June 2025", told_by="Ann")

    assert [texts(scene).count(name) for name in ("Ann", "Bob", "Cy", "Di")] == [1, 1, 1, 1]
    assert {spot.of for spot in scene.spots} == {"Ann", "Bob", "Cy", "Di"}
    assert texts(scene)[:2] == ["Ann’s family", "As told by Ann. Drawn on 12 June 2025."]
    assert (scene.title, scene.description[:20]) == ("Ann’s family", "A family drawing (ge")


def test_a_long_title_is_set_in_lines_and_the_drawing_begins_below_them():
    network = network_of(told("Ann Bob: Cy"))

    long, short = drawn(network, title="The family of Ann " * 12), drawn(network, title="The family of Ann")

    lines = [
        shape for shape in long.shapes if isinstance(shape, Text) and shape.bold and shape.text.startswith(("The", "family", "of", "Ann "))
    ]
    assert len(lines) == 3
    assert lines[-1].text.endswith("…")
    assert all(line.x + measure(line.text, line.size, True) <= long.width for line in lines)
    assert [line.y for line in lines] == [10.0, 16.5, 23.0]
    assert long.height == pytest.approx(short.height + 13.0)


def test_symbols_are_ten_millimetres_and_the_adult_has_a_second_outline():
    scene = drawn(network_of(told("Ann Bob: Cy")), show_legend=False)

    assert sorted(spot.width for spot in scene.spots) == [10.0, 10.0, 12.0]
    assert sorted(shape.rx for shape in scene.shapes if isinstance(shape, Oval)) == [5.0, 5.0, 6.0]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_drawn_within_the_page_in_letters_of_8_point(name):
    network = Network("a", (a_member(NAMES[name][0], id="a"), a_member("Bob")), (), (a_union("a", "bob"),))

    scene = drawn(network, title=NAMES[name][0], told_by=NAMES[name][0])

    assert all(shape.size >= LEAST for shape in scene.shapes if isinstance(shape, Text))
    assert "".join(NAMES[name][1].split()) in "".join("".join(texts(scene)).split())
    assert render(scene)
    for label in lay_out(network, measure, Style()).labels:
        assert len(label.lines) <= 3


def test_nothing_is_painted_outside_the_page():
    network = network_of(
        told("Ann Bob: Cy Di", "Cy Eve: Fay", alone="Gus Hal Ida", bonds=["Ann Gus plays cards", "Fay Hal fused", "Cy Ida hostile"])
    )

    scene = drawn(network)
    points = [point for shape in scene.shapes if isinstance(shape, Line) for point in shape.points]

    assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in points)
    for shape in scene.shapes:
        if isinstance(shape, Text):
            half = measure(shape.text, shape.size, shape.bold) / (2 if shape.anchor == "middle" else 1)
            assert shape.x - (half if shape.anchor == "middle" else 0) >= 0
            assert shape.x + half <= scene.width + 0.01


def test_an_empty_map_says_so():
    scene = drawn(Network())

    assert texts(scene) == ["Nobody is on the map yet."]
    assert [shape.x for shape in scene.shapes if isinstance(shape, Text)] == pytest.approx([scene.width / 2])
    assert scene.spots == ()


HARMFUL = [
    said("ann-bob", Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A), What.CONCERN),
    said("ann-bob", Restriction(RestrictionKind.RESTRAINING, Direction.B_TO_A), What.RESTRICTION),
    *(said("ann-bob", Emotional(kind)) for kind in sorted(HARM_LINES)),
]


@pytest.mark.parametrize("reading", HARMFUL)
def test_nothing_of_harm_is_drawn_unless_it_is_asked_for(reading):
    assert drawn(couple(reading)) == drawn(couple())


def test_a_worry_is_an_arrow_with_letters_and_a_key_where_it_may_be_seen():
    worries = [
        said("ann-bob", Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A), What.CONCERN, 1),
        said("ann-bob", Concern(ConcernType.PSYCHOLOGICAL, ConcernLevel.SOME, Direction.B_TO_A), What.CONCERN, 2),
        said("ann-bob", Concern(ConcernType.SEXUAL, ConcernLevel.NONE, Direction.B_TO_A), What.CONCERN, 3),
    ]

    scene = drawn(couple(*worries), show_harm=True)

    assert "E F" in texts(scene)
    assert [text for text in texts(scene) if text.startswith("Worry")] == [
        "Worry: psychological abuse",
        "Worry: financial or material abuse",
    ]


def test_worries_both_ways_are_two_arrows():
    worry = said("ann-bob", Concern(ConcernType.PHYSICAL, ConcernLevel.SOME, Direction.BOTH), What.CONCERN)

    bonds = [edge.bond for edge in lay_out(couple(worry), measure, Style(show_harm=True)).edges if edge.bond]

    assert sorted((bond.arrow, bond.harm) for bond in bonds) == [(-1, "P"), (1, "P")]


def test_letters_of_harm_are_all_different():
    assert len(set(HARM_CODES.values())) == len(ConcernType)


def test_the_latest_emotional_line_is_the_one_drawn():
    network = couple(said("ann-bob", Emotional(EmotionalKind.CLOSE), seq=1), said("ann-bob", Emotional(EmotionalKind.DISTANT), seq=2))

    assert "Distant" in texts(drawn(network))
    assert "Close" not in texts(drawn(network))
    assert drawn(network, show_emotional=False) == drawn(couple())


def test_a_kind_without_a_sign_is_a_plain_line_with_its_words():
    network = couple(said("ann-bob", Emotional(EmotionalKind.OTHER, text="plays cards with")))

    scene = drawn(network)

    assert "plays" in " ".join(texts(scene))
    assert "Knows, or is paid to help" not in texts(scene)


def test_somebody_in_no_union_is_joined_to_whom_they_know():
    ties = (a_tie("ann", "cy"), a_tie("ann", "bob"), a_tie("cy", "gone"))
    network = Network(None, (a_member("Ann"), a_member("Bob"), a_member("Cy")), ties, (a_union("ann", "bob"),))

    bonds = [edge.bond for edge in lay_out(network, measure).edges if edge.bond]

    assert [(bond.a, bond.b, bond.mark) for bond in bonds] == [("ann", "cy", None)]


def test_the_key_lists_only_what_is_drawn():
    network = Network(
        "ann",
        (
            a_member("Ann", gender=Gender.WOMAN),
            a_member("Bob", gender=Gender.MAN, dead=True),
            a_member("Cy", gender=Gender.NON_BINARY),
            a_member("Rex", kind=MemberKind.PET),
            a_member("Surgery", kind=MemberKind.ORGANISATION),
            a_member("Park", kind=MemberKind.PLACE),
            a_member("Di", gender=Gender.WOMAN, sphere=Sphere.PAID),
        ),
        (a_tie("ann", "rex"),),
        (a_union("ann", "bob", children=[Child("cy", ChildKind.ADOPTED)], kind=UnionKind.COHABITING),),
    )

    key = texts(drawn(network))[texts(drawn(network)).index("The person this is about") :]

    assert key == [
        "The person this is about",
        "Woman",
        "Man",
        "Non-binary",
        "Organisation",
        "Place",
        "Pet",
        "Has died",
        "Paid to help",
        "Cohabiting",
        "Adopted child",
        "Knows, or is paid to help",
    ]
    assert "Woman" not in texts(drawn(network, show_legend=False))


@pytest.mark.parametrize(
    ("kind", "began", "ended"),
    [
        (UnionKind.MARRIED, ("m", "Married in"), ()),
        (UnionKind.DIVORCED, ("m", "Married in"), ("d", "Divorced in")),
        (UnionKind.SEPARATED, ("m", "Married in"), ("s", "Separated in")),
        (UnionKind.WIDOWED, ("m", "Married in"), ("w", "Widowed in")),
        (UnionKind.CIVIL_PARTNERSHIP, ("cp", "Civil partnership since"), ()),
        (UnionKind.COHABITING, ("LT", "Living together since"), ()),
        (UnionKind.ENGAGED, ("e", "Engaged in"), ()),
        (UnionKind.OTHER, (), ()),
    ],
)
def test_the_key_says_what_letters_before_years_mean_where_there_are_any(kind, began, ended):
    def key(**years):
        network = Network(None, (a_member("Ann"), a_member("Bob")), (), (a_union("ann", "bob", kind=kind, **years),))
        return [text for text in texts(drawn(network)) if text in MARKS or text in MARKS.values()]

    years = {"start": PartialDate(1970), "end": PartialDate(1984)}
    assert sorted(key(**years)) == sorted((*began, *ended))
    assert key() == []


def test_the_key_says_what_a_b_and_a_number_within_a_symbol_mean():
    alive = a_member("Ann", gender=Gender.WOMAN, born=PartialDate(1950))
    died = a_member("Bob", gender=Gender.MAN, born=PartialDate(1950), died=PartialDate(2011))

    def key(*members, on=date(2025, 6, 12)):
        shown = texts(drawn(Network(None, members), on=on))
        return [text for text in shown if text.startswith("Age") or text == "Born in"]

    assert key(alive, died) == ["Age, or age at death", "Born in"]
    assert key(alive) == ["Age", "Born in"]
    assert key(died) == ["Age at death"]
    assert key(alive, on=None) == ["Born in"]
    assert key(a_member("Cy", born=PartialDate(1980))) == ["Born in"]
    assert key(a_member("4 1980s")) == []


def test_the_key_says_how_twins_are_drawn():
    def key(**child):
        children = tuple(Child(one, **child) for one in ("cy", "di"))
        members = tuple(a_member(name) for name in ("Ann", "Bob", "Cy", "Di"))
        shown = texts(drawn(Network(None, members, (), (a_union("ann", "bob", children=children),))))
        return [text for text in shown if "win" in text]

    assert key(multiple="t", identical=True) == ["Identical twins"]
    assert key(multiple="t") == ["Twins"]
    assert key() == []


def test_ages_stand_inside_symbols_and_beside_dates_where_there_is_no_room():
    network = Network(
        None,
        (
            a_member("Ann", gender=Gender.WOMAN, born=PartialDate(1950, 6, 12)),
            a_member("Bob", gender=Gender.MAN, born=PartialDate(1950), died=PartialDate(2011)),
            a_member("Cy", born=PartialDate(1980, 1, 1)),
            a_member("Di", gender=Gender.WOMAN, born=PartialDate(1900)),
            a_member("Eve", gender=Gender.WOMAN, born=PartialDate(1920)),
            a_member("Fay", gender=Gender.WOMAN, born=PartialDate(2030)),
            a_member("Gus", gender=Gender.MAN, died=PartialDate(2011)),
            a_member("Hal", gender=Gender.MAN, born=PartialDate(1950), dead=True),
        ),
    )

    found = texts(drawn(network, on=date(2025, 6, 12), show_legend=False))

    assert [age for age in ("75", "60–61", "104+") if age in found] == ["75", "60–61", "104+"]
    assert [words for words in found if "19" in words] == [
        "b 1900", "b 1920", "1950–2011", "1950–?", "b 1950", "b 1980 (45)",
    ]  # fmt: skip
    assert "died 2011" in found
    assert not {"124+", "-5"} & set(found)
    assert "75" not in texts(drawn(network))


def test_couples_say_when_and_what_became_of_them():
    network = Network(
        None,
        (a_member("Ann"), a_member("Bob"), a_member("Cy")),
        (),
        (
            a_union("ann", "bob", kind=UnionKind.DIVORCED, start=PartialDate(1970), end=PartialDate(1984)),
            a_union("ann", "cy", kind=UnionKind.OTHER, label="engaged-cohabiting", end=PartialDate(1999)),
        ),
    )

    assert {"m 1970", "d 1984", "until 1999", "engaged-cohabiting"} <= set(texts(drawn(network)))


def test_places_are_shown_only_when_asked_for():
    network = Network(None, (a_member("Ann", address="4 Mill Lane"),))

    assert "4 Mill Lane" not in texts(drawn(network))
    assert "4 Mill Lane" in texts(drawn(network, show_places=True))


def test_foster_and_adopted_children_keep_their_line_over_generations():
    network = network_of(told("Ann Bob: Cy Dan", "Cy Eve: Fay", "Ann Bob: Fay/foster"))

    layout = lay_out(network, measure)
    scene = drawn(network)

    assert {edge.child for edge in layout.edges if edge.union == "u2" and edge.child} == {ChildKind.FOSTER}
    assert any(shape.stroke.dash is Dash.DOTTED for shape in scene.shapes if isinstance(shape, Line))


def test_identical_twins_have_a_bar_between_their_lines():
    def lines(identical):
        children = tuple(Child(one, multiple="t", identical=identical) for one in ("cy", "di"))
        network = Network(
            None, tuple(a_member(name) for name in ("Ann", "Bob", "Cy", "Di")), (), (a_union("ann", "bob", children=children),)
        )
        return [edge for edge in lay_out(network, measure).edges if edge.identical]

    assert len(lines(identical=True)) == 1
    assert lines(identical=False) == []


def test_the_same_map_gives_the_same_drawing_whatever_its_ids_are():
    network = network_of(told("Ann Bob: Cy", born={"Ann": 1950, "Bob": 1951, "Cy": 1980}))
    new = {"Ann": "01", "Bob": "02", "Cy": "03"}
    again = replace(
        network,
        adult_id="01",
        members=tuple(replace(member, id=new[member.id]) for member in network.members),
        unions=(replace(network.unions[0], id="9", partners=("01", "02"), children=(Child("03"),)),),
    )

    assert drawn(again).shapes == drawn(network).shapes
