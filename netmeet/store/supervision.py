"""Supervision: dated notes with what was decided, the answers to them, and cover for a worker who is away.

Notes and answers are only ever added. Cover is ended, never deleted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Table, func, select, update
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.domain.changed import Moved
from netmeet.store.audit import audit_table
from netmeet.store.columns import Id, Moment, case_id, metadata, own_id, words
from netmeet.store.network_tables import members, ties
from netmeet.store.rows import add, columns_of, execute
from netmeet.store.staff import users_table


def _user(name: str, *, needed: bool = True, index: bool = False) -> Column[str]:
    return Column(name, Id, ForeignKey("users.id"), nullable=not needed, index=index)


notes_table = Table(
    "supervision_notes",
    metadata,
    case_id(),
    own_id(),
    Column("held_on", Date, nullable=False),
    *words("note", "decision"),
    _user("written_by"),
    Column("written_at", Moment, nullable=False),
)

answers_table = Table(
    "supervision_answers",
    metadata,
    case_id(),
    own_id(),
    Column("note_id", Id, nullable=False),
    *words("words"),
    _user("written_by"),
    Column("written_at", Moment, nullable=False),
    ForeignKeyConstraint(["case_id", "note_id"], ["supervision_notes.case_id", "supervision_notes.id"], ondelete="CASCADE"),
)

cover_table = Table(
    "cover",
    metadata,
    case_id(),
    own_id(),
    # Whose absence it is: cover is over once the case is somebody else's, and stays so.
    _user("worker_id", index=True),
    _user("user_id", index=True),
    # The first and the last day that it counts.
    Column("starts", Date, nullable=False),
    Column("until", Date, nullable=False),
    *words("reason"),
    _user("given_by"),
    Column("given_at", Moment, nullable=False),
    # Empty unless it was ended before its last day, by hand or with a new worker.
    _user("ended_by", needed=False),
    Column("ended_at", Moment),
)

_notes, _answers, _cover, _users = notes_table.c, answers_table.c, cover_table.c, users_table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    id: str
    written_by: str
    written_at: datetime
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow(_Written):
    """One note of supervision. ``held_on`` is the day they talked; ``decision`` may be empty."""

    held_on: date
    note: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow(_Written):
    """An answer to a note."""

    note_id: str
    words: str


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Leave for ``user_id`` to look after a case in the place of ``worker_id``; ``ended_at`` where it was ended early."""

    id: str
    case_id: str
    worker_id: str
    user_id: str
    starts: date
    until: date
    reason: str
    given_by: str
    given_at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None


W = TypeVar("W", bound=_Written)


def add_note(session: Session, case_id: str, note: NoteRow) -> None:
    """Add a note; those before it stay as they are."""
    add(session, notes_table, [note], case_id=case_id)


def add_answer(session: Session, case_id: str, answer: AnswerRow) -> None:
    """Add an answer to a note of the same case. Raises ``BadInputError`` where there is no such note."""
    add(session, answers_table, [answer], case_id=case_id)


def notes(session: Session, case_id: str) -> tuple[NoteRow, ...]:
    """Return every note of a case with its author's name, newest first by the day they talked."""
    rows = _written(session, notes_table, NoteRow, case_id)
    return tuple(sorted(rows, key=lambda row: (row.held_on, row.written_at, row.id), reverse=True))


def answers(session: Session, case_id: str) -> tuple[AnswerRow, ...]:
    """Return every answer with its author's name, oldest first."""
    return tuple(_written(session, answers_table, AnswerRow, case_id))


def _written(session: Session, table: Table, kind: type[W], case_id: str) -> list[W]:
    joined = table.join(users_table, _users.id == table.c.written_by)
    found = select(*columns_of(table, kind), _users.name.label("author")).select_from(joined).where(table.c.case_id == case_id)
    return [kind(**row) for row in session.execute(found.order_by(table.c.written_at, table.c.id)).mappings()]


def last_notes(session: Session, case_ids: Iterable[str]) -> dict[str, date]:
    """Return the day of the latest note of each of these cases that has one."""
    found = select(_notes.case_id, func.max(_notes.held_on)).where(_notes.case_id.in_(tuple(case_ids))).group_by(_notes.case_id)
    return dict(session.execute(found).all())


def of_team(session: Session, actor: Actor) -> frozenset[str]:
    """Return the ids of the cases of the workers of somebody's team, their own left out. It says nothing about who may see them."""
    cases = metadata.tables["cases"]
    joined = cases.join(users_table, _users.id == cases.c.worker_id)
    theirs = (_users.team_id.is_not(None), _users.team_id == actor.team_id, _users.id != actor.id)
    return frozenset(session.scalars(select(cases.c.id).select_from(joined).where(*theirs)))


def cases_of(session: Session, worker_id: str) -> tuple[str, ...]:
    """Return the ids of the cases that are allocated to somebody."""
    cases = metadata.tables["cases"]
    return tuple(session.scalars(select(cases.c.id).where(cases.c.worker_id == worker_id).order_by(cases.c.id)))


def add_cover(session: Session, cover: Sequence[CoverRow]) -> None:
    """Add cover."""
    add(session, cover_table, cover)


def cover_of(session: Session, case_id: str) -> tuple[CoverRow, ...]:
    """Return all cover that was ever given for a case, the latest first."""
    return _covers(session, _cover.case_id == case_id)


def open_cover(session: Session, on: date, user_id: str | None = None) -> tuple[CoverRow, ...]:
    """Return the cover of every case that has not ended by a day: what counts then, and what is still to begin.

    With ``user_id`` only what that person covers.
    """
    cases = metadata.tables["cases"]
    still_theirs = _cover.worker_id == select(cases.c.worker_id).where(cases.c.id == _cover.case_id).scalar_subquery()
    theirs = [_cover.user_id == user_id] if user_id is not None else []
    return _covers(session, _cover.ended_at.is_(None), _cover.until >= on, still_theirs, *theirs)


def _covers(session: Session, *where: Any) -> tuple[CoverRow, ...]:
    found = select(*columns_of(cover_table, CoverRow)).where(*where).order_by(_cover.given_at.desc(), _cover.id.desc())
    return tuple(CoverRow(**row) for row in session.execute(found).mappings())


def end_cover(session: Session, case_id: str, cover_id: str, by: Actor, at: datetime) -> bool:
    """End cover early. False where it is not there, or was ended before."""
    mine = update(cover_table).where(_cover.case_id == case_id, _cover.id == cover_id, _cover.ended_at.is_(None))
    return execute(session, mine.values(ended_by=by.id, ended_at=at)) > 0


def end_all_cover(session: Session, case_id: str, on: date, by: Actor, at: datetime) -> bool:
    """End every cover of a case that is not over by a day, what is to come too. False where there is none."""
    mine = update(cover_table).where(_cover.case_id == case_id, _cover.ended_at.is_(None), _cover.until >= on)
    return execute(session, mine.values(ended_by=by.id, ended_at=at)) > 0


def moved_since(session: Session, case_id: str, since: datetime) -> Moved:
    """Return who and what came onto the map of a case and was taken off it from a moment on.

    Whoever came and went within that time is named in neither.
    """

    def came(table: Table) -> frozenset[str]:
        found = select(table.c.id).where(table.c.case_id == case_id, table.c.added_at >= since, table.c.removed_at.is_(None))
        return frozenset(session.scalars(found))

    def went(table: Table, *columns: Column[Any]) -> Sequence[Any]:
        before = (table.c.added_at < since) | table.c.added_at.is_(None)
        found = select(*columns).where(table.c.case_id == case_id, table.c.removed_at >= since, before).order_by(table.c.position)
        return session.execute(found).all()

    members_off = tuple(row.name for row in went(members, members.c.name))
    return Moved(came(members), came(ties), members_off, tuple((row.a, row.b) for row in went(ties, ties.c.a, ties.c.b)))


def done_since(session: Session, case_id: str, since: datetime) -> dict[str, int]:
    """Return what was done in a case from a moment on, and how often, as its history words it."""
    rows = audit_table.c
    found = select(rows.what, func.count()).where(rows.case_id == case_id, rows.action == "change", rows.at >= since)
    return dict(session.execute(found.group_by(rows.what).order_by(rows.what)).all())
