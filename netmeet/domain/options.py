"""Changes of contact to talk about, alone or several at once, and those that are kept as options for a meeting."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class HowContact(StrEnum):
    """What contact between the adult and somebody would become."""

    STOPPED = "no contact"
    TELEPHONE = "by telephone only"
    FEWER = "less often, or for fewer hours"
    SUPERVISED = "only with somebody else there"


@dataclass(frozen=True, slots=True)
class Change:
    """What contact with one member would become."""

    member: str
    how: HowContact


@dataclass(frozen=True, slots=True)
class Option:
    """Changes that are to be talked about at a meeting, under a title. ``changes`` is never empty; nothing here is decided."""

    id: str
    title: str
    changes: tuple[Change, ...]
    notes: str = ""
    saved_on: date | None = None
    seq: int = 0


def standing_options(options: tuple[Option, ...], on_map: AbstractSet[str]) -> tuple[Option, ...]:
    """Return options that name only members of the map. One that would change nothing any more is left out."""
    kept = (replace(option, changes=tuple(change for change in option.changes if change.member in on_map)) for option in options)
    return tuple(option for option in kept if option.changes)
