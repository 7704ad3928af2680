"""Updates of one chat one after the other, of different chats side by side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

if TYPE_CHECKING:
    from collections.abc import Awaitable

_AT_ONCE = 256
"""Updates that are taken on at once; Telegram hands out at most 100 at a time."""


class InOrder(BaseUpdateProcessor):
    """Lets an update wait for the earlier ones of its chat, so that a slow chat holds up nobody else's."""

    __slots__ = ("_turns",)

    def __init__(self) -> None:
        super().__init__(_AT_ONCE)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Processes `update` when it is its turn: a lock lets in whoever waited longest."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        turn = self._turns.setdefault(chat.id, asyncio.Lock())
        try:
            async with turn:
                await coroutine
        finally:
            if asyncio.iscoroutine(coroutine):
                coroutine.close()  # its turn may never have come, when the bot stops

    async def initialize(self) -> None:
        """Nothing has to be prepared."""

    async def shutdown(self) -> None:
        """Nothing has to be let go."""
