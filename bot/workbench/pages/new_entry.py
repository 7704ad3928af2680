"""A new entry: an empty form, or one with what members asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.content import editing, homes, writing
from bot.content.nodes import Report
from bot.content.records import check_id
from bot.model import Kind
from bot.workbench import drafted, forms, saving
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import WORKSPACE, go, page

if TYPE_CHECKING:
    from bot.content.writing import Values
    from bot.model import Faq, Problem
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()

KINDS = {"answer": Kind.ANSWER, "signpost": Kind.SIGNPOST, "safety": Kind.URGENT, "chatter": Kind.CHATTER}
"""The kinds of which there can be a new one."""


@ROUTES.get("/new")
async def ask_new(request: web.Request) -> web.Response:
    """The form of a new entry."""
    workspace = request.app[WORKSPACE]
    faq, _ = await drafted.faq(workspace)
    kind = request.query.get("kind", "answer")
    if kind not in KINDS:
        raise Refusal(404, "There is no such kind of entry.")
    asks = workspace.findings.get(f"asks {request.query.get('from', '')}")
    given: Values = {"reviewed": workspace.now().date().isoformat(), "asks": asks if isinstance(asks, list) else []}
    return _new_form(request, faq, kind, given, str(request.query.get("theme", "")))


@ROUTES.post("/new")
async def make_new(request: web.Request) -> web.Response:
    """Takes a new entry into the draft."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    faq, _ = await drafted.faq(workspace)
    kind, theme = str(form.get("new_kind", "")), str(form.get("new_theme", ""))
    if kind not in KINDS or (kind == "answer" and theme not in faq.themes):
        raise Refusal(404, "There is no such kind of entry, or no such theme.")
    entry_id = str(form.get("new_id", "")).strip().lower()
    home = homes.of(KINDS[kind], theme, entry_id)
    given = forms.values(form, home.shape)
    wrong = _wrong_id(workspace, faq, entry_id)
    if wrong:
        return _new_form(request, faq, kind, given, theme, entry_id, wrong)
    name = saving.file_name(workspace, home.file)
    text = workspace.draft.text(name)
    if home.path:
        text = editing.add_group(text or "", entry_id, given, home.shape)
    else:
        text = "\n".join([*writing.group(given, home.shape), ""])
    workspace.draft.write({name: text}, session.name, workspace.now())
    await workspace.draft_faq()
    return go(request, f"/entries/{entry_id}", "The new entry is in the draft. Members get it when you publish.")


def _wrong_id(workspace: Workspace, faq: Faq, entry_id: str) -> str:
    problems: list[Problem] = []
    check_id(entry_id, Report("", problems))
    if problems:
        return problems[0].told
    there = entry_id in faq.entries or any(name.endswith(f"/{entry_id}.yaml") for name in workspace.draft.changes())
    return "There is an entry with this short name already." if there else ""


def _new_form(  # noqa: PLR0913, PLR0917  what the form is made of
    request: web.Request, faq: Faq, kind: str, given: Values, theme: str, entry_id: str = "", wrong: str = ""
) -> web.Response:
    shape = homes.of(KINDS[kind], theme, entry_id).shape
    return page(
        request,
        "new.html",
        title="A new entry",
        kind=kind,
        kinds=tuple(KINDS),
        theme=theme,
        themes=faq.themes,
        entry_id=entry_id,
        wrong=wrong,
        inputs=forms.inputs(given, shape),
        choices=drafted.choices(faq),
    )
