"""What is to be tapped below a reply on Discord: buttons in rows, or a list of choices."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord import rendering
from bot.adapters.discord.components import menus_of, tap_button
from bot.model import Button, Press, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Community, Reply

_ROWS = 5
"""Rows of buttons that Discord shows, with five in each."""
_BUTTONS = 5
"""Choices that get a button each; more become a list."""
_LAST_ROW = {Verb.COUNTRY, Verb.SUPPORT, Verb.REMOVE, Verb.SHARE, Verb.READ}
_VOTES = {Verb.HELPED, Verb.NOT_HELPED}


def view(reply: Reply, community: Community, *more: Button, embedded: bool = True) -> discord.ui.View | None:
    """The buttons of a reply that is shown in an embed or not, and `more`; in rows that a weak hand can hit.

    Many choices become one list.
    """
    read_all = Button(community.lines.read_all_button, Press(Verb.READ, reply.entry))
    goes_on = rendering.goes_on(reply, community.lines, embedded=embedded)
    buttons = (*reply.buttons, *((read_all,) if goes_on else ()), *more)
    if not buttons:
        return None
    made = discord.ui.View(timeout=None)
    if len(reply.buttons) > _BUTTONS + 1 and not reply.entry:
        for menu in menus_of(buttons, community.discord.menu_hint):
            made.add_item(menu)
        return made
    rows = _rows(buttons)
    rows = [*rows[: _ROWS - 1], list(chain(*rows[_ROWS - 1 :]))] if len(rows) > _ROWS else rows
    for row, group in enumerate(rows):
        for button in group:
            made.add_item(tap_button(button, row))
    return made


def _rows(buttons: Iterable[Button]) -> list[list[Button]]:
    """One button a row, but that votes share one, and so do those that lead elsewhere: Discord has five rows."""
    rows: dict[str, list[Button]] = {}
    for place, button in enumerate(buttons):
        verb = button.press.verb
        row = "votes" if verb in _VOTES else "elsewhere" if verb in _LAST_ROW else str(place)
        rows.setdefault(row, []).append(button)
    return list(rows.values())
