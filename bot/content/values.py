"""Whether a value has the form that its key asks for; what is wrong is reported with its place and the remedy."""

from __future__ import annotations

import re
import string
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.content import country_codes
from bot.content.nodes import Mapping, Node, Report, Scalar, Sequence
from bot.content.shapes import Field, Form

if TYPE_CHECKING:
    from collections.abc import Iterable

_URL = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/<>\"]+(?:/[^\s<>\"]*)?", re.IGNORECASE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
CHAT = re.compile(r"-?[1-9][0-9]{4,19}")
_FREE = frozenset({Form.LINE, Form.LINES})
_FEW = 12
"""Names that a hint can list."""


def check(name: str, node: Node, field: Field, report: Report) -> bool:
    """Whether the value of key `name` is sound; problems are reported. Groups are checked when they are read."""
    if field.form in {Form.RECORD, Form.RECORDS, Form.VARIANTS}:
        return _check_group(name, node, field, report)
    if field.form in {Form.LINES, Form.IDS, Form.CHOICES, Form.COUNTRIES, Form.URLS}:
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
        hint = "a list or a group stands here; check the indentation"
        if isinstance(node, Sequence) and field.form is Form.LINES:
            hint = "a text that starts with a square bracket needs double quotes around the whole of it"
        if isinstance(node, Mapping):
            hint = 'a text with a colon in it needs straight double quotes (") around the whole of it'
        report.add(f"`{name}` must be {_single(field.form)}", hint, at=node)
        return False
    if field.form in _FREE and _is_plain(node, field):
        return True
    problem = _problem(node, field)
    if problem:
        report.add(f"`{name}`: {problem[0]}", problem[1], at=node)
    return problem is None


def _is_plain(node: Scalar, field: Field) -> bool:
    """Whether this is free of all that `_problem` looks for in a line of text: nearly every line is, and there are tens of thousands."""
    _, _, text, read_as, folded, cut = node
    marked = read_as or folded or cut or "\n" in text or "{" in text or "}" in text
    marked = marked or text[:1] in _CURLY_OPEN
    return not marked and not field.pattern and (not field.longest or len(text) <= field.longest) and text.strip() != ""


def _single(form: Form) -> str:
    singles = {
        Form.LINES: Form.LINE.value,
        Form.IDS: "an id",
        Form.COUNTRIES: Form.COUNTRY.value,
        Form.URLS: Form.URL.value,
    }
    return singles.get(form, form.value)


def _problem(node: Scalar, field: Field) -> tuple[str, str] | None:
    """What is wrong with a single value, and the remedy; None where it is right."""
    text = node.text.strip()
    if node.cut and not text:
        return _CUT_OFF
    if node.read_as == _READ_AS_NOTHING or not text:
        return "this is empty", f"fill it in: {field.help}" if field.required else "fill it in, or leave the key out"
    if field.form is Form.DATE:
        return None if _is_date(text) else (f"`{text}` is not a date", _as_date(text))
    if field.form is Form.FLAG:
        return None if text in {"true", "false"} else (f"`{text}` is neither true nor false", "write true or false")
    if field.form is Form.NUMBER:
        sound = text.isascii() and text.isdecimal() and int(text) <= field.most
        return None if sound else (f"`{text}` is not possible here", f"write a whole number from 0 to {field.most}")
    if field.form is Form.CHAT:
        sound = bool(CHAT.fullmatch(text))
        return None if sound else (f"`{text}` is not the number of a chat", "write the number alone, as -1001234567890")
    if node.read_as:
        return f"YAML reads `{text}` as {node.read_as}, not as text", f'put it in double quotes: "{text}"'
    return _name_problem(text, field) or _text_problem(node, field)


def _name_problem(text: str, field: Field) -> tuple[str, str] | None:
    if field.form in {Form.CHOICE, Form.CHOICES} and text not in field.choices:
        return f"`{text}` is not possible here", did_you_mean(text, field.choices)
    if field.form in {Form.COUNTRY, Form.COUNTRIES} and not country_codes.is_code(text):
        return f"`{text}` is not a country code", country_codes.remedy(text)
    if field.form in {Form.URL, Form.URLS} and not _URL.fullmatch(text):
        return f"`{text}` is not a web address", "it starts with https://"
    if field.form is Form.ADDRESS and not _ADDRESS.fullmatch(text):
        return f"`{text}` is not the address of a server", "write it as https://host or http://host:8081"
    return None


def _text_problem(node: Scalar, field: Field) -> tuple[str, str] | None:
    text = node.text.strip()
    if node.cut:
        return _CUT_OFF
    if node.folded and field.form is Form.TEXT:
        return "the paragraphs run together", "write `|` behind the colon, and the text indented below"
    if field.form is not Form.TEXT and (node.folded or "\n" in text):
        return "this goes on in the next line", "put it on one line; is the next line indented too far?"
    if field.longest and len(text) > field.longest:
        return f"this has {len(text)} characters, {field.longest} are possible", "shorten it"
    if text[0] in _CURLY_OPEN and text[-1] in _CURLY_CLOSE and not _CURLY_INSIDE.search(text[1:-1]):
        return "curly quotes are no quotes to YAML: they would be shown", 'take them out, or type straight ones (")'
    if field.pattern and not re.fullmatch(field.pattern.written, text):
        return f"`{text}` is not {field.pattern.what}", field.pattern.remedy
    return _blank_problem(text, field) if field.form in {Form.LINE, Form.TEXT} else None  # phrases may hold any sign


_CURLY_OPEN, _CURLY_CLOSE = "\u201c\u201e\u2018\u201a", "\u201d\u201c\u2019"
_CURLY_INSIDE = re.compile("[\u201c\u201e\u201d]")
"""Then the quotes stand around two parts of the text, not around the whole of it."""
_CUT_OFF = ("what stands behind the `#` is lost", "put the whole text in double quotes")
_READ_AS_NOTHING = "nothing at all"


def _is_date(text: str) -> bool:
    try:
        return _ISO_DATE.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _as_date(text: str) -> str:
    """How to write what is no date: as the date that is meant, where that is plain."""
    parts = re.split(r"\s*[-\u2010-\u2015\u2212./]\s*", text)
    meant = "-".join(part.zfill(2) for part in (parts if len(parts[0]) > 2 else parts[::-1]))  # noqa: PLR2004  a year
    swapped = len(parts[0]) <= 2 and parts[0].isdecimal() and int(parts[0]) <= 12  # noqa: PLR2004  it may be a month
    return f"write {meant}" if _is_date(meant) and not swapped else "write year-month-day, as 2026-11-21"


def _blank_problem(text: str, field: Field) -> tuple[str, str] | None:
    if "{" not in text and "}" not in text:
        return None
    allowed = ", ".join(f"{{{blank}}}" for blank in field.blanks) or "none"
    if "{{" in text or "}}" in text:
        return "two braces stand together, and one would be shown", f"words in braces that are possible: {allowed}"
    try:
        parts = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return "a brace stands alone", f"words in braces that are possible here: {allowed}"
    blanks = {f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}" for name, form, how in parts}
    unknown = sorted(blanks - set(field.blanks))
    return (
        (f"{{{unknown[0]}}} is not possible here", f"words in braces that are possible: {allowed}") if unknown else None
    )


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """A hint at the name that was meant, or at the few that are possible; empty where neither helps."""
    names = list(known)
    close = get_close_matches(text, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"possible here: {', '.join(names)}" if 0 < len(names) <= _FEW else "check its spelling, or take it out"
