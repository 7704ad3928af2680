"""What the moderators do in their chat: try a question, see what the FAQ lacks, have it read anew."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback.telegram import Chat, Posted

from bot.answering.service import Service
from bot.content import load
from bot.encryption import Encryption
from bot.errors import StorageError
from bot.model import Reply
from bot.moderating import notices
from bot.reload import Reloader

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
COMMANDS = ["/try is it catching?", "/gaps", "/reload", "/workbench"]
GAPS = "What members ask that the FAQ lacks"
ONLY_HERE = "That is for the moderators' chat. To make this chat theirs, whoever runs me writes into my settings"


def says(stage: "Stage", words: str, chat: Chat | None = None) -> list[Posted]:
    """What the bot posts when Ben says this in the moderators' chat, unless told otherwise."""
    there = chat or stage.mods
    assert there
    before = len(there.from_bot)
    stage.ben.says(there, words)
    stage.hear()
    return there.from_bot[before:]


# ---- who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_everybody_in_the_moderators_chat_is_a_moderator(stage: "Stage", mods: Chat, command: str):
    stage.anna.joins(mods)
    stage.anna.says(mods, command)

    assert not stage.play(mods).text.startswith(ONLY_HERE)


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_moderator_may_do_it_alone_with_the_bot(stage: "Stage", command: str):
    first, *_ = says(stage, command, stage.api.private(stage.ben))

    assert not first.text.startswith(ONLY_HERE)


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("where", ["club", "home"])
def test_elsewhere_it_is_refused_with_the_setting_that_would_allow_it(stage: "Stage", command: str, where: str):
    chat = getattr(stage, where)
    stage.anna.says(chat, command)

    assert stage.play(chat).text == f"{ONLY_HERE}, below moderators: telegram: {chat.id}"


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_moderator_cannot_do_it_where_members_read(stage: "Stage", command: str):
    [refused] = says(stage, command, stage.club)

    assert refused.text.startswith(ONLY_HERE)


@pytest.mark.parametrize("command", COMMANDS)
def test_without_moderators_in_the_settings_nobody_may(stage: "Stage", command: str):
    chats = (stage.club, stage.api.private(stage.ben))

    assert [says(stage, command, chat)[0].text.startswith(ONLY_HERE) for chat in chats] == [True, True]


@pytest.mark.parametrize(
    ("status", "still_in", "allowed"),
    [("left", False, False), ("kicked", False, False), ("restricted", False, False), ("restricted", True, True)],
)
def test_who_is_no_longer_in_the_moderators_chat_is_no_moderator(
    stage: "Stage",
    mods: Chat,
    status: str,
    still_in: bool,  # noqa: FBT001  a table
    allowed: bool,  # noqa: FBT001
):
    mods.becomes(stage.ben, status, stage.anna)
    mods.restricted_here = still_in

    [told] = says(stage, "/gaps", stage.api.private(stage.ben))

    assert told.text.startswith(ONLY_HERE) != allowed


def test_one_moderator_may_have_the_bot_alone_for_a_moderators_chat(stage: "Stage"):
    stage.mods = stage.api.private(stage.ben)
    stage.restart()

    assert says(stage, "/gaps")[0].text.startswith("Questions that members send are posted here")
    stage.anna.says(stage.home, "/gaps")
    assert stage.play(stage.home).text.startswith(ONLY_HERE)


# ---- /try ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("mods")
def test_try_shows_the_reply_as_members_see_it_and_why(stage: "Stage"):
    reply, why = says(stage, "/try is it catching?")

    assert reply.text == stage.ask("is it catching?").text
    assert "Read as: " in why.text
    assert "Decided: answer (surely this question), confidence " in why.text
    assert re.search(r"• contagious (0\.\d\d|1\.00): “is it catching", why.text)
    assert why.text.count("•") == 5


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(
    ("words", "title", "decided"),
    [
        ("I can't breathe", "If you need help now", "urgent (like an emergency), confidence"),
        (
            "should I stop my ivig?",
            "Should I start, stop, skip or delay a treatment?",
            "care-team (a personal decision)",
        ),
        ("can I get pregnant with MMN?", "What about MMN, pregnancy and having children?", "not-covered (the FAQ has"),
        ("wie geht es dir heute mein freund", "I can read English only", "not-covered (in a language that"),
        ("hands", "Let me ask back", "suggest (not sure which question)"),
    ],
)
def test_try_tells_of_every_kind_of_reply_and_offers_to_send_nothing(
    stage: "Stage", words: str, title: str, decided: str
):
    reply, why = says(stage, f"/try {words}")

    assert reply.text.splitlines()[0] == title
    assert f"Decided: {decided}" in why.text
    assert "Ask a moderator" not in reply.labels


@pytest.mark.usefixtures("mods")
def test_what_would_be_met_with_silence_if_overheard_is_tried_as_if_it_was_said_to_the_bot(stage: "Stage"):
    reply, why = says(stage, "/try thanks everyone")

    assert reply.text
    assert "Decided: not-covered (talk, not a question)" in why.text


@pytest.mark.usefixtures("mods")
def test_try_shows_markup_in_the_words_as_it_was_typed(stage: "Stage"):
    *_, why = says(stage, "/try is <b>it</b> catching & bad?")

    assert "Decided: " in why.text
    assert {entity["type"] for entity in why.entities} == set()


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("command", ["/try", "/try  ", "/try@mmn_support_bot"])
def test_try_without_words_tells_how(stage: "Stage", command: str):
    [told] = says(stage, command)

    assert told.text == "Write a question behind the command, in a member's words."


@pytest.mark.usefixtures("mods")
def test_try_counts_nothing(stage: "Stage"):
    for words in ("is it catching?", "hands", "I can't breathe"):
        says(stage, f"/try {words}")

    assert stage.counted() == {}


@pytest.mark.usefixtures("mods")
def test_the_same_question_is_tried_again_and_again(stage: "Stage"):
    assert [len(says(stage, "/try is it catching?")) for _ in range(2)] == [2, 2]


@pytest.mark.usefixtures("mods")
def test_what_try_has_posted_can_be_taken_away_by_who_tried(stage: "Stage"):
    reply, why = says(stage, "/try is it catching?")

    stage.ben.taps(reply, "More")
    stage.tap(reply, "Remove this", by=stage.ben)

    assert stage.mods
    assert stage.mods.from_bot == [why]


# ---- /gaps -----------------------------------------------------------------------------------------------------------


def sent(stage: "Stage", *questions: str, key: str = "") -> None:
    """Members have sent these questions; they are kept with the present key, unless told otherwise."""
    for question in questions:
        asyncio.run(stage.store.keep_question(Encryption(key or stage.key).seal(question), stage.now))


def gaps(stage: "Stage") -> str:
    return "\n\n".join(message.text for message in says(stage, "/gaps"))


@pytest.mark.usefixtures("mods")
def test_without_a_key_gaps_tells_how_to_make_one(stage: "Stage"):
    assert gaps(stage).startswith("Questions that members send are posted here, but not kept.")


@pytest.mark.usefixtures("mods")
def test_where_nothing_was_sent_gaps_says_so(stage: "Stage"):
    stage.has_key()

    assert gaps(stage) == f"{GAPS}\n\nMembers have sent nothing that the FAQ lacks."


@pytest.mark.usefixtures("mods")
def test_what_the_faq_answers_by_now_is_no_gap(stage: "Stage"):
    stage.has_key()
    sent(stage, "is it catching?")

    assert gaps(stage) == f"{GAPS}\n\nMembers have sent nothing that the FAQ lacks."


@pytest.mark.usefixtures("mods")
def test_questions_that_ask_the_same_are_shown_together_with_yaml_to_be_copied(stage: "Stage"):
    stage.has_key()
    sent(
        stage,
        "does a hamster have nerves like ours?",
        "a hamster, does it have: nerves like ours?",
        "do penguins knit scarves",
    )

    [told] = says(stage, "/gaps")

    assert [told.text[one["offset"] :][: one["length"]] for one in told.entities if one["type"] == "pre"] == [
        '  - does a hamster have nerves like ours?\n  - "a hamster, does it have: nerves like ours?"',
        "  - do penguins knit scarves",
    ]
    assert told.text.startswith(f"{GAPS}\n\nAsked 2 times. ")
    assert "\nNearest entries: " in told.text


@pytest.mark.usefixtures("mods")
def test_a_question_that_a_member_sent_by_two_taps_is_among_the_gaps(stage: "Stage"):
    stage.has_key()
    reply = stage.ask("does a hamster have nerves like ours?")
    for label in ("None of these", "Ask a moderator", "Yes, send it"):
        stage.tap(reply, label)

    assert "  - does a hamster have nerves like ours?" in gaps(stage)


@pytest.mark.usefixtures("mods")
def test_of_many_groups_five_are_shown(stage: "Stage"):
    stage.has_key()
    sent(
        stage,
        "is there a zebra?",
        "who polishes a trombone?",
        "may a wombat sing?",
        "do kayaks need glue?",
        "what is violin soup?",
        "where do walruses ski?",
        "which igloo has jam?",
        "does my hamster knit?",
    )

    told = gaps(stage)

    assert told.count("Nearest entries: ") == 5
    assert told.endswith("Groups beside these: 3. To see all, run mmn-bot gaps.")


@pytest.mark.usefixtures("mods")
def test_questions_sealed_with_a_key_that_is_lost_are_told_of(stage: "Stage"):
    stage.has_key()
    sent(stage, "does a hamster have nerves like ours?")
    sent(stage, "do penguins knit scarves", "is it catching?", key=Encryption.make_key())

    told = gaps(stage)

    assert "hamster" in told
    assert "trombone" not in told
    assert told.endswith("Questions that cannot be read with the present key: 2.")


@pytest.mark.usefixtures("mods")
def test_gaps_of_a_store_that_fails_says_sorry(stage: "Stage", caplog: pytest.LogCaptureFixture):
    async def fails() -> None:
        raise StorageError("the disk is full")

    stage.has_key()
    stage.store.questions = fails

    assert gaps(stage).startswith("Sorry, something went wrong")
    assert "the disk is full" in caplog.text
    caplog.clear()


# ---- /reload ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(stage: "Stage", small_faq: Path) -> Path:
    """The folder of the FAQ that /reload reads."""

    async def tells_nobody(_: object) -> None:
        pass

    reloader = Reloader(lambda *, strict: Service(load(small_faq)), small_faq, tells_nobody)  # noqa: ARG005  the small FAQ has nothing that only `check` tells

    async def reload() -> Reply:
        done = await reloader.reload()
        stage.service = reloader.current()
        return notices.broken(done.problems, stage.service) if done.problems else notices.live(stage.service)

    stage.reload = reload
    stage.service = reloader.current()
    stage.has_moderators()
    return small_faq


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "answers" / "basics" / "contagious.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_reload_takes_a_changed_faq_into_use(stage: "Stage", folder: Path):
    change(folder, "No, you can not catch it", "No, it is not catching")

    [told] = says(stage, "/reload")

    assert told.text == "The FAQ is live, with 7 entries."
    assert "No, it is not catching" in stage.ask("is it catching?").text


def test_reload_of_a_broken_faq_tells_where_and_leaves_the_last_good_one(stage: "Stage", folder: Path):
    change(folder, "reviewed: 2026-11-21", "reviewed: <soon> & later")

    [told] = says(stage, "/reload")

    title, *problems = told.text.splitlines()
    assert title == "The FAQ has mistakes. The bot goes on with the one that it has."
    assert "contagious.yaml:4:11: " in "\n".join(problems)
    assert stage.ask("is it catching?").text.startswith(CATCHING)


# ---- /status ---------------------------------------------------------------------------------------------------------


def test_status_tells_the_number_that_the_settings_ask_for(stage: "Stage", mods: Chat):
    [told] = says(stage, "/status")

    assert told.text.endswith(f"The number of this chat is {mods.id}.")


# ---- /workbench ------------------------------------------------------------------------------------------------------

LINK = "https://faq.example.org/login?link=once"


def test_a_link_to_the_workbench_is_for_one_moderator_alone(stage: "Stage"):
    stage.login_link = lambda: LINK
    mods = stage.has_moderators()

    [here] = says(stage, "/workbench", mods)
    [alone] = says(stage, "/workbench", stage.api.private(stage.ben))

    assert LINK not in here.text
    assert "in private" in here.text
    assert LINK in alone.text


@pytest.mark.usefixtures("mods")
def test_where_there_is_no_workbench_it_is_said(stage: "Stage"):
    [told] = says(stage, "/workbench", stage.api.private(stage.ben))

    assert told.text.startswith("There is no workbench here.")
