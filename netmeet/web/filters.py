"""How values are worded on pages."""

from datetime import date, datetime
from typing import Any

from flask import Flask

from netmeet.domain.dates import PartialDate
from netmeet.web.context import ENGLAND


def day_in_words(value: date | datetime | PartialDate | None, missing: str = "date not known") -> str:
    """``12 June 2026``, in England's time zone."""
    if value is None:
        return missing
    if isinstance(value, PartialDate):
        return value.words
    if isinstance(value, datetime):
        value = value.astimezone(ENGLAND) if value.tzinfo else value
    return f"{value:%-d %B %Y}"


def time_in_words(value: datetime) -> str:
    """``2.30pm``, in England's time zone."""
    local = value.astimezone(ENGLAND) if value.tzinfo else value
    return f"{local:%-I.%M%p}".replace("AM", "am").replace("PM", "pm").replace(".00", "")


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 member``, ``12 members``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def a_level(value: Any) -> str:
    """The name of a level in words: ``ImportanceLevel.A_LITTLE`` is ``a little``."""
    return str(value.name).replace("_", " ").lower()


def install(app: Flask) -> None:
    """Give the filters to the templates."""
    app.add_template_filter(day_in_words, "day")
    app.add_template_filter(time_in_words, "time")
    app.add_template_filter(count, "count_of")
    app.add_template_filter(a_level, "level")
