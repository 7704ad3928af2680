"""What was confirmed outlives the process, however it ends; and every database finds its way to the newest schema."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from loopback.patience import PATIENCE
from sqlalchemy import text

from bot.errors import StorageError
from bot.model import Count, QuestionPost, Said
from bot.storage.store import SqlStore, open_store
from bot.storage.tables import METADATA

DAY = date(2026, 11, 21)
WRITER = """
import asyncio, sys
from datetime import UTC, date, datetime
from itertools import count
from bot.storage.store import open_store

numbers = count()

async def write(store):
    for number in numbers:
        await store.count("shown", "", date(2026, 11, 21))
        await store.keep_question(str(number).encode(), datetime.now(UTC))
        print(number, flush=True)

async def main():
    store = await open_store(sys.argv[1])
    await asyncio.gather(*(write(store) for _ in range(5)))

asyncio.run(main())
"""
OPENER = """
import asyncio, sys
from datetime import date
from bot.storage.store import open_store

async def main():
    print("ready", flush=True)
    sys.stdin.readline()
    store = await open_store(sys.argv[1])
    await store.count("shown", "", date(2026, 11, 21))
    await store.close()

asyncio.run(main())
"""


def child(script: str, address: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", script, address]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.asyncio
async def test_nothing_confirmed_is_lost_when_the_process_is_killed_amid_writes(address: str):
    confirmed = []

    for lines in (20, 200):
        with child(WRITER, address) as process:
            assert process.stdout
            first = [process.stdout.readline() for _ in range(lines)]
            process.kill()
            # The last line may have been cut off midway: then it was not told.
            rest = [line for line in process.stdout if line.endswith("\n")]
        confirmed += [line.strip().encode() for line in first + rest]

        store = await open_store(address)
        kept = [question.sealed for question in await store.questions()]
        (shown,) = await store.counts()
        await store.close()
        assert all(kept.count(number) >= confirmed.count(number) for number in set(confirmed))
        assert shown.number >= len(kept)
    assert len(confirmed) >= 220


@pytest.mark.asyncio
async def test_two_processes_that_open_a_new_database_at_once_both_find_it_whole(address: str):
    with ExitStack() as stack:
        processes = [stack.enter_context(child(OPENER, address)) for _ in range(2)]
        for process in processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.communicate("go\n")

    assert [process.returncode for process in processes] == [0, 0]
    store = await open_store(address)
    assert await store.counts() == [Count("2026-W47", "", "shown", 2)]
    await store.close()


@pytest.mark.asyncio
async def test_many_that_open_a_new_database_at_once_in_one_process_do_so_too(address: str):
    stores = await asyncio.gather(*(open_store(address) for _ in range(10)))

    await asyncio.gather(*(store.count("shown", "", DAY) for store in stores))

    assert await stores[0].counts() == [Count("2026-W47", "", "shown", 10)]
    await asyncio.gather(*(store.close() for store in stores))


# ---- being stopped ---------------------------------------------------------------------------------------------------


def test_whoever_is_stopped_amid_opening_or_closing_leaves_no_connection(
    sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
):
    """The thread of one that is left answers to an event loop that is closed by then, and dies of it."""
    died: list[object] = []
    monkeypatch.setattr(threading, "excepthook", died.append)
    before = set(threading.enumerate())

    async def opens_and_closes() -> None:
        store = await open_store(str(sqlite_file))
        await store.close()

    async def is_stopped(seconds: float) -> None:
        at_it = asyncio.create_task(opens_and_closes())
        await asyncio.sleep(seconds)
        at_it.cancel()
        await asyncio.gather(at_it, return_exceptions=True)

    asyncio.run(opens_and_closes())
    for delay in range(40):
        asyncio.run(is_stopped(delay / 4000))

    left = set(threading.enumerate()) - before
    for thread in left:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in left)
    assert died == []


# ---- the schema ------------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_the_versions_make_the_tables_that_the_store_works_with(store: SqlStore):
    async with store._database.transaction() as connection:
        differences = await connection.run_sync(
            lambda known: compare_metadata(MigrationContext.configure(known, opts={"compare_type": True}), METADATA)
        )

    assert differences == []


@pytest.mark.asyncio
async def test_a_database_without_a_version_is_brought_to_the_newest(sqlite_file: Path):
    sqlite_file.parent.mkdir(parents=True)
    sqlite_file.touch()

    for turn in range(2):
        store = await open_store(str(sqlite_file))
        await store.set_note("turn", str(turn))
        assert await store.note("turn") == str(turn)
        await store.close()


@pytest.mark.asyncio
async def test_a_database_of_the_first_version_keeps_what_it_has(store: SqlStore, address: str):
    await store.count("shown", "ivig", DAY)
    async with store._database.transaction() as connection:
        for table in ("unanswered", "countries", "question_posts"):
            await connection.execute(text(f"DROP TABLE {table}"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '1'"))

    again = await open_store(address)

    assert await again.counts() == [Count("2026-W47", "ivig", "shown", 1)]
    assert await again.unanswered("telegram") == []
    assert await again.country("anna") == ""
    assert await again.post_at("telegram:-1", 1) is None
    await again.close()


@pytest.mark.asyncio
async def test_a_database_of_a_newer_version_is_left_alone(store: SqlStore, address: str):
    await store.set_note("name", "value")
    async with store._database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '999'"))

    with pytest.raises(StorageError) as refused:
        await open_store(address)

    place = "the PostgreSQL database on 127.0.0.1" if address.startswith("postgresql") else address
    assert str(refused.value) == (
        f"{place} was made by a newer version of this bot: update the bot, or name another database in MMN_BOT_DATABASE"
    )
    assert await store.note("name") == "value"


NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
SAID = Said("a place", 0, 1, (2,), "anna's code", "ivig", NOW)
POST = QuestionPost("telegram:-1", 1, "telegram", "anna's code", b"her id", done=False, at=NOW)
ERASING: dict[str, tuple[Callable[[SqlStore], Awaitable[object]], Callable[[SqlStore], Awaitable[object]]]] = {
    "an answer": (lambda store: store.remember(SAID), lambda store: store.forget("anna's code")),
    "a post": (lambda store: store.keep_post(POST), lambda store: store.forget_posts("anna's code")),
    "a country": (
        lambda store: store.choose_country("anna's code", "GB"),
        lambda store: store.forget_country("anna's code"),
    ),
    "what is over": (lambda store: store.remember(SAID), lambda store: store.purge(LATER, LATER)),
    "what ended before": (lambda store: drops(store, SAID), lambda store: store.purge(LATER, LATER)),
}


async def drops(store: SqlStore, said: Said) -> None:
    await store.remember(said)
    await store.drop(said)


@pytest.mark.asyncio
@pytest.mark.parametrize(("keeps", "erases"), ERASING.values(), ids=ERASING)
async def test_what_is_erased_is_in_no_file_of_a_database_that_is_in_use(
    sqlite_file: Path,
    keeps: Callable[[SqlStore], Awaitable[object]],
    erases: Callable[[SqlStore], Awaitable[object]],
):
    def is_there() -> bool:
        return any(b"anna's code" in file.read_bytes() for file in sqlite_file.parent.iterdir())

    store = await open_store(str(sqlite_file))
    await keeps(store)
    assert is_there()

    await erases(store)

    assert not is_there()
    await store.close()


@pytest.mark.asyncio
async def test_what_another_process_reads_while_it_is_erased_is_gone_from_the_files_next_time(sqlite_file: Path):
    store = await open_store(str(sqlite_file))
    await store.remember(SAID)
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM answers").fetchall()
        assert await store.forget(SAID.asker) == 1
        assert other.execute("SELECT count(*) FROM answers").fetchone() == (1,)

    await store.purge(NOW, NOW)

    assert not any(SAID.asker.encode() in file.read_bytes() for file in sqlite_file.parent.iterdir())
    await store.close()


@pytest.mark.asyncio
async def test_a_confirmed_write_is_on_the_disk_and_what_is_erased_is_overwritten(sqlite_file: Path):
    store = await open_store(str(sqlite_file))
    async with store._database.transaction() as connection:
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    await store.close()

    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000, "secure_delete": 1,
    }  # fmt: skip
