"""Brings a database to the newest version of the schema, whichever version it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOCK = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": f"SELECT pg_advisory_xact_lock({int.from_bytes(b'mmn-bot')})",
}
"""Keeps all other processes out until the transaction ends, so that two that start at once do not both make tables."""


def upgrade(connection: Connection) -> None:
    """Runs the versions that are missing, all in the transaction of this connection: all of them take effect or none.

    Raises alembic's `CommandError` where the database stands at a version that this bot does not know.
    """
    connection.exec_driver_sql(_LOCK[connection.dialect.name])
    config = Config()
    config.set_main_option("script_location", f"{__package__}:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
