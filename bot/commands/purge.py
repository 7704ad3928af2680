"""Erase what the bot has kept for long enough, as it does by itself every day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import retention
from bot.commands import _kept, _settings

if TYPE_CHECKING:
    import argparse

HELP = """Erase what the bot has kept for long enough: links between questions and answers after two days, and questions
that members sent to the moderators after the days that the settings name (`keep_days` below `moderators`; 90 unless
they do). The bot does so by itself every day; this is for when it stands still, or when the days were made fewer."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Prints how many of each were erased."""
    settings = _settings.settings(options)
    keep, now = settings.moderators.keep, datetime.now(UTC)
    erased = _kept.run(settings, lambda store: retention.purge(store, now, keep))
    if erased:
        answers, questions = erased
        print(f"Links to answers older than {_settings.counted(retention.ANSWERS_KEPT.days, 'day')}: {answers} erased.")
        print(f"Sent questions older than {_settings.counted(keep.days, 'day')}: {questions} erased.")
    return 0
