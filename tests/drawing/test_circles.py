from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet.domain.network import MemberKind, Network, Sphere
from netmeet.domain.readings import Ring, Voice
from netmeet.drawing.circles import PARTS, RINGS, CirclesStyle, Placing, draw, parts_shown, placings
from netmeet.drawing.scene import Anchor, Dash, Line, Oval, Text
from netmeet.drawing.svg import render
from tests.support.hostile import NAMES
from tests.support.letters import measure
from tests.support.make import a_concern, a_member, a_network, a_tie, close

STYLE = CirclesStyle("Priya's circles", "22 November 2026", "Told by Priya, alone")


def drawn(network):
    return draw(network, measure, STYLE)


def box(text):
    width = measure(text.text, text.size, text.bold)
    left = text.x - {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return left, text.y - 0.8 * text.size, left + width, text.y + 0.24 * text.size


def texts(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Text)]


def overlapping(scene):
    return [
        (one.text, other.text)
        for one, other in combinations(texts(scene), 2)
        if (a := box(one))[0] < (b := box(other))[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def outside(scene):
    return [text.text for text in texts(scene) if (b := box(text))[0] < 0 or b[1] < 0 or b[2] > scene.width or b[3] > scene.height]


def ring_lines(scene):
    """The radii of the circles around the adult, inside out, and their centre."""
    rings = [shape for shape in scene.shapes if isinstance(shape, Oval) and shape.rx > 5]
    return sorted(ring.rx for ring in rings), (rings[0].x, rings[0].y)


def a_crowd(count, *, ring=None, sphere=None):
    members = [
        a_member(f"Person {'Longname' * (i % 3)} {i}", id=f"m{i}", sphere=sphere or list(Sphere)[i % 9], kind=list(MemberKind)[i % 4])
        for i in range(count)
    ]
    ties = [a_tie("priya", f"m{i}") for i in range(count)]
    rings = [ring] if ring else [*Ring, None]
    said = [close(f"priya-m{i}", rings[i % len(rings)]) for i in range(count) if rings[i % len(rings)]]
    return a_network(a_member("Priya"), *members, *ties, *said)


@st.composite
def maps(draw_from):
    count = draw_from(st.integers(0, 14))
    members = [
        a_member(
            draw_from(st.text(max_size=40)),
            id=f"m{i}",
            sphere=draw_from(st.sampled_from(Sphere)),
            dead=draw_from(st.booleans()),
            kind=draw_from(st.sampled_from(MemberKind)),
        )
        for i in range(count)
    ]
    said = [
        close(f"priya-m{i}", draw_from(st.sampled_from(Ring)), draw_from(st.sampled_from(Voice)))
        for i in range(count)
        if draw_from(st.booleans())
    ]
    return a_network(
        a_member(draw_from(st.text(max_size=40)), id="priya"), *members, *(a_tie("priya", f"m{i}") for i in range(count)), *said
    )


@settings(max_examples=60)
@given(maps())
def test_no_text_stands_over_another_and_all_is_on_the_page(network):
    scene = drawn(network)

    assert overlapping(scene) == []
    assert outside(scene) == []


@settings(max_examples=40)
@given(maps(), st.randoms())
def test_the_order_that_members_and_ties_were_added_in_never_shows(network, random):
    members, ties = list(network.members), list(network.ties)
    random.shuffle(members)
    random.shuffle(ties)

    assert drawn(replace(network, members=tuple(members), ties=tuple(ties))) == drawn(network)


@pytest.mark.parametrize(
    "network",
    [
        Network(),
        a_network(a_member("Priya")),
        a_network(a_member("Priya"), a_member("Dawn"), adult=None),
        *(a_crowd(count) for count in (1, 12, 40, 250)),
        a_crowd(60, ring=Ring.INTIMACY, sphere=Sphere.FAMILY),
        a_crowd(60, ring=Ring.EXCHANGE, sphere=Sphere.PAID),
    ],
    ids=["nothing", "the adult alone", "no adult", "1", "12", "40", "250", "60 family, all closest", "60 paid"],
)
def test_any_number_of_members_draws_legibly(network):
    scene = drawn(network)

    assert overlapping(scene) == []
    assert outside(scene) == []
    assert min(text.size for text in texts(scene)) >= 2.82  # 8 point
    assert {spot.of for spot in scene.spots} == {member.id for member in network.members}


def test_every_member_stands_inside_their_ring():
    network = a_crowd(40)
    scene = drawn(network)
    radii, (x, y) = ring_lines(scene)
    placed = placings(network)

    for spot in scene.spots[1:]:
        away = hypot(spot.x + spot.width / 2 - x, spot.y + spot.height / 2 - y)
        band = list(RINGS).index(placed[spot.of].ring)
        assert radii[band] < away < radii[band + 1]


def test_there_is_no_outer_band_when_everybody_is_placed():
    scene = drawn(a_network(a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn"), close("priya-dawn")))

    assert len(ring_lines(scene)[0]) == 5
    assert "Not placed yet" not in [text.text for text in texts(scene)]


@pytest.mark.parametrize(
    ("said", "placing"),
    [
        ([], Placing()),
        ([close("priya-dawn", Ring.FRIENDSHIP)], Placing(Ring.FRIENDSHIP, own=True)),
        ([close("priya-dawn", Ring.FRIENDSHIP), close("priya-dawn", Ring.INTIMACY)], Placing(Ring.INTIMACY, own=True)),
        ([close("priya-dawn", Ring.EXCHANGE, Voice.CARER)], Placing(Ring.EXCHANGE)),
        ([close("priya-dawn", Ring.EXCHANGE, Voice.CARER), close("priya-dawn", Ring.INTIMACY, Voice.PRACTITIONER)], Placing(Ring.INTIMACY)),
        ([close("priya-dawn", Ring.FRIENDSHIP), close("priya-dawn", Ring.EXCHANGE, Voice.CARER)], Placing(Ring.FRIENDSHIP, own=True)),
        ([close("priya-dawn", Ring.EXCHANGE, Voice.CARER), close("work", Ring.FRIENDSHIP)], Placing(Ring.FRIENDSHIP, own=True)),
        ([close("dawn-tom", Ring.INTIMACY)], Placing()),
    ],
    ids=[
        "nothing said",
        "the adult's word",
        "the adult's latest word",
        "somebody else's word",
        "the latest of others",
        "the adult's word stands against a later one of others",
        "on another tie between the two",
        "a tie of others",
    ],
)
def test_a_member_stands_where_the_adult_last_put_them(said, placing):
    ties = a_tie("priya", "dawn"), a_tie("dawn", "priya", id="work"), a_tie("dawn", "tom")

    assert placings(a_network(a_member("Priya"), a_member("Dawn"), a_member("Tom"), *ties, *said))["dawn"] == placing


def test_nothing_but_closeness_shows():
    ties = a_member("Priya"), a_member("Dawn", address="CANARY 1 Mill Road", health="CANARY"), a_tie("priya", "dawn", label="CANARY")
    calm = a_network(*ties, close("priya-dawn"))
    worried = a_network(*ties, close("priya-dawn"), a_concern("priya-dawn", source="dawn", heard="CANARY"))

    assert drawn(worried) == drawn(calm)
    assert "CANARY" not in render(drawn(worried))


def test_the_key_lists_only_what_is_drawn():
    one = a_network(a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn"), close("priya-dawn"))
    two = a_network(
        *(a_member("Priya"), a_member("Rex", kind=MemberKind.PET), a_tie("priya", "rex"), close("priya-rex", voice=Voice.CARER)),
        a_member("Dawn"),
    )

    def key(network):
        return {text.text for text in texts(drawn(network))} & {
            *("Person", "Pet", "Place", "Group or organisation", "Black: placed by the person in the middle"),
            *("White: placed as others see it", "Grey: not placed yet", "Nobody else is on the map yet."),
        }

    assert key(one) == {"Person", "Black: placed by the person in the middle"}
    assert key(two) == {"Person", "Pet", "White: placed as others see it", "Grey: not placed yet"}
    assert key(a_network(a_member("Priya"))) == {"Nobody else is on the map yet."}


def test_the_alternative_text_lists_who_stands_where():
    scene = drawn(a_network(a_member("Priya"), a_member("Dawn"), a_member("Tom"), a_tie("priya", "dawn"), close("priya-dawn")))

    assert scene.title == "Priya's circles"
    assert scene.description.replace("\u2068", "").replace("\u2069", "") == (
        "Priya is in the middle. Closest: Dawn. Close: nobody. Join in with: nobody. Paid or exchange: nobody. Not placed yet: Tom."
    )


def test_the_alternative_text_of_a_crowd_counts():
    assert "Closest: 20." in drawn(a_crowd(100)).description


def test_a_drawing_without_a_title_is_still_named():
    scene = draw(Network(), measure, CirclesStyle(""))

    assert scene.title == "Circles of support"


def test_those_who_died_are_shown_as_such():
    scene = drawn(a_network(a_member("Priya"), a_member("Arthur", dead=True)))

    assert "died" in [text.text for text in texts(scene)]


def test_a_map_that_tells_no_spheres_has_no_sectors():
    scene = drawn(a_network(a_member("Priya"), *(a_member(f"Person {number}") for number in range(30))))

    assert {heading for heading, _ in PARTS}.isdisjoint(text.text for text in texts(scene))
    assert overlapping(scene) == []


@pytest.mark.parametrize("sphere", Sphere)
def test_every_sphere_has_one_sector(sphere):
    network = a_network(a_member("Priya"), a_member("Dawn", sphere=sphere))

    assert sum(sphere in spheres for _, spheres in PARTS) == 1
    assert any(sphere in spheres for _, spheres in parts_shown(network))


@pytest.mark.parametrize(("name", "read"), NAMES.values(), ids=NAMES)
def test_hostile_names_are_drawn(name, read):
    scene = drawn(a_network(a_member(name, id="priya"), a_member(name, id="dawn"), a_tie("priya", "dawn"), close("priya-dawn")))

    assert overlapping(scene) == []
    assert outside(scene) == []
    assert read in scene.description
    assert "</svg>" in render(scene)


def test_whoever_would_be_gone_is_crossed_and_whoever_would_be_seen_another_way_is_ringed_both_in_words_too():
    network = a_network(
        a_member("Priya"),
        *(a_member(name) for name in ("Kev", "Mo", "Tom")),
        *(a_tie("priya", name) for name in ("kev", "mo", "tom")),
        *(close(f"priya-{name}") for name in ("kev", "mo", "tom")),
    )
    plain = draw(network, measure, STYLE)
    scene = draw(network, measure, replace(STYLE, marks={"kev": "no contact", "mo": "by telephone only"}, gone=frozenset({"kev"})))

    words = " ".join(text.text for text in texts(scene))
    assert "no contact" in words
    assert "by telephone only" in words
    assert "Crossed: there would be no contact" in words
    assert "Broken ring: contact would be another" in words
    assert "No contact: " in scene.description
    assert "By telephone only: " in scene.description
    crosses = [shape for shape in scene.shapes if isinstance(shape, Line) and len(shape.points) == 2 and shape.stroke.width == 0.5]
    rings = [shape for shape in scene.shapes if isinstance(shape, Oval) and shape.stroke.dash is Dash.DASHED and shape.rx < 3]
    assert (len(crosses), len(rings)) == (4, 2)  # each once over a member, once in the key
    assert overlapping(scene) == []
    assert outside(scene) == []
    assert "contact" not in " ".join(text.text for text in texts(plain))
