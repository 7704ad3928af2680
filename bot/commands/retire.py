"""Let another entry stand for one: its file goes, its phrases, contrasts and references move, and old links lead to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import _settings
from bot.commands.rename import cases_in, reading, write
from bot.content import load
from bot.moderating import renaming

if TYPE_CHECKING:
    import argparse

HELP = """Let another entry stand for one. The file of the retired entry goes; its phrases (asks) and what only looks like
them (not_asks) move to the other, whatever names it names the other, and aliases.yaml notes the old id, so that old links
and buttons lead there. An emergency stands for emergencies only. `mmn-bot diff HEAD` then shows what the moved lines come to."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which entry, and what stands for it."""
    parser.add_argument("id", metavar="ID", help="the id of the entry that goes")
    parser.add_argument("--to", required=True, metavar="OTHER", help="the id of the entry that stands for it")


def main(options: argparse.Namespace) -> int:
    """Changes the files, all or none."""
    folder = _settings.settings(options).faq
    return write(folder, renaming.retire(load(folder), options.id, options.to, cases_in(folder), reading(folder)))
