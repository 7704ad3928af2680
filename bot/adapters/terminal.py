"""The bot in a terminal: lines are questions, and buttons numbered choices."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.adapters.conversation import by_one
from bot.adapters.pages import page_named
from bot.adapters.plain_text import show
from bot.answering.replying import unfolded
from bot.model import Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from bot.adapters.conversation import Conversation
    from bot.model import Button

PROMPT = "> "
_LEAVE = {"quit", "exit", "bye", ":q"}
_NUMBER = re.compile(r"-?\d+", re.ASCII)
_NOBODY = 0
"""Stands for the chat, the message and the user: in a terminal there is one of each."""


def chat(conversation: Conversation, lines: Iterable[str], console: Console) -> None:
    """Answers line after line until they end or one says "quit"; a number taps a button of the last reply."""
    reply = here(conversation.service.welcome())
    show(reply, conversation.service.faq.community.lines, console)
    with asyncio.Runner() as runner:  # lines are read outside it, where Ctrl-C ends the program at once
        for line in lines:
            said = line.strip()
            if said.casefold() in _LEAVE:
                return
            if not said:
                continue
            most = len(reply.buttons)
            if _NUMBER.fullmatch(said) and said not in map(str, range(1, most + 1)):
                numbers = "1" if most == 1 else f"1 to {most}"
                choices = f"Type {numbers}, or a question." if most else "Type a question."
                console.print(f"There is no choice {said}. {choices}")
                continue
            reply = here(runner.run(_respond(conversation, said, reply)))
            show(reply, conversation.service.faq.community.lines, console)


async def _respond(conversation: Conversation, said: str, last: Reply) -> Reply:
    """What the conversation makes of a line, which is a tap, a command or a question."""
    in_need = conversation.in_need(_NOBODY) and not said.startswith("/")
    page = page_named(said.removeprefix("/"), in_need=in_need)
    if _NUMBER.fullmatch(said):
        press = last.buttons[int(said) - 1].press
        reply = await conversation.press(press, _NOBODY, _NOBODY, _NOBODY, by_one)
        return unfolded(reply, press)
    if page:
        return await conversation.page(page, _NOBODY, by_one)
    if said.casefold() == "/forgetme":
        return await conversation.forget(_NOBODY)
    before = replace(conversation.last_said(_NOBODY), entry=last.entry, choices=last.buttons)
    return await conversation.ask(said, _NOBODY, addressed=True, before=before, seen=by_one)


def here(reply: Reply) -> Reply:
    """A reply with what can be done in a terminal: nobody counts votes there, and "not this" leads to other choices."""

    def led(button: Button) -> Button:
        return replace(button, press=replace(button.press, verb=Verb.OTHERS))

    buttons = (
        led(button) if button.press.verb is Verb.NOT_HELPED else button
        for button in reply.buttons
        if button.press.verb is not Verb.HELPED
    )
    return replace(reply, buttons=tuple(buttons))
