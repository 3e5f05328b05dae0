"""What the papers have in common: their forms, and the words that all of them say."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum, StrEnum
from typing import TypeVar, cast
from unicodedata import bidirectional

from netmeet.drawing.svg import clean

_Any = TypeVar("_Any")


class PaperForm(StrEnum):
    """How a paper is set. Large print is 20 point; Easy Read 17 point, one idea a sentence, a picture at the left."""

    PLAIN = "plain"
    LARGE_PRINT = "large print"
    EASY_READ = "easy read"


class PaperFile(StrEnum):
    """The files that a paper is made as, by how their names end: to print, or to change first."""

    PDF = "pdf"
    WORD = "docx"


_SAFE_AT_HOME = "Is it safe to have this at home? If not, tell us. We can keep it for you, or give it to you by hand."
SAFE_AT_HOME = {
    PaperForm.PLAIN: _SAFE_AT_HOME,
    PaperForm.LARGE_PRINT: _SAFE_AT_HOME,
    PaperForm.EASY_READ: (
        "Is it safe to have this at home?\nIf it is not safe, tell us.\nWe can keep it for you.\nWe can give it to you by hand."
    ),
}
"""The question that every paper asks (the printed paper is what gives a new address, or a plan, away)."""


def when(day: str, time: str) -> str:
    """A day and a time in one line (``Thursday 10 December 2026 at 2pm``), whose time never stands alone on the next."""
    return f"{day} at\N{NO-BREAK SPACE}{time}" if time else day


def tidy(value: _Any) -> _Any:
    """Return a value with every text in it cleaned, line by line: what is empty afterwards was never there for the reader."""
    found: object = value
    if isinstance(value, str) and not isinstance(value, Enum):
        found = "\n".join(clean(line) for line in value.splitlines()).strip()
    elif isinstance(value, tuple):
        found = tuple(map(tidy, value))
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{field.name: tidy(getattr(value, field.name)) for field in fields(value)})
    return cast("_Any", found)


def runs_left(text: str) -> bool:
    """True when the first letter that has a direction runs from right to left."""
    return next((kind != "L" for char in text if (kind := bidirectional(char)) in ("L", "R", "AL")), False)
