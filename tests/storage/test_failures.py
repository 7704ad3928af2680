"""A database that cannot be used is told of in one sentence: the place, the reason, the remedy; never a password."""

import logging
import socket
import traceback
from datetime import date
from pathlib import Path

import asyncpg
import pytest
from loopback.postgres import PASSWORD, Postgres
from sqlalchemy import text

from bot.errors import StorageError
from bot.storage.store import SqlStore, open_store

pytestmark = pytest.mark.asyncio

FILE_REMEDY = "see that its folder may be written to, or name another file in MMN_BOT_DATABASE"
DAMAGED_REMEDY = (
    "restore it from a backup, or move it away and start with an empty one, in which counts, listening and sent questions "
    "are lost"
)
SERVER_REMEDY = "see that the server runs and that MMN_BOT_DATABASE names the right one"


async def failure(address: str) -> str:
    with pytest.raises(StorageError) as raised:
        await open_store(address)
    shown = "".join(traceback.format_exception(raised.value))
    assert PASSWORD not in shown
    assert "SELECT" not in shown
    return str(raised.value)


# ---- SQLite ----------------------------------------------------------------------------------------------------------


async def test_a_folder_in_place_of_the_file(tmp_path: Path):
    assert await failure(str(tmp_path)) == f"{tmp_path} cannot be used (unable to open database file): {FILE_REMEDY}"


async def test_a_file_in_place_of_the_folder(tmp_path: Path):
    (tmp_path / "data").touch()
    file = tmp_path / "data" / "mmn-bot.sqlite3"

    assert await failure(str(file)) == f"{file} cannot be used (File exists): {FILE_REMEDY}"


async def test_a_file_that_is_no_database(tmp_path: Path):
    file = tmp_path / "mmn-bot.sqlite3"
    file.write_text("something else " * 1000, encoding="utf-8")

    assert await failure(str(file)) == f"{file} is no sound SQLite database (file is not a database): {DAMAGED_REMEDY}"
    assert file.read_text(encoding="utf-8").startswith("something else")


async def test_a_file_whose_end_is_lost(sqlite_file: Path):
    store = await open_store(str(sqlite_file))
    await store.set_note("name", "value")
    await store.close()
    sqlite_file.write_bytes(sqlite_file.read_bytes()[:5000])

    told = await failure(str(sqlite_file))
    assert told == f"{sqlite_file} is no sound SQLite database (database disk image is malformed): {DAMAGED_REMEDY}"


async def test_a_file_of_which_a_part_was_overwritten_while_the_bot_ran(sqlite_file: Path):
    store = await open_store(str(sqlite_file))
    for number in range(200):
        await store.count("shown", f"entry-{number}", date(2026, 1, 1))
    await store.close()
    store = await open_store(str(sqlite_file))
    sound = sqlite_file.read_bytes()
    sqlite_file.write_bytes(sound[:12_288] + b"\x5a" * (len(sound) - 12_288))

    with pytest.raises(
        StorageError, match=r"is no sound SQLite database \(database disk image is malformed\): restore"
    ):
        await store.counts()
    await store.close()


async def test_a_folder_that_may_not_be_written_to(monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)  # root may write anywhere

    assert await failure("data/db") == f"data/db cannot be used (Permission denied): {FILE_REMEDY}"


# ---- PostgreSQL ------------------------------------------------------------------------------------------------------


async def test_a_wrong_password(postgres: Postgres, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)

    assert await failure(postgres.address(password=f"{PASSWORD}-of-yesterday")) == (
        f"the PostgreSQL database on 127.0.0.1 cannot be used (invalid password): {SERVER_REMEDY}"
    )
    assert PASSWORD not in caplog.text


async def test_a_database_that_is_not_there(postgres: Postgres, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)

    assert await failure(postgres.address("nobodys")) == (
        f"the PostgreSQL database on 127.0.0.1 cannot be used (invalid catalog name): {SERVER_REMEDY}"
    )
    assert PASSWORD not in caplog.text


async def test_a_server_that_is_not_there():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        told = await failure(f"postgresql://bot:{PASSWORD}@127.0.0.1:{probe.getsockname()[1]}/faq")

    assert told.startswith("the PostgreSQL database on 127.0.0.1 cannot be used (")
    assert told.endswith(f"): {SERVER_REMEDY}")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://bot:{PASSWORD}@host:port/faq",
        f"postgresql://bot:p@{PASSWORD}@host/faq",
        f"postgresql://bot:p/{PASSWORD}@host/faq",
        f"postgresql://bot:p#{PASSWORD}@host/faq",
        f"postgresql://host/faq?password={PASSWORD}&sslmode=perhaps",
        f"postgresql:/bot:{PASSWORD}@host/faq",
        f"postgre://bot:{PASSWORD}@host/faq",
        f"mysql://bot:{PASSWORD}@host/faq",
        f"bot:{PASSWORD}@host/faq",
    ],
)
async def test_an_address_that_is_none(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    assert await failure(address) == (
        "MMN_BOT_DATABASE is neither a file nor an address as postgresql://user:password@host/database: mend it, and "
        "write each of the characters @ / ? # : % in the password as %40 %2F %3F %23 %3A %25"
    )
    assert list(tmp_path.iterdir()) == []


async def test_a_lost_connection_is_made_anew(postgres: Postgres):
    address = postgres.new_address()
    store = await open_store(address)
    await store.set_note("name", "value")

    other = await asyncpg.connect(address)
    await other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()")  # fmt: skip
    await other.close()
    assert await store.note("name") == "value"

    postgres.crash()
    with pytest.raises(StorageError) as raised:
        await store.note("name")
    assert str(raised.value).startswith("the PostgreSQL database on 127.0.0.1 cannot be used (")
    postgres.start()
    assert await store.note("name") == "value"
    await store.close()


# ---- both ------------------------------------------------------------------------------------------------------------


async def test_a_failure_amid_work_shows_neither_statement_nor_values(store: SqlStore, address: str):
    entry = f"{PASSWORD}-entry"  # not written out, since a traceback quotes this file
    async with store._database.transaction() as connection:
        await connection.execute(text("DROP TABLE counts"))

    with pytest.raises(StorageError) as raised:
        await store.count("shown", entry, date(2026, 11, 21))

    reason = "undefined table" if address.startswith("postgresql") else "no such table: counts"
    assert f" cannot be used ({reason}): " in str(raised.value)
    shown = "".join(traceback.format_exception(raised.value))
    assert "INSERT" not in shown
    assert entry not in shown
