"""A country that a member chose for the numbers to call: remembered for what they alone see, and for no channel."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Stage

CRY = "I want to end my life"
BUTTON, SHARE = "Numbers for my country", "Show to everyone"


def test_the_countries_fit_into_one_list(stage: "Stage"):
    card = stage.ask(CRY)

    stage.tap(card, BUTTON)

    (menu,) = card.selects
    assert len(menu.options) == len(stage.service.faq.numbers) + 1  # and the one that leads back


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


def test_a_cry_by_command_in_a_channel_is_seen_by_the_member_alone_and_has_their_numbers(stage: "Stage"):
    card = stage.slash("urgent").response
    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)

    cry = stage.slash("ask", question=CRY).response

    assert (cry.ephemeral, "988" in cry.text) == (True, False)


def test_the_card_is_shown_to_everyone_with_everybodys_numbers_and_the_page_of_a_country_is_not(stage: "Stage"):
    card = stage.slash("urgent").response
    for label in (BUTTON, "Ireland"):
        stage.tap(card, label)
    own = stage.slash("urgent").response

    shared = stage.tap(own, SHARE).response

    assert SHARE not in card.labels
    assert ("988" in own.text, "988" in shared.text, shared.ephemeral) == (False, True, False)
