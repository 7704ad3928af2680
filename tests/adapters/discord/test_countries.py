"""A country that a member chose for the numbers to call: remembered for what they alone see, and for no channel."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Stage

CRY = "I want to end my life"
BUTTON = "Numbers for my country"


def test_the_countries_fit_into_one_list(stage: "Stage"):
    card = stage.ask(CRY)

    stage.tap(card, BUTTON)

    (menu,) = card.selects
    assert len(menu.options) == len(stage.service.faq.numbers) + 1  # and the one that removes the answer


def test_a_country_chosen_in_private_is_remembered_for_commands_too_and_for_no_channel(stage: "Stage"):
    home = stage.anna.dm()
    card = stage.ask(CRY, home)
    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)
    stage.restart()

    assert card.text.startswith("Numbers to call: Ireland")
    assert "988" not in stage.ask(CRY, home).text
    assert "Ireland: 112 / 999" in stage.slash("urgent").response.text
    assert "988" in stage.slash("urgent", by=stage.cara).response.text
    assert "988" in stage.ask(CRY).text


def test_a_card_that_a_member_alone_sees_is_theirs(stage: "Stage"):
    card = stage.slash("urgent").response
    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)

    assert card.text.startswith("Numbers to call: Ireland")
    assert "988" not in stage.ask(CRY, stage.anna.dm()).text


def test_in_a_channel_the_asker_sees_the_numbers_and_nothing_is_remembered(stage: "Stage"):
    card = stage.ask(CRY)
    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)

    assert card.text.startswith("Numbers to call: Ireland")
    assert "988" in stage.ask(CRY).text
    assert "988" in stage.slash("urgent").response.text


def test_another_member_gets_the_list_alone_and_is_remembered(stage: "Stage"):
    card = stage.ask(CRY)

    countries = stage.tap(card, BUTTON, by=stage.cara).response
    stage.tap(countries, "Ireland", by=stage.cara)

    assert "988" in card.text
    assert "Ireland: 112 / 999" in stage.slash("urgent", by=stage.cara).response.text
    assert "988" in stage.slash("urgent").response.text


def test_forgetme_forgets_the_country(stage: "Stage"):
    card = stage.slash("urgent").response
    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)

    assert "which country you chose" in stage.slash("forgetme").response.text
    assert "988" in stage.slash("urgent").response.text
