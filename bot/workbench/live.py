"""The FAQ in force, as the pages have it: that of the bot in whose process they are served, or one that is followed here."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.core import open_service
from bot.errors import ContentError
from bot.reload import Reloader

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.config import Settings
    from bot.reload import Reloaded


class Live:
    """The FAQ in force, read anew when its files change; until it can be read, `service` is None.

    `reloader` is that of a bot that runs, which follows the files by itself; without one, this does.
    """

    def __init__(self, settings: Settings, reloader: Reloader | None = None) -> None:
        self._settings = settings
        self._reloader = reloader
        self._task: asyncio.Task[None] | None = None
        self._problems: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the files as they are now cannot be read; none where they can."""
        return self._reloader.problems if self._reloader else self._problems

    @property
    def service(self) -> Service | None:
        """The service in force."""
        return self._reloader.current() if self._reloader else None

    async def start(self, stop: asyncio.Event) -> None:
        """Reads the FAQ, and follows it until `stop`; one that is broken at the start is looked at again."""
        if self._reloader:
            return
        await self._try()
        self._task = asyncio.create_task(self._follow(stop))

    async def _try(self) -> None:
        settings = self._settings
        try:
            self._reloader = await asyncio.to_thread(
                Reloader, partial(open_service, settings, apart=True), settings.faq, _told
            )
        except ContentError as error:
            self._problems = tuple(map(str, error.problems))

    async def _follow(self, stop: asyncio.Event) -> None:
        while self._reloader is None and not stop.is_set():
            await asyncio.sleep(1)
            await self._try()
        if self._reloader:
            await self._reloader.watch(stop)

    async def reload(self) -> None:
        """Reads the files at once, as after a publication."""
        if self._reloader:
            await self._reloader.reload()
        else:
            await self._try()

    async def close(self) -> None:
        """Stops following."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


async def _told(_: Reloaded) -> None:
    """The page "Health" tells of problems."""
