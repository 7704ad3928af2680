"""The settings, with which every command starts. Quick to import."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.config import Settings, load_settings

if TYPE_CHECKING:
    import argparse


def settings(options: argparse.Namespace) -> Settings:
    """The settings in force, with what the command line says on top."""
    loaded = load_settings(options.config, os.environ)
    return replace(loaded, faq=options.faq) if options.faq else loaded


def counted(number: int, what: str) -> str:
    """The number with its noun, as `1 day` or `2 days`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
