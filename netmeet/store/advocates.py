"""Looks at whether the adult needs an advocate. Each is of one day, so rows are only ever added."""

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, Date, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Session

from netmeet.domain.advocate import AdvocateCheck, AdvocateOutcome, Beside, Candidate
from netmeet.domain.readings import Presence
from netmeet.domain.standing import standing_advocates
from netmeet.store.columns import Id, Moment, Plain, case_id, choice, metadata, own_id, words
from netmeet.store.network_tables import of_member
from netmeet.store.networks import members_on_map
from netmeet.store.rows import add_numbered, read

advocate_checks_table = Table(
    "advocate_checks",
    metadata,
    case_id(),
    own_id(),
    Column("understand", Boolean),
    Column("retain", Boolean),
    Column("weigh", Boolean),
    Column("communicate", Boolean),
    *words("why"),
    Column("candidates", Plain(tuple[Candidate, ...]), nullable=False),
    Column("presence", choice(Presence), nullable=False),
    Column("outcome", choice(AdvocateOutcome), nullable=False),
    Column("person", Id),
    *words("asked_of"),
    Column("asked_on", Date),
    Column("imca", choice(Beside), nullable=False),
    Column("imha", choice(Beside), nullable=False),
    *words("notes"),
    Column("decided_on", Date),
    *words("recorded_by"),
    Column("recorded_at", Moment),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("case_id", "seq"),
    of_member("person"),
)


def checks(session: Session, case_id: str) -> tuple[AdvocateCheck, ...]:
    """Return every look, oldest first, without naming anybody who was taken off the map."""
    kept = checks_kept(session, case_id)
    return standing_advocates(kept, members_on_map(session, case_id)) if kept else ()


def checks_kept(session: Session, case_id: str) -> tuple[AdvocateCheck, ...]:
    """Return every look, also as far as it names somebody who was taken off the map."""
    return read(session, advocate_checks_table, AdvocateCheck, case_id, "seq")


def add_checks(session: Session, case_id: str, new: Sequence[AdvocateCheck]) -> tuple[AdvocateCheck, ...]:
    """Append looks; earlier ones stay as they were."""
    return add_numbered(session, advocate_checks_table, case_id, new)
