"""Files of messages: a message a line, or a JSON object with `text` a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.content.folders import shown
from bot.content.nodes import Report
from bot.content.parsing import read_text
from bot.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Problem

_HINT = 'as {"text": "is it catching?"}, or write every line as plain text'


def read_texts(path: Path) -> list[str]:
    """The messages of a file, in order; raises `ContentError` with every faulty line.

    Where the first line starts with a brace, every line must be a JSON object; otherwise every line is a message.
    """
    problems: list[Problem] = []
    report = Report(shown(path), problems)
    lines = [
        (number, line) for number, line in enumerate((read_text(path, report) or "").splitlines(), 1) if line.strip()
    ]
    if not lines or not lines[0][1].lstrip().startswith("{"):
        texts = [line.strip() for _, line in lines]
    else:
        texts = [_text(line, number, report) for number, line in lines]
    if problems:
        raise ContentError(problems)
    return texts


def _text(line: str, number: int, report: Report) -> str:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        report.add_at(number, 1, "this line is not JSON", _HINT)
        return ""
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(text, str):
        report.add_at(number, 1, "`text` is missing, or is not text in quotes", _HINT)
        return ""
    return text
