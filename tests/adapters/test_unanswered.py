"""Who waits for an answer outlives a restart, and nobody reads it without the token."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.unanswered import UnansweredMessages, Waiting
from bot.errors import StorageError
from bot.storage.store import SqlStore, open_store

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOME = Waiting(chat=5_000_000_017, message=1001)
CLUB = Waiting(chat=-1_005_000_000_019, message=7, topic=3, entry="contagious")
CRY = Waiting(chat=5_000_000_021, message=1002, entry="breathing", urgent=True)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(str(tmp_path / "store"))
    yield opened
    await opened.close()


def started(store: SqlStore, platform: str = "telegram", token: bytes = b"1:token") -> UnansweredMessages:
    return UnansweredMessages(store, platform, token, lambda: NOW)


async def test_what_waits_is_found_after_a_restart_and_what_was_answered_is_not(store: SqlStore):
    before = started(store)
    marks = [before.add(waiting) for waiting in (HOME, CLUB, CRY)]
    await before.are_kept()
    before.drop(marks[1])
    await before.are_kept()

    assert set((await started(store).left()).values()) == {HOME, CRY}
    assert await started(store, "discord").left() == {}
    assert await before.left() == {}


async def test_what_is_answered_before_it_could_be_written_is_never_written(store: SqlStore):
    now = started(store)
    now.drop(now.add(HOME))
    await now.are_kept()

    assert await store.unanswered("telegram") == []


async def test_many_are_written_at_once(store: SqlStore):
    now = started(store)
    marks = [now.add(Waiting(chat=1, message=number)) for number in range(2500)]
    await now.are_kept()
    assert {waiting.message for waiting in (await started(store).left()).values()} == set(range(2500))

    for mark in marks:
        now.drop(mark)
    await now.are_kept()
    assert await started(store).left() == {}


async def test_where_a_member_waits_is_forgotten_on_request(store: SqlStore):
    now = started(store)
    for waiting, asker in ((HOME, "anna"), (CLUB, "ben")):
        now.add(waiting, asker)
    now.forget("anna")
    await now.are_kept()

    assert list((await started(store).left()).values()) == [CLUB]


async def test_without_the_token_nobody_reads_it_and_it_is_let_go(store: SqlStore, tmp_path: Path):
    now = started(store)
    now.add(HOME)
    await now.are_kept()
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"5000000017" not in files
    assert HOME.chat.to_bytes(5, "big") not in files

    other = started(store, token=b"1:another")
    assert await other.left() == {}
    await other.are_kept()
    assert await started(store).left() == {}


async def test_what_waits_for_longer_than_anybody_would_is_erased_with_the_rest(store: SqlStore):
    now = started(store)
    now.add(HOME)
    await now.are_kept()

    await store.purge(NOW, NOW)
    assert len(await started(store).left()) == 1
    await store.purge(NOW + timedelta(seconds=1), NOW)
    assert await started(store).left() == {}


class Failing:
    """A store that fails until it is mended."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.broken = True

    async def note_unanswered(self, *what: object) -> None:
        await asyncio.sleep(0)
        if self.broken:
            raise StorageError("the disk is full")
        await self._store.note_unanswered(*what)  # type: ignore[arg-type]


async def test_a_store_that_fails_is_told_of_and_tried_again_with_the_next(
    store: SqlStore, caplog: pytest.LogCaptureFixture
):
    failing = Failing(store)
    now = UnansweredMessages(failing, "telegram", b"1:token", lambda: NOW)  # type: ignore[arg-type]
    for waiting in (HOME, CLUB):
        now.add(waiting)
        await now.are_kept()
    told = "who waits for an answer is not kept for a restart: the disk is full"
    assert caplog.record_tuples == [("bot.adapters.unanswered", logging.ERROR, told)] * 2

    failing.broken = False
    now.add(CRY)
    await now.are_kept()
    assert set((await started(store).left()).values()) == {HOME, CLUB, CRY}


class LosingReceipts(Failing):
    """A store that keeps what it is given, and says that it could not."""

    async def note_unanswered(self, *what: object) -> None:
        await self._store.note_unanswered(*what)  # type: ignore[arg-type]
        await super().note_unanswered((), ())


async def test_what_was_kept_though_the_store_said_no_keeps_nobody_out_and_goes_when_it_is_answered(
    store: SqlStore, caplog: pytest.LogCaptureFixture
):
    losing = LosingReceipts(store)
    now = UnansweredMessages(losing, "telegram", b"1:token", lambda: NOW)  # type: ignore[arg-type]
    answered = [now.add(HOME), now.add(CLUB)]
    await now.are_kept()
    now.drop(answered[0])
    losing.broken = False
    now.add(CRY)
    await now.are_kept()
    assert set((await started(store).left()).values()) == {CLUB, CRY}

    now.drop(answered[1])
    await now.are_kept()
    assert set((await started(store).left()).values()) == {CRY}
    caplog.clear()
