"""A reply as plain text for a terminal: what is shown there, and in a preview of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.layout import Role, parts
from bot.model import Outcome

if TYPE_CHECKING:
    from rich.console import Console

    from bot.model import Lines, Reply

_STYLES = {Role.HEADING: "bold", Role.TEXT: "", Role.ORIGIN: "dim", Role.DISCLAIMER: "italic"}


class Plain:
    """Text without markup, as `bot.adapters.layout.Markup`."""

    folds = False
    under_title = "\n\n"

    def plain(self, text: str) -> str:
        """As it stands."""
        return text

    def above(self, text: str) -> str:
        """As it stands."""
        return text

    def title(self, text: str) -> str:
        """As it stands."""
        return text

    def heading(self, text: str) -> str:
        """With a colon."""
        return f"{text}:"

    def note(self, text: str) -> str:
        """As it stands."""
        return text

    def link(self, words: str, url: str) -> str:
        """The words, and the address behind them."""
        return f"{words}: {url}"

    def code(self, text: str) -> str:
        """As it stands."""
        return text

    def length(self, markup: str) -> int:
        """In characters; there is no limit."""
        return len(markup)


def show(reply: Reply, lines: Lines, console: Console) -> None:
    """Prints a reply: styled where the console is a terminal, plain text in a pipe."""
    text = Text()
    for part in parts(reply, lines, Plain(), sys.maxsize):
        red = "bold red" if part.role is Role.HEADING and (reply.outcome is Outcome.URGENT or reply.above) else ""
        text.append(part.gap if text else "").append(part.text, style=red or _STYLES[part.role])
    for number, button in enumerate(reply.buttons, start=1):
        gap = "\n\n" if number == 1 else "\n"
        text.append(gap if text else "").append(f"  [{number}] {button.label}", style="cyan")
    console.print()
    console.print(text, soft_wrap=not console.is_terminal)
    console.print()
