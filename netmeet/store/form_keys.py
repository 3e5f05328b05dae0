"""Form keys: a form that is sent twice makes one thing. A key is kept in the same transaction as what it made."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table, Text, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from netmeet.store.columns import Id, Moment, metadata

form_keys_table = Table(
    "form_keys",
    metadata,
    Column("key", String(100), primary_key=True),
    # Each user's keys are their own: a key copied from elsewhere leads nowhere.
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True),
    Column("location", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
_c = form_keys_table.c


def claim(session: Session, key: str, user_id: str, at: datetime) -> str | None:
    """Take a form's key. Return the address that an earlier sending led to, None where none has led anywhere yet."""
    try:
        with session.begin_nested():
            session.execute(insert(form_keys_table), [{"user_id": user_id, "key": key, "location": "", "made_at": at}])
    except IntegrityError:
        return session.scalar(select(_c.location).where(_c.key == key, _c.user_id == user_id)) or None
    return None


def settle(session: Session, key: str, user_id: str, location: str) -> None:
    """Note where the first sending of a form led to, in the transaction that claimed its key."""
    session.execute(update(form_keys_table).where(_c.key == key, _c.user_id == user_id).values(location=location))


def drop_before(session: Session, moment: datetime) -> None:
    """Forget keys made before a moment."""
    session.execute(delete(form_keys_table).where(_c.made_at < moment))
