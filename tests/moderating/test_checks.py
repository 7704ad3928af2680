"""The cases of an FAQ hold only where they come to the entry that they name, in the reply that they are said to be."""

import json
from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.moderating import checks
from bot.moderating.decisions import Decisions


@pytest.fixture(autouse=True)
def _beside_the_faq(small_faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_faq.parents[1])


def failing(folder: Path, **case: object) -> list[str]:
    file = folder / checks.CASES / "must-hold.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(case), encoding="utf-8")
    faq = load(folder)
    cases = checks.cases_of(folder, faq, [])
    assert len(cases) == 1
    return [problem.message for problem in checks.failing(cases, Decisions(Service(faq)))]


@pytest.mark.parametrize(
    ("said", "expect", "shown", "another"),
    [
        ("i can not breathe", "urgent", "breathing", "dose"),
        ("should i take a higher dose", "personal-advice", "dose", "breathing"),
        ("why am i tired all day", "not-covered", "fatigue", "dose"),
    ],
)
def test_a_case_holds_only_where_the_entry_that_it_names_comes(
    small_faq: Path, said: str, expect: str, shown: str, another: str
):
    assert failing(small_faq, text=said, expect=expect) == []
    assert failing(small_faq, text=said, expect=expect, topics=[another, shown]) == []

    [told] = failing(small_faq, text=said, expect=expect, topics=[another])

    assert told.startswith(f"`{said}` should come out as {expect} {another}, but is ")
    assert f" {shown}" in told


def test_a_case_is_judged_as_the_reply_that_it_is(small_faq: Path):
    case = {"text": "is my wife safe", "expect": "answer", "topics": ["contagious"]}

    assert failing(small_faq, **case) != []
    assert failing(small_faq, **case, context="contagious") == []
