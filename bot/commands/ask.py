"""Ask one question, and see the reply (--why: and how it came about)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.adapters import plain_text
from bot.commands import _settings, _tables
from bot.commands._console import open_console
from bot.core import open_service
from bot.errors import InputError
from bot.model import Incoming
from bot.moderating import why

if TYPE_CHECKING:
    import argparse

    from rich.console import Console

    from bot.answering.deciding import Explanation
    from bot.answering.service import Service

HELP = """Ask one question, as a member would, and see the one reply. With --why it also shows the text as the bot read
it, the five likeliest entries with the phrase of each that is nearest, what stood out, the rule that decided, which words
the match rests on, and what would have to change for the next entry to win."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The question, and how to show the reply."""
    parser.add_argument("question", nargs="+", help="the question")
    parser.add_argument("--overheard", action="store_true", help="as said in a group to nobody in particular")
    parser.add_argument("--why", action="store_true", help="also show how the bot came to this reply")
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")


def main(options: argparse.Namespace) -> int:
    """Prints the reply."""
    country = _settings.settings(options).country
    service = open_service(_settings.settings(options))
    incoming = Incoming(" ".join(options.question), addressed=not options.overheard)
    explanation = service.explain(incoming)
    if not explanation.heard.reading.words:
        raise InputError('There is no word in that question. Write it in quotes: mmn-bot ask "is it catching?"')
    reply = service.word(explanation.decision, incoming, country)
    if options.json:
        data = asdict(reply) | ({"why": _why(explanation, service)} if options.why else {})
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return 0
    console = open_console()
    plain_text.show(reply.whole, service.faq.community.lines, console)
    if options.why:
        show_why(explanation, service, console)
    return 0


def _why(explanation: Explanation, service: Service) -> dict[str, Any]:
    return {
        "read_as": str(explanation.heard.reading),
        "repairs": dict(explanation.heard.reading.repairs),
        "matches": [asdict(match) for match in explanation.heard.matches[: why.SHOWN]],
        "flags": asdict(explanation.heard.flags) | asdict(explanation.heard.form),
        "outcome": explanation.decision.outcome,
        "rule": explanation.decision.rule,
        "confidence": round(explanation.decision.confidence, 3),
        "told": why.told(explanation, service),
    }


def show_why(explanation: Explanation, service: Service, console: Console) -> None:
    """Prints how the bot came to a decision."""
    for line in why.told(explanation, service):
        console.print(line, soft_wrap=True)
    rows = [
        (m.entry_id, f"{m.confidence:.3f}", m.phrase, f"{m.likeness:.2f}")
        for m in explanation.heard.matches[: why.SHOWN]
    ]
    _tables.show(("entry", "confidence", "nearest phrase", "likeness"), rows, console)
