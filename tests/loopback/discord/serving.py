"""The server on 127.0.0.1, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web
from loopback.discord import routes_app, routes_interactions, routes_messages, routing
from loopback.discord.gateway import INVALID_SESSION, RECONNECT
from loopback.discord.redirect import redirected
from loopback.discord.routing import CUT, Fault
from loopback.discord.server import Server
from loopback.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
ROUTES_FROM = (routes_app, routes_interactions, routes_messages)


class Listening(Server):
    """A server that can be reached, and all the ways in which it can let the bot down."""

    _runner: web.AppRunner | None = None
    _port = 0

    async def up(self) -> None:
        """Begins to listen, after an outage at the same place as before."""
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/resume", self.gateway.serve)
        app.router.add_route("*", routing.PREFIX + "/{rest:.*}", self._rest)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://{HOST}:{self._port}"

    async def _rest(self, request: web.Request) -> web.Response:
        return await routing.answer(self, request)

    async def down(self) -> None:
        """Cuts every line and listens no more."""
        for connection in list(self.gateway.connections):
            connection.cut()
        if self._runner:
            await self._runner.cleanup()
        self._runner = None

    def outage(self) -> None:
        """Discord is down: nothing answers."""
        self.note("Discord goes down")
        asyncio.run_coroutine_threadsafe(self.down(), self.loop).result(PATIENCE)

    def recovers(self) -> None:
        """Discord is back; it still knows its sessions."""
        self.note("Discord is back")
        asyncio.run_coroutine_threadsafe(self.up(), self.loop).result(PATIENCE)

    def fail(  # noqa: PLR0913
        self,
        pattern: str,
        status: int,
        *,
        times: int = 1,
        retry_after: float = 0.05,
        via: bool = True,
        code: int = 0,
        done: bool = False,
        match: str = "",
    ) -> None:
        """The next `times` requests like `pattern`, as `POST /channels/*/messages`, fail; see discord.py on `via`.

        With `done`, what was asked for happens all the same; `match` must stand in the body.
        """
        headers = {"Via": "1.1 google"} if via else {}
        body: dict[str, Any] = {"message": f"a fault of the test: {status}", "code": code}
        if status == 429:
            headers |= {"Retry-After": str(retry_after)}
            body |= {"retry_after": retry_after, "global": False}
        self.faults.append(Fault(pattern, status, headers, body, times, done, match=match))

    def cuts(self, pattern: str, *, times: int = 1, done: bool = False, match: str = "") -> None:
        """The line breaks at the next `times` requests like `pattern`; with `done`, after they were carried out."""
        self.faults.append(Fault(pattern, CUT, {}, {}, times, done, match=match))

    def slows(self, pattern: str, seconds: float, *, times: int = 1, match: str = "") -> None:
        """The next `times` requests like `pattern` are carried out at once, and answered so many seconds later."""
        self.faults.append(Fault(pattern, None, {}, {}, times, done=True, seconds=seconds, match=match))

    def drop_gateway(self, code: int | None = None) -> None:
        """Every gateway connection ends: with `code`, or without a word."""
        for each in list(self.gateway.connections):
            self.at_once(each.cut if code is None else lambda each=each: each.close(code))

    def asks_to_reconnect(self) -> None:
        """Discord sends the bot to another gateway, as it does every few hours."""
        for each in list(self.gateway.connections):
            self.at_once(lambda each=each: each.send(RECONNECT))

    def forgets_sessions(self) -> None:
        """Discord invalidates every session: the bot must log in anew."""
        self.gateway.sessions.clear()
        for each in list(self.gateway.connections):
            self.at_once(lambda each=each: each.send(INVALID_SESSION, data=False))


@contextmanager
def serve(**options: object) -> Iterator[Listening]:
    """A running server, built with the options of `Server`; discord.py in this process calls it too."""
    server = Listening(**options)
    server.loop = asyncio.new_event_loop()
    thread = threading.Thread(target=server.loop.run_forever, name="loopback Discord")
    thread.start()
    try:
        server.recovers()
        with redirected(server.url):
            yield server
    finally:
        server.outage()
        server.loop.call_soon_threadsafe(server.loop.stop)
        thread.join(PATIENCE)
        server.loop.close()
