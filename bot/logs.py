"""What is logged, and where: never a message's text, a name, an id or a token."""

from __future__ import annotations

import logging
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_QUIET = ("httpx", "httpcore", "telegram", "discord")
"""Libraries whose INFO lines hold addresses with tokens, or names."""


def set_up(*, verbose: bool = False) -> None:
    """Logs warnings (and with `verbose` the bot's own news) to standard error, in one line each."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def write_crash(error: BaseException) -> Path:
    """A file on how a bug came about: places in the code and the error's type.

    Neither the error's message nor any value is written, as both may quote what a member said.
    """
    frames = traceback.extract_tb(_traceback(error))
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    with tempfile.NamedTemporaryFile("w", prefix="mmn-bot-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return Path(file.name)


def _traceback(error: BaseException) -> TracebackType | None:
    return error.__traceback__
