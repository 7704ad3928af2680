"""How long an adapter serves: until it is told to stop, or cannot go on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

TO_FINISH = 8.0
"""Seconds for what is in flight when an adapter is told to stop: with the rest of the work a stop takes below ten."""


async def serve_until(
    stop: asyncio.Event, serving: Coroutine[Any, Any, None], finish: Callable[[], Awaitable[None]]
) -> None:
    """Serves until `stop` is set or `serving` ends, and lets `finish` tidy up in either case.

    Raises what `serving` raises.
    """
    at_work, stopping = asyncio.create_task(serving), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({at_work, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if at_work.done():
            at_work.result()
    finally:
        at_work.cancel()
        stopping.cancel()
        await asyncio.gather(at_work, stopping, return_exceptions=True)
        await finish()
