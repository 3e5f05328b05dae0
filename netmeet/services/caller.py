"""Who is asking, over which database session, and when: what every service is handed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.store import database


@dataclass(frozen=True, slots=True)
class Caller:
    """One request's or command's unit of work. ``at`` is in UTC. Whoever made it commits or rolls back."""

    session: Session
    actor: Actor
    at: datetime


def begin(session: Session, *, writes: bool) -> None:
    """Open the transaction of a request. One that writes takes its place in the queue of writers at once."""
    if writes:
        database.begin_write(session)


def hold(caller: Caller, what: str) -> None:
    """Do something that is about no one case alone, from here to the end of the transaction."""
    database.hold(caller.session, what)


def take_turn(session: Session) -> None:
    """Let a request that has only read so far write after all. What it read may be out of date from here on."""
    database.take_turn(session)
