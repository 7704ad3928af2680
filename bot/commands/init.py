"""Start an FAQ for another condition or community."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import _settings
from bot.content import load
from bot.content.folders import shown
from bot.errors import InputError
from bot.moderating.starter import starter

if TYPE_CHECKING:
    import argparse

HELP = """Start an FAQ for another condition or community. Writes a small one into a new folder: samples of each kind of
file, each explained, and from the FAQ in force what is the same everywhere, as emergency numbers and emergencies. It
passes `mmn-bot check` and answers; put your own answers in the place of the samples."""
_CONDITION = re.compile(r"\w[\w '/-]{0,39}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, and what the new FAQ is about."""
    parser.add_argument("folder", type=Path, help="the new folder, in which the language gets one")
    parser.add_argument(
        "--condition",
        default="this condition",
        metavar="NAME",
        help='what it is about, as in "questions about NAME" (default: this condition)',
    )


def main(options: argparse.Namespace) -> int:
    """Writes the files."""
    if not _CONDITION.fullmatch(options.condition):
        raise InputError("--condition must be at most 40 letters, digits, spaces, hyphens, slashes and apostrophes")
    if options.folder.exists():
        raise InputError(f"{shown(options.folder)} is there already: name a new folder")
    source = _settings.settings(options).faq
    faq = load(source)
    folder = options.folder / faq.language
    try:
        for path, content in starter(faq, source, options.condition, datetime.now(UTC).date()).items():
            file = (folder / path).resolve()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{shown(folder)} cannot be written: {error.strerror}; name another folder") from None
    print(f"Wrote an FAQ on {options.condition} into {shown(folder)}. Now:")
    print(f"  mmn-bot check --faq {shown(folder)}")
    print(f'  mmn-bot ask "what is {options.condition}?" --faq {shown(folder)}')
    print(
        f"Then put your own answers in the place of the samples, and write `faq: {shown(options.folder)}` into config.yaml."
    )
    return 0
