"""Writes values as YAML that is read back as the same values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from bot.content.shapes import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.shapes import Field, Shape

    Value = str | Sequence[str] | Sequence["Values"] | Mapping[str, Sequence[str]]
    Values = Mapping[str, "Value"]

_SURPRISING = re.compile(r"\s#|:$|^[<=~]|^\s|\s$")
"""What YAML reads otherwise than people do, or `bot.content.nodes` refuses, beside what PyYAML itself reads as no text."""
_BRACES = str.maketrans("{}", "()")
_BARE = {Form.DATE, Form.FLAG, Form.NUMBER, Form.CHAT}
"""Forms whose values stand without quotes."""
IN_ONE_LINE = {Form.IDS, Form.CHOICES, Form.COUNTRIES}
"""Forms of lists that are written in square brackets."""
STEP = 2
"""Blanks by which what belongs to a key is indented."""


def line(text: str) -> str:
    """`text` on one line, in double quotes where YAML would read something else. Braces, which mark blanks, become round."""
    return scalar(text.translate(_BRACES))


def scalar(text: str, form: Form = Form.LINE, *, flow: bool = False) -> str:
    """A single value of a form on one line; `flow`: to stand in square brackets."""
    joined = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if form in _BARE or (_is_plain(joined) and not (flow and re.search(r"[,\[\]{}]", joined))):
        return joined
    return json.dumps(joined, ensure_ascii=False)


def in_brackets(items: Sequence[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(scalar(item, flow=True) for item in items)}]"


def block(text: str, indent: int) -> list[str]:
    """The lines of paragraphs below `key: |`."""
    return [f"{' ' * indent}{part.rstrip()}" if part.strip() else "" for part in text.strip().splitlines()]


def group(values: Values, shape: Shape, indent: int = 0) -> list[str]:
    """The lines of a group of keys, in the order of its shape; empty values are left out."""
    return [
        written
        for name, field in shape.items()
        if values.get(name)
        for written in pair(name, values[name], field, indent)
    ]


def pair(name: str, value: Value, field: Field, indent: int = 0) -> list[str]:
    """The lines of one key with its value."""
    margin = " " * indent
    if isinstance(value, str):
        if field.form is Form.TEXT:
            return [f"{margin}{name}: |", *block(value, indent + STEP)]
        return [f"{margin}{name}: {scalar(value, field.form)}"]
    if field.form is Form.RECORDS:
        written = [f"{margin}{name}:"]
        for item in value:
            written += record(item if not isinstance(item, str) else {}, field.shape or {}, indent + STEP)
        return written
    if not isinstance(value, (list, tuple)):
        groups = dict(value)  # type: ignore[arg-type]
        if field.form is Form.VARIANTS:
            rows = [
                f"{margin}{' ' * STEP}{scalar(key, flow=True)}: {in_brackets(items)}" for key, items in groups.items()
            ]
            return [f"{margin}{name}:", *rows]
        return [f"{margin}{name}:", *group(groups, field.shape or {}, indent + STEP)]
    texts = [item for item in value if isinstance(item, str)]
    if field.form in IN_ONE_LINE:
        return [f"{margin}{name}: {in_brackets(texts)}"]
    return [f"{margin}{name}:", *(f"{margin}{' ' * STEP}- {scalar(item)}" for item in texts)]


def record(values: Values, shape: Shape, indent: int) -> list[str]:
    """The lines of a group that is an item of a list, whose dash stands at `indent`."""
    first, *rest = group(values, shape, indent + STEP) or [""]
    return [f"{' ' * indent}- {first.strip()}", *rest]


def _is_plain(text: str) -> bool:
    if _SURPRISING.search(text):
        return False
    try:
        return bool(yaml.safe_load(f"- {text}") == [text])
    except (yaml.YAMLError, ValueError):
        return False
