"""What was said about entries afterwards: that they were written by mistake, or right after all."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reading_marks",
        sa.Column("case_id", ID, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("reading", ID, nullable=False),
        sa.Column("verdict", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("said_on", sa.Date),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["case_id", "reading"], ["readings.case_id", "readings.id"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop it again: a version without it counts every entry."""
    op.drop_table("reading_marks")
