"""How much, and on which days, as far as plain words say it. Anything else stays in the words that were used.

Nothing is guessed: ``two visits a day`` says nothing of hours, and ``every other Sunday`` names no day of every week.
"""

import re
from datetime import timedelta
from types import MappingProxyType

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days of a week, in order. Everywhere a day is its place in this list."""

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = MappingProxyType({word: float(place) for place, word in enumerate(_WORDS, start=1)} | {"a": 1.0, "an": 1.0})
_TIMES = MappingProxyType({"day": 7.0, "night": 7.0, "morning": 7.0, "afternoon": 7.0, "evening": 7.0, "week": 1.0, "fortnight": 0.5})
_WEEK = timedelta(weeks=1) / timedelta(hours=1)

_ABOUT = r"(?:about |around |roughly )?"
_HOW_LONG = rf"{_ABOUT}(?P<number>\d{{1,3}}(?:\.\d)?|half an?|{'|'.join(_NUMBERS)}) (?P<unit>hours?|minutes?)"
_HOW = r"(?: on the (?:tele)?phone| by (?:tele)?phone| together)?"
_DAY = "|".join(day.lower() for day in DAYS)
_EACH = rf"(?:(?:a|an|per|each|every) (?P<per>{'|'.join(_TIMES)})|daily|(?:on |every )?(?:{_DAY})s?)"
_DAY_FIRST = re.compile(rf"(?:on |every )?(?:{_DAY})s?, {_HOW_LONG}")
_DAY_LAST = re.compile(rf"{_HOW_LONG}{_HOW},? {_EACH}")
_LEAD = re.compile(r"[^\d:]*[:,] ")
_NAMED = re.compile(rf"\b({_DAY})s?\b")
_RANGE = re.compile(rf"\b({_DAY})(?: night| morning| afternoon| evening)? to ({_DAY})\b")
_DOUBT = re.compile(
    r"\b(?:not|never|no|nobody|used to|once|was|were|until|since|before|last|first|if|when|unless|except|but|or|other|second|alternate"
    r"|some|sometimes|most|mostly|nearly|almost|less|more|than|at least|at most|up to|over|under|maybe|perhaps|should|would|wants?)\b"
)


def hours_a_week(amount: str) -> float | None:
    """Return about how many hours a week an amount names, None where it does not say so plainly.

    Plain are ``about two hours a week``, ``9 hours a week``, ``half an hour every evening``, ``Wednesdays, about three
    hours``, and the same after a few words: ``cooking and washing: about 30 hours a week``.
    """
    text = " ".join(amount.casefold().split()).rstrip(".")
    lead, found = _LEAD.match(text), _plain(text)
    if found is None and lead and not _DOUBT.search(lead[0]) and not _numbers_in(lead[0]):
        found = _plain(text[lead.end() :])
    if found is None:
        return None
    hours = _number(found["number"]) / (60 if found["unit"].startswith("minute") else 1)
    per = found.groupdict().get("per")
    times = _TIMES[per] if per else 7.0 if text.endswith(" daily") else 1.0
    return hours * times if 0 < hours * times <= _WEEK else None


def _plain(text: str) -> re.Match[str] | None:
    return _DAY_FIRST.fullmatch(text) or _DAY_LAST.fullmatch(text)


def _number(text: str) -> float:
    if text.startswith("half"):
        return 0.5
    return _NUMBERS.get(text) or float(text)


def _numbers_in(text: str) -> bool:
    return bool(set(re.findall(r"[a-z]+", text)) & set(_WORDS))


def days_named(text: str) -> frozenset[int]:
    """Return the days of every week that a text names plainly; none where it names none, or says that it is not every week."""
    plain = text.casefold()
    if _DOUBT.search(plain):
        return frozenset()
    days = {_place(name) for name in _NAMED.findall(plain)}
    for first, last in _RANGE.findall(plain):
        days |= {day % 7 for day in range(_place(first), _place(first) + (_place(last) - _place(first)) % 7 + 1)}
    return frozenset(days) | (WEEKDAYS if re.search(r"\bweekdays?\b", plain) else frozenset())


def _place(name: str) -> int:
    return next(place for place, day in enumerate(DAYS) if day.casefold() == name)


def about_hours(hours: float, *, short: bool = False) -> str:
    """``about 9 hours a week``, to the half hour; ``short``: ``about 9``."""
    near = round(hours * 2) / 2
    if near < 1:
        return f"{'about' if near else 'less than'} half an hour{'' if short else ' a week'}"
    unit = "hour" if near == 1 else "hours"
    return f"about {near:g}{'' if short else f' {unit} a week'}"
