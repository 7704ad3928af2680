"""The front over HTTP: a server on 127.0.0.1 in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from loopback.patience import PATIENCE
from loopback.telegram import webhook
from loopback.telegram.errors import ConnectionDroppedError
from loopback.telegram.front import answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator
    from typing import Any

    from loopback.telegram.api import BotApi
    from loopback.telegram.errors import Json


class Server:
    """The loopback at `base_url` (PTB appends TOKEN/method); `stop` and `start` make an outage on the same port."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback-telegram", daemon=True)
        self._thread.start()

    @property
    def base_url(self) -> str:
        """What `ApplicationBuilder().base_url(...)` takes."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """What `ApplicationBuilder().base_file_url(...)` takes."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    def start(self) -> None:
        """Serves from now on."""
        self._run(self._start())

    def stop(self) -> None:
        """Refuses connections from now on; those that are open are cut."""
        self._run(self._stop())

    def close(self) -> None:
        """Stops for good, and ends the thread."""
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def post_update(self, update: Json, secret: str = "") -> int:
        """The status with which the bot's webhook answers an update that somebody posts to it with this secret.

        It blocks: where the bot runs in the caller's event loop, call it in `asyncio.to_thread`.
        """
        return self._run(self._post(update, secret))

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401  whatever the work gives
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=PATIENCE)

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.cleanup_ctx.append(self._pumping)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
        self._runner = None

    async def _post(self, update: Json, secret: str) -> int:
        async with aiohttp.ClientSession() as session:
            return await webhook.post(self.api, session, update, secret)

    async def _pumping(self, _: web.Application) -> AsyncIterator[None]:
        pump = asyncio.create_task(webhook.pump(self.api))
        yield
        pump.cancel()
        await asyncio.gather(pump, return_exceptions=True)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            status, body = await answer(self.api, token, method, await _form(request))
        except ConnectionDroppedError:
            assert request.transport
            request.transport.abort()
            return web.Response()
        kind = "application/json" if body.startswith(b"{") else "text/html"
        return web.Response(status=status, body=body, content_type=kind)


@contextmanager
def serve(api: BotApi) -> Iterator[Server]:
    """The loopback on a free port of 127.0.0.1, for as long as the block lasts."""
    server = Server(api)
    server.start()
    try:
        yield server
    finally:
        server.close()


async def _form(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    sent = {**request.query, **await request.post()}
    return {name: value if isinstance(value, str) else f"<file {name}>" for name, value in sent.items()}
