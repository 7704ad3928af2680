"""What is wrong where a file is no YAML, said for people who do not know YAML's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import yaml

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
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
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        return Slip(line, 1, "a merge conflict is left here", "keep one of the two versions, and delete the marks")
    context, problem = error.context or "", error.problem or ""
    mark = (error.context_mark if context.startswith(_OPENED) else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    written = text.splitlines()[line - 1] if mark and line <= len(text.splitlines()) else ""
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return Slip(line, indent.index("\t") + 1, "a tab stands here", "indent with spaces")
    for sign, message, hint in _SLIPS:
        if context.startswith(sign) or sign in problem:
            return Slip(line, column, message, hint)
    return Slip(line, column, f"YAML cannot be read here: {problem or context}", f"check the indentation, or {_QUOTES}")
