"""One object of a JSON file from elsewhere, read field by field; whatever is wrong is named with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, UnreadableFileError
from netmeet.domain.plain import ID_LIMIT, ITEM_LIMIT, ITEM_LIMITS, LINE_LIMIT

# Too many people are told apart from too many of anything else.
_MOST = MappingProxyType({"people": ITEM_LIMITS["ties"], "bonds": ITEM_LIMITS["ties"]})


@dataclass(frozen=True, slots=True)
class Part:
    """An object and where it stands. A field that is missing or null counts as not given."""

    data: dict[str, Any]
    where: str = ""

    @classmethod
    def of(cls, found: object, where: str = "") -> "Part":
        """Return found data as a part. Raises ``UnreadableFileError`` for anything but an object."""
        if not isinstance(found, dict):
            raise _wrong(where, "this must be a set of named fields.")
        return cls(found, where)

    def wrong(self, field: str, says: str) -> UnreadableFileError:
        """The error to raise about a field."""
        return _wrong(f"{self.where}, {field}" if self.where else field, says)

    def text(self, field: str) -> str:
        """One line of text; empty when not given."""
        held = self.data.get(field)
        if held is None:
            return ""
        if not isinstance(held, str):
            raise self.wrong(field, "this must be text.")
        if len(held) > LINE_LIMIT:
            raise self.wrong(field, f"this must be {LINE_LIMIT} characters or fewer.")
        return held

    def id(self, field: str) -> str:
        """An id: text or a whole number; empty when not given."""
        return self._as_id(self.data.get(field), field)

    def ids(self, field: str) -> tuple[str, ...]:
        """A list of ids."""
        return tuple(self._as_id(held, f"{field}, item {number}") for number, held in enumerate(self._list(field), start=1))

    def number(self, field: str) -> int | None:
        """A small whole number."""
        held = self.data.get(field)
        if held is None or (isinstance(held, int) and not isinstance(held, bool) and abs(held) < 10_000):
            return held
        raise self.wrong(field, "this must be a whole number.")

    def date(self, field: str) -> PartialDate | None:
        """A year as a number, or a year, month or day as text."""
        held = self.data.get(field)
        if held is None or held == "":
            return None
        if isinstance(held, bool) or not isinstance(held, int | str):
            raise self.wrong(field, "this must be a year, or a date as 1950-06-12.")
        try:
            return PartialDate(held) if isinstance(held, int) else PartialDate.parse(held)
        except BadInputError as error:
            raise self.wrong(field, str(error)) from None

    def yes(self, field: str) -> bool:
        """True or false; false when not given."""
        held = self.data.get(field, False)
        if held is None or isinstance(held, bool):
            return bool(held)
        raise self.wrong(field, "this must be true or false.")

    def parts(self, field: str) -> Iterator["Part"]:
        """The objects of a list."""
        for number, held in enumerate(self._list(field), start=1):
            yield Part.of(held, f"{self.where}, {field}, item {number}" if self.where else f"{field}, item {number}")

    def _list(self, field: str) -> list[Any]:
        held = self.data.get(field)
        if held is None:
            return []
        if not isinstance(held, list):
            raise self.wrong(field, "this must be a list.")
        limit = _MOST.get(field, ITEM_LIMIT)
        if len(held) > limit:
            raise self.wrong(field, f"there are {len(held):,} here; {limit:,} is the most.")
        return held

    def _as_id(self, held: object, field: str) -> str:
        if held is None:
            return ""
        if isinstance(held, bool) or not isinstance(held, int | str):
            raise self.wrong(field, "an id is text or a whole number.")
        if len(str(held)) > ID_LIMIT:
            raise self.wrong(field, f"an id must be {ID_LIMIT} characters or fewer.")
        return str(held)


def _wrong(where: str, says: str) -> UnreadableFileError:
    return UnreadableFileError(f"{where}: {says}" if where else says[0].upper() + says[1:])
