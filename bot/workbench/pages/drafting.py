"""The draft: what it changes, whether it holds, and publishing it or taking a publication back."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from bot.content import read
from bot.content.folders import shown
from bot.content.places import Places
from bot.errors import ContentError, StorageError
from bot.model import Incoming, Problem, Severity
from bot.moderating import checks, compare, phrase_check, why
from bot.workbench import kept
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.merging import difference
from bot.workbench.page import WORKSPACE, go, page, wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Case, Faq
    from bot.moderating.compare import Change as Moved
    from bot.moderating.phrase_check import Alike
    from bot.workbench.jobs import Job
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()
_log = logging.getLogger(__name__)

MOST = 3_000
"""Phrases by which a draft is compared: more, as after a change of words.yaml, would take a minute."""
_LONGEST_NAME, _LONGEST_NOTE = 60, 120
_EXPLAINED = 12
"""Messages that moved of which it is told which words did it: each takes some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a draft in this `state` found. `left_out` phrases were not compared.

    `resting` tells of the first messages that moved which words of theirs did it.
    """

    state: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    elsewhere: list[Problem] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    resting: dict[str, str] = field(default_factory=dict)
    compared: int = 0
    left_out: int = 0

    @property
    def losses(self) -> int:
        """How many emergencies and personal decisions are no longer known as such."""
        return sum(one.is_loss for one in self.moved)


@ROUTES.get("/draft")
async def show(request: web.Request) -> web.Response:
    """What the draft changes, and what was published."""
    workspace = request.app[WORKSPACE]
    changes = workspace.draft.changes()
    conflicts, service = workspace.draft.conflicts(), workspace.live.service
    checked = workspace.findings.get("check")
    fresh = isinstance(checked, Checked) and checked.state == workspace.draft.state()
    return page(
        request,
        "draft.html",
        title="Draft",
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
        sent = [text for _, text in (await kept.sent(workspace.settings)).questions]
    except StorageError:
        sent = []
    return wait_for(
        workspace.jobs.start("Checking the draft", "/draft#found", lambda job: _check(workspace, sent, job))
    )


@ROUTES.post("/draft/drop")
async def drop(request: web.Request) -> web.Response:
    """Takes the changes of one file back, or all."""
    workspace, form = request.app[WORKSPACE], await request.post()
    name = str(form.get("name", ""))
    if name and name not in workspace.draft.changes():
        return go(request, "/draft", "That was taken back already.")
    workspace.draft.drop([name] if name else None)
    return go(request, "/draft", "Taken back. It is as members have it.")


@ROUTES.post("/draft/resolve")
async def resolve(request: web.Request) -> web.Response:
    """Lets the draft stand where the file was changed meanwhile, or what was changed there."""
    workspace, form = request.app[WORKSPACE], await request.post()
    name = str(form.get("name", ""))
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
    if not isinstance(checked, Checked) or checked.state != state or form.get("state") != state:
        return go(request, "/draft", "Something changed since the check. Please check it once more, then publish.")
    if checked.problems or workspace.draft.conflicts():
        return go(request, "/draft", "There is something to mend first.")
    if checked.losses and "seen" not in form:
        return go(request, "/draft#found", "Please look at what is lost, and tick that you did.")
    session.name = " ".join(str(form.get("by", "")).split())[:_LONGEST_NAME] or session.name
    if _needs_another(workspace, session.name):
        return go(
            request, "/draft#found", "Somebody else than who changed it must publish it, under a name of their own."
        )
    note = " ".join(str(form.get("note", "")).split())[:_LONGEST_NOTE] or _told(workspace)
    files = {name: change.mine for name, change in workspace.draft.changes().items()}
    if not files:
        return go(request, "/draft", "There is nothing to publish.")
    made = await asyncio.to_thread(workspace.publications.publish, files, session.name, note, workspace.now())
    _log.info("the workbench published %d files", len(files))
    workspace.draft.drop(list(files))
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


def _check(workspace: Workspace, sent: list[str], job: Job) -> None:
    """The same as `check` and `diff`, of the phrases that moved and the entries that changed alone."""
    work = _Check(workspace, sent)
    try:
        work.run(job)
    except ContentError as error:
        work.problems += error.problems
    workspace.find("check", work.checked())


class _Check:
    """One run of a check, with what it has found so far."""

    def __init__(self, workspace: Workspace, sent: list[str]) -> None:
        self._desk, self._sent = workspace, sent
        self._state, self._folder, self._changes = (
            workspace.draft.state(),
            workspace.draft.tree(),
            workspace.draft.changes(),
        )
        self._live = workspace.live.service
        self._cases: list[Case] = []
        self._said: list[compare.Said] = []
        self._before: list[compare.Result] = []
        self._alike: list[Alike] = []
        self._moved: list[Moved] = []
        self._left_out = 0
        self._resting: dict[str, str] = {}
        self.problems: list[Problem] = []

    def run(self, job: Job) -> None:
        service = self._desk.build(self._state, job, self._read, self._compare_before)
        if self._live is None:
            self._alike = phrase_check.near_duplicates(service.faq, service.matcher, self._changed(service.faq))
        today = self._desk.now().date()
        self.problems += checks.find(
            service,
            self._folder,
            self._cases,
            today,
            Places(),
            alike=self._alike,
            progress=lambda done: job.at("Trying the examples that must hold", 0.6 + 0.2 * done),
        )
        after = []
        for number, one in enumerate(self._said):
            job.at("Comparing with what members have", 0.8 + 0.2 * number / len(self._said))
            after.append(compare.result(service, one))
        self._moved = compare.changes(self._said, self._before, after)
        for change in self._moved[:_EXPLAINED]:
            explanation = service.explain(Incoming(change.said.shown, addressed=change.said.addressed))
            words = [word for word, _ in why.carriers(explanation, service)]
            self._resting[change.said.text] = ", ".join(words)

    def _read(self) -> Faq:
        held = self._desk.already_read(self._state) if self._changes else None  # else it names the files in force
        faq, problems = held or read(self._folder)
        self.problems = [*problems]
        self._cases = checks.cases_of(self._folder, faq, self.problems)
        if faq is None:
            raise ContentError(())
        return faq

    def _changed(self, faq: Faq) -> set[str]:
        return {name.rsplit("/", 1)[-1].removesuffix(".yaml") for name in self._changes} & faq.entries.keys()

    def _compare_before(self, faq: Faq) -> None:
        """What needs no more than the FAQ in force."""
        if self._live is None:
            return
        phrases = compare.moved(self._live.faq, faq)
        self._left_out = max(len(phrases) - MOST, 0)
        both = [*self._cases, *checks.cases_of(self._desk.settings.faq, None, [])]
        self._said = compare.messages(both, phrases[:: len(phrases) // MOST + 1], sent=self._sent)
        self._before = [compare.result(self._live, one) for one in self._said]
        self._alike = phrase_check.near_duplicates(faq, self._live.matcher, self._changed(faq))

    def checked(self) -> Checked:
        """What was found."""
        found = sorted(set(self.problems))
        errors = [_named(one, self._folder) for one in found if one.severity is Severity.ERROR]
        mild = [_named(one, self._folder) for one in found if one.severity is Severity.WARNING]
        own = [one for one in mild if one.path in self._changes]
        others = [one for one in mild if one.path not in self._changes]
        return Checked(self._state, errors, own, others, self._moved, self._resting, len(self._said), self._left_out)


def _named(problem: Problem, folder: Path) -> Problem:
    """The problem with its file named as the draft names it."""
    name = problem.path.removeprefix(f"{shown(folder.parent)}/")
    return Problem(name, problem.line, problem.column, problem.message, problem.hint, problem.severity)


def _is_entry(name: str) -> bool:
    return name.split("/")[1:2] in (["answers"], ["signposts"], ["safety"])


def _needs_another(workspace: Workspace, name: str) -> bool:
    """Whether the settings ask for a second pair of eyes, and this moderator is not one."""
    told = workspace.settings.workbench
    authors = {change.by.casefold() for change in workspace.draft.changes().values()}
    return told is not None and told.second_reader and (not name or bool({"", name.casefold()} & authors))


def _told(workspace: Workspace) -> str:
    """What a publication is called whose moderator gave no note."""
    names = [name.rsplit("/", 1)[-1].partition(".")[0] for name in workspace.draft.changes()]
    return f"Change {', '.join(names[:3])}{' and more' if len(names) > 3 else ''}"  # noqa: PLR2004


def _of_git(commit: str, uncommitted: str) -> str:
    if uncommitted:
        return f" Git did not take it, though: {uncommitted}"
    return f" In git it is {commit}." if commit else ""
