"""Signing in with a local account: slow to guess, the same answer for a wrong name and a wrong password."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.domain.errors import BadInputError
from netmeet.services.caller import take_turn
from netmeet.store import attempts, audit, staff

LEAST_PASSWORD = 12
MOST_PASSWORD = 128

WRONG = "That name and password do not belong together. Check both, and try again."
WAIT = (
    "Too many wrong tries for this name, or from this place. Wait {minutes}, then try again. "
    "If you forgot your password, an administrator can set a new one."
)


_TURNS = BoundedSemaphore(2)
"""How many passwords are checked at once: each takes several cores and 64 MiB, and pages are to be made meanwhile. Ours."""


@cache
def hasher() -> PasswordHasher:
    """Argon2id with the library's settings for a web server (RFC 9106, low memory: 64 MiB, 3 passes)."""
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return hasher().hash("a password that nobody has")


def sign_in(session: Session, username: str, password: str, source: str, at: datetime) -> Actor:
    """Return who signed in. Raises ``BadInputError`` with a sentence for a wrong answer or too many tries.

    ``session`` has written nothing yet: a password takes its time to check, and nobody else should wait for that. What the
    answer hangs on is read again, among the writers. ``source`` is the address that the request came from; only its digest
    is kept. The caller commits either way: a failed try is counted in the same transaction.
    """
    _check_open(session, username, source, at)
    checked = _account(session, username)[1]
    session.rollback()  # gives the connection back meanwhile
    with _TURNS:
        matches = _matches(checked or _nobodys_hash(), password)
    take_turn(session)
    _check_open(session, username, source, at)
    actor, stored = _account(session, username)
    if actor is None or not actor.active or not matches or stored != checked:
        attempts.record_failure(session, username, source, at)
        audit.record(session, at, actor.id if actor else None, "sign in", "refused")
        raise BadInputError(WRONG)
    attempts.forget(session, username)
    audit.record(session, at, actor.id, "sign in", "signed in")
    return actor


def _check_open(session: Session, username: str, source: str, at: datetime) -> None:
    again = attempts.open_again_at(session, username, source, at)
    if again is not None:
        minutes = int((again - at).total_seconds() // 60) + 1
        raise BadInputError(WAIT.format(minutes="a minute" if minutes == 1 else f"{minutes} minutes"))


def _account(session: Session, username: str) -> tuple[Actor | None, str | None]:
    """Whose name this is, and what their password is checked against."""
    actor = staff.user_by_username(session, username)
    return actor, staff.password_hash_of(session, actor.id) if actor else None


def _matches(stored: str, password: str) -> bool:
    try:
        return hasher().verify(stored, password[:MOST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that somebody chose, and what it is checked against from now on: nothing for one of a length that is never taken.

    It is made before a transaction that writes begins: it takes its time, and nobody else should wait for that.
    """

    text: str = field(repr=False)
    hashed: str = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "NewPassword":
        """Make one, when it has its turn."""
        if not LEAST_PASSWORD <= len(text) <= MOST_PASSWORD:
            return cls(text, "")
        with _TURNS:
            return cls(text, hasher().hash(text))


def proved(session: Session, user_id: str, password: str) -> str | None:
    """What the password of an account is checked against, where this is it; None where it is not.

    As ``sign_in`` does, it lets the session go meanwhile, which has written nothing yet.
    """
    stored = staff.password_hash_of(session, user_id)
    session.rollback()
    with _TURNS:
        return stored if _matches(stored or _nobodys_hash(), password) else None


def check_password(password: NewPassword, username: str) -> None:
    """Refuse a password that is too short, too long, or the name itself. No other rules: length is what helps (NCSC)."""
    if len(password.text) < LEAST_PASSWORD:
        raise BadInputError(f"Choose a password of {LEAST_PASSWORD} characters or more, for example three words.", "password")
    if len(password.text) > MOST_PASSWORD:
        raise BadInputError(f"Choose a password of {MOST_PASSWORD} characters or fewer.", "password")
    if username.casefold() in password.text.casefold() or len(set(password.text)) < 5:
        raise BadInputError("Choose a password that is harder to guess: not your user name, not one letter repeated.", "password")
