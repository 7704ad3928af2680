"""Checks a YAML tree against a shape, reports every problem, and gives the values typed."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.content.nodes import Mapping, Node, Report, Scalar, Sequence
from bot.content.shapes import ID_PATTERN, Field, Form, Shape
from bot.model import Block, Bullets, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_URL = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_ID = re.compile(ID_PATTERN)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FEW = 12
"""Names that a hint can list."""


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
            report.add(f"unknown key `{key.text}`", _did_you_mean(key.text, shape), at=key)
        elif key.text in values:
            report.add(f"`{key.text}` stands here a second time", "keep one of the two", at=key)
        else:
            values[key.text] = value
    for name, field in shape.items():
        if name not in values:
            if field.required:
                report.add(f"`{name}` is missing", f"add it: {field.help}", at=node)
        elif not _check(name, values[name], field, report) and not isinstance(values[name], Sequence):
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


def check_id(text: str, report: Report, *, at: Node | None = None, longest: int = 40) -> None:
    """Reports an id that is not 1 to `longest` characters of a-z, 0-9 and single hyphens."""
    if not _ID.fullmatch(text) or len(text) > longest:
        report.add(f"`{text}` is not an id", f"use at most {longest} of a-z, 0-9 and hyphens", at=at)


def check_known(items: Iterable[Scalar], known: Iterable[str], what: str, report: Report) -> None:
    """Reports every id among `items` that names nothing, and every one that stands twice."""
    names = list(known)
    seen: set[str] = set()
    for item in items:
        if item.text not in names:
            report.add(f"there is no {what} `{item.text}`", _did_you_mean(item.text, names), at=item)
        elif item.text in seen:
            report.add(f"`{item.text}` stands here a second time", "keep one of the two", at=item)
        seen.add(item.text)


def _did_you_mean(text: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(text, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"possible here: {', '.join(names)}" if 0 < len(names) <= _FEW else ""


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


# ---- the form of a value ---------------------------------------------------------------------------------------------


def _check(name: str, node: Node, field: Field, report: Report) -> bool:
    if field.form in {Form.RECORD, Form.RECORDS, Form.VARIANTS}:
        return _check_group(name, node, field, report)
    if field.form in {Form.LINES, Form.IDS, Form.CHOICES}:
        if not isinstance(node, Sequence):
            report.add(f"`{name}` must be {field.form.value}", "start each line below it with `- `", at=node)
            return False
        if not node.items:
            report.add(f"`{name}` is empty", f"fill it in: {field.help}" if field.required else "leave it out", at=node)
        checked = [_check_value(name, item, field, report) for item in node.items]
        return all(checked)
    return _check_value(name, node, field, report)


def _check_group(name: str, node: Node, field: Field, report: Report) -> bool:
    if field.form is Form.RECORD:
        return True
    if field.form is Form.RECORDS:
        if isinstance(node, Sequence):
            if not node.items:
                report.add(f"`{name}` is empty", f"fill it in: {field.help}", at=node)
            return True
        report.add(f"`{name}` must be {field.form.value}", "start each group with `- `", at=node)
        return False
    if not isinstance(node, Mapping):
        report.add(f"`{name}` must be {field.form.value}", "write `wording: [variant, variant]`", at=node)
        return False
    line = Field(Form.LINE, field.help)
    good = True
    seen: set[str] = set()
    for key, value in node.items:
        if key.text in seen:
            report.add(f"`{key.text}` stands here a second time", "put all variants on one line", at=key)
        seen.add(key.text)
        good &= _check_value(name, key, line, report)
        if isinstance(value, Sequence):
            checked = [_check_value(key.text, item, line, report) for item in value.items]
            good &= all(checked)
        else:
            report.add(f"`{key.text}` must have a list", "write the variants in square brackets", at=value)
            good = False
    return good


def _check_value(name: str, node: Node, field: Field, report: Report) -> bool:
    if not isinstance(node, Scalar):
        report.add(
            f"`{name}` must be {_single(field.form)}", "a list or a group stands here; check the indentation", at=node
        )
        return False
    problem = _problem(node, field)
    if problem:
        report.add(f"`{name}`: {problem[0]}", problem[1], at=node)
    return problem is None


def _single(form: Form) -> str:
    return Form.LINE.value if form is Form.LINES else "an id" if form is Form.IDS else form.value


def _problem(node: Scalar, field: Field) -> tuple[str, str] | None:
    """What is wrong with a single value, and the remedy; None where it is right."""
    text = node.text.strip()
    if node.read_as == _READ_AS_NOTHING or not text:
        return "this is empty", f"fill it in: {field.help}" if field.required else "fill it in, or leave the key out"
    if field.form is Form.DATE:
        return None if _is_date(text) else (f"`{text}` is not a date", "write year-month-day, as 2026-11-21")
    if field.form is Form.FLAG:
        return None if text in {"true", "false"} else (f"`{text}` is neither true nor false", "write true or false")
    if node.read_as:
        return f"YAML reads `{text}` as {node.read_as}, not as text", f'put it in double quotes: "{text}"'
    if field.form in {Form.CHOICE, Form.CHOICES}:
        return None if text in field.choices else (f"`{text}` is not possible here", _did_you_mean(text, field.choices))
    if field.form is Form.URL:
        return None if _URL.fullmatch(text) else (f"`{text}` is not a web address", "it starts with https://")
    if field.form is not Form.TEXT and "\n" in text:
        return "this must be one line", "join the lines"
    if field.longest and len(text) > field.longest:
        return f"this has {len(text)} characters, {field.longest} are possible", "shorten it"
    if field.form is Form.LINE:
        return _blank_problem(text, field)
    return None


_READ_AS_NOTHING = "nothing at all"


def _is_date(text: str) -> bool:
    try:
        return _ISO_DATE.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _blank_problem(text: str, field: Field) -> tuple[str, str] | None:
    if "{" not in text and "}" not in text:
        return None
    allowed = ", ".join(f"{{{blank}}}" for blank in field.blanks) or "none"
    try:
        parts = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return "a brace stands alone", f"words in braces that are possible here: {allowed}"
    blanks = {f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}" for name, form, how in parts}
    unknown = sorted(blanks - set(field.blanks))
    return (
        (f"{{{unknown[0]}}} is not possible here", f"words in braces that are possible: {allowed}") if unknown else None
    )
