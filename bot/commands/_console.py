"""Where a command prints what is for people: a terminal, or a pipe."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


def open_console() -> Console:
    """Standard output, styled where it is a terminal. Text is printed as it stands: `:100:` is no emoji."""
    made = _Console(emoji=False, highlight=False, markup=False)
    made.soft_wrap = not made.is_terminal  # nothing is wrapped or cut in a pipe
    return made


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leaves it to `bot.cli`, which ends quietly; rich would exit with 1."""
        raise BrokenPipeError
