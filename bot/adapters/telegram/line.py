"""The line to Telegram: requests that are watched, and made again when they do not get through."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import AIORateLimiter
from telegram.request import HTTPXRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from telegram.request import RequestData

    from bot.adapters.outage import Outage

RETRIES_WHEN_SLOWED = 3
"""How often a request is made again when Telegram asks for slower ones, after the wait that it names."""
_SLACK = 0.1
"""Seconds on top of a wait that Telegram names."""
WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds between tries of a request that does not get through: a minute in all."""
_NOT_AGAIN = {
    *("getUpdates", "getMe", "deleteWebhook", "setWebhook"),
    *("getMyCommands", "setMyCommands", "getMyDescription", "setMyDescription"),
    *("getMyShortDescription", "setMyShortDescription"),
}
"""Requests that the loop they belong to makes again, and those of the menu, which can wait for the next start."""
_PLAINLY: dict[int, str] = {
    HTTPStatus.CONFLICT: "Another program asks Telegram with the same token: stop one of the two",
    HTTPStatus.TOO_MANY_REQUESTS: "Telegram asks for fewer requests",
}
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}


class WatchedRequest(HTTPXRequest):
    """Requests for updates, whose fate tells how the line is; `refused` is set when the token is no longer taken."""

    def __init__(self, outage: Outage) -> None:
        super().__init__(connection_pool_size=1)
        self._outage = outage
        self.refused = asyncio.Event()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """As every request; what came of it is noted."""
        try:
            status, body = await super().do_request(url, method, request_data, *timeouts, **named)
        except NetworkError:
            self._outage.begins()
            raise
        if status in _REFUSED:
            self.refused.set()
        elif status < HTTPStatus.BAD_REQUEST:
            self._outage.is_over()
        else:
            self._outage.begins(_PLAINLY.get(status, f"Telegram answers with error {status}"))
        return status, body


class Patience(AIORateLimiter):
    """Keeps to Telegram's limits, and makes a request again that did not get through or that Telegram slowed down.

    Only that request waits; the library's own retries would hold up every chat. One that timed out may have arrived:
    a rare answer given twice is better than one that is missing.
    """

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """What Telegram answers in the end."""
        tries = iter(() if endpoint in _NOT_AGAIN else WAITS)
        slowed = 0
        while True:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except RetryAfter as error:
                slowed += 1
                if slowed > RETRIES_WHEN_SLOWED or endpoint in _NOT_AGAIN:
                    raise
                await asyncio.sleep(_seconds(error.retry_after))
            except BadRequest:  # a NetworkError to the library, but the same request would fail again
                raise
            except NetworkError:
                wait = next(tries, None)
                if wait is None:
                    raise
                await asyncio.sleep(wait)


def _seconds(wait: int | timedelta) -> float:
    return _SLACK + (wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
