"""The ways in which a message can reach a channel or a member: as it is meant, or with less where Discord takes no more."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.adapters.discord.send_queue import is_passing

if TYPE_CHECKING:
    from bot.adapters.discord.components import Interaction
    from bot.adapters.discord.send_queue import SendQueue

_NO_HISTORY = 160002
_NOWHERE = {10003, 50001, 50007, 50008, 50083, 160005, 10008, 10062, 10015, 50027}
"""Discord's codes for places that take no message, however little is in it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with an embed and what is `below` it, and the same without one, for where embeds are not allowed."""

    embed: discord.Embed
    below: discord.ui.View | None
    text: str
    below_text: discord.ui.View | None

    def new(self, *, embedded: bool) -> dict[str, Any]:
        """The parts of a new message, for the library."""
        view = self.below if embedded else self.below_text
        return ({"embed": self.embed} if embedded else {"content": self.text}) | ({"view": view} if view else {})

    def changed(self, *, embedded: bool) -> dict[str, Any]:
        """The same for a message that is changed: what it no longer has is taken away."""
        if embedded:
            return {"content": None, "embed": self.embed, "view": self.below}
        return {"content": self.text, "embed": None, "view": self.below_text}


async def post(  # noqa: PLR0913
    line: SendQueue,
    channel: discord.abc.Messageable,
    place: int,
    shown: Shown,
    *,
    to: discord.Message | None = None,
    nonce: str = "",
    urgent: bool = False,
) -> discord.Message:
    """Posts into a channel, in reply `to` a message: with less where Discord refuses more. Raises its last refusal.

    What has the same `nonce` is posted once, however often it is tried.
    """
    nonce = nonce or secrets.token_hex(8)
    reference = to.to_reference(fail_if_not_exists=False) if to else None  # it may have been deleted meanwhile
    embedded = True
    while True:

        async def send(
            *, embedded: bool = embedded, to: discord.MessageReference | None = reference
        ) -> discord.Message:
            quoting: dict[str, Any] = {"reference": to} if to else {}
            return await channel.send(**shown.new(embedded=embedded), **quoting, nonce=nonce)

        try:
            return await line.send(place, send, urgent=urgent)
        except discord.HTTPException as error:
            if is_passing(error) or error.code in _NOWHERE or not (embedded or reference):
                raise
            if error.code == _NO_HISTORY or not embedded:
                reference = None
            else:
                embedded = False


async def change(line: SendQueue, message: discord.PartialMessage, shown: Shown, *, urgent: bool = False) -> None:
    """Changes a message of the bot's; without an embed where none is allowed. Raises what Discord refuses it with."""
    place = "edits", message.channel.id

    async def edit(*, embedded: bool) -> None:
        await message.edit(**shown.changed(embedded=embedded))

    try:
        await line.send(place, lambda: edit(embedded=True), urgent=urgent)
    except discord.HTTPException as error:
        if is_passing(error) or error.code in _NOWHERE:
            raise
        await line.send(place, lambda: edit(embedded=False), urgent=urgent)


async def respond(
    line: SendQueue, interaction: Interaction, shown: Shown, *, ephemeral: bool
) -> discord.Message | None:
    """Responds to an interaction; gives the message, where Discord tells it. Raises what it refuses the response with."""

    async def send(*, embedded: bool) -> discord.InteractionCallbackResponse[Any]:
        return await interaction.response.send_message(**shown.new(embedded=embedded), ephemeral=ephemeral)

    try:
        sent = await line.respond(lambda: send(embedded=True))
    except discord.HTTPException as error:
        if is_passing(error) or error.code in _NOWHERE:
            raise
        sent = await line.respond(lambda: send(embedded=False))
    if sent is None:  # the line broke behind it
        return await interaction.original_response()
    return sent.resource if isinstance(sent.resource, discord.InteractionMessage) else None
