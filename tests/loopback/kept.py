"""The real store for stories in which several event loops come and go: it is opened for each call, and closed again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Kept:
    """What `bot.ports.Store` asks for, in this file."""

    def __init__(self, file: Path) -> None:
        self._file = str(file)

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def call(*values: object, **named: object) -> object:
            store = await open_store(self._file)
            try:
                return await getattr(store, name)(*values, **named)
            finally:
                await store.close()

        return call

    @property
    def folder(self) -> Path:
        """Where the file lies, with those that belong to it."""
        return Path(self._file).parent

    def votes(self) -> list[tuple[str, str, bool, int]]:
        """Every vote so far: week, entry, whether it helped, how many."""
        counts = asyncio.run(self.counts())
        voted = [count for count in counts if count.what in {"helped", "unhelped"}]
        return sorted((count.week, count.entry, count.what == "helped", count.number) for count in voted)
