"""The core on the FAQ of the settings. It opens quickly: what the phrases teach is kept between two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.deciding import learned_from
from bot.answering.service import Service
from bot.content import load
from bot.content.loading_process import read_apart
from bot.errors import ConfigError, ContentError
from bot.matching import IndexCache
from bot.matching.learning_process import Learner

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.model import Faq


def open_service(settings: Settings, *, apart: bool = False, strict: bool = False) -> Service:
    """The core on the FAQ of the settings. Raises `ContentError` with every problem of an FAQ that cannot be read.

    `apart`: it is read, and what is not known yet is learned, by other processes, so that answers go on meanwhile.
    `strict`: an FAQ that can be read and must be mended (`bot.content.lint`) is refused too, as it is where another one
    goes on answering. A bot that starts has no other: it answers from this one.
    """
    index_cache = IndexCache(settings.indexes)
    if not apart:
        return Service(_checked(load(settings.faq), settings), index_cache)
    with Learner(index_cache) as learner:
        faq, problems = read_apart(settings.faq)
        if faq is None or (strict and problems):
            raise ContentError(problems)
        learner.learn(learned_from(_checked(faq, settings)))
    return Service(faq, index_cache)


def _checked(faq: Faq, settings: Settings) -> Faq:
    """The FAQ, where it has the country of the settings."""
    known = {numbers.country for numbers in faq.numbers} | {code for o in faq.organisations for code in o.countries}
    if settings.country and settings.country not in known:
        choices = ", ".join(sorted(known))
        raise ConfigError(f"there is no country `{settings.country}` in the FAQ: choose one of {choices}")
    return faq
