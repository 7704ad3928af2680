"""What is counted of all that members do, and that no answer waits for it."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.adapters import patience
from bot.errors import StorageError

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"


def test_a_question_is_counted_with_what_came_of_it(stage: "Stage"):
    stage.ask("is mmn catching?")
    stage.ask("hands")
    stage.ask("can I get pregnant with MMN?")
    stage.ask("should I stop my ivig?")
    stage.ask("I can't breathe")

    assert stage.counted() == {
        ("answer", ""): 1,
        ("shown", "contagious"): 1,
        ("suggest", ""): 1,
        ("not-covered", ""): 1,
        ("shown", "pregnancy"): 1,
        ("care-team", ""): 1,
        ("shown", "start-stop-treatment"): 1,
        ("urgent", ""): 1,
        ("shown", "breathing-emergency"): 1,
    }


def test_an_answer_that_a_tap_or_a_link_opens_is_counted_as_shown(stage: "Stage"):
    stage.anna.says(stage.home, "/start causes")
    stage.tap(stage.play(stage.home), "More on: What MMN is")
    stage.tap(stage.home.last, CATCHING)

    assert stage.counted() == {("shown", "causes"): 1, ("shown", "contagious"): 1}


def test_none_of_these_is_counted(stage: "Stage"):
    stage.tap(stage.ask("hands"), "None of these")
    other = stage.ask("does mmn run in families")
    stage.tap(other, "Not this one")
    stage.tap(other, "None of these")

    assert stage.counted()["none", ""] == 2


def test_a_choice_in_words_is_counted_as_its_tap_and_not_as_a_question(stage: "Stage"):
    for said in ("hands", "none of these", "all topics", "does mmn run in families", "more"):
        stage.anna.says(stage.home, said)
        assert stage.play(stage.home).text

    assert stage.counted() == {("suggest", ""): 1, ("none", ""): 1, ("not-covered", ""): 1, ("shown", "heredity"): 1}


def test_ordinary_talk_is_no_question(stage: "Stage"):
    stage.anna.says(stage.home, "thank you so much")

    assert stage.play(stage.home).text
    assert stage.counted() == {}


def test_of_what_is_overheard_only_what_is_answered_is_counted(stage: "Stage"):
    stage.api.privacy = False
    stage.ben.says(stage.club, "/listen on")
    stage.anna.says(stage.club, "thanks everyone, had my ivig today")
    stage.hear()
    assert stage.counted() == {}

    stage.anna.says(stage.club, "is mmn catching?")
    assert stage.play().text.startswith(CATCHING)
    assert stage.counted() == {("answer", ""): 1, ("shown", "contagious"): 1}


def test_a_count_that_fails_costs_no_answer_and_is_logged(stage: "Stage", caplog: pytest.LogCaptureFixture):
    async def fails(*_: object) -> None:
        raise StorageError("the disk is full")

    stage.store.count = fails

    assert stage.ask("is mmn catching?").text.startswith(CATCHING)
    assert {record.getMessage() for record in caplog.records} == {"something could not be counted: the disk is full"}
    caplog.clear()


def test_a_store_that_hangs_holds_no_answer_up(stage: "Stage", monkeypatch: pytest.MonkeyPatch):
    async def hangs(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    first = stage.ask("is mmn catching?")
    monkeypatch.setattr(patience, "SECONDS", 0.01)
    for call in ("count", "answer_at", "answer_to", "same_answer", "remember"):
        setattr(stage.store, call, hangs)

    assert [stage.ask(words).text.partition("\n")[0] for words in ("is mmn catching?", "can it be cured?")] == [
        CATCHING,
        "Is there a cure for MMN?",
    ]
    stage.tap(first, "Helpful")
    stage.tap(first, "More")
    assert first.text.startswith(CATCHING)
