"""Measure how well the bot decides a file of labelled messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import track
from rich.text import Text

from bot.commands import _settings, _tables
from bot.commands._console import open_console
from bot.content.cases import load_cases
from bot.core import open_service
from bot.measuring import Figure, Judged, by_kind, figures, judge
from bot.moderating import checks

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rich.console import Console

HELP = """Measure how well the bot decides a file of labelled messages. Each line is a JSON object with "text",
"addressed", "expect" (answer, personal-advice, not-covered, urgent or silent), "topics" (the accepted entries) and
"kind". Shown are the figures over all and by kind, and every message that came out other than expected."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and the form of the output."""
    parser.add_argument("file", type=Path, help="labelled messages, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")


def main(options: argparse.Namespace) -> int:
    """Prints the figures."""
    service = open_service(_settings.settings(options))
    faq = service.faq
    cases = [checks.as_now(case, faq) for case in load_cases(options.file, checks.ids_of_cases(faq))]
    console = open_console()
    steps = track(cases, "Deciding", console=console, transient=True, disable=options.json or not console.is_terminal)
    judged = [judge(case, service.explain(case.incoming).decision) for case in steps]
    if options.json:
        print(json.dumps(_as_data(judged), ensure_ascii=False, indent=2))
    else:
        _show(judged, console)
    return 0


def _as_data(judged: Sequence[Judged]) -> dict[str, object]:
    def table(rows: Sequence[Figure]) -> dict[str, object]:
        return {figure.name: {"share": figure.share, "hits": figure.hits, "of": figure.of} for figure in rows}

    return {
        "figures": table(figures(judged)),
        "by_kind": {kind: table(rows) for kind, rows in by_kind(judged).items()},
        "other_than_expected": [_row(one) for one in judged if not one.good],
    }


def _row(one: Judged) -> dict[str, object]:
    return {
        "line": one.case.line,
        "text": one.case.text,
        "addressed": one.case.addressed,
        "expect": one.case.expect,
        "topics": list(one.case.topics),
        "outcome": one.decision.outcome,
        "entry": one.decision.entry or None,
        "suggestions": list(one.decision.suggestions),
        "confidence": round(one.decision.confidence, 4),
    }


def _show(judged: Sequence[Judged], console: Console) -> None:
    over_all = figures(judged)
    rows = [("all", *map(_cell, over_all)), *((kind, *map(_cell, row)) for kind, row in by_kind(judged).items())]
    _tables.show(("messages", *(figure.name for figure in over_all)), rows, console)
    for one in judged:
        if not one.good:
            expected = f"{one.case.expect} {' or '.join(one.case.topics)}".strip()
            came = f"{one.decision.outcome} {one.decision.entry or ', '.join(one.decision.suggestions)}".strip()
            where = f"{one.case.path}:{one.case.line}"
            console.print(Text(f"{where}: expected {expected}, came {came}", "bold"), soft_wrap=True)
            console.print(Text(f"    {one.case.text}"), soft_wrap=True)


def _cell(figure: Figure) -> str:
    return "-" if figure.share is None else f"{figure.share:.3f} ({figure.hits}/{figure.of})"
