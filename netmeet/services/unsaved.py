"""What somebody typed and has not saved: drafts while they type, and forms sent into a locked session."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from netmeet.domain.errors import NotFoundError
from netmeet.services.caller import Caller
from netmeet.store import drafts

_PASSWORDS = frozenset({"password", "again", "current"})
_SECRET = _PASSWORDS | {"csrf_token", "form_key", "packed"}
_HELD_FILE, _HELD_PASSWORD = "held_file", "held_password"
"""Kept beside what was typed where the form held a file, or a password: neither is ever kept."""
_MACHINERY = _SECRET | {"version", _HELD_FILE, _HELD_PASSWORD, "asked_ring", "asked_gets", "asked_gives"}
"""What nobody typed: it says what the page showed when it was opened."""
_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.-]{0,299}")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MOST_FIELDS = 2000
_MOST_TEXT = 200_000

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed on one page and not saved. ``fields`` are name and value pairs, in order."""

    path: str
    fields: Fields
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KeptPost:
    """A form that was sent into a locked session. ``shown`` are the pairs that mean something to a reader."""

    id: str
    path: str
    fields: Fields
    kept_at: datetime

    @property
    def held_file(self) -> bool:
        """True where the form held a file, which has to be chosen again."""
        return any(name == _HELD_FILE for name, _ in self.fields)

    @property
    def held_password(self) -> bool:
        """True where the form held a password, which has to be entered again."""
        return any(name == _HELD_PASSWORD for name, _ in self.fields)

    @property
    def shown(self) -> Fields:
        """What was typed, for a reader."""
        return shown(self.fields)


def shown(fields: Fields) -> Fields:
    """Field names in words, with what was typed; left out are empty fields, and ids, which mean nothing to a reader."""
    typed = [(name, value) for name, value in fields if value.strip() and name not in _MACHINERY and not _ID.fullmatch(value)]
    return tuple((_in_words(name), value) for name, value in typed if not name.startswith(("seen-", "had-")))


def _in_words(name: str) -> str:
    """``says-<id>`` is ``Says``, ``lives_where`` is ``Lives where``."""
    return _ID.sub("", name).strip("-_").replace("_", " ").capitalize()


def _fit(fields: Fields) -> Fields:
    """Leave out what is never stored, and everything past a bound that no page of ours reaches."""
    kept, size = [], 0
    for name, value in fields[:_MOST_FIELDS]:
        size += len(name) + len(value)
        if size <= _MOST_TEXT:
            kept.append((name, value))
    return tuple(kept)


def save_draft(session: Session, user_id: str, path: str, fields: Fields, at: datetime) -> bool:
    """Keep a draft in the caller's transaction. False when the path is none of ours."""
    if not _PATH.fullmatch(path):
        return False
    kept = _fit(tuple(pair for pair in fields if pair[0] not in _SECRET))
    drafts.save_draft(session, user_id, path, {"fields": [list(pair) for pair in kept]}, at)
    return True


def draft(caller: Caller, path: str) -> Draft | None:
    """This person's draft for a page, if there is one."""
    found = drafts.load_draft(caller.session, caller.actor.id, path)
    if found is None:
        return None
    data, saved_at = found
    return Draft(path, tuple((name, value) for name, value in data["fields"]), saved_at)


def drop_draft(caller: Caller, path: str) -> None:
    """Forget a draft, because it was saved or thrown away."""
    drafts.drop_draft(caller.session, caller.actor.id, path)


def keep_post(session: Session, user_id: str, path: str, fields: Fields, at: datetime, *, held_file: bool = False) -> None:
    """Keep a form that was sent into a locked session. Form keys stay with it, so that saving it twice makes one thing.

    ``held_file``: it came with a file. Neither that nor one that was ``packed`` into the form is kept, nor a password, only that
    it was there.
    """
    if _PATH.fullmatch(path):
        secret = _SECRET - {"form_key"} | {_HELD_FILE, _HELD_PASSWORD}
        names = {name for name, _ in fields}
        held = {_HELD_FILE: held_file or "packed" in names, _HELD_PASSWORD: bool(names & _PASSWORDS)}
        kept = _fit((*((name, "yes") for name, there in held.items() if there), *(pair for pair in fields if pair[0] not in secret)))
        drafts.keep_post(session, str(uuid4()), user_id, path, kept, at)


def kept_posts(caller: Caller) -> tuple[KeptPost, ...]:
    """Everything of this person's that waits to be saved, newest first."""
    return tuple(KeptPost(row.id, row.path, row.fields, row.kept_at) for row in drafts.kept_posts(caller.session, caller.actor.id))


def drop_post(caller: Caller, post_id: str) -> None:
    """Forget one kept form. Raises ``NotFoundError`` when it isn't this person's."""
    if not drafts.drop_post(caller.session, post_id, caller.actor.id):
        raise NotFoundError
