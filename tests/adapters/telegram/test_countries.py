"""A country that a member chose for the numbers to call: remembered in private, and in a group for nobody."""

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from loopback.telegram import Chat, Posted

from bot.errors import StorageError

if TYPE_CHECKING:
    from conftest import Stage

CRY = "I want to end my life"
BUTTON = "Numbers for my country"
DOUBTED = "felt faint earlier"
FORGOT, NOTHING = "That is erased now.", "I hold nothing that leads to you."


def chooses(stage: "Stage", country: str, chat: Chat | None = None) -> Posted:
    card = stage.ask(CRY, chat)
    stage.tap(card, BUTTON)
    stage.tap(card, country)
    return card


def page(stage: "Stage", command: str, chat: Chat) -> str:
    stage.anna.says(chat, command)
    return stage.play(chat).text


def test_the_countries_stand_two_in_a_row(stage: "Stage"):
    card = stage.ask(CRY, stage.home)

    stage.tap(card, BUTTON)

    assert card.text.startswith("Where are you?")
    rows = [len(row) for row in card.buttons]
    assert (rows[1], sum(rows)) == (2, len(stage.service.faq.numbers) + 1)
    assert card.labels[-1] == "Back"


def test_a_country_chosen_in_private_is_remembered_after_a_restart_too(stage: "Stage"):
    card = chooses(stage, "Ireland", stage.home)
    stage.restart()

    assert card.text.startswith("Numbers to call: Ireland")
    assert "Pieta: 1800 247 247 (free, 24/7)" in stage.ask(CRY, stage.home).text
    assert "988" not in stage.home.last.text
    assert "Ireland: 112 / 999" in page(stage, "/urgent", stage.home)
    assert stage.home.last.labels == ["Numbers for another country"]


def test_it_is_the_members_own_and_none_of_the_groups(stage: "Stage"):
    chooses(stage, "Ireland", stage.home)

    assert "988" in stage.ask(CRY).text
    assert BUTTON in stage.club.last.labels


def test_in_a_group_a_tap_shows_the_numbers_and_nothing_is_remembered(stage: "Stage"):
    card = chooses(stage, "Ireland")

    assert card.text.startswith("Numbers to call: Ireland")
    assert "988" in stage.ask(CRY).text
    assert "988" in stage.ask(CRY, stage.home).text


def test_a_country_that_is_typed_in_reply_to_the_list_is_chosen_too(stage: "Stage"):
    card = stage.ask(CRY, stage.home)
    stage.tap(card, BUTTON)

    stage.anna.says(stage.home, "ireland", reply_to=card)

    assert stage.play(stage.home).text.startswith("Numbers to call: Ireland")
    assert "988" not in stage.ask(CRY, stage.home).text


def test_forgetme_forgets_the_country(stage: "Stage"):
    chooses(stage, "Ireland", stage.home)

    told = [page(stage, "/forgetme", stage.home) for _ in range(2)]

    assert "which country you chose" in told[0]
    assert NOTHING not in told[0]
    assert NOTHING in told[1]
    assert "988" in stage.ask(CRY, stage.home).text


def test_a_store_that_fails_costs_nobody_the_numbers(stage: "Stage", caplog: pytest.LogCaptureFixture):
    async def fails(*_: object) -> None:
        raise StorageError("the disk is full")

    stage.store.country = stage.store.choose_country = fails  # type: ignore[method-assign,assignment]

    card = chooses(stage, "Ireland", stage.home)

    assert card.text.startswith("Numbers to call: Ireland")
    assert "988" in stage.ask(CRY, stage.home).text
    told = {record.getMessage() for record in caplog.records}
    assert told == {"the country that somebody chose cannot be read or kept: the disk is full"}
    caplog.clear()


def test_a_store_that_hangs_holds_the_numbers_up_for_a_moment_only(stage: "Stage"):
    async def hangs(*_: object) -> str:
        await asyncio.sleep(60)
        return "IE"

    stage.store.country = hangs  # type: ignore[method-assign,assignment]
    begun = time.monotonic()

    assert "988" in stage.ask(CRY, stage.home).text
    assert time.monotonic() - begun < 30


def test_what_may_be_an_emergency_tells_the_number_of_the_members_own_country(stage: "Stage"):
    chooses(stage, "Ireland", stage.home)
    stage.ask("thanks", stage.home)  # right behind the card, the numbers themselves would come once more

    assert "Call 112 / 999, and say where you are." in stage.ask(DOUBTED, stage.home).text
    assert "Call your emergency number (999, 911 or 112)" in stage.ask(DOUBTED).text


@pytest.mark.usefixtures("quick_telegram")
def test_who_has_tapped_more_than_one_may_still_gets_the_numbers(stage: "Stage"):
    menu, card = stage.ask("", stage.home), stage.ask(CRY, stage.home)
    taps = [stage.anna.taps(menu, data="topics") for _ in range(21)]
    stage.hear()

    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)

    assert taps[-1].answer
    assert taps[-1].answer["text"].startswith("That was a lot")
    assert card.text.startswith("Numbers to call: Ireland")
