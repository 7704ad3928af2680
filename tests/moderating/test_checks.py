"""The cases of an FAQ hold only where they come to the entry that they name, in the reply that they are said to be."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.moderating import checks
from bot.moderating.decisions import Decisions

if TYPE_CHECKING:
    from bot.model import Problem


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


@pytest.mark.parametrize("name", ["more.jsonl.txt", "foo.json", "sub/more.jsonl", "MORE.JSONL", "more", "more.txt"])
def test_a_file_of_cases_that_is_not_read_is_told(small_faq: Path, name: str):
    good, stray = small_faq / checks.CASES / "must-hold.jsonl", small_faq / checks.CASES / name
    stray.parent.mkdir(parents=True)
    for file in (good, stray):
        file.write_text('{"text": "i can not breathe", "expect": "urgent"}\n', encoding="utf-8")
    problems: list[Problem] = []

    assert len(checks.cases_of(small_faq, load(small_faq), problems)) == 1
    hint = "cases are read from cases/<name>.jsonl: move it there, or let its name end so"
    assert list(map(str, problems)) == [f"faq/en/cases/{name}:1:1: this file is not read ({hint})"]


@pytest.mark.parametrize("name", ["README.md", ".must-hold.jsonl.swp", "must-hold.jsonl~"])
def test_what_is_meant_for_no_case_may_lie_beside_them(small_faq: Path, name: str):
    (small_faq / checks.CASES).mkdir()
    for one in ("must-hold.jsonl", name):
        (small_faq / checks.CASES / one).write_text('{"text": "help", "expect": "urgent"}\n', encoding="utf-8")
    problems: list[Problem] = []

    checks.cases_of(small_faq, load(small_faq), problems)
    assert problems == []


def test_a_case_is_judged_as_the_reply_that_it_is(small_faq: Path):
    case = {"text": "is my wife safe", "expect": "answer", "topics": ["contagious"]}

    assert failing(small_faq, **case) != []
    assert failing(small_faq, **case, context="contagious") == []
