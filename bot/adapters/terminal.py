"""The bot in a terminal: replies as plain text, buttons as numbered choices."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from bot.adapters.conversation import by_one
from bot.adapters.layout import Role, parts
from bot.adapters.pages import page_named
from bot.model import Outcome, Press, Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from bot.adapters.conversation import Conversation
    from bot.model import Button, Lines

PROMPT = "> "
_LEAVE = {"quit", "exit", "bye", ":q"}
_NOBODY = 0
"""Stands for the chat, the message and the user: in a terminal there is one of each."""
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


def chat(conversation: Conversation, lines: Iterable[str], console: Console) -> None:
    """Answers line after line until they end or one says "quit"; a number taps a button of the last reply."""
    reply = _here(conversation.service.welcome())
    show(reply, conversation.service.faq.community.lines, console)
    with asyncio.Runner() as runner:  # lines are read outside it, where Ctrl-C ends the program at once
        for line in lines:
            said = line.strip()
            if said.casefold() in _LEAVE:
                return
            if not said:
                continue
            most = len(reply.buttons)
            if said.lstrip("-").isdecimal() and not 1 <= int(said) <= most:
                choices = f"Type 1 to {most}, or a question." if most else "Type a question."
                console.print(f"There is no choice {said}. {choices}")
                continue
            reply = _here(runner.run(_respond(conversation, said, reply)))
            show(reply, conversation.service.faq.community.lines, console)


async def _respond(conversation: Conversation, said: str, last: Reply) -> Reply:
    """What the conversation makes of a line, which is a tap, a command or a question."""
    page = page_named(said.removeprefix("/"))
    if said.isdecimal():
        press = last.buttons[int(said) - 1].press
        reply = await conversation.press(press, _NOBODY, _NOBODY, _NOBODY, by_one)
        return reply.whole if press.verb is Verb.MORE else reply
    if page:
        return await conversation.page(page, _NOBODY, by_one)
    if said.casefold() == "/forgetme":
        return await conversation.forget(_NOBODY)
    return await conversation.ask(said, _NOBODY, addressed=True, context=last.entry, choices=last.buttons, seen=by_one)


def _here(reply: Reply) -> Reply:
    """A reply with what can be done in a terminal: nobody counts votes there, and "not this" leads to other choices."""

    def led(button: Button) -> Button:
        return replace(button, press=Press(Verb.OTHERS, button.press.target, button.press.about))

    buttons = (
        led(button) if button.press.verb is Verb.NOT_HELPED else button
        for button in reply.buttons
        if button.press.verb is not Verb.HELPED
    )
    return replace(reply, buttons=tuple(buttons))


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
