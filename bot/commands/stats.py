"""Show what is asked, what comes of it and which answers help, as tables or as a page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import _kept, _settings, _tables
from bot.commands._console import open_console
from bot.content import load
from bot.content.folders import shown
from bot.content.nodes import Report
from bot.content.parsing import read_text
from bot.errors import ContentError, InputError
from bot.model import Count
from bot.moderating.stats import report
from bot.moderating.stats_page import page

if TYPE_CHECKING:
    import argparse

    from bot.model import Problem

HELP = """Show what is asked, what comes of it and which answers help: questions per week, outcomes, the answers most
shown, the least helpful ones, and gaps. With --html it is also written as one page with drawings that any browser
opens. The counts are those that the running bot keeps, or with --counts those of a file. Numbers below 5 are shown as
<5, so that nobody can be told from them."""
_HINT = 'write a list, as [{"week": "2026-W47", "entry": "ivig", "what": "shown", "number": 12}]'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Other counts, and where the page goes."""
    parser.add_argument("--counts", type=Path, metavar="FILE", help="read these counts, a JSON list")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write the report as a page")


def main(options: argparse.Namespace) -> int:
    """Prints the tables, and writes the page."""
    settings = _settings.settings(options)
    counts = _read(options.counts) if options.counts else _kept.run(settings, lambda store: store.counts()) or []
    faq = load(settings.faq)
    counts = [replace(count, entry=faq.now(count.entry)) for count in counts]
    stats = report(counts, {entry.id: entry.question for entry in faq.entries.values()})
    console = open_console()
    for headers, rows in (
        (("week", "questions"), stats.weeks),
        (("outcome", "questions"), stats.outcomes),
        (("most shown", "times"), stats.shown),
        (("least helpful", "helped", "did not help"), stats.unhelpful),
        (("gaps in week", "no answer", "none of these"), stats.gaps),
    ):
        _tables.show(headers, [(row.name, *row.cells) for row in rows], console)
        console.print()
    if options.html:
        try:
            options.html.write_text(page(stats, faq.community.name, datetime.now(tz=UTC).date()), encoding="utf-8")
        except OSError as error:
            raise InputError(
                f"{options.html} cannot be written: {error.strerror}; name a file in another folder"
            ) from None
        print(f"Wrote {options.html}")
    return 0


def _read(path: Path) -> list[Count]:
    problems: list[Problem] = []
    file = Report(shown(path), problems)
    text = read_text(path, file)
    counts: list[Count] = []
    if text is not None:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, list):
            file.add("this is not a JSON list", _HINT)
        else:
            counts = [count for place, item in enumerate(data, 1) if (count := _count(item, place, file))]
    if problems:
        raise ContentError(problems)
    return counts


def _count(item: object, place: int, file: Report) -> Count | None:
    given = item if isinstance(item, dict) else {}
    week, entry, what, number = (given.get(key) for key in ("week", "entry", "what", "number"))
    sound = isinstance(number, int) and not isinstance(number, bool) and number >= 0
    if not (isinstance(week, str) and isinstance(entry, str) and isinstance(what, str) and sound):
        file.add(f"item {place} of the list is no count", _HINT)
        return None
    return Count(week, entry, what, int(number or 0))
