"""A new FAQ for another condition: what is written, and what is copied."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.content import load
from bot.content.language_shapes import CHOOSING
from bot.moderating.starter import starter

TODAY = date(2026, 11, 29)


@pytest.fixture
def made(small_faq: Path) -> dict[str, str]:
    """A new FAQ from the small one, which is about MMN."""
    return starter(load(small_faq), small_faq, "long Covid", TODAY)


def test_every_sample_names_the_new_condition_and_the_day(made: dict[str, str]):
    assert "question: What is long Covid?" in made["answers/basics/what-is-it.yaml"]
    assert "reviewed: 2026-11-29" in made["answers/basics/what-is-it.yaml"]
    assert not [path for path, text in made.items() if "CONDITION" in text or "TODAY" in text]


def test_the_lines_of_the_bot_speak_of_the_new_condition(made: dict[str, str]):
    assert made["community.yaml"].startswith("name: Long Covid support community\n")
    assert "welcome_text: Ask me about long Covid in your own words." in made["community.yaml"]
    assert "MMN" not in made["community.yaml"].replace("MMN_BOT_KEY", "")


def test_emergencies_and_numbers_are_copied_as_they_are(small_faq: Path, made: dict[str, str]):
    assert made["safety/breathing.yaml"] == (small_faq / "safety/breathing.yaml").read_text(encoding="utf-8")
    assert made["../numbers.yaml"] == (small_faq / "../numbers.yaml").read_text(encoding="utf-8")
    assert "safety/dose.yaml" not in made  # a personal decision speaks of treatments


def test_an_emergency_that_speaks_of_the_old_condition_is_left_out_with_its_cries(small_faq: Path):
    file = small_faq / "safety/breathing.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Call your", "MMN is slow. Call your"), encoding="utf-8")

    made = starter(load(small_faq), small_faq, "long Covid", TODAY)

    assert "safety/breathing.yaml" not in made
    assert made["other-languages.yaml"] == "{}\n"


def test_the_old_condition_becomes_another_one(made: dict[str, str]):
    words = made["words.yaml"]

    assert "own_condition: [long covid]" in words
    assert "mmn: [multifocal motor neuropathy, m m n]" in words.partition("other_conditions:")[2]
    assert "mmn" not in words.partition("other_conditions:")[0]


def test_a_condition_that_was_another_one_is_that_no_more(small_faq: Path):
    words = starter(load(small_faq), small_faq, "Pinched nerve", TODAY)["words.yaml"]

    assert "own_condition: [pinched nerve]" in words
    assert "sciatica" not in words


def test_how_members_choose_in_words_is_the_same_for_every_condition(small_faq: Path):
    path, choosing = small_faq / "words.yaml", {key: [f"the {key} one"] for key in CHOOSING}
    path.write_text(f"{path.read_text('utf-8')}\n{yaml.safe_dump({'choosing': choosing})}", "utf-8")

    words = starter(load(small_faq), small_faq, "long Covid", TODAY)["words.yaml"]

    assert yaml.safe_load(words)["choosing"] == choosing
