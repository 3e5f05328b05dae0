"""Entries that were written by mistake: kept for good beside what counts, and counted nowhere.

That an entry was written by mistake is itself an entry, with who says so, when and why; so is that it was right after
all. The newest stands. A mistake is taken out of the map where the map is loaded, so no rule, drawing or paper meets it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from netmeet.domain.network import Network
from netmeet.domain.readings import Concern, ConcernLevel, Reading, Restriction
from netmeet.domain.wording import day


class Verdict(StrEnum):
    """What somebody says of an entry afterwards."""

    MISTAKE = "written by mistake"
    RIGHT = "right after all"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said about an entry (``reading``) afterwards, kept for good. ``seq`` is the order within the case, from 1.

    ``said_on`` is the day in England, ``recorded_at`` the moment.
    """

    reading: str
    verdict: Verdict
    reason: str
    said_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    seq: int = 0

    @property
    def words(self) -> str:
        """``Written by mistake, by Grace Obi on 3 May 2026``; why is ``reason``, and stands beside it."""
        by = f", by {self.recorded_by}" if self.recorded_by else ""
        on = f" on {day(self.said_on)}" if self.said_on else ""
        return f"{self.verdict.capitalize()}{by}{on}"


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry with what was said of it afterwards, oldest first."""

    reading: Reading
    marks: tuple[Mark, ...]

    @property
    def is_mistake(self) -> bool:
        """True while the newest word is that it was written by mistake."""
        return _ends_in_mistake(self.marks)

    @property
    def is_about_harm(self) -> bool:
        """True of a worry, an order or a limit: what must not go quietly. That there is nothing to worry about is none."""
        value = self.reading.value
        return isinstance(value, Restriction) or (isinstance(value, Concern) and value.level is not ConcernLevel.NONE)

    def was_mistake(self, before: datetime) -> bool:
        """True where it stood as a mistake just before a moment. What was said at no known moment was said before it."""
        return _ends_in_mistake([mark for mark in self.marks if mark.recorded_at is None or mark.recorded_at < before])


def _ends_in_mistake(marks: Sequence[Mark]) -> bool:
    return bool(marks) and marks[-1].verdict is Verdict.MISTAKE


def marked(readings: Sequence[Reading], marks: Sequence[Mark]) -> tuple[Marked, ...]:
    """Return the entries that something was said of afterwards, in their order."""
    about: dict[str, list[Mark]] = {}
    for mark in sorted(marks, key=lambda one: one.seq):
        about.setdefault(mark.reading, []).append(mark)
    return tuple(Marked(reading, tuple(about[reading.id])) for reading in readings if reading.id in about)


def that_counts(network: Network, marks: Sequence[Mark]) -> Network:
    """Return a map without the entries that were written by mistake."""
    mistakes = {one.reading.id for one in marked(network.readings, marks) if one.is_mistake}
    if not mistakes:
        return network
    return replace(network, readings=tuple(reading for reading in network.readings if reading.id not in mistakes))
