"""Whether the bot is alive. It holds a lock while it runs, and touches a file for as long as it does not hang."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bot.errors import HealthError

if TYPE_CHECKING:
    from pathlib import Path

BEAT = 20.0
"""Seconds between two signs of life."""
TOO_OLD = 90.0
"""Seconds after which the last sign is too old. A busy machine may be late; a program that hangs stays so."""
_PATIENCE = 0.2
"""Seconds to wait for the lock: a watcher that looks at it holds it for less."""

_log = logging.getLogger(__name__)


async def beat(file: Path) -> None:
    """Touches `file` again and again, for as long as the event loop turns; at the end it is taken away.

    A second bot on the same file leaves it to the first one, says so once, and takes over when the first one is gone.
    """
    lock = _lock(file)
    ours = told = False
    try:
        while True:
            ours = ours or _held(lock, file)
            if ours:
                _touch(file)
            elif not told:
                _log.warning(
                    "another bot runs with the data folder %s, and `mmn-bot health` tells of that one: give this one a "
                    "folder of its own (`data` in the settings)",
                    file.parent,
                )
                told = True
            await asyncio.sleep(BEAT)
    finally:
        if ours:
            _take_away(file)
            lock.release()


def _lock(file: Path) -> FileLock:
    return FileLock(file.with_name(f"{file.name}.lock"))


def _held(lock: FileLock, file: Path) -> bool:
    """Whether the sign of life is ours to give: not while another program holds the lock."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        return False
    except (OSError, NotImplementedError):  # no lock can be had there: the file's age is left to tell
        return True
    return True


def _touch(file: Path) -> None:
    try:
        file.touch()
    except OSError as error:
        _log.warning("no sign of life could be left in %s: %s", file, error.strerror)


def _take_away(file: Path) -> None:
    with suppress(OSError):  # where it could not be left either
        file.unlink(missing_ok=True)


def check(file: Path) -> None:
    """Raises `HealthError` where no bot touches `file`, or the one that does gives no sign of life."""
    try:
        age = time.time() - file.stat().st_mtime
    except OSError:
        raise HealthError(f"no bot is running here: there is no {file}") from None
    if _is_free(file):
        raise HealthError(f"the bot that ran here was killed, and left {file} behind: start it again")
    if age > TOO_OLD:
        raise HealthError(f"the bot gave its last sign of life {age:.0f} seconds ago, in {file}: start it again")


def _is_free(file: Path) -> bool:
    """Whether nobody holds the lock; no where that cannot be told."""
    lock = _lock(file)
    if not file.with_name(f"{file.name}.lock").exists():
        return False
    try:
        with lock.acquire(timeout=0):
            return True
    except (Timeout, OSError, NotImplementedError):  # somebody has it, or no lock can be had there
        return False
