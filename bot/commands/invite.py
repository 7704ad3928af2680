"""Print the address under which a Discord server's manager adds the bot."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from bot.adapters.discord.invitation import invite
from bot.commands import _settings
from bot.config import TOKENS
from bot.errors import ConfigError

if TYPE_CHECKING:
    import argparse

HELP = """Print the address under which somebody who manages a Discord server adds the bot to it, with the least
permissions that it needs. The token in the environment (DISCORD_BOT_TOKEN) says which bot that is; nobody is asked."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Prints the address."""
    print(invite(_application(_settings.settings(options).tokens.get("discord", ""))))
    return 0


def _application(token: str) -> int:
    """The application's id, which is the first part of its token in base64."""
    if not token:
        raise ConfigError(f"there is no {TOKENS['discord']} in the environment, so the bot's application is not known")
    first = token.partition(".")[0]
    try:
        return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (binascii.Error, ValueError):
        raise ConfigError(
            f"{TOKENS['discord']} is not a Discord token: it does not start with an application's id"
        ) from None
