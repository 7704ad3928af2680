"""Entries: the list, a form for each, and what it looks like to members."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web

from bot.answering.contacts import Contacts
from bot.answering.pages import Pages
from bot.answering.replies import Replies
from bot.answering.sending import Sending
from bot.content import editing, homes, shapes
from bot.content.folders import THEMES_FILE
from bot.errors import InputError
from bot.model import Kind
from bot.moderating import upkeep
from bot.workbench import drafted, forms, kept, previews, saving
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import WORKSPACE, go, page

if TYPE_CHECKING:
    from bot.content.homes import Home
    from bot.content.writing import Values
    from bot.model import Entry, Faq
    from bot.workbench.previews import Shown
    from bot.workbench.saving import Looked, Saved
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()

_FOLDERS = {"answers": Kind.ANSWER, "signposts": Kind.SIGNPOST, "safety": Kind.URGENT}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list: what is wrong with it, whether the draft changes it, and how often it was shown."""

    entry: Entry
    problems: int
    changed: bool
    new: bool
    overdue: bool
    counted: dict[str, str]


@ROUTES.get("/entries")
async def listed(request: web.Request) -> web.Response:
    """All entries by theme, or those that a search finds."""
    workspace = request.app[WORKSPACE]
    faq, problems = await drafted.faq(workspace)
    words = request.query.get("q", "").strip()[:200]
    counted = await kept.counts_if_readable(workspace.settings)
    changes = workspace.draft.changes()
    rows = {}
    for entry in faq.entries.values():
        name = saving.file_name(workspace, homes.of_entry(entry).file)
        wrong = sum(problem.path.endswith(f"/{name}") for problem in problems)
        own = name in changes and entry.kind is not Kind.CHATTER
        overdue = entry.kind is not Kind.CHATTER and workspace.now().date() - entry.reviewed > upkeep.REVIEWED_WITHIN
        rows[entry.id] = Row(
            entry, wrong, own, own and changes[name].base is None, overdue, kept.of_entry(counted, entry.id)
        )
    if words:
        groups = [("", "", [rows[entry_id] for entry_id in _found(workspace, faq, words)])]
    else:
        kinds = (Kind.SIGNPOST, Kind.CARE_TEAM, Kind.URGENT, Kind.CHATTER)
        groups = [(title, theme, [rows[one.id] for one in faq.in_theme(theme)]) for theme, title in faq.themes.items()]
        groups += [(kind.value, "", [row for row in rows.values() if row.entry.kind is kind]) for kind in kinds]
    return page(
        request,
        "entries.html",
        title="Entries",
        groups=[group for group in groups if group[2]],
        words=words,
        problems=[problem for problem in problems if problem.severity == "error"],
        unread=_unread(workspace, faq),
    )


@ROUTES.post("/entries")
async def move(request: web.Request) -> web.Response:
    """Moves an answer up or down in the menu of its theme."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    faq = await drafted.whole(workspace)
    entry = faq.entries.get(str(form.get("up") or form.get("down") or ""))
    if entry is None or entry.theme not in faq.themes:
        raise Refusal(404, "There is no such answer.")
    order = [one.id for one in faq.in_theme(entry.theme)]
    place = order.index(entry.id)
    beside = place - 1 if "up" in form else place + 1
    if 0 <= beside < len(order):
        order[place], order[beside] = order[beside], order[place]
        text = workspace.draft_text(THEMES_FILE) or ""
        first = {"first": _first(order)}
        await drafted.write(workspace, session, {THEMES_FILE: editing.edit(text, (entry.theme,), first, shapes.THEME)})
    return go(request, f"/entries#{entry.theme}", "Moved in the draft. Members get it when you publish.")


@ROUTES.get("/entries/{entry}")
async def show(request: web.Request) -> web.Response:
    """The form of one entry."""
    workspace = request.app[WORKSPACE]
    faq, _ = await drafted.faq(workspace)
    like = _like(workspace, request.match_info["entry"], faq)
    home = homes.of_entry(like)
    text = workspace.draft_text(home.file)
    if text is None:
        raise Refusal(404, "There is no such entry.")
    try:
        values = editing.read_values(text, home.path, home.shape)
    except InputError:
        return go(
            request,
            f"/text/{saving.file_name(workspace, home.file)}",
            "This file must be mended before it fits a form.",
        )
    return await _form(request, like, home, values, text)


@ROUTES.post("/entries/{entry}")
async def save(request: web.Request) -> web.Response:
    """Takes the form into the draft."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    faq, _ = await drafted.faq(workspace)
    like = _like(workspace, request.match_info["entry"], faq)
    home = homes.of_entry(like)
    saved = saving.save(workspace, session, home, forms.values(form, home.shape), str(form.get("version", "")))
    if not saved.is_written:
        return await _form(request, like, home, saved.values, workspace.draft_text(home.file) or "", saved)
    await workspace.draft_faq()
    met = f" {saved.met} changed it too meanwhile; both changes are in it." if saved.met else ""
    return go(request, f"/entries/{like.id}", f"Saved in the draft.{met} Members get it when you publish.")


@ROUTES.post("/entries/{entry}/look")
async def look(request: web.Request) -> web.Response:
    """What the form would look like, and what is wrong with it, as a part of a page; nothing is saved."""
    workspace, form = request.app[WORKSPACE], await request.post()
    faq, _ = await drafted.faq(workspace)
    like = _like(workspace, request.match_info["entry"], faq)
    home = homes.of_entry(like)
    text = workspace.draft_text(home.file) or ""
    looked, shown = _looked(
        workspace, faq, like, home, editing.edit(text, home.path, forms.values(form, home.shape), home.shape)
    )
    return page(request, "look.html", title="Look", looked=looked, shown=shown, entry=like)


# ---- parts -----------------------------------------------------------------------------------------------------------


def _like(workspace: Workspace, entry_id: str, faq: Faq) -> Entry:
    """The entry, or one of its kind where only its file is there yet."""
    if entry_id in faq.entries:
        return faq.entries[entry_id]
    some = next(iter(faq.entries.values()))
    for name in workspace.draft.changes():
        _, *folders, file = name.split("/")
        if file == f"{entry_id}.yaml" and folders and folders[0] in _FOLDERS:
            theme = "/".join(folders[1:])
            return replace(some, id=entry_id, kind=_FOLDERS[folders[0]], theme=theme, question=entry_id)
    raise Refusal(404, "There is no such entry.")


def _first(order: list[str]) -> list[str]:
    """The ids that a theme must name so that its menu has this order: behind them stand the others, in the order of ids."""
    named = next(length for length in range(len(order) + 1) if order[length:] == sorted(order[length:]))
    return order[:named]


def _unread(workspace: Workspace, faq: Faq) -> list[str]:
    """The ids of new entries that cannot be read yet."""
    names = [name.split("/") for name, change in workspace.draft.changes().items() if change.mine is not None]
    ids = [parts[-1].removesuffix(".yaml") for parts in names if len(parts) > 2 and parts[1] in _FOLDERS]  # noqa: PLR2004
    return [entry_id for entry_id in ids if entry_id not in faq.entries]


def _found(workspace: Workspace, faq: Faq, words: str) -> list[str]:
    """The entries that have the words in their question, name or phrases; then those that the bot would find."""
    sought = words.casefold()
    first = [e.id for e in faq.entries.values() if sought in f"{e.id} {e.question} {e.label}".casefold()]
    then = [e.id for e in faq.entries.values() if any(sought in phrase.casefold() for phrase in e.asks)]
    last = [entry.id for entry in workspace.service().search(words, 5) if entry.id in faq.entries]
    return list(dict.fromkeys([*first, *then, *last]))[:60]


def _looked(workspace: Workspace, faq: Faq, like: Entry, home: Home, text: str) -> tuple[Looked, dict[str, Shown]]:
    looked = saving.look(text, home, faq, like, workspace.now().date(), workspace.dictionary(faq))
    shown = {}
    if looked.entry:
        with_it = replace(faq, entries={**faq.entries, like.id: looked.entry})
        pages = Pages(with_it, Sending(with_it.community))
        reply = Replies(with_it, Contacts(with_it), pages).answer(like.id)
        seen = {"plain": reply.whole}  # what the others leave behind "More", the moderator reads here
        shown = {one: previews.show(seen.get(one, reply), faq.community, one) for one in previews.PLATFORMS}
    return looked, shown


async def _form(  # noqa: PLR0913, PLR0917  what the form is made of
    request: web.Request, like: Entry, home: Home, values: Values, text: str, saved: Saved | None = None
) -> web.Response:
    workspace = request.app[WORKSPACE]
    faq, problems = await drafted.faq(workspace)
    looked, shown = _looked(workspace, faq, like, home, text)
    name = saving.file_name(workspace, home.file)
    elsewhere = (
        [one for one in problems if one.path.endswith(f"/{name}")] if looked.entry and not looked.problems else []
    )
    return page(
        request,
        "entry.html",
        title=like.question,
        entry=like,
        inputs=forms.inputs(values, home.shape),
        version=(saved and saved.version) or workspace.versions.note(text),
        looked=looked,
        elsewhere=elsewhere if not home.path else [],
        shown=shown,
        clash=saved.clash if saved else None,
        refused=saved.refused if saved else "",
        theirs={field.key: field for field in forms.inputs(saved.clash.theirs, home.shape)}
        if saved and saved.clash
        else {},
        choices=drafted.choices(faq),
        others=[one for one in faq.entries.values() if one.id != like.id and one.kind.is_showable],
        counted=kept.of_entry(await kept.counts_if_readable(workspace.settings), like.id),
        reviewed=(workspace.now().date() - like.reviewed).days,
        change=workspace.draft.changes().get(name),
        state=workspace.draft.state(),
        name=name,
    )
