"""What no drawing can hold is said on it, and stands in the table in words: a page answers, whatever a file held."""

import random

import pytest

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.readings import Emotional
from netmeet.drawing.genogram import Style, draw, geometry, lay_out, ties
from netmeet.drawing.scene import Text
from tests.bench.made_up import network_of
from tests.support.families import measure
from tests.support.make import a_concern, a_member, a_network, a_reading, a_tie, a_union


def words(scene):
    return " ".join(shape.text for shape in scene.shapes if isinstance(shape, Text))


def mixed_up(people, couples):
    """A file whose numbers were mixed up: couples at random, with children at random."""
    dice = random.Random(1)  # noqa: S311 (an invented family, the same each time)
    names = [f"p{n}" for n in range(people)]
    unions = [a_union(*dice.sample(names, 2), children=dice.sample(names, 2), id=f"u{n}") for n in range(couples)]
    return a_network(*(a_member(name) for name in names), *unions)


@pytest.mark.parametrize("size", [60, 600, 2_000])
def test_a_family_that_folds_into_itself_too_often_is_not_drawn_and_that_is_said(size):
    network = mixed_up(size, size)

    layout = lay_out(network, measure, Style())

    assert not layout.nodes
    assert geometry(layout) == {"nodes": [], "edges": [], "labels": []}
    assert "This family folds into itself too often to be drawn." in words(draw(network, measure, Style()))


def test_a_family_with_some_circles_is_drawn_like_any_other():
    network = mixed_up(12, 8)

    assert len(lay_out(network, measure, Style()).nodes) == 12


@pytest.fixture
def six(monkeypatch):
    """A drawing holds six ties."""
    monkeypatch.setattr(ties, "MOST", 6)


def crowd(people, *said):
    """One person and all who know them."""
    members = [a_member(f"p{n}") for n in range(people)]
    return a_network(*members, *(a_tie("p0", f"p{n}", id=f"t{n}") for n in range(1, people)), *said)


def test_of_more_ties_than_a_drawing_holds_harm_comes_first_and_mere_acquaintance_last(six):
    network = crowd(10, a_reading("t9", Emotional(EmotionalKind.CLOSE)), a_concern("t8"))

    layout = lay_out(network, measure, Style(show_harm=True))

    drawn = [edge.bond.tie for edge in layout.edges if edge.bond]
    assert len(drawn) == 6
    assert drawn.count("t8") == 2, "both ways"
    assert "t9" in drawn
    assert layout.note == "There is no room for every tie: 4 more ties are not drawn and stand in the table in words."
    assert layout.note in words(draw(network, measure, Style(show_harm=True)))


def test_one_tie_too_many_is_told_as_one(six):
    assert lay_out(crowd(8), measure, Style()).note.startswith("There is no room for every tie: 1 more tie is not drawn")
    assert lay_out(crowd(7), measure, Style()).note == ""


def test_a_crowd_around_one_person_is_drawn_without_trying_ever_larger_sheets():
    """More room finds no way where so many ties meet one symbol, so it is tried once."""
    network = network_of(60, 120)

    assert len(lay_out(network, measure, Style(show_harm=True)).nodes) == 60
