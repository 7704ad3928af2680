"""Standard input and output, made to do in any terminal and any locale."""

from __future__ import annotations

import io
import os
import sys
from codecs import register_error
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = "mmn-bot.shown"
"""Our way of encoding what cannot be encoded."""


@contextmanager
def any_terminal() -> Iterator[None]:
    """Shows as ? what a terminal that is not UTF-8 cannot show, and says so once; reads any byte that is typed."""
    lost = False

    def question_mark(error: UnicodeError) -> tuple[str, int]:
        nonlocal lost
        lost = True
        return "?", error.end if isinstance(error, UnicodeEncodeError) else 0

    register_error(_SHOWN, question_mark)
    for stream, errors in ((sys.stdout, _SHOWN), (sys.stdin, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    yield
    if lost:
        sys.stderr.write(
            f"This terminal cannot show every character ({sys.stdout.encoding}), so some are shown as ?: set PYTHONUTF8=1, "
            "or a UTF-8 locale such as LANG=C.UTF-8\n"
        )


def drop_output() -> None:
    """Sends what is left of the output nowhere; Python would complain once more while closing it."""
    with suppress(OSError, ValueError, AttributeError):  # there is none, or it is no file of the system's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
