"""Whether the bot is alive: while it runs it touches a file, and whoever wants to know looks at the file's age."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.errors import HealthError

if TYPE_CHECKING:
    from pathlib import Path

BEAT = 20.0
"""Seconds between two signs of life."""
TOO_OLD = 90.0
"""Seconds after which the last one is too old: a busy machine may be late, a hanging program stays so."""

_log = logging.getLogger(__name__)


async def beat(file: Path) -> None:
    """Touches `file` again and again, for as long as the event loop turns; at the end it is taken away."""
    try:
        while True:
            _touch(file)
            await asyncio.sleep(BEAT)
    finally:
        _take_away(file)


def _touch(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    except OSError as error:
        _log.warning("no sign of life could be left in %s: %s", file, error.strerror)


def _take_away(file: Path) -> None:
    with suppress(OSError):  # where it could not be left either
        file.unlink(missing_ok=True)


def check(file: Path) -> None:
    """Raises `HealthError` where the bot that touches `file` gives no sign of life."""
    try:
        age = time.time() - file.stat().st_mtime
    except OSError:
        raise HealthError(f"no bot is running here: there is no {file}") from None
    if age > TOO_OLD:
        raise HealthError(f"the bot gave its last sign of life {age:.0f} seconds ago, in {file}: start it anew")
