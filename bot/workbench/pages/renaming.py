"""What is done with an entry as a whole: another id, another entry in its place, and where its phrases lead."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.moderating import phrase_check, renaming
from bot.workbench import drafted
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import WORKSPACE, go, page

ROUTES = web.RouteTableDef()


@ROUTES.get("/entries/{entry}/phrases")
async def phrases(request: web.Request) -> web.Response:
    """The phrases that lead elsewhere: with the draft where it was learned already, else with what members have."""
    workspace = request.app[WORKSPACE]
    learned = workspace.ready_service(workspace.draft.state())
    service = learned or workspace.service()
    entry = service.faq.entries.get(request.match_info["entry"])
    if entry is None:
        raise Refusal(404, "Members do not have this entry yet. Publish it, or try the draft first.")
    found = await asyncio.to_thread(phrase_check.leading_away, service, entry.id)
    return page(
        request,
        "phrases.html",
        title="Where its phrases lead",
        entry=entry,
        found=found,
        entries=service.faq.entries,
        of_draft=learned is not None and bool(workspace.draft.changes()),
    )


@ROUTES.post("/entries/{entry}/rename")
async def rename(request: web.Request) -> web.Response:
    """Gives it another id in the draft."""
    workspace, form = request.app[WORKSPACE], await request.post()
    old, new = request.match_info["entry"], str(form.get("new", "")).strip()
    if old == new:
        return go(request, f"/entries/{old}")
    files = renaming.rename(await drafted.whole(workspace), old, new, drafted.cases(workspace), workspace.draft_text)
    await drafted.write(workspace, session_of(request), files)
    return go(request, f"/entries/{new}", "Renamed in the draft, with all that names it.")


@ROUTES.post("/entries/{entry}/retire")
async def retire(request: web.Request) -> web.Response:
    """Lets another entry stand for it in the draft."""
    workspace, form = request.app[WORKSPACE], await request.post()
    to = str(form.get("to", ""))
    files = renaming.retire(
        await drafted.whole(workspace), request.match_info["entry"], to, drafted.cases(workspace), workspace.draft_text
    )
    await drafted.write(workspace, session_of(request), files)
    return go(request, f"/entries/{to}", "Retired in the draft. This entry stands for it, and has its phrases.")
