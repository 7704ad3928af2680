"""SIGHUP, which asks a running bot to read its FAQ again, and must do no harm at any other moment."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def withstand() -> Any:  # noqa: ANN401  whatever Python gives for a handler
    """Ignores the signal from now on, and gives what it did before; None on Windows, which does not know it."""
    return _set(getattr(signal, "SIG_IGN", None))


def restore(before: Any) -> None:  # noqa: ANN401
    """Lets the signal do again what `withstand` found."""
    if before is not None:
        _set(before)


def act_on_it(act: Callable[[], None]) -> None:
    """Calls `act` in the running loop at each signal, until `withstand` is called; that must be before the loop ends.

    The loop's own handlers would not do: without one left the signal kills again, and so it does once Python ends.
    """
    loop = asyncio.get_running_loop()

    def hangs_up(_number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(act)

    _set(hangs_up)


def _set(handler: Any) -> Any:  # noqa: ANN401
    if not hasattr(signal, "SIGHUP"):
        return None
    with suppress(ValueError):  # only the main thread may
        return signal.signal(signal.SIGHUP, handler)
    return None
