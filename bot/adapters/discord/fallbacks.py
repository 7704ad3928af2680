"""The ways in which a message can reach a channel or a member: as it is meant, or with less where Discord takes no more."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord

from bot.adapters.discord import reading
from bot.adapters.discord.send_queue import is_passing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.components import Interaction
    from bot.adapters.discord.send_queue import SendQueue

_NOWHERE = {10003, 50001, 50007, 50008, 50083, 160005, 10008, 10062, 10015, 50027}
"""Discord's codes for places that take no message, however little is in it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply as messages, and what is `below` it to tap. No previews of its links are shown."""

    texts: list[str]
    below: discord.ui.View | None = None

    def new(self, place: int) -> dict[str, Any]:
        """The parts of its message at this place, for the library: what is to be tapped stands below the last one."""
        below = {"view": self.below} if self.below and place == len(self.texts) - 1 else {}
        return {"content": self.texts[place], "suppress_embeds": True, **below}

    def changed(self, place: int) -> dict[str, Any]:
        """The same for a message that is changed into it: what it no longer has is taken away."""
        return {"content": self.texts[place], "embed": None, "view": self.new(place).get("view")}

    def turned(self) -> dict[str, Any]:
        """The parts of a message that becomes the first of these, with what is to be tapped: only that one stays."""
        return {"content": self.texts[0], "embed": None, "view": self.below}


async def post(  # noqa: PLR0913
    line: SendQueue,
    channel: discord.abc.Messageable,
    place: int,
    shown: Shown,
    *,
    to: discord.Message | None = None,
    nonce: str = "",
    urgent: bool = False,
) -> list[int]:
    """The ids of what is posted into a channel, the first in reply `to` a message where Discord lets it.

    Raises its last refusal. What has the same `nonce` is posted once, however often it is tried.
    """
    nonce = nonce or secrets.token_hex(8)
    reference = to.to_reference(fail_if_not_exists=False) if to else None  # it may have been deleted meanwhile
    posted: list[int] = []
    while len(posted) < len(shown.texts):
        parts = shown.new(len(posted)) | {"nonce": f"{nonce}{len(posted) or ''}"}

        async def send(
            parts: dict[str, Any] = parts, to: discord.MessageReference | None = reference
        ) -> discord.Message:
            quoting: dict[str, Any] = {"reference": to} if to else {}
            sent: discord.Message = await channel.send(**parts, **quoting)
            return sent

        try:
            posted.append((await line.send(place, send, urgent=urgent)).id)
        except discord.HTTPException as error:
            if is_passing(error) or error.code in _NOWHERE or not reference:
                raise
        reference = None
    return posted


async def change(  # noqa: PLR0913
    line: SendQueue, channel: discord.abc.Messageable, place: int, old: Sequence[int], shown: Shown, *, urgent: bool
) -> list[int]:
    """The ids of the messages of which an answer consists, once these `old` ones were changed into it.

    Raises what Discord refuses it with.
    """
    kept: list[int] = []
    for message, number in zip_longest(old, range(len(shown.texts))):
        if number is None:
            await delete(channel, message)
        elif message is None:
            rest = replace(shown, texts=shown.texts[number:])
            return kept + await post(line, channel, place, rest, urgent=urgent)
        else:
            parts = shown.changed(number)
            edit = partial(_partial(channel, message).edit, **parts)
            await line.send(("edits", place), edit, urgent=urgent)
            kept.append(message)
    return kept


async def delete(channel: discord.abc.Messageable, message: int) -> None:
    """Deletes a message of the bot's, which may be gone."""
    with suppress(discord.NotFound):
        await _partial(channel, message).delete()


def _partial(channel: discord.abc.Messageable, message: int) -> discord.PartialMessage:
    return cast("discord.TextChannel", channel).get_partial_message(message)


async def reach(  # noqa: PLR0913
    line: SendQueue, asking: discord.Message, shown: Shown, hint: Shown, sign: str, *, in_private: bool
) -> bool:
    """Tries other ways to bring an emergency's card to a member whose channel does not take it. True if one worked.

    The ways in turn: the card in private, a hint at the command that brings the numbers, a sign at their message.
    """
    nonce = reading.nonce(asking)

    async def privately() -> None:
        home = await asking.author.create_dm()
        await post(line, home, home.id, shown, nonce=f"{nonce}p", urgent=True)

    async def with_a_hint() -> None:
        await post(line, asking.channel, asking.channel.id, hint, nonce=f"{nonce}h", urgent=True)

    async def with_a_sign() -> None:
        await line.send(("signs", asking.channel.id), lambda: asking.add_reaction(sign), urgent=True)

    for way in (*((privately,) if in_private else ()), with_a_hint, with_a_sign):
        with suppress(discord.DiscordException, aiohttp.ClientError, OSError):
            await way()
            return True
    return False


async def respond(line: SendQueue, interaction: Interaction, shown: Shown, *, ephemeral: bool) -> list[discord.Message]:
    """Responds to an interaction; gives the messages. Raises what Discord refuses the response with."""

    async def send() -> discord.InteractionCallbackResponse[Any]:
        return await interaction.response.send_message(**shown.new(0), ephemeral=ephemeral)

    sent = await line.respond(send)
    first = sent.resource if sent else await interaction.original_response()  # else the line broke behind it
    more = [
        await interaction.followup.send(**shown.new(place), ephemeral=ephemeral) for place in range(1, len(shown.texts))
    ]
    return [*([first] if isinstance(first, discord.Message) else []), *more]
