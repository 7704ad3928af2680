"""What every command starts with: the settings, the core, and where it prints."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

from bot.app import build_service
from bot.config import Settings, load_settings

if TYPE_CHECKING:
    import argparse

    from bot.answering.service import Service


def settings(options: argparse.Namespace) -> Settings:
    """The settings in force, with what the command line says on top."""
    loaded = load_settings(options.config, os.environ)
    return replace(loaded, faq=options.faq) if options.faq else loaded


def service(options: argparse.Namespace) -> Service:
    """The core on the FAQ that the options name."""
    return build_service(settings(options))


def console() -> Console:
    """Standard output, styled where it is a terminal. Text is printed as it stands: `:100:` is no emoji."""
    made = _Console(emoji=False, highlight=False, markup=False)
    made.soft_wrap = not made.is_terminal  # nothing is wrapped or cut in a pipe
    return made


def counted(number: int, what: str) -> str:
    """The number with its noun, as `1 day` or `2 days`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leaves it to `bot.cli`, which ends quietly; rich would exit with 1."""
        raise BrokenPipeError
