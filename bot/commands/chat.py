"""Ask the bot questions here in the terminal."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from bot.adapters import terminal
from bot.commands import _settings
from bot.commands._console import open_console
from bot.core import open_service

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

HELP = """Ask the bot questions here in the terminal. Type a question and press Enter; type the number of a choice to
tap it; type "quit" to leave. Where the input is a file or a pipe, every line of it is taken as a question."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Chats until the input ends."""
    settings = _settings.settings(options)
    terminal.chat(open_service(_settings.settings(options)), typed_lines(), open_console(), country=settings.country)
    return 0


def typed_lines() -> Iterator[str]:
    """What is typed, line by line; a file or a pipe is read to its end."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    with suppress(ImportError):  # not on Windows; importing it gives the prompt a history and the arrow keys
        import_module("readline")
    while True:
        try:
            yield input(terminal.PROMPT)
        except EOFError:
            print()
            return
