"""What every request passes first: where it is meant for, whose it is, and how much of it there is."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from bot import logs
from bot.errors import BotError
from bot.workbench.sessions import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from bot.workbench.sessions import Sessions

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LARGEST = 1_000_000
"""Bytes of a form: the longest entry with all its phrases has a tenth of it."""
A_MINUTE = 240
"""Requests of one session within a minute. Who has none is not counted: behind a proxy all strangers have one address,
so that one of them would keep moderators out; what they reach is small, and a link cannot be guessed."""
COOKIE = "workbench"
SESSION = web.RequestKey("session", Session)

_OPEN = ("/static/", "/login", "/alive")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, browsers do not tell the origin of a form
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

_log = logging.getLogger(__name__)


class Refusal(Exception):  # noqa: N818  it is the answer to a request, not a failure of ours
    """A request that is not served: the status of HTTP, and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status, self.sentence = status, sentence
        super().__init__(sentence)


class Guard:
    """Lets a request pass that is meant for this workbench, comes from its own pages, and has a session.

    `hosts` are the names, with the port where it is not the usual one, under which it is reached.
    `needs_login`: only a link lets somebody in; otherwise a session is started for whoever comes. `secure`: it is
    reached by https.
    """

    def __init__(  # noqa: PLR0913  built once
        self,
        sessions: Sessions,
        hosts: Callable[[], Collection[str]],
        render: Callable[[web.Request, Refusal], web.Response],
        clock: Callable[[], float],
        *,
        needs_login: bool,
        secure: bool,
    ) -> None:
        self._sessions, self._hosts, self._render, self._clock = sessions, hosts, render, clock
        self._needs_login, self._secure = needs_login, secure

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Serves the request, or says why not; no failure shows more than one sentence."""
        try:
            response = await self._serve(request, handler)
        except web.HTTPRedirection as redirection:
            response = redirection
        except Refusal as refusal:
            response = self._render(request, refusal)
        except web.HTTPRequestEntityTooLarge:
            response = self._render(request, Refusal(413, "That is too much for one form."))
        except web.HTTPException as error:
            response = self._render(request, Refusal(error.status, "There is no such page."))
        except BotError as error:
            response = self._render(request, Refusal(409, str(error)))
        except Exception as error:  # noqa: BLE001  the border of a request: nobody's words in a traceback
            _log.error("the workbench could not serve a page: %s", logs.told(error))
            response = self._render(request, Refusal(500, "Sorry, that is a bug of the workbench."))
        for name, value in _HEADERS.items():
            response.headers[name] = value
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        session = request.get(SESSION)
        if session is not None and request.cookies.get(COOKIE) != session.token:
            response.set_cookie(COOKIE, session.token, httponly=True, samesite="Strict", secure=self._secure, path="/")
        return response

    async def _serve(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host.lower() not in self._hosts():
            raise Refusal(421, "This address does not lead to the workbench.")
        session = self._sessions.find(request.cookies.get(COOKIE, ""))
        if session is None and not self._needs_login and not request.path.startswith(_OPEN):
            session = self._sessions.start()
        if session is not None:
            request[SESSION] = session
            self._count(session)
        elif not request.path.startswith(_OPEN):
            raise Refusal(401, "Please ask the bot for a link: send it /workbench in private.")
        if request.method not in {"GET", "HEAD"}:
            await self._check_form(request, session)
        return await handler(request)

    def _count(self, session: Session) -> None:
        minute = int(self._clock() // 60)
        before, number = session.asked
        session.asked = (minute, number + 1 if before == minute else 1)
        if session.asked[1] > A_MINUTE:
            raise Refusal(429, "That was a lot within one minute. Please wait a moment.")

    async def _check_form(self, request: web.Request, session: Session | None) -> None:
        """A form comes from one of our pages: by its origin, where the browser tells it, and by what it carries."""
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() != request.host.lower():
            raise Refusal(403, "That form came from another site.")
        if request.content_type not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            raise Refusal(415, "Only forms are taken here.")
        if request.content_type == "multipart/form-data":
            raise Refusal(415, "Files are not taken here.")
        form = await request.post()
        if session is not None and request.path != "/login" and not session.vouches(str(form.get("csrf", ""))):
            raise Refusal(403, "That form was too old, or not from this page. Please go back, reload, and try again.")


def session_of(request: web.Request) -> Session:
    """The session of a request that was let pass."""
    return request[SESSION]
