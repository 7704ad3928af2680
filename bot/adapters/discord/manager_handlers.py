"""What those who manage a server do: switch listening on and off, and see what the bot can see."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.adapters import moderator_tasks
from bot.adapters.discord import listening, reading
from bot.adapters.discord.invitation import NEEDED
from bot.adapters.discord.posting import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.adapters.conversation import Conversation
    from bot.adapters.discord.components import Channel, Interaction
    from bot.adapters.discord.posting import Poster
    from bot.model import DiscordLines, Reply

_TO_HEAR = ("view_channel",)


@dataclass(frozen=True, slots=True)
class ManagerHandlers:
    """The commands under /mmn. Discord hides them from others, and their rights are checked here too."""

    conversation: Conversation
    poster: Poster

    async def listens(
        self, interaction: Interaction, channel: Channel | discord.interactions.InteractionChannel | None, *, on: bool
    ) -> None:
        """/mmn listen."""
        if not await self._is_allowed(interaction) or channel is None:
            return
        if getattr(channel, "type", None) is discord.ChannelType.category:
            await self.poster.say(interaction, "", self._lines.listen_category)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)  # the store and the channel may take their time
        begins = on and not await self.conversation.listening(listening.key(channel.id))
        await self.conversation.listen(listening.key(channel.id), on=on)
        name = getattr(channel, "name", "")
        said = [(self._lines.listen_on if on else self._lines.listen_off).format(channel=f"#{name}")]
        if on and not sees_all(interaction.client):
            said.append(self._lines.status_intent_steps)
        if on and (missing := _missing_to_hear(interaction.client, channel.id)):
            said.append(self._lines.listen_blind.format(permissions=", ".join(missing)))
        if begins and not await self._tells_members(interaction.client, channel.id):
            said.append(self._lines.listen_untold)
        await self.poster.follow_up(interaction, words(*said))

    async def _tells_members(self, client: discord.Client, channel: int) -> bool:
        """Whether a channel could be told that the bot listens there."""
        try:
            await self.poster.put(client.get_partial_messageable(channel), channel, words(self._lines.listen_begins))
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return False
        return True

    async def tells_status(self, interaction: Interaction) -> None:
        """/mmn status."""
        if await self._is_allowed(interaction):
            await self._after_a_while(interaction, partial(self._status, interaction))

    async def _status(self, interaction: Interaction) -> Reply:
        lines, hears = self._lines, sees_all(interaction.client)
        listens = await self._listens(interaction)
        told = [
            lines.status_sees_all if hears else lines.status_sees_some,
            lines.status_listening if listens else lines.status_not_listening,
        ]
        if listens and not hears:
            told.append(lines.status_intent_steps)
        elif listens and (
            blind := [NEEDED[right][1] for right in _TO_HEAR if not getattr(interaction.app_permissions, right)]
        ):
            told.append(lines.listen_blind.format(permissions=", ".join(blind)))
        missing = [name for right, (_, name) in NEEDED.items() if not getattr(interaction.app_permissions, right)]
        told.append(lines.status_missing.format(permissions=", ".join(missing)) if missing else lines.status_complete)
        told.append(lines.status_removing)
        theirs = self.conversation.moderator_chats.chats.get(self.conversation.platform)
        if theirs is not None and await self._moderators_guild(interaction.client) is None:
            told.append(lines.status_no_moderators.format(chat=theirs))
        number = self.conversation.service.faq.community.moderators.chat_number
        told.append(number.format(chat=interaction.channel_id))
        return words(*told, title=lines.status_title)

    async def tries(self, interaction: Interaction, words: str) -> None:
        """/mmn try: the reply as members would see it, and why."""
        if await self._are_moderators(interaction):
            first, *more = moderator_tasks.tries(self.conversation, words)
            await self.poster.respond(interaction, first, public=False)
            for reply in more:
                await self.poster.follow_up(interaction, reply)

    async def lacks(self, interaction: Interaction) -> None:
        """/mmn gaps."""
        if await self._are_moderators(interaction):
            await self._after_a_while(interaction, partial(moderator_tasks.lacks, self.conversation))

    async def opens_workbench(self, interaction: Interaction) -> None:
        """/mmn workbench: a link that opens it, which nobody else sees."""
        if await self._are_moderators(interaction):
            await self.poster.respond(
                interaction, moderator_tasks.opens_workbench(self.conversation, private=True), public=False
            )

    async def reloads(self, interaction: Interaction) -> None:
        """/mmn reload."""
        if await self._are_moderators(interaction):
            await self._after_a_while(interaction, self.conversation.reload)

    async def _after_a_while(self, interaction: Interaction, work: Callable[[], Awaitable[Reply]]) -> None:
        """Discord waits three seconds for a first sign."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self.poster.follow_up(interaction, await work())

    async def _are_moderators(self, interaction: Interaction) -> bool:
        """Whether they manage the server of the moderators' channel: the bot may be in other servers too."""
        if not await self._is_allowed(interaction):
            return False
        if await self._moderators_guild(interaction.client) == interaction.guild_id:
            return True
        line = self.conversation.service.faq.community.moderators.only_here
        await self.poster.say(
            interaction, "", line.format(setting=f"{self.conversation.platform}: {interaction.channel_id}")
        )
        return False

    async def _moderators_guild(self, client: discord.Client) -> int | None:
        number = self.conversation.moderator_chats.chats.get(self.conversation.platform)
        if number is None:
            return None
        channel = client.get_channel(number)
        if channel is None:  # a thread that is archived, or nothing at all
            with suppress(discord.DiscordException):
                channel = await client.fetch_channel(number)
        return channel.guild.id if isinstance(channel, discord.abc.GuildChannel | discord.Thread) else None

    @property
    def _lines(self) -> DiscordLines:
        return self.conversation.service.faq.community.discord

    async def _is_allowed(self, interaction: Interaction) -> bool:
        if interaction.guild_id is None:
            await self.poster.say(interaction, "", self._lines.servers_only)
            return False
        if not interaction.permissions.manage_guild:
            await self.poster.say(interaction, "", self._lines.managers_only)
            return False
        return True

    async def _listens(self, interaction: Interaction) -> bool:
        channel = interaction.channel
        keys = reading.chat_keys(channel) if channel else ()  # type: ignore[arg-type]
        return any([await self.conversation.listening(key) for key in keys])


def _missing_to_hear(client: discord.Client, number: int) -> list[str]:
    """The permissions without which the bot hears nothing in a channel, as Discord's settings name them."""
    channel = client.get_channel(number)
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return [NEEDED[right][1] for right in _TO_HEAR]  # one that it may not see, or knows nothing of
    rights = channel.permissions_for(channel.guild.me)
    return [NEEDED[right][1] for right in _TO_HEAR if not getattr(rights, right)]


def sees_all(client: discord.Client) -> bool:
    """Whether Discord shows this client what messages say that are not said to it."""
    return client.intents.message_content
