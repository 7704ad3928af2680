"""Telegram's limits, kept to the letter: what is too much is refused, with the time to wait."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from loopback.telegram.errors import ApiError

if TYPE_CHECKING:
    from loopback.telegram.errors import Json

SENDS = "sendMessage"
CHANGES = {"editMessageText", "deleteMessage"}


class Flood:
    """At most `group` messages to a group in a minute, as many changes of what stands there, and `overall` a second."""

    def __init__(self, group: int = 20, overall: int = 30) -> None:
        self.group, self.overall = group, overall
        self._passed: dict[object, deque[float]] = {}

    def check(self, method: str, params: Json) -> None:
        """Refuses a request that is too much with a 429."""
        if method != SENDS and method not in CHANGES:
            return
        self._check("overall", self.overall, 1)
        if params["chat_id"] < 0:
            self._check((params["chat_id"], method == SENDS), self.group, 60)

    def _check(self, what: object, most: int, seconds: float) -> None:
        now, passed = time.monotonic(), self._passed.setdefault(what, deque())
        while passed and passed[0] <= now - seconds:
            passed.popleft()
        if len(passed) >= most:
            wait = int(passed[0] + seconds - now) + 1
            raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        passed.append(now)
