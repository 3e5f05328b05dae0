"""Assessments of capacity, one decision and one day at a time."""

from dataclasses import replace

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome
from netmeet.domain.errors import BadInputError
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import capacity

LONGEST_REASON = 500


def assessments(case: OpenCase) -> tuple[CapacityAssessment, ...]:
    """Every assessment, oldest first."""
    return capacity.assessments(case.session, case.id)


def record(case: OpenCase, assessment: CapacityAssessment) -> None:
    """Write an assessment down. It comes without an id.

    Raises ``BadInputError`` when the adult is said to be unable to decide without a dated assessment, its assessor and
    at least one ability that is missing: capacity is presumed (Mental Capacity Act 2005, section 1(2)).
    """
    if assessment.outcome is CapacityOutcome.LACKS:
        _check_lacks(assessment)
    case.check_past(assessment.assessed_on, "assessed_on")
    for consulted in assessment.consulted:
        name = case.network.member(consulted.member).name
        if len(consulted.reason) > LONGEST_REASON:
            raise BadInputError(f"Why {name} is heard in this way must be {LONGEST_REASON} characters or fewer.")
    capacity.add_assessments(case.session, case.id, (replace(assessment, id=new_id()),))
    case.note("wrote down an assessment of capacity")


def _check_lacks(assessment: CapacityAssessment) -> None:
    if assessment.assessed_on is None:
        raise BadInputError("Enter the day of the assessment. Until then, netmeet presumes that the adult can decide.", "assessed_on")
    if not assessment.assessor:
        raise BadInputError("Enter who assessed.", "assessor")
    if False not in (assessment.understand, assessment.retain, assessment.weigh, assessment.communicate):
        raise BadInputError("Say which of the four abilities is missing. Without one, the adult can decide.", "understand")
