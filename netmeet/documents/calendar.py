"""A meeting as a calendar file. Calendars are shared and pop up on locked screens, so it says next to nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from netmeet.drawing.svg import clean

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """All that a calendar file may say. ``uid`` is the meeting's own id and tells nothing.

    ``starts`` is local time in England, as on the letter; ``made_at`` is the moment the file is made. ``place`` is where, and
    only what the worker chose to put in: whoever shares a calendar would know where to wait.
    """

    uid: str
    starts: datetime
    minutes: int
    made_at: datetime
    place: str = ""


def meeting_ics(content: CalendarContent) -> bytes:
    """Return the meeting as an iCalendar file with its time zone (RFC 5545), to be added and not answered."""
    starts = content.starts.replace(tzinfo=LONDON)
    event = Event()
    event.add("uid", f"{clean(content.uid)}@netmeet")
    event.add("dtstamp", content.made_at.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", (starts.astimezone(UTC) + timedelta(minutes=max(content.minutes, 1))).astimezone(LONDON))
    event.add("summary", "Meeting")
    if place := clean(content.place):
        event.add("location", place)
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//netmeet//netmeet//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file
