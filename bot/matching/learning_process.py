"""Learns an index in a process of its own, so that answers go on meanwhile and the memory is given back.

`python -m bot.matching.learning_process FOLDER` reads lessons as lines of JSON on its input, and puts the index into the
cache in the folder. It reports nothing: its caller looks whether the index is there, and otherwise learns by itself.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.matching.index_cache import IndexCache
from bot.matching.lessons import Lessons

if TYPE_CHECKING:
    from types import TracebackType

_NICE = 5
"""By how much it lets other processes go first: members who ask come first."""
ON_ONE_CORE = {"OPENBLAS_NUM_THREADS": "1"}
"""Its products are small: shared among cores they take a third more work, most of it waiting for each other."""
_PATIENCE = 300.0
"""Seconds after which it is taken to hang."""


class Learner:
    """Another process that puts indexes into a cache. It starts up while the caller still reads the files.

    Where there is no cache, or no other process can be started, nothing is learned here; then the caller builds the
    index.
    """

    def __init__(self, index_cache: IndexCache) -> None:
        self._index_cache = index_cache
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if self._index_cache.folder is not None:
            with suppress(OSError):
                self._process = subprocess.Popen(  # noqa: S603  this program itself
                    [sys.executable, "-m", __name__, str(self._index_cache.folder.absolute())],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **ON_ONE_CORE},
                    start_new_session=True,  # Ctrl-C is for the bot
                )
        return self

    def learn(self, lessons: Lessons) -> None:
        """Waits until the index is in the cache, where it is not yet; never raises."""
        if self._process is not None:
            with suppress(OSError, subprocess.SubprocessError):
                self._process.communicate(b"".join(lessons.lines()), _PATIENCE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


def _main(folder: str) -> None:
    with suppress(AttributeError):  # not on Windows
        os.nice(_NICE)
    gc.disable()  # nothing is thrown away before the end
    import_module("bot.matching.building")  # takes its time while the other process still reads
    lines = sys.stdin.buffer.readlines()
    if lines:
        IndexCache(Path(folder)).index(Lessons.from_lines(lines))
    os._exit(0)  # the index is in its file; to take apart what taught it takes a tenth of a second


if __name__ == "__main__":
    _main(*sys.argv[1:])
