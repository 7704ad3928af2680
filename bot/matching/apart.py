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
from pathlib import Path

from bot.matching.lessons import Lessons
from bot.matching.shelf import Shelf

_KINDER = 5
"""By how much it is nicer to whoever else needs the processor: members who ask come first."""
_PATIENCE = 300.0
"""Seconds after which it is taken to hang."""


def learn_apart(lessons: Lessons, shelf: Shelf) -> None:
    """Waits until another process has laid the index on the shelf, where it does not lie there yet; never raises.

    Where the other process fails, the index is simply not there.
    """
    if shelf.folder is None or shelf.has(lessons):
        return
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603  this program itself
            [sys.executable, "-m", __name__, str(shelf.folder.absolute())],
            input=json.dumps(lessons.as_data()).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the bot
            timeout=_PATIENCE,
            check=False,
        )


def _main(folder: str) -> None:
    with suppress(AttributeError):  # not on Windows
        os.nice(_KINDER)
    Shelf(Path(folder)).index(Lessons.from_data(json.load(sys.stdin)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
