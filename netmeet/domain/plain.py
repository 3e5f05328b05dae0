"""Values as plain data (dicts, lists, text, numbers) and back, checked: for JSON columns and for netmeet's own files.

Derived from the dataclasses, so a new field needs no line here. Fields that hold their default are left out.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum, IntEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError
from netmeet.domain.readings import SAYABLE, Reading

T = TypeVar("T")
Where = tuple[str, ...]

TEXT_LIMIT = 10_000
ID_LIMIT = 100
LINE_LIMIT = 300
TEXT_LIMITS = MappingProxyType(
    dict.fromkeys(
        (
            *("id", "adult_id", "worker_id", "staff_id", "about", "reading", "a", "b"),
            *("member", "members", "partners", "present", "chosen", "multiple"),
        ),
        ID_LIMIT,
    )
    | dict.fromkeys(("name", "pronouns", "phone", "email", "reference", "language", "title"), LINE_LIMIT)
)
"""The most characters that a field may hold, where that is fewer than ``TEXT_LIMIT``. No form takes more than these."""

ITEM_LIMIT = 2_000
ITEM_LIMITS = MappingProxyType({"readings": 10_000, "ties": 10_000, "marks": 10_000, "papers": 10_000})
"""The most items that a list may hold, where that is more than ``ITEM_LIMIT``."""

NUMBER_LIMIT = 2**31 - 1


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a value: its name, its resolved type, and its default where it has one."""

    name: str
    type: Any
    required: bool
    default: Any


@cache
def fields_of(kind: type) -> tuple[Field, ...]:
    """The fields of a dataclass, in order, with their types resolved."""
    types = get_type_hints(kind)
    return tuple(
        Field(field.name, types[field.name], field.default is dataclasses.MISSING, field.default) for field in dataclasses.fields(kind)
    )


def to_plain(value: object) -> Any:
    """Return a value as data that ``json.dumps`` takes. Fields that hold their default are left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        held = ((field, getattr(value, field.name)) for field in fields_of(kind))
        return {field.name: to_plain(found) for field, found in held if field.required or found != field.default}
    return value


def from_plain(kind: type[T], data: object, path: str = "") -> T:
    """Return plain data as a value of a type.

    ``path`` names the place in the file. Raises ``BadInputError``, naming the place, for a field that is unknown,
    missing, of the wrong kind or beyond its limit.
    """
    return cast(T, _read(kind, data, (path,) if path else ()))


def _read(kind: Any, data: object, where: Where) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        return _read_items(get_args(kind)[0], data, where)
    if origin is UnionType:
        return None if data is None else _read(_only(kind), data, where)
    if kind in _READERS:
        return _READERS[kind](data, where)
    if issubclass(kind, Enum):
        return _read_choice(kind, data, where)
    return _read_fields(kind, data, where)


def _only(kind: Any) -> Any:
    """The one type of ``X | None``."""
    return next(arg for arg in get_args(kind) if arg is not type(None))


def _read_fields(kind: Any, data: object, where: Where) -> Any:
    if not isinstance(data, dict):
        raise _wrong(where, "this must be a set of named fields.")
    fields = fields_of(kind)
    unknown = data.keys() - {field.name for field in fields}
    if unknown:
        raise _wrong(where, f"{_short(min(map(str, unknown)))} is not a field that belongs here.")
    values: dict[str, Any] = {}
    for field in fields:
        if field.name in data:
            values[field.name] = _read(_type_of(kind, field, values), data[field.name], (*where, field.name))
        elif field.required:
            raise _wrong(where, f"{field.name} is missing.")
    return kind(**values)


def _type_of(kind: Any, field: Field, before: dict[str, Any]) -> Any:
    """The type of a field. What a reading holds hangs on what it is about, which stands before it."""
    return SAYABLE[before["what"]].value if kind is Reading and field.name == "value" else field.type


def _read_items(kind: Any, data: object, where: Where) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise _wrong(where, "this must be a list.")
    limit = ITEM_LIMITS.get(_field(where), ITEM_LIMIT)
    if len(data) > limit:
        raise _wrong(where, f"there are {len(data):,} here; {limit:,} is the most.")
    return tuple(_read(kind, item, (*where, f"item {number}")) for number, item in enumerate(data, start=1))


def _read_choice(kind: type[Enum], data: object, where: Where) -> Enum:
    expected = int if issubclass(kind, IntEnum) else str
    if type(data) is expected and data in (choices := _choices(kind)):
        return choices[data]
    raise _wrong(where, f"{_short(data)} is not one of {_listed(choice.value for choice in kind)}.")


@cache
def _choices(kind: type[Enum]) -> dict[Any, Enum]:
    return {choice.value: choice for choice in kind}


def _read_text(data: object, where: Where) -> str:
    if not isinstance(data, str):
        raise _wrong(where, "this must be text.")
    limit = TEXT_LIMITS.get(_field(where), TEXT_LIMIT)
    if len(data) > limit:
        raise _wrong(where, f"this must be {limit:,} characters or fewer.")
    return data


def _read_bool(data: object, where: Where) -> bool:
    if not isinstance(data, bool):
        raise _wrong(where, "this must be true or false.")
    return data


def _read_number(data: object, where: Where) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or abs(data) > NUMBER_LIMIT:
        raise _wrong(where, "this must be a whole number.")
    return data


def _read_day(data: object, where: Where) -> date:
    try:
        return date.fromisoformat(_read_text(data, where))
    except ValueError:
        raise _wrong(where, f"{_short(data)} is not a day, for example 2026-03-31.") from None


def _read_moment(data: object, where: Where) -> datetime:
    try:
        return datetime.fromisoformat(_read_text(data, where))
    except ValueError:
        raise _wrong(where, f"{_short(data)} is not a day and time, for example 2026-03-31T14:30:00.") from None


def _read_partial_date(data: object, where: Where) -> PartialDate:
    text = _read_text(data, where)
    try:
        return PartialDate.parse(text)
    except BadInputError as error:
        raise _wrong(where, str(error)) from None


_READERS = MappingProxyType(
    {
        str: _read_text,
        bool: _read_bool,
        int: _read_number,
        date: _read_day,
        datetime: _read_moment,
        PartialDate: _read_partial_date,
    }
)


def _field(where: Where) -> str:
    """The name of the nearest field, past the numbers of items."""
    return next((part for part in reversed(where) if not part.startswith("item ")), "")


def _wrong(where: Where, says: str) -> BadInputError:
    return BadInputError(f"{', '.join(where)}: {says}" if where else says[0].upper() + says[1:])


def _short(data: object) -> str:
    text = data if isinstance(data, str) else repr(data)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)
