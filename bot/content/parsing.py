"""Reads files as text and as trees of YAML, and refuses what surprises people who do not program."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import yaml

from bot.content import typing_slips, yaml_errors
from bot.content.folders import shown
from bot.content.nodes import Mapping, Node, Report, Scalar, Sequence
from bot.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from yaml._yaml import Mark as MarkInC
    from yaml.error import Mark as MarkInPython

    from bot.model import Problem

    Mark = MarkInC | MarkInPython

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same events, only slower.
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

DEEPEST = 12
"""Levels of nesting that are read; the FAQ needs four."""

LARGEST = 2_000_000
"""Bytes of a file that are read; the FAQ's longest list of words has two thirds of it."""

_CUT = re.compile(r"\s+#\S")
"""A comment that was hardly meant as one: `# with a space` is how people write one."""

_STRING = "tag:yaml.org,2002:str"
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
"""Of the first character of a text, as what it may be read; of none of them whatever it begins with."""
_READ_AS = {
    "bool": "yes or no (true/false)",
    "int": "a number",
    "float": "a number",
    "null": "nothing at all",
    "timestamp": "a date",
    "merge": "a merge sign",
    "value": "a default sign",
}


def read_text(path: Path, report: Report, *, needed: bool = False) -> str | None:
    """The text of a file, or None with the problem reported: missing, unreadable, not UTF-8, empty, half merged.

    One that is `needed` is not to be deleted where it is empty.
    """
    text = _decoded(path, report, may_be_empty=False, needed=needed)
    return None if text is None else typing_slips.mended(text, report)


def read_to_edit(path: Path) -> str | None:
    """The text of a file as it lies there, but for a mark of its encoding (BOM) at its start; None where there is no file.

    Raises `ContentError` with the place where it is no text.
    """
    if not path.exists():
        return None
    problems: list[Problem] = []
    text = _decoded(path, Report(shown(path), problems), may_be_empty=True, needed=False)
    if text is None:
        raise ContentError(problems)
    return text


def _decoded(path: Path, report: Report, *, may_be_empty: bool, needed: bool) -> str | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        report.add("this file is missing", f"check its name, or {_RESTORE}")
        return None
    except OSError as error:
        report.add(f"this file cannot be read: {error.strerror}", "check that it is a file and may be read")
        return None
    if len(raw) > LARGEST:
        report.add(f"this file has {len(raw):,} bytes, {LARGEST:,} are possible", "part it in several, or shorten it")
        return None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = typing_slips.place_after(raw[: error.start].decode("utf-8"))
        report.add_at(*place, "this file is not UTF-8 text", "save it again with the encoding UTF-8")
        return None
    if not text.strip() and not may_be_empty:
        report.add("this file is empty", _fill_in(needed=needed))
        return None
    return text


def read_yaml(path: Path, report: Report, *, may_be_empty: bool = False, needed: bool = False) -> Node | None:
    """The tree of a YAML file, or None with the problem reported. Aliases, anchors and tags are refused. `needed` as in `read_text`."""
    text = _decoded(path, report, may_be_empty=may_be_empty, needed=needed)
    return None if text is None else parse_yaml(text, report, may_be_empty=may_be_empty, needed=needed)


_RESTORE = "restore it from an earlier version"


def _fill_in(*, needed: bool) -> str:
    return f"fill it in, or {_RESTORE if needed else 'delete it'}"


def parse_yaml(text: str, report: Report, *, may_be_empty: bool = False, needed: bool = False) -> Node | None:
    """As `read_yaml`, of the text of a file."""
    sound = typing_slips.mended(text, report)
    if sound is None:
        return None
    text = typing_slips.mended_yaml(sound, report)
    invisible = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if invisible:
        hint = "control characters are not allowed; delete it, or type the line again"
        report.add_at(*typing_slips.place_after(text[: invisible.start()]), "an invisible character stands here", hint)
        return None
    builder = _Builder(report, text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except _TooDeepError as error:
        report.add_at(error.line, error.column, f"this is nested deeper than {DEEPEST} levels", "check the indentation")
    except yaml.MarkedYAMLError as error:
        slip = yaml_errors.explain(error, text)
        if slip.line not in builder.refused_in:
            report.add_at(*slip)
    except yaml.YAMLError as error:
        report.add(f"YAML cannot be read: {error}".splitlines()[0], "check how the file was made")
    else:
        if builder.root is None and not builder.refused_in and not may_be_empty:
            report.add("this file has only comments", _fill_in(needed=needed))
        return None if builder.refused_in else builder.root
    return None


class _TooDeepError(Exception):
    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        super().__init__()


class _Builder:
    """Builds the tree from YAML's events."""

    def __init__(self, report: Report, text: str) -> None:
        self._commented = {number: line for number, line in enumerate(text.splitlines()) if "#" in line}
        self.root: Node | None = None
        self.refused_in: set[int] = set()
        """The lines in which something is refused; then there is no tree."""
        self._report = report
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._check(event)
            self._place(self._scalar(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "a second document starts here", "remove the line with three dashes")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, *yaml_errors.cannot_start_with("*"))
            self._place(Scalar(*_where(event), ""))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._check(event)
            node = (Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping)(*_where(event))
            self._place(node)
            self._open.append(node)
            self._keys.append(None)
            if len(self._open) > DEEPEST:
                raise _TooDeepError(*_where(event))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._open.pop()
            self._keys.pop()

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = self.root or node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is not None:
            parent.items.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            self._report.add("a list or a group cannot be a key", "put the text in double quotes", at=node)
            self._keys[-1] = Scalar(node.line, node.column, "")
            self.refused_in.add(node.line)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        read_as = ""
        if not event.style and event.implicit[0]:
            tag = _implicit_tag(event.value)
            if tag != _STRING:
                read_as = _READ_AS.get(tag.rpartition(":")[2], "something else")
        (line, column), end = _where(event), event.end_mark
        folded = end is not None and end.line >= line and event.style != "|"
        return Scalar(line, column, event.value, read_as, folded, not event.style and self._cut_off(end))

    def _cut_off(self, end: Mark | None) -> bool:
        """Whether a comment that was hardly meant as one stands behind the end of a plain text."""
        line = self._commented.get(end.line) if end else None
        return line is not None and end is not None and _CUT.match(line, end.column) is not None

    def _check(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._refuse(event, *yaml_errors.cannot_start_with("&"))
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self._refuse(event, *yaml_errors.cannot_start_with("!"))

    def _refuse(self, event: yaml.Event, message: str, hint: str) -> None:
        self._report.add_at(*_where(event), message, hint)
        self.refused_in.add(_where(event)[0])


def _implicit_tag(text: str) -> str:
    """What YAML 1.1 takes a plain, unquoted value for, by PyYAML's own table: first character → (tag, pattern)."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return tag
    return _STRING


def _where(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
