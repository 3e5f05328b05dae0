"""Changes of contact that are kept to be talked about. They are added, or taken off the list; nobody edits one."""

from collections.abc import Sequence

from sqlalchemy import Column, Date, Integer, Table, UniqueConstraint, delete
from sqlalchemy.orm import Session

from netmeet.domain.options import Change, Option, standing_options
from netmeet.store.columns import Plain, case_id, metadata, own_id, words
from netmeet.store.networks import members_on_map
from netmeet.store.rows import add_numbered, execute, read

options_table = Table(
    "options",
    metadata,
    case_id(),
    own_id(),
    *words("title"),
    Column("changes", Plain(tuple[Change, ...]), nullable=False),
    *words("notes"),
    Column("saved_on", Date),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("case_id", "seq"),
)


def options(session: Session, case_id: str) -> tuple[Option, ...]:
    """Return the options of a case, oldest first, without naming anybody who was taken off the map."""
    return standing_options(options_kept(session, case_id), members_on_map(session, case_id))


def options_kept(session: Session, case_id: str) -> tuple[Option, ...]:
    """Return every option, also as far as it names somebody who was taken off the map."""
    return read(session, options_table, Option, case_id, "seq")


def add_options(session: Session, case_id: str, new: Sequence[Option]) -> tuple[Option, ...]:
    """Append options."""
    return add_numbered(session, options_table, case_id, new)


def drop_option(session: Session, case_id: str, option_id: str) -> bool:
    """Take an option off the list. False where it is not there."""
    found = options_table.c
    return execute(session, delete(options_table).where(found.case_id == case_id, found.id == option_id)) > 0
