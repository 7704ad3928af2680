"""Reads the files of an FAQ one by one: each as what it holds, or with its problems reported."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.content import language_shapes, shapes
from bot.content.folders import EVERYDAY_FILE, LANGUAGE_FILES, NAME_FILES, NAMES, SPELLINGS_FILE, left_behind, shown
from bot.content.nodes import Node, Report, Scalar
from bot.content.parsing import read_text, read_yaml
from bot.content.records import Record, read_named, read_record
from bot.packed_texts import PackedTexts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.model import Problem


class Files:
    """The files of the FAQ in `folder`; what is wrong with them is added to `problems`."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self._folder = folder
        self._problems = problems

    def check_folders(self) -> None:
        """Raises `PermissionError` for a folder that may not be listed: it would pass for an empty one."""

        def refuse(error: OSError) -> None:
            if isinstance(error, PermissionError):
                raise error

        for _ in os.walk(self._folder, onerror=refuse):
            pass

    def report(self, path: Path) -> Report:
        """The report of one file, as it is named to people."""
        return Report(shown(path), self._problems)

    def yaml(self, path: Path, *, needed: bool = False) -> tuple[Node | None, Report]:
        """The tree of a file, where it could be read; `needed` by every FAQ."""
        report = self.report(path)
        return read_yaml(path, report, needed=needed), report

    def record(self, path: Path, shape: shapes.Shape) -> Record | None:
        """A file that every FAQ needs and that is one group of keys, where it could be read."""
        node, report = self.yaml(path, needed=True)
        return read_record(node, shape, report) if node else None

    def named(self, file: str, shape: shapes.Shape) -> Iterator[tuple[Scalar, Record]]:
        """The groups of a file that is a list of named groups."""
        node, report = self.yaml(self._folder / file, needed=file in LANGUAGE_FILES)
        if node:
            yield from read_named(node, shape, report)

    def names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The names of each kind of thing; of a file that is not there `check` warns."""
        names = {}
        for path in (self._folder / NAMES / file for file in NAME_FILES):
            node, report = self.yaml(path) if path.exists() else (None, self.report(path))
            if node:
                names[path.stem] = read_record(node, language_shapes.NAMES, report).variants("names")
        return names

    def names_list(self, file: str) -> tuple[str, ...]:
        """The lines of a file of names, without comments; of a file that is not there `check` warns."""
        return tuple(line for _, line in self._numbered(self._folder / NAMES / file, needed=False))

    def everyday(self) -> PackedTexts:
        """The words of the list of everyday words, one a line."""
        path, words = self._folder / EVERYDAY_FILE, []
        for number, line in self._numbered(path, needed=True):
            words.append(line)
            if " " in line:
                what = f"`{line}` is more than one word"
                self.report(path).add_at(number, 1, what, "give each word a line of its own")
        return PackedTexts.of(words)

    def _numbered(self, path: Path, *, needed: bool) -> Iterator[tuple[int, str]]:
        """The lines of a file of words, without comments, each with its number."""
        content = read_text(path, self.report(path), needed=needed) if needed or path.exists() else None
        for number, written in enumerate((content or "").splitlines(), 1):
            line = written.strip()
            if line and not line.startswith("#"):
                yield number, line

    def spellings(self) -> dict[str, str]:
        """Other spellings, each with the one as which it is read; of a file that is not there `check` warns."""
        pairs = {}
        path = self._folder / SPELLINGS_FILE
        for number, line in self._numbered(path, needed=False):
            spelling, _, read_as = line.partition(" ")
            if read_as and len(read_as.split()) == 1:
                pairs[spelling] = read_as.strip()
            else:
                what = f"`{line}` is no pair of words"
                self.report(path).add_at(number, 1, what, "write one word, a blank, and its other spelling")
        return pairs

    def yaml_files(self, folder: Path) -> list[Path]:
        """The YAML files in a folder, in the order of their names."""
        if not folder.is_dir():
            self.report(folder).add("this folder is missing", "make it, or restore it from an earlier version")
            return []
        return sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and not left_behind(path.name))
