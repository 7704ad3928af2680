"""The store as one SQLite file."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from bot.errors import StorageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_VERSION = 1
_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS chats (chat TEXT PRIMARY KEY, listening INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS votes (
    week TEXT NOT NULL, entry TEXT NOT NULL, helpful INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (week, entry, helpful)
) STRICT;
PRAGMA user_version = {_VERSION};
COMMIT;
"""
_WAIT = 5.0
"""Seconds to wait for another process that writes at the moment."""


class SqliteStore:
    """Keeps to `bot.ports.Store` in `file`, which is made on first use, as its folder is.

    A connection lives for one operation, so that nothing is held open and nothing confirmed can be lost.
    Raises `StorageError` where the file cannot be used.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._prepare()

    async def listening(self, chat: str) -> bool:
        """As the port says."""
        rows = await self._run("SELECT listening FROM chats WHERE chat = ?", chat)
        return bool(rows and rows[0][0])

    async def set_listening(self, chat: str, *, on: bool) -> None:
        """As the port says."""
        await self._run("INSERT OR REPLACE INTO chats (chat, listening) VALUES (?, ?)", chat, int(on))

    async def move_chat(self, old: str, new: str) -> None:
        """As the port says."""
        await self._run("UPDATE OR REPLACE chats SET chat = ? WHERE chat = ?", new, old)

    async def note(self, name: str) -> str:
        """As the port says."""
        rows = await self._run("SELECT value FROM notes WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    async def set_note(self, name: str, value: str) -> None:
        """As the port says."""
        await self._run("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", name, value)

    async def count_vote(self, entry: str, *, helpful: bool, on: date) -> None:
        """As the port says; a week is named as ISO 8601 does, as 2026-W47."""
        year, week, _ = on.isocalendar()
        await self._run(
            "INSERT INTO votes (week, entry, helpful, count) VALUES (?, ?, ?, 1) "
            "ON CONFLICT (week, entry, helpful) DO UPDATE SET count = count + 1",
            f"{year}-W{week:02}",
            entry,
            int(helpful),
        )

    def votes(self) -> list[tuple[str, str, bool, int]]:
        """Every count: week, entry, whether it helped, how many."""
        rows = self._execute("SELECT week, entry, helpful, count FROM votes ORDER BY week, entry, helpful")
        return [(week, entry, bool(helpful), count) for week, entry, helpful, count in rows]

    async def _run(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        return await asyncio.to_thread(self._execute, statement, *values)

    def _execute(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            with closing(sqlite3.connect(self._file, timeout=_WAIT)) as connection, connection:
                return connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _prepare(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_WAIT)) as connection:
                (found,) = connection.execute("PRAGMA user_version").fetchone()
                if found > _VERSION:
                    raise StorageError(
                        f"{self._file} was made by a newer version of this bot: update the bot, or name another folder "
                        "as `data` in the settings"
                    )
                if found < _VERSION:
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> StorageError:
        return StorageError(
            f"{self._file} cannot be used ({error}): see that the folder may be written to, or name another one as "
            "`data` in the settings"
        )
