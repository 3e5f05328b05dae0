"""Answers about safer ways to stay in touch, and records of risks that the adult wants to take. Rows are only ever added."""

from collections.abc import Sequence

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Session
from sqlalchemy.schema import SchemaItem

from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.readings import Presence, Voice
from netmeet.domain.risk_taking import Agreed, RiskResult, RiskTaking, RiskView
from netmeet.domain.standing import standing_choices, standing_risks
from netmeet.store.columns import Id, Moment, Plain, case_id, choice, metadata, own_id, words
from netmeet.store.network_tables import of_member
from netmeet.store.networks import members_on_map, ties_on_map
from netmeet.store.rows import add_numbered, read


def _said_of_a_tie(name: str, *columns: SchemaItem) -> Table:
    """A table of what was said of ties: of which one, who was in the room, when, and who wrote it down."""
    return Table(
        name,
        metadata,
        case_id(),
        own_id(),
        Column("tie", Id, nullable=False),
        *columns,
        Column("presence", choice(Presence), nullable=False),
        Column("present", Plain(tuple[str, ...]), nullable=False),
        Column("said_on", Date),
        *words("recorded_by"),
        Column("recorded_at", Moment),
        Column("seq", Integer, nullable=False),
        UniqueConstraint("case_id", "seq"),
        ForeignKeyConstraint(["case_id", "tie"], ["ties.case_id", "ties.id"], ondelete="CASCADE"),
    )


option_choices_table = _said_of_a_tie(
    "option_choices",
    *words("option", "name"),
    Column("answer", choice(Answer), nullable=False),
    Column("voice", choice(Voice), nullable=False),
    Column("voice_member", Id),
    *words("words"),
    of_member("voice_member"),
)

risk_takings_table = _said_of_a_tie(
    "risk_takings",
    *words("wants"),
    Column("view", choice(RiskView), nullable=False),
    *words("benefits", "harms", "likelihood"),
    Column("safeguards", Plain(tuple[str, ...]), nullable=False),
    *words("more_safeguards"),
    Column("agreed", Plain(tuple[Agreed, ...]), nullable=False),
    *words("others_agreed", "contingency"),
    Column("review_on", Date),
    Column("result", choice(RiskResult), nullable=False),
    # The assessment of capacity that it rests on. No foreign key: assessments are never taken away.
    Column("assessment", Id),
)


def choices(session: Session, case_id: str) -> tuple[OptionChoice, ...]:
    """Return every answer about an option, oldest first, without naming anybody who was taken off the map."""
    kept = choices_kept(session, case_id)
    return standing_choices(kept, members_on_map(session, case_id), ties_on_map(session, case_id)) if kept else ()


def choices_kept(session: Session, case_id: str) -> tuple[OptionChoice, ...]:
    """Return every answer, also as far as it names somebody who was taken off the map."""
    return read(session, option_choices_table, OptionChoice, case_id, "seq")


def add_choices(session: Session, case_id: str, new: Sequence[OptionChoice]) -> tuple[OptionChoice, ...]:
    """Append answers; earlier ones stay beside them."""
    return add_numbered(session, option_choices_table, case_id, new)


def risk_takings(session: Session, case_id: str) -> tuple[RiskTaking, ...]:
    """Return every record of a risk, oldest first, without naming anybody who was taken off the map."""
    kept = risk_takings_kept(session, case_id)
    return standing_risks(kept, members_on_map(session, case_id), ties_on_map(session, case_id)) if kept else ()


def risk_takings_kept(session: Session, case_id: str) -> tuple[RiskTaking, ...]:
    """Return every record, also as far as it names somebody who was taken off the map."""
    return read(session, risk_takings_table, RiskTaking, case_id, "seq")


def add_risk_takings(session: Session, case_id: str, new: Sequence[RiskTaking]) -> tuple[RiskTaking, ...]:
    """Append records; earlier ones stay as they were."""
    return add_numbered(session, risk_takings_table, case_id, new)
