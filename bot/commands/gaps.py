"""Show what members ask that the FAQ lacks, with phrasings ready to paste."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import _kept, _settings
from bot.commands._message_files import read_texts
from bot.commands._numbers import whole
from bot.core import open_service
from bot.moderating import gaps

if TYPE_CHECKING:
    import argparse

    from bot.answering.service import Service
    from bot.moderating.gaps import Gap

HELP = """Show what members ask that the FAQ lacks. Without a file it reads what members sent to the moderators,
which the bot keeps encrypted with its key (MMN_BOT_KEY). A file holds a question a line, or a JSON object with "text" a
line. Questions that the FAQ answers are left out, the others are put into groups that ask the same, the most asked
first. For each you see the nearest entries, and phrasings to paste below `asks:` of the entry that is named, or of a new
one. E-mail addresses, telephone numbers, links and @names are masked."""
_WRITTEN = "# (These phrasings are all written there.)\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose questions, and how much of it."""
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="questions, one a line (default: those that members sent)"
    )
    parser.add_argument(
        "--least", type=whole(1), default=1, metavar="N", help="leave out what was asked fewer times than this"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")


def main(options: argparse.Namespace) -> int:
    """Prints the groups."""
    texts = read_texts(options.file) if options.file else _kept.sent_questions(_settings.settings(options))
    service = open_service(_settings.settings(options))
    found = [gap for gap in gaps.find(service, texts) if gap.count >= options.least]
    if options.json:
        print(json.dumps({"asked": len(texts), "gaps": [asdict(gap) for gap in found]}, ensure_ascii=False, indent=2))
        return 0
    asked = sum(gap.count for gap in found)
    print(f"# {len(texts)} questions; {asked} of them, in {len(found)} groups, have no answer in the FAQ.")
    for gap in found:
        print(f"\n{_commented(gap, service)}{gaps.paste(gap, service) or _WRITTEN}", end="")
    return 0


def _commented(gap: Gap, service: Service) -> str:
    return "".join(f"# {line}\n" for line in gaps.comment(gap, service).splitlines())
