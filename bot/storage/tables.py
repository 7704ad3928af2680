"""The tables, as the newest version of the schema in `migrations` makes them.

They hold no names. Words, and the ids of those who want an answer, are of questions sent on purpose, and encrypted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class Moment(TypeDecorator[datetime]):
    """A time in UTC. SQLite keeps no time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The time as it is written."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The time as it was given."""
        return value and value.replace(tzinfo=UTC)


METADATA = MetaData()

CHATS = Table(
    "chats",
    METADATA,
    Column("chat", Text, primary_key=True),
    Column("listening", Boolean, nullable=False),
)

COUNTRIES = Table(
    "countries",
    METADATA,
    Column("member", Text, primary_key=True),  # as a keyed code
    Column("country", Text, nullable=False),
)

NOTES = Table(
    "notes",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

COUNTS = Table(
    "counts",
    METADATA,
    Column("week", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("last", BigInteger, primary_key=True, autoincrement=False),  # the message in which the answer ends
    Column("topic", BigInteger, nullable=False),
    Column("question", BigInteger, nullable=False),
    Column("messages", JSON, nullable=False),
    Column("asker", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("answers_by_question", "place", "question"),
    Index("answers_by_asker", "asker"),
    Index("answers_by_time", "at"),
)

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_autoincrement=True,  # the number of an erased question is not given to another one
)

QUESTION_POSTS = Table(
    "question_posts",
    METADATA,
    Column("chat", Text, primary_key=True),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("platform", Text, nullable=False),
    Column("asker", Text, nullable=False),  # as a keyed code
    Column("sealed", LargeBinary, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("question", Integer, nullable=False, server_default="0"),
)

UNANSWERED = Table(
    "unanswered",
    METADATA,
    Column("mark", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
