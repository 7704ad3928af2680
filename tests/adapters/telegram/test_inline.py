"""Inline mode: what members are offered as they type after the bot's name, and what becomes of what they choose."""

from typing import TYPE_CHECKING

import pytest

from bot.model import Kind

if TYPE_CHECKING:
    from conftest import Stage

DISCLAIMER = "This is general information, not medical advice. Please ask your own doctor or nurse about your care, and never put that off because of what you read here."


def typed(stage: "Stage", words: str) -> list[dict]:
    """What the bot offers for these words."""
    query = stage.anna.types_inline(words)
    stage.hear()
    return query.results


def test_the_likeliest_entry_is_offered_first_with_its_first_words(stage: "Stage"):
    first = typed(stage, "is it catching")[0]

    assert first["title"] == "Is MMN contagious?"
    assert first["description"].startswith("MMN is not contagious: you cannot catch it")
    assert len(first["description"]) == 120


@pytest.mark.parametrize("words", ["", "i", "ivig", "my hand"])
def test_at_most_ten_are_offered_however_little_was_typed(stage: "Stage", words: str):
    assert len(typed(stage, words)) == 10


@pytest.mark.parametrize("words", ["zzz zzz", "🙂", "pizza", "who won the match"])
def test_what_is_not_there_is_said_to_be_not_found_with_a_way_to_ask(stage: "Stage", words: str):
    query = stage.anna.types_inline(words)
    stage.hear()

    assert query.results == []
    assert query.answer
    assert query.answer["button"]["text"] == "Nothing found. Ask me in private"
    stage.anna.says(stage.home, f"/start {query.answer['button']['start_parameter']}")
    assert stage.play(stage.home).text.startswith("MMN support community: questions and answers")


def test_without_words_the_faq_is_offered_from_its_start(stage: "Stage"):
    faq = stage.service.faq
    entries = [entry for theme in faq.themes for entry in faq.in_theme(theme)]

    assert [result["title"] for result in typed(stage, "")] == [entry.question for entry in entries[:10]]


def test_an_emergency_comes_first_with_its_numbers(stage: "Stage"):
    first = typed(stage, "I can't breathe")[0]

    assert first["title"] == "Trouble breathing or swallowing right now"
    assert "United Kingdom: 999 / 112" in first["input_message_content"]["message_text"]


def test_a_personal_decision_comes_first(stage: "Stage"):
    assert typed(stage, "should I stop my ivig")[0]["title"] == "Should I start, stop, skip or delay a treatment?"


def test_what_is_chosen_reads_as_any_answer_and_leads_to_a_private_chat(stage: "Stage"):
    typed(stage, "is it catching")

    chosen = stage.anna.chooses_inline("contagious", stage.club)

    assert chosen.text.startswith("Is MMN contagious?\nYou cannot catch MMN from anyone")
    assert chosen.text.endswith(DISCLAIMER)
    assert chosen.buttons == [[("Ask me in private", "https://t.me/mmn_support_bot?start=contagious")]]


def test_the_private_chat_opens_with_the_same_answer(stage: "Stage"):
    stage.anna.says(stage.home, "/start contagious")

    assert stage.play(stage.home).text.startswith("Is MMN contagious?")


@pytest.mark.parametrize("listening", [False, True])
def test_the_bot_does_not_answer_what_a_member_sent_by_way_of_it(stage: "Stage", listening: bool):  # noqa: FBT001
    stage.api.privacy = False
    if listening:
        stage.ben.says(stage.club, "/listen on")
        stage.hear()
    typed(stage, "is it catching")
    stage.anna.chooses_inline("contagious", stage.club)

    assert stage.is_silent()


def test_links_in_what_is_chosen_have_no_previews(stage: "Stage"):
    contents = [result["input_message_content"] for result in typed(stage, "ivig")]

    assert [content["link_preview_options"] for content in contents] == [{"is_disabled": True}] * 10


def test_every_entry_that_can_be_found_can_be_sent(stage: "Stage"):
    for entry in stage.service.faq.entries.values():
        if entry.kind in {Kind.ANSWER, Kind.SIGNPOST}:
            assert entry.id in [result["id"] for result in typed(stage, entry.question)]
