"""Who was in the room when the adult answered about an invitation, and when; how often a case was written to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns. Nobody wrote down so far who was there."""
    op.add_column("invitations", sa.Column("presence", sa.String(60), nullable=False, server_default="not known"))
    op.add_column("invitations", sa.Column("asked_on", sa.Date))
    op.add_column("cases", sa.Column("writes", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("cases", "writes")
    for column in ("asked_on", "presence"):
        op.drop_column("invitations", column)
