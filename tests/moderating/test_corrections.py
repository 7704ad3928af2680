"""What to write where a message came to the wrong reply."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import load
from bot.model import Entry
from bot.moderating import corrections

SAID = "will my kids get it, mail me at a@b.org"
MASKED = "will my kids get it, mail me at [e-mail address]"


@pytest.fixture
def entries(small_faq: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Entry]:
    monkeypatch.chdir(small_faq.parents[1])
    return dict(load(small_faq).entries)


@pytest.fixture
def current(small_faq: Path) -> Callable[[str], str | None]:
    def read(file: str) -> str | None:
        path = small_faq / file
        return path.read_text(encoding="utf-8") if path.exists() else None

    return read


@pytest.mark.parametrize(
    ("meant", "addressed", "expect", "topics"),
    [
        ("contagious", True, "answer", ["contagious"]),
        ("contagious", False, "answer", ["contagious"]),
        ("fatigue", True, "not-covered", ["fatigue"]),
        ("breathing", True, "urgent", ["breathing"]),
        ("dose", True, "personal-advice", ["dose"]),
        ("thanks", True, "not-covered", None),
        ("not-covered", True, "not-covered", None),
        ("not-covered", False, "silent", None),
        ("silent", False, "silent", None),
    ],
)
def test_the_case_says_what_was_meant(
    entries: dict[str, Entry],
    meant: str,
    addressed: bool,  # noqa: FBT001  a table
    expect: str,
    topics: list[str] | None,
):
    made = corrections.propose(SAID, meant, "ivig", entries, addressed=addressed, not_asks=False)
    case = {"text": MASKED, "addressed": addressed, "expect": expect} | ({"topics": topics} if topics else {})
    assert json.loads(made.case) == case


def test_silence_is_no_reply_to_who_was_spoken_to(entries: dict[str, Entry]):
    assert corrections.propose(SAID, "silent", "", entries, addressed=True, not_asks=False).case == ""


def test_a_phrase_goes_to_the_entry_that_was_meant_and_against_the_one_that_came(
    entries: dict[str, Entry], current: Callable[[str], str | None]
):
    made = corrections.propose(SAID, "contagious", "ivig", entries, addressed=True, not_asks=True)
    files = corrections.files(made, entries, current)
    assert set(files) == {
        "answers/basics/contagious.yaml",
        "answers/treatment/ivig.yaml",
        "cases/must-hold.jsonl",
    }
    assert files["answers/basics/contagious.yaml"] == f"{current('answers/basics/contagious.yaml')}  - {MASKED}\n"
    assert f"not_asks:\n  - {MASKED}\n" in (files["answers/treatment/ivig.yaml"] or "")
    assert files["cases/must-hold.jsonl"] == f"{made.case}\n"


def test_a_phrase_that_stood_on_the_wrong_side_changes_sides(
    entries: dict[str, Entry], current: Callable[[str], str | None]
):
    made = corrections.propose("is it catching", "not-covered", "contagious", entries, addressed=True, not_asks=False)
    text = corrections.files(made, entries, current)["answers/basics/contagious.yaml"] or ""
    assert "not_asks:\n  - is it catching\n" in text
    assert text.count("is it catching") == 1


def test_what_stands_there_already_is_not_written_again(
    entries: dict[str, Entry], current: Callable[[str], str | None]
):
    made = corrections.propose("Is it catching?", "contagious", "", entries, addressed=True, not_asks=False)
    files = corrections.files(made, entries, current)
    assert files["answers/basics/contagious.yaml"] == current("answers/basics/contagious.yaml")
