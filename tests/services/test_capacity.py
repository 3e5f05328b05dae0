"""Assessments of capacity: presumed until a dated assessment of one decision says otherwise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.errors import BadInputError, UnknownMemberError
from netmeet.services import capacity
from tests.support.around import TODAY

LACKS = CapacityAssessment("", DecisionAbout.WHO_TO_INVITE, "Who comes", TODAY, "Nell", CapacityOutcome.LACKS, weigh=False)


def record(around, assessment):
    around(lambda case: capacity.record(case, assessment))


def test_an_assessment_is_kept_with_who_is_consulted(around):
    dawn = around.add("Dawn")

    record(around, replace(LACKS, consulted=(Consulted(dawn, HowHeard.IN_WRITING, "She is away"),)))
    record(around, replace(LACKS, outcome=CapacityOutcome.HAS))

    first, second = around(capacity.assessments)
    assert first.consulted == (Consulted(dawn, HowHeard.IN_WRITING, "She is away"),)
    assert (first.weigh, first.understand, first.id != second.id) == (False, None, True)


@pytest.mark.parametrize(
    ("changes", "message", "field"),
    [
        ({"assessed_on": None}, "Enter the day of the assessment", "assessed_on"),
        ({"assessed_on": TODAY + timedelta(days=1)}, "still to come", "assessed_on"),
        ({"assessor": ""}, "Enter who assessed", "assessor"),
        ({"weigh": True}, "which of the four abilities", "understand"),
        ({"weigh": None}, "which of the four abilities", "understand"),
    ],
)
def test_nobody_is_said_to_be_unable_to_decide_without_a_day_an_assessor_and_an_ability(around, changes, message, field):
    with pytest.raises(BadInputError, match=message) as refused:
        record(around, replace(LACKS, **changes))

    assert refused.value.field == field
    assert around(capacity.assessments) == ()


@pytest.mark.parametrize("outcome", [CapacityOutcome.HAS, CapacityOutcome.NOT_CLEAR])
def test_any_other_outcome_may_be_written_down_with_little_known(around, outcome):
    record(around, CapacityAssessment("", DecisionAbout.OTHER, "Where to live", None, "", outcome))

    assert around(capacity.assessments)[0].outcome is outcome


def test_only_people_on_the_map_are_consulted_and_the_reason_has_a_limit(around):
    with pytest.raises(UnknownMemberError):
        record(around, replace(LACKS, consulted=(Consulted("somebody", HowHeard.IN_WRITING),)))
    dawn = around.add("Dawn")
    with pytest.raises(BadInputError, match="Why Dawn is heard in this way must be 500"):
        record(around, replace(LACKS, consulted=(Consulted(dawn, HowHeard.IN_WRITING, "x" * 501),)))
