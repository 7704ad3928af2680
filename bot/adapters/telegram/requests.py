"""The line to Telegram: requests that are watched, and made again when they do not get through."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter
from telegram.request import HTTPXRequest

from bot.adapters.telegram.rate_limiter import PriorityRateLimiter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from telegram.request import RequestData

    from bot.adapters.outage import Outage
    from bot.adapters.telegram.rate_limiter import Lane

RETRIES_WHEN_SLOWED = 3
"""How often a request is made again when Telegram asks for slower ones, after the wait that it names."""
_SLACK = 0.1
"""Seconds on top of a wait that Telegram names."""
WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds between tries of a request that does not get through: a minute in all."""
URGENT_WAITS = (0.5, 1, 1, 2, 2, 4, 4, *[8] * 110)
"""The same for an emergency: a quarter of an hour in all."""
LONGEST = 30.0
"""How many seconds to wait for Telegram to take a request, and then for its answer. A slow answer is not a failure."""
LONGEST_URGENT = 12.0
"""The same for an emergency, which is then sent again: twice is better than never."""
_SENDS = "sendMessage"
_LIMITED = {_SENDS, "editMessageText", "editMessageReplyMarkup", "deleteMessage", "setMessageReaction"}
_BEFORE_IT_WAS_SENT = (httpx.ConnectTimeout, httpx.PoolTimeout)
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
_MOVED = "the chat has become a supergroup, whose number /status tells there"
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}


class WatchedRequest(HTTPXRequest):
    """Requests for updates, whose fate tells how the line is; `refused` is set when the token is no longer taken.

    With each request Telegram forgets the updates that it gave before, so `until_taken` is waited for first.
    """

    def __init__(self, outage: Outage, until_taken: Callable[[], Awaitable[None]]) -> None:
        super().__init__(connection_pool_size=1)
        self._outage = outage
        self._until_taken = until_taken
        self.refused = asyncio.Event()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **named: Any
    ) -> tuple[int, bytes]:
        """As every request; what came of it is noted."""
        await self._until_taken()
        try:
            status, body = await super().do_request(url, method, request_data, *timeouts, **named)
        except NetworkError:
            self._outage.begins()
            raise
        if status in _REFUSED:
            self.refused.set()
        elif status < HTTPStatus.BAD_REQUEST:
            self._outage.recovers()
        else:
            self._outage.begins(_PLAINLY.get(status, f"Telegram answers with error {status}"))
        return status, body


class RetryingRateLimiter(BaseRateLimiter[bool]):
    """Keeps to Telegram's limits, and makes a request again that did not get through or that Telegram slowed down.

    A request with `rate_limit_args=True` is an emergency: it goes before all others, and is tried for longer.
    """

    def __init__(self) -> None:
        self._rate_limiter = PriorityRateLimiter()

    async def initialize(self) -> None:
        """Nothing has to be prepared."""

    async def shutdown(self) -> None:
        """Nothing has to be let go."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: bool | None,  # noqa: FBT001
    ) -> Any:
        """What Telegram answers in the end."""
        urgent, lane = bool(rate_limit_args), _lane(endpoint, data)
        tries = iter(() if endpoint in _NOT_AGAIN else URGENT_WAITS if urgent else WAITS)
        slowed = 0
        while True:
            if lane:
                await self._rate_limiter.passes(lane, urgent=urgent)
            try:
                return await _understood(callback(*args, **kwargs))
            except RetryAfter as error:
                slowed += 1
                if endpoint in _NOT_AGAIN or (slowed > RETRIES_WHEN_SLOWED and not urgent):
                    raise
                if lane:
                    self._rate_limiter.shut(lane, _seconds(error.retry_after))
                else:
                    await asyncio.sleep(_seconds(error.retry_after))
            except BadRequest:  # a NetworkError to the library, but the same request would fail again
                raise
            except NetworkError as error:
                wait = next(tries, None)
                if wait is None or (endpoint == _SENDS and not urgent and may_have_arrived(error)):
                    raise
                await asyncio.sleep(wait)


def _lane(endpoint: str, data: dict[str, Any]) -> Lane | None:
    """Where a request waits: None for those that put nothing into a chat."""
    chat = data.get("chat_id")
    return (int(chat), endpoint != _SENDS) if chat is not None and endpoint in _LIMITED else None


async def _understood(answer: Awaitable[Any]) -> Any:
    """What Telegram answers. An answer that came in pieces, or as no answer of Telegram's, counts as one that is late."""
    try:
        return await answer
    except TelegramError as error:
        if type(error) is not TelegramError:  # the library's own word for what it cannot read
            raise
        raise TimedOut from error


def may_have_arrived(error: BaseException | None) -> bool:
    """True if the request may have succeeded although no answer came.

    Telegram has no mark to recognise a repeated request: if it were sent again, an answer could stand there twice.
    """
    return isinstance(error, TimedOut) and not isinstance(error.__cause__, _BEFORE_IT_WAS_SENT)


def why(error: TelegramError) -> str:
    """Telegram's words for an error, as the log may hold them: those for a chat that moved have its number."""
    return _MOVED if isinstance(error, ChatMigrated) else error.message


def _seconds(wait: int | timedelta) -> float:
    return _SLACK + (wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
