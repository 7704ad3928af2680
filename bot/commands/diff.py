"""Show what a change of the FAQ does: which messages now come to another outcome or entry than before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import _kept, _revisions, _settings, _side_by_side, _tables
from bot.commands._console import open_console
from bot.commands._message_files import read_texts
from bot.content import load, read
from bot.content.folders import numbers_file
from bot.encryption import Encryption
from bot.errors import ContentError
from bot.matching import IndexCache
from bot.moderating import checks, compare

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.config import Settings
    from bot.model import Faq
    from bot.moderating.compare import Change, Said

HELP = """Show what a change of the FAQ does. Name the FAQ as it was before: a folder, or a revision of git (HEAD for the
last commit, origin/main for what the others have). Every case, every line of asks and not_asks that stands in one FAQ
alone or elsewhere, and every question of a file given by --questions is put to both; where the bot's key (MMN_BOT_KEY)
is set, every question that it keeps of those that members sent is too, marked "member", with e-mail addresses, telephone
numbers, links and @names masked. Shown are
the messages that now come to another outcome or entry, with the confidence before and after. It takes some seconds.
Where words.yaml or signs changed, which bears on all lines, some thousand of those that did not move are put too, which
takes one or two minutes. With --all every one is: half an hour on two cores, less on more; it tells how far it is."""
_LONGEST = 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to compare with, by what, and the form of the output."""
    parser.add_argument("old", metavar="OLD", help="the FAQ before: a folder, or a revision of git")
    parser.add_argument(
        "--cases", action="store_true", help="compare by the cases alone, without phrases and members' questions"
    )
    parser.add_argument("--all", action="store_true", help="put every line of both FAQs to both; takes half an hour")
    parser.add_argument(
        "--questions", type=Path, metavar="FILE", help='also compare by these: a question a line, or {"text": ...}'
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")


def main(options: argparse.Namespace) -> int:
    """Prints the table; what changed is no failure."""
    settings = _settings.settings(options)
    folder = settings.faq
    questions = read_texts(options.questions) if options.questions else []
    sent = [] if options.cases else _sent(settings)
    new, index_cache = load(folder), IndexCache(settings.indexes)
    with _revisions.earlier(options.old, folder) as old_folder:
        old = _load_old(old_folder, options.old, numbers_file(folder))
        cases = [case for one in (folder, old_folder) for case in checks.cases_of(one, None, [])]
    written, told = ([], []) if options.cases else _written(old, new, every=options.all)
    said = compare.messages(cases, written, questions, sent)
    before, after = _side_by_side.decide((old, new), said, index_cache)
    found = compare.changes(said, before, after)
    if options.json:
        print(json.dumps(_as_data(len(said), found), ensure_ascii=False, indent=2))
    else:
        _show(len(said), found)
        print(*told, sep="\n", end="\n" * bool(told))
    return 0


def _written(old: Faq, new: Faq, *, every: bool) -> tuple[list[Said], list[str]]:
    """What is put of what stands in the FAQs, and lines that tell of it: what was rewritten, and what was left out."""
    told = [
        f"{what}: {added:,} added, {removed:,} removed"
        for what, (added, removed) in compare.rewritten(old, new).items()
        if added or removed
    ]
    if every:
        return compare.phrases(new, old), told
    touched = compare.touched(old, new)
    put = compare.part(touched)
    if len(put) < len(touched):
        told.append(
            f"words.yaml, the signs or other-languages.yaml changed, which bears on all phrases: {len(put):,} of the "
            f"{len(touched):,} that did not move were put to both, --all puts every one"
        )
    return [*compare.moved(old, new), *put], told


def _load_old(folder: Path, name: str, numbers: Path) -> Faq:
    """The FAQ before, with today's numbers to call: they bear on no decision, and a copy of its folder lacks them."""
    faq, problems = read(folder, numbers)
    if faq is None:
        print(f"The FAQ before (`{name}`) cannot be read; name another one:")
        raise ContentError(problems)
    return faq


def _sent(settings: Settings) -> list[str]:
    """What members sent, for those who may read it; others compare without."""
    return _kept.sent_questions(settings) if Encryption(settings.key).is_there else []


def _as_data(compared: int, found: Sequence[Change]) -> dict[str, object]:
    rows = [
        {
            "text": change.said.shown,
            "addressed": change.said.addressed,
            "origin": change.said.origin,
            **{
                when: {
                    "outcome": result.outcome,
                    "entry": result.entry or None,
                    "confidence": round(result.confidence, 4),
                }
                for when, result in (("before", change.before), ("after", change.after))
            },
        }
        for change in found
    ]
    return {"compared": compared, "changed": rows}


def _show(compared: int, found: Sequence[Change]) -> None:
    console = open_console()
    headers = ("message", "from", "before", "after", "confidence")
    rows = [
        (
            _short(change.said.shown),
            change.said.origin,
            str(change.before),
            str(change.after),
            f"{change.before.confidence:.2f} \u2192 {change.after.confidence:.2f}",
        )
        for change in found
    ]
    if rows:
        _tables.show(headers, rows, console)
    console.print(f"{len(found)} of {compared} messages come to something else than before")


def _short(text: str) -> str:
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "\u2026"
