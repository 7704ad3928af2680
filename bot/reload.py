"""Takes a changed FAQ into use while the bot runs: a good one is swapped in whole, a faulty one changes nothing."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from watchfiles import awatch

from bot import logs
from bot.content import fingerprint
from bot.content.lint import lint
from bot.errors import BotError, ContentError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from bot.answering.service import Service

QUIET = 0.1
"""Seconds without another changed file after which a save or a `git pull` counts as done; what changes later is read next."""
LONGEST = 5.0
"""Seconds after which a look is taken though files go on changing."""
LOOK_ANYWAY = 2.0
"""Seconds between two looks without a sign. Network drives give no sign. The watcher also misses a symlink
above the folder that is pointed elsewhere, and `numbers.yaml` beside the folder. A look takes a few milliseconds."""
TO_SETTLE = 1.0
"""Seconds that a faulty FAQ gets to become whole: a file may have been read half-written."""
TURN = 0.0005
"""Seconds that a thread works before it lets another go on, while the FAQ is read. With Python's 0.005 the slowest answer
meanwhile took 100 ms, with this 40."""
TO_TELL = 60.0
"""Seconds that telling may take before the watch goes on without it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What became of reading the FAQ again.

    `entries` is how many are in force now. With `problems` the files were not taken over, and the FAQ that was there
    before answers; a bot that starts with such problems has no other, and answers from this one.
    """

    entries: int
    problems: tuple[str, ...] = ()


class Build(Protocol):
    """Builds a service from the files as they are."""

    def __call__(self, *, strict: bool) -> Service:
        """The service. Raises `BotError`; `strict` as in `bot.core.open_service`."""
        ...


class Reloader:
    """Holds the service in force, built from `folder` by `build`. Tells `tell` when the FAQ breaks or is mended.

    The first service is built here, and what `build` raises goes through: a bot does not start on an FAQ that cannot be
    read. On one that can, and must be mended, it does, and tells so.
    """

    def __init__(self, build: Build, folder: Path, tell: Callable[[Reloaded], Awaitable[None]]) -> None:
        self._build, self._folder, self._tell = build, folder, tell
        self._lock = asyncio.Lock()
        self._read = fingerprint(folder)
        self._service = build(strict=False)  # an emergency whose card must be mended is better than silence
        entries, problems = len(self._service.faq.entries), sorted(lint(self._service.faq))
        self._reported = Reloaded(entries)
        self._last = Reloaded(entries, tuple(map(str, problems))) if problems else self._reported

    def current(self) -> Service:
        """The service in force; ask again for each message, as another may be so by then."""
        return self._service

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the files were not taken over when they were read last; none where they were."""
        return self._last.problems

    async def reload(self) -> Reloaded:
        """Builds the service again, in a thread as that takes seconds, and swaps it in whole if the FAQ is good.

        Of two calls at once the second one waits, and reads what the files hold then.
        """
        async with self._lock:
            read = await asyncio.to_thread(fingerprint, self._folder)  # first: a change while building is a change
            problems: tuple[str, ...] = ()
            try:
                with _taking_turns():
                    self._service = await asyncio.to_thread(self._build, strict=True)
            except ContentError as error:
                problems = tuple(map(str, error.problems))
            except BotError as error:
                problems = (str(error),)
            except Exception as error:  # the border of the reload: a bug in it must not end the answers
                _log.error("The FAQ could not be read again: %s.", logs.told(error))
                problems = (f"a fault of the bot, not of the files, kept the FAQ from being read: {logs.told(error)}",)
            self._read = read
            self._last = Reloaded(len(self._service.faq.entries), problems)
            return self._last

    async def watch(self, stop: asyncio.Event) -> None:
        """Reloads whenever the files have changed, until `stop` is set. It then ends at once, even amid a reload.

        The folder may vanish and come back. Each news is told once: new problems, and that the FAQ is good again.
        """
        following, stopping = asyncio.create_task(self._follow()), asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({following, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                following.result()
        finally:
            following.cancel()
            stopping.cancel()
            await asyncio.gather(following, stopping, return_exceptions=True)

    async def _follow(self) -> None:
        while True:
            while await asyncio.to_thread(fingerprint, self._folder) != self._read:
                if (await self.reload()).problems:
                    await asyncio.sleep(TO_SETTLE)
            await self._report()
            await _sign_of_change(self._folder)

    async def _report(self) -> None:
        """Logs what became of the last reload, by hand or not, and tells it where it is news."""
        before, self._reported = self._reported, self._last
        if self._last is before:
            return
        if not self._last.problems:
            _log.info("The FAQ was read again: %d entries.", self._last.entries)
        if self._last.problems == before.problems:
            if before.problems:
                _log.warning("The FAQ was read again, and has the same problems (%d).", len(before.problems))
            return
        for problem in self._last.problems:
            _log.warning("The FAQ has a mistake: %s", problem)
        try:
            async with asyncio.timeout(TO_TELL):
                await self._tell(self._last)
        except Exception as error:  # who cannot be told must not keep the next FAQ from being read
            _log.warning("Nobody could be told of the FAQ: %s.", logs.told(error))


@contextmanager
def _taking_turns() -> Iterator[None]:
    """Threads give way to each other sooner: an answer lets go of the interpreter some twenty times, and waits to have it back."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


async def _sign_of_change(folder: Path) -> None:
    """Waits until something in `folder` has changed and lies still again, or until it is time to look anyway.

    Each wait watches the path from the start, as another folder may stand there by now. A change between two waits is
    found by the look that is taken anyway.
    """
    signs = awatch(
        folder,
        watch_filter=None,  # what counts as a change is for the fingerprint to say
        debounce=_ms(LONGEST),
        step=_ms(QUIET),
        rust_timeout=_ms(LOOK_ANYWAY),
        yield_on_timeout=True,
    )
    try:
        async with aclosing(signs):
            await anext(signs)
    except (OSError, RuntimeError):
        # There is no such folder now, or the system cannot watch more of them (the library's own error).
        await asyncio.sleep(LOOK_ANYWAY)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
