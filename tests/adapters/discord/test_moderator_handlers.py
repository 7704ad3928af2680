"""What moderators do in their server: try a question, see what the FAQ lacks, read it anew; and what they are told."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from loopback.discord import Channel, Impossible, Interaction, Message
from loopback.log_lines import logged

from bot.adapters.discord.client import Client
from bot.adapters.outage import Outage
from bot.answering.service import Service
from bot.content import load
from bot.encryption import Encryption
from bot.model import Bullets, Code, Outcome, Paragraph, Reply
from bot.moderating import notices

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
SEND, SHARE = "Ask a moderator", "Show to everyone"
GAPS = "What members ask that the FAQ lacks"
MANAGERS_ONLY = "Only those who may manage this server can do that."
ONLY_HERE = "That is for the moderators' chat. To make this chat theirs, whoever runs me writes into my settings, below moderators: "
SORRY = "Sorry, something went wrong"
NO_KEY = "Questions that members send are posted here, but not kept."
NONE_SENT = "Members have sent nothing that the FAQ lacks."
COMMANDS = [("mmn try", {"question": "is it catching?"}), ("mmn gaps", {}), ("mmn reload", {}), ("mmn workbench", {})]
OPEN = {
    "can I get my tattoo done": 3,
    "can I get tattoos done": 1,
    "does the hospital pay for the taxi": 2,
    "who pays for the taxi to the hospital": 1,
    "do penguins knit scarves": 1,
}


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def read(used: Interaction) -> list[Message]:
    """All that the bot shows to a command, which nobody else sees."""
    shown = [used.response, *used.followups]
    assert all(message.ephemeral for message in shown)
    return shown


def does(stage: "Stage", name: str, where: Channel | None = None, **options: str) -> list[Message]:
    """What Ben is shown when he uses a command under /mmn in the moderators' channel, unless told otherwise."""
    return read(stage.slash(f"mmn {name}", where or stage.mods, by=stage.ben, **options))


def fenced(messages: Sequence[Message]) -> list[str]:
    """The blocks of YAML that can be copied out of messages."""
    return re.findall(r"```yaml\n(.*?)\n```", "\n".join(message.text for message in messages), re.DOTALL)


def offered_to_all(stage: "Stage") -> None:
    """A server's own settings offer /mmn to everybody."""
    for command in stage.server.commands.kept[0]:
        command["default_member_permissions"] = None


@pytest.fixture
def elsewhere(stage: "Stage") -> Channel:
    """A channel of another server, which Ben manages too and which has the bot as well."""
    return stage.server.guild("Knitting", [stage.ben], managers=[stage.ben]).text_channel("wool")


def sends(stage: "Stage", *questions: str) -> None:
    """Members sent these, some time ago."""
    encryption = Encryption(stage.key)
    for question in questions:
        asyncio.run(stage.store.keep_question(encryption.seal(question), stage.now))


# ---- for whom --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(("name", "options"), COMMANDS)
def test_who_manages_the_moderators_server_can_anywhere_in_it(stage: "Stage", name: str, options: dict[str, str]):
    thread = stage.help.thread("aside", by=stage.anna)

    for place in (stage.mods, stage.help, thread):
        told = read(stage.slash(name, place, by=stage.ben, **options))
        assert not told[0].text.startswith(("That is for", "Only those"))


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(("name", "options"), COMMANDS)
def test_in_another_server_it_is_refused_with_the_setting_to_write(
    stage: "Stage", elsewhere: Channel, name: str, options: dict[str, str]
):
    [told] = read(stage.slash(name, elsewhere, by=stage.ben, **options))

    assert told.text == f"{ONLY_HERE}discord: {elsewhere.id}"


@pytest.mark.parametrize(("name", "options"), COMMANDS)
def test_where_no_channel_is_the_moderators_it_is_refused_with_the_setting_to_write(
    stage: "Stage", name: str, options: dict[str, str]
):
    stage.has_key()

    [told] = read(stage.slash(name, by=stage.ben, **options))

    assert told.text == f"{ONLY_HERE}discord: {stage.help.id}"


@pytest.mark.parametrize(("name", "options"), COMMANDS)
@pytest.mark.parametrize("trouble", ["deleted", "no access"])
def test_a_moderators_channel_that_is_gone_is_nobodys_and_one_unseen_is_still_theirs(
    stage: "Stage", mods: Channel, trouble: str, name: str, options: dict[str, str]
):
    if trouble == "deleted":
        stage.guild.channels.remove(mods)
        del stage.server.channels[mods.id]
    else:
        mods.bot_lacks("view_channel")
    stage.restart()

    told = read(stage.slash(name, by=stage.ben, **options))[0]

    assert told.text.startswith(ONLY_HERE) is (trouble == "deleted")


@pytest.mark.parametrize(("name", "options"), COMMANDS)
def test_a_thread_of_the_moderators_is_theirs_though_it_was_archived(
    stage: "Stage", name: str, options: dict[str, str]
):
    stage.mods = stage.help.thread("for moderators", by=stage.ben)
    stage.mods.set(archived=True)
    stage.restart()

    assert not read(stage.slash(name, by=stage.ben, **options))[0].text.startswith(ONLY_HERE)


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(("name", "options"), COMMANDS)
def test_members_are_not_offered_it_and_are_refused_where_they_are(stage: "Stage", name: str, options: dict[str, str]):
    with pytest.raises(Impossible, match="Anna is not offered 'mmn"):
        stage.slash(name, **options)
    offered_to_all(stage)

    assert [message.text for message in read(stage.slash(name, stage.mods, **options))] == [MANAGERS_ONLY]


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(("name", "options"), COMMANDS)
def test_in_private_it_is_refused(stage: "Stage", name: str, options: dict[str, str]):
    for command in stage.server.commands.kept[0]:
        command["contexts"] = [0, 1, 2]

    [told] = read(stage.slash(name, stage.ben.dm(), by=stage.ben, **options))

    assert told.text.startswith("That is for servers.")


@pytest.mark.usefixtures("mods")
def test_the_commands_are_described_in_the_words_of_the_faq(stage: "Stage"):
    words = stage.service.faq.community.commands
    [mmn] = [command for command in stage.server.commands.kept[0] if command["name"] == "mmn"]
    under = {each["name"]: each for each in mmn["options"]}

    for name in ("try", "gaps", "reload", "workbench"):
        assert under[name]["description"] == words[name]
        assert under[name]["description_localizations"] == {"en-US": words[name], "en-GB": words[name]}
    [question] = under["try"]["options"]
    assert (question["name"], question["description"], question["required"]) == ("question", words["question"], True)
    assert [under[name].get("options") or [] for name in ("gaps", "reload")] == [[], []]


# ---- /mmn try --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(
    ("question", "expected", "decided"),
    [
        ("is it catching?", CATCHING, "Decided: answer (surely this question), confidence "),
        ("hands", "Let me ask back", "Decided: suggest (not sure which question), confidence "),
        ("does mmn run in families", "Does MMN run in families?", "Decided: not-covered (the FAQ has no answer to "),
        ("I can't breathe", "If you need help now", "Decided: urgent (like an emergency), confidence"),
    ],
)
def test_try_shows_the_reply_as_members_see_it_and_why(stage: "Stage", question: str, expected: str, decided: str):
    reply, why = does(stage, "try", question=question)
    as_member = stage.slash("ask", stage.anna.dm(), question=question).response

    assert (title(reply), reply.text) == (expected, as_member.text)
    assert set(reply.labels) - {SHARE} == set(as_member.labels) - {SEND, SHARE}
    assert why.text.startswith("Read as: ")
    assert decided in why.text
    assert why.labels == []


@pytest.mark.usefixtures("mods")
def test_try_names_the_likeliest_entries(stage: "Stage"):
    _, why = does(stage, "try", question="is it catchin?")

    assert "mended: catchin → catching" in why.text
    assert re.search(r"\n• contagious [01]\.\d\d: “.+”\n", why.text)


@pytest.mark.usefixtures("mods")
def test_what_moderators_try_is_not_counted_nor_remembered(stage: "Stage"):
    for question in ("is it catching?", "hands", "does mmn run in families", "asdf qwer"):
        does(stage, "try", stage.help, question=question)

    assert stage.counted() == {}
    assert title(stage.ask("is it catching?")) == CATCHING


@pytest.mark.usefixtures("mods")
def test_try_without_words_says_how(stage: "Stage"):
    [told] = does(stage, "try", question=" ")

    assert told.text == "Write a question behind the command, in a member's words."


@pytest.mark.usefixtures("mods")
def test_try_of_a_very_long_question_shows_all_of_why(stage: "Stage"):
    _, *why = does(stage, "try", question="*hamster* _nerves_ " * 315)

    whole = "".join(message.text for message in why)
    assert whole.startswith("Read as: hamster nerve hamster")
    assert "Decided: " in whole


# ---- /mmn gaps -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mods")
def test_without_a_key_gaps_tells_what_to_do(stage: "Stage"):
    [told] = does(stage, "gaps")

    assert told.text.startswith(NO_KEY)
    assert "make key" in told.text


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("sent", [(), ("is it catching?", "thank you so much")])
def test_where_nothing_is_lacking_gaps_says_so(stage: "Stage", sent: Sequence[str]):
    stage.has_key()
    sends(stage, *sent)

    [told] = does(stage, "gaps")

    assert told.text == f"{GAPS}\n{NONE_SENT}"


@pytest.mark.usefixtures("mods")
def test_what_members_sent_is_shown_in_groups_with_yaml_to_paste(stage: "Stage"):
    stage.has_key()
    sends(stage, *(question for question, times in OPEN.items() for _ in range(times)), "is it catching?")

    [told] = does(stage, "gaps")

    assert title(told) == GAPS
    assert told.text.index("Asked 4 times.") < told.text.index("Asked 3 times.") < told.text.index("Asked 1 time.")
    tattoo, taxi, penguins = (yaml.safe_load(f"asks:\n{block}")["asks"] for block in fenced([told]))
    assert [*tattoo, *taxi, *penguins] == list(OPEN)
    assert "catching?" not in told.text


@pytest.mark.usefixtures("mods")
def test_a_question_that_a_member_sends_is_among_the_gaps(stage: "Stage"):
    stage.has_key()
    reply = stage.slash("ask", question="hands").response
    for label in ("None of these", SEND, "Yes, send it"):
        stage.tap(reply, label)

    assert "  - hands" in fenced(does(stage, "gaps"))


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("others", [0, 2])
def test_questions_sealed_by_a_key_that_is_lost_are_told_as_a_number(stage: "Stage", others: int):
    stage.has_key()
    sends(stage, *list(OPEN)[:3])
    stage.has_key()
    sends(stage, *list(OPEN)[3:][:others])

    [told] = does(stage, "gaps")

    assert told.text.endswith("Questions that cannot be read with the present key: 3.")
    assert len(fenced([told])) == others
    assert (NONE_SENT in told.text) is not others


@pytest.mark.usefixtures("mods")
def test_gaps_longer_than_a_message_are_shown_whole_in_more(stage: "Stage"):
    stage.has_key()
    long = [f"zebra quux {'fjord zebra quux and a hat ' * 25}number {number}?" for number in range(20)]
    sends(stage, *long, "zebra ```yaml quux?")

    told = does(stage, "gaps")

    assert len(told) > 2
    pasted = [row for block in fenced(told) for row in yaml.safe_load(f"asks:\n{block}")["asks"]]
    assert sorted(pasted) == sorted([*long, "zebra '''yaml quux?"])


@pytest.mark.usefixtures("mods")
def test_more_than_five_groups_are_counted(stage: "Stage"):
    stage.has_key()
    pointed_at = (
        "May I drive a car?",
        "Is it hereditary?",
        "Do vaccines help?",
        "Which splints are good?",
        "Is wine bad?",
    )
    sends(stage, *pointed_at, "Who pays for an infusion at home?", "Can I get pregnant?")

    told = does(stage, "gaps")

    assert len(fenced(told)) == notices.MOST_GAPS
    assert told[-1].text.endswith("Groups beside these: 2. To see all, run mmn-bot gaps.")


@pytest.mark.usefixtures("mods")
def test_what_a_member_wrote_is_shown_among_the_gaps_without_markup_or_pings(stage: "Stage"):
    stage.has_key()
    sends(stage, f"@everyone {stage.anna.mention} can my *hamster* knit?")

    [told] = does(stage, "gaps")

    assert "  - '[name] [name]" in told.text or '  - "[name] [name]' in told.text
    assert told.pings == []


# ---- /mmn reload -----------------------------------------------------------------------------------------------------


def reloads_with(stage: "Stage", *, problems: Sequence[str] = ()) -> None:
    """Reading the FAQ anew takes a while, and comes to this."""

    async def reload() -> Reply:
        stage.server.passes(seconds=4)  # Discord waits three for a first sign
        return notices.broken(problems, stage.service) if problems else notices.live(stage.service)

    stage.reload = reload
    stage.restart()


@pytest.mark.usefixtures("mods")
def test_reload_tells_that_the_faq_is_live(stage: "Stage"):
    reloads_with(stage)

    [told] = does(stage, "reload")

    assert told.text == f"The FAQ is live, with {len(stage.service.faq.entries)} entries."


@pytest.mark.usefixtures("mods")
def test_after_a_reload_members_are_answered_from_the_new_faq(stage: "Stage", small_faq: Path):
    async def reload() -> Reply:
        stage.service = await asyncio.to_thread(lambda: Service(load(small_faq)))
        return notices.live(stage.service)

    stage.reload = reload
    stage.restart()

    does(stage, "reload")

    assert "No, you can not catch it from anyone." in stage.ask("is it catching?").text


@pytest.mark.usefixtures("mods")
def test_reload_names_the_mistakes_and_where_they_are(stage: "Stage"):
    reloads_with(stage, problems=["answers/basics/a_b.yaml:3:1: *what* is `this`?", "words.yaml:1:1: no"])

    [told] = does(stage, "reload")

    assert told.text.replace("\\", "") == (
        "The FAQ has mistakes. The bot goes on with the one that it has.\n"
        "• answers/basics/a_b.yaml:3:1: *what* is `this`?\n• words.yaml:1:1: no"
    )


@pytest.mark.usefixtures("mods")
def test_mistakes_longer_than_a_message_are_shown_in_more(stage: "Stage"):
    reloads_with(stage, problems=[f"file-{number}.yaml:1:1: {'so long ' * 120}" for number in range(30)])

    told = does(stage, "reload")

    whole = "\n".join(message.text for message in told)
    assert [whole.count(f"file\\-{number}.yaml") + whole.count(f"file-{number}.yaml") for number in range(10)] == [
        1
    ] * 10
    assert whole.endswith("… and 20 more")


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("name", ["gaps", "reload"])
def test_what_takes_long_is_put_off_and_then_told(stage: "Stage", name: str, monkeypatch: pytest.MonkeyPatch):
    stage.has_key()
    questions = stage.conversation.moderator_chats.questions

    async def slow() -> object:
        stage.server.passes(seconds=4)
        return await questions()

    reloads_with(stage)
    monkeypatch.setattr(stage.conversation.moderator_chats, "questions", slow)

    used = stage.slash(f"mmn {name}", stage.mods, by=stage.ben)

    assert used.deferred
    assert title(used.response) != SORRY


# ---- what they are told unasked --------------------------------------------------------------------------------------


def tell(stage: "Stage", reply: Reply) -> bool:
    """Whether a notice reached the moderators."""
    return stage.bot.does(stage.conversation.moderator_chats.tell(reply))


def test_a_notice_is_posted_to_the_moderators_channel(stage: "Stage", mods: Channel):
    assert tell(stage, notices.broken(["words.yaml:1:1: no"], stage.service))

    [post] = mods.from_bot
    assert post.text.startswith("The FAQ has mistakes.")
    assert post.labels == []


def test_a_long_notice_is_posted_whole(stage: "Stage", mods: Channel):
    blocks = (Paragraph("#" * 3_000), Bullets(("b" * 3_000, "*" * 3_000)), Code("\n".join(["c" * 99] * 60)))

    tell(stage, Reply(Outcome.ANSWER, "Long", blocks))

    whole = "".join(post.text for post in mods.from_bot)
    assert [whole.count(letter) for letter in "#bc*"] == [3_000, 3_000, 99 * 60, 3_000]
    assert len(fenced(mods.from_bot)) == 4  # cut between lines, each part in a block of its own


def test_a_notice_before_discord_is_connected_is_told_to_the_log(
    stage: "Stage", mods: Channel, caplog: pytest.LogCaptureFixture
):
    Client(stage.conversation, Outage("Discord"), message_content=False)

    assert not asyncio.run(stage.conversation.moderator_chats.tell(notices.live(stage.service)))

    assert mods.from_bot == []
    [line] = logged(caplog)
    assert line.endswith("(moderators: discord) could not be reached: the bot is not connected to Discord")


# ---- when something goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("name", ["gaps", "reload"])
def test_what_fails_is_told_to_the_moderator(stage: "Stage", name: str, caplog: pytest.LogCaptureFixture):
    async def reload() -> Reply:
        raise LookupError("secret")

    stage.reload = reload
    stage.has_key()
    stage.store_fails("questions")

    told = does(stage, name)

    assert [title(message) for message in told] == [SORRY]
    [line] = logged(caplog)
    assert line.startswith("ERROR an event could not be answered: ")
    assert "secret" not in line


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("name", ["gaps", "reload"])
def test_where_discord_does_not_take_the_first_sign_nothing_is_begun(
    stage: "Stage", name: str, caplog: pytest.LogCaptureFixture
):
    stage.server.fail("POST /interactions/*/callback", 400)

    does(stage, name)

    assert [line.partition(":")[0] for line in logged(caplog)] == ["WARNING Discord did not take an answer"]


# ---- /mmn workbench --------------------------------------------------------------------------------------------------


def test_a_link_to_the_workbench_is_shown_to_one_moderator_alone(stage: "Stage"):
    stage.login_link = lambda: "https://faq.example.org/login?link=once"
    stage.has_moderators()

    [told] = does(stage, "workbench")  # of which nothing is seen by others

    assert "https://faq.example.org/login?link=once" in told.text


@pytest.mark.usefixtures("mods")
def test_where_there_is_no_workbench_it_is_said(stage: "Stage"):
    [told] = does(stage, "workbench")

    assert "There is no workbench here." in told.text
