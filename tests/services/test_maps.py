"""The map as pictures: reduced for its reader first, drawn after, with the same facts in words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet.domain.disclosure import Audience, for_audience
from netmeet.drawing import svg
from netmeet.services import maps
from netmeet.services.maps import View
from tests.support.make import TODAY, a_concern, a_member, a_network, a_tie, a_union, close, gives
from tests.support.maps import CANARY, networks

EVERYBODY = [(view, audience) for view in View for audience in Audience]
FAMILY = a_network(
    a_member("Priya"),
    a_member("Dawn"),
    a_member("Kit", off_copies=True),
    a_tie("priya", "dawn"),
    a_tie("priya", "kit"),
    a_union("dawn", "kit", children=("priya",)),
    close("priya-dawn"),
    gives("priya-dawn", "dawn", amount="most mornings"),
    a_concern("priya-dawn", "dawn", heard="shouting"),
)


def words(drawn):
    return " ".join(cell for table in drawn.twin for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(("view", "audience"), EVERYBODY)
def test_a_drawing_and_its_words_are_of_the_reduced_map(view, audience):
    drawn = maps.drawn(FAMILY, view, audience, TODAY, "A title")

    assert (drawn.view, drawn.audience) == (view, audience)
    assert drawn.network == for_audience(FAMILY, audience)
    sees_all = audience in (Audience.WORKER, Audience.SUPERVISOR)
    assert ("Kit" in svg.render(drawn.scene)) is sees_all
    assert ("Kit" in words(drawn)) is sees_all
    assert "Dawn" in words(drawn)


@pytest.mark.parametrize(("view", "audience"), EVERYBODY)
def test_the_same_map_on_the_same_day_is_the_same_drawing(view, audience):
    assert maps.drawn(FAMILY, view, audience, TODAY) == maps.drawn(replace(FAMILY), view, audience, TODAY)
    assert svg.render(maps.drawn(FAMILY, view, audience, TODAY).scene) != svg.render(
        maps.drawn(FAMILY, view, audience, date(2027, 1, 1)).scene
    )


def test_a_drawing_that_is_kept_is_not_shown_to_another_reader():
    maps.drawn(FAMILY, View.GENOGRAM, Audience.WORKER, TODAY)

    assert "Kit" not in svg.render(maps.drawn(FAMILY, View.GENOGRAM, Audience.FAMILY, TODAY).scene)


def test_only_the_worker_and_the_supervisor_see_harm_drawn():
    at_peace = replace(FAMILY, readings=FAMILY.readings[:2])
    for audience in Audience:
        drawn = [svg.render(maps.drawn(network, View.GENOGRAM, audience, TODAY).scene) for network in (FAMILY, at_peace)]
        assert (drawn[0] != drawn[1]) is (audience in (Audience.WORKER, Audience.SUPERVISOR)), audience


@settings(max_examples=25)
@given(networks(), st.sampled_from(View), st.sampled_from([Audience.SHARED_SCREEN, Audience.ADULT, Audience.FAMILY]))
def test_no_copy_that_leaves_the_worker_holds_what_is_typed_for_the_worker(network, view, audience):
    drawn = maps.drawn(network, view, audience, TODAY)

    assert CANARY not in svg.render(drawn.scene)
    assert CANARY not in words(drawn)


@pytest.mark.parametrize("audience", [Audience.WORKER, Audience.FAMILY])
def test_the_places_of_a_genogram_are_plain_values_of_the_reduced_map(audience):
    places = maps.geometry(FAMILY, audience, TODAY)

    assert ("kit" in {node["id"] for node in places["nodes"]}) is (audience is Audience.WORKER)
    assert "dawn" in {node["id"] for node in places["nodes"]}


@pytest.mark.parametrize("view", View)
def test_a_map_of_nobody_draws(view):
    drawn = maps.drawn(a_network(adult=None), view, Audience.WORKER, TODAY)

    assert svg.render(drawn.scene).startswith("<svg")
    assert all(table.rows or table.empty for table in drawn.twin)
