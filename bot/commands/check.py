"""Check the FAQ: every file, reading grade, reviews, phrases, and the cases that must come out right."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from bot.answering.service import Service
from bot.commands import _settings, _tables
from bot.commands._annotations import annotation
from bot.commands._console import open_console
from bot.commands._numbers import seconds, whole
from bot.content import read
from bot.content.folders import ORGANISATIONS_FILE, SOURCES_FILE, numbers_file, shown
from bot.content.lint import grades
from bot.content.places import Places
from bot.content.readability import hardest, length
from bot.matching import IndexCache
from bot.model import Kind, Problem, Severity
from bot.moderating import checks, link_check, phrase_check

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from bot.model import Faq
    from bot.moderating.link_check import Answer

HELP = """Check the FAQ. Every problem in every file is shown with its line and a hint: slips in the files, answers that are
hard to read, signs that miss their examples, and messages in the cases folder that do not come out as the moderators expect. Warnings do no harm yet:
misspelt words, phrases of two entries that say the same, reviews older than a year, organisations and numbers that nobody checked for half a year,
answers that no tap leads to, or that list no facts. The exit code is 1 for problems, and 0 where there are only warnings."""
_PAIRS = 15
_TIMEOUT = 10.0
_WAITING = (0.1, 600.0)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What else to check, and the form of the output."""
    parser.add_argument(
        "--phrases",
        type=whole(0),
        nargs="?",
        const=100,
        default=0,
        metavar="N",
        help="also show phrases that lead to another entry, the N surest as warnings (default: 100); takes some seconds",
    )
    parser.add_argument(
        "--grades", action="store_true", help="also show how hard each entry is to read, the hardest first"
    )
    parser.add_argument("--links", action="store_true", help="also ask every web address whether it answers")
    parser.add_argument(
        "--timeout",
        type=seconds(*_WAITING),
        default=_TIMEOUT,
        metavar="SECONDS",
        help=f"how long to wait for one ({_WAITING[0]:g} to {_WAITING[1]:g}; default: {_TIMEOUT:g})",
    )
    parser.add_argument(
        "--format", choices=("text", "github"), default="text", help="github: notes for the lines of a pull request"
    )


def main(options: argparse.Namespace) -> int:
    """Prints every problem and every warning; 0 where no problem is left, else 1."""
    settings, console = _settings.settings(options), open_console()
    folder = settings.faq
    faq, problems = read(folder)
    cases = checks.cases_of(folder, faq, problems)
    places = Places()
    answers: list[Answer] = []
    strays: list[phrase_check.Stray] = []
    if faq:
        service = Service(faq, IndexCache(settings.indexes))
        strays = phrase_check.strays(service) if options.phrases else []
        answers = link_check.ask_all(link_check.addresses(faq), options.timeout) if options.links else []
        alike = phrase_check.near_duplicates(faq, service.matcher)
        problems += checks.find(service, folder, cases, datetime.now(tz=UTC).date(), places, alike=alike)
        problems += [
            phrase_check.stray_problem(stray, faq.entries, places) for stray in islice(strays, options.phrases)
        ]
        problems += _dead(answers, faq, folder, places)
    for problem in problems:
        console.print(annotation(problem) if options.format == "github" else str(problem), soft_wrap=True)
    if answers:
        _show_links(answers, console)
    if strays:
        _show_strays(strays, console)
    if faq and options.grades:
        _show_grades(faq, console)
    if faq:
        console.print(_summary(faq, len(cases)))
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    found = _settings.counted(len(problems) - warnings, "problem")
    found += f", {_settings.counted(warnings, 'warning')}" if warnings else ""
    console.print(f"{found} in {folder}")
    return 1 if len(problems) > warnings else 0


def _dead(answers: Sequence[Answer], faq: Faq, folder: Path, places: Places) -> list[Problem]:
    """A page that is gone must be mended; a site that only refuses programs may be fine for people."""
    owners = link_check.addresses(faq)
    files = {
        "source": folder / SOURCES_FILE,
        "organisation": folder / ORGANISATIONS_FILE,
        "numbers": numbers_file(folder),
    }
    problems = []
    for answer in answers:
        if not answer.good:
            kind = owners[answer.url].partition(" ")[0]
            path = shown(files[kind])
            message = f"{answer.url} does not answer as it should: {answer.told}"
            hint = "find its new address, or take it out" if answer.gone else "open it in a browser"
            severity = Severity.ERROR if answer.gone else Severity.WARNING
            problems.append(Problem(path, *places.of(path, answer.url), message, hint, severity))
    return problems


def _show_links(answers: Sequence[Answer], console: Console) -> None:
    rows = [("yes" if answer.good else "no", answer.told, answer.url) for answer in answers]
    _tables.show(("answers", "said", "address"), rows, console)


def _show_strays(strays: Sequence[phrase_check.Stray], console: Console) -> None:
    rows = [(entry, thief, str(number)) for entry, thief, number in phrase_check.by_pair(strays)[:_PAIRS]]
    _tables.show(("phrases of", "would lead to", "number"), rows, console)
    lost, sure = sum(stray.lost for stray in strays), sum(stray.confidence >= phrase_check.SURE for stray in strays)
    console.print(
        f"{len(strays)} phrases would lead elsewhere if they were not written, {sure} of them surely; {lost} do so as it is"
    )


def _show_grades(faq: Faq, console: Console) -> None:
    rows = []
    for entry_id, value in sorted(grades(faq).items(), key=lambda item: -item[1]):
        text = faq.entries[entry_id].answer
        rows.append((entry_id, f"{value:.1f}", str(length(text)), hardest(text, faq.language)))
    _tables.show(("entry", "grade", "words", "its hardest sentence"), rows, console)


def _summary(faq: Faq, cases: int) -> str:
    by_id = grades(faq)
    answers = [grade for entry_id, grade in by_id.items() if faq.entries[entry_id].kind is Kind.ANSWER]
    phrases = sum(len(entry.asks) for entry in faq.entries.values())
    return (
        f"{len(faq.entries)} entries, {len(answers)} of them answers, {phrases} phrases, {cases} cases; "
        f"school grade {sum(answers) / max(len(answers), 1):.1f} on average, {max(by_id.values(), default=0.0):.1f} at most"
    )
