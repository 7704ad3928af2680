"""Decides messages by two FAQs at once, in processes of their own, and tells how far it is where that takes long."""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING

from bot.answering.service import Service
from bot.matching.learning_process import ON_ONE_CORE
from bot.moderating import compare
from bot.moderating.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching import IndexCache
    from bot.model import Faq
    from bot.moderating.compare import Result, Said

_BATCH = 200
"""Messages that a process is handed at once: some seconds of work."""
_MOST_PROCESSES = 4
"""Processes for one FAQ: each takes some seconds to start, and some hundred megabytes."""
_TELL_EVERY = 15.0
"""Seconds."""


def decide(faqs: Sequence[Faq], said: Sequence[Said], index_cache: IndexCache) -> list[list[Result]]:
    """What each message comes to in each FAQ. A message takes some 20 milliseconds of a core in each."""
    os.environ.update(ON_ONE_CORE)  # for the processes that are started here
    batches = [said[start : start + _BATCH] for start in range(0, len(said), _BATCH)]
    number = min(max((os.cpu_count() or 1) // len(faqs), 1), _MOST_PROCESSES, max(len(batches), 1))
    pools = [
        ProcessPoolExecutor(number, get_context("spawn"), initializer=_start, initargs=(faq, index_cache))
        for faq in faqs
    ]
    try:
        futures = [[pool.submit(_decide, batch) for batch in batches] for pool in pools]
        progress = _Progress(len(said) * len(faqs))
        for done in as_completed(future for side in futures for future in side):
            progress.add(len(done.result()))
        return [[result for future in side for result in future.result()] for side in futures]
    except BaseException:  # Ctrl-C, most often: nobody wants what is left, and to wait for it would take minutes
        for process in active_children():
            process.terminate()
        raise
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


class _Progress:
    """Tells how far the work is, and how long the rest takes."""

    def __init__(self, whole: int) -> None:
        self._whole, self._done = whole, 0
        self._began = self._told = time.monotonic()

    def add(self, number: int) -> None:
        self._done += number
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY and self._done < self._whole:
            self._told = now
            left = (now - self._began) * (self._whole - self._done) / self._done
            print(f"{100 * self._done // self._whole} % is done, {_about(left)} to go", file=sys.stderr, flush=True)


def _about(seconds: float) -> str:
    minutes = round(seconds / 60)
    return "less than a minute" if minutes < 1 else f"about {minutes} minute{'s' if minutes > 1 else ''}"


_here: list[Decisions] = []
"""In a process of its own: the decisions of the FAQ that it was started for."""


def _start(faq: Faq, index_cache: IndexCache) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started this
    _here[:] = [Decisions(Service(faq, index_cache))]


def _decide(said: Sequence[Said]) -> list[Result]:
    return [compare.result(_here[0], one) for one in said]
