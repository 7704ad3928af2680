"""What a whole FAQ must keep to: answers that are easy to read, and numbers in an emergency."""

import re
from pathlib import Path

import pytest

from bot.content import load, read
from bot.content.lint import grades
from bot.model import Kind

REPOSITORY = Path(__file__).parents[2]
WHAT, CONTAGIOUS, IVIG = "basics/what-is-mmn.yaml", "basics/contagious.yaml", "treatment/ivig.yaml"
PLAINER = "(use shorter sentences and shorter words)"
GRADE_7_2 = "You may need another visit to the doctor before winter."
GRADE_8_4 = "A doctor may offer another drip later, after the winter."
GRADE_8_5 = "A doctor may offer other remedies later on, after the winter, when needed."
GRADE_14_3 = "Another doctor may offer another remedy."


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _answer(file: Path, answer: str) -> None:
    """Puts a new answer in the place of the present one."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?ms)answer:.*?(?=^ *[a-z_]+:)", f"answer: {answer}\n", text), encoding="utf-8")


def _lint(folder: Path) -> list[str]:
    return [str(problem) for problem in read(folder)[1]]


def test_a_plain_faq_has_no_problem(small_faq: Path):
    assert _lint(small_faq) == []


def test_the_faq_of_this_repository_is_plain(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(REPOSITORY)

    assert _lint(Path("faq/en")) == []


@pytest.mark.parametrize(
    "file", [f"answers/{IVIG}", "signposts/fatigue.yaml", "safety/breathing.yaml", "safety/dose.yaml"]
)
def test_no_text_that_members_read_may_be_hard(small_faq: Path, file: str):
    _answer(small_faq / file, GRADE_14_3)

    line = 3 if file.startswith("safety") else 2
    assert _lint(small_faq) == [f"faq/en/{file}:{line}:1: this reads at school grade 14.3, above 9 {PLAINER}"]


def test_a_word_to_chatter_has_no_grade(small_faq: Path):
    _answer(small_faq / "chatter.yaml", GRADE_14_3)

    assert _lint(small_faq) == []
    assert list(grades(load(small_faq))) == ["contagious", "what-is-mmn", "ivig", "fatigue", "breathing", "dose"]


def _make_answers_hard_together(folder: Path) -> None:
    for file, answer in ((WHAT, GRADE_7_2), (CONTAGIOUS, GRADE_7_2), (IVIG, GRADE_8_4)):
        _answer(folder / "answers" / file, answer)


TOGETHER = f"faq/en/answers/{IVIG}:2:1: all answers together read at school grade 7.6, above 7; this one is the hardest {PLAINER}"


def test_all_answers_together_may_not_be_hard(small_faq: Path):
    _make_answers_hard_together(small_faq)

    assert _lint(small_faq) == [TOGETHER]


def test_the_hardest_answer_is_an_answer_even_when_a_signpost_is_harder(small_faq: Path):
    _make_answers_hard_together(small_faq)
    _answer(small_faq / "signposts" / "fatigue.yaml", GRADE_8_5)

    assert _lint(small_faq) == [TOGETHER]


def test_signposts_do_not_count_for_the_answers_together(small_faq: Path):
    for file in ("signposts/fatigue.yaml", "safety/breathing.yaml", "safety/dose.yaml"):
        _answer(small_faq / file, GRADE_8_5)

    assert _lint(small_faq) == []


def test_an_emergency_must_show_numbers(small_faq: Path):
    file = small_faq / "safety" / "breathing.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("numbers: [emergency]\n", ""), encoding="utf-8")

    place = "faq/en/safety/breathing.yaml:3:1"
    assert _lint(small_faq) == [f"{place}: an urgent entry shows no numbers (add `numbers: [emergency]`)"]


def test_what_must_be_mended_is_told_and_can_be_looked_after_meanwhile(small_faq: Path):
    _answer(small_faq / "answers" / IVIG, GRADE_14_3)

    assert load(small_faq).entries["ivig"].answer
    assert len(read(small_faq)[1]) == 1


def test_every_emergency_of_this_repository_shows_numbers():
    urgent = [entry for entry in load(REPOSITORY / "faq" / "en").entries.values() if entry.kind is Kind.URGENT]

    assert urgent
    assert all(entry.numbers for entry in urgent)


def test_signs_must_stay_few_enough_to_be_looked_after(small_faq: Path):
    file = small_faq / "safety" / "breathing.yaml"
    sign = "  - sign: gasping ... air\n    catches: [a, b]\n    not: [c, d]\n"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("signs:\n", "signs:\n" + 39 * sign), encoding="utf-8")
    assert _lint(small_faq) == []

    file.write_text(whole.replace("signs:\n", "signs:\n" + 40 * sign), encoding="utf-8")

    place, hint = (
        "faq/en/safety/breathing.yaml:3:1",
        "write phrases below `asks` instead, and near misses below `not_asks`",
    )
    told = "all urgent entries together have 41 signs, 40 are possible; this one has the most"
    assert _lint(small_faq) == [f"{place}: {told} ({hint})"]
