"""What somebody typed and has not saved: autosaved drafts, and posts that met a locked session. Each is its user's alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, String, Table, delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from netmeet.store.columns import Id, Moment, metadata
from netmeet.store.rows import columns_of, execute

Fields = tuple[tuple[str, str], ...]

AT_MOST = 50
"""How many drafts, and how many kept posts, one person may have; the oldest make room."""

drafts_table = Table(
    "drafts",
    metadata,
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("path", String(500), primary_key=True),
    Column("fields", JSON, nullable=False),
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
class DraftRow:
    """What was typed into the form at a path: names and values, in order."""

    path: str
    fields: Fields
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A form that was posted into a locked session."""

    id: str
    path: str
    fields: Fields
    kept_at: datetime


def save(session: Session, user_id: str, path: str, fields: Fields, at: datetime) -> None:
    """Keep what is typed into the form at a path, in place of what was kept before."""
    values = {"fields": _lists(fields), "saved_at": at}
    if execute(session, update(drafts_table).where(_d.user_id == user_id, _d.path == path).values(values)):
        return
    execute(session, insert(drafts_table), [{"user_id": user_id, "path": path} | values])
    oldest = select(_d.user_id, _d.path).where(_d.user_id == user_id).order_by(_d.saved_at.desc(), _d.path).offset(AT_MOST)
    execute(session, delete(drafts_table).where(tuple_(_d.user_id, _d.path).in_(oldest)))


def load(session: Session, user_id: str, path: str) -> DraftRow | None:
    """Return a draft, None where there is none."""
    found = select(*columns_of(drafts_table, DraftRow)).where(_d.user_id == user_id, _d.path == path)
    row = session.execute(found).mappings().first()
    return None if row is None else DraftRow(**_with_pairs(row))


def drop(session: Session, user_id: str, path: str) -> None:
    """Forget a draft, once the form was saved."""
    execute(session, delete(drafts_table).where(_d.user_id == user_id, _d.path == path))


def keep_post(session: Session, post_id: str, user_id: str, path: str, fields: Fields, at: datetime) -> None:
    """Keep a form that was posted into a locked session."""
    row = {"id": post_id, "user_id": user_id, "path": path, "fields": _lists(fields), "kept_at": at}
    execute(session, insert(kept_posts_table), [row])
    oldest = select(_k.id).where(_k.user_id == user_id).order_by(_k.kept_at.desc(), _k.id.desc()).offset(AT_MOST)
    execute(session, delete(kept_posts_table).where(_k.id.in_(oldest)))


def kept_posts(session: Session, user_id: str) -> tuple[KeptRow, ...]:
    """Return every post kept for a user, newest first."""
    found = select(*columns_of(kept_posts_table, KeptRow)).where(_k.user_id == user_id).order_by(_k.kept_at.desc(), _k.id.desc())
    return tuple(KeptRow(**_with_pairs(row)) for row in session.execute(found).mappings())


def drop_post(session: Session, user_id: str, post_id: str) -> bool:
    """Forget a kept post. False where it is not there or not this user's."""
    return execute(session, delete(kept_posts_table).where(_k.id == post_id, _k.user_id == user_id)) > 0


def drop_before(session: Session, moment: datetime) -> None:
    """Forget every draft and kept post that is older than a moment."""
    execute(session, delete(drafts_table).where(_d.saved_at < moment))
    execute(session, delete(kept_posts_table).where(_k.kept_at < moment))


def _lists(fields: Fields) -> list[list[str]]:
    return [list(pair) for pair in fields]


def _with_pairs(row: Mapping[Any, Any]) -> dict[str, Any]:
    pairs: Iterable[tuple[str, str]] = row["fields"]
    return dict(row) | {"fields": tuple((name, value) for name, value in pairs)}
