"""Papers that are out: what was made for whom, what it said of the day and the place, and whether they know what changed since.

Each step is kept for good: a paper that was made, that somebody was told what changed, that a paper was got back.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PaperAct(StrEnum):
    """What was made for somebody, or done about what they hold."""

    LETTER = "letter"
    AGENDA = "agenda"
    PLAN = "plan"
    CALENDAR = "calendar entry"
    TOLD = "told"
    GOT_BACK = "got back"

    @property
    def is_paper(self) -> bool:
        """True of something that they hold from then on."""
        return self not in (PaperAct.TOLD, PaperAct.GOT_BACK)


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One step about one reader's papers of one meeting.

    ``comes``, ``on`` (local time in England) and ``place`` are what the paper said, or what they were told; empty where it
    left that out. ``said_on`` is the day in England, ``seq`` the order within the case, from 1.
    """

    id: str
    meeting: str
    member: str
    act: PaperAct
    comes: bool = True
    on: datetime | None = None
    place: str = ""
    said_on: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Now:
    """What is so today of one reader: whether they come, when, and where."""

    comes: bool
    on: datetime | None = None
    place: str = ""


def believed(steps: Iterable[PaperStep]) -> Now | None:
    """What one reader of one meeting goes by after these steps, in their order; None where they hold no paper and were told nothing.

    A paper that leaves out the day or the place leaves what an earlier one said; what somebody was told takes the place of all of it.
    """
    known: Now | None = None
    for step in steps:
        if step.act is PaperAct.GOT_BACK:
            known = None
        elif step.act is PaperAct.TOLD or known is None:
            known = Now(step.comes, step.on, step.place)
        else:
            known = Now(step.comes, step.on or known.on, step.place or known.place)
    return known


def changed_since(known: Now, now: Now) -> tuple[str, ...]:
    """What of the day, the time and the place they go by is not so any more, as beginnings of "has changed since"."""
    if known.on and now.on:
        moved = "the day" if known.on.date() != now.on.date() else "the time" if known.on != now.on else ""
    else:
        moved = "the day" if known.on else ""
    place = "the place" if known.place and _plain(known.place) != _plain(now.place) else ""
    return tuple(filter(None, (moved, place)))


def held(steps: Iterable[PaperStep]) -> tuple[PaperStep, ...]:
    """The papers that were made and not got back since, oldest first. Being told takes no paper out of anybody's hands."""
    found: list[PaperStep] = []
    for step in steps:
        if step.act is PaperAct.GOT_BACK:
            found.clear()
        elif step.act.is_paper:
            found.append(step)
    return tuple(found)


def by_reader(steps: Iterable[PaperStep]) -> dict[tuple[str, str], tuple[PaperStep, ...]]:
    """The steps of each meeting and reader, oldest first."""
    found: dict[tuple[str, str], list[PaperStep]] = {}
    for step in sorted(steps, key=lambda one: one.seq):
        found.setdefault((step.meeting, step.member), []).append(step)
    return {key: tuple(theirs) for key, theirs in found.items()}


def holders(steps: Sequence[PaperStep], days: AbstractSet[date]) -> dict[str, PaperStep]:
    """Whoever may hold a paper, of whichever meeting, that says one of these days, each with the newest such paper."""
    found: dict[str, PaperStep] = {}
    for (_, member), theirs in by_reader(steps).items():
        for step in held(theirs):
            if step.on is not None and step.on.date() in days:
                found[member] = step
    return found


def standing_papers(steps: Sequence[PaperStep], on_map: AbstractSet[str]) -> tuple[PaperStep, ...]:
    """Return the steps about members of the map."""
    return tuple(step for step in steps if step.member in on_map)


def _plain(place: str) -> str:
    return " ".join(place.split()).casefold()
