"""Dates as people know them: a year, a month, or a day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import total_ordering

from netmeet.domain.errors import BadInputError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TYPED = (
    *((f"%d{mark}%m{mark}%Y", 3) for mark in "/ .-"),
    *((f"%d{mark}{month}{mark}%Y", 3) for month in ("%B", "%b") for mark in " -"),
    *(("%B %Y", 2), ("%b %Y", 2), ("%b-%Y", 2), ("%m/%Y", 2)),
)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps with a month, perhaps with a day. Written ``1950``, ``1950-06`` or ``1950-06-12``.

    In order, a year stands before its months and a month before its days.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise BadInputError("Enter a year with four digits, for example 1950.")
        if self.day is not None and self.month is None:
            raise BadInputError("Enter a month as well as a day.")
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            raise BadInputError("Enter a date that exists, for example 12 6 1950.") from None

    def __lt__(self, other: "PartialDate") -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``1950``, ``1950-06`` or ``1950-06-12``. Raises ``BadInputError`` for anything else."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise BadInputError("Enter a year (1950), a month (1950-06) or a day (1950-06-12).")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def typed(cls, text: str) -> "PartialDate":
        """Read a date as it is typed in England: ``12/6/1950``, ``12 June 1950``, ``June 1950``, or as ``parse`` does.

        Raises ``BadInputError`` for anything else, a year of two digits among it.
        """
        for form, parts in _TYPED:
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007 (a day has no time zone)
            except ValueError:
                continue
            return cls(found.year, found.month, found.day if parts == 3 else None)
        return cls.parse(text)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def words(self) -> str:
        """As said aloud: ``12 June 1950``, ``June 1950`` or ``1950``."""
        parts = [str(self.year)]
        if self.month is not None:
            parts.insert(0, _MONTHS[self.month - 1])
        if self.day is not None:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that this may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that this may mean."""
        if self.day is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])


def age_between(born: PartialDate, on: date) -> tuple[int, int]:
    """Return the least and the most whole years of age on a day, as far as the birth date is known."""
    return _years(born.latest, on), _years(born.earliest, on)


def _years(start: date, end: date) -> int:
    return max(0, end.year - start.year - ((end.month, end.day) < (start.month, start.day)))
