"""Checks a YAML tree against a shape, reports every problem, and gives the values typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.content.nodes import Mapping, Node, Report, Scalar, Sequence
from bot.content.shapes import ID_PATTERN, Shape
from bot.content.values import check, did_you_mean
from bot.model import LONGEST_ID, Block, Bullets, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one group of keys. A key that is absent or faulty gives the empty value of its form."""

    node: Node
    values: dict[str, Node]
    shape: Shape
    report: Report

    def line(self, key: str) -> str:
        """A line, a choice or a web address; empty where absent."""
        return _text(self.values.get(key)).strip()

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of lines, ids or choices."""
        return tuple(item.text.strip() for item in self.items(key))

    def items(self, key: str) -> list[Scalar]:
        """As `lines`, with the place of each; without those that YAML would turn into something else."""
        node = self.values.get(key)
        items = node.items if isinstance(node, Sequence) else ()
        return [item for item in items if isinstance(item, Scalar) and not item.read_as]

    def blocks(self, key: str) -> tuple[Block, ...]:
        """Paragraphs and lists."""
        return tuple(_blocks(_text(self.values.get(key))))

    def date(self, key: str) -> date:
        """A date; the first of January of the year 1 where it is absent or faulty, which was reported."""
        try:
            return date.fromisoformat(self.line(key))
        except ValueError:
            return date.min

    def number(self, key: str) -> int | None:
        """A whole number, or the number of a chat; None where absent."""
        text = self.line(key)
        return int(text) if text else None

    def flag(self, key: str) -> bool:
        """True or false; false where absent."""
        return self.line(key) == "true"

    def variants(self, key: str) -> dict[str, tuple[str, ...]]:
        """A line → a list of lines."""
        node = self.values.get(key)
        if not isinstance(node, Mapping):
            return {}
        return {
            name.text: tuple(item.text for item in value.items if isinstance(item, Scalar))
            for name, value in node.items
            if isinstance(value, Sequence)
        }

    def record(self, key: str) -> Record:
        """A group within the group; an empty one where absent."""
        return (
            read_record(self.values[key], self._shape_of(key), self.report)
            if key in self.values
            else self._nothing(key)
        )

    def records(self, key: str) -> list[Record]:
        """A list of groups."""
        node = self.values.get(key)
        return (
            [read_record(item, self._shape_of(key), self.report) for item in node.items]
            if isinstance(node, Sequence)
            else []
        )

    def _nothing(self, key: str) -> Record:
        return Record(self.node, {}, self._shape_of(key), self.report)

    def _shape_of(self, key: str) -> Shape:
        return self.shape[key].shape or {}


def read_record(node: Node, shape: Shape, report: Report) -> Record:
    """A group of keys checked against `shape`: unknown, doubled and missing keys, and the form of each value."""
    values: dict[str, Node] = {}
    if not isinstance(node, Mapping):
        report.add(f"expected keys here: {', '.join(shape)}", "write each as `key: value` on its own line", at=node)
        return Record(node, {}, shape, report)
    for key, value in node.items:
        field = shape.get(key.text)
        if field is None:
            report.add(f"unknown key `{key.text}`", did_you_mean(key.text, shape), at=key)
        elif key.text in values:
            report.add(f"`{key.text}` stands here a second time", "keep one of the two", at=key)
        else:
            values[key.text] = value
    for name, field in shape.items():
        if name not in values:
            if field.required:
                report.add(f"`{name}` is missing", f"add it: {field.help}", at=node)
        elif not check(name, values[name], field, report) and not isinstance(values[name], Sequence):
            del values[name]  # of a list, the sound items go on to be checked
    return Record(node, values, shape, report)


def read_named(node: Node, shape: Shape, report: Report) -> Iterator[tuple[Scalar, Record]]:
    """The groups of a file that is a list of named groups (`id:` and its keys below), each with its name."""
    if not isinstance(node, Mapping):
        report.add(
            "expected ids with their keys below", "write `the-id:` on a line and its keys, indented, below", at=node
        )
        return
    seen: set[str] = set()
    for name, value in node.items:
        if name.text in seen:
            report.add(f"`{name.text}` stands here a second time", "keep one of the two", at=name)
            continue
        seen.add(name.text)
        check_id(name.text, report, at=name)
        yield name, read_record(value, shape, report)


def check_id(text: str, report: Report, *, at: Node | None = None) -> None:
    """Reports an id that is not 1 to `LONGEST_ID` characters of a-z, 0-9 and single hyphens."""
    if not _ID.fullmatch(text) or len(text) > LONGEST_ID:
        report.add(f"`{text}` is not an id", f"use at most {LONGEST_ID} of a-z, 0-9 and hyphens", at=at)


def check_known(items: Iterable[Scalar], known: Iterable[str], what: str, report: Report) -> None:
    """Reports every id among `items` that names nothing, and every one that stands twice."""
    names = list(known)
    seen: set[str] = set()
    for item in items:
        if item.text not in names:
            report.add(f"there is no {what} `{item.text}`", did_you_mean(item.text, names), at=item)
        elif item.text in seen:
            report.add(f"`{item.text}` stands here a second time", "keep one of the two", at=item)
        seen.add(item.text)


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n[ \t]*\n", text.strip()):
        running: list[str] = []
        items: list[str] = []
        for line in filter(None, map(str.strip, part.splitlines())):
            if line.startswith("- "):
                items.append(line[2:].strip())
            elif items:
                items[-1] += f" {line}"
            else:
                running.append(line)
        if running:
            yield Paragraph(" ".join(running))
        if items:
            yield Bullets(tuple(items))
