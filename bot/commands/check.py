"""Check the FAQ: every file, the reading grade, and the cases that must come out right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.answering.service import Service
from bot.commands import _common
from bot.content import read
from bot.content.cases import read_cases
from bot.content.lint import grades, lint
from bot.content.load import shown
from bot.measuring import judge
from bot.model import Case, Incoming, Kind, Problem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from bot.model import Faq

HELP = """Check the FAQ. Every problem in every file is shown with its line and a hint, then whether the answers are easy to
read, then whether every message in the cases folder comes out as the moderators expect."""
CASES = "cases"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None beyond the common ones."""


def main(options: argparse.Namespace) -> int:
    """Prints every problem; 0 where there is none, else 1."""
    folder = _common.settings(options).faq
    faq, problems = read(folder)
    cases = _read_cases(folder, faq, problems)
    if faq:
        problems += lint(faq, datetime.now(tz=UTC).date() + timedelta(days=1))  # it is tomorrow already somewhere
        problems += _run(cases, Service(faq))
    console = _common.console()
    for problem in problems:
        console.print(str(problem))
    if faq:
        console.print(_summary(faq, len(cases)))
    console.print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {folder}")
    return 1 if problems else 0


def _read_cases(folder: Path, faq: Faq | None, problems: list[Problem]) -> list[Case]:
    files = sorted((folder / CASES).glob("*.jsonl"))
    if folder.is_dir() and not files:
        hint = "restore them, or write one as README says"
        problems.append(Problem(shown(folder / CASES), 1, 1, "there are no cases that must hold", hint))
    return [case for file in files for case in read_cases(file, faq.entries if faq else (), problems)]


def _run(cases: Sequence[Case], service: Service) -> list[Problem]:
    problems = []
    for case in cases:
        decision = service.explain(Incoming(case.text, addressed=case.addressed)).decision
        if not judge(case, decision).good:
            came = f"{decision.outcome} {decision.entry or ', '.join(decision.suggestions)}".strip()
            wanted = f"{case.expect} {' or '.join(case.topics)}".strip()
            message = f"`{case.text}` should come out as {wanted}, but is {came}"
            problems.append(
                Problem(case.path, case.line, 1, message, "add a like phrase to `asks`, or move one that draws it away")
            )
    return problems


def _summary(faq: Faq, cases: int) -> str:
    by_id = grades(faq)
    answers = [grade for entry_id, grade in by_id.items() if faq.entries[entry_id].kind is Kind.ANSWER]
    phrases = sum(len(entry.asks) for entry in faq.entries.values())
    return (
        f"{len(faq.entries)} entries, {len(answers)} of them answers, {phrases} phrases, {cases} cases; "
        f"school grade {sum(answers) / max(len(answers), 1):.1f} on average, {max(by_id.values(), default=0.0):.1f} at most"
    )
