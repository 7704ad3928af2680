"""Run the bot: on Telegram and Discord with tokens, here in the terminal without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import _common, chat
from bot.config import TOKENS

if TYPE_CHECKING:
    import argparse

HELP = """Run the bot. With a token in the environment (TELEGRAM_BOT_TOKEN, DISCORD_BOT_TOKEN) it answers on that
platform; without any, it chats here in the terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Runs until stopped."""
    tokens = _common.settings(options).tokens
    if tokens:
        print(f"This version does not speak to {' and '.join(sorted(tokens))} yet, so it chats here.")
    else:
        print(f"No token found, so the bot chats here. To run it in a group, set {' or '.join(TOKENS.values())}.")
    return chat.main(options)
