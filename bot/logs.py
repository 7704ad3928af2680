"""What is logged, and where: never a message's text, a name, an id or a token."""

from __future__ import annotations

import json
import logging
import tempfile
import time
import traceback
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType

    _ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_NEVER = logging.CRITICAL + 1
_QUIET = ("httpx", "httpcore", "telegram", "sqlalchemy", "alembic")
"""Libraries whose INFO lines hold addresses with tokens, names, or the statements to a database."""
_LEVELS = {
    "discord": _NEVER,
    "telegram.ext": _NEVER,
    "telegram.request": _NEVER,
    "telegram.ext.Application": logging.WARNING,
}
"""Levels of loggers most of whose lines the bot words better by itself."""
_OURS = ("bot", "__main__")
_SHORTEST_SECRET = 8
_PLACES = 3
"""Places in the code that a log line names, the innermost last."""


class _Discreet(logging.Formatter):
    """Time (UTC), level, logger and message of each record, without what may quote a member or a token.

    Of an error its type and place are shown, and of another library's line its wording before anything is filled in.
    `as_json`: each record is a JSON object.
    """

    def __init__(self, hidden: Collection[str], *, as_json: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime
        self._hidden, self._as_json = hidden, as_json

    def format(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] not in _OURS:
            record = copy(record)
            record.msg, record.args = str(record.msg).partition("\n")[0], None
        line = self._json(record) if self._as_json else super().format(record)
        for secret in self._hidden:
            line = line.replace(secret, "<hidden>")
        return line

    def _json(self, record: logging.LogRecord) -> str:
        told = {
            "time": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802  the library's name
        return told(ei[1]) if ei[1] else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802  it may show values
        return ""


def set_up(*, verbose: bool = False) -> None:
    """Logs warnings (and with `verbose` the bot's own news) to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(()))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)


def hide(tokens: Collection[str], *, as_json: bool = False) -> None:
    """Keeps these tokens, and the secret part of each, out of every log line; and logs the bot's own news from now on."""
    secrets = {part for token in tokens for part in (token, token.rpartition(":")[2])}
    hidden = sorted((part for part in secrets if len(part) >= _SHORTEST_SECRET), key=len, reverse=True)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Discreet(hidden, as_json=as_json))
    logging.getLogger("bot").setLevel(logging.INFO)


def told(error: BaseException) -> str:
    """An error as a log may have it: its type, and where in the code it came about; never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-_PLACES:])
    return f"{type(error).__module__}.{type(error).__qualname__} at {places or 'an unknown place'}"


def write_crash(error: BaseException) -> Path:
    """A file on how a bug came about: places in the code and the error's type.

    Neither the error's message nor any value is written, as both may quote what a member said.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    with tempfile.NamedTemporaryFile("w", prefix="mmn-bot-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return Path(file.name)
