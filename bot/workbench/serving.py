"""The workbench as a web server on one address of this machine."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot import __version__
from bot.config import LISTEN, WORKBENCH_PORT
from bot.errors import InputError
from bot.workbench.guarding import LARGEST, Guard, Refusal
from bot.workbench.live import Live
from bot.workbench.page import TEMPLATES, WORKSPACE
from bot.workbench.page import page as make_page
from bot.workbench.pages import (
    asked,
    correcting,
    drafting,
    entries,
    health,
    lists,
    new_entry,
    numbers,
    renaming,
    trying,
    waiting,
)
from bot.workbench.workspace import RunningBot, Workspace

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from bot.config import Settings

__all__ = ["RunningBot", "Workbench"]

_PAGES = (waiting, trying, correcting, entries, new_entry, renaming, lists, drafting, asked, numbers, health)


class Workbench:
    """The server: on `host` and `port` (0 for any that is free). With `url`, under which a proxy leads to it, a login is needed.

    `bot` is the one in whose process it is served; without one, nobody can be answered from here.
    """

    def __init__(  # noqa: PLR0913, PLR0917  built once
        self,
        settings: Settings,
        host: str = LISTEN,
        port: int = WORKBENCH_PORT,
        url: str = "",
        now: Callable[[], datetime] | None = None,
        bot: RunningBot | None = None,
    ) -> None:
        live = Live(settings, bot.reloader if bot else None)
        self.workspace = Workspace(settings, live, now or (lambda: datetime.now(UTC)), bot)
        self._host, self._port, self._url = host, port, url.rstrip("/")
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """The address of the first page."""
        return self._url or f"http://{self._host}:{self._port}"

    def login_link(self) -> str:
        """A link that lets one moderator in, once, within ten minutes."""
        return f"{self.address}/login?link={self.workspace.sessions.make_link()}"

    async def start(self, stop: asyncio.Event) -> None:
        """Starts to serve. Raises `InputError` where the address cannot be had."""
        with suppress(
            OSError
        ):  # made before anything is learned: the first draft then finds what was learned at the start
            self.workspace.room.mkdir(parents=True, exist_ok=True)
        self.workspace.publications.mend()
        await self.workspace.live.start(stop)
        self._runner = web.AppRunner(self._application(), access_log=None, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self.close()
            raise InputError(
                f"the workbench cannot listen on {self._host}:{self._port}: {error.strerror}; choose another port"
            ) from None
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stops serving."""
        await self.workspace.jobs.close()
        await self.workspace.live.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def _hosts(self) -> set[str]:
        """The names under which it is reached: any other leads here by a trick (DNS rebinding)."""
        if self._url:
            return {urlsplit(self._url).netloc.lower()}
        return {f"{name}:{self._port}" for name in (self._host, "localhost", "127.0.0.1", "[::1]")}

    def _application(self) -> web.Application:
        guard = Guard(
            self.workspace.sessions,
            self._hosts,
            _refused,
            time.monotonic,
            needs_login=bool(self._url),
            secure=self._url.startswith("https:"),
        )
        application = web.Application(middlewares=[guard.middleware], client_max_size=LARGEST)
        application[WORKSPACE] = self.workspace
        application[TEMPLATES] = _templates()
        for pages in _PAGES:
            application.add_routes(pages.ROUTES)
        application.router.add_static("/static", str(files("bot.workbench") / "static"))
        return application


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("bot.workbench"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["version"] = __version__
    return made


def _refused(request: web.Request, refusal: Refusal) -> web.Response:
    return make_page(request, "refused.html", status=refusal.status, sentence=refusal.sentence)
