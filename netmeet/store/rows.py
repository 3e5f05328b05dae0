"""From values to rows and back, and the one rule for two people who save the same thing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any, ClassVar, Protocol, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Column, CursorResult, Table, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NetmeetError, NotFoundError

_ENGLAND = ZoneInfo("Europe/London")

T = TypeVar("T")


class _Numbered(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def seq(self) -> int: ...


class _Versioned(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def version(self) -> int: ...


N = TypeVar("N", bound=_Numbered)
V = TypeVar("V", bound=_Versioned)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def columns_of(table: Table, kind: Any) -> tuple[Column[Any], ...]:
    """The columns that keep fields of a dataclass, in the order of the fields."""
    return tuple(table.c[name] for name in _names(kind) if name in table.c)


def to_row(table: Table, thing: Any, **more: Any) -> dict[str, Any]:
    """Return a value as a row: its fields that are columns, and what else is given."""
    kind: type = type(thing)
    return {name: getattr(thing, name) for name in _names(kind) if name in table.c} | more


def stamp(by: Actor, at: datetime) -> dict[str, Any]:
    """Who changed something, and when."""
    return {"changed_by": by.id, "changed_at": at}


@contextmanager
def keepable() -> Iterator[None]:
    """Turn what the database does not take into ``BadInputError``."""
    try:
        yield
    except (StatementError, UnicodeError, OverflowError) as error:
        cause = error.orig if isinstance(error, StatementError) else error
        if isinstance(cause, NetmeetError):
            raise cause from error
        if isinstance(error, IntegrityError | DataError) or isinstance(cause, UnicodeError | OverflowError):
            raise BadInputError(
                "This could not be kept: it names something that is not there or is there already, or holds signs that are not text. "
                "Nothing was changed."
            ) from error
        raise


def execute(session: Session, statement: Any, rows: Sequence[Mapping[str, Any]] | None = None) -> int:
    """Run a statement that changes something and return how many rows it touched. Raises ``BadInputError``."""
    with keepable():
        result = session.execute(statement, rows)
    return result.rowcount if isinstance(result, CursorResult) else 0


def add(session: Session, table: Table, things: Sequence[Any], **more: Any) -> None:
    """Insert values."""
    if things:
        execute(session, insert(table), [to_row(table, thing, **more) for thing in things])


def add_placed(session: Session, table: Table, case_id: str, things: Sequence[Any], **more: Any) -> None:
    """Insert values of a case after those that it has already, in their order."""
    if things:
        first = 1 + last_number(session, table, "position", case_id=case_id)
        rows = [to_row(table, thing, case_id=case_id, position=first + place, **more) for place, thing in enumerate(things)]
        execute(session, insert(table), rows)


def add_numbered(session: Session, table: Table, case_id: str, things: Sequence[N]) -> tuple[N, ...]:
    """Append things said in a case, each with its place in the order of recording, and return them so numbered.

    Numbers that already rise from the last one of the case are kept; others are given anew.
    """
    last = last_number(session, table, "seq", case_id=case_id)
    seqs = [last, *(thing.seq for thing in things)]
    rising = all(one < other for one, other in pairwise(seqs))
    numbered = tuple(things if rising else (replace(thing, seq=last + place) for place, thing in enumerate(things, start=1)))
    add(session, table, numbered, case_id=case_id)
    return numbered


def last_number(session: Session, table: Table, name: str, **keys: Any) -> int:
    """The highest number in a column among rows with these keys, 0 where there are none."""
    highest = session.scalar(select(func.max(table.c[name])).where(*_match(table, keys)))
    return highest or 0


def read(session: Session, table: Table, kind: type[T], case_id: str, order: str, *where: Any) -> tuple[T, ...]:
    """Return the values of a case, in the order of a column."""
    found = select(*columns_of(table, kind)).where(table.c.case_id == case_id, *where).order_by(table.c[order])
    return tuple(kind(**row) for row in session.execute(found).mappings())


def save(session: Session, table: Table, thing: V, expected_version: int, by: Actor, at: datetime, *, name: str, **keys: Any) -> V:
    """Update the row with these keys if it still has the version that the page was opened with; return the next version.

    ``name`` says what it is ("the meeting"). Raises ``ChangedMeanwhileError`` when somebody else saved first, and
    ``NotFoundError`` when there is no such row.
    """
    after = replace(thing, version=expected_version + 1)
    values = to_row(table, after, **stamp(by, at))
    changed = update(table).where(*_match(table, keys), table.c.version == expected_version)
    if not execute(session, changed.values({key: value for key, value in values.items() if key not in keys})):
        raise conflict(session, table, name, **keys)
    return after


def conflict(session: Session, table: Table, name: str, **keys: Any) -> NetmeetError:
    """The error for a save that came too late: who was first, and when (local time in England)."""
    users = table.metadata.tables["users"].alias()
    found = session.execute(
        select(users.c.name, table.c.changed_at)
        .select_from(table.outerjoin(users, users.c.id == table.c.changed_by))
        .where(*_match(table, keys))
    ).first()
    if found is None:
        return NotFoundError()
    return ChangedMeanwhileError(found.name or "Somebody else", found.changed_at.astimezone(_ENGLAND), name)


def _match(table: Table, keys: Mapping[str, Any]) -> list[Any]:
    return [table.c[name] == value for name, value in keys.items()]
