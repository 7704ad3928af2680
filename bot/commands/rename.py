"""Give an entry another id: its file, every reference and the cases follow, and old links go on working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import _settings
from bot.content import load
from bot.content.folders import shown
from bot.content.parsing import read_to_edit
from bot.moderating import renaming
from bot.moderating.checks import CASES
from bot.moderating.writing_all import write_all

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

HELP = """Give an entry another id. Its file gets another name, whatever names it follows (see_also, cases, cries in other
languages), and aliases.yaml notes the old id, so that old links and buttons go on working."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which entry, and its new id."""
    parser.add_argument("old", metavar="OLD", help="the id of the entry")
    parser.add_argument("new", metavar="NEW", help="the id that it is to have")


def main(options: argparse.Namespace) -> int:
    """Changes the files, all or none."""
    folder = _settings.settings(options).faq
    files = renaming.rename(load(folder), options.old, options.new, cases_in(folder), reading(folder))
    return write(folder, files)


def cases_in(folder: Path) -> list[str]:
    """The files of cases of an FAQ's folder."""
    return renaming.case_files(file.name for file in (folder / CASES).glob("*.jsonl"))


def reading(folder: Path) -> Callable[[str], str | None]:
    """Gives the text of a file of the folder by its name; None where there is none."""
    return lambda file: read_to_edit(folder / file)


def write(folder: Path, files: renaming.Files) -> int:
    """Writes the files, all or none, and says which."""
    write_all({folder / name: text for name, text in files.items()})
    for name, text in sorted(files.items()):
        print(f"{'Changed' if text is not None else 'Took away'} {shown(folder / name)}")
    print("Now run `mmn-bot check`.")
    return 0
