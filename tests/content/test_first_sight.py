"""What is seen of an entry first: its short answer, and the label of the button that leads to it."""

import re
from pathlib import Path

import pytest
from conftest import change

from bot.content import load, read
from bot.content.shapes import LONGEST_LABEL
from bot.model import Kind

REPOSITORY = Path(__file__).parents[2]
SHOWN = {Kind.ANSWER, Kind.SIGNPOST, Kind.CARE_TEAM}
FILES = ["answers/basics/contagious.yaml", "signposts/fatigue.yaml", "safety/dose.yaml"]


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _add(file: Path, keys: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + keys, encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_an_entry_may_have_a_short_answer_and_a_label(small_faq: Path, file: str):
    _add(small_faq / file, "short: Ask your nurse first.\nlabel: In few words\n")

    entry = load(small_faq).entries[Path(file).stem]
    assert (entry.short, entry.label) == ("Ask your nurse first.", "In few words")


def test_without_a_label_a_button_says_the_question(small_faq: Path):
    entries = load(small_faq).entries

    assert {entry.label == entry.question for entry in entries.values()} == {True}
    assert {entry.short for entry in entries.values()} == {""}


@pytest.mark.parametrize("file", FILES)
def test_both_must_be_as_short_as_a_telephone_shows_them(small_faq: Path, file: str):
    _add(small_faq / file, f"short: {'a' * 321}\nlabel: {'b' * 33}\n")

    assert [problem.message for problem in read(small_faq)[1]] == [
        "`short`: this has 321 characters, 320 are possible",
        "`label`: this has 33 characters, 32 are possible",
    ]


@pytest.mark.parametrize(
    ("line", "most"),
    [("more_button", 9), ("helped_button", 9), ("not_helped_button", 9), ("others_button", 16), ("send_button", 32)],
)
def test_a_button_says_no_more_than_its_row_shows(small_faq: Path, line: str, most: int):
    file = small_faq / "community.yaml"
    words = re.search(rf"^  {line}: .*$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert words
    change(file, words[0], f"  {line}: {'a' * most}")
    assert read(small_faq)[1] == []

    change(file, f"{line}: ", f"{line}: a")

    assert [problem.message for problem in read(small_faq)[1]] == [
        f"`{line}`: this has {most + 1} characters, {most} are possible"
    ]


def test_two_buttons_never_have_the_same_words(small_faq: Path):
    _add(small_faq / FILES[0], "label: The same\n")
    _add(small_faq / FILES[1], "label: the same!\n")
    _add(small_faq / FILES[2], "label: What is IVIG?\n")

    assert [str(problem) for problem in read(small_faq)[1]] == [
        "faq/en/safety/dose.yaml:9:8: `ivig` has the same label (faq/en/answers/treatment/ivig.yaml) (word it differently)",
        (
            "faq/en/signposts/fatigue.yaml:8:8: `contagious` has the same label (faq/en/answers/basics/contagious.yaml) "
            "(word it differently)"
        ),
    ]


@pytest.mark.parametrize("file", FILES)
def test_a_short_answer_may_not_be_hard(small_faq: Path, file: str):
    _add(small_faq / file, "short: Another doctor may offer another remedy.\n")

    assert [problem.message for problem in read(small_faq)[1]] == ["its `short` reads at school grade 14.3, above 9"]


def test_every_entry_of_this_repository_can_be_seen_at_first_sight():
    read_first = [entry for entry in load(REPOSITORY / "faq" / "en").entries.values() if entry.kind in SHOWN]

    assert [entry.id for entry in read_first if not 0 < len(entry.short.split()) <= 60] == []
    assert [entry.id for entry in read_first if len(entry.label) > LONGEST_LABEL] == []
