"""The examples of signs: each finding that fails is told with its place and the remedy."""

from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.content.places import Places
from bot.model import Incoming, Outcome
from bot.moderating import examples

PLACE = "faq/en/safety/breathing.yaml"


@pytest.fixture(autouse=True)
def _beside_the_faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _failing(folder: Path) -> list[str]:
    return [str(problem) for problem in examples.failing(Service(load(folder)), Places())]


def _change(folder: Path, old: str, new: str) -> None:
    file = folder / "safety" / "breathing.yaml"
    whole = file.read_text(encoding="utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new), encoding="utf-8")


def test_examples_that_hold_are_no_problem(small_faq: Path):
    assert _failing(small_faq) == []


def test_a_sign_that_misses_what_it_must_catch_is_told(small_faq: Path):
    _change(small_faq, "she can not even breathe", "breathe she can not")

    told = "the sign `can not ... breathe|breath` does not find `breathe she can not`"
    assert _failing(small_faq) == [f"{PLACE}:8:34: {told} (widen the sign, or take the example out)"]


def test_a_sign_that_finds_what_it_must_not_is_told(small_faq: Path):
    _change(small_faq, "can you breathe", "you can not hear my breath")

    told = "the sign `can not ... breathe|breath` finds `you can not hear my breath`"
    assert _failing(small_faq) == [
        f"{PLACE}:9:30: {told} (add words to the sign that this example lacks, or take the example out)"
    ]


def test_an_example_is_read_as_a_message_is(small_faq: Path):
    _change(small_faq, "i can not breathe, she", "I CAN NOT BREATE, she")

    assert _failing(small_faq) == []


def test_what_the_signs_of_this_repository_catch_is_an_emergency(service: Service):
    caught = [example for entry in service.faq.entries.values() for sign in entry.signs for example in sign.catches]

    assert caught
    for example in caught:
        for addressed in (True, False):
            assert service.explain(Incoming(example, addressed=addressed)).decision.outcome is Outcome.URGENT, example
