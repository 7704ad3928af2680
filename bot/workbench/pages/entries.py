"""Entries: the list, a form for each, and what it looks like to members."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web

from bot.answering.contacts import Contacts
from bot.answering.replies import Replies
from bot.content import editing, homes, writing
from bot.content.nodes import Report
from bot.content.records import check_id
from bot.errors import InputError
from bot.model import Kind
from bot.moderating import phrase_check, renaming, upkeep
from bot.moderating.checks import CASES
from bot.workbench import forms, kept, previews, saving
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import DESK, go, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.homes import Home
    from bot.content.writing import Values
    from bot.model import Entry, Faq, Problem
    from bot.workbench.desk import Desk
    from bot.workbench.previews import Shown
    from bot.workbench.saving import Looked, Saved

ROUTES = web.RouteTableDef()

_FOLDERS = {"answers": Kind.ANSWER, "signposts": Kind.SIGNPOST, "safety": Kind.URGENT}
KINDS = {"answer": Kind.ANSWER, "signpost": Kind.SIGNPOST, "safety": Kind.URGENT, "chatter": Kind.CHATTER}
"""The kinds of which there can be a new one."""


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
    desk = request.app[DESK]
    faq, problems = await _faq(desk)
    words = request.query.get("q", "").strip()[:200]
    counted = await kept.counts(desk.settings)
    changes = desk.draft.changes()
    rows = {}
    for entry in faq.entries.values():
        name = saving.file_name(desk, homes.of_entry(entry).file)
        wrong = sum(problem.path.endswith(f"/{name}") for problem in problems)
        own = name in changes and entry.kind is not Kind.CHATTER
        overdue = entry.kind is not Kind.CHATTER and desk.now().date() - entry.reviewed > upkeep.REVIEWED_WITHIN
        rows[entry.id] = Row(
            entry, wrong, own, own and changes[name].base is None, overdue, kept.of_entry(counted, entry.id)
        )
    if words:
        groups = [("", [rows[entry_id] for entry_id in _found(desk, faq, words)])]
    else:
        kinds = (Kind.SIGNPOST, Kind.CARE_TEAM, Kind.URGENT, Kind.CHATTER)
        answers = [row for row in rows.values() if row.entry.kind is Kind.ANSWER]
        groups = [(title, [row for row in answers if row.entry.theme == theme]) for theme, title in faq.themes.items()]
        groups += [(kind.value, [row for row in rows.values() if row.entry.kind is kind]) for kind in kinds]
    return page(
        request,
        "entries.html",
        title="Entries",
        groups=[(title, group) for title, group in groups if group],
        words=words,
        problems=[problem for problem in problems if problem.severity == "error"],
        unread=_unread(desk, faq),
    )


@ROUTES.get("/entries/{entry}")
async def show(request: web.Request) -> web.Response:
    """The form of one entry."""
    desk = request.app[DESK]
    faq, _ = await _faq(desk)
    like = _like(desk, request.match_info["entry"], faq)
    home = homes.of_entry(like)
    text = desk.draft_text(home.file)
    if text is None:
        raise Refusal(404, "There is no such entry.")
    try:
        values = editing.read_values(text, home.path, home.shape)
    except InputError:
        return go(
            request, f"/text/{saving.file_name(desk, home.file)}", "This file must be mended before it fits a form."
        )
    return await _form(request, like, home, values, text)


@ROUTES.post("/entries/{entry}")
async def save(request: web.Request) -> web.Response:
    """Takes the form into the draft."""
    desk, session, form = request.app[DESK], session_of(request), await request.post()
    faq, _ = await _faq(desk)
    like = _like(desk, request.match_info["entry"], faq)
    home = homes.of_entry(like)
    saved = saving.save(desk, session, home, forms.values(form, home.shape), str(form.get("version", "")))
    if saved.clash:
        return await _form(request, like, home, saved.values, desk.draft_text(home.file) or "", saved)
    await desk.draft_faq()
    met = f" {saved.met} changed it too meanwhile; both changes are in it." if saved.met else ""
    return go(request, f"/entries/{like.id}", f"Saved in the draft.{met} Members get it when you publish.")


@ROUTES.post("/entries/{entry}/look")
async def look(request: web.Request) -> web.Response:
    """What the form would look like, and what is wrong with it, as a part of a page; nothing is saved."""
    desk, form = request.app[DESK], await request.post()
    faq, _ = await _faq(desk)
    like = _like(desk, request.match_info["entry"], faq)
    home = homes.of_entry(like)
    text = desk.draft_text(home.file) or ""
    looked, shown = _looked(
        desk, faq, like, home, editing.edit(text, home.path, forms.values(form, home.shape), home.shape)
    )
    return page(request, "look.html", title="Look", looked=looked, shown=shown, entry=like)


@ROUTES.get("/entries/{entry}/phrases")
async def phrases(request: web.Request) -> web.Response:
    """The phrases that lead elsewhere: with the draft where it was learned already, else with what members have."""
    desk = request.app[DESK]
    learned = desk.ready_service(desk.draft.state())
    service = learned or desk.service()
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
        of_draft=learned is not None and bool(desk.draft.changes()),
    )


@ROUTES.post("/entries/{entry}/rename")
async def rename(request: web.Request) -> web.Response:
    """Gives it another id in the draft."""
    desk, form = request.app[DESK], await request.post()
    old, new = request.match_info["entry"], str(form.get("new", "")).strip()
    if old == new:
        return go(request, f"/entries/{old}")
    files = renaming.rename(await _whole(desk), old, new, _cases(desk), desk.draft_text)
    await _write(request, files)
    return go(request, f"/entries/{new}", "Renamed in the draft, with all that names it.")


@ROUTES.post("/entries/{entry}/retire")
async def retire(request: web.Request) -> web.Response:
    """Lets another entry stand for it in the draft."""
    desk, form = request.app[DESK], await request.post()
    to = str(form.get("to", ""))
    files = renaming.retire(await _whole(desk), request.match_info["entry"], to, _cases(desk), desk.draft_text)
    await _write(request, files)
    return go(request, f"/entries/{to}", "Retired in the draft. This entry stands for it, and has its phrases.")


async def add_phrases(request: web.Request, entry: Entry, phrases: list[str]) -> None:
    """Adds ways in which members say it to an entry of the draft; what stands there already is not added again."""
    desk, home = request.app[DESK], homes.of_entry(entry)
    text = desk.draft_text(home.file) or ""
    asks = [str(one) for one in editing.read_values(text, home.path, home.shape).get("asks") or ()]
    both = {"asks": list(dict.fromkeys([*asks, *phrases]))}
    await _write(request, {home.file: editing.edit(text, home.path, both, home.shape)})


async def _whole(desk: Desk) -> Faq:
    faq, problems = await desk.draft_faq()
    if faq is None:
        raise InputError(f"Please mend the draft first: {problems[0].told}")
    return faq


def _cases(desk: Desk) -> list[str]:
    return renaming.case_files(file.name for file in (desk.draft.tree() / CASES).glob("*.jsonl"))


async def _write(request: web.Request, files: renaming.Files) -> None:
    desk = request.app[DESK]
    named = {saving.file_name(desk, name): text for name, text in files.items()}
    desk.draft.write(named, session_of(request).name, desk.now())
    await desk.draft_faq()


# ---- a new one -------------------------------------------------------------------------------------------------------


@ROUTES.get("/new")
async def ask_new(request: web.Request) -> web.Response:
    """The form of a new entry."""
    desk = request.app[DESK]
    faq, _ = await _faq(desk)
    kind = request.query.get("kind", "answer")
    if kind not in KINDS:
        raise Refusal(404, "There is no such kind of entry.")
    asks = desk.findings.get(f"asks {request.query.get('from', '')}")
    given: Values = {"reviewed": desk.now().date().isoformat(), "asks": asks if isinstance(asks, list) else []}
    return _new_form(request, faq, kind, given, str(request.query.get("theme", "")))


@ROUTES.post("/new")
async def make_new(request: web.Request) -> web.Response:
    """Takes a new entry into the draft."""
    desk, session, form = request.app[DESK], session_of(request), await request.post()
    faq, _ = await _faq(desk)
    kind, theme = str(form.get("new_kind", "")), str(form.get("new_theme", ""))
    if kind not in KINDS or (kind == "answer" and theme not in faq.themes):
        raise Refusal(404, "There is no such kind of entry, or no such theme.")
    entry_id = str(form.get("new_id", "")).strip().lower()
    home = homes.of(KINDS[kind], theme, entry_id)
    given = forms.values(form, home.shape)
    wrong = _wrong_id(desk, faq, entry_id)
    if wrong:
        return _new_form(request, faq, kind, given, theme, entry_id, wrong)
    name = saving.file_name(desk, home.file)
    text = desk.draft.text(name)
    if home.path:
        text = editing.add_group(text or "", entry_id, given, home.shape)
    else:
        text = "\n".join([*writing.group(given, home.shape), ""])
    desk.draft.write({name: text}, session.name, desk.now())
    await desk.draft_faq()
    return go(request, f"/entries/{entry_id}", "The new entry is in the draft. Members get it when you publish.")


def _wrong_id(desk: Desk, faq: Faq, entry_id: str) -> str:
    problems: list[Problem] = []
    check_id(entry_id, Report("", problems))
    if problems:
        return problems[0].told
    there = entry_id in faq.entries or any(name.endswith(f"/{entry_id}.yaml") for name in desk.draft.changes())
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
        choices=_choices(faq),
    )


# ---- parts -----------------------------------------------------------------------------------------------------------


async def _faq(desk: Desk) -> tuple[Faq, list[Problem]]:
    """The FAQ as it is to be; where it cannot be read, the one in force, with the problems of the other."""
    faq, problems = await desk.draft_faq()
    return faq or desk.service().faq, problems


def _like(desk: Desk, entry_id: str, faq: Faq) -> Entry:
    """The entry, or one of its kind where only its file is there yet."""
    if entry_id in faq.entries:
        return faq.entries[entry_id]
    some = next(iter(faq.entries.values()))
    for name in desk.draft.changes():
        _, *folders, file = name.split("/")
        if file == f"{entry_id}.yaml" and folders and folders[0] in _FOLDERS:
            theme = "/".join(folders[1:])
            return replace(some, id=entry_id, kind=_FOLDERS[folders[0]], theme=theme, question=entry_id)
    raise Refusal(404, "There is no such entry.")


def _unread(desk: Desk, faq: Faq) -> list[str]:
    """The ids of new entries that cannot be read yet."""
    names = [name.split("/") for name, change in desk.draft.changes().items() if change.mine is not None]
    ids = [parts[-1].removesuffix(".yaml") for parts in names if len(parts) > 2 and parts[1] in _FOLDERS]  # noqa: PLR2004
    return [entry_id for entry_id in ids if entry_id not in faq.entries]


def _found(desk: Desk, faq: Faq, words: str) -> list[str]:
    """The entries that have the words in their question, name or phrases; then those that the bot would find."""
    sought = words.casefold()
    first = [e.id for e in faq.entries.values() if sought in f"{e.id} {e.question} {e.label}".casefold()]
    then = [e.id for e in faq.entries.values() if any(sought in phrase.casefold() for phrase in e.asks)]
    last = [entry.id for entry in desk.service().search(words, 5) if entry.id in faq.entries]
    return list(dict.fromkeys([*first, *then, *last]))[:60]


def _looked(desk: Desk, faq: Faq, like: Entry, home: Home, text: str) -> tuple[Looked, dict[str, Shown]]:
    looked = saving.look(text, home, faq, like, desk.now().date())
    shown = {}
    if looked.entry:
        with_it = replace(faq, entries={**faq.entries, like.id: looked.entry})
        reply = Replies(with_it, Contacts(with_it)).answer(like.id)
        shown = {platform: previews.show(reply, faq.community, platform) for platform in previews.PLATFORMS}
    return looked, shown


async def _form(  # noqa: PLR0913, PLR0917  what the form is made of
    request: web.Request, like: Entry, home: Home, values: Values, text: str, saved: Saved | None = None
) -> web.Response:
    desk = request.app[DESK]
    faq, problems = await _faq(desk)
    looked, shown = _looked(desk, faq, like, home, text)
    name = saving.file_name(desk, home.file)
    elsewhere = (
        [one for one in problems if one.path.endswith(f"/{name}")] if looked.entry and not looked.problems else []
    )
    return page(
        request,
        "entry.html",
        title=like.question,
        entry=like,
        inputs=forms.inputs(values, home.shape),
        version=desk.versions.note(text),
        looked=looked,
        elsewhere=elsewhere if not home.path else [],
        shown=shown,
        clash=saved.clash if saved else None,
        theirs={field.key: field for field in forms.inputs(saved.clash.theirs, home.shape)}
        if saved and saved.clash
        else {},
        choices=_choices(faq),
        others=[one for one in faq.entries.values() if one.id != like.id and one.kind in {Kind.ANSWER, Kind.SIGNPOST}],
        counted=kept.of_entry(await kept.counts(desk.settings), like.id),
        reviewed=(desk.now().date() - like.reviewed).days,
        change=desk.draft.changes().get(name),
        name=name,
    )


def _choices(faq: Faq) -> Mapping[str, list[tuple[str, str]]]:
    """What a field that names something may name: its id, and how it is shown."""
    showable = [entry for entry in faq.entries.values() if entry.kind in {Kind.ANSWER, Kind.SIGNPOST}]
    return {
        "source": [(source.id, f"{source.title} ({source.publisher})") for source in faq.sources.values()],
        "entry": [(entry.id, entry.question) for entry in showable],
    }
