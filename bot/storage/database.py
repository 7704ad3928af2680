"""Reaching a database by its address, and telling its failures in one sentence without a password or a value."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import asyncpg
from sqlalchemy import URL, event, exc
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import StorageError
from bot.storage.addresses import POSTGRES, WITH_SCHEME

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_Gift = TypeVar("_Gift")

_WAIT = 10.0
"""Seconds to wait for another process that writes at the moment, or for a server to answer."""
_WAIT_TO_SWEEP = 0.5
"""Seconds to wait for another process that reads, to sweep behind it. All else that the store is to do waits meanwhile."""
_PRAGMAS = (
    "synchronous = FULL",  # what is confirmed is on the disk, also when the power fails
    "fullfsync = ON",  # the same on macOS
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is overwritten, too
)
_FAILURES = (
    exc.DBAPIError,
    exc.TimeoutError,
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    OSError,
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MEND = (
    "restore it from a backup, or move it away and start with an empty one, in which counts, listening and sent questions "
    "are lost"
)
_BAD_ADDRESS = (
    "MMN_BOT_DATABASE is neither a file nor an address as postgresql://user:password@host/database: mend it, and write "
    "each of the characters @ / ? # : % in the password as %40 %2F %3F %23 %3A %25"
)


@dataclass(frozen=True, slots=True)
class Database:
    """A database that can be reached; `place` and `remedy` tell of it where it fails."""

    engine: AsyncEngine
    place: str
    remedy: str

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """All that is done in it takes effect when it ends, or nothing. Raises `StorageError`."""
        try:
            async with self.engine.begin() as connection:
                yield connection
        except _FAILURES as error:
            raise _unusable(self.place, error, self.remedy) from None

    async def sweep(self) -> None:
        """Takes what was erased out of SQLite's write-ahead log, which holds it until it is written over.

        What another process reads at the moment stays for the next time. Raises `StorageError`.
        """
        if self.engine.dialect.name == "sqlite":
            async with self.transaction() as connection:
                await connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT_TO_SWEEP * 1000:.0f}")
                try:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    await connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT * 1000:.0f}")


def reach(address: str) -> Database:
    """The database at `address`, as `bot.storage.open_store` has it. Raises `StorageError`."""
    if postgres := POSTGRES.fullmatch(address):
        return _postgres(address, postgres["host"])
    if WITH_SCHEME.match(address):
        raise StorageError(_BAD_ADDRESS)
    return _sqlite(Path(address))


def _sqlite(file: Path) -> Database:
    remedy = "see that its folder may be written to, or name another file in MMN_BOT_DATABASE"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file, timeout=_WAIT)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")  # stays with the file; readers then wait for no writer
    except (OSError, sqlite3.Error) as error:
        raise _unusable(str(file), error, remedy) from None
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(file.absolute())),
        connect_args={"timeout": _WAIT},
        hide_parameters=True,
        pool_size=1,  # SQLite has one writer at a time: they queue here, in order, and not at the file's lock
        max_overflow=0,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return Database(engine, str(file), remedy)


def _postgres(address: str, host: str) -> Database:
    async def connect() -> Any:  # noqa: ANN401  the driver has no types
        try:
            return await asyncpg.connect(address, timeout=_WAIT, command_timeout=_WAIT)
        except ValueError:  # it may quote the address
            raise StorageError(_BAD_ADDRESS) from None

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=connect, hide_parameters=True, pool_pre_ping=True
    )
    place = f"the PostgreSQL database on {host}" if host else "the PostgreSQL database"
    return Database(engine, place, "see that the server runs and that MMN_BOT_DATABASE names the right one")


async def to_its_end(work: Coroutine[Any, Any, _Gift]) -> _Gift:
    """What the work gives. The work is finished even if the caller is cancelled.

    Cut off midway it would tear its connection down, and leave the database to find out.
    """
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise


def _unusable(place: str, error: Exception, remedy: str) -> StorageError:
    code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _DAMAGED:  # the low byte of SQLite's extended codes is the kind of failure
        return StorageError(f"{place} is no sound SQLite database ({_reason(error)}): {_MEND}")
    return StorageError(f"{place} cannot be used ({_reason(error)}): {remedy}")


def _reason(error: Exception) -> str:
    """Why, in words that hold no value: SQLite's own, the system's, or what PostgreSQL calls this kind of failure."""
    cause: BaseException = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return str(cause)
    cause = cause.__cause__ or cause
    if isinstance(cause, OSError):
        return cause.strerror or "it does not answer"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(cause).__name__.removesuffix("Error")).lower()
