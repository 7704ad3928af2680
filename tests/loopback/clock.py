"""Clocks that a story sets."""

import asyncio
import selectors
from datetime import UTC, datetime


class Clock:
    """Gives the same time until `time` is set to another."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


class Loop(asyncio.SelectorEventLoop):
    """An event loop with a clock that stands still until somebody waits for it: instead of waiting, it is later."""

    def __init__(self) -> None:
        self.later = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds since it was made."""
        return self.later


class _Selector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    def __init__(self, loop: Loop) -> None:
        super().__init__()
        self._waiting = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._waiting.later += timeout or 0
        return super().select(0)
