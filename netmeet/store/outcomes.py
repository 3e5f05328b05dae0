"""What the adult wants and whether it came true. Everything here was said, so rows are only ever added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Session

from netmeet.domain.outcomes import Agreement, SafePoint, SafeReading, Sharing, Statement, StatementAnswer, StatementPoint, Wish, Working
from netmeet.domain.readings import Presence, Voice
from netmeet.domain.standing import standing_wishes
from netmeet.store.columns import Plain, Whole, case_id, choice, metadata, own_id, words
from netmeet.store.networks import members_on_map
from netmeet.store.rows import add_numbered, read


def _said(name: str, *columns: Column[Any]) -> Table:
    said_on, seq = Column("said_on", Date), Column("seq", Integer, nullable=False)
    return Table(name, metadata, case_id(), own_id(), *columns, said_on, seq, UniqueConstraint("case_id", "seq"))


wishes_table = _said(
    "wishes",
    Column("place", Whole, nullable=False),
    *words("words"),
    Column("sharing", choice(Sharing), nullable=False),
    Column("chosen", Plain(tuple[str, ...]), nullable=False),
)

safe_readings_table = _said(
    "safe_readings",
    Column("point", choice(SafePoint), nullable=False),
    Column("score", Whole, nullable=False),
    Column("scale_max", Whole, nullable=False),
    Column("presence", choice(Presence), nullable=False),
    *words("words"),
)

workings_table = _said(
    "workings",
    Column("working", Boolean, nullable=False),
    *words("words"),
    Column("voice", choice(Voice), nullable=False),
)

statements_table = _said(
    "statements",
    Column("statement", choice(Statement), nullable=False),
    Column("point", choice(StatementPoint), nullable=False),
    Column("agreement", choice(Agreement), nullable=False),
)


def wishes(session: Session, case_id: str) -> tuple[Wish, ...]:
    """Return every wish as it was ever worded, oldest first, without naming anybody who was taken off the map."""
    return standing_wishes(wishes_kept(session, case_id), members_on_map(session, case_id))


def wishes_kept(session: Session, case_id: str) -> tuple[Wish, ...]:
    """Return every wish, also as far as it names somebody who was taken off the map."""
    return read(session, wishes_table, Wish, case_id, "seq")


def add_wishes(session: Session, case_id: str, new: Sequence[Wish]) -> tuple[Wish, ...]:
    """Append wishes; an earlier wording of the same wish stays beside it."""
    return add_numbered(session, wishes_table, case_id, new)


def safe_readings(session: Session, case_id: str) -> tuple[SafeReading, ...]:
    """Return how safe the adult said they feel, oldest first."""
    return read(session, safe_readings_table, SafeReading, case_id, "seq")


def add_safe_readings(session: Session, case_id: str, new: Sequence[SafeReading]) -> tuple[SafeReading, ...]:
    """Append how safe the adult says they feel."""
    return add_numbered(session, safe_readings_table, case_id, new)


def workings(session: Session, case_id: str) -> tuple[Working, ...]:
    """Return what is working and what is not, oldest first."""
    return read(session, workings_table, Working, case_id, "seq")


def add_workings(session: Session, case_id: str, new: Sequence[Working]) -> tuple[Working, ...]:
    """Append what is working or is not."""
    return add_numbered(session, workings_table, case_id, new)


def statements(session: Session, case_id: str) -> tuple[StatementAnswer, ...]:
    """Return the answers to the seven statements, oldest first."""
    return read(session, statements_table, StatementAnswer, case_id, "seq")


def add_statements(session: Session, case_id: str, new: Sequence[StatementAnswer]) -> tuple[StatementAnswer, ...]:
    """Append answers to the seven statements."""
    return add_numbered(session, statements_table, case_id, new)
