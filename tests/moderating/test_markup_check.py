"""Markup in what members read is told at its place: they would read its signs."""

from datetime import date
from pathlib import Path

import pytest
from conftest import change

from bot.answering.service import Service
from bot.content import load
from bot.content.places import Places
from bot.model import Severity
from bot.moderating import checks
from bot.moderating.markup_check import marked

REPOSITORY = Path(__file__).parents[2] / "faq" / "en"
IVIG, COMMUNITY = "answers/treatment/ivig.yaml", "community.yaml"
TEXT = "  It is a drip of antibodies that other people gave.\n"
NO_EFFECT = "has no effect (members would read it as it stands: write plain text)"


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(folder: Path) -> list[str]:
    return [str(one) for one in marked(load(folder), folder, Places())]


def test_this_repository_has_none():
    assert told(REPOSITORY) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (IVIG, "a drip", "a <b>drip</b>", f"3:11: `answer`: HTML (“<b>”) {NO_EFFECT}"),
        (IVIG, "a drip", "a&nbsp;drip", f"3:10: `answer`: HTML (“&nbsp;”) {NO_EFFECT}"),
        (IVIG, "a drip", "a drip<br>", f"3:15: `answer`: HTML (“<br>”) {NO_EFFECT}"),
        (IVIG, "question: What", "question: <i>What</i>", f"1:11: `question`: HTML (“<i>”) {NO_EFFECT}"),
        (IVIG, "question:", "label: IVIG <i>\nquestion:", f"1:13: `label`: HTML (“<i>”) {NO_EFFECT}"),
        (IVIG, "a drip", "a **drip**", f"3:11: `answer`: Markdown (“**drip**”) {NO_EFFECT}"),
        (IVIG, "a drip", "a *drip* x", f"3:11: `answer`: Markdown (“*drip*”) {NO_EFFECT}"),
        (IVIG, "a drip", "a __drip__", f"3:11: `answer`: Markdown (“__drip__”) {NO_EFFECT}"),
        (IVIG, "a drip", "a `drip`", f"3:11: `answer`: Markdown (“`drip`”) {NO_EFFECT}"),
        (IVIG, TEXT, f"{TEXT}\n  ## More\n", f"5:3: `answer`: a heading of Markdown (“## More”) {NO_EFFECT}"),
        (IVIG, "a drip", "a [drip](https://x.org)", "3:11: `answer`: a link of Markdown (“[drip](https://x.org)”) has no effect (write the address itself, or name the page)"),
        (IVIG, TEXT, f"{TEXT}\n  1. One.\n  2. Two.\n", "5:3: `answer`: a numbered list (“1.”) has no effect (its items would run together: start each with a hyphen and a space)"),
        (COMMUNITY, "disclaimer: ", "disclaimer: Read **this**. ", f"3:18: `disclaimer`: Markdown (“**this**”) {NO_EFFECT}"),
        ("organisations.yaml", "about: ", "about: <b>x</b> ", f"7:12: `about`: HTML (“<b>”) {NO_EFFECT}"),
    ],
)  # fmt: skip
def test_it_is_one_problem_at_its_place(small_faq: Path, file: str, old: str, new: str, problem: str):
    change(small_faq / file, old, new)

    assert told(small_faq) == [f"faq/en/{file}:{problem}"]


def test_it_must_be_mended_and_yet_the_bot_goes_on_with_it(small_faq: Path):
    change(small_faq / IVIG, "a drip", "a **drip**")
    service = Service(load(small_faq))

    found = checks.find(service, small_faq, [], date(2026, 11, 29), Places(), alike=[])
    assert [one.severity for one in found if "Markdown" in one.message] == [Severity.ERROR]


@pytest.mark.parametrize(
    "sound", ["1 < 2 & 3 > 2", "2 * 3 * 4", "a_b_c", "On 3. May", "Tell *anyone", "[sic] (so)", "#1 of 2"]
)
def test_signs_that_are_no_markup_pass(small_faq: Path, sound: str):
    change(small_faq / IVIG, "a drip", f"a drip {sound}")

    assert told(small_faq) == []


def test_phrases_may_hold_any_sign(small_faq: Path):
    change(small_faq / IVIG, "  - what is ivig\n", "  - what is **ivig** <3\n")

    assert told(small_faq) == []
