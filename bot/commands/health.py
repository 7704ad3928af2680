"""Tell whether the bot that runs here is alive, for Docker and other watchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import health
from bot.commands import _settings

if TYPE_CHECKING:
    import argparse

HELP = """Tell whether the bot that runs here on a platform is alive. It leaves a sign of life in the data folder every
twenty seconds. The exit code is 0 where it does, 1 where it does not."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Looks for the sign of life."""
    health.check(_settings.settings(options).sign_of_life)
    print("The bot is alive.")
    return 0
