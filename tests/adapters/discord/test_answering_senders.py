"""Moderators answer what members sent them, and nobody learns who asked."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback.discord import Channel, Message

from bot.adapters import moderator_tasks
from bot.answering.service import Service
from bot.content import load

if TYPE_CHECKING:
    from conftest import Stage

ASKED = "hands"
SEND, YES, FOR_ANSWER = "Ask a moderator", "Yes, send it", "Send it, and bring me the answer"
ANSWER, DONE = "Answer it", "Mark as done"
ANSWERED = "Answered. The member has your words."
UNWANTED = "Nobody waits for an answer to this question, so nothing was sent. It is marked as done."


def sent(stage: "Stage", mods: Channel, how: str = FOR_ANSWER) -> Message:
    """The question as it stands in the moderators' channel."""
    reply = stage.slash("ask", question=ASKED).response
    for label in ("Not this one", "None of these", SEND, how):
        if label in reply.labels or any(label in select.options for select in reply.selects):
            stage.tap(reply, label)
    return mods.from_bot[-1]


def answer(stage: "Stage", question: Message, words: str = "Hamsters do.") -> Message:
    """What Ben is told when he has answered."""
    told = stage.ben.fills_in(stage.tap(question, ANSWER, by=stage.ben), words)
    stage.settle()
    return told.followups[-1]


def test_an_answer_is_brought_in_private_to_who_asked_for_it(stage: "Stage", mods: Channel):
    question = sent(stage, mods)
    assert question.labels == [ANSWER, DONE]

    told = answer(stage, question)

    assert (told.text, told.ephemeral) == (ANSWERED, True)
    brought = stage.anna.dm().from_bot[-1]
    assert brought.text == "The moderators answer what you asked them\nHamsters do."
    assert (question.labels, question.text.splitlines()[-1]) == ([], f"**{ANSWERED}**")
    assert not any(stage.anna.name in message.text for message in mods.messages)


def test_answered_from_the_workbench_the_question_in_the_channel_says_so(stage: "Stage", mods: Channel):
    stage.has_key()
    question = sent(stage, stage.mods or mods)
    [waits] = asyncio.run(stage.store.posts_that_wait())
    chats = stage.conversation.moderator_chats

    _, told = stage.bot.does(moderator_tasks.answers_question(chats, stage.service, waits.question, "Hamsters do."))

    assert told == ANSWERED
    assert (question.labels, question.text.splitlines()[-1]) == ([], ANSWERED)
    assert ASKED in question.text


def test_once_it_is_answered_nobody_knows_whose_it_was(stage: "Stage", mods: Channel):
    question = sent(stage, mods)
    answer(stage, question)

    kept = asyncio.run(stage.store.post_at(f"discord:{mods.id}", question.id))
    assert (kept.asker, kept.sealed, kept.done) == ("", b"", True)


def test_of_two_moderators_who_answer_at_once_one_does_and_the_other_is_told(stage: "Stage", mods: Channel):
    question, home = sent(stage, mods), stage.anna.dm()
    fields = [(who, stage.tap(question, ANSWER, by=who)) for who in (stage.ben, stage.cara)]

    filled = [who.fills_in(field, f"Hamsters do, says {who.name}.") for who, field in fields]
    stage.settle()

    assert len(home.from_bot) == 1
    assert sorted(told.followups[-1].text for told in filled) == [ANSWERED, UNWANTED]
    assert (question.labels, question.text.splitlines()[-1]) == ([], f"**{ANSWERED}**")


def test_an_answered_question_has_no_buttons_left_however_that_is_worded(
    stage: "Stage", mods: Channel, small_faq: Path
):
    question = sent(stage, mods)
    community = small_faq / "community.yaml"
    text = community.read_text(encoding="utf-8")
    [unreached] = [line for line in text.splitlines() if line.startswith("  answer_unreached: ")]
    community.write_text(text.replace(unreached, f"  answer_unreached: {ANSWERED}"), encoding="utf-8")
    stage.service = Service(load(small_faq))

    assert answer(stage, question).text == ANSWERED
    assert question.labels == []


def test_who_did_not_ask_for_an_answer_gets_none(stage: "Stage", mods: Channel):
    told = answer(stage, sent(stage, mods, YES))

    assert told.text == UNWANTED
    assert stage.anna.dm().from_bot == []


def test_it_can_be_marked_as_done(stage: "Stage", mods: Channel):
    question = sent(stage, mods)

    stage.tap(question, DONE, by=stage.ben)

    assert (question.labels, question.text.splitlines()[-1]) == ([], "**Done.**")
    assert stage.anna.dm().from_bot == []


def test_a_member_who_takes_no_messages_is_told_of_and_can_be_answered_later(
    stage: "Stage", mods: Channel, caplog: pytest.LogCaptureFixture
):
    question = sent(stage, mods)
    stage.anna.accepts_dms = False

    assert answer(stage, question).text.startswith("I am not allowed to write to this member")

    caplog.clear()
    stage.anna.accepts_dms = True
    assert answer(stage, question).text == ANSWERED


def test_talk_about_a_question_is_not_said_to_the_bot(stage: "Stage", mods: Channel):
    question = sent(stage, mods)
    stage.ben.says(mods, "is it catching?", reply_to=question)
    stage.settle()

    assert mods.from_bot == [question]
