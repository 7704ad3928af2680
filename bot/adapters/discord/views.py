"""What is to be tapped below a reply on Discord: buttons in rows, or a list of choices."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord.components import menus_of, tap_button
from bot.adapters.rows import rows

if TYPE_CHECKING:
    from bot.model import Button, Community, Reply

_ROWS = 5
"""Rows of buttons that Discord shows, with five in each."""
_BUTTONS = 5
"""Choices that get a button each; more become a list."""


def view(reply: Reply, community: Community, *more: Button) -> discord.ui.View | None:
    """The buttons of a reply, and `more` below them. Many choices become one list."""
    buttons = (*reply.buttons, *more)
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
