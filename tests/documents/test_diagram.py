import struct
from dataclasses import replace

import pytest

from netmeet.documents.diagram import LEGIBLE, diagram_pdf, diagram_png, page_for
from netmeet.documents.fonts import measure
from netmeet.drawing.circles import CirclesStyle, draw
from netmeet.drawing.scene import Anchor, Oval, Scene, Text
from tests.support.hostile import NAMES
from tests.support.make import a_member, a_network, a_tie, close

SCENE = Scene(
    width=100,
    height=60,
    shapes=(
        Oval(50, 30, 20, 20, fill=0.8),
        Text(50, 30, "Dawn", 4),
        Text(0, 60, "Left", 3, anchor=Anchor.START),
        Text(100, 60, "Right", 3, anchor=Anchor.END),
    ),
    title="Priya's circles",
    description="Dawn is in the middle.",
)
FONTS = {
    "Arabic": "NotoSansArabic",
    "Chinese": "NotoSansSC",
    "Devanagari": "NotoSansDevanagari",
    "Gujarati": "NotoSansGujarati",
    "Punjabi": "NotoSansGurmukhi",
    "Bengali": "NotoSansBengali",
    "Tamil": "NotoSansTamil",
    "emoji": "NotoEmoji",
}
SHAPED = {"Arabic", "Gujarati", "Bengali", "Tamil"}
"""Scripts whose letters a PDF reader written in Python hands back in the order of their shapes."""


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def test_a_drawing_is_a_tagged_figure_with_its_description(read):
    paper = read(diagram_pdf(SCENE))

    assert paper.pages == 1
    assert paper.is_tagged
    assert paper.language == "en-GB"
    assert ("/Figure", "Dawn is in the middle.") in paper.tags


def test_the_title_of_the_file_names_nobody_unless_it_is_asked_to(read):
    assert read(diagram_pdf(SCENE)).title == "Diagram"
    assert read(diagram_pdf(SCENE, title="Circles of support")).title == "Circles of support"


def test_a_drawing_asks_whether_it_is_safe_at_home_unless_told_not_to(read):
    assert "safe to have this at home?" in read(diagram_pdf(SCENE)).text
    assert "home" not in read(diagram_pdf(SCENE, note="")).text


def test_letters_stand_where_the_scene_puts_them(read):
    scale = page_for(SCENE).scale
    paper = read(diagram_pdf(SCENE, note=""))
    places = {text: (x, y) for x, y, _, text in paper.lines()}
    left, bottom = places["Left"]

    assert places["Dawn"][0] - left == pytest.approx(scale * (50 - measure("Dawn", 4, False) / 2), abs=0.1)
    assert bottom - places["Dawn"][1] == pytest.approx(scale * 30, abs=0.1)
    assert places["Right"][0] - left == pytest.approx(scale * (100 - measure("Right", 3, False)), abs=0.1)


@pytest.mark.parametrize(
    ("width", "height", "sheet"),
    [
        (10, 10, (210, 297, 1.3)),
        (185, 240, (210, 297, 190 / 185)),
        (260, 180, (297, 210, 182 / 180)),
        (400, 200, (420, 297, 1.0)),
        (270, 400, (297, 420, 392 / 400)),
        (600, 700, (841, 1189, 1.3)),
        (2000, 3000, (841, 1189, 1161 / 3000)),
    ],
)
def test_the_smallest_sheet_that_stays_legible_is_chosen(width, height, sheet):
    chosen = page_for(Scene(width, height, (Text(1, 1, "x", 2.9),)))

    assert (chosen.width, chosen.height, chosen.scale) == pytest.approx(sheet)


def test_letters_on_paper_are_at_least_8_point(read):
    network = a_network(
        a_member("Priya"),
        *(a_member(f"Person {number}", id=f"m{number}") for number in range(80)),
        *(a_tie("priya", f"m{number}") for number in range(80)),
        *(close(f"priya-m{number}") for number in range(80)),
    )
    scene = draw(network, measure, CirclesStyle())
    page = page_for(scene)

    paper = read(diagram_pdf(scene))

    assert page.scale * min(shape.size for shape in scene.shapes if isinstance(shape, Text)) >= LEGIBLE
    assert min(size for _, _, size, _ in paper.lines()) >= 7.99
    assert paper.pages == 1


@pytest.mark.parametrize(
    "scene", [Scene(0, 0), Scene(50, 50), replace(SCENE, description="", title="")], ids=["nothing", "no shapes", "no words"]
)
def test_even_a_drawing_of_nothing_prints(read, scene):
    assert read(diagram_pdf(scene)).pages == 1
    assert size_of(diagram_png(scene, dpi=72)) >= (1, 1)


def test_a_picture_has_the_size_of_the_drawing():
    assert size_of(diagram_png(SCENE, dpi=254)) == (1000, 600)


def test_a_very_large_picture_gets_fewer_dots():
    width, height = size_of(diagram_png(Scene(3000, 3000), dpi=300))

    assert width * height < 41e6


@pytest.mark.parametrize(("kind", "name", "read_back"), [(kind, *pair) for kind, pair in NAMES.items()], ids=NAMES)
def test_hostile_names_are_printed_as_text(read, kind, name, read_back):
    scene = draw(a_network(a_member("Priya"), a_member(name, id="x"), a_tie("priya", "x"), close("priya-x")), measure, CirclesStyle(name))

    paper = read(diagram_pdf(scene, title=name))

    assert kind in SHAPED or read_back.split(" ")[0][:9] in paper.text
    assert FONTS.get(kind, "Arimo") in " ".join(paper.fonts)
    assert size_of(diagram_png(scene, dpi=60)) > (1, 1)
