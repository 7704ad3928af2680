"""How long an answer waits for the store. What takes longer goes on in the background, and the answer goes out without it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from bot import logs
from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Coroutine

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

SECONDS = 1.0
"""An answer waits this long, at most, for each thing that it asks the store: if the database hangs, it goes out without it."""


class Patience:
    """Tasks of the store, of which each is waited for a while."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[Any]] = set()
        """Those that are still running, among them those that took too long to wait for."""

    async def soon(self, work: Coroutine[Any, Any, _T], seconds: float | None = None) -> _T | None:
        """What `work` gives, or None if it takes longer than `seconds` (None: `SECONDS`).

        It then goes on in the background, and the log is told if it fails there.
        """
        task = asyncio.create_task(work)
        self.running.add(task)  # the event loop keeps only a weak reference to a task
        task.add_done_callback(self.running.discard)
        done, _ = await asyncio.wait({task}, timeout=SECONDS if seconds is None else seconds)
        if done:
            return task.result()
        task.add_done_callback(_told)
        return None

    async def settles(self) -> None:
        """Waits for what is still running, for as long as an answer would."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS):
                await asyncio.gather(*map(asyncio.shield, self.running))


def _told(task: asyncio.Task[Any]) -> None:
    error = None if task.cancelled() else task.exception()
    if error:
        _log.error("what no answer waited for failed: %s", error if isinstance(error, BotError) else logs.told(error))
