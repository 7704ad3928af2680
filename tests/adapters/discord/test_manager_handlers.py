"""What those who manage a server can do, and what the bot says unasked."""

import asyncio
from typing import TYPE_CHECKING

import pytest
from loopback.discord import Channel, Impossible, Message

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
URGENT = "If you need help now"
BEGINS = "Those who manage this server let me listen here: from now on I may read all messages in this channel."
UNTOLD = "I could not say so in that channel: please tell its members."
SORRY = "Sorry, something went wrong"
MANAGERS_ONLY = "Only those who may manage this server can do that."
SEES_ALL = "Discord shows me what every message in my channels says."
SEES_SOME = "Discord shows me only what is said to me"
ON = "Listening is on in this channel"
OFF = "Listening is off in this channel"
DEAF = "So I hear nothing yet."
COMPLETE = "I have all the permissions that I need in this channel."
REMOVING = "Who asked, and those who may manage messages here, can remove an answer of mine."
NUMBER = "The number of this chat is "


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def listen(stage: "Stage", how: str = "on", where: Channel | None = None, **options: Channel) -> str:
    """What the bot says to Ben's /mmn listen in #help, unless told otherwise."""
    told = stage.slash("mmn listen", where, by=stage.ben, switch=how, **options).response
    assert told.ephemeral
    return told.text


def status(stage: "Stage", where: Channel | None = None) -> list[str]:
    """The paragraphs of what the bot says to Ben's /mmn status."""
    told = stage.slash("mmn status", where, by=stage.ben).response
    assert told.ephemeral
    heading, _, text = told.text.partition("\n")
    assert heading == "What I can see and do here"
    return text.split("\n\n")


def heard(stage: "Stage", channel: Channel | None = None, words: str = "is mmn catching?") -> list[str]:
    """The titles of what the bot says to this talk of Anna's, which is not said to it."""
    place = channel or stage.help
    before = len(place.from_bot)
    stage.says(words, place)
    return [title(message) for message in place.from_bot[before:]]


@pytest.fixture
def listening(stage: "Stage") -> None:
    """The bot hears all that is said in #help, as Ben told it to."""
    stage.restart(sees_all=True)
    listen(stage)


# ---- listening -------------------------------------------------------------------------------------------------------


def test_the_bot_does_not_listen_until_a_manager_says_so(stage: "Stage"):
    stage.restart(sees_all=True)
    assert heard(stage) == []

    assert listen(stage).startswith("Listening is on in #help. I speak up only in an emergency")

    asked = stage.says("is mmn catching?")
    assert title(asked.answer) == CATCHING
    assert asked.answer.reply_to is asked
    assert asked.answer.pings == []


@pytest.mark.usefixtures("listening")
def test_listening_ends_when_a_manager_says_so(stage: "Stage"):
    assert listen(stage, "off") == "Listening is off in #help. I answer only what is said to me."

    assert heard(stage) == []


@pytest.mark.usefixtures("listening")
def test_members_are_told_once_that_the_bot_listens(stage: "Stage"):
    listen(stage)
    listen(stage)
    assert [message.text.startswith(BEGINS) for message in stage.help.from_bot] == [True]

    listen(stage, "off")
    listen(stage)
    assert len(stage.help.from_bot) == 2


def test_where_members_cannot_be_told_who_switched_it_on_is(stage: "Stage"):
    stage.help.bot_lacks("send_messages")

    assert UNTOLD in listen(stage)
    assert stage.help.from_bot == []


def test_members_are_told_where_no_embed_is_allowed_too(stage: "Stage"):
    stage.help.bot_lacks("embed_links")

    assert UNTOLD not in listen(stage)
    assert [message.content.startswith(BEGINS) for message in stage.help.from_bot] == [True]


@pytest.mark.usefixtures("listening")
def test_listening_ends_where_the_bot_is_removed_from_the_server(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)
    listen(stage, where=thread)
    stage.guild.removes_bot()
    stage.settle()

    stage.guild.invites_bot()
    stage.settle()

    assert heard(stage) == heard(stage, thread) == []


@pytest.mark.usefixtures("listening")
def test_listening_ends_where_the_bot_was_removed_while_it_did_not_run(stage: "Stage"):
    stage.stop()
    stage.guild.removes_bot()
    stage.restart(sees_all=True)
    stage.guild.invites_bot()
    stage.settle()

    assert heard(stage) == []


@pytest.mark.parametrize("what", ["a channel", "a thread"])
@pytest.mark.usefixtures("listening")
def test_listening_ends_with_its_channel(stage: "Stage", what: str):
    place = stage.help if what == "a channel" else stage.help.thread("aside", by=stage.anna)
    listen(stage, where=place)

    place.is_deleted()
    stage.settle()

    assert not asyncio.run(stage.store.listening(f"discord:{place.id}"))


def test_listening_in_one_channel_is_not_listening_in_another(stage: "Stage"):
    assert heard(stage, stage.guild.text_channel("random")) == []


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(
    "said",
    [
        "thanks everyone, had my ivig today",
        "good luck with your EMG tomorrow Pete",
        "hands?",
        "asdf qwer",
        "should I stop my ivig?",
        "does mmn run in families",
        "",
    ],
)
def test_talk_that_was_overheard_is_met_with_silence(stage: "Stage", said: str):
    assert heard(stage, words=said) == []


@pytest.mark.usefixtures("listening")
def test_an_emergency_that_was_overheard_is_answered_every_time(stage: "Stage"):
    cry = "my throat is closing and I can't breathe since the drip"

    assert heard(stage, words=cry) + heard(stage, words=cry) == [URGENT] * 2


@pytest.mark.usefixtures("listening")
def test_listening_goes_on_after_a_restart(stage: "Stage"):
    stage.restart(sees_all=True)

    assert heard(stage) == [CATCHING]


@pytest.mark.usefixtures("listening")
def test_listening_in_a_channel_is_listening_in_its_threads(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)

    assert heard(stage, thread) == [CATCHING]
    assert [message.text.startswith(BEGINS) for message in stage.help.from_bot] == [True]


@pytest.mark.parametrize("kind", ["forum", "text_channel"])
def test_another_channel_can_be_named(stage: "Stage", kind: str):
    stage.restart(sees_all=True)
    other = getattr(stage.guild, kind)("questions")
    stage.settle()

    told = listen(stage, channel=other)
    assert told.startswith("Listening is on in #questions.")
    assert (UNTOLD in told) is (kind == "forum")  # in a forum nobody can write, but in its posts

    post = other.post("Worried", "is mmn catching?", by=stage.anna) if kind == "forum" else other
    before = len(post.from_bot)
    if kind == "text_channel":
        stage.says("is mmn catching?", other)
    stage.settle()
    assert [title(message) for message in post.from_bot[before:]] == [CATCHING]
    assert heard(stage) == []


def test_listening_in_a_thread_is_not_listening_in_its_channel(stage: "Stage"):
    stage.restart(sees_all=True)
    thread = stage.help.thread("aside", by=stage.anna)
    listen(stage, where=thread)

    assert heard(stage) == []
    assert heard(stage, thread, "can it be cured?") == ["Is there a cure for MMN?"]


def test_a_thread_that_was_archived_long_ago_can_be_named_too(stage: "Stage"):
    old = stage.help.thread("old", by=stage.anna)
    old.set(archived=True)
    stage.restart()

    assert "#old" in listen(stage, channel=old)


@pytest.mark.usefixtures("listening")
def test_what_is_said_to_the_bot_is_answered_where_it_listens_too(stage: "Stage"):
    assert title(stage.ask("hands")) == "Let me ask back"


def test_without_the_intent_listening_tells_that_it_hears_nothing_and_what_to_do(stage: "Stage"):
    told = listen(stage)

    assert DEAF in told
    assert "switches Message Content Intent on" in told
    assert heard(stage) == []


def test_with_the_intent_there_is_nothing_more_to_do(stage: "Stage"):
    stage.restart(sees_all=True)

    assert DEAF not in listen(stage)


def test_a_category_is_no_channel_and_refused(stage: "Stage"):
    told = listen(stage, channel=stage.guild.category("Care"))

    assert told == "That is a category. Please name one of its channels, or use this command in it."


def test_in_a_channel_that_the_bot_may_not_see_listening_says_so(stage: "Stage"):
    stage.restart(sees_all=True)
    private = stage.guild.text_channel("private", bot_lacks=["view_channel"])

    assert "But I lack permissions there: View Channel." in listen(stage, channel=private)
    assert "I lack permissions there" not in listen(stage)


def test_status_names_a_moderators_channel_that_is_not_there(stage: "Stage"):
    stage.has_moderators()
    assert not any("moderators' channel" in line for line in status(stage))

    stage.conversation.moderator_chats.chats = {"discord": 4711}
    assert "The moderators' channel of my settings (4711) is not there" in " ".join(status(stage))


def test_who_switches_listening_off_need_not_hear_of_the_intent(stage: "Stage"):
    assert DEAF not in listen(stage, "off")


# ---- for managers alone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "options"), [("mmn listen", {"switch": "on"}), ("mmn status", {})])
def test_others_are_not_offered_what_managers_can_do(stage: "Stage", name: str, options: dict[str, str]):
    with pytest.raises(Impossible, match="Anna is not offered 'mmn"):
        stage.slash(name, **options)


@pytest.mark.parametrize(("name", "options"), [("mmn listen", {"switch": "on"}), ("mmn status", {})])
def test_others_to_whom_a_server_offers_it_all_the_same_are_refused(stage: "Stage", name: str, options: dict[str, str]):
    stage.restart(sees_all=True)
    for command in stage.server.commands.kept[0]:
        command["default_member_permissions"] = None  # as a server's own settings can have it

    told = stage.slash(name, **options).response

    assert (told.text, told.ephemeral) == (MANAGERS_ONLY, True)
    assert heard(stage) == []


@pytest.mark.parametrize(("name", "options"), [("mmn listen", {"switch": "on"}), ("mmn status", {})])
def test_in_private_there_is_nothing_to_switch_and_nothing_offered(stage: "Stage", name: str, options: dict[str, str]):
    with pytest.raises(Impossible, match="Ben is not offered 'mmn"):
        stage.slash(name, stage.ben.dm(), by=stage.ben, **options)


@pytest.mark.parametrize(("name", "options"), [("mmn listen", {"switch": "on"}), ("mmn status", {})])
def test_where_discord_still_offers_it_in_private_the_bot_tells_that_it_is_for_servers(
    stage: "Stage", name: str, options: dict[str, str]
):
    for command in stage.server.commands.kept[0]:
        command["contexts"] = [0, 1, 2]

    told = stage.slash(name, stage.ben.dm(), by=stage.ben, **options).response

    assert told.text.startswith("That is for servers.")
    assert told.ephemeral


def test_a_manager_of_a_server_without_the_bot_is_not_offered_it(stage: "Stage"):
    cleo = stage.server.person("Cleo", installed_app=True)
    chat = stage.server.guild("Knitting", [cleo], managers=[cleo], bot=False).text_channel("chat")

    assert "ask" in cleo.commands_in(chat)
    assert "mmn" not in cleo.commands_in(chat)


# ---- what the bot can see and do -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sees_all", "listens", "told"),
    [
        (False, False, [SEES_SOME, OFF, COMPLETE, REMOVING, NUMBER]),
        (False, True, [SEES_SOME, ON, DEAF, COMPLETE, REMOVING, NUMBER]),
        (True, False, [SEES_ALL, OFF, COMPLETE, REMOVING, NUMBER]),
        (True, True, [SEES_ALL, ON, COMPLETE, REMOVING, NUMBER]),
    ],
)
def test_status_tells_what_the_bot_sees_and_whether_it_listens(
    stage: "Stage",
    sees_all: bool,  # noqa: FBT001  a table
    listens: bool,  # noqa: FBT001
    told: list[str],
):
    stage.restart(sees_all=sees_all)
    if listens:
        listen(stage)

    paragraphs = status(stage)

    assert len(paragraphs) == len(told)
    assert all(paragraph.startswith(start) for paragraph, start in zip(paragraphs, told, strict=True))


@pytest.mark.usefixtures("listening")
def test_status_in_a_thread_tells_how_it_is_there(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)

    assert status(stage, thread)[1].startswith(ON)
    assert status(stage, stage.guild.text_channel("random"))[1].startswith(OFF)


@pytest.mark.parametrize(
    ("lacks", "named"),
    [
        (["send_messages"], "Send Messages"),
        (["send_messages_in_threads", "read_message_history"], "Send Messages in Threads, Read Message History"),
    ],
)
def test_status_names_the_permissions_that_are_missing(stage: "Stage", lacks: list[str], named: str):
    stage.help.bot_lacks(*lacks)

    *_, missing, _, _ = status(stage)

    assert missing.startswith(f"I lack permissions in this channel: {named}. To grant them,")


def test_status_works_in_a_channel_that_the_bot_does_not_see(stage: "Stage"):
    stage.help.bot_lacks("view_channel")

    assert "View Channel" in status(stage)[-3]


def test_status_tells_the_number_of_the_chat_as_the_settings_want_it(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)

    assert status(stage)[-1] == f"{NUMBER}{stage.help.id}."
    assert status(stage, thread)[-1] == f"{NUMBER}{thread.id}."


# ---- when something goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "options"), [("mmn listen", {"switch": "on"}), ("mmn status", {})])
def test_a_store_that_cannot_be_used_is_told_to_the_manager(
    stage: "Stage", name: str, options: dict[str, str], caplog: pytest.LogCaptureFixture
):
    stage.store.breaks()

    sorry = stage.slash(name, by=stage.ben, **options).response

    assert (title(sorry), sorry.ephemeral) == (SORRY, True)
    [record] = caplog.records
    assert "restore it from a backup" in record.getMessage()
    caplog.clear()


@pytest.mark.usefixtures("listening")
def test_talk_that_was_overheard_and_failed_gets_no_sorry(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(stage.service, "decide", lambda said: {}[said])

    assert heard(stage) == []
    assert len(caplog.records) == 1
    caplog.clear()


def test_where_the_store_fails_nobody_who_did_not_speak_to_the_bot_hears_from_it(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.restart(sees_all=True)
    stage.store.breaks()

    assert heard(stage, words="lovely weather today") == []
    caplog.clear()


def test_where_the_store_fails_what_is_said_to_the_bot_is_answered(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.restart(sees_all=True)
    stage.store.breaks()

    assert title(stage.ask("is mmn catching?")) == CATCHING
    assert {record.levelname for record in caplog.records} == {"ERROR"}
    assert all("restore it from a backup" in record.getMessage() for record in caplog.records)
    caplog.clear()


@pytest.mark.usefixtures("listening")
def test_overheard_where_the_bot_may_not_write_is_told_to_the_log_alone(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.help.bot_lacks("send_messages")

    assert heard(stage) == []
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    caplog.clear()
