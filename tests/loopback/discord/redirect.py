"""discord.py, unmodified but for the two addresses it calls."""

from __future__ import annotations

import asyncio
import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import yarl
from loopback.discord.waiting import wait_for
from loopback.patience import PATIENCE

with warnings.catch_warnings():
    # Before Python 3.13 it imports audioop, which warns; tests make errors of warnings.
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator


__all__ = ["Running", "discord", "redirected", "running"]

T = TypeVar("T")


@contextmanager
def redirected(url: str) -> Iterator[None]:
    """discord.py calls the loopback server at `url` (as `http://127.0.0.1:1234`) instead of Discord."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{url}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url).with_scheme("ws") / "gateway"
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


class Running:
    """A client at work in a thread of its own; `ended_with` is the name of the error that ended it, or empty."""

    def __init__(self, client: discord.Client, token: str) -> None:
        self.client = client
        self.ended_with = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(token,), name="the bot")
        self._thread.start()

    def _run(self, token: str) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._start(token))

    async def _start(self, token: str) -> None:
        try:
            async with self.client:
                await self.client.start(token)
        except Exception as error:  # noqa: BLE001 - the test asks for it by name
            self.ended_with = type(error).__name__

    @property
    def has_ended(self) -> bool:
        """Whether the client has come to its end."""
        return not self._thread.is_alive()

    def does(self, work: Coroutine[Any, Any, T]) -> T:
        """What `work`, done by the client, comes to."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def stop(self) -> None:
        """Closes the client, as the program does when it is told to stop."""
        if not self.has_ended:
            asyncio.run_coroutine_threadsafe(self.client.close(), self._loop)
        self._thread.join(10)
        assert self.has_ended, "the client does not close within 10 seconds"


@contextmanager
def running(client: discord.Client, token: str = "token", *, ready: bool = True) -> Iterator[Running]:  # noqa: S107
    """The client at work, logged in and ready; without `ready` it is not waited for."""
    bot = Running(client, token)
    try:
        if ready:
            wait_for(lambda: client.is_ready() or bot.has_ended, what="the client to be ready")
            assert not bot.ended_with, f"the client ended with {bot.ended_with}"
        yield bot
    finally:
        bot.stop()
