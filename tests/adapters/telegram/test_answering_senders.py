"""Moderators answer what members sent them, and nobody learns who asked."""

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback.telegram import Chat, Posted

from bot.adapters import moderator_tasks
from bot.answering.service import Service
from bot.content import load

if TYPE_CHECKING:
    from conftest import Stage

ASKED = "hands"
WORDS = "Hamsters do.\n\nAsk your vet."
SEND, YES, FOR_ANSWER = "Ask a moderator", "Yes, send it", "Send it, and bring me the answer"
ANSWERED, DONE = "Answered. The member has your words.", "Done."
UNWANTED = "Nobody waits for an answer to this question, so nothing was sent. It is marked as done."
UNREACHED = "I am not allowed to write to this member"
USAGE = "Reply with /answer and your words to a question that a member sent."


def sent(stage: "Stage", mods: Chat, how: str = FOR_ANSWER, chat: Chat | None = None) -> Posted:
    """The question as it stands in the moderators' chat."""
    reply = stage.ask(ASKED, chat)
    for label in (*(["Not this one"] if "Not this one" in reply.labels else []), "None of these", SEND, how):
        if label in reply.labels:
            stage.tap(reply, label)
    return mods.last


def answer(stage: "Stage", mods: Chat, question: Posted, words: str = WORDS) -> Posted:
    """What the bot says to Ben's /answer to a question."""
    stage.ben.says(mods, f"/answer {words}", reply_to=question)
    return stage.play(mods)


def test_an_answer_is_brought_in_private_to_who_asked_for_it(stage: "Stage", mods: Chat):
    question = sent(stage, mods)
    assert "To answer it, reply to this with /answer" in question.text

    told = answer(stage, mods, question)

    assert told.text == ANSWERED
    assert stage.home.last.text == "The moderators answer what you asked them\n\nHamsters do.\n\nAsk your vet."
    assert question.text.endswith(f"\n\n{ANSWERED}")
    assert ASKED in question.text


@pytest.mark.parametrize("command", ["/answer?", "/answer: ", "/answer(yes) ", "/answer - "])
def test_a_sign_behind_the_command_leaves_the_words_as_they_are(stage: "Stage", mods: Chat, command: str):
    question = sent(stage, mods)

    stage.ben.says(mods, f"{command}Hamsters do.", reply_to=question)

    assert stage.play(mods).text == ANSWERED
    behind = {"/answer(yes) ": "(yes) Hamsters do.", "/answer - ": "- Hamsters do."}.get(command, "Hamsters do.")
    assert stage.home.last.text.endswith(f"\n\n{behind}")


def answer_elsewhere(stage: "Stage", words: str = WORDS) -> str:
    """What a moderator is told who answers the only kept question from the workbench."""
    [waits] = asyncio.run(stage.store.posts_that_wait())
    chats = stage.conversation.moderator_chats
    _, told = stage.runner.run(moderator_tasks.answers_question(chats, stage.service, waits.question, words))
    return told


def test_answered_from_the_workbench_the_question_in_the_chat_says_so(stage: "Stage", mods: Chat):
    stage.has_key()
    question = sent(stage, stage.mods or mods)

    assert answer_elsewhere(stage) == ANSWERED
    assert question.text.endswith(f"\n\n{ANSWERED}")
    assert ASKED in question.text
    assert "To answer it" not in question.text
    assert stage.home.last.text.endswith("Ask your vet.")


def test_a_question_that_was_removed_from_the_chat_is_answered_all_the_same(
    stage: "Stage", mods: Chat, caplog: pytest.LogCaptureFixture
):
    stage.has_key()
    question = sent(stage, stage.mods or mods)
    stage.ben.deletes(question)

    assert answer_elsewhere(stage) == ANSWERED
    assert "could not be marked as answered" in caplog.text
    assert ASKED not in caplog.text
    caplog.clear()


def test_nothing_in_the_moderators_chat_or_in_the_store_tells_who_asked(stage: "Stage", mods: Chat):
    question = sent(stage, mods)

    with sqlite3.connect(stage.store.folder / "store.sqlite3") as store:
        [row] = store.execute("SELECT * FROM question_posts").fetchall()
    assert str(stage.anna.id) not in str(row)
    answer(stage, mods, question)
    assert not any(str(stage.anna.id) in f"{message.text} {message.html}" for message in mods.messages)


def test_once_it_is_answered_nobody_knows_whose_it_was(stage: "Stage", mods: Chat):
    question = sent(stage, mods)
    answer(stage, mods, question)

    kept = asyncio.run(stage.store.post_at(f"telegram:{mods.id}", question.id))
    assert (kept.asker, kept.sealed, kept.done) == ("", b"", True)
    assert answer(stage, mods, question).text == UNWANTED


def test_of_two_moderators_who_answer_at_once_one_does_and_the_other_is_told(stage: "Stage", mods: Chat):
    question, cara = sent(stage, mods), stage.api.person("Cara")
    cara.joins(mods)
    stage.hear()
    before = len(stage.home.from_bot), len(mods.from_bot)
    for who, words in ((stage.ben, "Hamsters do."), (cara, "Hamsters do not.")):
        who.says(mods, f"/answer {words}", reply_to=question)

    stage.hear_at_once()

    assert len(stage.home.from_bot) == before[0] + 1
    assert sorted(told.text for told in mods.from_bot[before[1] :]) == [ANSWERED, UNWANTED]
    assert question.text.endswith(f"\n\n{ANSWERED}")


def test_a_question_stays_open_where_the_member_is_not_reached_however_that_is_worded(
    stage: "Stage", mods: Chat, small_faq: Path, caplog: pytest.LogCaptureFixture
):
    question = sent(stage, mods, chat=stage.home)
    community = small_faq / "community.yaml"
    text = community.read_text(encoding="utf-8")
    [unreached] = [line for line in text.splitlines() if line.startswith("  answer_unreached: ")]
    community.write_text(text.replace(unreached, f"  answer_unreached: {ANSWERED}"), encoding="utf-8")
    stage.service = Service(load(small_faq))
    stage.api.blocks(stage.anna)
    stage.hear()

    answer(stage, mods, question)

    assert not question.text.endswith(ANSWERED)
    caplog.clear()


def test_who_did_not_ask_for_an_answer_gets_none(stage: "Stage", mods: Chat):
    question = sent(stage, mods, YES)
    before = len(stage.home.from_bot)

    assert answer(stage, mods, question).text == UNWANTED
    assert len(stage.home.from_bot) == before


@pytest.mark.parametrize("how", [YES, FOR_ANSWER])
def test_without_words_it_is_marked_as_done(stage: "Stage", mods: Chat, how: str):
    question = sent(stage, mods, how)

    assert answer(stage, mods, question, "").text == DONE
    assert question.text.endswith(f"\n\n{DONE}")


def test_a_member_who_cannot_be_reached_is_told_of_and_can_be_answered_later(
    stage: "Stage", mods: Chat, caplog: pytest.LogCaptureFixture
):
    question = sent(stage, mods, chat=stage.home)
    stage.api.blocks(stage.anna)
    stage.hear()

    assert answer(stage, mods, question).text.startswith(UNREACHED)

    caplog.clear()
    stage.api.unblocks(stage.anna)
    stage.hear()
    assert answer(stage, mods, question).text == ANSWERED


def test_a_restart_loses_no_address(stage: "Stage", mods: Chat):
    question = sent(stage, mods)
    stage.restart()

    assert answer(stage, mods, question).text == ANSWERED


def test_who_is_forgotten_is_answered_no_more(stage: "Stage", mods: Chat):
    question = sent(stage, mods)
    stage.anna.says(stage.home, "/forgetme")
    assert stage.play(stage.home).text.startswith("What I hold about you")

    assert answer(stage, mods, question).text == UNWANTED


def test_talk_about_a_question_is_not_said_to_the_bot(stage: "Stage", mods: Chat):
    question = sent(stage, mods)
    for said in ("is it catching?", "I can answer that"):
        stage.ben.says(mods, said, reply_to=question)
        assert stage.is_silent()

    stage.ben.says(mods, "is it catching?", reply_to=answer(stage, mods, question))
    assert stage.play(mods).text.startswith("Is MMN contagious?")


@pytest.mark.parametrize("replies", [False, True])
def test_answer_to_nothing_tells_how_it_is_used(stage: "Stage", mods: Chat, replies: bool):  # noqa: FBT001  a table
    stage.ben.says(mods, "/help")
    other = stage.play(mods)
    stage.ben.says(mods, "/answer yes", reply_to=other if replies else None)

    assert stage.play(mods).text.startswith(USAGE)


def test_alone_with_the_bot_a_message_of_the_same_number_is_no_question(stage: "Stage", mods: Chat):
    question, alone = sent(stage, mods), stage.api.private(stage.ben)
    stage.ben.says(alone, "/help")
    other = stage.play(alone)
    other.id = question.id  # Telegram numbers the messages of each supergroup anew
    before = len(stage.home.from_bot)

    stage.ben.says(alone, "/answer a note to myself", reply_to=other)

    assert stage.play(alone).text.startswith(USAGE)
    assert len(stage.home.from_bot) == before
    assert answer(stage, mods, question).text == ANSWERED


def test_elsewhere_nobody_can_answer(stage: "Stage", mods: Chat):
    sent(stage, mods)
    stage.anna.says(stage.club, "/answer yes")

    assert stage.play().text.startswith("That is for the moderators' chat.")
