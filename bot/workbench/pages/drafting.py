"""The draft: what it changes, whether it holds, and publishing it or taking a publication back."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from aiohttp import web

from bot.errors import StorageError
from bot.workbench import draft_check, kept
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.merging import difference
from bot.workbench.page import WORKSPACE, go, page, wait_for

if TYPE_CHECKING:
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()
_log = logging.getLogger(__name__)

_LONGEST_NAME, _LONGEST_NOTE = 60, 120
_NOT_AS_SEEN = "The draft was changed since you looked at it. Please look once more."


@ROUTES.get("/draft")
async def show(request: web.Request) -> web.Response:
    """What the draft changes, and what was published."""
    workspace = request.app[WORKSPACE]
    changes = workspace.draft.changes()
    conflicts, service = workspace.draft.conflicts(), workspace.live.service
    state = workspace.draft.state()
    checked = workspace.findings.get("check")
    fresh = isinstance(checked, draft_check.Checked) and checked.state == state
    return page(
        request,
        "draft.html",
        title="Draft",
        state=state,
        changes=[(name, change, difference(change.base or "", change.mine or "")) for name, change in changes.items()],
        conflicts=[
            (name, difference(changes[name].base or "", workspace.draft.live(name) or "")) for name in conflicts
        ],
        entries={name: name.rsplit("/", 1)[-1].removesuffix(".yaml") for name in changes if _is_entry(name)},
        questions={entry.id: entry.question for entry in service.faq.entries.values()} if service else {},
        checked=checked if fresh else None,
        stale=checked is not None and not fresh,
        publications=workspace.publications.latest(),
        undone=workspace.publications.undone(),
        longest_name=_LONGEST_NAME,
        longest_note=_LONGEST_NOTE,
    )


@ROUTES.post("/draft/check")
async def check(request: web.Request) -> web.Response:
    """Checks the draft, and compares it with what members have."""
    workspace = request.app[WORKSPACE]
    try:
        sent = [one.words for one in (await kept.sent(workspace.settings)).questions]
    except StorageError:
        sent = []
    return wait_for(
        workspace.jobs.start("Checking the draft", "/draft#found", lambda job: draft_check.run(workspace, sent, job))
    )


@ROUTES.post("/draft/drop")
async def drop(request: web.Request) -> web.Response:
    """Takes the changes of one file back, or all."""
    workspace, form = request.app[WORKSPACE], await request.post()
    name = str(form.get("name", ""))
    if name and name not in workspace.draft.changes():
        return go(request, "/draft", "That was taken back already.")
    if form.get("state") != workspace.draft.state():
        return go(request, "/draft", _NOT_AS_SEEN)
    workspace.draft.drop([name] if name else None)
    return go(request, "/draft", "Taken back. It is as members have it.")


@ROUTES.post("/draft/resolve")
async def resolve(request: web.Request) -> web.Response:
    """Lets the draft stand where the file was changed meanwhile, or what was changed there."""
    workspace, form = request.app[WORKSPACE], await request.post()
    name = str(form.get("name", ""))
    if form.get("state") != workspace.draft.state():
        return go(request, "/draft", _NOT_AS_SEEN)
    if form.get("keep") == "mine":
        workspace.draft.keep_mine(name)
    else:
        workspace.draft.drop([name])
    return go(request, "/draft")


@ROUTES.post("/draft/publish")
async def publish(request: web.Request) -> web.Response:
    """Publishes the draft as it was checked."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    checked = workspace.findings.get("check")
    state = workspace.draft.state()
    if not isinstance(checked, draft_check.Checked) or checked.state != state or form.get("state") != state:
        return go(request, "/draft", "Something changed since the check. Please check it once more, then publish.")
    if checked.problems or workspace.draft.conflicts():
        return go(request, "/draft", "There is something to mend first.")
    if checked.losses and "seen" not in form:
        return go(request, "/draft#found", "Please look at what is lost, and tick that you did.")
    session.name = " ".join(str(form.get("by", "")).split())[:_LONGEST_NAME] or session.name
    if wanted := _wants_another(workspace, session.name):
        return go(request, "/draft#found", wanted)
    note = " ".join(str(form.get("note", "")).split())[:_LONGEST_NOTE] or _told(workspace)
    files = {name: change.mine for name, change in workspace.draft.changes().items()}
    if not files:
        return go(request, "/draft", "There is nothing to publish.")
    made = await asyncio.to_thread(workspace.publications.publish, files, session.name, note, workspace.now())
    _log.info("the workbench published %d files", len(files))
    workspace.findings.pop("check", None)
    await workspace.live.reload()
    return go(request, "/draft", f"Published. Members have it within seconds.{_of_git(made.commit, made.uncommitted)}")


@ROUTES.post("/publications/{number}/undo")
async def undo(request: web.Request) -> web.Response:
    """Takes a publication back."""
    workspace, session = request.app[WORKSPACE], session_of(request)
    number = request.match_info["number"]
    if not number.isdecimal():
        raise Refusal(404, "There is no such publication.")
    made = await asyncio.to_thread(workspace.publications.undo, int(number), session.name, workspace.now())
    _log.info("the workbench took a publication of %d files back", len(made.after))
    await workspace.live.reload()
    return go(
        request, "/draft", f"Taken back. Members have it as it was before.{_of_git(made.commit, made.uncommitted)}"
    )


def _is_entry(name: str) -> bool:
    return name.split("/")[1:2] in (["answers"], ["signposts"], ["safety"])


def _wants_another(workspace: Workspace, name: str) -> str:
    """Why this moderator is not the second pair of eyes that the settings ask for; empty where all is well."""
    if not workspace.wants_second_reader:
        return ""
    authors = {author.casefold() for change in workspace.draft.changes().values() for author in change.authors}
    if "" in authors:
        return "Somebody changed it without giving a name. Please take that back, and change it anew under a name."
    if not name or name.casefold() in authors:
        return "Somebody else than who changed it must publish it, under a name of their own."
    return ""


def _told(workspace: Workspace) -> str:
    """What a publication is called whose moderator gave no note."""
    names = [name.rsplit("/", 1)[-1].partition(".")[0] for name in workspace.draft.changes()]
    return f"Change {', '.join(names[:3])}{' and more' if len(names) > 3 else ''}"  # noqa: PLR2004


def _of_git(commit: str, uncommitted: str) -> str:
    if uncommitted:
        return f" Git did not take it, though: {uncommitted}"
    return f" In git it is {commit}." if commit else ""
