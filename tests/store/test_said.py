"""What is only ever added: wishes, how safe, working / not working, the seven statements, capacity."""

from dataclasses import replace

import pytest

from netmeet.domain.errors import BadInputError
from netmeet.store import advocates, capacity, options, outcomes, safer

KINDS = pytest.mark.parametrize(
    ("add", "load", "field"),
    [
        (outcomes.add_wishes, outcomes.wishes, "wishes"),
        (outcomes.add_safe_readings, outcomes.safe_readings, "safe"),
        (outcomes.add_workings, outcomes.workings, "workings"),
        (outcomes.add_statements, outcomes.statements, "statements"),
        (capacity.add_assessments, capacity.assessments, "capacity"),
        (options.add_options, options.options, "options"),
        (safer.add_choices, safer.choices, "choices"),
        (safer.add_risk_takings, safer.risk_takings, "risks"),
        (advocates.add_checks, advocates.checks, "advocates"),
    ],
)


@KINDS
def test_a_later_answer_stands_beside_the_earlier_ones(session, case, add, load, field):
    before = getattr(case, field)

    (added,) = add(session, "case", (replace(before[-1], id="new", seq=0),))

    assert added.seq == len(before) + 1
    assert load(session, "case") == (*before, added)


@KINDS
def test_the_same_answer_is_not_added_twice(session, case, add, load, field):
    with pytest.raises(BadInputError):
        add(session, "case", (getattr(case, field)[0],))


@KINDS
def test_each_case_has_its_own(session, case, add, load, field):
    assert load(session, "other") == ()


@pytest.mark.parametrize("module", [outcomes, capacity, safer, advocates])
@pytest.mark.parametrize("way", ["save", "set", "change", "update", "replace", "remove", "delete", "drop"])
def test_there_is_no_way_to_change_or_delete_an_answer(module, way):
    ours = [name for name, found in vars(module).items() if getattr(found, "__module__", "") == module.__name__]

    assert not [name for name in ours if name.startswith(way)]
