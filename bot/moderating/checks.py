"""What `check` finds in an FAQ: problems that must be mended, cases that do not come out as expected, and warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.cases import read_cases
from bot.content.folders import shown
from bot.content.misplaced import stray_cases
from bot.measuring import judge
from bot.model import Case, Problem
from bot.moderating import examples, markup_check, phrase_check, spell_check, upkeep
from bot.moderating.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from bot.answering.service import Service
    from bot.content.places import Places
    from bot.model import Faq
    from bot.moderating.phrase_check import Alike

CASES = "cases"
"""The folder of the messages that must come out right."""


def cases_of(folder: Path, faq: Faq | None, problems: list[Problem]) -> list[Case]:
    """The good cases of an FAQ's folder; what is wrong with the others, or that there are none, is added to `problems`.

    `faq` tells which entries there are; where it is None, any may be named.
    """
    files = sorted((folder / CASES).glob("*.jsonl"))
    if folder.is_dir() and not files:
        hint = "restore them, or write one as docs/moderating.md says"
        problems.append(Problem(shown(folder / CASES), 1, 1, "there are no cases that must hold", hint))
    for stray in stray_cases(folder / CASES):
        hint = f"cases are read from {CASES}/<name>.jsonl: move it there, or let its name end so"
        problems.append(Problem(shown(stray), 1, 1, "this file is not read", hint))
    known = ids_of_cases(faq) if faq else ()
    cases = [case for file in files for case in read_cases(file, known, problems)]
    return [as_now(case, faq) for case in cases] if faq and faq.aliases else cases


def ids_of_cases(faq: Faq) -> tuple[str, ...]:
    """The ids that a case may name: those that entries have, and had before."""
    return (*faq.entries, *faq.aliases)


def as_now(case: Case, faq: Faq) -> Case:
    """The case with the ids that entries have now."""
    return replace(case, topics=tuple(map(faq.now, case.topics)), context=faq.now(case.context))


def find(  # noqa: PLR0913  what is checked, and how it is told
    service: Service,
    folder: Path,
    cases: Sequence[Case],
    today: date,
    places: Places,
    *,
    alike: Sequence[Alike],
    decisions: Decisions | None = None,
    progress: Callable[[float], None] | None = None,
) -> list[Problem]:
    """Every problem and warning of an FAQ beyond those with which it was read, without what takes long or asks other sites.

    `alike` are the phrases that are nearly the same, `decisions` those of the service, where they are wanted for more.
    `progress` is told the share of the cases that is done, from 0 to 1.
    """
    problems = markup_check.marked(service.faq, folder, places)
    problems += examples.failing(service, places)
    problems += failing(cases, decisions or Decisions(service), progress=progress)
    return problems + warnings(service, folder, today, places, alike)


def failing(
    cases: Sequence[Case], decisions: Decisions, *, progress: Callable[[float], None] | None = None
) -> list[Problem]:
    """A problem for each case that does not come out as its moderator expects."""
    problems = []
    for number, case in enumerate(cases, 1):
        decision = decisions.of(case.incoming)
        if not judge(case, decision).good:
            came = f"{decision.outcome} {decision.entry or ', '.join(decision.suggestions)}".strip()
            wanted = f"{case.expect} {' or '.join(case.topics)}".strip()
            words = decisions.carriers(case.incoming)
            message = (
                f"`{case.text}` should come out as {wanted}, but is {came}{f', by its words: {words}' if words else ''}"
            )
            problems.append(
                Problem(case.path, case.line, 1, message, "add a like phrase to `asks`, or move one that draws it away")
            )
        if progress:
            progress(number / len(cases))
    return problems


def warnings(service: Service, folder: Path, today: date, places: Places, alike: Sequence[Alike] = ()) -> list[Problem]:
    """What does no harm yet: `alike` as in `find`."""
    faq = service.faq
    return [
        *(phrase_check.alike_problem(pair, faq.entries, places) for pair in alike),
        *spell_check.misspelt(faq.entries.values(), spell_check.Dictionary(faq), places),
        *upkeep.worn(service, folder, today, places),
    ]
