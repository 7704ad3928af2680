"""Labelled messages, one JSON object a line: what moderators expect the bot to do with each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.content.folders import shown
from bot.content.nodes import Report
from bot.content.parsing import read_text
from bot.content.values import did_you_mean
from bot.errors import ContentError
from bot.model import Case, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EXPECTATIONS = ("answer", "personal-advice", "not-covered", "urgent", "silent")
_HINT = 'as {"text": "is it catching?", "addressed": true, "expect": "answer", "topics": ["contagious"]}'


def load_cases(path: Path, known: Iterable[str] = (), *, labelled: bool = True) -> list[Case]:
    """The cases of a file; raises `ContentError` with every faulty line.

    `known` are the ids that `topics` may name, none meaning any. With `labelled` off, only `text` is required.
    """
    problems: list[Problem] = []
    cases = read_cases(path, known, problems, labelled=labelled)
    if problems:
        raise ContentError(problems)
    return cases


def read_cases(path: Path, known: Iterable[str], problems: list[Problem], *, labelled: bool = True) -> list[Case]:
    """The good cases of a file; every faulty line is added to `problems`."""
    report = Report(shown(path), problems)
    content = read_text(path, report) or ""
    ids = frozenset(known)
    cases = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            case = _case(json.loads(line, object_pairs_hook=_keys), report.path, number, labelled=labelled)
        except json.JSONDecodeError as error:
            report.add_at(number, error.colno, f"this line is not JSON: {error.msg}", _HINT)
        except RecursionError:
            report.add_at(number, 1, "this line is nested too deeply", _HINT)
        except ValueError as error:
            report.add_at(number, 1, str(error), _HINT)
        else:
            named = (*case.topics, case.context) if case.context else case.topics
            unknown = [topic for topic in named if ids and topic not in ids]
            for topic in unknown:
                report.add_at(number, 1, f"there is no entry `{topic}`", did_you_mean(topic, ids))
            if not unknown:
                cases.append(case)
    return cases


def _keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The keys of an object in braces; of two with one name JSON would drop the first in silence."""
    keys = dict(pairs)
    if len(keys) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"`{twice}` stands here twice")
    return keys


def _case(data: object, path: str, line: int, *, labelled: bool) -> Case:
    if not isinstance(data, dict):
        raise ValueError("this line is not an object in braces")  # noqa: TRY004  one error type for a faulty line
    text, addressed, expect = data.get("text"), data.get("addressed", True), data.get("expect", "")
    topics, kind, context = data.get("topics", []), data.get("kind", ""), data.get("context", "")
    if not isinstance(text, str):
        raise ValueError("`text` is missing, or is not text in quotes")  # noqa: TRY004
    if not text.strip():
        raise ValueError("`text` is empty")
    if not isinstance(addressed, bool):
        raise ValueError("`addressed` is neither true nor false")  # noqa: TRY004
    if not isinstance(context, str):
        raise ValueError("`context` is not the id of an entry")  # noqa: TRY004
    if labelled and expect not in EXPECTATIONS:
        raise ValueError(f"`expect` must be one of {', '.join(EXPECTATIONS)}")
    if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        raise ValueError("`topics` is not a list of ids")
    if labelled and expect == "answer" and not topics:
        raise ValueError("`topics` must name the entry that answers")
    if labelled and expect == "silent" and addressed:
        raise ValueError("only a message with `addressed` false can expect silence")
    return Case(text, addressed, str(expect), tuple(topics), str(kind), path, line, context)
