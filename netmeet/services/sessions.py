"""Sign-ins on the server: found by a random token, locked when idle, ended for good when asked."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.services.caller import begin, take_turn
from netmeet.store import drafts, form_keys, staff, web_sessions

_TOUCH_EVERY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sign-in may be idle, and how long it may last, before it locks."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, slots=True)
class Kept:
    """What the server keeps for one browser. ``actor`` is None before sign-in."""

    token: str
    data: dict[str, Any]
    actor: Actor | None
    locked: bool


def find(session: Session, token: str, at: datetime, limits: Limits, *, used: bool = True) -> Kept | None:
    """Find a live session and note that it was ``used``. None for an unknown or ended one, or a closed account.

    One that was idle or open for too long is locked: it still says whose it is, so that nothing typed is lost.
    Commits, because what it notes must outlive a request that fails.
    """
    row = web_sessions.load(session, token)
    if row is None:
        return None
    actor = staff.user_by_id(session, row.user_id) if row.user_id else None
    if row.user_id and (actor is None or not actor.active):
        return None
    locked = row.locked_at is not None
    if actor is not None and not locked and (at - row.seen_at > limits.idle or at - row.created_at > limits.absolute):
        take_turn(session)
        web_sessions.lock(session, token, at)
        session.commit()
        locked = True
    elif used and not locked and at - row.seen_at > _TOUCH_EVERY:
        take_turn(session)
        web_sessions.touch(session, token, at)
        session.commit()
    return Kept(token, dict(row.data), actor, locked)


def typed(session: Session, token: str, at: datetime, ago: str) -> None:
    """Note that somebody last typed some seconds ago: a draft is sent later than that, and by a page that may be alone."""
    if re.fullmatch(r"[0-9]{1,6}", ago):
        web_sessions.touch_since(session, token, at - timedelta(seconds=int(ago)))


def lock(session: Session, token: str, at: datetime) -> None:
    """Lock one browser until its user signs in again."""
    web_sessions.lock(session, token, at)


def keep(session: Session, token: str, data: dict[str, Any], at: datetime) -> str:
    """Write what a browser's session holds; a browser without one gets a new token. Commits."""
    begin(session, writes=True)
    if not token:
        token = secrets.token_urlsafe(32)
        web_sessions.create(session, token, data, at)
    else:
        web_sessions.keep(session, token, data)
    session.commit()
    return token


def start(session: Session, old_token: str, user_id: str, data: dict[str, Any], at: datetime) -> str:
    """Begin a signed-in session under a new token; the old one ends, so that nobody can have planted it."""
    if old_token:
        web_sessions.end(session, old_token, at)
    token = secrets.token_urlsafe(32)
    web_sessions.create(session, token, data, at, user_id)
    return token


def tidy(session: Session, at: datetime) -> None:
    """Forget what nobody will ask for again: sessions and form keys of last week, drafts and kept forms of last quarter."""
    web_sessions.drop_unseen_since(session, at - timedelta(days=7))
    form_keys.drop_before(session, at - timedelta(days=7))
    drafts.drop_before(session, at - timedelta(days=90))


def end(session: Session, token: str, at: datetime) -> None:
    """Sign out one browser."""
    web_sessions.end(session, token, at)
