"""The real store for stories in which several event loops come and go: it stays open beside them, in a loop of its own."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import threading
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from bot.storage.store import SqlStore

_open: set[Kept] = set()


class Kept:
    """What `bot.ports.Store` asks for, in this file. It is opened by the first call; `close_all` closes it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opening: asyncio.Task[SqlStore] | None = None
        self._calls: set[asyncio.Task[Any]] = set()

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def there(*values: object, **named: object) -> object:
            call = asyncio.current_task()
            assert call
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
            return await getattr(await self._opened(), name)(*values, **named)

        async def call(*values: object, **named: object) -> object:
            done = asyncio.run_coroutine_threadsafe(there(*values, **named), _loop())
            return await asyncio.shield(asyncio.wrap_future(done))  # cut off within, it would leave its connection open

        return call

    async def _opened(self) -> SqlStore:
        if self._opening is None or _failed(self._opening):
            self._opening = asyncio.create_task(_opened(self._file))
            _open.add(self)
        return await asyncio.shield(self._opening)  # who waits may be cancelled: it is opened for the others

    def close(self) -> None:
        """Closes it; the next call opens it again."""
        asyncio.run_coroutine_threadsafe(self._closed(), _loop()).result()

    async def _closed(self) -> None:
        while self._calls:
            await asyncio.wait(self._calls)
        _open.discard(self)
        opening, self._opening = self._opening, None
        if opening:
            await asyncio.wait([opening])
            if not _failed(opening):
                await opening.result().close()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Meanwhile another process writes to the file, as a backup does."""
        with closing(sqlite3.connect(self._file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def breaks(self) -> None:
        """From now on the file is no database."""
        self.close()
        self._file.write_text("no database", encoding="utf-8")

    @property
    def folder(self) -> Path:
        """Where the file lies, with those that belong to it; all that was said so far is in it."""
        self.close()
        return self._file.parent

    def votes(self) -> list[tuple[str, str, bool, int]]:
        """Every vote so far: week, entry, whether it helped, how many."""
        counts = asyncio.run(self.counts())
        voted = [count for count in counts if count.what in {"helped", "unhelped"}]
        return sorted((count.week, count.entry, count.what == "helped", count.number) for count in voted)


def close_all() -> None:
    """Closes what is open, at the end of a story."""
    for kept in list(_open):
        kept.close()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Where every store of this process is at work."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="stores", daemon=True).start()
    return loop


def _failed(opening: asyncio.Task[SqlStore]) -> bool:
    return opening.done() and (opening.cancelled() or opening.exception() is not None)


async def _opened(file: Path) -> SqlStore:
    if file.parent.is_dir() and not file.exists():
        file.write_bytes(await asyncio.to_thread(_empty))
    return await open_store(str(file))


def lay_store(data: Path) -> None:
    """Lays a store in which nothing is into the data folder of a program, as that of a bot that ran before."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "mmn-bot.sqlite3").write_bytes(_empty())


@cache
def _empty() -> bytes:
    """A store in which nothing is: making its tables takes longer than most stories."""

    async def made(file: Path) -> None:
        await (await open_store(str(file))).close()

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite3"
        asyncio.run(made(file))
        return file.read_bytes()
