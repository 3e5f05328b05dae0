"""Papers for one reader each, filled from what that reader may know and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart, agenda_pdf
from netmeet.documents.calendar import CalendarContent, meeting_ics
from netmeet.documents.letter import LetterContent, letter_pdf
from netmeet.documents.words import PaperForm
from netmeet.domain import agenda as rules
from netmeet.domain.agenda import Timed, timetable, timetable_for
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Member
from netmeet.domain.outcomes import current_wishes, wishes_for
from netmeet.domain.outgoing import kept_private, outgoing_problems
from netmeet.services import outcomes
from netmeet.services.cases import OpenCase

OPEN_ENDED_MINUTES = 30
"""What an item that takes as long as it takes is counted as, in a calendar that wants an end."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a paper is made for: the adult, or a member who comes to one part of the meeting."""

    member: Member
    is_adult: bool
    part: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a paper before it leaves. ``never`` stops it; ``ask`` wants somebody to look again first."""

    never: tuple[str, ...]
    ask: tuple[str, ...]


def readers(case: OpenCase, meeting: Meeting) -> tuple[Reader, ...]:
    """Everybody a letter is made for: the adult, then those who come by recorded decision, by name."""
    coming = [
        Reader(case.network.member(found.member), False, found.part)
        for found in meeting.invitations
        if found.decision is not None and found.decision.comes and case.network.has(found.member)
    ]
    return (Reader(case.adult, True, 1), *sorted(coming, key=lambda reader: (reader.member.name.casefold(), reader.member.id)))


def reader(case: OpenCase, meeting: Meeting, member_id: str) -> Reader:
    """One reader. Raises ``NotFoundError`` for somebody no paper is made for."""
    found = next((one for one in readers(case, meeting) if one.member.id == member_id), None)
    if found is None:
        raise NotFoundError
    return found


def _times(meeting: Meeting, who: Reader) -> tuple[Timed, ...]:
    return timetable(meeting) if who.is_adult else timetable_for(meeting, who.part)


def _starts(meeting: Meeting, who: Reader) -> datetime | None:
    times = _times(meeting, who)
    return times[0].starts if times else meeting.on


def _minutes(meeting: Meeting, who: Reader) -> int:
    return sum(OPEN_ENDED_MINUTES if row.item.minutes is None else row.item.minutes for row in _times(meeting, who))


def _length(meeting: Meeting, who: Reader) -> str:
    hours, minutes = divmod(_minutes(meeting, who), 60)
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    parts += [f"{minutes} minutes"] if minutes else []
    return f"about {' and '.join(parts)}" if parts else ""


def _day(starts: datetime | None) -> str:
    return f"{starts:%A} {starts.day} {starts:%B %Y}" if starts else ""


def _clock(starts: datetime | None) -> str:
    if starts is None:
        return ""
    return f"{starts.hour % 12 or 12}{f'.{starts:%M}' if starts.minute else ''}{'pm' if starts.hour >= 12 else 'am'}"


def letter_content(case: OpenCase, meeting: Meeting, who: Reader, form: PaperForm) -> LetterContent:
    """What one invitation says. It names no other part: that there is one may be what somebody must not know."""
    starts = _starts(meeting, who)
    return LetterContent(
        invitee=who.member.name,
        adult=case.adult_name,
        own=who.is_adult,
        day=_day(starts),
        time=_clock(starts),
        place=meeting.venue,
        length=_length(meeting, who),
        purpose=meeting.purpose,
        sender=meeting.invited_by,
        contact=meeting.reply_to,
        form=form,
    )


def agenda_content(case: OpenCase, meeting: Meeting, who: Reader, form: PaperForm) -> AgendaContent:
    """What one reader's agenda says: their own part, and the wishes that the adult agreed to share with them."""
    wishes = outcomes.wishes(case)
    shared = [wish for wish in current_wishes(wishes) if wish] if who.is_adult else list(wishes_for(wishes, who.member.id, invited=True))
    starts, times = _starts(meeting, who), _times(meeting, who)
    by_part = [part for part in meeting.parts if any(row.item.part == part for row in times)]
    parts = tuple(
        AgendaPart(
            items=tuple(AgendaLine(row.words, row.item.title, row.item.owner) for row in times if row.item.part == part),
            title=f"Part {place}" if len(by_part) > 1 else "",
        )
        for place, part in enumerate(by_part, start=1)
    )
    return AgendaContent(
        parts=parts,
        adult=case.adult_name,
        day=_day(starts),
        time=_clock(starts),
        place=meeting.venue,
        purpose=meeting.purpose,
        wishes=tuple(wish.words for wish in shared),
        form=form,
    )


def check(case: OpenCase, who: Reader, texts: tuple[str, ...]) -> Checked:
    """Look through everything that somebody typed and that a paper would carry."""
    private = kept_private(case.network, who.member.id)
    text = "\n".join(texts)
    return Checked(never=outgoing_problems(text, private, ()), ask=outgoing_problems(text))


def _let_go(checked: Checked, *, looked: bool) -> None:
    if checked.never:
        raise BadInputError(" ".join(("This paper was not made.", *checked.never, "Change the meeting or its agenda first.")))
    if checked.ask and not looked:
        raise BadInputError(" ".join(("Look at this paper again before it is made.", *checked.ask)))


def letter_texts(case: OpenCase, meeting: Meeting) -> tuple[str, ...]:
    """What somebody typed that stands on a letter."""
    return (case.adult_name, meeting.venue, meeting.purpose, meeting.invited_by, meeting.reply_to)


def agenda_texts(case: OpenCase, meeting: Meeting, who: Reader) -> tuple[str, ...]:
    """What somebody typed that stands on one reader's agenda."""
    content = agenda_content(case, meeting, who, PaperForm.PLAIN)
    lines = [text for part in content.parts for line in part.items for text in (line.title, line.owner)]
    return (content.adult, content.place, content.purpose, *content.wishes, *lines)


def letter(case: OpenCase, meeting: Meeting, who: Reader, form: PaperForm, *, looked: bool) -> bytes:
    """One invitation as a PDF. Raises ``BadInputError`` for what may not leave, or was not looked at (``looked``)."""
    _let_go(check(case, who, letter_texts(case, meeting)), looked=looked)
    return letter_pdf(letter_content(case, meeting, who, form))


def agenda(case: OpenCase, meeting: Meeting, who: Reader, form: PaperForm, *, looked: bool) -> bytes:
    """One reader's agenda as a PDF. Raises ``BadInputError`` like ``letter``."""
    rules.check(meeting, case.network)  # invitations may have changed since the agenda was saved
    _let_go(check(case, who, agenda_texts(case, meeting, who)), looked=looked)
    return agenda_pdf(agenda_content(case, meeting, who, form))


def calendar(case: OpenCase, meeting: Meeting, who: Reader) -> bytes:
    """The meeting as a calendar entry: a day, a time, and nothing that a shared calendar should not show."""
    starts = _starts(meeting, who)
    if starts is None:
        raise BadInputError("Set the day and the time of the meeting first.")
    return meeting_ics(CalendarContent(meeting.id, starts, _minutes(meeting, who) or 60, case.at))
