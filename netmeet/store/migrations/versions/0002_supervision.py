"""Supervision: notes, answers, cover for absence; and when members and ties came onto their map."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.String(36)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and say when each member and tie was put there, where that is still known."""
    op.create_table("supervision_notes", *_of_case(), _column("held_on", sa.Date), *_words("note", "decision"), *_written())
    op.create_table(
        "supervision_answers",
        *_of_case(),
        _column("note_id", ID),
        *_words("words"),
        *_written(),
        sa.ForeignKeyConstraint(["case_id", "note_id"], ["supervision_notes.case_id", "supervision_notes.id"], ondelete="CASCADE"),
    )
    op.create_table(
        "cover",
        *_of_case(),
        _user("worker_id", nullable=False, index=True),
        _user("user_id", nullable=False, index=True),
        _column("starts", sa.Date),
        _column("until", sa.Date),
        *_words("reason"),
        _user("given_by", nullable=False),
        _column("given_at", MOMENT),
        _user("ended_by"),
        sa.Column("ended_at", MOMENT),
    )
    for table in ("members", "ties"):
        op.add_column(table, sa.Column("added_at", MOMENT))
        # Whatever was changed since then keeps no trace of when it was put there.
        op.execute(f"UPDATE {table} SET added_at = changed_at WHERE version = 1")  # noqa: S608 (two names from above)


def downgrade() -> None:
    """Drop them again."""
    for table in ("ties", "members"):
        op.drop_column(table, "added_at")
    for table in ("cover", "supervision_answers", "supervision_notes"):
        op.drop_table(table)


def _column(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _words(*names: str) -> list[sa.Column[str]]:
    return [_column(name, sa.Text) for name in names]


def _user(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, ID, sa.ForeignKey("users.id"), **options)


def _of_case() -> list[sa.Column[str]]:
    case = sa.Column("case_id", ID, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    return [case, sa.Column("id", ID, primary_key=True)]


def _written() -> list[sa.Column[Any]]:
    return [_user("written_by", nullable=False), _column("written_at", MOMENT)]
