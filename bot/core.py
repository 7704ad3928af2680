"""The core on the FAQ of a folder, opened quickly: what its phrases teach is kept, and learned by another process.

`python -m bot.core FOLDER INDEXES` is that process: it learns what the FAQ in a folder teaches, and lays it on a shelf. It
speaks to nobody; whoever started it looks whether the index is there, and learns by itself where it is not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.service import Service, learned_from
from bot.content import load
from bot.errors import ConfigError
from bot.matching import Shelf

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.model import Faq

_KINDER = 5
"""By how much the other process is nicer to whoever else needs the processor: members who ask come first."""
_PATIENCE = 300.0
"""Seconds after which the other process is taken to hang."""


def open_service(settings: Settings, *, apart: bool = False) -> Service:
    """The core on the FAQ of the settings; raises `ContentError` with every problem of a faulty FAQ.

    `apart`: what is not known yet is learned by another process, so that answers go on meanwhile, and what learning
    takes of memory is given back.
    """
    faq, shelf = load(settings.faq), Shelf(settings.indexes)
    _check_country(settings.country, faq)
    if apart and not shelf.has(*learned_from(faq)):
        _learn_apart(settings.faq, settings.indexes)
    return Service(faq, shelf)


def _check_country(country: str, faq: Faq) -> None:
    known = {numbers.country for numbers in faq.numbers} | {code for o in faq.organisations for code in o.countries}
    if country and country not in known:
        raise ConfigError(f"there is no country `{country}` in the FAQ: choose one of {', '.join(sorted(known))}")


def _learn_apart(faq: Path, indexes: Path) -> None:
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603  this program, on the folders of the settings
            [sys.executable, "-m", "bot.core", str(faq.absolute()), str(indexes.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the bot
            timeout=_PATIENCE,
            check=False,
        )


def _main(faq: str, indexes: str) -> None:
    with suppress(AttributeError):  # not on Windows
        os.nice(_KINDER)
    Shelf(Path(indexes)).index(*learned_from(load(Path(faq))))


if __name__ == "__main__":
    _main(*sys.argv[1:])
