"""The kinds of column that tables are made of. Columns carry the names of the dataclass fields they keep."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum as Choices
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, Enum, ForeignKey, Integer, MetaData, String, Text, TypeDecorator

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError
from netmeet.domain.plain import from_plain, to_plain

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table. Constraints have names of their own, so that a later step can find them."""

Id = String(36)


_LARGEST = 2**31 - 1


class Words(TypeDecorator[str]):
    """Text that somebody wrote. PostgreSQL takes no NUL, so neither database does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Raise ``BadInputError`` for text with NUL in it."""
        if value is not None and "\0" in value:
            raise BadInputError("This could not be kept: it holds signs that are not text. Nothing was changed.")
        return value


class Whole(TypeDecorator[int]):
    """A whole number that both databases keep: of 32 bits."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 (as above)
        """Raise ``BadInputError`` for a number that is too large."""
        if value is not None and abs(value) > _LARGEST:
            raise BadInputError("This number is too large to be kept. Nothing was changed.")
        return value


class PartialDateText(TypeDecorator[PartialDate]):
    """A year, a month or a day, as ``PartialDate`` writes it."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (as above)
        """Write the date as text."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:  # noqa: ARG002 (as above)
        """Read the text as a date."""
        return None if value is None else PartialDate.parse(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so one is put back on loading; a moment without one counts as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (as above)
        """Turn a moment to UTC."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (as above)
        """Return a moment that knows it is in UTC."""
        return None if value is None else _in_utc(value)


def _in_utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Plain(TypeDecorator[Any]):
    """A value of the domain, kept as JSON. It is read back before it is kept: what can be saved can be loaded.

    Without a ``kind``, which is then known from another column only, it is handed out as plain data.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any = None) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 (as above)
        """Turn the value into plain data. Raises ``BadInputError`` for one that could not be read back."""
        plain = to_plain(value)
        from_plain(self.kind or type(value), plain)
        return plain

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 (as above)
        """Turn plain data into the value."""
        return value if self.kind is None else from_plain(self.kind, value)


def choice(kind: type[Choices]) -> Enum:
    """One of the choices, kept as its value. New choices need no step: the text has room and no constraint."""
    return Enum(kind, native_enum=False, length=60, values_callable=_values)


def _values(kind: type[Choices]) -> Sequence[str]:
    return [str(one.value) for one in kind]


def words(*names: str) -> tuple[Column[str], ...]:
    """Columns of text that may be empty but is always there."""
    return tuple(Column(name, Words, nullable=False) for name in names)


def case_id() -> Column[str]:
    """The case that a row belongs to. It leads the key, so a row is only ever found through its case."""
    return Column("case_id", Id, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)


def own_id() -> Column[str]:
    """A row's own id, after that of its case."""
    return Column("id", Id, primary_key=True)


def position() -> Column[int]:
    """The order in which things were put there."""
    return Column("position", Integer, nullable=False)


def versioned() -> tuple[Column[Any], ...]:
    """The version of something that two people can edit, and who made it so, when."""
    return (
        Column("version", Whole, nullable=False),
        Column("changed_by", Id, nullable=False),
        Column("changed_at", Moment, nullable=False),
    )
