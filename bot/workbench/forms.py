"""Forms for what a shape may hold: the values of a file as fields, and the fields that come back as values.

A field's name is the path to its value, as `facts.2.source`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.content.shapes import Form
from bot.workbench.merging import merged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.shapes import Field, Shape
    from bot.content.writing import Value, Values

SPARE = 1
"""Empty rows below those that are filled in."""
MOST_ROWS = 500
"""Rows of one list that a form may bring."""

_CHOSEN = {Form.IDS, Form.CHOICES}
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad]|[^\S\n\t ]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"[^\S\n]")
_BETWEEN, _EACH = " = ", " | "


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form: `value` for what is typed, `rows` for what is chosen in turn, `groups` for groups of fields."""

    name: str
    key: str
    field: Field
    value: str = ""
    rows: tuple[str, ...] = ()
    groups: tuple[tuple[Input, ...], ...] = ()

    @property
    def lines(self) -> int:
        """How many lines the field should show."""
        least = 10 if self.key == "asks" else 3
        return min(max(least, len(self.value) // 60, self.value.count("\n") + 2), 24)


def inputs(values: Values, shape: Shape, prefix: str = "") -> tuple[Input, ...]:
    """The fields for these values."""
    return tuple(_input(values.get(key), key, field, f"{prefix}{key}") for key, field in shape.items())


def _input(value: Value | None, key: str, field: Field, name: str) -> Input:
    given: Any = value or ""
    match field.form:
        case Form.RECORD:
            return Input(name, key, field, groups=(inputs(given or {}, field.shape or {}, f"{name}."),))
        case Form.RECORDS:
            items = [*(given or []), *[{}] * SPARE]
            groups = (inputs(item, field.shape or {}, f"{name}.{place}.") for place, item in enumerate(items))
            return Input(name, key, field, groups=tuple(groups))
        case Form.VARIANTS:
            rows = (f"{wording}{_BETWEEN}{_EACH.join(others)}" for wording, others in (given or {}).items())
            return Input(name, key, field, "\n".join(rows))
    if field.form in _CHOSEN:
        return Input(name, key, field, rows=(*given, *[""] * SPARE))
    return Input(name, key, field, given if isinstance(given, str) else "\n".join(given))


def values(form: Mapping[str, Any], shape: Shape, prefix: str = "") -> dict[str, Value]:
    """What a form holds; empty ones are there as empty. Fields that the form does not have at all are left out."""
    told = {}
    for key, field in shape.items():
        value = _value(form, field, f"{prefix}{key}")
        if value is not None:
            told[key] = value
    return told


def _value(form: Mapping[str, Any], field: Field, name: str) -> Value | None:
    if field.form is Form.RECORD:
        group: Value | None = _filled(form, field, f"{name}.")
        return group
    if field.form is Form.RECORDS:
        groups = [_filled(form, field, f"{name}.{place}.") for place in range(MOST_ROWS)]
        there = [group for group in groups if group is not None]
        return [group for group in there if group] if there else None
    if field.form in _CHOSEN:
        rows = [clean(str(form[f"{name}.{place}"])) for place in range(MOST_ROWS) if f"{name}.{place}" in form]
        return [row for row in rows if row] if rows else None
    return _typed(clean(str(form[name])), field) if name in form else None


def _filled(form: Mapping[str, Any], field: Field, prefix: str) -> Any:  # noqa: ANN401  values of any depth
    """The values of a group of fields that are not empty; None where the form has no such fields."""
    group = values(form, field.shape or {}, prefix)
    return {key: one for key, one in group.items() if one} if group else None


def _typed(text: str, field: Field) -> Value:
    if field.form is Form.TEXT:
        return text
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    if field.form is Form.VARIANTS:
        pairs = (row.partition(_BETWEEN.strip()) for row in rows)
        return {
            wording.strip(): [one.strip() for one in others.split(_EACH.strip()) if one.strip()]
            for wording, _, others in pairs
        }
    return rows if field.form in {Form.LINES, Form.COUNTRIES, Form.URLS} else " ".join(rows)


def clean(text: str) -> str:
    """What somebody typed or pasted, without characters that nobody sees."""
    text = _BREAKS.sub("\n", text)
    text = _UNSEEN.sub(lambda found: " " if found[0].isspace() else "", text)
    return "\n".join(_SPACE.sub(" ", line).rstrip() for line in text.split("\n")).strip()


def together(base: Values, mine: Values, theirs: Values) -> tuple[dict[str, Value], list[str]]:
    """The values of two who changed the same group, and the keys at which both did, where `mine` is kept."""
    both: dict[str, Value] = {}
    against = []
    for key, wanted in mine.items():
        before, now = base.get(key) or "", theirs.get(key) or ""
        if _same(wanted, before):
            both[key] = now
        elif _same(now, before) or _same(now, wanted):
            both[key] = wanted
        else:
            texts = [_as_text(one) for one in (before, wanted, now)]
            joined = None if None in texts else merged(*(str(text) for text in texts))
            if joined is None:
                against.append(key)
                both[key] = wanted
            else:
                both[key] = joined.strip() if isinstance(wanted, str) and isinstance(now, str) else joined.splitlines()
    return both, against


def _same(one: Value, other: Value) -> bool:
    return (one or "") == (other or "") or _as_text(one) == _as_text(other) is not None


def _as_text(value: Value) -> str | None:
    """A text or a list of lines as lines; None for groups."""
    if isinstance(value, str):
        return f"{value}\n"
    rows: Sequence[Any] = list(value)
    return (
        "".join(f"{row}\n" for row in rows)
        if all(isinstance(row, str) for row in rows) and isinstance(value, (list, tuple))
        else None
    )
