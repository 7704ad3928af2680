"""How long an answer waits for the store. What takes longer goes on in the background, and the answer goes out without it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

_T = TypeVar("_T")

SECONDS = 1.0
"""An answer waits for the store this long, at most: if the database hangs, the answer goes out after that."""


class Patience:
    """Tasks of the store, of which each is waited for a while."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[Any]] = set()
        """Those that are still running, among them those that took too long to wait for."""

    async def soon(self, work: Coroutine[Any, Any, _T], seconds: float | None = None) -> _T | None:
        """What `work` gives, or None if it takes longer than `seconds` (None: `SECONDS`). It then goes on in the background."""
        task = asyncio.create_task(work)
        self.running.add(task)  # the event loop keeps only a weak reference to a task
        task.add_done_callback(self.running.discard)
        done, _ = await asyncio.wait({task}, timeout=SECONDS if seconds is None else seconds)
        return task.result() if done else None

    async def settles(self) -> None:
        """Waits for what is still running, for as long as an answer would."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                await asyncio.gather(*map(asyncio.shield, self.running))
