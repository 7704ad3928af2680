"""Builds the bot from its settings, once, and hands the parts to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.service import Service
from bot.content import load

if TYPE_CHECKING:
    from bot.config import Settings


def build_service(settings: Settings) -> Service:
    """The core on the FAQ of the settings; raises `ContentError` with every problem of a faulty FAQ."""
    return Service(load(settings.faq))
