"""What becomes of an answer when its question is edited or deleted."""

from typing import TYPE_CHECKING

import pytest
from loopback.discord import Channel, Message

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
CURE = "Is there a cure for MMN?"
CAUSES = "What causes MMN?"
REMOVE = "Remove this"
CRY, URGENT = "I can't breathe", "If you need help now"
POSTING = "POST /channels/*/messages"
SIGN = "\N{TELEPHONE RECEIVER}"
NOT_READ, NOT_WRITTEN = (f"the link between a question and its answer cannot be {done}" for done in ("read", "written"))


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def asked(stage: "Stage", words: str = "can it be cured?") -> Message:
    return stage.says(words, mention_bot=True)


def edited(stage: "Stage", message: Message, words: str) -> None:
    """Its author changes what they asked by mention."""
    stage.edits(message, f"{stage.server.bot.mention} {words}")


def titles(channel: Channel) -> list[str]:
    return [title(message) for message in channel.from_bot]


@pytest.fixture
def listening(stage: "Stage") -> None:
    """The bot hears all that is said in #help, and has said so."""
    stage.restart(sees_all=True)
    stage.slash("mmn listen", by=stage.ben, switch="on")
    stage.help.from_bot[0].deleted = True


# ---- edited ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
def test_an_edited_question_changes_its_answer(stage: "Stage", private: bool):  # noqa: FBT001  a table
    place = stage.anna.dm() if private else stage.help
    question = stage.says("can it be cured?", place, mention_bot=True)
    answer = question.answer

    edited(stage, question, "is it catching?")

    assert title(answer) == CATCHING
    assert CAUSES in answer.labels
    assert place.from_bot == [answer]
    assert answer.pings == []
    assert (REMOVE in stage.offered(answer)) is not private


def test_in_private_an_edited_question_is_not_read_with_its_own_answer(stage: "Stage"):
    question = stage.says("is it catching?", stage.anna.dm())
    before = question.answer.text

    edited(stage, question, "is it really catching?")

    assert question.answer.text == before


def test_an_answer_that_became_another_by_a_tap_is_changed_too(stage: "Stage"):
    question = asked(stage)
    stage.tap(question.answer, "Support groups")

    edited(stage, question, "is it catching?")

    assert [title(message) for message in stage.help.from_bot] == [CATCHING]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I can't breathe", "If you need help now"),
        ("hands", "Let me ask back"),
        ("ich habe schmerzen in der hand", "I can read English only"),
    ],
)
def test_a_question_edited_to_something_else_brings_what_that_needs(stage: "Stage", words: str, expected: str):
    question = asked(stage)

    edited(stage, question, words)
    assert title(question.answer) == expected
    assert (question.answer.labels == []) is bool(question.answer.selects)

    edited(stage, question, "is it catching?")
    assert title(question.answer) == CATCHING
    assert question.answer.selects == []


def test_the_asker_goes_on_with_an_answer_that_an_edit_changed(stage: "Stage"):
    question = asked(stage)
    edited(stage, question, "is it catching?")

    stage.tap(question.answer, CAUSES)

    assert title(question.answer) == CAUSES


def test_an_answer_that_an_edit_changed_is_pointed_to_as_what_it_is_now(stage: "Stage"):
    question = asked(stage)
    edited(stage, question, "is it catching?")

    assert [title(stage.ask(words)) for words in ("can it be cured?", "is it catching?")] == [
        CURE,
        "I gave this answer here a short while ago.",
    ]


def test_a_pointer_whose_question_is_edited_becomes_the_answer(stage: "Stage"):
    asked(stage, "is it catching?")
    again = asked(stage, "is it catching?")
    pointer = again.answer

    edited(stage, again, "can it be cured?")

    assert title(pointer) == CURE
    assert pointer is stage.help.last


def test_what_discord_adds_below_a_question_changes_nothing(stage: "Stage"):
    question = asked(stage, "is it catching? https://www.example.org/mmn")
    stage.tap(question.answer, CAUSES)

    def preview() -> None:
        question.embeds = [{"type": "link", "url": "https://www.example.org/mmn", "title": "MMN"}]
        stage.server.message_event("MESSAGE_UPDATE", question)

    stage.server.at_once(preview)
    stage.settle()

    assert title(question.answer) == CAUSES
    assert question.answer.edits == 1


def test_a_question_edited_to_talk_among_members_keeps_its_answer(stage: "Stage"):
    stage.restart(sees_all=True)
    question = asked(stage)

    stage.edits(question, "lovely weather today")

    assert title(question.answer) == CURE


@pytest.mark.parametrize("sees_all", [False, True])
def test_an_edit_of_what_was_not_said_to_the_bot_is_left_alone(stage: "Stage", sees_all: bool):  # noqa: FBT001  a table
    stage.restart(sees_all=sees_all)
    talk = stage.says("lovely weather today")

    stage.edits(talk, "is it catching?")

    assert stage.help.from_bot == []


def test_a_mention_that_an_edit_adds_is_a_question_and_answered_once(stage: "Stage"):
    asked = stage.says("is mmn catching?")
    assert stage.help.from_bot == []

    stage.edits(asked, f"{stage.server.bot.mention} is mmn catching?")
    [answer] = stage.help.from_bot
    assert (title(answer), answer.reply_to) == (CATCHING, asked)

    stage.edits(asked, f"{stage.server.bot.mention} can it be cured?")
    assert stage.help.from_bot == [answer]
    assert title(answer).startswith("Is there a cure")


def test_an_edited_question_whose_answer_was_deleted_by_hand_is_no_trouble(stage: "Stage"):
    question = asked(stage)
    stage.deletes(question.answer, by=stage.ben)

    edited(stage, question, "is it catching?")

    assert stage.help.from_bot == []
    assert stage.server.refusals == []


def test_an_edited_question_whose_answer_is_gone_without_the_bot_knowing_is_no_trouble(stage: "Stage"):
    question = asked(stage)
    question.answer.deleted = True

    edited(stage, question, "is it catching?")

    assert stage.help.from_bot == []
    assert [line for line in stage.server.refusals if "10008" not in line] == []


def test_a_question_edited_in_a_thread_that_was_archived_meanwhile_is_told_to_the_log(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    thread = stage.help.thread("aside", by=stage.anna)
    question = stage.says("can it be cured?", thread, mention_bot=True)
    thread.set(archived=True)

    edited(stage, question, "is it catching?")

    assert [record.getMessage() for record in caplog.records] == [
        "Discord did not take an answer: error 50083 (the thread is archived)"
    ]
    caplog.clear()
    assert title(asked(stage, "is it catching?").answer) == CATCHING


def test_an_edit_that_fails_leaves_the_answer_and_tells_the_log(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    question = asked(stage)
    monkeypatch.setattr(stage.service, "decide", lambda said: {}[said])

    edited(stage, question, "is it catching?")

    assert title(question.answer) == CURE
    [record] = caplog.records
    assert record.getMessage().startswith("an event could not be answered: builtins.KeyError at ")
    caplog.clear()


# ---- edited to be said to the bot, or to cry for help ----------------------------------------------------------------


@pytest.mark.usefixtures("listening")
def test_an_answer_to_what_was_overheard_changes_when_the_question_is_said_to_the_bot(stage: "Stage"):
    question = stage.says("is mmn catching?")
    [answer] = stage.help.from_bot

    edited(stage, question, "can it be cured?")

    assert (title(answer), stage.help.from_bot) == (CURE, [answer])
    assert [title(stage.ask(words)) for words in ("is it catching?", "can it be cured?")] == [
        CATCHING,
        "I gave this answer here a short while ago.",
    ]


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("to_bot", [False, True])
@pytest.mark.parametrize("before", ["is mmn catching?", "hello all of you"])
def test_what_was_overheard_and_becomes_a_cry_for_help_brings_the_numbers(
    stage: "Stage",
    before: str,
    to_bot: bool,  # noqa: FBT001  a table
):
    said = stage.says(before)

    stage.edits(said, f"{stage.server.bot.mention} {CRY}" if to_bot else CRY)

    assert titles(stage.help) == [URGENT]


@pytest.mark.usefixtures("listening")
def test_talk_that_becomes_a_clear_question_is_answered_once(stage: "Stage"):
    said = stage.says("hello all of you")

    for words in ("is mmn catching?", "can mmn be cured?"):
        stage.edits(said, words)

    assert titles(stage.help) == [CURE]


@pytest.mark.usefixtures("listening")
def test_who_edits_twice_before_the_first_answer_stands_gets_one(stage: "Stage"):
    said = stage.says("hello all of you")
    stage.server.fail(POSTING, 503)
    stage.anna.edits(said, "is mmn catching?")
    stage.server.wait_for(lambda: not stage.server.faults[-1].times, what="the first try")

    stage.edits(said, "can mmn be cured?")

    assert titles(stage.help) == [CURE]


def test_a_cry_for_help_in_an_edit_is_answered_though_the_answer_before_it_was_removed(stage: "Stage"):
    question = asked(stage)
    stage.deletes(question.answer, by=stage.ben)

    edited(stage, question, CRY)

    assert titles(stage.help) == [URGENT]


def test_another_cry_for_help_in_an_edit_brings_its_own_card_in_private_too(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.help.bot_lacks("send_messages")
    question = asked(stage, CRY)

    edited(stage, question, "I want to kill myself")

    first, second = stage.anna.dm().from_bot
    assert (title(first), title(second)) == (URGENT, URGENT)
    assert ("116 123" in first.text, "116 123" in second.text) == (False, True)
    caplog.clear()


@pytest.mark.usefixtures("listening")
def test_who_was_overheard_and_then_cries_for_help_is_not_written_to_in_private(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    said = stage.says("is mmn catching?")
    stage.help.from_bot[0].deleted = True  # unseen, as while the line is down
    stage.help.bot_lacks("send_messages")

    stage.edits(said, CRY)

    assert (stage.anna.dm().from_bot, said.reactions) == ([], [SIGN])
    caplog.clear()


def test_what_moderators_say_about_a_question_stays_among_them_when_it_is_edited(stage: "Stage", mods: Channel):
    offer = stage.slash("ask", question="does mmn run in families").response
    for label in ("Ask a moderator", "Yes, send it"):
        stage.tap(offer, label)
    said = stage.says("she is fine", mods, by=stage.ben, reply_to=mods.last)

    stage.edits(said, "she says she can't breathe")

    assert len(mods.from_bot) == 1


# ---- deleted ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
def test_a_deleted_question_takes_its_answer_along(stage: "Stage", private: bool):  # noqa: FBT001  a table
    place = stage.anna.dm() if private else stage.help
    question = stage.says("is it catching?", place, mention_bot=True)

    stage.deletes(question)

    assert place.from_bot == []


def test_a_question_that_a_manager_deletes_takes_its_answer_along_and_no_other(stage: "Stage"):
    question, other = asked(stage), asked(stage, "is it catching?")

    stage.deletes(question, by=stage.ben)

    assert stage.help.from_bot == [other.answer]


def test_many_questions_deleted_at_once_take_their_answers_along(stage: "Stage"):
    questions = [asked(stage), asked(stage, "is it catching?")]
    answers = [question.answer for question in questions]
    ids = {"ids": [str(question.id) for question in questions], "channel_id": str(stage.help.id)}

    stage.server.at_once(
        lambda: stage.server.tell("MESSAGE_DELETE_BULK", ids | {"guild_id": str(stage.guild.id)}, stage.guild)
    )
    stage.settle()

    assert [answer.deleted for answer in answers] == [True, True]


def test_a_deleted_question_whose_answer_was_deleted_first_is_no_trouble(stage: "Stage"):
    question = asked(stage)
    stage.deletes(question.answer, by=stage.ben)

    stage.deletes(question)

    assert stage.server.refusals == []


def test_a_deleted_question_whose_answer_is_gone_without_the_bot_knowing_is_no_trouble(stage: "Stage"):
    question = asked(stage)
    question.answer.deleted = True

    stage.deletes(question)

    assert stage.help.from_bot == []


def test_a_deleted_message_that_was_answered_by_its_menu_takes_the_answer_along(stage: "Stage"):
    story = stage.says("is it catching?")
    stage.uses_menu(story)

    stage.deletes(story)

    assert stage.help.from_bot == []


def test_a_question_that_was_answered_twice_takes_both_answers_along(stage: "Stage"):
    question = asked(stage, "is it catching?")
    stage.uses_menu(question)

    stage.deletes(question)

    assert stage.help.from_bot == []


# ---- after a restart -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
def test_a_question_from_before_a_restart_is_followed_as_any_other(stage: "Stage", private: bool):  # noqa: FBT001  a table
    place = stage.anna.dm() if private else stage.help
    question = stage.says("can it be cured?", place, mention_bot=True)
    answer = question.answer
    stage.restart()

    edited(stage, question, "is it catching?")
    assert title(answer) == CATCHING

    stage.deletes(question)
    assert place.from_bot == []


def test_an_answer_from_before_a_restart_is_pointed_to(stage: "Stage"):
    asked(stage)
    stage.restart()

    assert title(asked(stage).answer) == "I gave this answer here a short while ago."


def test_what_was_deleted_while_the_bot_was_away_is_no_trouble(stage: "Stage"):
    question = asked(stage)
    stage.stop()
    stage.server.erase(question.answer)
    stage.restart()

    stage.deletes(question)

    assert stage.help.from_bot == []


# ---- a store that fails ----------------------------------------------------------------------------------------------


def test_a_deleted_question_is_let_go_of_though_the_store_can_erase_nothing(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    question = asked(stage)
    stage.store_fails("drop")

    stage.deletes(question)

    assert stage.help.from_bot == []
    assert {record.getMessage().partition(":")[0] for record in caplog.records} == {NOT_WRITTEN}
    caplog.clear()


def test_where_the_store_fails_an_edit_changes_nothing_and_is_told_to_the_log(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    question = asked(stage)
    stage.store_fails("answer_to")

    edited(stage, question, "is it catching?")

    assert title(question.answer) == CURE
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [NOT_READ]
    caplog.clear()
