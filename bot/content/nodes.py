"""YAML as a tree that knows where everything stands, and the report of what is wrong in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.model import Problem


class Scalar(NamedTuple):
    """A single value.

    `read_as` tells what YAML would silently turn it into; it is empty for plain text. `folded`: it goes over several
    lines, which YAML joins. `cut`: a `#` behind it takes the rest of the line away.
    """

    line: int
    column: int
    text: str
    read_as: str = ""
    folded: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; a key may stand twice, which `records` reports."""

    line: int
    column: int
    items: list[tuple[Scalar, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


class Report:
    """Collects the problems of one file; `path` is how the file is named to the moderator."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def add(self, message: str, hint: str = "", *, at: Node | None = None) -> None:
        """Notes a problem at a node, or at the top of the file."""
        line, column = (at.line, at.column) if at else (1, 1)
        self.problems.append(Problem(self.path, line, column, message, hint))

    def add_at(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Notes a problem at a place, both counted from 1."""
        self.problems.append(Problem(self.path, line, column, message, hint))
