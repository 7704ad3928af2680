"""Where a store can be: in a new SQLite file, and in PostgreSQL."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from loopback.postgres import Postgres, programs, serve

from bot.storage.store import SqlStore, open_store


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    found = programs()
    if not found:
        absent = "PostgreSQL's programs (initdb, pg_ctl) are not here: install Debian's package postgresql"
        (pytest.fail if os.environ.get("MMN_BOT_REQUIRE_POSTGRES") else pytest.skip)(absent)
    with serve(found) as server:
        yield server


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "folder" / "mmn-bot.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_file"))
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_address()


@pytest_asyncio.fixture
async def store(address: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(address)
    yield opened
    await opened.close()
