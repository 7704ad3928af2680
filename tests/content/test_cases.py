"""Messages that moderators label, one JSON object a line: the good ones are read, every faulty one is shown."""

from pathlib import Path

import pytest

from bot.content.cases import load_cases, read_cases
from bot.errors import ContentError
from bot.model import Case, Problem

HINT = '(as {"text": "is it catching?", "addressed": true, "expect": "answer", "topics": ["contagious"]})'
KNOWN = ("contagious", "ivig")


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cases.jsonl"


def _problems(file: Path, *, labelled: bool = True) -> list[str]:
    problems: list[Problem] = []
    read_cases(file, KNOWN, problems, labelled=labelled)
    return [str(problem) for problem in problems]


def test_cases_are_read_with_their_lines(cases: Path):
    cases.write_text(
        '{"text": "is it catching?", "expect": "answer", "topics": ["contagious", "ivig"], "kind": "blunt"}\n'
        "  \n"
        '{"text": "lovely café", "addressed": false, "expect": "silent"}\n',
        encoding="utf-8",
    )

    assert load_cases(cases, KNOWN) == [
        Case("is it catching?", True, "answer", ("contagious", "ivig"), "blunt", "cases.jsonl", 1),  # noqa: FBT003
        Case("lovely café", False, "silent", (), "", "cases.jsonl", 3),  # noqa: FBT003
    ]


@pytest.mark.parametrize("expect", ["personal-advice", "not-covered", "urgent"])
def test_only_an_answer_needs_topics(cases: Path, expect: str):
    cases.write_text(f'{{"text": "help", "expect": "{expect}"}}', encoding="utf-8")

    assert [case.expect for case in load_cases(cases)] == [expect]


def test_without_known_entries_any_topic_is_possible(cases: Path):
    cases.write_text('{"text": "help", "expect": "answer", "topics": ["anything"]}', encoding="utf-8")

    assert [case.topics for case in load_cases(cases)] == [("anything",)]


def test_unlabelled_messages_need_only_a_text(cases: Path):
    cases.write_text('{"text": "help"}\n{"expect": "answer"}\n', encoding="utf-8")

    assert _problems(cases, labelled=False) == [f"cases.jsonl:2:1: `text` is missing, or is not text in quotes {HINT}"]


EXPECT = "`expect` must be one of answer, personal-advice, not-covered, urgent, silent"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("is it catching?", f"1:1: this line is not JSON: Expecting value {HINT}"),
        ('{"text": "a" "expect": "urgent"}', f"1:14: this line is not JSON: Expecting ',' delimiter {HINT}"),
        ("[" * 100_000, f"1:1: this line is nested too deeply {HINT}"),
        ('["is it catching?"]', f"1:1: this line is not an object in braces {HINT}"),
        ('{"expect": "urgent"}', f"1:1: `text` is missing, or is not text in quotes {HINT}"),
        ('{"text": 7, "expect": "urgent"}', f"1:1: `text` is missing, or is not text in quotes {HINT}"),
        ('{"text": " ", "expect": "urgent"}', f"1:1: `text` is empty {HINT}"),
        ('{"text": "a", "text": "b", "expect": "urgent"}', f"1:1: `text` stands here twice {HINT}"),
        ('{"text": "a", "addressed": "no"}', f"1:1: `addressed` is neither true nor false {HINT}"),
        ('{"text": "a"}', f"1:1: {EXPECT} {HINT}"),
        ('{"text": "a", "expect": ["answer"]}', f"1:1: {EXPECT} {HINT}"),
        ('{"text": "a", "expect": "answer", "topics": "ivig"}', f"1:1: `topics` is not a list of ids {HINT}"),
        ('{"text": "a", "expect": "answer", "topics": [7]}', f"1:1: `topics` is not a list of ids {HINT}"),
        ('{"text": "a", "expect": "answer"}', f"1:1: `topics` must name the entry that answers {HINT}"),
        (
            '{"text": "a", "expect": "answer", "topics": ["ivgi"]}',
            "1:1: there is no entry `ivgi` (did you mean `ivig`?)",
        ),
        (
            '{"text": "a", "expect": "silent"}',
            f"1:1: only a message with `addressed` false can expect silence {HINT}",
        ),
    ],
)
def test_a_faulty_line_is_shown_with_its_place(cases: Path, line: str, problem: str):
    cases.write_text(line, encoding="utf-8")

    assert _problems(cases) == [f"cases.jsonl:{problem}"]


def test_every_faulty_line_is_shown_and_the_good_ones_are_kept(cases: Path):
    cases.write_text('{}\n{"text": "help", "expect": "urgent"}\n{"text": "a", "expect": "maybe"}\n', encoding="utf-8")
    problems: list[Problem] = []

    assert [case.text for case in read_cases(cases, KNOWN, problems)] == ["help"]
    assert [(problem.line, problem.column) for problem in problems] == [(1, 1), (3, 1)]
    with pytest.raises(ContentError) as raised:
        load_cases(cases, KNOWN)
    assert raised.value.problems == tuple(problems)


def test_a_file_of_cases_must_be_there_and_not_empty(cases: Path):
    assert _problems(cases) == [
        "cases.jsonl:1:1: this file is missing (check its name, or restore it from an earlier version)"
    ]
    cases.write_text("\n", encoding="utf-8")
    assert _problems(cases) == ["cases.jsonl:1:1: this file is empty (fill it in, or delete it)"]
