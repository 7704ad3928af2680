"""Updates are decided as they come; what is sent of them goes in the order of each chat, and emergencies go at once."""

from __future__ import annotations

import asyncio
from collections import deque
from contextvars import ContextVar
from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import BaseUpdateProcessor

if TYPE_CHECKING:
    from collections.abc import Awaitable

_AT_ONCE = 1_000_000
"""Updates that are taken on at once. It is no limit: each holds a few kilobytes until what it says could be sent."""


class _Turn:
    """The place of an update among those of its chat."""

    __slots__ = ("_line", "_order", "_taken", "comes")

    def __init__(self, order: OrderedUpdateProcessor, line: deque[_Turn]) -> None:
        self._order = order
        self._line = line
        self._taken = False
        self.comes = asyncio.Event()
        line.append(self)
        line[0].comes.set()

    def take(self) -> None:
        if not self._taken:
            self._taken = True
            self._order.took_one()

    def ends(self) -> None:
        self.take()
        self._line.remove(self)
        if self._line:
            self._line[0].comes.set()


_TURN: ContextVar[_Turn | None] = ContextVar("turn", default=None)


def taken() -> None:
    """Says of the update in hand that nothing of it is lost if Telegram forgets it now."""
    turn = _TURN.get()
    if turn:
        turn.take()


async def wait_for_turn() -> None:
    """Waits until all that is to be sent of the chat's earlier updates was sent. It is `taken`, too."""
    taken()
    mine = _TURN.get()
    if mine:
        await mine.comes.wait()


class OrderedUpdateProcessor(BaseUpdateProcessor):
    """Begins with every update at once. Its handler waits with `wait_for_turn` before it sends, unless it cannot wait.

    Taps are a line of their own in each chat, as what they change has a budget of its own. `news` is the queue through
    which updates come.
    """

    __slots__ = ("_all_taken", "_lines", "_untaken", "news")

    def __init__(self) -> None:
        super().__init__(_AT_ONCE)
        self._lines: dict[tuple[int, bool], deque[_Turn]] = {}
        self._untaken = 0
        self._all_taken = asyncio.Event()
        self._all_taken.set()
        self.news = _News(self)

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Processes `update`."""
        chat = update.effective_chat if isinstance(update, Update) else None
        line = chat.id if chat else 0, isinstance(update, Update) and update.callback_query is not None
        # What belongs to no chat has no others to wait for.
        mine = _Turn(self, self._lines.setdefault(line, deque()) if chat else deque())
        _TURN.set(mine)  # each update is processed in a task of its own
        try:
            await coroutine
        finally:
            mine.ends()
            if chat and not self._lines[line]:
                del self._lines[line]
            if asyncio.iscoroutine(coroutine):
                coroutine.close()

    def expects_one(self) -> None:
        """An update has come."""
        self._untaken += 1
        self._all_taken.clear()

    def took_one(self) -> None:
        """An update is taken, or done with."""
        self._untaken = max(0, self._untaken - 1)
        if not self._untaken:
            self._all_taken.set()

    async def all_taken(self) -> None:
        """Waits until nothing is lost if Telegram forgets every update that has come so far."""
        await self._all_taken.wait()

    async def initialize(self) -> None:
        """Nothing has to be prepared."""

    async def shutdown(self) -> None:
        """Nothing has to be let go."""


class _News(asyncio.Queue[object]):
    """The updates that have come and were not begun with."""

    def __init__(self, order: OrderedUpdateProcessor) -> None:
        super().__init__()
        self._order = order

    def _put(self, item: object) -> None:
        super()._put(item)
        if isinstance(item, Update):  # the library's sign to stop is none
            self._order.expects_one()
