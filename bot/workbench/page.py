"""What all pages share: the workspace that they work at, and how a page is made of its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
from jinja2 import Environment

from bot.errors import InputError
from bot.workbench.guarding import SESSION, session_of
from bot.workbench.workspace import Workspace

if TYPE_CHECKING:
    from bot.workbench.jobs import Job

WORKSPACE = web.AppKey("workspace", Workspace)
TEMPLATES = web.AppKey("templates", Environment)


def page(request: web.Request, template: str, status: int = 200, **told: object) -> web.Response:
    """A page of a template; what every page shows is added."""
    workspace = request.app[WORKSPACE]
    session = request.get(SESSION)
    text = (
        request.app[TEMPLATES]
        .get_template(template)
        .render(
            csrf=session.csrf if session else "",
            notice=session.take_notice() if session and request.method == "GET" else "",
            session=session,
            here=request.path,
            changed=_changed(workspace) if session else 0,
            broken=bool(workspace.live.problems),
            **told,
        )
    )
    return web.Response(text=text, content_type="text/html", status=status)


def _changed(workspace: Workspace) -> int:
    try:
        return len(workspace.draft.changes())
    except InputError:  # the page "Draft" tells of it
        return 0


def leave_for(path: str) -> web.Response:
    """Leads to another page."""
    return web.Response(status=303, headers={"Location": path})


def go(request: web.Request, path: str, notice: str = "") -> web.Response:
    """Leads to another page, with a sentence for it."""
    if notice:
        session_of(request).notice = notice
    return leave_for(path)


def wait_for(job: Job) -> web.Response:
    """Leads to the page that shows how far a piece of work is, and from there on to what comes of it."""
    return leave_for(f"/jobs/{job.id}")
