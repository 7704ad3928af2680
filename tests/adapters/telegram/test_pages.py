"""The commands that show a page, and links to answers."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.service import Service
from bot.content import load

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
MENU = "What would you like to know?"


@pytest.mark.parametrize("group", [False, True], ids=["private", "group"])
@pytest.mark.parametrize(
    ("said", "title", "told"),
    [
        ("/start", "MMN support community: questions and answers", "I am not a doctor"),
        ("/start contagious", CATCHING, "No, MMN is not contagious"),
        ("/start no-such-entry", "MMN support community: questions and answers", "I am not a doctor"),
        ("/help", "How to ask me", "write /ask and your question"),
        ("/topics", MENU, "Choose a theme."),
        ("/support", "Support organizations", "CIDP Italia"),
        ("/urgent", "If you need help now", "United Kingdom, Ireland: Samaritans 116 123"),
        ("/privacy", "What happens to your words", "I never store or log what you write"),
        ("/forgetme", "What I hold about you", "I hold nothing about you."),
        ("/about", "MMN support community: the question bot", "I am a program, not a doctor."),
    ],
)
def test_a_command_shows_its_page(stage: "Stage", said: str, title: str, told: str, group: bool):  # noqa: FBT001
    chat = stage.club if group else stage.home
    stage.anna.says(chat, said)

    page = stage.play(chat)

    assert page.text.splitlines()[0] == title
    assert told in page.text
    assert ("blockquote" in page.html) == (said == "/start contagious")


@pytest.mark.parametrize("said", ["/help@rosie_bot", "/start@rosie_bot"])
def test_commands_to_another_bot_are_left_alone(stage: "Stage", said: str):
    stage.api.privacy = False
    stage.anna.says(stage.club, said)

    assert stage.is_silent()


def test_a_link_to_an_answer_that_was_removed_since_welcomes(stage: "Stage", small_faq: Path):
    stage.anna.says(stage.home, "/start causes")
    assert stage.play(stage.home).text.startswith("What causes MMN?")

    stage.service = Service(load(small_faq))
    stage.anna.says(stage.home, "/start causes")

    assert stage.play(stage.home).text.startswith("MMN support community: questions and answers")


def test_forgetme_tells_how_much_it_knew_and_knows_nothing_then(stage: "Stage"):
    stage.ask("is it catching?")
    stage.ask("is it catching?", stage.home)
    stage.ben.says(stage.club, "/help")

    told = []
    for _ in range(2):
        stage.anna.says(stage.home, "/forgetme")
        told.append(stage.play(stage.home).text.splitlines()[-1])

    assert told[0].startswith("I knew, as a code, for which of my latest answers you had asked or voted (2)")
    assert told[1] == "I hold nothing about you. There is nothing to erase."
