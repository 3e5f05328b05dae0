"""Answers about safer ways to stay in touch, risks that the adult wants to take, and whether an advocate is needed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.String(36)
CHOICE = sa.String(60)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "option_choices",
        *_of_case(),
        _column("tie", ID),
        *_words("option", "name"),
        _column("answer", CHOICE),
        _column("voice", CHOICE),
        sa.Column("voice_member", ID),
        *_said(),
        *_words("words"),
        *_recorded(),
        _names("ties", "tie"),
        _names("members", "voice_member"),
    )
    op.create_table(
        "risk_takings",
        *_of_case(),
        _column("tie", ID),
        *_words("wants"),
        _column("view", CHOICE),
        *_words("benefits", "harms", "likelihood"),
        _column("safeguards", sa.JSON),
        *_words("more_safeguards"),
        _column("agreed", sa.JSON),
        *_words("others_agreed", "contingency"),
        sa.Column("review_on", sa.Date),
        _column("result", CHOICE),
        sa.Column("assessment", ID),
        *_said(),
        *_recorded(),
        _names("ties", "tie"),
    )
    _make_advocates()


def downgrade() -> None:
    """Drop them again."""
    for table in ("advocate_checks", "risk_takings", "option_choices"):
        op.drop_table(table)


def _make_advocates() -> None:
    op.create_table(
        "advocate_checks",
        *_of_case(),
        *(sa.Column(area, sa.Boolean) for area in ("understand", "retain", "weigh", "communicate")),
        *_words("why"),
        _column("candidates", sa.JSON),
        _column("presence", CHOICE),
        _column("outcome", CHOICE),
        sa.Column("person", ID),
        *_words("asked_of"),
        sa.Column("asked_on", sa.Date),
        _column("imca", CHOICE),
        _column("imha", CHOICE),
        *_words("notes"),
        sa.Column("decided_on", sa.Date),
        *_recorded(said_on=False),
        _names("members", "person"),
    )


def _column(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _words(*names: str) -> list[sa.Column[str]]:
    return [_column(name, sa.Text) for name in names]


def _of_case() -> list[sa.Column[str]]:
    case = sa.Column("case_id", ID, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    return [case, sa.Column("id", ID, primary_key=True)]


def _said() -> list[sa.Column[Any]]:
    return [_column("presence", CHOICE), _column("present", sa.JSON)]


def _recorded(*, said_on: bool = True) -> list[Any]:
    day = [sa.Column("said_on", sa.Date)] if said_on else []
    numbered = [_column("seq", sa.Integer), sa.UniqueConstraint("case_id", "seq")]
    return [*day, *_words("recorded_by"), sa.Column("recorded_at", MOMENT), *numbered]


def _names(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["case_id", column], [f"{table}.case_id", f"{table}.id"], ondelete="CASCADE")
