"""The first version: chats, notes, counts, answers that stand in chats, questions sent on purpose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "chats",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("listening", sa.Boolean, nullable=False),
    )
    op.create_table(
        "notes",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "counts",
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("entry", sa.Text, primary_key=True),
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("last", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, nullable=False),
        sa.Column("question", sa.BigInteger, nullable=False),
        sa.Column("messages", sa.JSON, nullable=False),
        sa.Column("asker", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("answers_by_question", "answers", ["place", "question"])
    op.create_index("answers_by_asker", "answers", ["asker"])
    op.create_index("answers_by_time", "answers", ["at"])
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
