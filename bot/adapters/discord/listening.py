"""Where the bot listens: it ends with the channel, and where the bot is removed from a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord

    from bot.adapters.conversation import Conversation


def key(channel: int) -> str:
    """A channel as the store names it."""
    return f"discord:{channel}"


async def ends(conversation: Conversation, channels: Iterable[int]) -> None:
    """The bot listens in none of these channels any more. Raises `StorageError`."""
    for channel in channels:
        if await conversation.listening(key(channel)):
            await conversation.listen(key(channel), on=False)


def channels_of(guild: discord.Guild) -> list[int]:
    """The channels and threads of a server that the bot knows of."""
    return [channel.id for channel in (*guild.channels, *guild.threads)]
