"""Dates as GEDCOM writes them: ``12 JUN 1950``, ``ABT 1950``, ``BET 1950 AND 1952``, ``@#DJULIAN@ 1699/00``."""

import re
from dataclasses import dataclass

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS = {name: number for number, name in enumerate(MONTHS, start=1)}
_OTHER_RECKONING = re.compile(r"@#D(?!GREGORIAN|JULIAN)|\b(HEBREW|FRENCH_R)\b|(?:^|\s)_[A-Z]|\bB\.?C")
_CALENDAR = re.compile(r"@#D[A-Z ]+@|\b(?:GREGORIAN|JULIAN)\b")
_EXACT = re.compile(r"(?:(?:(?P<day>\d{1,2})\s+)?(?P<month>[A-Z]{3})[A-Z]*\s+)?(?P<year>\d{3,4})(?:/\d{2})?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"(?<![\d/])\d{3,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class GedcomDate:
    """What could be read of a date. ``about`` is true when only a year was taken from something longer."""

    date: PartialDate | None
    about: bool = False


def read_date(text: str) -> GedcomDate:
    """Return the date, or the first year where the file gives an estimate, a range or anything odd. Never raises.

    Other calendars than the Gregorian and Julian give no date, nor do years before Christ, nor words.
    """
    said = re.sub(r"\(.*", "", text.upper()).strip()
    if _OTHER_RECKONING.search(said):
        return GedcomDate(None)
    said = _CALENDAR.sub("", said).strip()
    exact = _exact(said)
    if exact:
        return GedcomDate(exact)
    year = _YEAR.search(said)
    return GedcomDate(PartialDate(int(year.group())), about=True) if year and int(year.group()) else GedcomDate(None)


def _exact(said: str) -> PartialDate | None:
    found = _EXACT.fullmatch(said)
    try:
        if _ISO.fullmatch(said):
            return PartialDate.parse(said)
        if not found or (found["month"] and found["month"] not in _MONTHS):
            return None
        return PartialDate(int(found["year"]), _MONTHS.get(found["month"]), int(found["day"]) if found["day"] else None)
    except BadInputError:
        return None
