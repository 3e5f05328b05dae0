"""Papers that were made for whom, and whether they know what changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.String(36)


def upgrade() -> None:
    """Make the table. What was made before, nobody kept."""
    op.create_table(
        "paper_steps",
        sa.Column("case_id", ID, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", ID, primary_key=True),
        sa.Column("meeting", ID, nullable=False),
        sa.Column("member", ID, nullable=False),
        sa.Column("act", sa.String(60), nullable=False),
        sa.Column("comes", sa.Boolean, nullable=False),
        sa.Column("on", sa.DateTime),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("said_on", sa.Date),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.UniqueConstraint("case_id", "seq"),
        sa.ForeignKeyConstraint(["case_id", "meeting"], ["meetings.case_id", "meetings.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id", "member"], ["members.case_id", "members.id"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop it again: a version without it does not know that a paper is out."""
    op.drop_table("paper_steps")
