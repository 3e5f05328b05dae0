"""What the adult answered, and what was decided, about an invitation before; who wrote the newest down, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

KEPT = ("answers_before", "decisions_before")
BY = ("answer_by", "decision_by")
AT = ("answer_at", "decision_at")


def upgrade() -> None:
    """Add the columns. Who wrote down what is there, and what stood before it, nobody kept so far."""
    for column in KEPT:
        op.add_column("invitations", sa.Column(column, sa.JSON, nullable=False, server_default="[]"))
    for column in BY:
        op.add_column("invitations", sa.Column(column, sa.Text, nullable=False, server_default=""))
    for column in AT:
        op.add_column("invitations", sa.Column(column, sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop them again: only the newest answer and decision stay."""
    for column in (*AT, *BY, *KEPT):
        op.drop_column("invitations", column)
