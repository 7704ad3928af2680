"""Where a value stands in a file that was read before: for problems that only the whole FAQ shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.nodes import Mapping, Node, Report, Scalar, Sequence
from bot.content.parsing import read_text, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[int, int]
"""Line and column, from 1."""


class Places:
    """Finds values in YAML files; each file is read once. What cannot be found stands at the top of its file."""

    def __init__(self) -> None:
        self._rows: dict[str, list[str]] = {}
        self._files: dict[str, dict[tuple[str, str], Place]] = {}

    def of(self, path: str, value: str, within: str = "") -> Place:
        """The first place of a value in a file; `within` names the group (by its `id` or its key) that holds it."""
        if path not in self._files:
            root = read_yaml(Path(path), Report(path, []))
            found: dict[tuple[str, str], Place] = {}
            for group, scalar in _values(root) if root else ():
                found.setdefault((group, scalar.text.strip()), (scalar.line, scalar.column))
                found.setdefault(("", scalar.text.strip()), (scalar.line, scalar.column))
            self._files[path] = found
        return self._files[path].get((within, value), (1, 1))

    def holding(self, path: str, fragment: str, start: int = 1) -> Place:
        """The first place of a part of a text, from a line on; the start of that line where there is none."""
        if path not in self._rows:
            self._rows[path] = (read_text(Path(path), Report(path, [])) or "").splitlines()
        for line, row in enumerate(self._rows[path][start - 1 :], start=start):
            found = whole(fragment).search(row)
            if found:
                return line, found.start() + 1
        return start, 1


def whole(fragment: str) -> re.Pattern[str]:
    """Finds a part of a text, and no word that only has it at its start or end."""
    before, after = r"(?<!\w)" * fragment[:1].isalnum(), r"(?!\w)" * fragment[-1:].isalnum()
    return re.compile(f"{before}{re.escape(fragment)}{after}")


def _values(node: Node, group: str = "") -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        yield group, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _values(item, group)
    else:
        named = next((value.text for key, value in node.items if key.text in _NAMES and isinstance(value, Scalar)), "")
        for key, value in node.items:
            yield from _values(value, named or group or (key.text if isinstance(value, Mapping) else ""))


_NAMES = {"id", "country"}
