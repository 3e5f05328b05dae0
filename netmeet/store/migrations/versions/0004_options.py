"""Options: changes of contact that are kept to be talked about at a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "options",
        sa.Column("case_id", ID, sa.ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", ID, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("saved_on", sa.Date),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.UniqueConstraint("case_id", "seq"),
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("options")
