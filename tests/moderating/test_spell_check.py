"""Slips of typing in what members read are told with their place and the word that was meant; sound texts pass."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.content.places import Places
from bot.model import Severity
from bot.moderating import checks
from bot.moderating.spell_check import Dictionary, misspelt

REPOSITORY = Path(__file__).parents[2] / "faq" / "en"
ADD = "If it is right, add it to everyday-words.txt, or a name to names/"


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def faq(small_faq: Path) -> Path:
    """The small FAQ with the words of English."""
    shutil.copy(REPOSITORY / "everyday-words.txt", small_faq)
    return small_faq


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folder: Path) -> list[str]:
    faq = load(folder)
    return [str(one) for one in misspelt(faq.entries.values(), Dictionary(faq), Places())]


def test_the_entries_of_this_repository_have_no_slip():
    assert told(REPOSITORY) == []


def test_a_slip_is_told_where_it_stands_with_what_was_meant(faq: Path):
    change(faq / "answers/treatment/ivig.yaml", "a drip of antibodies", "a drip of antibodys")
    change(
        faq / "answers/basics/contagious.yaml", "question: Is MMN", "short: You can not recieve it.\nquestion: Is MMN"
    )
    change(faq / "signposts/fatigue.yaml", "question: ", "label: Beeing tired\nquestion: ")
    place = "faq/en/answers"

    assert told(faq) == [
        f"{place}/basics/contagious.yaml:1:20: warning: `recieve` is in no word list (did you mean `receive`? {ADD})",
        f"{place}/treatment/ivig.yaml:3:19: warning: `antibodys` is in no word list (did you mean `antibodies`? {ADD})",
        f"faq/en/signposts/fatigue.yaml:1:8: warning: `Beeing` is in no word list (did you mean `being`? {ADD})",
    ]


def test_check_tells_of_it_as_a_warning(faq: Path):
    change(faq / "answers/treatment/ivig.yaml", "a drip of antibodies", "a drip of antibodys")

    found = checks.warnings(Service(load(faq)), faq, date(2026, 11, 29), Places())
    assert [one.severity for one in found if "`antibodys`" in one.message] == [Severity.WARNING]


@pytest.mark.parametrize(
    "sound",
    [
        "Ask Lou Gehrig's nurse, Muskelsvindfonden or McDonald.",
        "An EMG, IVIg, your GP's letter, the OTs: all fine.",
        "See https://exmaple.org/qwxyz, exmaple.org, qwxyz@exmaple.org or /forgetme.",
        "The colour of a child's tumour, the nurses' rota.",
    ],
)
def test_names_addresses_and_abbreviations_are_no_slips(sound: str):
    assert Dictionary(load(REPOSITORY)).unknown(sound) == []


def test_members_phrases_are_neither_checked_nor_a_model(faq: Path):
    change(faq / "answers/treatment/ivig.yaml", "- what is ivig", "- what is a drpi")
    assert told(faq) == []

    change(faq / "answers/treatment/ivig.yaml", "a drip of", "a drpi of")
    assert ["`drpi`" in one for one in told(faq)] == [True]


def test_an_faq_without_the_words_of_its_language_is_not_checked(small_faq: Path):
    change(small_faq / "answers/treatment/ivig.yaml", "a drip of antibodies", "a drip of antibodys")

    assert told(small_faq) == []
