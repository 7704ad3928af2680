"""Puts replies into channels and interactions, and remembers which answer belongs to which question."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import aiohttp
import discord

from bot.adapters.discord import rendering
from bot.adapters.discord.border import meaning
from bot.adapters.discord.taps import tap_button
from bot.errors import UnreachableError
from bot.model import Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from bot.adapters.discord.taps import Interaction
    from bot.adapters.front import Front
    from bot.model import Community, Said

_Shown = tuple[discord.Embed, discord.ui.View | None]


def for_all(reply: Reply) -> bool:
    """Whether a command's answer is for everybody in the channel: a sure one, or an urgent one.

    What is not sure, not covered or a personal decision stays between the bot and the member.
    """
    return reply.outcome is Outcome.URGENT or (reply.outcome is Outcome.ANSWER and bool(reply.entry))


def words(*paragraphs: str, title: str = "") -> Reply:
    """A few words as a reply."""
    return Reply(Outcome.ANSWER, title, tuple(map(Paragraph, paragraphs)))


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts, edits and removes the bot's messages."""

    front: Front

    @property
    def community(self) -> Community:
        """The fixed lines of the FAQ as it is now."""
        return self.front.service.faq.community

    # ---- in a channel ------------------------------------------------------------------------------------------------

    async def answer(self, target: discord.Message, reply: Reply, question: int, user: int) -> None:
        """Replies to `target`; `question` is the id of the message (or interaction) of the `user` who asks for it."""
        channel = target.channel
        earlier = await self.front.earlier((channel.id, 0), reply) if target.guild else None
        embed, below = (
            self._pointer(earlier, channel.id, target.guild, public=True)
            if earlier
            else self._shown(reply, public=bool(target.guild))
        )
        to_it = target.to_reference(fail_if_not_exists=False)  # it may have been deleted meanwhile
        posted = await channel.send(embed=embed, view=_or_none(below), reference=to_it)
        await self._remember(channel.id, question, posted.id, user, "" if earlier else reply.entry)

    async def mend(self, said: Said, asking: discord.Message, reply: Reply) -> None:
        """Turns an answer that stands in a channel into the one that its edited question asks for."""
        embed, below = self._shown(reply, public=asking.guild is not None)
        with suppress(discord.NotFound):  # removed by hand meanwhile
            await self._partial(asking.channel, said).edit(embed=embed, view=below)
            await self.front.recent.change(said, said.messages, reply.entry)

    async def withdraw(self, said: Said, channel: discord.abc.Messageable) -> None:
        """Deletes an answer whose question was deleted."""
        await self.front.recent.drop(said)
        with suppress(discord.NotFound):
            await self._partial(channel, said).delete()

    async def post(self, channel: discord.abc.Messageable, reply: Reply) -> None:
        """Posts into a channel unasked. Raises `UnreachableError` where Discord does not let the bot."""
        embed, below = self._shown(reply, public=False)
        try:
            await channel.send(embed=embed, view=_or_none(below))
            for more in rendering.rest(reply, self.community.lines):
                await channel.send(embed=more)
        except discord.HTTPException as error:
            raise UnreachableError(
                f"Discord says {error.code or error.status}, {meaning(error) or error.text}"
            ) from None
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            raise UnreachableError("Discord cannot be reached") from None

    # ---- in an interaction -------------------------------------------------------------------------------------------

    async def respond(self, interaction: Interaction, reply: Reply, *, public: bool) -> None:
        """Answers an interaction, for everybody in the channel or for the member alone."""
        channel, in_server = interaction.channel_id or 0, interaction.guild_id is not None
        earlier = await self.front.earlier((channel, 0), reply) if public and in_server else None
        public = public and earlier is None
        shown = self._shown(reply, public=public and in_server, alone=not public)
        embed, below = self._pointer(earlier, channel, interaction.guild, public=False) if earlier else shown
        sent = await interaction.response.send_message(embed=embed, view=_or_none(below), ephemeral=not public)
        posted = sent.resource
        if public and isinstance(posted, discord.InteractionMessage) and not posted.flags.ephemeral:
            await self._remember(channel, interaction.id, posted.id, interaction.user.id, reply.entry)

    async def turn(self, interaction: Interaction, reply: Reply) -> None:
        """Turns the message whose button was tapped into `reply`."""
        message = interaction.message
        if message is None:
            return
        alone = message.flags.ephemeral
        embed, below = self._shown(reply, public=interaction.guild_id is not None and not alone, alone=alone)
        if interaction.response.is_done():  # it was put off
            await interaction.edit_original_response(embed=embed, view=below)
        else:
            await interaction.response.edit_message(embed=embed, view=below)
        said = await self.front.recent.at(message.channel.id, message.id)
        if said:
            await self.front.recent.change(said, said.messages, reply.entry)

    async def read_all(self, interaction: Interaction, reply: Reply) -> None:
        """Shows the rest of a long answer, to the one who asks for it."""
        first, *more = rendering.rest(reply, self.community.lines) or [rendering.embed(reply, self.community.lines)]
        await interaction.response.send_message(embed=first, ephemeral=True)
        for embed in more:
            await interaction.followup.send(embed=embed, ephemeral=True)

    async def follow_up(self, interaction: Interaction, reply: Reply) -> None:
        """What comes of an interaction that was put off, for the member alone: all of it, but that entries have a button."""
        embed, below = self._shown(reply, public=False, alone=True)
        await interaction.followup.send(embed=embed, view=_or_none(below), ephemeral=True)
        for more in () if reply.entry else rendering.rest(reply, self.community.lines):
            await interaction.followup.send(embed=more, ephemeral=True)

    async def say(self, interaction: Interaction, title: str, *paragraphs: str) -> None:
        """A few words to one member."""
        embed = rendering.embed(words(*paragraphs, title=title), self.community.lines)
        await interaction.response.send_message(embed=embed, ephemeral=True)

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _shown(self, reply: Reply, *, public: bool, alone: bool = False) -> _Shown:
        """In a server's channel the bot must remove its answer for members; what one alone sees can be shown to all."""
        lines = self.community.lines
        more: tuple[Button, ...] = ()
        if public:
            more = (Button(lines.remove_button, Press(Verb.REMOVE)),)
        elif alone and reply.reviewed:
            more = (Button(lines.share_button, Press(Verb.SHARE, reply.entry)),)
        return rendering.embed(reply, lines), rendering.view(reply, self.community, *more)

    def _pointer(self, said: Said, channel: int, guild: discord.abc.Snowflake | None, *, public: bool) -> _Shown:
        """Leads to an answer that was given a short while ago."""
        lines = self.community.lines
        where = guild.id if guild else "@me"
        url = f"https://discord.com/channels/{where}/{channel}/{said.messages[0]}"
        link: discord.ui.Button[discord.ui.View] = discord.ui.Button(label=lines.said_before_button, url=url)
        below = discord.ui.View(timeout=None).add_item(link)
        if public:
            below.add_item(tap_button(Button(lines.remove_button, Press(Verb.REMOVE)), row=1))
        return rendering.embed(words(lines.said_before), lines), below

    async def _remember(self, channel: int, question: int, message: int, user: int, entry: str) -> None:
        await self.front.recent.add((channel, 0), question, (message,), user, entry)

    def _partial(self, channel: discord.abc.Messageable, said: Said) -> discord.PartialMessage:
        return cast("discord.TextChannel", channel).get_partial_message(said.messages[0])


def _or_none(view: discord.ui.View | None) -> discord.ui.View:
    """A view as the library wants it left out."""
    return discord.utils.MISSING if view is None else view
