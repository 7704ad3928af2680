"""What is kept between two runs stays kept: through new starts, many writers, and a power cut."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent import futures
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.ports import Store
from bot.storage import SqliteStore

ROOT = Path(__file__).parents[2]
CLUB, NEW_CLUB = "telegram:-1234567890", "telegram:-1001234567890"
TODAY = date(2026, 11, 21)
REMEDY = "see that the folder may be written to, or name another one as `data` in the settings"
VOTES_UNTIL_KILLED = """
import asyncio, datetime, pathlib, sys
from bot.storage import SqliteStore

async def votes():
    store = SqliteStore(pathlib.Path(sys.argv[1]))
    for number in range(1, 1_000_000):
        await store.count_vote("ivig", helpful=True, on=datetime.date(2026, 11, 21))
        print(number, flush=True)

asyncio.run(votes())
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "store.sqlite3"


@pytest.fixture
def store(file: Path) -> SqliteStore:
    return SqliteStore(file)


def listening(store: Store, chat: str) -> bool:
    return asyncio.run(store.listening(chat))


def listens(store: Store, chat: str, *, on: bool) -> None:
    asyncio.run(store.set_listening(chat, on=on))


def votes(store: SqliteStore, entry: str = "ivig", *, helpful: bool = True, on: date = TODAY) -> None:
    asyncio.run(store.count_vote(entry, helpful=helpful, on=on))


# ---- chats -----------------------------------------------------------------------------------------------------------


def test_nobody_is_listened_to_before_an_admin_says_so(store: SqliteStore):
    assert not listening(store, CLUB)


def test_listening_can_be_switched_on_and_off_and_counts_for_one_chat(store: SqliteStore):
    listens(store, CLUB, on=True)
    listens(store, CLUB, on=True)
    assert [listening(store, chat) for chat in (CLUB, NEW_CLUB)] == [True, False]

    listens(store, CLUB, on=False)
    assert not listening(store, CLUB)


@pytest.mark.parametrize("on", [True, False])
def test_a_chat_that_became_another_one_keeps_its_setting(store: SqliteStore, on: bool):  # noqa: FBT001  a table
    listens(store, CLUB, on=on)

    asyncio.run(store.move_chat(CLUB, NEW_CLUB))

    assert [listening(store, chat) for chat in (CLUB, NEW_CLUB)] == [False, on]


@pytest.mark.parametrize("on", [True, False])
def test_a_chat_that_became_one_with_a_setting_of_its_own_brings_its_own(store: SqliteStore, on: bool):  # noqa: FBT001
    listens(store, CLUB, on=on)
    listens(store, NEW_CLUB, on=not on)

    asyncio.run(store.move_chat(CLUB, NEW_CLUB))

    assert [listening(store, chat) for chat in (CLUB, NEW_CLUB)] == [False, on]


def test_a_chat_without_a_setting_brings_none_along(store: SqliteStore):
    listens(store, NEW_CLUB, on=True)

    asyncio.run(store.move_chat(CLUB, NEW_CLUB))

    assert listening(store, NEW_CLUB)


# ---- notes -----------------------------------------------------------------------------------------------------------


def test_what_the_bot_notes_for_itself_is_there_in_the_next_run_and_can_be_changed(store: SqliteStore, file: Path):
    asyncio.run(store.set_note("discord commands", "first"))
    asyncio.run(store.set_note("discord commands", "second"))
    asyncio.run(store.set_note("another", ""))

    anew = SqliteStore(file)
    assert asyncio.run(anew.note("discord commands")) == "second"
    assert asyncio.run(anew.note("another")) == asyncio.run(anew.note("never noted")) == ""


# ---- votes -----------------------------------------------------------------------------------------------------------


def test_votes_are_counted_by_entry_and_by_whether_it_helped(store: SqliteStore):
    for entry, helpful in [("ivig", True), ("ivig", False), ("fatigue", False), ("ivig", True)]:
        votes(store, entry, helpful=helpful)

    assert store.votes() == [
        ("2026-W47", "fatigue", False, 1),
        ("2026-W47", "ivig", False, 1),
        ("2026-W47", "ivig", True, 2),
    ]


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 16), "2026-W47"),
        (date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 23), "2026-W48"),
        (date(2026, 2, 1), "2026-W05"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2025, 12, 29), "2026-W01"),
    ],
)
def test_a_week_goes_from_monday_to_sunday_also_over_new_year(store: SqliteStore, day: date, week: str):
    votes(store, on=day)

    assert store.votes() == [(week, "ivig", True, 1)]


# ---- nothing is lost -------------------------------------------------------------------------------------------------


def test_all_is_still_there_when_the_bot_starts_anew(store: SqliteStore, file: Path):
    listens(store, CLUB, on=True)
    votes(store)

    anew = SqliteStore(file)
    votes(anew)

    assert listening(anew, CLUB)
    assert anew.votes() == [("2026-W47", "ivig", True, 2)]


def test_of_many_votes_at_once_none_is_lost(store: SqliteStore):
    async def vote() -> None:
        await asyncio.gather(*(store.count_vote("ivig", helpful=True, on=TODAY) for _ in range(200)))

    asyncio.run(vote())

    assert store.votes() == [("2026-W47", "ivig", True, 200)]


def test_stores_that_are_opened_at_once_on_a_new_file_share_it(file: Path):
    ready, failed = threading.Barrier(8), []

    def opens() -> None:
        ready.wait()
        try:
            votes(SqliteStore(file))
        except StorageError as error:
            failed.append(str(error))

    threads = [threading.Thread(target=opens) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert SqliteStore(file).votes() == [("2026-W47", "ivig", True, 8)]


def test_a_store_that_another_program_is_making_at_the_moment_is_waited_for(file: Path):
    file.parent.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as other, futures.ThreadPoolExecutor() as pool:
        other.execute("BEGIN IMMEDIATE")
        opening = pool.submit(SqliteStore, file)
        futures.wait([opening], 0.2)
        other.execute("COMMIT")

        assert opening.result(5).votes() == []


def test_no_vote_that_was_confirmed_is_lost_when_the_bot_is_killed(file: Path):
    writer = subprocess.Popen(
        [sys.executable, "-c", VOTES_UNTIL_KILLED, str(file)],
        stdout=subprocess.PIPE,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert writer.stdout
    for _ in range(50):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    confirmed = 50 + len(writer.stdout.read().splitlines())
    writer.wait()
    writer.stdout.close()

    ((_, _, _, counted),) = SqliteStore(file).votes()
    assert confirmed <= counted <= confirmed + 1


# ---- a file that cannot be used --------------------------------------------------------------------------------------


def refusal(file: Path) -> str:
    with pytest.raises(StorageError) as raised:
        SqliteStore(file)
    return str(raised.value)


def test_a_file_that_is_no_store_is_left_as_it_is_and_told_in_one_sentence(tmp_path: Path):
    file = tmp_path / "store.sqlite3"
    file.write_bytes(b"minutes of the meeting of the members\n" * 100)

    assert refusal(file) == f"{file} cannot be used (file is not a database): {REMEDY}"
    assert file.read_bytes() == b"minutes of the meeting of the members\n" * 100


def test_a_folder_in_the_place_of_the_file_is_told_in_one_sentence(tmp_path: Path):
    assert refusal(tmp_path) == f"{tmp_path} cannot be used (unable to open database file): {REMEDY}"


def test_a_file_in_the_place_of_the_folder_is_told_in_one_sentence(tmp_path: Path):
    (tmp_path / "kept").touch()

    said = refusal(tmp_path / "kept" / "store.sqlite3")

    assert said.startswith(f"{tmp_path}/kept/store.sqlite3 cannot be used (")
    assert said.endswith(f"): {REMEDY}")
    assert "\n" not in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_told_in_one_sentence(tmp_path: Path):
    tmp_path.chmod(0o555)
    try:
        said = refusal(tmp_path / "store.sqlite3")
    finally:
        tmp_path.chmod(0o755)

    assert said.endswith(REMEDY)


def test_what_a_newer_version_made_is_left_as_it_is_and_told_in_one_sentence(store: SqliteStore, file: Path):
    listens(store, CLUB, on=True)
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("PRAGMA user_version = 2")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = file.read_bytes()

    assert refusal(file) == (
        f"{file} was made by a newer version of this bot: update the bot, or name another folder as `data` in the settings"
    )
    assert file.read_bytes() == before


@pytest.mark.parametrize("method", ["listening", "set_listening", "move_chat", "note", "set_note", "count_vote"])
def test_a_file_that_breaks_while_the_bot_runs_is_told_in_one_sentence(store: SqliteStore, file: Path, method: str):
    shutil.rmtree(file.parent)
    file.mkdir(parents=True)
    work = {
        "listening": lambda: store.listening(CLUB),
        "set_listening": lambda: store.set_listening(CLUB, on=True),
        "move_chat": lambda: store.move_chat(CLUB, NEW_CLUB),
        "note": lambda: store.note("a name"),
        "set_note": lambda: store.set_note("a name", "a value"),
        "count_vote": lambda: store.count_vote("ivig", helpful=True, on=TODAY),
    }

    with pytest.raises(StorageError) as raised:
        asyncio.run(work[method]())

    assert str(raised.value) == f"{file} cannot be used (unable to open database file): {REMEDY}"


def test_nothing_but_chats_counts_and_notes_is_kept(store: SqliteStore, file: Path):
    with closing(sqlite3.connect(file)) as kept:
        tables = kept.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        columns = {table: [row[1] for row in kept.execute(f"PRAGMA table_info({table})")] for (table,) in tables}

    assert store.votes() == []
    assert columns == {
        "chats": ["chat", "listening"],
        "notes": ["name", "value"],
        "votes": ["week", "entry", "helpful", "count"],
    }
