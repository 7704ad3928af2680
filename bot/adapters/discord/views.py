"""What is to be tapped below a reply on Discord: buttons in rows, or a list of choices."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord import rendering
from bot.adapters.discord.components import menus_of, tap_button
from bot.adapters.rows import rows
from bot.answering.buttons import more_button
from bot.model import Verb

if TYPE_CHECKING:
    from bot.model import Button, Community, Reply

_ROWS = 5
"""Rows of buttons that Discord shows, with five in each."""
_BUTTONS = 5
"""Choices that get a button each; more become a list."""


def view(reply: Reply, community: Community, *more: Button, embedded: bool = True) -> discord.ui.View | None:
    """The buttons of a reply that is shown in an embed or not, and `more` below them. Many choices become one list."""
    leads_on = any(button.press.verb is Verb.MORE for button in reply.buttons)
    goes_on = not leads_on and rendering.goes_on(reply, community.lines, embedded=embedded)
    buttons = (*reply.buttons, *((more_button(community.lines, reply.entry),) if goes_on else ()), *more)
    if not buttons:
        return None
    made = discord.ui.View(timeout=None)
    if len(reply.buttons) > _BUTTONS + 1 and not reply.entry:
        for menu in menus_of(buttons, community.discord.menu_hint):
            made.add_item(menu)
        return made
    grouped = rows(buttons)
    grouped = [*grouped[: _ROWS - 1], list(chain(*grouped[_ROWS - 1 :]))] if len(grouped) > _ROWS else grouped
    for row, group in enumerate(grouped):
        for button in group:
            made.add_item(tap_button(button, row))
    return made
