"""The core on the FAQ of the settings. It opens quickly: what the phrases teach is kept between two runs."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from bot.answering.deciding import learned_from
from bot.answering.service import Service
from bot.content import load
from bot.errors import ConfigError
from bot.matching import IndexCache
from bot.matching.learning_process import Learner

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.model import Faq


def open_service(settings: Settings, *, apart: bool = False) -> Service:
    """The core on the FAQ of the settings. Raises `ContentError` with every problem of a faulty FAQ.

    `apart`: what is new in the FAQ is learned by another process, so that answers go on meanwhile.
    """
    index_cache = IndexCache(settings.indexes)
    with Learner(index_cache) if apart else nullcontext() as learner:
        faq = load(settings.faq)
        _check_country(settings.country, faq)
        if learner:
            learner.learn(learned_from(faq))
    return Service(faq, index_cache)


def _check_country(country: str, faq: Faq) -> None:
    known = {numbers.country for numbers in faq.numbers} | {code for o in faq.organisations for code in o.countries}
    if country and country not in known:
        raise ConfigError(f"there is no country `{country}` in the FAQ: choose one of {', '.join(sorted(known))}")
