"""What is wrong where a file is no YAML, said for people who do not know YAML's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import yaml

_STARTS = re.compile(r"^(?P<before>\s*(?:-\s+)?(?:\w+:\s+)?)(?P<sign>[*&!%@`\[{>|\"])")
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]")
_KEY = re.compile(r"^(?P<before>\s*(?:- )?)(?P<key>[a-z_]+)(?P<colon>:?)(?=[^:\w]|(?<=:)\w)")
_OPENED = ("while scanning a quoted", "while parsing a flow", "while scanning a simple key")
"""What YAML was reading when the slip is where that started, and not where it gave up."""

_QUOTES = "put the whole text in double quotes"
_SLIPS = (
    ("while scanning a quoted", "a quote is opened here and never closed", f"close it; or {_QUOTES}"),
    ("while parsing a flow", "a bracket is opened here and never closed", f"close it; or {_QUOTES}"),
    ("'\\t'", "a tab stands here", "indent with spaces"),
    ("cannot start any token", "a text cannot start with this sign", _QUOTES),
    (
        "could not find expected ':'",
        "this is neither `key: value` nor part of a text",
        "write the colon, or indent the text below its key",
    ),
    ("mapping values are not allowed", "there is a colon too many here", f"{_QUOTES}, or mend the indentation"),
    (
        "did not find expected",
        "this line does not fit those above it",
        "indent it as they are; a list item starts with a hyphen and a space; an apostrophe in single quotes ends them",
    ),
)


class Slip(NamedTuple):
    """Where (line and column from 1), what, and the remedy."""

    line: int
    column: int
    message: str
    hint: str


def explain(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """The slip behind an error of the YAML parser in `text`."""
    context, problem = error.context or "", error.problem or ""
    mark = (error.context_mark if context.startswith(_OPENED) else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    written = text.splitlines()[line - 1] if mark and line <= len(text.splitlines()) else ""
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return Slip(line, indent.index("\t") + 1, "a tab stands here", "indent with spaces")
    likely = None if context.startswith(_OPENED) else _likely(problem, line, text.splitlines())
    if likely:
        return likely
    for sign, message, hint in _SLIPS:
        if context.startswith(sign) or sign in problem:
            return Slip(line, column, message, hint)
    return Slip(line, column, f"YAML cannot be read here: {problem or context}", f"check the indentation, or {_QUOTES}")


def cannot_start_with(sign: str) -> tuple[str, str]:
    """What is said of a text that starts with a sign that YAML keeps for itself, and the remedy."""
    return f"a text cannot start with `{sign}`", _QUOTES


def _likely(problem: str, line: int, lines: list[str]) -> Slip | None:
    """The slip that most often leads to such an error, by what is written in the line and above it."""
    written = lines[line - 1] if line <= len(lines) else ""
    starts = _STARTS.match(written)
    if "mapping values are not allowed" in problem:
        curly = _CURLY.search(written)
        if curly:
            hint = 'type straight double quotes (") around the whole text'
            return Slip(line, curly.start() + 1, "curly quotes do not hold a text together", hint)
        return _without_colon(line, lines)
    if "did not find expected" in problem and starts:
        column = len(starts["before"]) + 1
        if starts["sign"] == '"':
            hint = "put single quotes (') around the whole text, or leave the double quotes out"
            return Slip(line, column, "a text that starts with a quote ends with it", hint)
        return Slip(line, column, *cannot_start_with(starts["sign"]))
    return None


def _without_colon(line: int, lines: list[str]) -> Slip | None:
    """The line above, where it is a key whose colon, or the space behind it, is missing: YAML reads both lines as one text."""
    above = next((place for place in range(line - 1, 0, -1) if lines[place - 1].strip()), 0)
    key = _KEY.match(lines[above - 1]) if above else None
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    if key is None or len(key["before"]) != indent or ": " in lines[above - 1]:
        return None
    what = "a space is missing behind the colon" if key["colon"] else f"the colon behind `{key['key']}` is missing"
    return Slip(above, key.end() + 1, what, f"write `{key['key']}: ` before the text")
