"""The pages that a command without words opens, the same on every platform."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.adapters.conversation import Conversation
from bot.model import COMMANDS, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

Page = Callable[[Conversation, str], Reply]
"""A page, made for a country or for none."""


def _opening(name: str) -> Page:
    def opens(conversation: Conversation, country: str) -> Reply:
        return conversation.service.page(name, country, conversation.keeping, conversation.platform)

    return opens


PAGES: Mapping[str, Page] = {command.name: _opening(command.name) for command in COMMANDS if command.opens_page}
"""What a command without any words shows, on every platform, to somebody in this country."""

_TYPED: Mapping[str, Page] = {
    **PAGES,
    "start": lambda conversation, _: conversation.service.welcome(),
    **dict.fromkeys(("menu", "list", "questions"), PAGES["topics"]),
    "commands": PAGES["help"],
}


def support_in(named: str) -> Page:
    """The support organisations of a country by its name, another name of it or its code; without one, of the member's."""

    def opens(conversation: Conversation, country: str) -> Reply:
        return conversation.service.support(conversation.service.country_named(named) or country)

    return opens


def unreadable(conversation: Conversation, country: str) -> Reply:
    """For a message without words, as one that was spoken."""
    return conversation.service.unreadable(country)


def page_named(words: str, *, in_need: bool = False) -> Page | None:
    """The page whose command these words are, typed in private without the slash.

    Who is `in_need` and types "help" gets the numbers.
    """
    name = words.strip().casefold()
    return PAGES["urgent"] if in_need and name == "help" else _TYPED.get(name)
