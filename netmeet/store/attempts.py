"""Failed sign-ins, for slowing down whoever tries again and again. Kept in the database: several servers count as one."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, String, Table, delete, insert, select
from sqlalchemy.orm import Session

from netmeet.store.columns import Moment, metadata
from netmeet.store.rows import execute

attempts_table = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    # The digest of a username or of an address. Never the text: people type passwords into the wrong box.
    Column("key", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_sign_in_attempts_key_at", "key", "at"),
)
_c = attempts_table.c


def record(session: Session, key: str, at: datetime) -> None:
    """Note a failed sign-in. ``key`` is the digest of the username, or of the address that it came from."""
    execute(session, insert(attempts_table), [{"key": key, "at": at}])


def since(session: Session, key: str, moment: datetime) -> tuple[datetime, ...]:
    """Return when sign-in failed from a moment on, oldest first."""
    return tuple(session.scalars(select(_c.at).where(_c.key == key, _c.at >= moment).order_by(_c.at)))


def clear(session: Session, key: str) -> None:
    """Start afresh for somebody who has signed in."""
    execute(session, delete(attempts_table).where(_c.key == key))


def drop_before(session: Session, moment: datetime) -> None:
    """Forget what failed before a moment."""
    execute(session, delete(attempts_table).where(_c.at < moment))
