"""Requests to Telegram wait here for its limits, an emergency never behind anything else."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

from telegram.constants import FloodLimit

if TYPE_CHECKING:
    from collections.abc import Iterable

_RESERVED = 2
"""Messages a minute kept free in each group for emergencies. Of the limit per second for all chats, twice as many."""
_PRIVATE = FloodLimit.MESSAGES_PER_SECOND_PER_CHAT * 20
"""Messages to one person in as many seconds: short bursts are allowed."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` requests in any `seconds`."""

    most: int
    seconds: float


ALL = Window(FloodLimit.MESSAGES_PER_SECOND, 1)
GROUP = Window(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60)
PRIVATE = Window(_PRIVATE, 20)

Lane = tuple[int, bool]
"""A chat and a kind of request: False for new messages, True for edits, removals and reactions. Each has its own
budget."""


@dataclass(slots=True)
class _Passed:
    """The requests that passed of late."""

    window: Window
    at: deque[float] = field(default_factory=deque)

    def room_in(self, now: float, reserved: int) -> float:
        """Seconds until one more may pass, with as many left for others."""
        while self.at and self.at[0] <= now - self.window.seconds:
            self.at.popleft()
        over = len(self.at) - (self.window.most - reserved)
        return 0.0 if over < 0 else self.at[over] + self.window.seconds - now


@dataclass(slots=True)
class _Waiting:
    """The requests of one lane: emergencies, the others, those that passed, and until when Telegram takes none."""

    passed: _Passed
    urgent: deque[tuple[int, asyncio.Future[None]]] = field(default_factory=deque)
    usual: deque[tuple[int, asyncio.Future[None]]] = field(default_factory=deque)
    shut_until: float = 0.0


class PriorityRateLimiter:
    """Lets requests through as early as Telegram allows: emergencies first, then whichever came first of any chat.

    An emergency keeps to no count of its chat: if Telegram refuses it, Telegram says for how long.
    """

    def __init__(self) -> None:
        self._all = _Passed(ALL)
        self._lanes: dict[Lane, _Waiting] = {}
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    async def passes(self, lane: Lane, *, urgent: bool) -> None:
        """Returns when a request may be made."""
        waiting = self._lane(lane)
        place = next(self._numbers), asyncio.get_running_loop().create_future()
        line = waiting.urgent if urgent else waiting.usual
        line.append(place)
        self._let_through()
        try:
            await place[1]
        except asyncio.CancelledError:
            if place in line:
                line.remove(place)
            raise
        finally:
            self._let_go_after(waiting.passed.window.seconds, lane)

    def shut(self, lane: Lane, seconds: float) -> None:
        """Telegram takes nothing of this lane for so long."""
        self._lane(lane).shut_until = asyncio.get_running_loop().time() + seconds
        self._let_go_after(seconds, lane)

    def _lane(self, lane: Lane) -> _Waiting:
        return self._lanes.setdefault(lane, _Waiting(_Passed(GROUP if lane[0] < 0 else PRIVATE)))

    def _let_go_after(self, seconds: float, lane: Lane) -> None:
        """Forgets a lane if nothing depends on it then: the id of a private chat is its member's."""
        asyncio.get_running_loop().call_later(seconds, self._let_go, lane)

    def _let_go(self, lane: Lane) -> None:
        each = self._lanes.get(lane)
        if each and not _is_in_use(each, asyncio.get_running_loop().time()):
            del self._lanes[lane]

    def _let_through(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        lanes = [each for each in self._lanes.values() if each.urgent or each.usual]
        waits = chain(self._first_ones(lanes, now, urgent=True), self._first_ones(lanes, now, urgent=False))
        soonest = min(waits, default=None)
        if soonest is not None:
            self._timer = asyncio.get_running_loop().call_later(soonest, self._let_through)

    def _first_ones(self, lanes: list[_Waiting], now: float, *, urgent: bool) -> Iterable[float]:
        """Lets through what may pass, the oldest first; gives the seconds that the first one of each lane has to wait."""
        while True:
            heads = [(line[0][0], each, line) for each in lanes if (line := each.urgent if urgent else each.usual)]
            waits = {number: self._wait(each, now, urgent=urgent) for number, each, _ in heads}
            ready = [head for head in heads if waits[head[0]] <= 0]
            if not ready:
                yield from waits.values()
                return
            _, each, line = min(ready, key=lambda head: head[0])
            _, future = line.popleft()
            if not future.done():
                each.passed.at.append(now)
                self._all.at.append(now)
                future.set_result(None)

    def _wait(self, each: _Waiting, now: float, *, urgent: bool) -> float:
        own = 0.0 if urgent else each.passed.room_in(now, _RESERVED)
        return max(each.shut_until - now, own, self._all.room_in(now, 0 if urgent else 2 * _RESERVED))


def _is_in_use(each: _Waiting, now: float) -> bool:
    """Whether anything depends on what is known of a lane."""
    return bool(
        each.urgent or each.usual or each.passed.room_in(now, each.passed.window.most - 1) or each.shut_until > now
    )
