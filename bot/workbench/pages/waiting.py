"""Coming in by a link, and waiting for work that takes seconds."""

from __future__ import annotations

import logging

from aiohttp import web

from bot.workbench.guarding import SESSION, Refusal, session_of
from bot.workbench.page import WORKSPACE, go, leave_for, page

ROUTES = web.RouteTableDef()
_log = logging.getLogger(__name__)


@ROUTES.get("/alive")
async def alive(_: web.Request) -> web.Response:
    """For watchers: the server answers."""
    return web.Response(text="ok")


@ROUTES.get("/login")
async def ask_in(request: web.Request) -> web.Response:
    """A page with a button: a messenger that looks at the link for a preview does not use it up."""
    link = request.query.get("link", "")[:200]
    return page(request, "login.html", link=link, named=request.app[WORKSPACE].wants_second_reader)


@ROUTES.post("/login")
async def let_in(request: web.Request) -> web.Response:
    """Lets in whoever has a link that is neither used nor late."""
    workspace, form = request.app[WORKSPACE], await request.post()
    name = " ".join(str(form.get("name", "")).split())[:60]
    if workspace.wants_second_reader and not name:
        raise Refusal(400, "Somebody else must publish what you change, so please go back and give your name.")
    session = workspace.sessions.enter(str(form.get("link", "")))
    if session is None:
        raise Refusal(401, "This link was used already, or is older than ten minutes. Ask the bot for a new one.")
    session.name = name
    _log.info("a moderator came into the workbench by a link")
    request[SESSION] = session
    return go(request, "/")


@ROUTES.post("/logout")
async def leave(request: web.Request) -> web.Response:
    """Forgets the session."""
    request.app[WORKSPACE].sessions.end(session_of(request))
    return leave_for("/login")


@ROUTES.get("/jobs/{job}")
async def wait(request: web.Request) -> web.Response:
    """How far a piece of work is; when it is done, on to what came of it."""
    job = request.app[WORKSPACE].jobs.find(request.match_info["job"])
    if job is None:
        raise Refusal(404, "That work is long over.")
    if request.query.get("as") == "data":
        return web.json_response({"step": job.step, "share": job.share, "done": job.done})
    if job.done and not job.wrong:
        return leave_for(job.after)
    return page(request, "waiting.html", job=job)
