"""Reads an FAQ in a subprocess: the bot goes on answering, and the memory is freed afterwards.

`python -m bot.content.loading_process FOLDER` prints what `bot.content.read` gives, pickled for the process that started
it and for nobody else.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.load import read

if TYPE_CHECKING:
    from bot.model import Faq, Problem

_NICE = 5
"""By how much such a process yields to others that need the processor: members who ask come first."""
_PATIENCE = 60.0
"""Seconds after which it is taken to hang."""


def read_apart(folder: Path) -> tuple[Faq | None, list[Problem]]:
    """As `bot.content.read`; where no other process can be had, it is read in this one."""
    with suppress(OSError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError):
        done = subprocess.run(  # noqa: S603  this program itself
            [sys.executable, "-m", __name__, str(folder.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
            start_new_session=True,  # Ctrl-C is for the bot
        )
        gave: tuple[Faq | None, list[Problem]] = pickle.loads(done.stdout)  # noqa: S301  written a moment ago, below
        return gave
    return read(folder)


def _main(folder: str) -> None:
    with suppress(AttributeError):  # not on Windows
        os.nice(_NICE)
    sys.stdout.buffer.write(pickle.dumps(read(Path(folder)), pickle.HIGHEST_PROTOCOL))
    sys.stdout.flush()
    os._exit(0)  # to take apart so many texts one by one takes a tenth of a second, for which a reload would wait


if __name__ == "__main__":
    _main(*sys.argv[1:])
