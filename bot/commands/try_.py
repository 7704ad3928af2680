"""Try questions one after another: each reply, and how the bot came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters import plain_text
from bot.commands import _settings, ask, chat
from bot.commands._console import open_console
from bot.core import open_service
from bot.model import Incoming

if TYPE_CHECKING:
    import argparse

HELP = """Try questions one after another. For each line that you type, you see the reply as members would, and how the
bot came to it: the text as it was read, what stood out, the rule that decided, and the five likeliest entries. Type
"quit" to leave. Where the input is a file or a pipe, every line of it is tried."""
_LEAVE = {"quit", "exit", ":q"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """As overheard, or as asked."""
    parser.add_argument("--overheard", action="store_true", help="as said in a group to nobody in particular")


def main(options: argparse.Namespace) -> int:
    """Tries every line until the input ends."""
    country = _settings.settings(options).country
    service, console = open_service(_settings.settings(options)), open_console()
    for line in chat.typed_lines():
        said = line.strip()
        if said.casefold() in _LEAVE:
            break
        if not said:
            continue
        incoming = Incoming(said, addressed=not options.overheard)
        explanation = service.explain(incoming)
        reply = service.word(explanation.decision, incoming, country)
        if reply.title or reply.blocks:
            plain_text.show(reply.whole, service.faq.community.lines, console)
        else:
            console.print("\n(The bot stays silent.)\n")
        ask.show_why(explanation, service, console)
        console.print()
    return 0
