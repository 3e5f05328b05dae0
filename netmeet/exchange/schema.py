"""The JSON Schema of netmeet's own file, derived from the same values as the file."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin

from netmeet.domain.casefile import CaseFile, StaffLink, TakenOff
from netmeet.domain.dates import PartialDate
from netmeet.domain.mistakes import Mark
from netmeet.domain.plain import ITEM_LIMIT, ITEM_LIMITS, NUMBER_LIMIT, TEXT_LIMIT, TEXT_LIMITS, fields_of
from netmeet.domain.readings import SAYABLE, Reading
from netmeet.exchange.bundle import FORMAT, VERSION

_SIMPLE: Mapping[Any, dict[str, Any]] = MappingProxyType(
    {
        bool: {"type": "boolean"},
        int: {"type": "integer", "minimum": -NUMBER_LIMIT, "maximum": NUMBER_LIMIT},
        date: {"type": "string", "format": "date"},
        datetime: {"type": "string", "description": "ISO 8601, as 2026-03-31T14:30:00"},
        PartialDate: {"type": "string", "pattern": r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"},
    }
)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a bundle."""
    kinds: dict[str, Any] = {}
    case = _of(CaseFile, "", kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "case"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "dropped": {"type": "array", "items": {"type": "string"}},
            "case": case,
            "taken_off": _of(tuple[TakenOff, ...], "taken_off", kinds),
            "staff": _of(tuple[StaffLink, ...], "staff", kinds),
            "marks": _of(tuple[Mark, ...], "marks", kinds),
        },
        "$defs": {name: kinds[name] for name in sorted(kinds)},
    }


def _of(kind: Any, field: str, kinds: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type; what has fields is described once, in ``kinds``."""
    if get_origin(kind) is tuple:
        return {"type": "array", "maxItems": ITEM_LIMITS.get(field, ITEM_LIMIT), "items": _of(get_args(kind)[0], field, kinds)}
    if get_origin(kind) is UnionType:
        return {"anyOf": [{"type": "null"} if arg is type(None) else _of(arg, field, kinds) for arg in get_args(kind)]}
    if kind is str:
        return {"type": "string", "maxLength": TEXT_LIMITS.get(field, TEXT_LIMIT)}
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if issubclass(kind, Enum):
        return {"enum": [choice.value for choice in kind]}
    if kind.__name__ not in kinds:
        kinds[kind.__name__] = {}
        kinds[kind.__name__] = _with_fields(kind, kinds)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _with_fields(kind: type, kinds: dict[str, Any]) -> dict[str, Any]:
    fields = fields_of(kind)
    described = {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: _of(field.type, field.name, kinds) for field in fields},
    }
    return described | {"allOf": _what_holds_what(kinds)} if kind is Reading else described


def _what_holds_what(kinds: dict[str, Any]) -> list[dict[str, Any]]:
    """What a reading holds hangs on what it is about."""
    return [
        {"if": {"properties": {"what": {"const": what.value}}}, "then": {"properties": {"value": _of(row.value, "", kinds)}}}
        for what, row in SAYABLE.items()
    ]
