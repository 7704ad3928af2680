"""The line to Discord: what is sent takes its turn in its channel, and is sent again where it does not get through."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator

_T = TypeVar("_T")

WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between tries: a minute in all."""
_URGENT_WAITS = (*WAITS, *repeat(30.0, 28))
"""An emergency is tried for a quarter of an hour."""
_TRY, _URGENT_TRY = 60.0, 15.0
"""Seconds that one try may take. A slow Discord may have taken it all the same: only what is the same twice is tried again."""
_TO_RESPOND = (0.1, 0.3, 0.6, 1.0)
"""Seconds between tries to respond to an interaction, which Discord takes for three seconds."""
_RESPONDED = 40060
"""Discord's code for a second response to an interaction."""


@dataclass(eq=False)
class _Lane:
    """One channel: whose turn it is, what is on its way, and how many emergencies are."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: asyncio.Future[object] | None = None
    pressing: int = 0


class SendQueue:
    """Sends to channels, each of which is a lane of its own.

    In a lane, ordinary messages are sent one after the other. An emergency cancels the send that is under way, goes
    first, and the other is sent again after it. So everything sent must be safe to repeat, as a message with a nonce or
    an edit is.
    """

    def __init__(self) -> None:
        self._lanes: WeakValueDictionary[Hashable, _Lane] = WeakValueDictionary()

    async def send(self, place: Hashable, send: Callable[[], Awaitable[_T]], *, urgent: bool = False) -> _T:
        """What `send` gives in the end. Raises what Discord refuses it with, or what is in the way for too long."""
        lane = self._lanes.get(place)
        if lane is None:
            lane = self._lanes[place] = _Lane()
            lane.free.set()
        if urgent:
            async with _ahead(lane):
                return await _again(lambda: _within(_URGENT_TRY, send), iter(_URGENT_WAITS))
        async with lane.turn:
            return await _again(lambda: _in_turn(lane, send), iter(WAITS))

    async def respond(self, respond: Callable[[], Awaitable[_T]]) -> _T | None:
        """What the first response to an interaction gives; None where Discord has it and did not get to say so."""
        try:
            return await _again(respond, iter(_TO_RESPOND))
        except discord.InteractionResponded:
            return None
        except discord.HTTPException as error:
            if error.code != _RESPONDED:
                raise
            return None


@contextlib.asynccontextmanager
async def _ahead(lane: _Lane) -> AsyncIterator[None]:
    lane.pressing += 1
    lane.free.clear()
    if lane.under_way:
        lane.under_way.cancel()
    try:
        yield
    finally:
        lane.pressing -= 1
        if not lane.pressing:
            lane.free.set()


async def _in_turn(lane: _Lane, send: Callable[[], Awaitable[_T]]) -> _T:
    """What `send` gives, once no emergency is on its way."""
    while True:
        await lane.free.wait()
        trying = asyncio.ensure_future(_within(_TRY, send))
        lane.under_way = trying  # type: ignore[assignment]  # only to be cancelled
        try:
            await asyncio.wait({trying})
        finally:
            lane.under_way = None
            trying.cancel()
        if not trying.cancelled():
            return trying.result()


async def _within(seconds: float, send: Callable[[], Awaitable[_T]]) -> _T:
    async with asyncio.timeout(seconds):
        return await send()


async def _again(send: Callable[[], Awaitable[_T]], waits: Iterator[float]) -> _T:
    while True:
        try:
            return await send()
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            wait = next(waits, None) if is_passing(error) else None
            if wait is None:
                raise
        await asyncio.sleep(wait)


def is_passing(error: BaseException) -> bool:
    """Whether the same request may get through a while later."""
    if isinstance(error, discord.HTTPException):
        return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status == HTTPStatus.TOO_MANY_REQUESTS
    return isinstance(error, aiohttp.ClientError | OSError)
