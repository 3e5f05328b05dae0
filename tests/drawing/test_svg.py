import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.drawing.scene import Anchor, Dash, Line, Oval, Scene, Spot, Stroke, Text
from netmeet.drawing.svg import TARGET, clean, escape, isolate, render
from tests.support.hostile import NAMES

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = Scene(
    width=100,
    height=60,
    shapes=(
        Line(((0, 0), (10, 10)), Stroke(0.5, Dash.DASHED)),
        Oval(20, 20, 5, 4, fill=0.5),
        Text(20, 30, "Dawn Reed"),
        Text(5, 50, "Left", bold=True, anchor=Anchor.START, grey=0.3),
    ),
    spots=(Spot("dawn", 15, 16, 10, 8), Spot("tiny", 50, 20, 1, 2)),
    title="A picture",
    description="Dawn is in it.",
)


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 (our own output)


def words(svg):
    return [element.text for element in parsed(svg).iter(f"{SVG}text")]


def test_a_drawing_is_an_image_with_a_title_and_a_description():
    svg = parsed(render(PICTURE, uid="d7"))

    assert svg.get("role") == "img"
    assert svg.get("viewBox") == "0 0 100 60"
    assert svg.get("width") == "100mm"
    assert svg.find(f"{SVG}title").text == "A picture"
    assert svg.get("aria-labelledby") == svg.find(f"{SVG}title").get("id") == "d7-title"
    assert svg.get("aria-describedby") == svg.find(f"{SVG}desc").get("id") == "d7-desc"


def test_a_drawing_without_a_description_names_none():
    svg = parsed(render(replace(PICTURE, description="")))

    assert svg.get("aria-describedby") is None
    assert svg.find(f"{SVG}desc") is None


def test_a_decorative_drawing_is_hidden_and_says_nothing():
    svg = parsed(render(PICTURE, decorative=True))

    assert svg.get("aria-hidden") == "true"
    assert svg.find(f"{SVG}title") is None


def test_texts_can_be_left_to_a_better_setter():
    assert words(render(PICTURE)) == ["Dawn Reed", "Left"]
    assert words(render(PICTURE, with_text=False)) == []


def test_spots_become_links_large_enough_to_touch():
    svg = parsed(render(PICTURE, links={"dawn": ("/people/1?a=1&b=2", 'Dawn "D" Reed'), "tiny": ("#x", "Tiny")}))
    links = svg.findall(f"{SVG}a")

    assert svg.get("role") == "group"
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [("/people/1?a=1&b=2", 'Dawn "D" Reed'), ("#x", "Tiny")]
    rect = links[1].find(f"{SVG}rect")
    assert float(rect.get("width")) >= TARGET
    assert float(rect.get("height")) >= TARGET
    assert float(rect.get("x")) + float(rect.get("width")) / 2 == pytest.approx(50.5, abs=0.01)


@pytest.mark.parametrize("links", [None, {}, {"somebody else": ("/x", "X")}])
def test_a_drawing_in_which_nothing_links_stays_one_image(links):
    assert parsed(render(PICTURE, links=links)).get("role") == "img"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//elsewhere.example", "https://elsewhere.example", ""])
def test_a_link_that_leaves_the_site_is_refused(href):
    with pytest.raises(ValueError, match="this site"):
        render(PICTURE, links={"dawn": (href, "Dawn")})


@pytest.mark.parametrize("uid", ["", "1", "Dawn Reed", 'a" onload="x'])
def test_an_id_that_is_no_plain_word_is_refused(uid):
    with pytest.raises(ValueError, match="id"):
        render(PICTURE, uid=uid)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_place_that_is_nowhere_is_refused(number):
    with pytest.raises(ValueError, match="finite"):
        render(replace(PICTURE, width=number))


def test_only_presentation_attributes_are_used():
    svg = render(PICTURE, links={"dawn": ("/x", "Dawn")})

    assert not re.search(r"<(style|script|symbol|use|foreignObject)\b|\b(class|style|on\w+)=|var\(", svg)


@pytest.mark.parametrize(("name", "read"), NAMES.values(), ids=NAMES)
def test_hostile_names_stay_text(name, read):
    scene = replace(PICTURE, shapes=(Text(1, 1, name),), title=name, description=name)

    svg = render(scene, links={"dawn": ("/x", name)})

    assert [element.tag.removeprefix(SVG) for element in parsed(svg).iter()][:4] == ["svg", "title", "desc", "g"]
    assert all(read in text for text in words(svg))
    assert bool(words(svg)) == bool(read)
    assert read in parsed(svg).find(f"{SVG}a").get("aria-label")


@given(st.text())
def test_any_text_at_all_gives_a_drawing_that_can_be_read(text):
    svg = render(replace(PICTURE, shapes=(Text(1, 1, text),), title=text, description=text), links={"dawn": ("/x", text)})

    assert [element.tag for element in parsed(svg)][-1] == f"{SVG}a"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", clean(text))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" Ann\tLee\n", "Ann Lee"),
        ("a\u200db", "a\u200db"),
        ("क्\u200dष", "क्\u200dष"),
        ("x\ufdd0y\U0001ffffz", "xyz"),
        ("a\u2029b", "a b"),
    ],
)
def test_joiners_stay_and_noncharacters_go(text, cleaned):
    assert clean(text) == cleaned


def test_an_isolated_name_keeps_its_direction_to_itself():
    assert isolate("Lee \u202e") == "\u2068Lee\u2069"
    assert escape(isolate("A&B")) == "\u2068A&amp;B\u2069"


@pytest.mark.parametrize(
    ("stroke", "attributes"),
    [
        (Stroke(0.4), {"stroke": "#000000", "stroke-width": "0.4"}),
        (Stroke(0.4, Dash.DASHED, 0.5), {"stroke": "#808080", "stroke-dasharray": "2 1.2"}),
        (Stroke(0.4, Dash.DOTTED), {"stroke-dasharray": "0 1.2", "stroke-linecap": "round"}),
        (Stroke(0.4, Dash.DASH_DOT), {"stroke-dasharray": "2 1.2 0 1.2"}),
        (Stroke(1, Dash.DASHED), {"stroke-dasharray": "4 2.5"}),
    ],
)
def test_pens(stroke, attributes):
    path = next(parsed(render(Scene(9, 9, (Line(((0, 0), (1, 1)), stroke),)))).iter(f"{SVG}path"))

    assert {name: path.get(name) for name in attributes} == attributes


def test_a_pen_of_no_width_draws_no_line():
    svg = render(Scene(9, 9, (Line(((0, 0), (1, 0), (1, 1)), Stroke(0), closed=True, fill=1.0),)))

    assert "stroke=" not in svg
    assert 'fill="#ffffff"' in svg


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (Line(((0, 0), (1, 0), (1, 1))), "M0 0L1 0L1 1"),
        (Line(((0, 0), (1, 0), (1, 1)), closed=True), "M0 0L1 0L1 1Z"),
        (Line(((0, 0), (6, 0)), smooth=True), "M0 0C1 0 5 0 6 0"),
        (Line(((-0.001, 0), (6, 0), (6, 6)), smooth=True, closed=True), "M0 0C0 -1 5 -1 6 0C7 1 7 6 6 6C5 6 0 1 0 0Z"),
    ],
)
def test_paths(line, path):
    assert f'd="{path}"' in render(Scene(9, 9, (line,)))


def test_a_line_of_one_point_is_not_drawn():
    assert "<path" not in render(Scene(9, 9, (Line(((1, 1),)),)))
