"""When things are on paper, written one way everywhere: ``2pm``, ``2.30pm``; one part of a meeting as if there were no other."""

from dataclasses import replace
from datetime import datetime

from netmeet.domain.agenda import Timed, timetable, timetable_for
from netmeet.domain.meeting import OPEN_ENDED_ALLOWANCE, ItemKind, Meeting


def times(meeting: Meeting, part: int | None) -> tuple[Timed, ...]:
    """The items of one part with their times, as if there were no other part: that there is one may be a secret. None: of every part.

    So there is no break that leads from or to another part, and no "about" for what takes its time before this one begins.
    """
    if part is None:
        return timetable(meeting)
    own = [*timetable_for(meeting, part)]
    while own and own[-1].item.kind is ItemKind.BREAK:
        own.pop()
    while own and own[0].item.kind is ItemKind.BREAK:
        own.pop(0)
    return tuple(replace(row, about=any(before.item.minutes is None for before in own[:place])) for place, row in enumerate(own))


def starts(meeting: Meeting, part: int | None) -> datetime | None:
    """When a part (None: the meeting) starts; None while that is not settled."""
    own = times(meeting, part)
    if own:
        return own[0].starts
    return meeting.on if part in (None, 1) and not meeting.agenda else None


def minutes(meeting: Meeting, part: int | None) -> int:
    """How long a part (None: the meeting) takes; 0 while nothing is on the agenda."""
    return sum(OPEN_ENDED_ALLOWANCE if row.item.minutes is None else row.item.minutes for row in times(meeting, part))


def length(meeting: Meeting, part: int | None) -> str:
    """How long it takes, in words: ``about 1 hour and 15 minutes``."""
    hours, rest = divmod(minutes(meeting, part), 60)
    told = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    told += [_minutes(rest)] if rest else []
    return f"about {' and '.join(told)}" if told else ""


def weekday(at: datetime | None) -> str:
    """``Thursday 10 December 2026``; "" for no day."""
    return f"{at:%A} {at.day} {at:%B %Y}" if at else ""


def clock(at: datetime | None) -> str:
    """``2pm``, ``2.30pm``; "" for no time."""
    if at is None:
        return ""
    return f"{at.hour % 12 or 12}{f'.{at:%M}' if at.minute else ''}{'pm' if at.hour >= 12 else 'am'}"


def words(row: Timed) -> str:
    """``2pm to 2.10pm``, ``about 3.20pm to 3.40pm``, ``2.50pm, as long as it takes``; without a time ``10 minutes``."""
    takes = "as long as it takes" if row.item.minutes is None else _minutes(row.item.minutes)
    if row.starts is None or row.ends is None:
        return takes
    begins = f"{'about ' if row.about else ''}{clock(row.starts)}"
    return f"{begins}, {takes}" if row.item.minutes is None else f"{begins} to {clock(row.ends)}"


def easy_words(row: Timed) -> str:
    """When and how long, one idea a sentence: ``It starts at 2pm.``, ``It takes 10 minutes.``."""
    begins = f"It starts at {'about ' if row.about else ''}{clock(row.starts)}." if row.starts else ""
    takes = "It takes as long as we need." if row.item.minutes is None else f"It takes {_minutes(row.item.minutes)}."
    return "\n".join(filter(None, (begins, takes)))


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"
