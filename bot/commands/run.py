"""Run the bot: on Telegram and Discord with tokens, here in the terminal without."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot import hangup
from bot.commands import _settings, chat
from bot.config import TOKENS

if TYPE_CHECKING:
    import argparse

HELP = """Run the bot. With a token in the environment (TELEGRAM_BOT_TOKEN, DISCORD_BOT_TOKEN) it answers on that
platform until it is stopped with Ctrl-C; without any, it chats here in the terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Runs until stopped."""
    settings = _settings.settings(options)
    if settings.tokens:
        from bot import app

        asyncio.run(app.run(settings))
        return 0
    hangup.restore(options.hangup)  # a terminal that is closed ends the chat
    print(f"No token found, so the bot chats here. To run it in a group, set {' or '.join(TOKENS.values())}.")
    print("The first start takes some seconds: the bot learns from the FAQ.", flush=True)
    return chat.main(options)
