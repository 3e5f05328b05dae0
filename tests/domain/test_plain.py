import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.casefile import CaseFile, Profile
from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import AgendaItem, Meeting
from netmeet.domain.mistakes import Mark
from netmeet.domain.network import Child, Member, MemberKind, Network, Tie, Union
from netmeet.domain.outcomes import Agreement, Statement, StatementAnswer, StatementPoint, Wish
from netmeet.domain.plain import ITEM_LIMIT, NUMBER_LIMIT, TEXT_LIMITS, fields_of, from_plain, to_plain
from netmeet.domain.readings import SAYABLE, Closeness, Flow, Reading, Ring, Value, Voice, What

PARTIAL_DATES = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
)
SHORT_TEXT = st.text(max_size=12)


def values_of(kind: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Any value of a type, built from the same dataclasses that the program keeps."""
    if kind is Reading:
        return st.sampled_from(What).flatmap(
            lambda what: st.builds(Reading, what=st.just(what), value=values_of(SAYABLE[what].value), **parts(Reading, {"what", "value"}))
        )
    plain = {
        str: SHORT_TEXT,
        bool: st.booleans(),
        int: st.integers(-NUMBER_LIMIT, NUMBER_LIMIT),
        date: st.dates(),
        datetime: st.datetimes() | st.datetimes(timezones=st.just(UTC)),
        PartialDate: PARTIAL_DATES,
    }
    if kind in plain:
        return plain[kind]
    if dataclasses.is_dataclass(kind):
        return st.builds(kind, **parts(kind, set()))
    if isinstance(kind, type) and not get_args(kind):
        return st.sampled_from(kind)
    if get_args(kind)[-1] is Ellipsis:
        return st.lists(values_of(get_args(kind)[0]), max_size=2).map(tuple)
    return st.one_of(*(st.none() if arg is type(None) else values_of(arg) for arg in get_args(kind)))


def parts(kind: Any, without: set[str]) -> dict[str, st.SearchStrategy[Any]]:
    return {field.name: values_of(field.type) for field in fields_of(kind) if field.name not in without}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([CaseFile, Reading, Meeting, Member, Union, CapacityAssessment]).flatmap(values_of))
def test_whatever_is_kept_comes_back_the_same_through_json(value):
    assert from_plain(type(value), json.loads(json.dumps(to_plain(value)))) == value


@pytest.mark.parametrize("what", list(What))
def test_everything_that_can_be_said_has_a_value_of_its_own_kind(what):
    assert SAYABLE[what].value in get_args(Value)


def test_fields_that_hold_their_default_are_left_out():
    assert to_plain(Member("m1", "Dawn")) == {"id": "m1", "name": "Dawn"}
    assert to_plain(Meeting("g1")) == {"id": "g1"}


def test_values_are_written_as_people_would_write_them():
    assessment = CapacityAssessment(
        "c1",
        DecisionAbout.HOLD_MEETING,
        "to meet",
        date(2026, 3, 31),
        "Ada",
        CapacityOutcome.HAS,
        understand=True,
        consulted=(Consulted("m2", HowHeard.IN_WRITING),),
    )

    assert to_plain(assessment) == {
        "id": "c1",
        "about": "whether to hold the meeting",
        "decision": "to meet",
        "assessed_on": "2026-03-31",
        "assessor": "Ada",
        "outcome": "can make this decision",
        "understand": True,
        "consulted": [{"member": "m2", "how": "in writing"}],
    }
    assert to_plain(StatementAnswer("a", Statement.SAFE, StatementPoint.END, Agreement.AGREE))["agreement"] == 4
    assert to_plain(Member("m", "Dawn", born=PartialDate(1950, 6)))["born"] == "1950-06"
    assert to_plain(Flow(None)) == {"direction": None}


def test_what_a_reading_holds_is_told_by_what_it_is_about():
    reading = Reading("r1", "t1", What.CLOSENESS, Closeness(Ring.FRIENDSHIP), Voice.ADULT)

    assert from_plain(Reading, to_plain(reading)) == reading
    with pytest.raises(BadInputError, match=r"^value: “ring” is not a field"):
        from_plain(Reading, to_plain(reading) | {"what": "stress"})


PERSON = {"id": "m1", "name": "Dawn"}
BAD = [
    (Network, [], "This must be a set of named fields."),
    (Network, {"members": {}}, "members: this must be a list."),
    (Network, {"members": [PERSON, {"id": "m2"}]}, "members, item 2: name is missing."),
    (Network, {"members": [PERSON, PERSON, {"id": "m3", "name": 7}]}, "members, item 3, name: this must be text."),
    (Network, {"members": [PERSON | {"colour": "blue"}]}, "members, item 1: “colour” is not a field that belongs here."),
    (
        Network,
        {"members": [PERSON | {"kind": "ghost"}]},
        "members, item 1, kind: “ghost” is not one of person, organisation, place, pet.",
    ),
    (Network, {"unions": [{"id": "u", "partners": ["a", None]}]}, "unions, item 1, partners, item 2: this must be text."),
    (Network, {"members": [PERSON] * (ITEM_LIMIT + 1)}, "members: there are 2,001 here; 2,000 is the most."),
    (Network, {"ties": [{"id": "t", "a": "x", "b": "y" * 101}]}, "ties, item 1, b: this must be 100 characters or fewer."),
    (Member, PERSON | {"name": "n" * 301}, "name: this must be 300 characters or fewer."),
    (Member, PERSON | {"health": "n" * 10_001}, "health: this must be 10,000 characters or fewer."),
    (Member, PERSON | {"dead": 1}, "dead: this must be true or false."),
    (Member, PERSON | {"version": True}, "version: this must be a whole number."),
    (Member, PERSON | {"version": 1.0}, "version: this must be a whole number."),
    (Member, PERSON | {"version": NUMBER_LIMIT + 1}, "version: this must be a whole number."),
    (Member, PERSON | {"born": 1950}, "born: this must be text."),
    (Member, PERSON | {"born": "last year"}, "born: Enter a year (1950), a month (1950-06) or a day (1950-06-12)."),
    (Member, PERSON | {"born": "2025-02-30"}, "born: Enter a date that exists, for example 12 6 1950."),
    (Profile, {"id": "c", "adult_id": "m", "opened_on": "soon"}, "opened_on: “soon” is not a day, for example 2026-03-31."),
    (Meeting, {"id": "g", "on": "x" * 50}, f"on: “{'x' * 40}…” is not a day and time, for example 2026-03-31T14:30:00."),
    (Meeting, {"id": "g", "family_time": {"answer": ["yes"]}}, "family_time, answer: “['yes']” is not one of not asked, yes, no."),
    (Closeness, {"ring": "1"}, "ring: “1” is not one of 1, 2, 3, 4."),
    (Closeness, {"ring": True}, "ring: “True” is not one of 1, 2, 3, 4."),
]


@pytest.mark.parametrize(("kind", "data", "says"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_is_said_with_its_place(kind, data, says):
    with pytest.raises(BadInputError) as caught:
        from_plain(kind, data)

    assert str(caught.value) == says


def test_a_path_that_is_given_comes_first():
    with pytest.raises(BadInputError, match=r"^case, name: this must be text"):
        from_plain(Member, {"id": "m", "name": None}, "case")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["members", "id", "name", "ties", "readings", "born", "what"]), inner)
        ),
    )
)
def test_any_data_at_all_is_read_or_refused(data):
    for kind in (Network, Member, Tie, Reading, CaseFile):
        try:
            value = from_plain(kind, data)
        except BadInputError:
            continue
        assert from_plain(kind, to_plain(value)) == value


def test_every_limited_field_exists():
    kinds = (Member, Tie, Union, Child, Reading, Profile, Network, Consulted, Wish, AgendaItem, Mark)

    assert set(TEXT_LIMITS) <= {field.name for kind in kinds for field in fields_of(kind)}


def test_defaults_of_the_data_stand_for_fields_that_are_not_there():
    assert from_plain(Member, {"id": "m1", "name": "Rex", "kind": "pet"}) == Member("m1", "Rex", MemberKind.PET)
