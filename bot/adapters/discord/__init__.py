"""The bot on Discord."""

from bot.adapters.discord.managers import invite
from bot.adapters.discord.running import Discord

__all__ = ["Discord", "invite"]
