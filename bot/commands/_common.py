"""What every command starts with: the settings and the core."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app import build_service
from bot.config import Settings, load_settings

if TYPE_CHECKING:
    import argparse

    from bot.answering.service import Service


def settings(options: argparse.Namespace) -> Settings:
    """The settings in force, with what the command line says on top."""
    loaded = load_settings(options.config, os.environ)
    return replace(loaded, faq=options.faq) if options.faq else loaded


def service(options: argparse.Namespace) -> Service:
    """The core on the FAQ that the options name."""
    return build_service(settings(options))
