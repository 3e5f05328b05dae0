"""Papers that were made for somebody, and what was done about them since. Rows are only ever added."""

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKeyConstraint, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Session

from netmeet.domain.papers_out import PaperAct, PaperStep, standing_papers
from netmeet.store.columns import Id, Moment, case_id, choice, metadata, own_id, words
from netmeet.store.network_tables import of_member
from netmeet.store.networks import members_on_map
from netmeet.store.rows import add_numbered, read

paper_steps_table = Table(
    "paper_steps",
    metadata,
    case_id(),
    own_id(),
    Column("meeting", Id, nullable=False),
    Column("member", Id, nullable=False),
    Column("act", choice(PaperAct), nullable=False),
    Column("comes", Boolean, nullable=False),
    # Local time in England, as on the letter.
    Column("on", DateTime),
    *words("place"),
    Column("said_on", Date),
    *words("recorded_by"),
    Column("recorded_at", Moment),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("case_id", "seq"),
    ForeignKeyConstraint(["case_id", "meeting"], ["meetings.case_id", "meetings.id"], ondelete="CASCADE"),
    of_member("member"),
)


def steps(session: Session, case_id: str) -> tuple[PaperStep, ...]:
    """Return every step, oldest first, without those about anybody who was taken off the map."""
    kept = steps_kept(session, case_id)
    return standing_papers(kept, members_on_map(session, case_id)) if kept else ()


def steps_kept(session: Session, case_id: str) -> tuple[PaperStep, ...]:
    """Return every step, also those about somebody who was taken off the map."""
    return read(session, paper_steps_table, PaperStep, case_id, "seq")


def add_steps(session: Session, case_id: str, new: Sequence[PaperStep]) -> tuple[PaperStep, ...]:
    """Append steps; earlier ones stay as they were."""
    return add_numbered(session, paper_steps_table, case_id, new)
