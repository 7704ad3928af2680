"""The bot on Telegram."""

from bot.adapters.telegram.running import Telegram

__all__ = ["Telegram"]
