"""Buttons and lists of choices that work after a restart too: all that they need to know stands in their id."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord
from discord import app_commands

from bot.answering import presses
from bot.model import Button, Verb

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from bot.model import Press

MENU = 25
"""Choices that a list may have."""
_MENUS = 5
"""Lists that a message may have."""
_LABEL = 80
_MENU_LABEL = 100
_MENU_ID = "mmn/menu"
_TAP_ID = "mmn/tap/"

Interaction = discord.Interaction[Any]
Channel = app_commands.AppCommandChannel | app_commands.AppCommandThread
"""A channel as a command names it."""


_STYLES = {
    Verb.SHOW: discord.ButtonStyle.primary,
    Verb.HELPED: discord.ButtonStyle.success,
    Verb.CONFIRM: discord.ButtonStyle.success,
    Verb.CONFIRM_ANSWER: discord.ButtonStyle.success,
    Verb.ANSWER: discord.ButtonStyle.primary,
    Verb.COUNTRY: discord.ButtonStyle.danger,
    Verb.URGENT: discord.ButtonStyle.danger,
}


class Tapped(Protocol):
    """A client that takes taps."""

    async def tapped(self, interaction: Interaction, press: Press | None) -> None:
        """Answers a tap; None is one that was forged or damaged."""


class TapButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=rf"(?s)(?!{_MENU_ID}).*"):
    """A button that carries a press. It takes every id but a list's: a tap on a button of an earlier version is answered."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str]) -> Self:
        """The button of a message, whenever that was posted."""
        return cls(cast("discord.ui.Button[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Hands the press on."""
        known, _, wire = self.custom_id.partition(_TAP_ID)
        press = None if known else presses.read(wire)
        await cast("Tapped", interaction.client).tapped(interaction, press)


class TapMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=rf"{_MENU_ID}.*"):
    """A list of choices, each of which carries a press."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str]) -> Self:
        """The list of a message, whenever that was posted."""
        return cls(cast("discord.ui.Select[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Hands on the press of what was chosen."""
        data = cast("dict[str, Any]", interaction.data or {})
        wire = next(iter(data.get("values") or ()), "")
        await cast("Tapped", interaction.client).tapped(interaction, presses.read(wire))


def tap_button(button: Button, row: int) -> TapButton:
    """A button in one of the five rows."""
    made: discord.ui.Button[Any] = discord.ui.Button(
        label=button.label[:_LABEL], custom_id=f"{_TAP_ID}{button.press}", row=row, style=_style(button)
    )
    return TapButton(made)


def _style(button: Button) -> discord.ButtonStyle:
    """The colour of a button by what it does; its words say it too, for those who do not see colours."""
    return _STYLES.get(button.press.verb, discord.ButtonStyle.secondary)


def menus_of(buttons: Sequence[Button], hint: str) -> list[TapMenu]:
    """Lists of choices, with a hint in each: as many lists as the choices need."""
    starts = range(0, len(buttons), MENU)[:_MENUS]
    return [_menu(buttons[start : start + MENU], f"{_MENU_ID}/{start}", hint) for start in starts]


def _menu(buttons: Iterable[Button], custom_id: str, hint: str) -> TapMenu:
    options = [discord.SelectOption(label=button.label[:_MENU_LABEL], value=str(button.press)) for button in buttons]
    return TapMenu(discord.ui.Select(custom_id=custom_id, placeholder=hint, options=options))


def wire_of(custom_id: str | None) -> str:
    """What a button with this id carries."""
    return (custom_id or "").removeprefix(_TAP_ID)


def choices_of(message: discord.Message) -> tuple[Button, ...]:
    """The buttons below a message of the bot's, and the choices in its lists."""
    rows = [row.children for row in message.components if isinstance(row, discord.ActionRow)]
    found: list[Button] = []
    for item in chain.from_iterable(rows):
        offers: list[tuple[str, str]] = []
        if isinstance(item, discord.Button):
            offers = [(item.label or "", wire_of(item.custom_id))]
        elif isinstance(item, discord.SelectMenu):
            offers = [(option.label, option.value) for option in item.options]
        found += [Button(label, press) for label, wire in offers if (press := presses.read(wire))]
    return tuple(found)
