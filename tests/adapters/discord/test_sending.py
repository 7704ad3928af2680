"""How a member sends the moderators a question that the FAQ does not answer: who may, what they see, and what goes."""

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from loopback.discord import Channel, Interaction, Message
from loopback.log_lines import logged

if TYPE_CHECKING:
    from conftest import Stage

OPEN = "hands"
CATCHING = "Is MMN contagious?"
NOT_COVERED = "This FAQ has no answer to that"
NOT_HELPED, OTHERS, NONE, MORE = "Not this", "Not this one", "None of these", "More"
SEND, YES, NO = "Ask a moderator", "Yes, send it", "No, do not send it"
CARD, SENT, NOT_SENT, FAILED = "Send this to the moderators?", "Sent. Thank you.", "Not sent", "That could not be sent"
LOST = "I no longer have your words"
REFUSED = "Only the person who asked can send this."
REMOVE, SUPPORT, TOPICS = "Remove this", "Support groups", "All topics"
FOR_ANSWER = "Send it, and bring me the answer"
ANSWERED = "If you ask for it, the moderators can answer you through me: I bring you their words in private. For that I hold, encrypted, who you are until you have their answer, 90 days at most. They never see it."
POSTED = "I post these words in the moderators' chat. They do not see who asked."
KEPT = "I keep these words, encrypted, for 90 days, so that the moderators see what the FAQ lacks. Then I erase them."
UNREACHED = "the moderators' chat of the settings (moderators: discord) could not be reached"
SIGNPOST = "does mmn run in families"
WAYS = {
    "a signpost": (SIGNPOST, ()),
    "none of those suggested": ("hands", (NONE,)),
    "a wrong answer": ("is it catching?", (NOT_HELPED,)),
}
PLACES = ("a channel", "a thread", "a command", "private")


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def choices(message: Message) -> list[str]:
    """What can be tapped or picked."""
    return [*message.labels, *(label for select in message.selects for label in select.options)]


def rows(message: Message) -> list[list[str]]:
    """What the buttons say, row by row."""
    return [[item.get("label", "") for item in row["components"]] for row in message.components]


def ask_in(stage: "Stage", place: str, words: str) -> Message:
    """The reply to a question of Anna's."""
    if place == "a command":
        return stage.slash("ask", question=words).response
    channels = {"private": stage.anna.dm, "a thread": lambda: stage.help.thread("aside", by=stage.anna)}
    return stage.ask(words, channels.get(place, lambda: stage.help)())


def uncovered(stage: "Stage", words: str = OPEN, place: str = "a channel") -> Message:
    """The reply that offers to send these words, for which the FAQ has nothing, or but wrong guesses."""
    reply = ask_in(stage, place, words)
    for label in (NOT_HELPED, NONE, MORE, OTHERS, NONE):
        if label in choices(reply) and SEND not in choices(reply):
            reply = stage.tap(reply, label).response
    return reply


def card(stage: "Stage", words: str = OPEN, place: str = "a channel") -> Message:
    """The card that shows Anna what would be sent of these words."""
    return stage.tap(uncovered(stage, words, place), SEND).response


def shown(message: Message) -> str:
    """The words that a card or a post shows between its quotation marks, as they are written in it."""
    return message.text.partition("“")[2].rpartition("”")[0]


# ---- where it is offered ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("where", ["mods", "key"])
@pytest.mark.parametrize("way", WAYS)
def test_where_the_faq_has_no_answer_the_question_can_be_sent(stage: "Stage", where: str, way: str, place: str):
    _ = stage.has_moderators() if where == "mods" else stage.has_key()
    words, taps = WAYS[way]
    reply = ask_in(stage, place, words)
    for label in taps:
        assert SEND not in choices(reply)
        reply = stage.tap(reply, label).response

    assert SEND in stage.offered(reply)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", WAYS)
def test_without_moderators_or_a_key_nothing_can_be_sent(stage: "Stage", way: str, place: str):
    words, taps = WAYS[way]
    reply = ask_in(stage, place, words)
    for label in taps:
        reply = stage.tap(reply, label).response

    assert SEND not in [*choices(reply), *stage.offered(reply)]


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(
    "words",
    ["I can't breathe", "should I stop my ivig?", "wie geht es dir heute mein freund", "thank you so much", "?!"],
)
def test_what_is_no_open_question_is_not_offered_to_be_sent(stage: "Stage", words: str):
    assert SEND not in choices(ask_in(stage, "a command", words))


@pytest.mark.usefixtures("mods")
def test_a_question_that_was_chosen_and_not_written_is_not_offered_to_be_sent(stage: "Stage"):
    signpost = ask_in(stage, "a command", "Does MMN run in families?")
    menu = stage.slash("topics").response

    assert SEND not in [*choices(signpost), *choices(menu)]


@pytest.mark.usefixtures("mods")
def test_the_button_is_seen_at_once_below_the_reply_that_has_no_answer(stage: "Stage"):
    assert rows(uncovered(stage)) == [[SEND, TOPICS], [SUPPORT, REMOVE]]


@pytest.mark.usefixtures("mods")
def test_below_a_signpost_there_is_room_for_it_too(stage: "Stage"):
    told = stage.tap(ask_in(stage, "a channel", SIGNPOST), MORE).response

    assert rows(told)[2:] == [[OTHERS, "Back"], [SEND, SUPPORT], [TOPICS, REMOVE]]


@pytest.mark.usefixtures("mods")
def test_an_edited_question_is_sent_as_it_was_edited(stage: "Stage"):
    question = stage.says(SIGNPOST, mention_bot=True)
    stage.edits(question, f"{stage.server.bot.mention} does mmn run in families like mine")

    assert shown(stage.tap(question.answer, SEND).response) == "does mmn run in families like mine"


# ---- the two taps ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("posted", "kept"), [(True, False), (False, True), (True, True)])
def test_the_first_tap_shows_the_words_and_what_becomes_of_them(stage: "Stage", posted: bool, kept: bool):  # noqa: FBT001
    if posted:
        stage.has_moderators()
    if kept:
        stage.has_key()

    told = card(stage, place="a command")

    assert told.text.split("\n\n") == [f"{CARD}\n“{OPEN}”", *[POSTED, ANSWERED] * posted, *[KEPT] * kept]
    assert rows(told) == [[YES], *[[FOR_ANSWER]] * posted, [NO]]
    assert not stage.mods or stage.mods.from_bot == []
    assert asyncio.run(stage.store.questions()) == []


@pytest.mark.parametrize("place", PLACES)
def test_the_second_tap_posts_the_words_with_the_nearest_entries(stage: "Stage", mods: Channel, place: str):
    told = card(stage, SIGNPOST, place)

    stage.tap(told, YES)

    assert title(told) == SENT
    assert "They do not see" not in told.text
    assert "they cannot answer you here. Write to a moderator of this group." in told.text
    [post] = mods.from_bot
    assert post.text.startswith(f"A member sends this question\n“{SIGNPOST}”\n\nNearest in the FAQ: heredity, ")
    assert (post.labels, post.pings) == (["Answer it", "Mark as done"], [])


@pytest.mark.parametrize("way", WAYS)
def test_however_the_member_came_there_their_own_words_are_sent(stage: "Stage", mods: Channel, way: str):
    stage.tap(card(stage, WAYS[way][0]), YES)

    assert [shown(post) for post in mods.from_bot] == [WAYS[way][0]]


def test_no_lets_go_of_the_words(stage: "Stage", mods: Channel):
    reply = uncovered(stage, place="a command")
    stage.tap(reply, SEND)

    stage.tap(reply, NO)

    assert reply.text == f"{NOT_SENT}\nNothing was sent, and I have erased your words."
    assert mods.from_bot == []


@pytest.mark.parametrize("place", PLACES)
def test_nothing_about_who_asked_or_where_is_posted_or_kept(stage: "Stage", mods: Channel, place: str):
    stage.has_key()

    stage.tap(card(stage, place=place), YES)

    [post] = mods.from_bot
    about = post.text + repr(post.embeds) + repr(post.payload()["mentions"])
    assert not [who for who in (stage.anna.name, stage.anna.id, stage.help.id, "help") if str(who) in about]
    assert (post.reply_to, stage.kept()) == (None, [OPEN])


def test_with_a_key_the_words_are_kept_so_that_only_the_key_reads_them(stage: "Stage"):
    encryption = stage.has_key()

    stage.tap(card(stage), YES)

    [question] = asyncio.run(stage.store.questions())
    assert b"hands" not in question.sealed
    assert encryption.open(question.sealed) == OPEN
    assert question.at == stage.now


def test_without_a_key_nothing_is_kept(stage: "Stage", mods: Channel):
    stage.tap(card(stage), YES)

    assert len(mods.from_bot) == 1
    assert asyncio.run(stage.store.questions()) == []


# ---- in front of others ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("place", ["a channel", "a command that all see"])
def test_in_a_channel_the_card_is_for_the_member_alone_to_the_end(stage: "Stage", place: str):
    by_command = place == "a command that all see"
    said, tap, left = (
        ("is it catching?", NOT_HELPED, "Is MMN contagious?") if by_command else ("hands", NONE, NOT_COVERED)
    )
    reply = ask_in(stage, "a command" if by_command else place, said)
    assert not reply.ephemeral
    reply = stage.tap(reply, tap).response

    told = stage.tap(reply, SEND).response
    assert (title(told), shown(told), told.ephemeral) == (CARD, said, True)
    stage.tap(told, YES)

    assert (title(told), told.ephemeral) == (SENT, True)
    assert [title(message) for message in stage.help.from_bot] == [left]


def test_in_a_chat_of_friends_somebody_elses_tap_opens_for_them_alone(stage: "Stage"):
    cleo = stage.server.person("Cleo", installed_app=True)
    answer = stage.slash("ask", stage.server.group_chat(cleo, stage.anna), by=cleo, question="is it catching?").response

    opened = stage.tap(answer, "What causes MMN?", by=stage.anna).response

    assert (title(opened), opened.ephemeral, answer.edits) == ("What causes MMN?", True, 0)
    stage.tap(answer, "What causes MMN?", by=cleo)
    assert title(answer) == "What causes MMN?"


@pytest.mark.usefixtures("mods")
def test_in_a_chat_of_friends_the_card_is_for_the_member_alone(stage: "Stage"):
    cleo = stage.server.person("Cleo", installed_app=True)
    chat = stage.server.group_chat(cleo, stage.anna)
    reply = stage.slash("ask", chat, by=cleo, question="is it catching?").response
    offer = stage.tap(reply, NOT_HELPED, by=cleo).response

    told = stage.tap(offer, SEND, by=cleo).response
    stage.tap(told, YES, by=cleo)

    assert (title(told), told.ephemeral) == (SENT, True)
    assert [title(message) for message in chat.messages] == ["Is MMN contagious?"]


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("place", ["a command", "private"])
def test_alone_with_the_bot_it_all_happens_in_one_message(stage: "Stage", place: str):
    reply = uncovered(stage, place=place)

    stage.tap(reply, SEND)
    assert (title(reply), reply.labels) == (CARD, [YES, FOR_ANSWER, NO])
    stage.tap(reply, YES)

    assert (title(reply), reply.labels) == (SENT, [TOPICS, SUPPORT])


@pytest.mark.parametrize("who", ["ben", "cara"])
def test_only_the_one_who_asked_can_send(stage: "Stage", mods: Channel, who: str):
    reply = uncovered(stage)

    told = stage.tap(reply, SEND, by=getattr(stage, who)).response

    assert (told.text, told.ephemeral) == (REFUSED, True)
    assert (title(reply), mods.from_bot) == (NOT_COVERED, [])
    assert title(stage.tap(reply, SEND).response) == CARD


@pytest.mark.usefixtures("mods")
def test_others_who_tap_on_are_not_offered_to_send_what_they_did_not_ask(stage: "Stage"):
    answer, offer = stage.ask("is it catching?"), stage.ask("hands")

    own = stage.tap(answer, NOT_HELPED, by=stage.cara).response
    another = stage.tap(offer, NONE, by=stage.cara).response

    assert (title(another), [SEND in each.labels for each in (own, another)]) == (NOT_COVERED, [False] * 2)
    stage.tap(offer, NONE)
    assert SEND in offer.labels


@pytest.mark.usefixtures("mods")
def test_nobody_sends_the_words_of_another_member(stage: "Stage"):
    stage.restart(sees_all=True)
    story = stage.says(OPEN)

    for_ben = stage.uses_menu(story).response
    for_all = stage.says("", by=stage.ben, mention_bot=True, reply_to=story).answer
    for label in (NOT_HELPED, NONE):
        for message in (for_ben, for_all):
            if label in choices(message):
                stage.tap(message, label, by=stage.ben)

    assert SEND not in choices(for_ben)
    assert stage.tap(for_all, SEND, by=stage.ben).response.text == REFUSED
    assert shown(stage.tap(for_all, SEND).response) == OPEN


@pytest.mark.usefixtures("mods")
def test_who_has_their_own_words_answered_by_the_menu_can_send_them(stage: "Stage"):
    story = stage.says(SIGNPOST, by=stage.ben)

    told = stage.tap(stage.uses_menu(story).response, SEND, by=stage.ben).response

    assert (title(told), shown(told)) == (CARD, SIGNPOST)


# ---- words that are gone ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("tapped", [SEND, YES])
@pytest.mark.parametrize("why", ["an hour", "a restart", "forgetme"])
def test_words_that_are_gone_are_not_sent_and_the_member_is_told(
    stage: "Stage", mods: Channel, why: str, tapped: str, place: str
):
    message = uncovered(stage, place=place) if tapped == SEND else card(stage, place=place)
    if why == "an hour":
        stage.now += timedelta(hours=1)
    elif why == "a restart":
        stage.restart()
    else:
        stage.slash("forgetme")

    told = stage.tap(message, tapped).response

    assert title(told) == LOST
    assert told.ephemeral or place == "private"
    assert "Please ask again, and tap the button below my reply." in told.text
    assert SEND not in told.labels
    assert mods.from_bot == []


@pytest.mark.usefixtures("mods")
def test_words_are_held_for_nearly_an_hour(stage: "Stage"):
    reply = uncovered(stage)
    stage.now += timedelta(minutes=59)

    assert shown(stage.tap(reply, SEND).response) == OPEN


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(("words", "tap"), [("hands", NONE), ("is it catching?", NOT_HELPED), (SIGNPOST, MORE)])
def test_where_the_words_are_gone_the_way_there_offers_no_sending(stage: "Stage", words: str, tap: str):
    reply = stage.ask(words)
    stage.restart()

    led_to = stage.tap(reply, tap).response

    assert SEND not in led_to.labels


@pytest.mark.usefixtures("mods")
def test_somebody_elses_tap_on_words_that_are_gone_is_told_to_them_alone(stage: "Stage"):
    reply = uncovered(stage)
    stage.restart()

    told = stage.tap(reply, SEND, by=stage.cara).response

    assert (title(told), told.ephemeral, title(reply)) == (LOST, True, NOT_COVERED)


# ---- once ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_a_trembling_hand_sends_once(stage: "Stage", mods: Channel, place: str):
    stage.has_key()
    told = card(stage, place=place)

    def tap_twice() -> list[Interaction]:
        return [stage.anna.clicks(told, YES), stage.anna.clicks(told, YES)]

    stage.server.at_once(tap_twice)
    stage.settle()

    assert title(told) == SENT
    assert ([shown(post) for post in mods.from_bot], stage.kept()) == ([OPEN], [OPEN])


def test_two_cards_for_one_question_send_it_once(stage: "Stage", mods: Channel):
    reply = uncovered(stage)
    cards = [stage.tap(reply, SEND).response for _ in range(2)]

    for told in cards:
        stage.tap(told, YES)

    assert title(cards[0]) == SENT
    assert len(mods.from_bot) == 1


def test_two_questions_are_two_letters(stage: "Stage", mods: Channel):
    first, second = card(stage), card(stage, SIGNPOST, "private")

    stage.tap(second, YES)
    stage.tap(first, YES)

    assert [shown(post) for post in mods.from_bot] == [SIGNPOST, OPEN]


# ---- moderators who cannot be reached --------------------------------------------------------------------------------

TROUBLES = {
    "view_channel": "Discord says 50001, the bot has no access to that channel",
    "send_messages": "Discord says 50013, the bot lacks a permission there, which /mmn status names",
    "deleted": "Discord says 10003, there is no such channel",
    "a forum": "Discord says 50008, it is no channel to write in",
}


def trouble(stage: "Stage", mods: Channel, what: str) -> None:
    if what == "deleted":
        del stage.server.channels[mods.id]
    elif what == "a forum":
        stage.mods = stage.guild.forum("questions")
        stage.restart()
    else:
        mods.bot_lacks(what)


@pytest.mark.parametrize("what", TROUBLES)
def test_what_is_kept_is_sent_though_the_moderators_cannot_be_reached(
    stage: "Stage", mods: Channel, what: str, caplog: pytest.LogCaptureFixture
):
    stage.has_key()
    trouble(stage, mods, what)
    told = card(stage)

    stage.tap(told, YES)

    assert title(told) == SENT
    assert stage.kept() == [OPEN]
    assert logged(caplog) == [f"WARNING {UNREACHED}: {TROUBLES[what]}"]


@pytest.mark.parametrize("what", TROUBLES)
def test_what_is_not_kept_is_not_sent_then_and_the_log_says_why(
    stage: "Stage", mods: Channel, what: str, caplog: pytest.LogCaptureFixture
):
    trouble(stage, mods, what)
    told = card(stage)

    stage.tap(told, YES)

    assert (title(told), told.labels) == (FAILED, [YES, TOPICS, SUPPORT])
    assert "Please tap again in a few minutes. Write to a moderator of this group." in told.text
    assert logged(caplog) == [f"WARNING {UNREACHED}: {TROUBLES[what]}"]


@pytest.mark.parametrize("place", PLACES)
def test_what_could_not_be_sent_can_be_tried_again(
    stage: "Stage", mods: Channel, place: str, caplog: pytest.LogCaptureFixture
):
    mods.bot_lacks("send_messages")
    told = card(stage, place=place)
    stage.tap(told, YES)
    caplog.clear()

    mods.bot_lacks()
    stage.tap(told, YES)

    assert title(told) == SENT
    assert [shown(post) for post in mods.from_bot] == [OPEN]


def test_a_thread_of_the_moderators_is_posted_to_though_it_was_archived(stage: "Stage"):
    stage.mods = stage.help.thread("for moderators", by=stage.ben)
    stage.mods.set(archived=True)
    stage.restart()

    stage.tap(card(stage), YES)

    assert [shown(post) for post in stage.mods.from_bot] == [OPEN]


def test_a_store_that_fails_keeps_nothing_and_the_moderators_have_it(
    stage: "Stage", mods: Channel, caplog: pytest.LogCaptureFixture
):
    stage.has_key()
    told = card(stage)
    stage.store_fails("keep_question")

    stage.tap(told, YES)

    assert (title(told), len(mods.from_bot)) == (SENT, 1)
    assert logged(caplog) == ["ERROR a question for the moderators could not be kept: the disk is full"]


def test_where_neither_the_store_nor_the_moderators_take_it_the_member_is_told(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.has_key()
    told = card(stage)
    stage.store_fails("keep_question")

    stage.tap(told, YES)

    assert (title(told), YES in told.labels) == (FAILED, True)
    caplog.clear()


def test_a_moderators_channel_that_takes_its_time_costs_the_member_no_reply(
    stage: "Stage", mods: Channel, monkeypatch: pytest.MonkeyPatch
):
    take = stage.conversation.moderator_chats.take

    async def slow(*said: object) -> bool:
        stage.server.passes(seconds=4)  # Discord waits three for a first sign
        return await take(*said)

    told = card(stage)
    monkeypatch.setattr(stage.conversation.moderator_chats, "take", slow)

    stage.tap(told, YES)

    assert (title(told), len(mods.from_bot)) == (SENT, 1)


def test_a_failure_of_ours_is_told_to_the_member_alone(
    stage: "Stage", mods: Channel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    told = card(stage)
    monkeypatch.setattr(stage.service, "explain", lambda said: {}[said])

    [sorry] = stage.tap(told, YES).followups

    assert (title(sorry), sorry.ephemeral, mods.from_bot) == ("Sorry, something went wrong", True, [])
    [line] = logged(caplog)
    assert line.startswith("ERROR an event could not be answered: builtins.KeyError at ")
    assert "hands" not in line


# ---- what is sent ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("is zebra@example.org about nerves?", "is [e-mail address] about nerves?"),
        (
            "does a hamster with 020 7946 0123 have nerves like ours?",
            "does a hamster with [phone number] have nerves like ours?",
        ),
        ("is https://example.org/hamster about nerves?", "is [link] about nerves?"),
        ("does @anna_smith know my hamster's nerves?", "does [name] know my hamster's nerves?"),
    ],
)
def test_what_leads_to_a_person_is_taken_out_before_it_is_shown(stage: "Stage", mods: Channel, said: str, goes: str):
    told = card(stage, said, "a command")
    assert shown(told).replace("\\", "") == goes

    stage.tap(told, YES)

    assert [shown(post).replace("\\", "") for post in mods.from_bot] == [goes]


def test_markup_is_shown_as_it_was_typed(stage: "Stage", mods: Channel):
    said = "# does *my* __hamster__ have nerves like ours\n> ||nerves|| [here](now) `x`\n- or not?"
    told = card(stage, said, "private")
    stage.tap(told, YES)

    [post] = mods.from_bot
    assert shown(post) == (
        "# does \\*my\\* \\_\\_hamster\\_\\_ have nerves like ours\n\\> \\|\\|nerves\\|\\| \\[here\\](now) \\`x\\`\n\\- or not?"
    )


def test_a_long_question_is_cut_and_pings_nobody(stage: "Stage", mods: Channel):
    loud = f"@everyone @here {stage.ben.mention} <@&{stage.guild.manager_role}> "
    told = card(stage, (loud + "does a *hamster* have nerves like ours? " * 150)[:1970], "private")
    whole = shown(told).replace("\\", "")
    stage.tap(told, YES)

    [post] = mods.from_bot
    assert shown(post).replace("\\", "") == whole
    assert whole.startswith("[name] [name]")
    assert 990 < len(whole) <= 1_002
    assert whole.endswith(" …")
    assert not {"@everyone", "@here", stage.ben.mention} & set(post.text.split())
    assert (post.pings, post.allowed_mentions["parse"], told.pings) == ([], [], [])


def test_nothing_of_it_reaches_the_log(stage: "Stage", mods: Channel, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, logger="bot")
    mods.bot_lacks("send_messages")

    stage.tap(card(stage), YES)

    assert "hands" not in " ".join(logged(caplog))
