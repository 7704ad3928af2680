"""The commands that show a page, and links to answers."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.model import COMMANDS

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
MENU = "What would you like to know?"
NOT_SENT = "You cannot send a question to the moderators through me."
OFFERED = "Where I have no answer, you can choose to send your question to the moderators."
POSTED = "I post these words in the moderators' chat. They do not see who asked."
KEPT = "I keep these words, encrypted, for 90 days"


@pytest.mark.parametrize("group", [False, True], ids=["private", "group"])
@pytest.mark.parametrize(
    ("said", "title", "told"),
    [
        ("/start", "MMN support community: questions and answers", "I am not a doctor"),
        ("/start contagious", CATCHING, "MMN is not contagious"),
        ("/start no-such-entry", "MMN support community: questions and answers", "I am not a doctor"),
        ("/help", "How to ask me", "write /ask and your question"),
        ("/topics", MENU, "Choose a theme."),
        ("/support", "Support organizations", "CIDP Italia"),
        ("/urgent", "If you need help now", "United Kingdom, Ireland: 116 123 (Samaritans)"),
        ("/privacy", "What happens to your words", "I never store or log what you write"),
        ("/forgetme", "What I hold about you", "I hold nothing that leads to you."),
        ("/about", "MMN support community: the question bot", "I am a program, not a doctor."),
        (
            "/sources",
            "Where these answers come from",
            "(Takeda, a company that makes immunoglobulin), read on 2026-11-21",
        ),
    ],
)
def test_a_command_shows_its_page(stage: "Stage", said: str, title: str, told: str, group: bool):  # noqa: FBT001
    chat = stage.club if group else stage.home
    stage.anna.says(chat, said)

    page = stage.play(chat)

    assert page.text.splitlines()[0] == title
    assert told in page.text
    assert ("blockquote" in page.html) == (said == "/start contagious")


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.opens_page])
def test_every_page_opens_by_its_command_and_in_private_by_its_name(stage: "Stage", name: str):
    title = stage.service.page(name, "", stage.conversation.keeping).title

    for said in (f"/{name}", name):
        stage.anna.says(stage.home, said)
        assert stage.play(stage.home).text.splitlines()[0] == title


def test_sources_lists_every_source_by_its_title_and_the_day_it_was_read(stage: "Stage"):
    stage.anna.says(stage.home, "/sources")

    page = stage.play(stage.home)

    for source in stage.service.faq.sources.values():
        assert f"{source.title} ({source.publisher}), read on {source.accessed}" in page.text
        assert source.url in page.html
    assert "gammagard" in stage.service.faq.sources["mmn-us"].url
    assert "gammagard" not in page.text, "the name of a product is not shown"


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

    assert told[0].startswith("I knew, as a code, which of my latest answers you had asked for or voted on (2)")
    assert told[1].startswith("I hold nothing that leads to you. There is nothing to erase")


def links(stage: "Stage") -> int:
    """How many answers the store can tell something of."""
    with closing(sqlite3.connect(stage.store.folder / "store.sqlite3")) as store:
        return int(store.execute("SELECT count(*) FROM answers").fetchone()[0])


def test_after_forgetme_nothing_is_left_of_where_and_what_the_member_asked(stage: "Stage"):
    stage.ask("is it catching?")
    stage.ask("is it catching?", stage.home)
    assert links(stage) == 2

    stage.anna.says(stage.home, "/forgetme")
    stage.hear()

    assert links(stage) == 0


def test_a_restart_makes_forgetme_forget_nothing(stage: "Stage"):
    stage.ask("is it catching?")
    stage.restart()
    stage.anna.says(stage.home, "/forgetme")

    assert "which of my latest answers you had asked for or voted on (1)" in stage.play(stage.home).text


@pytest.mark.parametrize("typed", ["help", "Help", "urgent"])
def test_who_types_help_behind_the_card_of_an_emergency_gets_the_numbers(stage: "Stage", typed: str):
    stage.ask("I can't breathe", stage.home)
    stage.anna.says(stage.home, typed)

    assert "999" in stage.play(stage.home).text


@pytest.mark.parametrize(
    ("typed", "title"), [("menu", MENU), ("sources", "Where these answers come from"), ("/topics", MENU)]
)
def test_behind_that_card_a_page_leads_back_to_the_numbers(stage: "Stage", typed: str, title: str):
    stage.ask("I can't breathe", stage.home)
    stage.anna.says(stage.home, typed)

    shown = stage.play(stage.home).text
    assert shown.startswith(title)
    assert "In an emergency, send /urgent." in shown


def test_in_a_group_a_page_says_nothing_of_what_somebody_was_told_in_private(stage: "Stage"):
    stage.ask("I can't breathe", stage.home)
    stage.anna.says(stage.club, "/topics")

    assert "/urgent" not in stage.play().text


def test_once_nobody_is_in_danger_help_is_how_to_ask_again(stage: "Stage"):
    stage.ask("I can't breathe", stage.home)
    for said in ("I am fine, nobody is in danger", "help"):
        stage.anna.says(stage.home, said)
        shown = stage.play(stage.home)

    assert shown.text.startswith("How to ask me")


# ---- what is kept, by the settings -----------------------------------------------------------------------------------


def privacy(stage: "Stage") -> str:
    stage.anna.says(stage.home, "/privacy")
    return stage.play(stage.home).text


def test_without_moderators_or_a_key_privacy_says_that_nothing_can_be_sent(stage: "Stage"):
    told = privacy(stage)

    assert NOT_SENT in told
    assert "All of this stays on the computer that runs me." in told
    assert not any(line in told for line in (OFFERED, POSTED, KEPT))


@pytest.mark.parametrize(("mods", "key"), [(True, False), (False, True), (True, True)])
def test_privacy_tells_what_becomes_of_a_question_that_is_sent(stage: "Stage", mods: bool, key: bool):  # noqa: FBT001
    if mods:
        stage.has_moderators()
    if key:
        stage.has_key()

    told = privacy(stage)

    assert [line in told for line in (NOT_SENT, OFFERED, POSTED, KEPT)] == [False, True, mods, key]


def test_privacy_tells_where_what_is_kept_is_in_a_database_elsewhere(stage: "Stage"):
    stage.here = False
    stage.restart()

    told = privacy(stage)

    assert "All of this is kept in a database that belongs to whoever runs me." in told
    assert "stays on the computer" not in told
