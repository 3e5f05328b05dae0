from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError, UnknownMemberError
from netmeet.domain.network import Child, ChildKind, Union
from netmeet.domain.readings import Presence, What
from netmeet.store import cases, networks
from tests.support.make import a_household, a_member, a_tie, a_union, close, important
from tests.support.stored import AT, COLLEAGUE, WORKER, a_full_case

LATER = AT + timedelta(minutes=5)
ADD_AND_SAVE = {
    "member": (networks.add_members, networks.save_member, a_member("Ann"), {"name": "Anne"}, "members"),
    "tie": (networks.add_ties, networks.save_tie, a_tie("priya", "tom"), {"label": "cousins"}, "ties"),
    "union": (
        networks.add_unions,
        networks.save_union,
        a_union("tom", children=("rex",)),
        {"partners": ("tom", "dawn"), "children": ()},
        "unions",
    ),
    "household": (networks.add_households, networks.save_household, a_household("tom"), {"members": ("dawn", "tom")}, "households"),
}
KINDS = pytest.mark.parametrize(("add", "save", "thing", "change", "where"), ADD_AND_SAVE.values(), ids=ADD_AND_SAVE.keys())


def the(session, where, id):
    return next(thing for thing in getattr(networks.load(session, "case"), where) if thing.id == id)


@KINDS
def test_what_is_added_comes_after_what_was_there(session, case, add, save, thing, change, where):
    add(session, "case", (thing,), WORKER, AT)

    assert getattr(networks.load(session, "case"), where) == (*getattr(case.network, where), thing)


@KINDS
def test_what_is_saved_gets_the_next_version(session, case, add, save, thing, change, where):
    add(session, "case", (thing,), WORKER, AT)

    saved = save(session, "case", replace(thing, **change), 1, COLLEAGUE, LATER)

    assert saved == replace(thing, **change, version=2) == the(session, where, thing.id)


@KINDS
def test_who_saves_an_old_version_is_told_who_was_first(session, case, add, save, thing, change, where):
    add(session, "case", (thing,), WORKER, AT)
    save(session, "case", replace(thing, **change), 1, COLLEAGUE, LATER)

    with pytest.raises(ChangedMeanwhileError, match="Cole Ansah"):
        save(session, "case", thing, 1, WORKER, LATER)

    assert the(session, where, thing.id) == replace(thing, **change, version=2)


@KINDS
def test_a_change_reaches_no_other_case(session, case, add, save, thing, change, where):
    cases.save_case_file(session, a_full_case("other"), WORKER, AT)
    add(session, "case", (thing,), WORKER, AT)

    with pytest.raises(NotFoundError):
        save(session, "other", thing, 1, WORKER, LATER)


def test_adding_nothing_is_no_error(session, case):
    for add, *_ in ADD_AND_SAVE.values():
        add(session, "case", (), WORKER, AT)
    networks.add_readings(session, "case", ())

    assert networks.load(session, "case") == case.network


@pytest.mark.parametrize(
    "add",
    [
        lambda session, name: networks.add_ties(session, "case", (a_tie("priya", name),), WORKER, AT),
        lambda session, name: networks.save_tie(session, "case", a_tie("priya", name, id="priya-dawn"), 1, WORKER, AT),
        lambda session, name: networks.add_unions(session, "case", (a_union("priya", name),), WORKER, AT),
        lambda session, name: networks.add_unions(session, "case", (a_union("priya", children=(name,)),), WORKER, AT),
        lambda session, name: networks.save_union(session, "case", a_union("priya", name, id="dawn"), 1, WORKER, AT),
        lambda session, name: networks.add_households(session, "case", (a_household(name),), WORKER, AT),
        lambda session, name: networks.save_household(session, "case", a_household(name, id="home-priya-rex"), 1, WORKER, AT),
        lambda session, name: networks.add_readings(session, "case", (close(name),)),
        lambda session, name: networks.add_readings(session, "case", (close("priya-dawn", voice_member=name),)),
        lambda session, name: networks.add_readings(session, "case", (close("priya-dawn", present=("dawn", name)),)),
    ],
)
@pytest.mark.parametrize("name", ["nobody", "removed", "elsewhere"])
def test_nothing_can_name_somebody_who_is_not_on_this_map(session, case, add, name):
    cases.save_case_file(session, a_full_case("other"), WORKER, AT)
    networks.add_members(session, "other", (a_member("Elsewhere"),), WORKER, AT)
    networks.add_members(session, "case", (a_member("Removed"),), WORKER, AT)
    networks.remove_member(session, "case", "removed", WORKER, AT)

    with pytest.raises(UnknownMemberError):
        add(session, name)

    assert cases.load_case(session, "case") == case


def test_a_member_who_is_taken_off_takes_along_whatever_names_them(session, case):
    networks.remove_member(session, "case", "dawn", WORKER, AT)

    left = cases.load_case(session, "case")
    assert [member.id for member in left.network.members] == ["priya", "tom", "rex"]
    assert left.network.ties == ()
    assert left.network.unions == (replace(case.network.unions[1], partners=("priya",)),)
    assert {reading.what for reading in left.network.readings} == {What.STRAIN}
    assert left.wishes[0].chosen == ("tom",)
    assert [one.member for one in left.capacity[0].consulted] == ["tom"]
    assert [one.member for one in left.meetings[0].invitations] == ["tom"]


def test_a_supporter_who_is_taken_off_is_named_no_more_and_a_household_has_one_fewer(session, case):
    networks.remove_member(session, "case", "tom", WORKER, AT)
    networks.remove_member(session, "case", "rex", WORKER, AT)

    left = cases.load_case(session, "case")
    assert left.meetings[0].family_time == replace(case.meetings[0].family_time, supporter=None)
    assert left.network.households == (replace(case.network.households[0], members=("priya",)),)
    assert all("tom" not in reading.present for reading in left.network.readings)


def test_what_was_said_by_somebody_who_is_taken_off_is_still_said(session, case):
    networks.add_members(session, "case", (a_member("Ann"),), WORKER, AT)
    (said,) = networks.add_readings(session, "case", (close("priya-dawn", voice_member="ann", present=("ann", "dawn")),))

    networks.remove_member(session, "case", "ann", WORKER, AT)

    assert networks.load(session, "case").readings[-1] == replace(said, voice_member=None, present=("dawn",), presence=Presence.WITH_OTHERS)


def test_what_is_taken_off_stays_in_the_database(session, case):
    networks.remove_member(session, "case", "dawn", WORKER, AT)
    networks.remove_tie(session, "case", "dawn-tom", WORKER, AT)

    kept = session.execute(
        text("SELECT (SELECT count(*) FROM readings), (SELECT count(*) FROM members), (SELECT count(*) FROM ties)")
    ).one()
    assert tuple(kept) == (len(case.network.readings), 4, 2)


def test_the_adult_stays_on_their_own_map(session, case):
    with pytest.raises(BadInputError, match="map is about this person"):
        networks.remove_member(session, "case", "priya", WORKER, AT)

    assert networks.load(session, "case") == case.network


@pytest.mark.parametrize(
    "remove",
    [
        lambda session: networks.remove_member(session, "case", "gone", WORKER, AT),
        lambda session: networks.remove_tie(session, "case", "gone", WORKER, AT),
        lambda session: networks.remove_union(session, "case", "gone"),
        lambda session: networks.remove_household(session, "case", "gone"),
        lambda session: networks.remove_member(session, "other", "tom", WORKER, AT),
    ],
)
def test_what_is_not_there_cannot_be_taken_off(session, case, remove):
    with pytest.raises(NotFoundError):
        remove(session)


def test_a_page_that_was_open_meanwhile_cannot_bring_somebody_back(session, case):
    networks.remove_member(session, "case", "tom", COLLEAGUE, LATER)

    with pytest.raises(ChangedMeanwhileError, match="Cole Ansah"):
        networks.save_member(session, "case", case.network.member("tom"), 1, WORKER, LATER)

    assert not networks.load(session, "case").has("tom")


def test_a_tie_that_is_taken_off_takes_along_what_was_said_of_it(session, case):
    networks.remove_tie(session, "case", "priya-dawn", WORKER, AT)

    left = networks.load(session, "case")
    assert [tie.id for tie in left.ties] == ["dawn-tom"]
    assert {reading.about for reading in left.readings} == {"tom", "dawn-tom"}


def test_a_union_or_household_that_is_removed_leaves_its_people(session, case):
    networks.remove_union(session, "case", "dawn")
    networks.remove_household(session, "case", "home-priya-rex")

    left = networks.load(session, "case")
    assert left.members == case.network.members
    assert left.unions == case.network.unions[1:]
    assert left.households == ()


def test_a_union_of_nobody_and_one_of_a_single_parent_are_kept(session, case):
    empty, alone = Union("empty"), Union("alone", ("tom",))
    networks.add_unions(session, "case", (empty, alone), WORKER, AT)

    assert networks.load(session, "case").unions[-2:] == (empty, alone)


def test_a_union_left_with_one_person_is_left_out_and_comes_back_with_the_second(session, case):
    networks.add_members(session, "case", (a_member("Ann"),), WORKER, AT)
    networks.add_unions(session, "case", (a_union("tom", "ann", id="pair"),), WORKER, AT)
    networks.remove_member(session, "case", "ann", WORKER, AT)

    assert "pair" not in {union.id for union in networks.load(session, "case").unions}


def test_twins_and_adopted_children_keep_their_order(session, case):
    children = (Child("tom", ChildKind.DONOR, "a", identical=True), Child("rex", ChildKind.STEP), Child("dawn", ChildKind.BIRTH, "a"))
    networks.add_unions(session, "case", (a_union("priya", children=children, id="family", end=PartialDate(2001, 2)),), WORKER, AT)

    assert the(session, "unions", "family").children == children


def test_a_reading_takes_its_place_after_those_before(session, case):
    said = networks.add_readings(session, "case", [replace(important("priya-dawn"), id=f"new-{number}") for number in range(2)])

    assert [reading.seq for reading in said] == [13, 14]
    assert networks.load(session, "case").readings == (*case.network.readings, *said)


def test_numbers_that_rise_are_kept_and_others_given_anew(session, case):
    gap = networks.add_readings(session, "case", [replace(important("priya-dawn"), id=f"g{seq}", seq=seq) for seq in (20, 30)])
    again = networks.add_readings(session, "case", [replace(important("priya-dawn"), id=f"a{seq}", seq=seq) for seq in (25, 40)])

    assert [reading.seq for reading in (*gap, *again)] == [20, 30, 31, 32]


def test_there_is_no_way_to_change_or_delete_what_was_said():
    about_readings = {name for name in dir(networks) if ("reading" in name or "mark" in name) and not name.startswith("_")}

    tables, adding, looking = {"readings", "reading_marks"}, {"add_readings", "add_marks"}, {"marks_kept", "marked", "marked_entries"}
    assert about_readings == tables | adding | looking


@pytest.mark.parametrize(
    ("given_at", "kept_at"),
    [
        (datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=1))), datetime(2026, 7, 1, 9, tzinfo=UTC)),
        (datetime(2026, 7, 1, 10), datetime(2026, 7, 1, 10, tzinfo=UTC)),  # noqa: DTZ001 (what a file may hold)
    ],
)
def test_moments_are_kept_in_utc(session, case, given_at, kept_at):
    networks.add_readings(session, "case", (replace(close("priya-dawn"), id="new", recorded_at=given_at),))

    assert networks.load(session, "case").readings[-1].recorded_at == kept_at


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_taken_off_nothing_left_names_it(session, case, data):
    with session.begin_nested() as before:
        for name in data.draw(st.permutations(["dawn", "tom", "rex"]))[: data.draw(st.integers(0, 3))]:
            networks.remove_member(session, "case", name, WORKER, AT)
        left = cases.load_case(session, "case")
        before.rollback()

    on_map = {member.id for member in left.network.members}
    named = {end for tie in left.network.ties for end in (tie.a, tie.b)}
    named |= {member for union in left.network.unions for member in union.partners + tuple(child.member for child in union.children)}
    named |= {member for household in left.network.households for member in household.members}
    named |= {reading.voice_member for reading in left.network.readings} | {
        one for reading in left.network.readings for one in reading.present
    }
    named |= {member for wish in left.wishes for member in wish.chosen}
    named |= {one.member for one in left.capacity[0].consulted} | {one.member for meeting in left.meetings for one in meeting.invitations}
    named |= {meeting.family_time.supporter for meeting in left.meetings}
    assert named <= on_map | {None}
    assert {reading.about for reading in left.network.readings} <= on_map | {tie.id for tie in left.network.ties}
