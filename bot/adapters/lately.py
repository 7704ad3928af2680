"""What members did a short while ago, in memory only: it goes by itself, whatever the clock is set to and whoever asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Lately:
    """How often each user did something in each chat within the last `seconds`, in a running event loop.

    Chats and users are held as what `code` makes of them, as the id of a private chat is its member's.
    """

    def __init__(self, seconds: float, code: Callable[[int], str]) -> None:
        self._seconds = seconds
        self._code = code
        self._done: dict[tuple[str, str], dict[object, asyncio.TimerHandle]] = {}

    def note(self, chat: int, user: int) -> None:
        """The user did it once more."""
        who, mark = self._who(chat, user), object()
        timer = asyncio.get_running_loop().call_later(self._seconds, self._ends, who, mark)
        self._done.setdefault(who, {})[mark] = timer

    def number(self, chat: int, user: int) -> int:
        """How often the user did it."""
        return len(self._done.get(self._who(chat, user), ()))

    def take(self, chat: int, user: int) -> int:
        """The same, and it is forgotten."""
        return self._drop(self._who(chat, user))

    def forget(self, user: int) -> None:
        """Forgets a user in every chat."""
        code = self._code(user)
        for who in [who for who in self._done if who[1] == code]:
            self._drop(who)

    def _who(self, chat: int, user: int) -> tuple[str, str]:
        return self._code(chat), self._code(user)

    def _drop(self, who: tuple[str, str]) -> int:
        timers = self._done.pop(who, {})
        for timer in timers.values():
            timer.cancel()
        return len(timers)

    def _ends(self, who: tuple[str, str], mark: object) -> None:
        del self._done[who][mark]
        if not self._done[who]:
            del self._done[who]
