"""Builds the bot from its settings, once, and hands the parts to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.service import Service
from bot.content import load
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Settings


def build_service(settings: Settings) -> Service:
    """The core on the FAQ of the settings; raises `ContentError` with every problem of a faulty FAQ."""
    faq = load(settings.faq)
    known = {numbers.country for numbers in faq.numbers} | {code for o in faq.organisations for code in o.countries}
    if settings.country and settings.country not in known:
        raise ConfigError(
            f"there is no country `{settings.country}` in the FAQ: choose one of {', '.join(sorted(known))}"
        )
    return Service(faq)
