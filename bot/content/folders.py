"""Where the files of an FAQ lie, by the folder of its language, and how a path is shown to people."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ANSWERS, SIGNPOSTS, SAFETY = "answers", "signposts", "safety"
THEMES_FILE, SOURCES_FILE, WORDS_FILE = "themes.yaml", "sources.yaml", "words.yaml"
ORGANISATIONS_FILE, COMMUNITY_FILE, CHATTER_FILE = "organisations.yaml", "community.yaml", "chatter.yaml"
NUMBERS_FILE = "numbers.yaml"
"""Beside the folders of the languages: numbers are the same in each."""
EVERYDAY_FILE, SPELLINGS_FILE, OTHER_LANGUAGES_FILE = "everyday-words.txt", "spellings.txt", "other-languages.yaml"
NAMES, NAME_FILES, PROPER_FILES = (
    "names",
    ("illnesses.yaml", "medicines.yaml", "organisations.yaml", "tests.yaml"),
    ("people.txt", "places.txt"),
)
WORD_LISTS = (EVERYDAY_FILE, SPELLINGS_FILE, *PROPER_FILES)
LANGUAGE_FILES = (
    THEMES_FILE,
    SOURCES_FILE,
    WORDS_FILE,
    ORGANISATIONS_FILE,
    COMMUNITY_FILE,
    CHATTER_FILE,
    OTHER_LANGUAGES_FILE,
)
ALIASES_FILE = "aliases.yaml"
OPTIONAL_FILES = (ALIASES_FILE,)

LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)
LIKE_CASES = re.compile(r"[^.]+|.*\.jsonl?\b.*|.*\.(?:txt|docx?|odt|rtf)", re.IGNORECASE)
"""Names that a file gets whose lines are meant for cases."""
_DOCUMENTS = re.compile(r"(?!\d+$)[^.]+|.*\.(?:txt|docx?|odt|rtf)", re.IGNORECASE)
"""Names that a file gets whose text is meant for an entry; one of digits alone is Vim's for a moment."""


def numbers_file(folder: Path) -> Path:
    """The numbers to call of the FAQ in `folder`."""
    return folder.absolute().parent / NUMBERS_FILE


def like_entry(parts: Sequence[str]) -> bool:
    """Whether a file below the folder of a language is meant for an entry, but for the end of its name."""
    return len(parts) > 1 and parts[0] in {ANSWERS, SIGNPOSTS, SAFETY} and _DOCUMENTS.fullmatch(parts[-1]) is not None


def left_behind(name: str) -> bool:
    """Whether a file or folder of this name belongs to an editor, git or a mounted volume, and is not read."""
    return name.startswith(".") or name.endswith(("~", "#"))


def shown(path: Path) -> str:
    """`path` as people see it: from the current folder where it lies below it, with forward slashes."""
    relative = os.path.relpath(path)
    return (path.as_posix() if relative.startswith("..") else relative).replace(os.sep, "/")
