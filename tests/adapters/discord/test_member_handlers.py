"""What members say on Discord, to the bot or not, and what comes back."""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from loopback.discord import Channel, Message
from loopback.log_lines import logged

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
CURE = "Is there a cure for MMN?"
MENU = "What would you like to know?"
SORRY = "Sorry, something went wrong"
DONE = "Done. The answer stands below that message."
SAID_BEFORE = "I gave this answer here a short while ago."
MUTE = ("discord", "aiohttp")
"""Loggers that are mute in the program, and the loopback server's own."""


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def choices(message: Message) -> list[str]:
    """What can be tapped or picked."""
    return [*message.labels, *(label for select in message.selects for label in select.options)]


@pytest.fixture
def broken(stage: "Stage", monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The core fails until the patch is undone, with an error that quotes what was said."""

    def fails(said: object, *_: object, **__: object) -> None:
        raise LookupError(said)

    monkeypatch.setattr(stage.service, "decide", fails)
    return monkeypatch


# ---- said to the bot -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["{bot} is mmn catching?", "is mmn catching, {bot}?", "{bot}\n{bot} is mmn catching?"])
def test_a_question_that_mentions_the_bot_is_answered_below_it(stage: "Stage", said: str):
    asked = stage.says(said.format(bot=stage.server.bot.mention))

    assert title(asked.answer) == CATCHING
    assert asked.answer.reply_to is asked
    assert asked.answer.pings == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("is mmn catching?", CATCHING),
        ("hands", "Let me ask back"),
        ("should I stop my ivig?", "Should I start, stop, skip or delay a treatment?"),
        ("does mmn run in families", "Does MMN run in families?"),
        ("I can't breathe", "If you need help now"),
        ("ich habe schmerzen in der hand", "I can read English only"),
        ("?!", MENU),
        ("", MENU),
    ],
)
def test_a_mention_brings_what_the_words_need(stage: "Stage", said: str, expected: str):
    answer = stage.ask(said)

    assert title(answer) == expected
    assert "Remove this" in [*choices(answer), *stage.offered(answer)]


def test_in_private_plain_words_are_a_question(stage: "Stage"):
    asked = stage.says("is mmn catching?", stage.anna.dm())

    assert title(asked.answer) == CATCHING
    assert asked.answer.reply_to is asked
    assert "Remove this" not in asked.answer.labels


@pytest.mark.parametrize(("typed", "expected"), [("menu", MENU), ("Help", "How to ask me")])
def test_in_private_the_name_of_a_command_is_enough(stage: "Stage", typed: str, expected: str):
    assert title(stage.says(typed, stage.anna.dm()).answer) == expected


def test_in_private_what_has_no_words_brings_the_menu(stage: "Stage"):
    assert title(stage.says("", stage.anna.dm()).answer) == MENU


def test_in_private_an_answer_is_given_as_often_as_it_is_asked_for(stage: "Stage"):
    home = stage.anna.dm()

    assert [title(stage.says("is mmn catching?", home).answer) for _ in range(2)] == [CATCHING] * 2


def test_in_private_a_short_question_is_read_with_the_answer_before_it_and_no_longer_after_ten_minutes(stage: "Stage"):
    home = stage.anna.dm()
    alone = stage.says("does it hurt?", home).answer.text
    for words in ("what is a nerve conduction study", "thanks"):
        stage.says(words, home)

    assert title(stage.says("does it hurt?", home).answer) == "What is it like to have the tests done?"
    stage.now += timedelta(minutes=10)
    assert stage.says("does it hurt?", home).answer.text == alone


def test_in_private_a_choice_is_taken_in_words_without_a_reply(stage: "Stage"):
    home = stage.anna.dm()
    offered = stage.says("hands", home).answer
    chosen = stage.says("the second one please", home).answer

    assert title(stage.last(stage.tap(offered, choices(offered)[1]))) == title(chosen)


def test_in_a_server_what_was_said_to_a_member_in_private_says_nothing(stage: "Stage"):
    stage.says("what is a nerve conduction study", stage.anna.dm())

    assert title(stage.ask("does it hurt?")).startswith("Does MMN cause pain")


def test_a_mention_of_somebody_else_in_a_question_does_no_harm(stage: "Stage"):
    assert title(stage.ask(f"is mmn catching, as {stage.ben.mention} says?")) == CATCHING


@pytest.mark.parametrize(("sees_all", "expected"), [(False, MENU), (True, CATCHING)])
def test_the_bots_role_mentioned_by_mistake_is_a_mention(stage: "Stage", sees_all: bool, expected: str):  # noqa: FBT001
    stage.restart(sees_all=sees_all)

    assert title(stage.says(f"<@&{stage.guild.bot_role}> is mmn catching?").answer) == expected


@pytest.mark.parametrize("sees_all", [False, True])
def test_a_reply_to_the_bot_that_pings_it_is_a_question(stage: "Stage", sees_all: bool):  # noqa: FBT001  a table
    stage.restart(sees_all=sees_all)
    asked = stage.says("can it be cured?", by=stage.ben, reply_to=stage.ask("is mmn catching?"))

    assert title(asked.answer) == CURE
    assert asked.answer.reply_to is asked


@pytest.mark.parametrize(("sees_all", "answered"), [(False, []), (True, [CURE])])
def test_a_reply_without_a_ping_is_a_question_where_discord_shows_its_words(
    stage: "Stage",
    sees_all: bool,  # noqa: FBT001  a table
    answered: list[str],
):
    stage.restart(sees_all=sees_all)
    first = stage.ask("is mmn catching?")
    stage.says("can it be cured?", by=stage.ben, reply_to=first, ping=False)

    assert [title(message) for message in stage.help.from_bot[1:]] == answered


# ---- about what somebody else said -----------------------------------------------------------------------------------


def test_a_mention_alone_in_reply_to_a_member_answers_what_they_asked(stage: "Stage"):
    stage.restart(sees_all=True)
    story = stage.says("is mmn catching?")

    answer = stage.says("", by=stage.ben, mention_bot=True, reply_to=story).answer

    assert title(answer) == CATCHING
    assert answer.reply_to is story
    assert answer.pings == []


def test_a_mention_alone_in_reply_to_what_discord_does_not_show_names_the_command(stage: "Stage"):
    asked = stage.says("", by=stage.ben, mention_bot=True, reply_to=stage.says("is mmn catching?"))

    assert "then Apps, Answer this" in asked.answer.text
    assert asked.answer.reply_to is asked


def test_a_mention_with_words_of_its_own_in_reply_to_a_member_answers_these(stage: "Stage"):
    stage.restart(sees_all=True)
    asked = stage.says("is mmn catching?", by=stage.ben, mention_bot=True, reply_to=stage.says("can it be cured?"))

    assert title(asked.answer) == CATCHING
    assert asked.answer.reply_to is asked


def test_a_mention_alone_in_reply_to_a_deleted_message_brings_the_menu(stage: "Stage"):
    gone = stage.says("is mmn catching?")
    stage.deletes(gone)

    assert title(stage.says("", by=stage.ben, mention_bot=True, reply_to=gone).answer) == MENU


@pytest.mark.parametrize("said", ["", "😀"])
def test_a_mention_alone_in_reply_to_the_bot_does_not_make_it_answer_itself(stage: "Stage", said: str):
    answer = stage.ask("is mmn catching?")
    stage.says(said, reply_to=answer)
    stage.says(said, mention_bot=True, reply_to=answer)

    assert CATCHING not in [title(message) for message in stage.help.from_bot if message is not answer]


# ---- left alone ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sees_all", [False, True])
@pytest.mark.parametrize(
    "said", ["is mmn catching?", "", "<@1> is mmn catching?", "<@&1> is mmn catching?", "@everyone"]
)
def test_what_is_not_said_to_the_bot_is_left_alone(stage: "Stage", said: str, sees_all: bool):  # noqa: FBT001  a table
    stage.restart(sees_all=sees_all)
    stage.says(said)
    stage.says(said, by=stage.ben, reply_to=stage.says("hello everyone"))

    assert stage.help.from_bot == []


def test_other_bots_are_left_alone_lest_they_talk_for_ever(stage: "Stage"):
    rosie = stage.server.person("Rosie", bot=True)
    stage.guild.members.append(rosie)
    answer = stage.ask("can it be cured?")

    stage.says("is mmn catching?", by=rosie, mention_bot=True)
    stage.says("is mmn catching?", by=rosie, reply_to=answer)

    assert stage.help.from_bot == [answer]


class FromWebhook(Message):
    """A message that a service posted by a webhook of the channel, under a name of its own."""

    def _about(self) -> dict[str, Any]:
        return super()._about() | {"webhook_id": "7"}


@pytest.mark.parametrize(("kind", "type_"), [(FromWebhook, 0), (Message, 6), (Message, 7)], ids=["hook", "pin", "join"])
def test_what_nobody_wrote_is_left_alone(stage: "Stage", kind: type[Message], type_: int):
    stage.restart(sees_all=True)
    said = kind(stage.help, stage.anna, f"{stage.server.bot.mention} is mmn catching?", stage.server.new_id(), type_)
    said.pings = [stage.server.bot]

    stage.server.at_once(lambda: stage.server.post(said))
    stage.settle()

    assert stage.help.from_bot == []


def test_a_question_that_discord_repeats_is_answered_once(stage: "Stage"):
    asked = stage.says("is mmn catching?", mention_bot=True)

    stage.server.at_once(lambda: stage.server.message_event("MESSAGE_CREATE", asked))
    stage.settle()

    assert stage.help.from_bot == [asked.answer]


# ---- where the answer stands -----------------------------------------------------------------------------------------


def test_in_a_thread_the_answer_stays_in_it(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)

    asked = stage.says("is mmn catching?", thread, mention_bot=True)

    assert title(asked.answer) == CATCHING
    assert asked.answer.reply_to is asked
    assert stage.help.from_bot == []


def test_a_forum_post_is_answered_inside(stage: "Stage"):
    forum = stage.guild.forum("questions")

    post = forum.post("Worried", f"{stage.server.bot.mention} is mmn catching?", by=stage.anna)
    stage.settle()

    [answer] = post.from_bot
    assert title(answer) == CATCHING
    assert answer.reply_to.id == post.id


@pytest.mark.parametrize("by_menu", [False, True])
def test_the_title_of_a_forum_post_belongs_to_its_question(stage: "Stage", by_menu: bool):  # noqa: FBT001  a table
    forum = stage.guild.forum("questions")
    mention = "" if by_menu else f"{stage.server.bot.mention} "
    post = forum.post("Is MMN catching?", f"{mention}Thanks for any help!", by=stage.anna)
    stage.settle()
    if by_menu:
        stage.uses_menu(post.messages[0])

    [answer] = post.from_bot
    assert title(answer) == CATCHING


@pytest.mark.parametrize(("who", "signs"), [("anna", ["\N{WHITE HEAVY CHECK MARK}"]), ("ben", [])])
def test_in_a_forum_who_asked_says_that_it_is_solved(stage: "Stage", who: str, signs: list[str]):
    post = stage.guild.forum("questions").post("Worried", f"{stage.server.bot.mention} is mmn catching?", by=stage.anna)
    stage.settle()
    [answer] = post.from_bot

    stage.tap(answer, "Solved", by=getattr(stage, who))

    assert post.messages[0].reactions == signs
    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]


def test_an_archived_thread_wakes_up_for_a_question(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)
    thread.set(archived=True)

    assert title(stage.ask("is mmn catching?", thread)) == CATCHING


def test_a_question_that_was_deleted_meanwhile_is_answered_all_the_same(stage: "Stage"):
    def asks() -> None:
        stage.anna.says(stage.help, "is mmn catching?", mention_bot=True).deleted = True

    stage.server.at_once(asks)
    stage.settle()

    [answer] = stage.help.from_bot
    assert title(answer) == CATCHING
    assert answer.reply_to is None


# ---- the message menu ------------------------------------------------------------------------------------------------


def test_answer_this_puts_a_sure_answer_below_the_message_and_tells_who_asked_for_it(stage: "Stage"):
    story = stage.says("is mmn catching?")

    used = stage.uses_menu(story)

    assert title(story.answer) == CATCHING
    assert story.answer.reply_to is story
    assert story.answer.pings == []
    assert (used.response.text, used.response.ephemeral) == (DONE, True)


def test_answer_this_shows_an_emergency_to_all(stage: "Stage"):
    story = stage.says("my throat is closing and I can't breathe since the drip")

    stage.uses_menu(story)

    assert title(story.answer) == "If you need help now"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("hands", "Let me ask back"),
        ("should I stop my ivig?", "Should I start, stop, skip or delay a treatment?"),
        ("does mmn run in families", "Does MMN run in families?"),
        ("?!", MENU),
    ],
)
def test_answer_this_shows_what_is_not_sure_to_one_alone(stage: "Stage", said: str, expected: str):
    used = stage.uses_menu(stage.says(said))

    assert title(used.response) == expected
    assert used.response.ephemeral
    assert stage.help.from_bot == []


def test_answer_this_on_the_bots_own_answer_does_not_make_it_answer_itself(stage: "Stage"):
    answer = stage.ask("is mmn catching?")

    told = stage.uses_menu(answer).response
    assert told.text.startswith("I can read text only, and found none in that message that a member wrote.")
    assert stage.help.from_bot == [answer]


def test_answer_this_on_a_picture_says_why_there_is_no_answer(stage: "Stage"):
    told = stage.uses_menu(stage.says("")).response

    assert told.text.startswith("I can read text only, and found none in that message")
    assert told.ephemeral


def test_answer_this_where_the_bot_is_no_member_shows_it_to_one_alone(stage: "Stage"):
    cleo, dan = stage.server.person("Cleo", installed_app=True), stage.server.person("Dan")
    chat = stage.server.guild("Knitting", [cleo, dan], bot=False).text_channel("chat")

    used = stage.uses_menu(dan.says(chat, "is mmn catching?"), by=cleo)

    assert title(used.response) == CATCHING
    assert used.response.ephemeral


def test_answer_this_follows_an_edit_of_the_message(stage: "Stage"):
    stage.restart(sees_all=True)
    story = stage.says("can it be cured?")
    stage.uses_menu(story)

    stage.edits(story, "is mmn catching?")

    assert [title(message) for message in stage.help.from_bot] == [CATCHING]


def test_answer_this_twice_points_to_the_answer(stage: "Stage"):
    story = stage.says("is mmn catching?")
    stage.uses_menu(story)

    stage.uses_menu(story, by=stage.cara)

    assert [title(message) for message in stage.help.from_bot] == [CATCHING, SAID_BEFORE]


def test_who_asks_for_an_answer_to_somebody_elses_message_can_remove_it(stage: "Stage"):
    stage.guild.managers.clear()
    story = stage.says("is mmn catching?")
    stage.uses_menu(story)

    stage.tap(story.answer, "Remove this", by=stage.ben)

    assert stage.help.from_bot == []


def test_answer_this_where_the_bot_may_not_write_tells_who_asked_for_it(stage: "Stage"):
    stage.help.bot_lacks("send_messages")

    used = stage.uses_menu(stage.says("is mmn catching?"))

    assert (title(used.response), used.response.ephemeral) == (CATCHING, True)
    assert stage.help.from_bot == []


def test_answer_this_is_acknowledged_in_time_when_discord_is_slow(stage: "Stage", monkeypatch: pytest.MonkeyPatch):
    story = stage.says("is mmn catching?")
    post = stage.server.post

    def post_slowly(message: Message) -> None:
        stage.server.passes(seconds=3.1)
        post(message)

    monkeypatch.setattr(stage.server, "post", post_slowly)

    assert stage.uses_menu(story).response.text == DONE


# ---- not twice -------------------------------------------------------------------------------------------------------


def link_to(message: Message) -> str:
    return f"https://discord.com/channels/{message.channel.guild.id}/{message.channel.id}/{message.id}"


def test_the_same_answer_within_ten_minutes_is_pointed_to(stage: "Stage"):
    answer = stage.ask("is mmn catching?")
    stage.now += timedelta(minutes=9, seconds=59)

    pointer = stage.says("can I catch it?", by=stage.ben, mention_bot=True).answer

    assert pointer.text == SAID_BEFORE
    assert [(button.label, button.url) for button in pointer.buttons if button.url] == [("Show me", link_to(answer))]


def test_a_command_for_the_same_answer_points_to_it_for_one_alone(stage: "Stage"):
    answer = stage.ask("is mmn catching?")

    pointer = stage.slash("ask", question="can I catch it?", by=stage.ben).response

    assert pointer.ephemeral
    assert [button.url for button in pointer.buttons] == [link_to(answer)]


def test_what_a_command_answered_is_pointed_to(stage: "Stage"):
    answer = stage.slash("ask", question="is mmn catching?").response

    assert link_to(answer) in [button.url for button in stage.ask("is mmn catching?").buttons]


def test_after_ten_minutes_the_answer_is_given_again(stage: "Stage"):
    stage.ask("is mmn catching?")
    stage.now += timedelta(minutes=10)

    assert title(stage.ask("is mmn catching?")) == CATCHING


def test_another_channel_has_not_seen_the_answer(stage: "Stage"):
    stage.ask("is mmn catching?")
    places: list[Channel] = [stage.guild.text_channel("treatment"), stage.help.thread("aside", by=stage.anna)]

    assert [title(stage.ask("is mmn catching?", place)) for place in places] == [CATCHING] * 2


def test_what_an_answer_has_become_by_a_tap_counts(stage: "Stage"):
    answer = stage.ask("can it be cured?")
    stage.tap(answer, choices(answer)[0])

    assert title(stage.ask("can it be cured?")) == CURE
    assert link_to(answer) in [button.url for button in stage.ask(title(answer)).buttons]


@pytest.mark.parametrize("how", ["by hand", "with its button", "with its question"])
def test_an_answer_that_is_gone_is_given_anew(stage: "Stage", how: str):
    asked = stage.says("is mmn catching?", mention_bot=True)
    match how:
        case "by hand":
            stage.deletes(asked.answer, by=stage.ben)
        case "with its button":
            stage.tap(asked.answer, "Remove this")
        case _:
            stage.deletes(asked)

    again = stage.ask("is mmn catching?")

    assert title(again) == CATCHING
    assert link_to(again) in [button.url for button in stage.ask("is mmn catching?").buttons]


@pytest.mark.parametrize("said", ["I can't breathe", "thank you so much", "hands", "asdf qwer", ""])
def test_what_is_no_answer_is_never_pointed_to(stage: "Stage", said: str):
    first, again = stage.ask(said), stage.ask(said)

    assert again.text == first.text


# ---- when something goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.usefixtures("broken")
def test_an_error_of_ours_is_told_with_a_way_to_help(
    stage: "Stage",
    private: bool,  # noqa: FBT001  a table
    caplog: pytest.LogCaptureFixture,
):
    asked = stage.says("is mmn catching?", stage.anna.dm() if private else None, mention_bot=True)

    assert title(asked.answer) == SORRY
    assert asked.answer.reply_to is asked
    assert "](https://www.inflammatoryneuropathies.uk/mmn)" in asked.answer.text
    [line] = logged(caplog)
    assert line.startswith("ERROR an event could not be answered: builtins.LookupError at ")
    assert "catching" not in line


def test_after_an_error_the_next_message_is_answered(
    stage: "Stage", broken: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    stage.ask("is mmn catching?")
    broken.undo()
    caplog.clear()

    assert title(stage.ask("is mmn catching?")) == CATCHING


def test_a_message_that_could_not_be_read_brings_the_numbers(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(stage.service, "explain", lambda _: 1 / 0)

    card = stage.ask("is mmn catching?")
    caplog.clear()

    assert title(card) == "If you need help now"
    assert "United Kingdom, Ireland: 116 123 (Samaritans)" in card.text


def test_where_the_bot_may_not_write_the_log_says_so_and_the_next_message_is_answered(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.help.bot_lacks("send_messages")
    stage.says("is mmn catching?", mention_bot=True)
    [line] = logged(caplog)
    assert line.startswith("WARNING Discord did not take an answer: error ")
    assert line.endswith("(the bot lacks a permission there, which /mmn status names)")

    stage.help.bot_lacks()

    assert title(stage.ask("is mmn catching?")) == CATCHING


@pytest.mark.parametrize(
    ("archived", "told"), [(False, "160005 (the thread is locked)"), (True, "50083 (the thread is archived)")]
)
def test_a_thread_that_was_locked_meanwhile_is_told_to_the_log_once(
    stage: "Stage",
    archived: bool,  # noqa: FBT001  a table
    told: str,
    caplog: pytest.LogCaptureFixture,
):
    thread = stage.help.thread("aside", by=stage.anna)

    def asks() -> None:
        stage.anna.says(thread, "is mmn catching?", mention_bot=True)
        thread.set(locked=True, archived=archived)

    stage.server.at_once(asks)
    stage.settle()

    assert logged(caplog) == [f"WARNING Discord did not take an answer: error {told}"]
    assert title(stage.ask("is mmn catching?")) == CATCHING


def test_somebody_who_closed_their_private_talk_is_no_trouble(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.anna.accepts_dms = False

    stage.says("is mmn catching?", stage.anna.dm())

    assert len(logged(caplog)) == 1
    assert stage.anna.dm().from_bot == []


def test_no_log_line_holds_a_members_words_name_or_id(
    stage: "Stage",
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    caplog.set_level(logging.INFO)  # the most that --verbose lets other libraries say
    caplog.set_level(logging.DEBUG, logger="bot")
    cara = stage.server.person("Carabella", installed_app=True)
    stage.guild.members.append(cara)
    stage.guild.managers.append(cara)
    stage.restart(sees_all=True)
    words, home = "my throat xylophone is mmn catching?", cara.dm()

    def asks_in_every_way(channel: Channel) -> None:
        asked = stage.says(words, channel, by=cara, mention_bot=True)
        stage.edits(asked, f"{stage.server.bot.mention} {words} {words}")
        stage.uses_menu(asked, by=cara)
        for name, option in {"ask": "question", "support": "country"}.items():
            cara.autocompletes(channel, name, **{option: words})
            stage.slash(name, channel, by=cara, **{option: words})
        for label in choices(asked.answer):
            if label in choices(asked.answer):
                stage.tap(asked.answer, label, by=cara)
        stage.deletes(asked)
        stage.slash("forgetme", channel, by=cara)

    asks_in_every_way(home)
    asks_in_every_way(stage.help)
    stage.slash("mmn listen", by=cara, switch="on")
    stage.slash("mmn status", by=cara)
    stage.says(words, by=cara)
    stage.help.bot_lacks("embed_links")
    stage.says(words, by=cara, mention_bot=True)
    stage.server.fail("POST /channels/*/messages", 400)
    stage.says(words, home, by=cara)
    stage.help.bot_lacks()
    monkeypatch.setattr(stage.service, "explain", lambda incoming: 1 / len(incoming.text[:0]))
    stage.says(words, home, by=cara)
    for door in ("decide", "search"):
        monkeypatch.setattr(stage.service, door, lambda said, *_: {}[said])
    asks_in_every_way(home)
    stage.says(words, by=cara)
    lines = logged(caplog, *MUTE)
    told = " ".join(lines) + "".join(capfd.readouterr())

    assert len([line for line in lines if not line.startswith(("DEBUG", "INFO"))]) >= 6
    for word in ("xylophone", "catching", "arabella", str(cara.id), str(home.id), str(stage.help.id)):
        assert word not in told
