from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from netmeet.documents.calendar import CalendarContent, meeting_ics
from netmeet.domain.outgoing import outgoing_problems
from tests.support.hostile import NAMES

MADE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MEETING = CalendarContent("019ab", datetime(2026, 7, 7, 10, 0), 90, MADE)  # noqa: DTZ001 (local time in England, as on the letter)


def event(content):
    return Calendar.from_ical(meeting_ics(content)).walk("VEVENT")[0]


def test_a_meeting_says_when_and_next_to_nothing_else():
    calendar = Calendar.from_ical(meeting_ics(MEETING))
    (found,) = calendar.walk("VEVENT")

    assert calendar["METHOD"] == "PUBLISH"
    assert set(found) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert found["SUMMARY"] == "Meeting"
    assert found["UID"] == "019ab@netmeet"
    assert outgoing_problems(meeting_ics(MEETING).decode()) == ()


def test_it_says_where_only_when_told():
    assert "LOCATION" not in event(MEETING)
    assert event(replace(MEETING, place="St Anne’s hall,\nroom 2"))["LOCATION"] == "St Anne’s hall, room 2"
    assert "LOCATION" not in event(replace(MEETING, place=" \x00"))


def test_its_time_is_england_s_summer_and_winter():
    assert [zone["TZID"] for zone in Calendar.from_ical(meeting_ics(MEETING)).walk("VTIMEZONE")] == ["Europe/London"]
    assert event(MEETING).start.utcoffset() == timedelta(hours=1)
    assert event(MEETING).start.replace(tzinfo=None) == MEETING.starts


def test_a_meeting_over_the_change_of_the_clocks_takes_as_long_as_it_takes():
    night = CalendarContent("x", datetime(2026, 3, 29, 0, 30), 60, MADE)  # noqa: DTZ001

    assert event(night).end - event(night).start.astimezone(UTC) == timedelta(minutes=60)


def test_a_meeting_of_no_length_ends_after_it_starts():
    found = event(CalendarContent("x", MEETING.starts, 0, MADE))

    assert found.end > found.start


@pytest.mark.parametrize("name", [name for name, _ in NAMES.values()], ids=NAMES)
def test_hostile_ids_stay_inside_their_line(name):
    data = meeting_ics(CalendarContent(name, MEETING.starts, 60, MADE))

    assert data.decode().count("\nBEGIN:VEVENT\r\n") == 1
    assert [part.name for part in Calendar.from_ical(data).walk()].count("VEVENT") == 1
