"""What was taken on and not answered when the bot ended: after the next start it is answered, emergencies first."""

from typing import TYPE_CHECKING

import pytest
from loopback.conversations import at_rest
from loopback.discord import Channel, Message

if TYPE_CHECKING:
    from conftest import Stage

CATCHING, URGENT, CURE = "Is MMN contagious?", "If you need help now", "Is there a cure for MMN?"
CRY = "I want to kill myself"
RESTARTED = "Sorry, I was restarted"
POSTING = "POST /channels/*/messages"


def titles(channel: Channel) -> list[str]:
    return [message.text.splitlines()[0] for message in channel.from_bot]


def is_killed(stage: "Stage") -> None:
    """The bot ends while it is at work; Discord takes messages again after that."""
    stage.bot.does(stage.conversation.unanswered.are_kept())
    stage.bot.does(at_rest(stage.conversation))  # what cuts the store off midway is not what this is about
    stage.stop()
    stage.server.faults.clear()


def starts(stage: "Stage", *, sees_all: bool = False) -> None:
    stage.restart(sees_all=sees_all)
    stage.settle()


@pytest.fixture
def in_vain(stage: "Stage") -> None:
    """Discord takes no messages."""
    stage.server.fail(POSTING, 503, times=999)


def asks(stage: "Stage", words: str, channel: Channel | None = None, **how: object) -> Message:
    """A message of Anna's that the bot has heard, and tried to answer."""
    before = tried(stage)
    asked = stage.anna.says(channel or stage.help, words, **how)
    stage.server.wait_for(lambda: tried(stage) > before, what="a try to answer")
    return asked


def tried(stage: "Stage") -> int:
    return len([each for each in stage.server.requests if each.method == "POST" and each.path.endswith("/messages")])


@pytest.mark.parametrize("how", ["a mention", "a reply", "private", "a thread"])
def test_a_question_is_answered_after_a_restart(stage: "Stage", how: str):
    earlier = stage.ask("can it be cured?")
    place = {"private": stage.anna.dm(), "a thread": stage.help.thread("aside", by=stage.anna)}.get(how, stage.help)
    stage.server.fail(POSTING, 503, times=999)
    if how == "a reply":
        asked = asks(stage, "is mmn catching?", reply_to=earlier)
    else:
        asked = asks(stage, "is mmn catching?", place, mention_bot=how != "private")
    is_killed(stage)

    starts(stage)

    assert asked.answer.reply_to is asked
    assert titles(place)[-1] == CATCHING
    starts(stage)
    assert titles(place).count(CATCHING) == 1


@pytest.mark.usefixtures("in_vain")
def test_after_a_restart_emergencies_come_first(stage: "Stage"):
    asks(stage, "is mmn catching?", mention_bot=True)
    asks(stage, CRY, mention_bot=True)
    is_killed(stage)

    starts(stage)

    assert titles(stage.help) == [URGENT, CATCHING]


def test_an_answer_that_had_arrived_before_the_end_is_not_given_again(stage: "Stage"):
    stage.server.cuts(POSTING, done=True)
    stage.server.fail(POSTING, 503, times=999)
    asks(stage, "is mmn catching?", mention_bot=True)
    is_killed(stage)

    starts(stage)

    assert titles(stage.help) == [CATCHING]


@pytest.mark.usefixtures("in_vain")
def test_a_question_that_was_deleted_meanwhile_is_let_go(stage: "Stage"):
    asked = asks(stage, "is mmn catching?", mention_bot=True)
    is_killed(stage)
    stage.anna.deletes(asked)

    starts(stage)

    assert stage.help.from_bot == []


@pytest.mark.usefixtures("in_vain")
def test_where_the_questions_cannot_be_read_it_says_sorry_once(stage: "Stage"):
    for words in ("is mmn catching?", "can it be cured?"):
        stage.anna.says(stage.help, words, mention_bot=True)
    stage.server.settle()
    is_killed(stage)
    stage.help.bot_lacks("read_message_history")

    starts(stage)

    assert titles(stage.help) == [RESTARTED]
    assert "United Kingdom, Ireland: 116 123 (Samaritans)" in stage.help.from_bot[0].text
    starts(stage)
    assert titles(stage.help) == [RESTARTED]


@pytest.mark.usefixtures("in_vain")
@pytest.mark.parametrize("why", ["permission", "intent"])
def test_where_an_emergency_cannot_be_read_any_more_the_numbers_come(stage: "Stage", why: str):
    starts(stage, sees_all=True)
    stage.slash("mmn listen", by=stage.ben, switch="off")
    stage.server.faults.clear()
    stage.slash("mmn listen", by=stage.ben, switch="on")
    stage.help.from_bot[0].deleted = True
    stage.server.fail(POSTING, 503, times=999)
    asks(stage, CRY)
    is_killed(stage)
    if why == "permission":
        stage.help.bot_lacks("read_message_history")

    starts(stage)

    assert titles(stage.help) == [URGENT]


@pytest.mark.usefixtures("in_vain")
def test_who_asked_to_be_forgotten_is_not_answered_after_a_restart(stage: "Stage"):
    asks(stage, "is mmn catching?", mention_bot=True)
    stage.anna.slash(stage.help, "forgetme")
    stage.server.settle()
    is_killed(stage)

    starts(stage)

    assert stage.help.from_bot == []


def test_what_was_answered_is_not_kept(stage: "Stage"):
    stage.says("is mmn catching?", mention_bot=True)
    stage.says(CRY, mention_bot=True)

    assert stage.bot.does(stage.store.unanswered("discord")) == []
