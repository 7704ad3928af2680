"""Waiting for what the bot does in its own time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from loopback.patience import PATIENCE, PAUSE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def wait_for(condition: Callable[[], T], seconds: float = PATIENCE, *, what: str = "", log: Sequence[str] = ()) -> T:
    """What `condition` gives as soon as it is true; the failure says for what it waited and the last lines of `log`."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > until:
            story = "".join(f"\n    {line}" for line in log[-15:])
            raise AssertionError(f"waited {seconds:g} s in vain for {what or condition.__code__}{story}")
        time.sleep(PAUSE)
    return found
