"""Checks a draft as `check` and `diff` do: of the phrases that moved, and of the entries that changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.content import read
from bot.content.folders import shown
from bot.content.places import Places
from bot.errors import ContentError
from bot.model import Problem, Severity
from bot.moderating import checks, compare, phrase_check

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Case, Faq
    from bot.moderating.compare import Change as Moved
    from bot.moderating.phrase_check import Alike
    from bot.workbench.jobs import Job
    from bot.workbench.workspace import Workspace

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


def run(workspace: Workspace, sent: list[str], job: Job) -> None:
    """The same as `check` and `diff`, of the phrases that moved and the entries that changed alone."""
    work = _Check(workspace, sent)
    try:
        work.run(job)
    except ContentError as error:
        work.problems += error.problems
    workspace.hold("check", work.checked())


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
        decisions = self._desk.decisions(service)
        today = self._desk.now().date()
        self.problems += checks.find(
            service,
            self._folder,
            self._cases,
            today,
            Places(),
            alike=self._alike,
            decisions=decisions,
            progress=lambda done: job.at("Trying the examples that must hold", 0.6 + 0.2 * done),
        )
        after = []
        for number, one in enumerate(self._said):
            job.at("Comparing with what members have", 0.8 + 0.2 * number / len(self._said))
            after.append(compare.result(decisions, one))
        self._moved = compare.changes(self._said, self._before, after)
        for change in self._moved[:_EXPLAINED]:
            said = change.said
            self._resting[said.text] = decisions.carriers(replace(said.incoming, text=said.shown))

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
        moved, touched = compare.moved(self._live.faq, faq), compare.touched(self._live.faq, faq)
        written = [*compare.part(moved), *compare.part(touched)]
        self._left_out = len(moved) + len(touched) - len(written)
        both = [*self._cases, *checks.cases_of(self._desk.settings.faq, None, [])]
        self._said = compare.messages(both, written, sent=self._sent)
        decisions = self._desk.decisions(self._live)
        self._before = [compare.result(decisions, one) for one in self._said]
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
