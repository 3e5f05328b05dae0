"""Capacity assessments. Each is about one decision on one day, so rows are only ever added."""

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, Date, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Session

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout
from netmeet.domain.standing import standing_assessments
from netmeet.store.columns import Plain, case_id, choice, metadata, own_id, words
from netmeet.store.networks import members_on_map
from netmeet.store.rows import add_numbered, read

assessments_table = Table(
    "capacity_assessments",
    metadata,
    case_id(),
    own_id(),
    Column("about", choice(DecisionAbout), nullable=False),
    *words("decision"),
    Column("assessed_on", Date),
    *words("assessor"),
    Column("outcome", choice(CapacityOutcome), nullable=False),
    Column("understand", Boolean),
    Column("retain", Boolean),
    Column("weigh", Boolean),
    Column("communicate", Boolean),
    *words("impairment", "causal_link", "decision_maker", "best_interests"),
    Column("consulted", Plain(tuple[Consulted, ...]), nullable=False),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("case_id", "seq"),
)


def assessments(session: Session, case_id: str) -> tuple[CapacityAssessment, ...]:
    """Return every assessment, oldest first, without naming anybody who was taken off the map."""
    return standing_assessments(assessments_kept(session, case_id), members_on_map(session, case_id))


def assessments_kept(session: Session, case_id: str) -> tuple[CapacityAssessment, ...]:
    """Return every assessment, also as far as it names somebody who was taken off the map."""
    return read(session, assessments_table, CapacityAssessment, case_id, "seq")


def add_assessments(session: Session, case_id: str, new: Sequence[CapacityAssessment]) -> tuple[CapacityAssessment, ...]:
    """Append assessments; earlier ones stay as they were."""
    return add_numbered(session, assessments_table, case_id, new)
