import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from netmeet.cli import talking
from netmeet.domain.errors import NetmeetError
from netmeet.exchange.bundle import write_bundle
from netmeet.services import maps
from tests.support.given import FAMILY, GEDCOM
from tests.support.hostile import NAMES
from tests.support.make import a_case, a_concern, a_member, a_tie

SVG = "{http://www.w3.org/2000/svg}"
CHECKER = Path(__file__).parents[3] / "shared" / "layout" / "checker.py"


def words_of(svg):
    return [text.text for text in parsed(svg).iter(f"{SVG}text")]


def parsed(svg):
    return fromstring(svg)  # noqa: S314 (our own drawing)


def test_a_family_is_drawn_to_standard_output(netmeet, family):
    words = words_of(netmeet("draw", family).stdout)

    assert "The Okafors: worker’s copy, not to be given away" in words
    assert {"Rose Okafor", "Ada", "Vi"} <= set(words)


@pytest.mark.parametrize("view", ["genogram", "circles"])
@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg "), ("png", b"\x89PNG\r\n"), ("pdf", b"%PDF-")])
def test_every_view_is_drawn_in_every_format(netmeet, family, tmp_path, view, form, start):
    out = tmp_path / f"drawing.{form}"

    netmeet("draw", family, "--view", view, "--format", form, "--out", out)

    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize("holds", [FAMILY, GEDCOM, write_bundle(a_case(a_member("Ann")))], ids=["family", "GEDCOM", "bundle"])
def test_every_kind_of_file_is_drawn_and_standard_input_is_one(netmeet, file, holds):
    given = file("input", holds).read_bytes()

    assert len(words_of(netmeet("draw", "-", given=given).stdout)) > 1


def test_geometry_has_a_place_for_everybody_and_everything(netmeet, family):
    found = json.loads(netmeet("draw", family, "--format", "geometry").stdout)

    assert sorted(node["id"] for node in found["nodes"]) == ["ada", "ike", "rose", "vi"]
    assert {"ada", "ike", "rose", "vi"} <= {label["of"] for label in found["labels"]}
    assert {edge["kind"] for edge in found["edges"]} == {"partner", "child", "bond"}
    assert {edge["union"] for edge in found["edges"]} == {"u", None}


@pytest.mark.skipif(not CHECKER.is_file(), reason="../shared is not here")
def test_geometry_is_what_the_checker_reads(netmeet, family, tmp_path):
    spec = spec_from_file_location("checker", CHECKER)
    checker = module_from_spec(spec)
    spec.loader.exec_module(checker)
    netmeet("draw", family, "--format", "geometry", "--out", tmp_path / "geometry")

    measures = checker.check(FAMILY, json.loads((tmp_path / "geometry" / "family.json").read_bytes()))

    assert {key: measures[key] for key in ("missing", "overlaps", "unlabelled", "bond_lost", "lost")} == dict.fromkeys(
        ("missing", "overlaps", "unlabelled", "bond_lost", "lost"), 0
    )


def test_several_files_are_drawn_into_a_folder_each_by_its_own_name(netmeet, family, bundle, tmp_path):
    netmeet("draw", family, bundle, "--format", "geometry", "--out", tmp_path / "made" / "here")

    assert sorted(path.name for path in (tmp_path / "made" / "here").iterdir()) == ["case.json", "family.json"]


@pytest.mark.parametrize(
    ("out", "made"), [("new/", "new/family.svg"), ("there", "there/family.svg"), ("new", "new/family.svg"), ("a.svg", "a.svg")]
)
def test_a_folder_is_known_as_one(netmeet, family, tmp_path, out, made):
    (tmp_path / "there").mkdir()

    netmeet("draw", family, "--out", f"{tmp_path}/{out}")

    assert (tmp_path / made).is_file()


def test_standard_input_drawn_into_a_folder_has_a_plain_name(netmeet, family, tmp_path):
    netmeet("draw", "-", "--out", f"{tmp_path}/made/", given=family.read_bytes())

    assert (tmp_path / "made" / "drawing.svg").is_file()


@pytest.mark.parametrize(("name", "letters"), NAMES.values(), ids=NAMES.keys())
def test_no_name_breaks_a_drawing(netmeet, file, name, letters):
    family = file(
        "family.json", {"people": [{"id": "a", "name": name[:300].replace("\x00", "").replace("\ud800", "")}, {"id": "b", "name": "Bo"}]}
    )

    drawn = parsed(netmeet("draw", family).stdout)
    placed = json.loads(netmeet("draw", family, "--format", "geometry").stdout)

    assert not list(drawn.iter(f"{SVG}script"))
    assert letters[:8].split(" ")[0] in "".join(text.text for text in drawn.iter(f"{SVG}text"))
    assert sorted(node["id"] for node in placed["nodes"]) == ["a", "b"]


@pytest.mark.parametrize("id", ["Mum:n", "<b>", "a\\", "𝕏"])
def test_ids_come_back_as_they_were_given(netmeet, file, id):
    family = file("family.json", {"people": [{"id": id, "name": "Ann"}]})

    assert json.loads(netmeet("draw", family, "--format", "geometry").stdout)["nodes"][0]["id"] == id


@pytest.mark.parametrize(("audience", "shown"), [("worker", True), ("supervisor", True), ("adult", False), ("family", False)])
def test_harm_is_drawn_for_those_who_may_see_it_only(netmeet, file, audience, shown):
    case = a_case(a_member("Ann"), a_member("Bo"), a_tie("ann", "bo"), a_concern("ann-bo", "bo"))
    bundle = file("case.json", write_bundle(case))

    said = " ".join(words_of(netmeet("draw", bundle, "--audience", audience).stdout))

    assert ("psychological" in said.lower()) is shown


def test_the_day_is_printed_on_the_drawing(netmeet, family):
    assert "Drawn on 9 March 2026." in words_of(netmeet("draw", family, "--as-of", "2026-03-09").stdout)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["nowhere.json"], "nowhere.json cannot be read: no such file or directory"),
        (["FAMILY", "--as-of", "Tuesday"], "“Tuesday” is not a day; write it as 2026-11-22"),
        (["FAMILY", "--view", "wheel"], "'wheel' is not one of 'genogram', 'circles'"),
        (["FAMILY", "--format", "gif"], "'gif' is not one of"),
        (["FAMILY", "--view", "circles", "--format", "geometry"], "Geometry is made of the genogram only"),
        (["FAMILY", "FAMILY", "--out", "made"], "Two of the files are called family"),
        (["FAMILY", "BAD", "--out", "made"], "bad.json: Line 1, character 2: this is not JSON"),
        (["FAMILY", "FAMILY"], "Several drawings need a folder"),
        (["FAMILY", "--out", "FAMILY/more.svg"], "cannot be written: not a directory"),
        (["FAMILY", "--out", "FAMILY/more/"], "more/ cannot be used: not a directory"),
        (["FAMILY", "--out", "n" * 300], "cannot be used: file name too long"),
        (["n" * 300], "cannot be read: file name too long"),
        (["."], "cannot be read: is a directory"),
        (["\x00"], "cannot be read: it is not the name of a file"),
        ([], "Missing argument 'FILE...'"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(wrong, family, file, tmp_path, monkeypatch, typed, says):
    monkeypatch.chdir(tmp_path)
    file("bad.json", b"{,}")

    assert says in wrong("draw", *(word.replace("FAMILY", str(family)).replace("BAD", "bad.json") for word in typed))


@pytest.mark.parametrize("out", ["FOLDER", "FOLDER/family.json"])
def test_a_drawing_never_takes_the_place_of_what_is_drawn(wrong, family, out):
    before = family.read_bytes()

    said = wrong("draw", family, "--format", "geometry", "--out", out.replace("FOLDER", str(family.parent)))

    assert "is one of the files to draw" in said
    assert family.read_bytes() == before


def test_one_bad_file_leaves_no_drawing_behind(wrong, family, file, tmp_path):
    wrong("draw", family, file("bad.json", b""), "--out", tmp_path / "made")

    assert not (tmp_path / "made").exists()


def test_the_name_of_a_bad_file_moves_no_cursor(wrong, tmp_path):
    assert "\x1b" not in wrong("draw", tmp_path / "a\x1b[31m\u202e.json")


def test_what_takes_longer_than_a_second_says_what_it_is_doing(netmeet, family, monkeypatch):
    monkeypatch.setattr(talking, "_PATIENCE", 0)

    said = netmeet("draw", family).stderr

    assert "Drawing family.json …" in said


def test_an_error_of_ours_names_its_place_and_not_what_was_typed(netmeet, family, monkeypatch):
    def broken(*_):
        raise KeyError("Rose Okafor")

    monkeypatch.setattr(maps, "drawn", broken)

    said = netmeet("draw", family, code=1).stderr

    assert "Something went wrong in netmeet (KeyError in test_drawing.py" in said
    assert "Rose" not in said


@pytest.mark.parametrize(
    ("error", "says", "code"),
    [
        (OSError(28, "No space left on device"), "The disk is full", 1),
        (OSError(5, "Input/output error"), "input/output error", 1),
        (NetmeetError("Three words"), "Three words.", 2),
    ],
)
def test_what_the_computer_says_is_said_plainly(netmeet, family, monkeypatch, error, says, code):
    def broken(*_):
        raise error

    monkeypatch.setattr(maps, "drawn", broken)

    assert says in netmeet("draw", family, code=code).stderr


def test_a_picture_is_not_printed_on_a_terminal(wrong, family, monkeypatch):
    monkeypatch.setattr("netmeet.cli.drawing.on_terminal", lambda: True)

    assert "say where to put it, for example --out drawing.png" in wrong("draw", family, "--format", "png")
