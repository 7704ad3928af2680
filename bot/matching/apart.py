"""Learns an index in a process of its own: answers go on meanwhile, and what learning takes of memory is given back.

`python -m bot.matching.apart FOLDER` reads what to learn from on its input, as JSON, and lays the index on the shelf in the
folder. It speaks to nobody: whoever started it looks whether the index is there, and learns by itself where it is not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from bot.matching.shelf import Shelf
from bot.model import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KINDER = 5
"""By how much it is nicer to whoever else needs the processor: members who ask come first."""
_PATIENCE = 300.0
"""Seconds after which it is taken to hang."""


def learn_apart(phrases: Mapping[str, Sequence[str]], words: Words, none_odds: float, shelf: Shelf) -> None:
    """Waits until another process has laid the index on the shelf, where it does not lie there yet; never raises.

    The parameters are those of `Matcher.from_phrases`. Where the other process fails, the index is simply not there.
    """
    if shelf.folder is None or shelf.has(phrases, words, none_odds):
        return
    known = {field.name: getattr(words, field.name) for field in fields(words)}
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603  this program itself
            [sys.executable, "-m", __name__, str(shelf.folder.absolute())],
            input=json.dumps([list(phrases.items()), known, none_odds], default=dict).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the bot
            timeout=_PATIENCE,
            check=False,
        )


def _main(folder: str) -> None:
    with suppress(AttributeError):  # not on Windows
        os.nice(_KINDER)
    phrases, known, none_odds = json.load(sys.stdin)
    Shelf(Path(folder)).index(dict(phrases), Words(**known), none_odds)


if __name__ == "__main__":
    _main(*sys.argv[1:])
