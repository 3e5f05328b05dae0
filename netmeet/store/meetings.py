"""Network meetings: who is asked to which part, and the agenda."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Column, Date, DateTime, ForeignKeyConstraint, Table, delete, insert, select
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.domain.errors import UnknownMemberError
from netmeet.domain.meeting import AdultSays, AgendaItem, Answered, Decided, FamilyTime, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.readings import Presence
from netmeet.domain.standing import standing_meetings
from netmeet.store.columns import Id, Moment, Plain, Whole, Words, case_id, choice, metadata, own_id, position, versioned, words
from netmeet.store.network_tables import of_member
from netmeet.store.networks import members_on_map
from netmeet.store.rows import add, add_placed, columns_of, execute, last_number, save, stamp, to_row

T = TypeVar("T")

meetings_table = Table(
    "meetings",
    metadata,
    case_id(),
    own_id(),
    position(),
    *words("purpose"),
    # Local time in England, as on the letter.
    Column("on", DateTime),
    *words("venue", "invited_by", "reply_to"),
    Column("review_on", Date),
    Column("family_time", Plain(FamilyTime), nullable=False),
    *versioned(),
)


def _of_meeting() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["case_id", "meeting_id"], ["meetings.case_id", "meetings.id"], ondelete="CASCADE")


invitations_table = Table(
    "invitations",
    metadata,
    case_id(),
    Column("meeting_id", Id, primary_key=True),
    Column("member", Id, primary_key=True),
    Column("adult_says", choice(AdultSays), nullable=False),
    *words("adult_words"),
    Column("presence", choice(Presence), nullable=False, server_default=Presence.NOT_KNOWN.value),
    Column("asked_on", Date),
    Column("decision", choice(Invite)),
    Column("part", Whole, nullable=False),
    *words("reason", "decided_by"),
    Column("decided_on", Date),
    # Nothing is overwritten: what stood before goes into these lists, which only ever grow.
    Column("answers_before", Plain(tuple[Answered, ...]), nullable=False, server_default="[]"),
    Column("decisions_before", Plain(tuple[Decided, ...]), nullable=False, server_default="[]"),
    Column("answer_by", Words, nullable=False, server_default=""),
    Column("decision_by", Words, nullable=False, server_default=""),
    Column("answer_at", Moment),
    Column("decision_at", Moment),
    position(),
    *versioned(),
    _of_meeting(),
    of_member("member"),
)

agenda_items_table = Table(
    "agenda_items",
    metadata,
    case_id(),
    Column("meeting_id", Id, primary_key=True),
    own_id(),
    position(),
    Column("kind", choice(ItemKind), nullable=False),
    *words("title", "owner"),
    Column("minutes", Whole),
    Column("part", Whole, nullable=False),
    *words("notes"),
    _of_meeting(),
)


def load(session: Session, case_id: str) -> tuple[Meeting, ...]:
    """Return the meetings of a case in the order they were planned, without naming anybody who was taken off the map."""
    return standing_meetings(load_kept(session, case_id), members_on_map(session, case_id))


def load_kept(session: Session, case_id: str) -> tuple[Meeting, ...]:
    """Return the meetings of a case, also as far as they name somebody who was taken off the map."""
    asked = _by_meeting(session, case_id, invitations_table, Invitation)
    items = _by_meeting(session, case_id, agenda_items_table, AgendaItem)
    found = select(*columns_of(meetings_table, Meeting)).where(meetings_table.c.case_id == case_id).order_by(meetings_table.c.position)
    return tuple(
        Meeting(
            **row,
            invitations=tuple(asked.get(row["id"], ())),
            agenda=tuple(items.get(row["id"], ())),
        )
        for row in session.execute(found).mappings()
    )


def add_meetings(session: Session, case_id: str, new: Sequence[Meeting], by: Actor, at: datetime) -> None:
    """Add meetings with their invitations and agendas."""
    add_placed(session, meetings_table, case_id, new, **stamp(by, at))
    for meeting in new:
        asked = [
            to_row(invitations_table, one, case_id=case_id, meeting_id=meeting.id, position=place, **stamp(by, at))
            for place, one in enumerate(meeting.invitations)
        ]
        if asked:
            execute(session, insert(invitations_table), asked)
        _insert_agenda(session, case_id, meeting.id, meeting.agenda)


def save_meeting(session: Session, case_id: str, meeting: Meeting, expected_version: int, by: Actor, at: datetime) -> Meeting:
    """Save a meeting's own fields, not its invitations or agenda. Raises ``ChangedMeanwhileError`` or ``NotFoundError``."""
    return save(session, meetings_table, meeting, expected_version, by, at, name="this meeting", case_id=case_id, id=meeting.id)


def save_invitation(
    session: Session, case_id: str, meeting_id: str, invitation: Invitation, expected_version: int, by: Actor, at: datetime
) -> Invitation:
    """Save what is recorded for one member and return it with its next version.

    Where nothing was recorded yet the page shows version 1, and the first save makes version 2, so that of two first
    saves one is told. Raises ``ChangedMeanwhileError`` or ``UnknownMemberError``.
    """
    if invitation.member not in members_on_map(session, case_id):
        raise UnknownMemberError
    keys = {"case_id": case_id, "meeting_id": meeting_id, "member": invitation.member}
    known = invitations_table.c
    recorded = select(known.member).where(known.case_id == case_id, known.meeting_id == meeting_id, known.member == invitation.member)
    if expected_version == 1 and session.scalar(recorded) is None:
        first = replace(invitation, version=2)
        place = 1 + last_number(session, invitations_table, "position", case_id=case_id, meeting_id=meeting_id)
        add(session, invitations_table, [first], case_id=case_id, meeting_id=meeting_id, position=place, **stamp(by, at))
        return first
    return save(session, invitations_table, invitation, expected_version, by, at, name="this invitation", **keys)


def replace_agenda(session: Session, case_id: str, meeting: Meeting, expected_version: int, by: Actor, at: datetime) -> Meeting:
    """Save a meeting with its agenda in place of the one before. Raises ``ChangedMeanwhileError`` or ``NotFoundError``."""
    saved = save_meeting(session, case_id, meeting, expected_version, by, at)
    items = agenda_items_table.c
    execute(session, delete(agenda_items_table).where(items.case_id == case_id, items.meeting_id == meeting.id))
    _insert_agenda(session, case_id, meeting.id, meeting.agenda)
    return saved


def _insert_agenda(session: Session, case_id: str, meeting_id: str, items: Sequence[AgendaItem]) -> None:
    if items:
        rows = [
            to_row(agenda_items_table, item, case_id=case_id, meeting_id=meeting_id, position=place) for place, item in enumerate(items)
        ]
        execute(session, insert(agenda_items_table), rows)


def _by_meeting(session: Session, case_id: str, table: Table, kind: type[T]) -> dict[str, list[T]]:
    found = select(table.c.meeting_id, *columns_of(table, kind)).where(table.c.case_id == case_id).order_by(table.c.position)
    grouped: dict[str, list[T]] = {}
    for row in session.execute(found).mappings():
        values = dict(row)
        grouped.setdefault(values.pop("meeting_id"), []).append(kind(**values))
    return grouped
