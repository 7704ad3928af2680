"""The REST routes: which there are, what each accepts, and what becomes of all other requests."""

from __future__ import annotations

import asyncio
import fnmatch
import json
import re
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web
from loopback.discord.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from loopback.discord.server import Server

PREFIX = "/api/v10"
MESSAGE_KEYS = {
    "content",
    "embeds",
    "components",
    "flags",
    "allowed_mentions",
    "attachments",
    "tts",
    "nonce",
    "enforce_nonce",
}


@dataclass(frozen=True)
class Request:
    """A request of the bot; `path` without `/api/v10`."""

    method: str
    path: str
    query: dict[str, str]
    body: Any


CUT = 0
"""In place of a status: the connection ends without an answer."""


@dataclass
class Fault:
    """The next `times` requests that look like `pattern` fail with `status`, or come late where that is None.

    `done`: what was asked for happens all the same. `seconds` is how long the answer takes. With `match`, it is only
    for requests whose body holds that.
    """

    pattern: str
    status: int | None
    headers: dict[str, str]
    body: dict[str, Any]
    times: int
    done: bool = False
    seconds: float = 0
    match: str = ""


@dataclass(frozen=True)
class Route:
    """A route: its parts in braces are ids or tokens; the query and the body may have these keys and no others."""

    method: str
    shape: re.Pattern[str]
    handler: Callable[..., Any]
    query: frozenset[str]
    body: frozenset[str]
    public: bool


ROUTES: list[Route] = []


def route(
    method: str, path: str, *, query: str = "", body: set[str] | None = None, public: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a function the handler of a route; a `public` one needs no token."""

    def register(handler: Callable[..., Any]) -> Callable[..., Any]:
        shape = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path))
        ROUTES.append(Route(method, shape, handler, frozenset(query.split()), frozenset(body or ()), public))
        return handler

    return register


async def answer(server: Server, http: web.Request) -> web.Response:
    """What Discord answers to any request."""
    try:
        is_json = http.can_read_body and http.content_type == "application/json"
        body = await http.json() if is_json else None
        request = Request(http.method, http.path.removeprefix(PREFIX), dict(http.query), body)
        if http.can_read_body and not is_json:
            server.surprises.append(f"{request.method} {request.path} sends {http.content_type}, which is not modelled")
        fault = _fault(server, request)
        status, headers, said = 0, {}, None
        if fault is None or fault.done:
            status, headers, said = _answer(server, request, http.headers.get("Authorization"))
        if fault:
            await _delay(http, fault.seconds)
            if fault.status is not None:
                status, headers, said = fault.status, fault.headers, fault.body
    except Exception:  # noqa: BLE001 - whatever goes wrong in here must fail the test, not keep the bot waiting
        server.surprises.append(traceback.format_exc())
        status, headers, said = 400, {}, {"code": 0, "message": "the loopback server itself failed"}
    server.note(
        f"the bot: {http.method} {http.path.removeprefix(PREFIX)} -> {status} {(said or {}).get('code', '') if status >= 400 else ''}"
    )
    if status == CUT and http.transport:
        http.transport.abort()
    if said is None:
        return web.Response(status=204)
    # discord.py reads JSON only where the content type is this and nothing more.
    return web.Response(
        status=status, body=json.dumps(said).encode(), headers={"Content-Type": "application/json"} | headers
    )


def _handle(server: Server, request: Request, each: Route, parts: dict[str, Any], authorization: str | None) -> Any:  # noqa: ANN401
    if not each.public and authorization != f"Bot {server.token}":
        raise Refusal(0)
    where = f"{request.method} {request.path}"
    server.surprise_at(f"{where}, query:", set(request.query) - each.query)
    if isinstance(request.body, dict):
        server.surprise_at(f"{where}, body:", set(request.body) - each.body)
    return each.handler(server, request, **parts)


async def _delay(http: web.Request, seconds: float) -> None:
    """Waits, but not for a bot that has hung up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and http.transport and not http.transport.is_closing():  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0.01)


def _fault(server: Server, request: Request) -> Fault | None:
    """What goes wrong with this request, if anything does."""
    server.requests.append(request)
    name, body = f"{request.method} {request.path}", json.dumps(request.body, ensure_ascii=False)
    for each in server.faults:
        if each.times and fnmatch.fnmatchcase(name, each.pattern) and each.match in body:
            each.times -= 1
            return each
    return None


def _answer(server: Server, request: Request, authorization: str | None) -> tuple[int, dict[str, str], Any]:
    name = f"{request.method} {request.path}"
    for each in ROUTES:
        if each.method == request.method and (found := each.shape.fullmatch(request.path)):
            parts = {key: int(part) if part.isdigit() else part for key, part in found.groupdict().items()}
            try:
                return 200, {}, _handle(server, request, each, parts, authorization)
            except Refusal as refusal:
                server.refusals.append(f"{name} -> {refusal}")
                return refusal.status, {}, refusal.body
    server.surprises.append(f"{name} is not modelled")
    return 404, {}, {"code": 0, "message": "404: Not Found"}
