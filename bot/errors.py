"""Every error that the bot raises on purpose.

    BotError                an expected failure: its text is one plain sentence that names the place and the remedy
    ├── ContentError        the FAQ cannot be used; carries every problem found
    ├── ConfigError         a setting cannot be used
    ├── StorageError        what is kept between two runs cannot be read or written
    ├── UnreachableError    a chat cannot be posted to
    ├── HealthError         the running bot gives no sign of life
    └── InputError          a file or a value handed to a command cannot be used

Anything else that escapes is a bug. The borders that catch are a command (`bot.cli`), an adapter's event, the reload
and the health check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Problem


class BotError(Exception):
    """An expected failure, told in one plain sentence."""


class ContentError(BotError):
    """The FAQ cannot be used; `problems` holds every one that was found, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ConfigError(BotError):
    """A setting cannot be used."""


class StorageError(BotError):
    """What is kept between two runs cannot be read or written."""


class UnreachableError(BotError):
    """A chat cannot be posted to."""


class HealthError(BotError):
    """The running bot gives no sign of life."""


class InputError(BotError):
    """A file or a value handed to a command cannot be used."""
