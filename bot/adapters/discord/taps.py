"""Buttons and lists of choices that work after a restart too: all that they need to know stands in their id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord

from bot.answering import presses

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from bot.model import Button, Press

MENU = 25
"""Choices that a list may have."""
_LABEL = 80
_MENU_LABEL = 100
_MENU_ID = "mmn/menu"

Interaction = discord.Interaction[Any]


class Tapped(Protocol):
    """A client that takes taps."""

    async def tapped(self, interaction: Interaction, press: Press | None) -> None:
        """Answers a tap; None is one that was forged or damaged."""


class TapButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"mmn/tap/(?P<wire>.{1,60})"):
    """A button that carries a press."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str]) -> Self:
        """The button of a message, whenever that was posted."""
        return cls(cast(discord.ui.Button[Any], item))

    async def callback(self, interaction: Interaction) -> None:
        """Hands the press on."""
        wire = self.custom_id.removeprefix("mmn/tap/")
        await cast(Tapped, interaction.client).tapped(interaction, presses.read(wire))


class TapMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_MENU_ID):
    """A list of choices, each of which carries a press."""

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], __: re.Match[str]) -> Self:
        """The list of a message, whenever that was posted."""
        return cls(cast(discord.ui.Select[Any], item))

    async def callback(self, interaction: Interaction) -> None:
        """Hands on the press of what was chosen."""
        data = cast("dict[str, Any]", interaction.data or {})
        wire = next(iter(data.get("values") or ()), "")
        await cast(Tapped, interaction.client).tapped(interaction, presses.read(wire))


def tap_button(button: Button, row: int) -> TapButton:
    """A button in one of the five rows."""
    made: discord.ui.Button[Any] = discord.ui.Button(
        label=button.label[:_LABEL], custom_id=f"mmn/tap/{button.press}", row=row
    )
    return TapButton(made)


def menu_of(buttons: Iterable[Button], hint: str) -> TapMenu:
    """A list of choices, with a hint above them."""
    options = [discord.SelectOption(label=button.label[:_MENU_LABEL], value=str(button.press)) for button in buttons]
    return TapMenu(discord.ui.Select(custom_id=_MENU_ID, placeholder=hint, options=options))
