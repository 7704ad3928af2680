"""All that is no entry: the bot's own words, sources, organisations, numbers, names; and any file as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.content import community_shapes, contact_shapes, editing, language_shapes, shapes
from bot.content.folders import (
    COMMUNITY_FILE,
    NAME_FILES,
    NAMES,
    NUMBERS_FILE,
    ORGANISATIONS_FILE,
    OTHER_LANGUAGES_FILE,
    PROPER_FILES,
    SOURCES_FILE,
    SPELLINGS_FILE,
    THEMES_FILE,
    WORDS_FILE,
)
from bot.content.homes import Home
from bot.content.nodes import Report
from bot.content.parsing import parse_yaml
from bot.content.records import check_id
from bot.errors import InputError
from bot.workbench import forms, saving
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import WORKSPACE, go, page

if TYPE_CHECKING:
    from bot.content.shapes import Shape
    from bot.content.writing import Values
    from bot.model import Problem
    from bot.workbench.saving import Saved
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()


@dataclass(frozen=True, slots=True)
class List:
    """A file: one group of keys, or, where it is `named`, many, each below its name."""

    file: str
    shape: Shape
    named: bool = False


LISTS = {
    "community": List(COMMUNITY_FILE, community_shapes.COMMUNITY),
    "themes": List(THEMES_FILE, {"title": shapes.THEME["title"]}, named=True),  # its order is for the page "Entries"
    "sources": List(SOURCES_FILE, shapes.SOURCE, named=True),
    "organisations": List(ORGANISATIONS_FILE, contact_shapes.ORGANISATIONS),
    "numbers": List(f"../{NUMBERS_FILE}", contact_shapes.NUMBERS),
    "words": List(WORDS_FILE, language_shapes.WORDS),
    "other-languages": List(OTHER_LANGUAGES_FILE, language_shapes.OTHER_LANGUAGE, named=True),
    **{f"names-{file.removesuffix('.yaml')}": List(f"{NAMES}/{file}", language_shapes.NAMES) for file in NAME_FILES},
}


TEXTS = (*(f"{NAMES}/{file}" for file in PROPER_FILES), SPELLINGS_FILE)
"""Files of words, one a line, which are changed as text; that of everyday words is too long for a form."""


@ROUTES.get("/lists")
async def every(request: web.Request) -> web.Response:
    """Every list that there is."""
    workspace = request.app[WORKSPACE]
    there = {
        name: one
        for name, one in LISTS.items()
        if workspace.draft.text(saving.file_name(workspace, one.file)) is not None
    }
    changes = workspace.draft.changes()
    changed = {name for name, one in there.items() if saving.file_name(workspace, one.file) in changes}
    named = [saving.file_name(workspace, file) for file in TEXTS]
    texts = [name for name in named if workspace.draft.text(name) is not None]
    return page(
        request,
        "lists.html",
        title="Other words and lists",
        lists=there,
        changed_lists=changed,
        texts=texts,
        changes=changes,
    )


@ROUTES.get("/lists/{list}")
async def show(request: web.Request) -> web.Response:
    """The groups of a list by name, or its one form."""
    workspace, one = request.app[WORKSPACE], _list(request)
    if not one.named:
        return _form(request, one, "")
    text = _text(workspace, one)
    groups = [(name, editing.read_values(text, (name,), one.shape)) for name in editing.names(text)]
    return page(
        request, "list.html", title=request.match_info["list"], name=request.match_info["list"], groups=groups, wrong=""
    )


@ROUTES.post("/lists/{list}")
async def save_whole(request: web.Request) -> web.Response:
    """Takes the form of a list into the draft."""
    return await _save(request, _list(request), "")


@ROUTES.post("/lists/{list}/new")
async def add(request: web.Request) -> web.Response:
    """Adds a group that is still empty; its form says what is missing."""
    workspace, session, form, one = request.app[WORKSPACE], session_of(request), await request.post(), _list(request)
    name = str(form.get("new", "")).strip().lower()
    problems: list[Problem] = []
    check_id(name, Report("", problems))
    text = _text(workspace, one)
    if not one.named or problems or name in editing.names(text):
        told = problems[0].told if problems else f"There is `{name}` already."
        return go(request, f"/lists/{request.match_info['list']}", told)
    first = next(key for key, field in one.shape.items() if field.form is shapes.Form.LINE)
    edited = editing.add_group(text, name, {first: name}, one.shape)
    workspace.draft.write({saving.file_name(workspace, one.file): edited}, session.name, workspace.now())
    return go(request, f"/lists/{request.match_info['list']}/{name}", "Added to the draft. Now fill it in.")


@ROUTES.post("/lists/{list}/up")
async def move_up(request: web.Request) -> web.Response:
    """Moves a group before the one that it stands behind."""
    workspace, session, form, one = request.app[WORKSPACE], session_of(request), await request.post(), _list(request)
    edited = editing.move_up(_text(workspace, one), str(form.get("group", "")))
    workspace.draft.write({saving.file_name(workspace, one.file): edited}, session.name, workspace.now())
    return go(request, f"/lists/{request.match_info['list']}")


@ROUTES.get("/lists/{list}/{group}")
async def show_group(request: web.Request) -> web.Response:
    """The form of one group."""
    return _form(request, _list(request), request.match_info["group"])


@ROUTES.post("/lists/{list}/{group}")
async def save_group(request: web.Request) -> web.Response:
    """Takes the form of a group into the draft."""
    return await _save(request, _list(request), request.match_info["group"])


# ---- any file as text ------------------------------------------------------------------------------------------------


@ROUTES.get("/text/{name:.+}")
async def as_text(request: web.Request) -> web.Response:
    """The text of a file, for what fits no form."""
    workspace, name = request.app[WORKSPACE], request.match_info["name"]
    return _text_form(request, name, _file(workspace, name))


@ROUTES.post("/text/{name:.+}")
async def save_text(request: web.Request) -> web.Response:
    """Takes the text of a file into the draft."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    name = request.match_info["name"]
    before = _file(workspace, name)
    newline = "\r\n" if "\r\n" in before else "\n"
    text = str(form.get("text", "")).replace("\r\n", "\n").rstrip("\n").replace("\n", newline) + newline
    if workspace.versions.note(before) != form.get("version"):
        return _text_form(request, name, text, before)
    workspace.draft.write({name: text}, session.name, workspace.now())
    await workspace.draft_faq()
    return go(request, f"/text/{name}", "Saved in the draft. Members get it when you publish.")


def _text_form(request: web.Request, name: str, text: str, theirs: str = "") -> web.Response:
    workspace = request.app[WORKSPACE]
    problems: list[Problem] = []
    if name.endswith(".yaml"):
        parse_yaml(text, Report(name, problems))
    return page(
        request,
        "text.html",
        title=name,
        name=name,
        text=text,
        theirs=theirs,
        version=workspace.versions.note(theirs or text),
        problems=problems,
    )


def _file(workspace: Workspace, name: str) -> str:
    """The text of a file that may be changed here: the FAQ's own, as YAML, lines of words or cases."""
    workspace.draft.path(name)
    text = workspace.draft.text(name) if name.endswith((".yaml", ".jsonl", ".txt")) else None
    if text is None:
        raise Refusal(404, "There is no such file.")
    return text


# ---- parts -----------------------------------------------------------------------------------------------------------


def _list(request: web.Request) -> List:
    one = LISTS.get(request.match_info["list"])
    if one is None:
        raise Refusal(404, "There is no such list.")
    return one


def _text(workspace: Workspace, one: List) -> str:
    text = workspace.draft.text(saving.file_name(workspace, one.file))
    if text is None:
        raise Refusal(404, "There is no such list.")
    return text


def _form(request: web.Request, one: List, group: str, saved: Saved | None = None) -> web.Response:
    workspace = request.app[WORKSPACE]
    text, path = _text(workspace, one), (group,) if group else ()
    try:
        if not saved and group and group not in editing.names(text):
            raise Refusal(404, "There is no such entry in this list.")
        given: Values = saved.values if saved else editing.read_values(text, path, one.shape)
    except InputError:
        return go(
            request, f"/text/{saving.file_name(workspace, one.file)}", "This file must be mended before it fits a form."
        )
    clash = saved.clash if saved else None
    return page(
        request,
        "group.html",
        title=group or request.match_info["list"],
        list=request.match_info["list"],
        group=group,
        name=saving.file_name(workspace, one.file),
        inputs=forms.inputs(given, one.shape),
        version=(saved and saved.version) or workspace.versions.note(text),
        choices={},
        clash=clash,
        refused=saved.refused if saved else "",
        theirs={field.key: field for field in forms.inputs(clash.theirs, one.shape)} if clash else {},
        problems=_problems(workspace, saving.file_name(workspace, one.file)),
    )


async def _save(request: web.Request, one: List, group: str) -> web.Response:
    workspace, form = request.app[WORKSPACE], await request.post()
    home = Home(one.file, (group,) if group else (), one.shape)
    saved = saving.save(
        workspace, session_of(request), home, forms.values(form, one.shape), str(form.get("version", ""))
    )
    if not saved.is_written:
        return _form(request, one, group, saved)
    await workspace.draft_faq()
    met = f" {saved.met} changed it too meanwhile; both changes are in it." if saved.met else ""
    return go(request, request.path, f"Saved in the draft.{met} Members get it when you publish.")


def _problems(workspace: Workspace, name: str) -> list[Problem]:
    """What was found in the file when the draft was read last."""
    return [problem for problem in workspace.known_problems() if problem.path.endswith(f"/{name}")]
