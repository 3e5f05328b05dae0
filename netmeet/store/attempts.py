"""Failed sign-ins, for slowing down whoever tries again and again. Kept in the database: several servers count as one."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Index, Integer, String, Table, delete, insert, select
from sqlalchemy.orm import Session

from netmeet.store.columns import Moment, metadata
from netmeet.store.database import hold
from netmeet.store.rows import execute

WINDOW = timedelta(minutes=15)
"""How long a failure counts."""

DELAY_FROM, LOCK_AT = 5, 10
"""Failures with one username: from the fifth each doubles the wait, at the tenth sign-in is closed for the window (NCSC)."""

FIRST_DELAY = timedelta(seconds=15)

SOURCE_LOCK_AT = 50
"""Failures from one address, whatever the usernames. A whole office may share an address, hence the higher number."""

attempts_table = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    # Digests only: people type passwords into the wrong box.
    Column("username_hash", String(64), nullable=False),
    Column("source_hash", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_sign_in_attempts_username_hash_at", "username_hash", "at"),
    Index("ix_sign_in_attempts_source_hash_at", "source_hash", "at"),
)
_c = attempts_table.c


def record_failure(session: Session, username: str, source: str, at: datetime) -> None:
    """Note a failed sign-in, and forget those that no longer count."""
    execute(session, delete(attempts_table).where(_c.at < at - WINDOW))
    execute(session, insert(attempts_table), [{"username_hash": _digest(username), "source_hash": _digest(source), "at": at}])


def forget(session: Session, username: str) -> None:
    """Start afresh for a username that has signed in."""
    execute(session, delete(attempts_table).where(_c.username_hash == _digest(username)))


def open_again_at(session: Session, username: str, source: str, now: datetime) -> datetime | None:
    """When sign-in may be tried again with this username from this address; None: now.

    Two tries with one name at once, in transactions that write, are one after the other: the second counts the first.
    """
    hold(session, f"sign in {_digest(username)}")
    moments = (
        _closed_until(session, _c.username_hash, username, now, DELAY_FROM, LOCK_AT),
        _closed_until(session, _c.source_hash, source, now, SOURCE_LOCK_AT, SOURCE_LOCK_AT),
    )
    return max((moment for moment in moments if moment is not None and moment > now), default=None)


def _closed_until(session: Session, column: Column[str], text: str, now: datetime, delay_from: int, lock_at: int) -> datetime | None:
    failed = select(_c.at).where(column == _digest(text), _c.at >= now - WINDOW).order_by(_c.at)
    moments: Sequence[datetime] = session.scalars(failed).all()
    if len(moments) < delay_from:
        return None
    return moments[-1] + (WINDOW if len(moments) >= lock_at else FIRST_DELAY * 2 ** (len(moments) - delay_from))


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().casefold().encode(errors="replace")).hexdigest()
