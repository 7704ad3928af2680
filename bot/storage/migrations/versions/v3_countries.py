"""The country that a member chose for the numbers to call, so that they choose it once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "countries",
        sa.Column("member", sa.Text, primary_key=True),
        sa.Column("country", sa.Text, nullable=False),
    )
