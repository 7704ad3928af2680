"""What an answer states stands beside it as data: each fact with its source, and no number without one."""

from pathlib import Path

import pytest

from bot.content import load, read
from bot.model import Fact

WHAT = "answers/basics/what-is-mmn.yaml"
COMMON = """\
question: How rare is MMN?
short: {short}
answer: |
  {answer}
sources: [in-uk]
facts:
  - fact: {fact}
    source: {source}
    heading: What is MMN?
reviewed: 2026-11-21
asks:
  - how many people have it
"""


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(folder: Path, answer: str, fact: str, source: str = "in-uk", short: str = "It is rare.") -> None:
    text = COMMON.format(answer=answer, fact=fact, source=source, short=short)
    (folder / "answers/basics/how-common.yaml").write_text(text, encoding="utf-8")


def _unproved(folder: Path) -> list[str]:
    return [problem.message for problem in read(folder)[1]]


def test_a_fact_is_loaded_with_its_source_and_heading(small_faq: Path):
    _write(small_faq, "It is rare.", "few people have it")

    assert load(small_faq).entries["how-common"].facts == (Fact("few people have it", "in-uk", "What is MMN?"),)
    assert load(small_faq).entries["ivig"].facts == ()


def test_a_fact_needs_all_three_of_its_keys(small_faq: Path):
    file = small_faq / WHAT
    file.write_text(file.read_text(encoding="utf-8") + "facts:\n  - fact: it is rare\n", encoding="utf-8")

    assert [problem.message for problem in read(small_faq)[1]] == ["`heading` is missing", "`source` is missing"]


@pytest.mark.parametrize("source", ["ig-provider", "in-ku"])
def test_a_fact_comes_from_one_of_the_answers_own_sources(small_faq: Path, source: str):
    _write(small_faq, "It is rare.", "few people have it", source)

    assert [str(problem) for problem in read(small_faq)[1]] == [
        (
            f"faq/en/answers/basics/how-common.yaml:8:13: `{source}` is not among the `sources` of this answer "
            "(name it there too, or another one here)"
        )
    ]


def test_what_a_word_means_needs_no_source(small_faq: Path):
    _write(small_faq, "It is rare.", "few people have it", "meaning")

    assert read(small_faq)[1] == []


def test_signposts_and_safety_entries_state_no_facts(small_faq: Path):
    for name in ("signposts/fatigue.yaml", "safety/dose.yaml"):
        file = small_faq / name
        file.write_text(file.read_text(encoding="utf-8") + "facts:\n  - fact: x\n", encoding="utf-8")

    assert [problem.message for problem in read(small_faq)[1]] == ["unknown key `facts`"] * 2


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("It strikes 0.6 in 100,000 people.", "0.6 in 100000 people have it"),
        ("It takes six years.", "6 years on average"),
        ("It takes 6 years.", "six years on average"),
        ("Some are 20, some 70.", "from 20-70 years of age"),
        ("The anti-GM1 test is one of them.", "it is a blood test"),
        ("One side is weak.", "it is not alike on each side"),
        ("Often, at ten or so.", "from 10 years on"),
    ],
)
def test_a_number_that_a_fact_holds_may_be_told(small_faq: Path, answer: str, fact: str):
    _write(small_faq, answer, fact)

    assert _unproved(small_faq) == []


@pytest.mark.parametrize(
    ("answer", "fact", "number"),
    [
        ("It strikes 0.6 in 1,000 people.", "0.6 in 100,000 people have it", "1000"),
        ("It takes six years.", "it takes 60 years", "6"),
        ("It takes 16 years.", "6 years on average", "16"),
        ("It takes time.\n\n  - It takes two years.", "it takes time", "2"),
        ("It strikes at 40.", "it strikes grown people", "40"),
    ],
)
def test_a_number_that_no_fact_holds_is_a_problem(small_faq: Path, answer: str, fact: str, number: str):
    _write(small_faq, answer, fact)

    assert _unproved(small_faq) == [f"the number {number} stands in none of its facts"]


def test_the_short_answer_tells_no_number_of_its_own(small_faq: Path):
    _write(small_faq, "It is rare.", "few people have it", short="Some 7 in a million have it.")

    assert _unproved(small_faq) == ["the number 7 stands in none of its facts"]


def test_every_answer_of_this_repository_lists_its_facts():
    faq = load(Path(__file__).parents[2] / "faq" / "en")
    answers = [entry for entry in faq.entries.values() if entry.theme]

    assert [entry.id for entry in answers if not entry.facts] == []
    assert [entry.id for entry in answers if not set(entry.sources) <= {fact.source for fact in entry.facts}] == []


def test_the_marks_of_a_numbered_list_are_no_numbers_of_an_answer(small_faq: Path):
    _write(small_faq, "1. It is rare.\n  2) About 7 have it.", "it is rare")

    assert _unproved(small_faq) == ["the number 7 stands in none of its facts"]


def test_a_number_at_the_end_of_a_sentence_is_one(small_faq: Path):
    _write(small_faq, "They were 12. It is rare.", "it is rare")

    assert _unproved(small_faq) == ["the number 12 stands in none of its facts"]
