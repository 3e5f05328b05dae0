"""Sign-ins, kept on the server so that any of them can be ended. The browser holds a token; only its digest is kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, String, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from netmeet.store.columns import Id, Moment, metadata
from netmeet.store.rows import columns_of, execute

web_sessions_table = Table(
    "web_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), index=True),
    Column("data", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("locked_at", Moment),
    Column("ended_at", Moment),
)
_c = web_sessions_table.c


@dataclass(frozen=True, slots=True)
class WebSession:
    """One browser's session. ``user_id`` None: nobody has signed in yet."""

    user_id: str | None
    data: Mapping[str, Any]
    created_at: datetime
    seen_at: datetime
    locked_at: datetime | None = None


# Statements that every request runs are put together once.
_LIVE = select(*columns_of(web_sessions_table, WebSession)).where(_c.token_hash == bindparam("token"), _c.ended_at.is_(None))


def create(session: Session, token: str, data: Mapping[str, Any], at: datetime, user_id: str | None = None) -> None:
    """Begin a session under a new token."""
    row = {"token_hash": _digest(token), "user_id": user_id, "data": dict(data), "created_at": at, "seen_at": at}
    execute(session, insert(web_sessions_table), [row])


def load(session: Session, token: str) -> WebSession | None:
    """Return a session that has not ended."""
    row = session.execute(_LIVE, {"token": _digest(token)}).mappings().first()
    return None if row is None else WebSession(**row)


def keep(session: Session, token: str, data: Mapping[str, Any]) -> None:
    """Replace what a session carries."""
    _change(session, token, {"data": dict(data)})


def touch(session: Session, token: str, at: datetime) -> None:
    """Note that the browser was heard from."""
    _change(session, token, {"seen_at": at})


def touch_since(session: Session, token: str, at: datetime) -> None:
    """Note that the browser was used at a moment, unless it was heard from later, or is locked."""
    mine = update(web_sessions_table).where(_c.token_hash == _digest(token), _c.seen_at < at, _c.locked_at.is_(None), _c.ended_at.is_(None))
    execute(session, mine.values(seen_at=at))


def lock(session: Session, token: str, at: datetime) -> None:
    """Lock a session until its user signs in again. One that is locked already stays as it is, and one of nobody is left alone."""
    mine = update(web_sessions_table).where(_c.token_hash == _digest(token), _c.user_id.is_not(None), _c.locked_at.is_(None))
    execute(session, mine.values(locked_at=at))


def end(session: Session, token: str, at: datetime) -> None:
    """End a session and forget what it carried."""
    _change(session, token, {"ended_at": at, "data": {}})


def end_all_of(session: Session, user_id: str, at: datetime, but: str = "") -> None:
    """End every session of a user, ``but`` the one of a token."""
    others = update(web_sessions_table).where(_c.user_id == user_id, _c.ended_at.is_(None), _c.token_hash != _digest(but))
    execute(session, others.values(ended_at=at, data={}))


def drop_unseen_since(session: Session, moment: datetime) -> None:
    """Forget sessions that were last heard from before a moment."""
    execute(session, delete(web_sessions_table).where(_c.seen_at < moment))


def _change(session: Session, token: str, values: Mapping[str, Any]) -> None:
    execute(session, update(web_sessions_table).where(_c.token_hash == _digest(token), _c.ended_at.is_(None)).values(values))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
