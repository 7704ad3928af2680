"""The queue of updates: what waits for the bot, until it confirms it."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from loopback.telegram.errors import ApiError

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json

ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
TAKEN_OVER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """Updates in order. `allowed` is what the bot asked for last, which counts for what happens from then on.

    `every` holds all that there were, for a test that asks what the bot was told.
    """

    def __init__(self, lock: threading.RLock) -> None:
        self.pending: list[Json] = []
        self.every: list[Json] = []
        self.allowed: frozenset[str] = frozenset()
        self.turn = 0
        self._next_id = 900_000_001
        self._lock = lock
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def put(self, kind: str, body: Json) -> None:
        """Queues an update, unless the bot does not want its kind."""
        with self._lock:
            if kind in self.allowed or (not self.allowed and kind not in ONLY_ON_REQUEST):
                self.pending.append({"update_id": self._next_id, kind: body})
                self.every.append(self.pending[-1])
                self._next_id += 1
            self.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers the kinds that the bot asks for: None leaves them, an empty list means the usual ones."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def take(self, offset: int = 0, limit: int | None = 100, *, confirm: bool = False) -> list[Json]:
        """What waits; updates before `offset` are confirmed and forgotten, all but the last ones if it is negative."""
        with self._lock:
            if offset < 0:
                self.pending = self.pending[offset:]
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
            found = self.pending[:limit]
            if confirm:
                self.pending = self.pending[len(found) :]
            return found

    def ring(self) -> None:
        """Wakes whoever waits, in whatever loop."""
        for loop, event in tuple(self._listeners):
            loop.call_soon_threadsafe(event.set)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever something may have changed."""
        listener = (asyncio.get_running_loop(), asyncio.Event())
        self._listeners.add(listener)
        try:
            yield listener[1]
        finally:
            self._listeners.discard(listener)


async def long_poll(api: BotApi, params: Json) -> object:
    """The answer to getUpdates, after a real wait; whoever waited before is sent away, as Telegram does."""
    loop = asyncio.get_running_loop()
    end = loop.time() + int(params.get("timeout", 0))
    with api.updates.listening() as changed:
        found = api.call("getUpdates", params)
        api.updates.turn += 1
        api.updates.ring()
        turn = api.updates.turn
        while not found and loop.time() < end:
            changed.clear()
            if api.updates.turn != turn:
                raise ApiError(409, TAKEN_OVER)
            if found := api.updates.take(int(params.get("offset", 0)), int(params.get("limit", 100))):
                break
            try:
                await asyncio.wait_for(changed.wait(), end - loop.time())
            except TimeoutError:
                break
        return found
