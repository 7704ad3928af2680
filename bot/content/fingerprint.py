"""Whether the FAQ's files have changed in a way that the loader would notice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.content.folders import LIKE_YAML, WORD_LISTS, left_behind, like_entry, numbers_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def fingerprint(folder: Path) -> str:
    """A digest of what the loader looks at in `folder` and beside it: names and contents, no dates.

    It never raises. A file that cannot be read counts as one more content. A folder that changes meanwhile gives
    another digest than the one at rest. What editors leave behind does not count.
    """
    try:
        paths = sorted(_looked_at(folder))
    except OSError as error:  # a folder vanished while its parent was listed
        return str(error)
    digest = hashlib.sha256(_content(numbers_file(folder)).encode(errors="surrogateescape"))
    for path in paths:
        digest.update(f"{path.relative_to(folder).as_posix()}\0{_content(path)}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _looked_at(folder: Path) -> Iterator[Path]:
    """The folders and files that are read or reported. `rglob` alone would pass over what is behind a link."""
    for path in {folder, *folder.rglob("*"), *folder.glob("*/*"), *folder.glob("*/*/*")}:
        parts = path.relative_to(folder).parts
        if any(map(left_behind, parts)):
            continue
        if path.is_dir() or path.name in WORD_LISTS or LIKE_YAML.search(path.name) or like_entry(parts):
            yield path


def _content(path: Path) -> str:
    try:
        if path.is_dir():
            return "a folder"
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return str(error.strerror)
