"""Try: a chat as members have it, and beside it how the bot came to each reply."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from bot.content import load
from bot.text import MAX_CHARS
from bot.workbench import chat, previews
from bot.workbench.guarding import session_of
from bot.workbench.page import WORKSPACE, go, leave_for, page, wait_for

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.workbench.jobs import Job
    from bot.workbench.sessions import Session
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()


@ROUTES.get("/")
async def start(_: web.Request) -> web.Response:
    """The first page."""
    return leave_for("/try")


@ROUTES.get("/try")
async def show(request: web.Request) -> web.Response:
    """The chat."""
    workspace, session = request.app[WORKSPACE], session_of(request)
    service = tried(workspace, session)
    community = service.faq.community
    exchanges = [(one, previews.show(one.reply, community, session.platform)) for one in session.exchanges]
    return page(
        request,
        "try.html",
        title="Try",
        exchanges=exchanges,
        last=next((one for one in reversed(session.exchanges) if one.why), None),
        countries=sorted(service.faq.numbers, key=lambda numbers: numbers.name),
        platforms=previews.PLATFORMS,
        entries=service.faq.entries,
        community=community,
    )


@ROUTES.post("/try/say")
async def say(request: web.Request) -> web.Response:
    """A message."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    words = str(form.get("words", "")).strip()[:MAX_CHARS]
    session.replying = "reply" in form
    if words:
        await asyncio.to_thread(chat.say, words, session, tried(workspace, session))
    return go(request, "/try#last")


@ROUTES.post("/try/tap")
async def tap(request: web.Request) -> web.Response:
    """A tap on a button of a reply."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    sent = not chat.tap(str(form.get("press", "")), str(form.get("label", "")), session, tried(workspace, session))
    told = "Nothing is sent from here. Members see their words first, and send them by a second tap." if sent else ""
    return go(request, "/try#last", told)


@ROUTES.post("/try/settings")
async def choose(request: web.Request) -> web.Response:
    """How it is tried: as on which platform, from which country, overheard or addressed, with which FAQ."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    if form.get("platform") in previews.PLATFORMS:
        session.platform = str(form["platform"])
    known = {numbers.country for numbers in workspace.service().faq.numbers}
    session.country = str(form.get("country", "")) if form.get("country") in known else ""
    if form.get("heard") in chat.HEARD:
        session.heard = str(form["heard"])
    session.from_draft = form.get("faq") == "draft" and bool(workspace.draft.changes())
    if session.from_draft and workspace.ready_service(workspace.draft.state()) is None:
        return wait_for(_learning(workspace))
    return go(request, "/try")


@ROUTES.post("/try/clear")
async def clear(request: web.Request) -> web.Response:
    """An empty chat."""
    chat.empty(session_of(request))
    return go(request, "/try")


def tried(workspace: Workspace, session: Session) -> Service:
    """The service that is tried: the draft's where that was chosen; once it is not ready, it no longer is, and the one in force is tried."""
    drafted = workspace.ready_service(workspace.draft.state()) if session.from_draft else None
    session.from_draft = drafted is not None
    return drafted or workspace.service()


def _learning(workspace: Workspace) -> Job:
    folder, state = workspace.draft.tree(), workspace.draft.state()

    def work(job: Job) -> None:
        workspace.build(state, job, lambda: load(folder))

    return workspace.jobs.start("Getting the draft ready to be tried", "/try", work)
