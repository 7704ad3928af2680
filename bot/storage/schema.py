"""Brings a database to the newest version of the schema, whichever version it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

NEWEST = "5"
"""The newest of `migrations/versions`. Where a database stands there, which is usual, Alembic is not imported."""

_LOCK = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": f"SELECT pg_advisory_xact_lock({int.from_bytes(b'mmn-bot')})",
}
"""Keeps other processes out until the transaction ends: two that start at once would both make the tables."""


class UnknownVersionError(Exception):
    """The database was made by a newer version of this bot."""


def upgrade(connection: Connection) -> None:
    """Runs the versions that are missing in one transaction: all of them take effect, or none.

    Raises `UnknownVersionError` where the database stands at a version that this bot does not know.
    """
    connection.exec_driver_sql(_LOCK[connection.dialect.name])
    if _version(connection) != NEWEST:
        _bring_up(connection)


def _version(connection: Connection) -> str | None:
    """The version that Alembic noted last; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _bring_up(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", f"{__package__}:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise UnknownVersionError from None
