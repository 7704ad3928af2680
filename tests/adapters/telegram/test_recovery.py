"""What an earlier run left is answered once, where Telegram does not give it again."""

from typing import TYPE_CHECKING

import pytest
from loopback.log_lines import logged
from telegram import Update

from bot.adapters.member_limits import MemberLimits
from bot.adapters.telegram.posting import Poster
from bot.adapters.telegram.recovery import Recovery
from bot.adapters.unanswered import Waiting

if TYPE_CHECKING:
    from conftest import Stage
    from loopback.telegram import Posted

RESTARTED = "Sorry, I was restarted"


class Start:
    """A bot that starts, after a run that left something."""

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage

    def leaves(self, said: "Posted", entry: str = "", *, urgent: bool = False) -> None:
        """The run before took this on, and ended."""

        async def takes() -> None:
            self.stage.conversation.unanswered.add(Waiting(said.chat.id, said.id, said.topic or 0, entry, urgent))
            await self.stage.conversation.unanswered.are_kept()

        self.stage.runner.run(takes())
        self.stage.restart()

    def starts(self, *coming: Update) -> None:
        async def answers() -> None:
            conversation = self.stage.conversation
            recovery = Recovery(
                conversation, Poster(conversation, self.stage.app.bot, MemberLimits(conversation.recent_answers.code))
            )
            await recovery.answer(recovery.leave_to_come(await recovery.find(), coming))
            await conversation.unanswered.are_kept()

        self.stage.runner.run(answers())
        self.stage.restart()

    def says(self, words: str, topic: int | None = None) -> "Posted":
        said = self.stage.anna.says(self.stage.club, words, topic=topic)
        self.stage.api.take_updates()
        return said


@pytest.fixture
def start(stage: "Stage") -> Start:
    return Start(stage)


def test_what_an_entry_answers_is_answered_once_with_a_quotation(stage: "Stage", start: Start):
    said = start.says("/ask is it catching?")
    start.leaves(said, "contagious")

    start.starts()
    start.starts()

    [answer] = stage.club.from_bot
    assert answer.text.startswith("Is MMN contagious?")
    assert answer.reply_to is said


@pytest.mark.parametrize("entry", ["contagious", ""])
def test_who_is_answered_after_a_restart_can_have_it_forgotten(stage: "Stage", start: Start, entry: str):
    said = stage.anna.says(stage.home, "is it catching?")
    stage.api.take_updates()
    start.leaves(said, entry)
    start.starts()

    stage.anna.says(stage.home, "/forgetme")

    assert "you had asked for or voted on (1)" in stage.play(stage.home).text


def test_emergencies_come_before_what_waited_longer(stage: "Stage", start: Start):
    start.leaves(start.says("/ask is it catching?"), "contagious")
    start.leaves(start.says("/ask can't breathe"), urgent=True)

    start.starts()

    assert stage.club.from_bot[0].text.startswith("If you need help now")
    assert len(stage.club.from_bot) == 2


def test_for_what_no_entry_answers_a_chat_is_told_once_how_to_get_help(stage: "Stage", start: Start):
    for words in ("/ask my hands", "/ask my feet", "/ask my trombone"):
        said = start.says(words)
        start.leaves(said, "an-entry-that-was-renamed" if "feet" in words else "")

    start.starts()

    [told] = stage.club.from_bot
    assert told.text.startswith(RESTARTED)
    assert "112" in told.text
    assert told.reply_to is said
    start.starts()
    assert stage.club.from_bot == [told]


def test_what_telegram_gives_again_is_answered_by_its_words(stage: "Stage", start: Start):
    said = stage.anna.says(stage.club, "/ask is it catching?")
    start.leaves(said)
    coming = [Update.de_json(update, stage.app.bot) for update in stage.api.updates.take()]

    start.starts(*coming)
    assert stage.club.from_bot == []

    stage.hear()
    assert stage.club.last.text.startswith("Is MMN contagious?")


def test_what_was_answered_is_not_answered_again_when_telegram_gives_it_again(stage: "Stage", start: Start):
    stage.anna.says(stage.club, "/ask is it catching?")
    updates = stage.api.updates.take()
    stage.hear()
    start.leaves(stage.club.messages[0])

    start.starts()
    stage.api.updates.pending += updates
    stage.hear()

    assert len(stage.club.from_bot) == 1


@pytest.mark.parametrize(("said", "more"), [("is it catching?", 0), ("I can't breathe", 1)])
def test_what_telegram_took_without_saying_so_is_not_sent_again_after_a_restart_unless_it_is_an_emergency(
    stage: "Stage", start: Start, caplog: pytest.LogCaptureFixture, said: str, more: int
):
    stage.anna.says(stage.club, f"/ask {said}")
    stage.api.fail("sendMessage", 200, html=True, after=True, times=None)
    stage.hear()
    assert logged(caplog, "telegram") == ["WARNING Telegram did not say in time whether it took an answer"]
    stage.api.faults.ordered.clear()
    before = len(stage.club.from_bot)
    stage.restart()

    start.starts()

    assert len(stage.club.from_bot) == before + more


def test_where_nobody_can_be_told_any_more_nothing_is_left(stage: "Stage", start: Start):
    start.leaves(start.says("/ask my hands"))
    stage.ben.removes_bot(stage.club)

    start.starts()
    stage.ben.adds_bot(stage.club)
    start.starts()

    assert stage.club.from_bot == []


def test_in_a_forum_the_topic_is_told(stage: "Stage", start: Start):
    forum = stage.api.group("Forum", [stage.anna], forum=True)
    topic = forum.topic("Hands")
    said = stage.anna.says(forum, "/ask my hands", topic=topic)
    stage.api.take_updates()
    start.leaves(said)

    start.starts()

    assert forum.last.topic == topic


def test_a_store_that_cannot_be_read_is_told_of_and_holds_up_no_start(
    stage: "Stage", start: Start, caplog: pytest.LogCaptureFixture
):
    stage.store.breaks()

    start.starts()

    [line] = [record.getMessage() for record in caplog.records]
    caplog.clear()
    assert line.startswith("who waited for an answer before the start is not known: ")
