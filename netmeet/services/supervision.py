"""One case on one screen for an hour of supervision, and the notes that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from netmeet.domain.access import Action
from netmeet.domain.agenda import agenda_for
from netmeet.domain.capacity import DecisionAbout, WhoDecides, who_decides
from netmeet.domain.changed import Change, Since, changes
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import AgendaItem, ItemKind, Meeting
from netmeet.domain.outcomes import SafeChange, SafeReading, Wish, current_wishes, safe_changes
from netmeet.domain.supervised import Question, Topic
from netmeet.domain.supervision import questions
from netmeet.services import risk
from netmeet.services.caller import Caller
from netmeet.services.cases import ENGLAND, OpenCase, caseload, check, new_id
from netmeet.services.risk import RiskPage
from netmeet.store import supervision
from netmeet.store.cases import CaseRow
from netmeet.store.supervision import AnswerRow, NoteRow

MONTH = timedelta(days=30)
AFTER = timedelta(microseconds=1)
"""What was done with a note, at the same moment, is no change since."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of supervision with the answers to it, oldest first."""

    row: NoteRow
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed, and since when: ``note`` is the day of the note that it is counted from, where it is."""

    since: date
    note: date | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on the page for supervision but the drawing.

    ``meeting`` is the one that was planned last; ``actions`` are the notes of its items about who does what.
    """

    risk: RiskPage
    wishes: tuple[Wish | None, ...]
    safe: tuple[SafeReading, ...]
    safe_changes: tuple[SafeChange, ...]
    decides: tuple[tuple[DecisionAbout, WhoDecides], ...]
    meeting: Meeting | None
    actions: tuple[AgendaItem, ...]
    questions: tuple[tuple[Topic, tuple[Question, ...]], ...]
    compared: Compared
    notes: tuple[Note, ...]


def look(case: OpenCase, rule: FlagRule, today: date, since: date | None) -> Screen:
    """Read the whole case once. ``since`` None compares with the last note, else with a month ago."""
    whole, notes = case.whole(), all_notes(case)
    meeting = next(reversed(whole.meetings), None)
    decides = ((about, who_decides(whole.capacity, about, adult=case.adult_name, as_of=today)) for about in DecisionAbout)
    at, day, note = _moment(notes, today, since)
    moved, done = supervision.moved_since(case.session, case.id, at), supervision.done_since(case.session, case.id, at)
    return Screen(
        risk=risk.look(case, rule, today),
        wishes=current_wishes(whole.wishes),
        safe=whole.safe,
        safe_changes=safe_changes(whole.safe),
        decides=tuple((about, who) for about, who in decides if about is not DecisionAbout.OTHER),
        meeting=meeting,
        actions=_actions(meeting),
        questions=_by_topic(questions(whole, rule, as_of=today)),
        compared=Compared(day, note, changes(Since(whole, rule, at, day, today, moved, done, case.marked))),
        notes=notes,
    )


def raised(case: OpenCase, rule: FlagRule, today: date) -> tuple[tuple[Topic, tuple[Question, ...]], ...]:
    """The questions alone, by topic."""
    return _by_topic(questions(case.whole(), rule, as_of=today))


def _by_topic(found: tuple[Question, ...]) -> tuple[tuple[Topic, tuple[Question, ...]], ...]:
    by_topic = ((topic, tuple(one for one in found if one.topic is topic)) for topic in Topic)
    return tuple((topic, asked) for topic, asked in by_topic if asked)


def _moment(notes: tuple[Note, ...], today: date, since: date | None) -> tuple[datetime, date, date | None]:
    """The moment to compare with, its day in England, and the day of the note that it is of."""
    if since is None and notes:
        last = max((note.row for note in notes), key=lambda row: row.written_at)
        return last.written_at + AFTER, last.written_at.astimezone(ENGLAND).date(), last.held_on
    day = since or today - MONTH
    return datetime.combine(day, time.min, tzinfo=ENGLAND), day, None


def _actions(meeting: Meeting | None) -> tuple[AgendaItem, ...]:
    items = [item for part in meeting.parts for item in agenda_for(meeting, part)] if meeting else []
    return tuple(item for item in items if item.kind is ItemKind.WHO_DOES_WHAT and item.notes.strip())


def all_notes(case: OpenCase) -> tuple[Note, ...]:
    """Every note of supervision with its answers, the latest first. For those who may ``READ_SUPERVISION``."""
    answers = supervision.answers(case.session, case.id)
    return tuple(
        Note(row, tuple(answer for answer in answers if answer.note_id == row.id)) for row in supervision.notes(case.session, case.id)
    )


def newest(case: OpenCase) -> NoteRow | None:
    """The latest note, for the front page; None for somebody who may not read it."""
    if not case.may_read_supervision:
        return None
    return next(iter(supervision.notes(case.session, case.id)), None)


def write_note(case: OpenCase, held_on: date, note: str, decision: str) -> str:
    """Leave a dated note, with what was decided, that the worker sees. Returns its id. Two at once both stand."""
    case.check_past(held_on, "held_on")
    if not note.strip():
        raise BadInputError("Enter what was talked about.", "note")
    row = NoteRow(id=new_id(), held_on=held_on, note=note, decision=decision, written_by=case.actor.id, written_at=case.at)
    supervision.add_note(case.session, case.id, row)
    case.note("wrote a note of supervision")
    return row.id


def answer(case: OpenCase, note_id: str, words: str) -> str:
    """Answer a note; the note stays as it is. Returns the answer's id. Raises ``NotFoundError``."""
    one_note(case, note_id)
    if not words.strip():
        raise BadInputError("Enter an answer.", "words")
    row = AnswerRow(id=new_id(), note_id=note_id, words=words, written_by=case.actor.id, written_at=case.at)
    supervision.add_answer(case.session, case.id, row)
    case.note("answered a note of supervision")
    return row.id


def one_note(case: OpenCase, note_id: str) -> Note:
    """One note. Raises ``NotFoundError``."""
    found = next((note for note in all_notes(case) if note.row.id == note_id), None)
    if found is None:
        raise NotFoundError
    return found


@dataclass(frozen=True, slots=True)
class TeamCase:
    """One case of the team: ``last`` is the day of its last note of supervision."""

    row: CaseRow
    last: date | None


def team(caller: Caller) -> tuple[TeamCase, ...]:
    """The cases of the workers of a supervisor's team, in the order of their list; never one of their own."""
    check(caller, Action.SUPERVISE_TEAM)
    theirs = supervision.of_team(caller.session, caller.actor)
    rows = [row for row in caseload(caller) if row.id in theirs]
    last: Mapping[str, date] = supervision.last_notes(caller.session, (row.id for row in rows))
    return tuple(TeamCase(row, last.get(row.id)) for row in rows)
