"""What somebody typed and has not saved: autosaved drafts, and posts that met a locked session. Each is its user's alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, String, Table, delete, insert, select, update
from sqlalchemy.orm import Session

from netmeet.store.columns import Id, Moment, metadata
from netmeet.store.database import hold
from netmeet.store.rows import columns_of, execute

Fields = tuple[tuple[str, str], ...]

AT_MOST = 50
"""How many drafts, and how many kept posts, one person may have; the oldest make room."""

drafts_table = Table(
    "drafts",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("path", String(500), primary_key=True),
    Column("data", JSON, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

kept_posts_table = Table(
    "kept_posts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False, index=True),
    Column("path", String(500), nullable=False),
    Column("fields", JSON, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

_d, _k = drafts_table.c, kept_posts_table.c


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A form that was posted into a locked session."""

    id: str
    path: str
    fields: Fields
    kept_at: datetime


def save_draft(session: Session, user_id: str, path: str, data: Mapping[str, Any], at: datetime) -> None:
    """Keep what is typed into the form at a path, in place of what was kept before."""
    hold(session, f"drafts {user_id}")
    values = {"data": dict(data), "saved_at": at}
    if execute(session, update(drafts_table).where(_d.user_id == user_id, _d.path == path).values(values)):
        return
    execute(session, insert(drafts_table), [{"user_id": user_id, "path": path} | values])
    newest = select(_d.path).where(_d.user_id == user_id).order_by(_d.saved_at.desc(), _d.path).limit(AT_MOST)
    execute(session, delete(drafts_table).where(_d.user_id == user_id, _d.path.not_in(newest)))


def load_draft(session: Session, user_id: str, path: str) -> tuple[dict[str, Any], datetime] | None:
    """Return what was typed and when, None where there is no draft."""
    row = session.execute(select(_d.data, _d.saved_at).where(_d.user_id == user_id, _d.path == path)).first()
    return None if row is None else (row.data, row.saved_at)


def drop_draft(session: Session, user_id: str, path: str) -> None:
    """Forget a draft, once the form was saved."""
    execute(session, delete(drafts_table).where(_d.user_id == user_id, _d.path == path))


def keep_post(session: Session, post_id: str, user_id: str, path: str, fields: Fields, at: datetime) -> None:
    """Keep a form that was posted into a locked session."""
    row = {"id": post_id, "user_id": user_id, "path": path, "fields": [list(pair) for pair in fields], "kept_at": at}
    execute(session, insert(kept_posts_table), [row])
    newest = select(_k.id).where(_k.user_id == user_id).order_by(_k.kept_at.desc(), _k.id.desc()).limit(AT_MOST)
    execute(session, delete(kept_posts_table).where(_k.user_id == user_id, _k.id.not_in(newest)))


def kept_posts(session: Session, user_id: str) -> tuple[KeptRow, ...]:
    """Return every post kept for a user, newest first."""
    found = select(*columns_of(kept_posts_table, KeptRow)).where(_k.user_id == user_id).order_by(_k.kept_at.desc(), _k.id.desc())
    rows = session.execute(found).mappings()
    return tuple(KeptRow(**dict(row) | {"fields": tuple((name, value) for name, value in row["fields"])}) for row in rows)


def drop_post(session: Session, post_id: str, user_id: str) -> bool:
    """Forget a kept post. False where it is not there or not this user's."""
    return execute(session, delete(kept_posts_table).where(_k.id == post_id, _k.user_id == user_id)) > 0


def drop_before(session: Session, moment: datetime) -> None:
    """Forget every draft and kept post that is older than a moment."""
    execute(session, delete(drafts_table).where(_d.saved_at < moment))
    execute(session, delete(kept_posts_table).where(_k.kept_at < moment))
