"""Which kept question somebody waits for an answer to, for as long as they wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Adds the column; of the posts that are there it is not known."""
    op.add_column("question_posts", sa.Column("question", sa.Integer, nullable=False, server_default="0"))
