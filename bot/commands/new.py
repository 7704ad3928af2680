"""Start a new entry: writes its file, with every key explained and left to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import _settings
from bot.content.folders import ANSWERS, CHATTER_FILE, SAFETY, SIGNPOSTS, THEMES_FILE, shown
from bot.content.nodes import Mapping, Report
from bot.content.parsing import read_yaml
from bot.content.records import check_id
from bot.content.values import did_you_mean
from bot.errors import ContentError, InputError
from bot.moderating.templates import KINDS, template

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from bot.model import Problem

HELP = """Start a new entry. Writes a file with every key explained; fill it in, then run `mmn-bot check`, which tells what
is still missing. An answer is named by its theme and its id, as treatment/travel-kit; a signpost or a safety entry by
its id alone. A file that is there already is never touched."""
_FOLDERS = {"answer": ANSWERS, "signpost": SIGNPOSTS, "safety": SAFETY}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to write, and under which name."""
    parser.add_argument("kind", choices=tuple(KINDS), help="the kind of entry")
    parser.add_argument("name", help="<theme>/<id> for an answer, <id> for the others")


def main(options: argparse.Namespace) -> int:
    """Writes the file."""
    folder = _settings.settings(options).faq
    if not folder.is_dir():
        raise InputError(f"{shown(folder)}: there is no such folder; name that of one language with --faq, as faq/en")
    theme, _, entry_id = options.name.removesuffix(".yaml").rpartition("/")
    _check_theme(folder, options.kind, theme, entry_id)
    _check_id(folder, entry_id)
    path = folder / _FOLDERS[options.kind] / theme / f"{entry_id}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(template(options.kind))
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be written: {error.strerror}; check who may write there") from None
    print(f"Wrote {shown(path)}. Open it, fill in what is empty, then run `mmn-bot check`.")
    return 0


def _check_theme(folder: Path, kind: str, theme: str, entry_id: str) -> None:
    if kind != "answer":
        if theme:
            raise InputError(f"a {kind} has no theme: write `mmn-bot new {kind} {entry_id}`")
        return
    problems: list[Problem] = []
    root = read_yaml(folder / THEMES_FILE, Report(shown(folder / THEMES_FILE), problems))
    if problems:
        raise ContentError(problems)
    themes = [key.text for key, _ in root.items] if isinstance(root, Mapping) else []
    if not theme:
        raise InputError(
            f"an answer needs a theme: write `mmn-bot new answer <theme>/{entry_id}`, with one of {', '.join(themes)}"
        )
    if theme not in themes:
        raise InputError(
            f"there is no theme `{theme}` ({did_you_mean(theme, themes)}); a new one goes into {shown(folder / THEMES_FILE)} first"
        )


def _check_id(folder: Path, entry_id: str) -> None:
    problems: list[Problem] = []
    check_id(entry_id, Report("", problems))
    if problems:
        raise InputError(problems[0].told)
    there = [path for path in folder.rglob("*.yaml") if path.stem == entry_id and path.parent != folder]
    chatter = read_yaml(folder / CHATTER_FILE, Report("", []))
    if isinstance(chatter, Mapping) and entry_id in [key.text for key, _ in chatter.items]:
        there.append(folder / CHATTER_FILE)
    if there:
        raise InputError(f"there is an entry `{entry_id}` already, in {shown(there[0])}: choose another id")
