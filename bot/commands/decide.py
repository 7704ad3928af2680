"""Decide every message of a file, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import _settings
from bot.content.cases import load_cases
from bot.core import open_service

if TYPE_CHECKING:
    import argparse

HELP = """Decide every message of a file. Each line of the file is a JSON object with "text", and "addressed" false where
it was overheard in a group in which the bot listens. For each, one JSON object is printed: outcome, entry,
suggestions, confidence, the rule that decided, whether it was taken for another language, and whether it may be an
emergency after all, so that the reply says what to do then."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path, help="messages, one JSON object a line")


def main(options: argparse.Namespace) -> int:
    """Prints a line for each message, in order."""
    cases = load_cases(options.file, labelled=False)
    service = open_service(_settings.settings(options))
    for case in cases:
        decision = service.explain(case.incoming).decision
        line = {
            "outcome": decision.outcome,
            "entry": decision.entry or None,
            "suggestions": list(decision.suggestions),
            "confidence": round(decision.confidence, 4),
            "rule": decision.rule,
            "foreign": decision.foreign,
            "doubt": bool(decision.doubt),
        }
        print(json.dumps(line, ensure_ascii=False))
    return 0
