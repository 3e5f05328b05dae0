"""Who did what, when. Rows are only ever added, in the transaction of the change itself, and say nothing personal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Column, Index, Table, insert, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from netmeet.store.columns import Id, Moment, metadata, words
from netmeet.store.rows import execute
from netmeet.store.staff import users_table

audit_table = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    # No foreign keys: these rows outlive the case, and a failed sign-in may name no account.
    Column("actor_id", Id),
    Column("case_id", Id),
    *words("action", "what"),
    Column("details", JSON, nullable=False),
    Index("ix_audit_case_id_at", "case_id", "at"),
    Index("ix_audit_at", "at"),
)
_c = audit_table.c


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing that was done. ``details`` are the names of the fields concerned, never what they hold."""

    id: str
    at: datetime
    actor_id: str | None
    actor_name: str
    case_id: str | None
    action: str
    what: str
    details: tuple[str, ...]


def record(
    session: Session,
    at: datetime,
    actor_id: str | None,
    action: str,
    what: str,
    *,
    case_id: str | None = None,
    details: Sequence[str] = (),
) -> None:
    """Add a row. ``what`` says in a few words what was done, without anything personal; ``details`` are names of fields."""
    row = {"id": str(uuid7()), "at": at, "actor_id": actor_id, "case_id": case_id, "action": action, "what": what}
    execute(session, insert(audit_table), [row | {"details": list(details)}])


def of_case(session: Session, case_id: str, limit: int, only: str = "") -> tuple[AuditRow, ...]:
    """Return the latest rows about a case, newest first; ``only`` those of one action, where one is given."""
    found = (
        select(audit_table, users_table.c.name.label("actor_name"))
        .select_from(audit_table.outerjoin(users_table, users_table.c.id == _c.actor_id))
        .where(_c.case_id == case_id)
        .order_by(_c.at.desc(), _c.id.desc())
        .limit(limit)
    )
    if only:
        found = found.where(_c.action == only)
    rows = session.execute(found).mappings()
    return tuple(AuditRow(**dict(row) | {"actor_name": row["actor_name"] or "", "details": tuple(row["details"])}) for row in rows)
