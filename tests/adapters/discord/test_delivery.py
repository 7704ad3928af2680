"""An answer that Discord does not take as it is, or not at once: how it comes all the same, once, and emergencies first."""

from typing import TYPE_CHECKING

import pytest
from loopback.discord import Channel, Message
from loopback.log_lines import logged

from bot.adapters import member_limits
from bot.adapters.discord import send_queue

if TYPE_CHECKING:
    from conftest import Stage

CATCHING, URGENT, CURE = "Is MMN contagious?", "If you need help now", "Is there a cure for MMN?"
CRY = "I want to kill myself"
POSTING, RESPONDING, EDITING = "POST /channels/*/messages", "POST /interactions/*/callback", "PATCH /channels/*"
REMOVE, SHARE = "Remove this", "Show to everyone"
HINT = "If you need help now: the command /urgent shows the numbers to call."
PAUSE = "One moment, please"
LACKING = [["embed_links"], ["read_message_history"]]
PREVIEWS_OFF = 1 << 2
ANOTHER_WAY = "WARNING an emergency was answered in another way than in its channel: error 50013 ("


def title(message: Message) -> str:
    return message.text.splitlines()[0].strip("*")


def titles(channel: Channel) -> list[str]:
    return [title(message) for message in channel.from_bot]


def posts(stage: "Stage") -> list[object]:
    """The tries to post a message."""
    return [each for each in stage.server.requests if each.method == "POST" and each.path.endswith("/messages")]


@pytest.fixture
def listening(stage: "Stage") -> None:
    """The bot hears all that is said in #help, and has said so."""
    stage.restart(sees_all=True)
    stage.slash("mmn listen", by=stage.ben, switch="on")
    stage.help.from_bot[0].deleted = True


# ---- with less -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lacks", LACKING)
@pytest.mark.parametrize(("words", "expected"), [("is mmn catching?", CATCHING), (CRY, URGENT)])
def test_where_the_bot_lacks_a_permission_its_answer_comes_with_less(
    stage: "Stage", words: str, expected: str, lacks: list[str]
):
    stage.help.bot_lacks(*lacks)

    asked = stage.says(words, mention_bot=True)

    assert titles(stage.help) == [expected]
    assert (asked.answer.reply_to is asked) is ("read_message_history" not in lacks)
    assert REMOVE in stage.offered(asked.answer)


def test_what_a_member_reads_hangs_on_no_embed(stage: "Stage"):
    used = [stage.says("is mmn catching?", mention_bot=True).answer, stage.says(CRY, mention_bot=True).answer]
    used += [stage.slash(name).response for name in ("help", "urgent", "support", "privacy", "topics")]
    used.append(stage.tap(used[0], "More").response)

    assert [message.embeds for message in used] == [[]] * len(used)
    assert all(message.content for message in used)
    assert "United Kingdom, Ireland: 116 123 (Samaritans)" in used[1].content
    assert {message.flags & PREVIEWS_OFF for message in used} == {PREVIEWS_OFF}


def test_an_answer_with_an_embed_from_an_earlier_version_becomes_plain_text(stage: "Stage"):
    asked = stage.says("is mmn catching?", mention_bot=True)
    asked.answer.content, asked.answer.embeds = "", [{"title": CATCHING}]

    stage.edits(asked, f"{stage.server.bot.mention} {CRY}")
    assert (title(asked.answer), asked.answer.embeds) == (URGENT, [])
    asked.answer.embeds = [{"title": CATCHING}]
    stage.tap(asked.answer, "Numbers for my country")
    assert (title(asked.answer), asked.answer.embeds) == ("Where are you?", [])


def test_where_no_embed_is_allowed_the_way_to_an_earlier_answer_is_shown_too(stage: "Stage"):
    stage.help.bot_lacks("embed_links")
    stage.ask("is mmn catching?")

    again = stage.ask("is mmn catching?")

    assert (again.content, again.labels[0]) == ("I gave this answer here a short while ago.", "Show me")


# ---- by another way --------------------------------------------------------------------------------------------------


def test_an_emergency_in_a_channel_where_the_bot_may_not_write_comes_in_private(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.help.bot_lacks("send_messages")

    stage.says(CRY, mention_bot=True)

    assert stage.help.from_bot == []
    [card] = stage.anna.dm().from_bot
    assert title(card) == URGENT
    [told] = logged(caplog)
    assert told.startswith(ANOTHER_WAY)


@pytest.mark.usefixtures("listening")
def test_who_was_overheard_in_an_emergency_gets_a_sign_and_nothing_in_private(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.help.bot_lacks("send_messages")

    cry = stage.says(CRY)

    assert titles(stage.anna.dm()) == []
    assert cry.reactions == ["\N{TELEPHONE RECEIVER}"]
    assert len(logged(caplog)) == 1


def test_who_takes_nothing_in_private_sees_a_sign_at_their_message(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.help.bot_lacks("send_messages")
    stage.anna.accepts_dms = False

    cry = stage.says(CRY, mention_bot=True)

    assert cry.reactions == ["\N{TELEPHONE RECEIVER}"]
    [told] = logged(caplog)
    assert told.startswith(ANOTHER_WAY)


def test_where_discord_takes_nothing_long_the_command_for_the_numbers_is_named(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.anna.accepts_dms = False
    stage.server.fail(POSTING, 400, times=99, match="emergency number")

    stage.says(CRY, mention_bot=True)

    assert [message.text for message in stage.help.from_bot] == [HINT]
    assert len(logged(caplog)) == 1


def test_an_emergency_that_no_way_is_left_for_is_told_to_the_log(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.help.bot_lacks("send_messages", "add_reactions")
    stage.anna.accepts_dms = False

    cry = stage.says(CRY, mention_bot=True)

    assert (stage.help.from_bot, cry.reactions) == ([], [])
    [told] = logged(caplog)
    assert told.startswith("WARNING Discord did not take an answer: error 50013")


def test_an_emergency_by_command_that_discord_takes_too_late_comes_in_private(stage: "Stage"):
    stage.server.fail(RESPONDING, 404, code=10062)

    used = stage.anna.slash(stage.help, "ask", question=CRY)
    stage.settle()
    used.acknowledged_within = 0.0  # nobody can respond to it any more

    assert titles(stage.anna.dm()) == [URGENT]
    assert stage.help.from_bot == []


def test_an_emergency_in_an_edited_question_is_answered_anew_where_its_answer_is_gone(stage: "Stage"):
    asked = stage.says("is mmn catching?", mention_bot=True)
    asked.answer.deleted = True  # unseen, as while the line is down

    stage.edits(asked, f"{stage.server.bot.mention} {CRY}")

    assert titles(stage.help) == [URGENT]


# ---- once, however often it is tried ---------------------------------------------------------------------------------


def breaks(stage: "Stage", how: str, pattern: str, *, done: bool) -> None:
    """The next request like this fails; `done`: Discord has carried it out all the same."""
    if how == "cut":
        stage.server.cuts(pattern, done=done)
    else:
        stage.server.fail(pattern, int(how), done=done)


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("how", ["500", "502", "503", "504", "cut"])
def test_an_answer_that_does_not_get_through_is_posted_again_and_once(stage: "Stage", how: str, done: bool):  # noqa: FBT001
    breaks(stage, how, POSTING, done=done)

    asked = stage.says("is mmn catching?", mention_bot=True)

    assert titles(stage.help) == [CATCHING]
    stage.tap(asked.answer, REMOVE)
    assert stage.help.from_bot == []


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("how", ["500", "503", "cut"])
@pytest.mark.parametrize(("words", "expected"), [("is mmn catching?", CATCHING), (CRY, URGENT)])
def test_what_a_command_brings_does_get_through_and_once(
    stage: "Stage",
    words: str,
    expected: str,
    how: str,
    done: bool,  # noqa: FBT001
):
    breaks(stage, how, RESPONDING, done=done)

    used = stage.slash("ask", question=words)

    assert title(used.response) == expected
    shown = [message for message in stage.help.all_messages if not message.deleted]
    assert shown == [used.response]
    assert used.response.ephemeral is (expected == URGENT)


@pytest.mark.parametrize("how", ["503", "cut"])
def test_a_tap_and_an_edit_get_through(stage: "Stage", how: str):
    asked = stage.says("is mmn catching?", mention_bot=True)

    breaks(stage, how, RESPONDING, done=True)
    stage.tap(asked.answer, asked.answer.labels[0])
    assert title(asked.answer) in {"What causes MMN?", "How is MMN treated?"}
    breaks(stage, how, EDITING, done=True)
    stage.edits(asked, f"{stage.server.bot.mention} can it be cured?")
    assert title(asked.answer) == CURE


def test_an_answer_that_discord_takes_its_time_with_is_posted_once(stage: "Stage"):
    stage.server.slows(POSTING, 7)

    stage.says(CRY, mention_bot=True)

    assert titles(stage.help) == [URGENT]
    assert len(posts(stage)) == 1


def test_an_answer_of_which_discord_says_nothing_for_too_long_is_tried_again_and_posted_once(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(send_queue, "_URGENT_TRY", 0.2)
    stage.server.slows(POSTING, 60)

    stage.says(CRY, mention_bot=True)

    assert titles(stage.help) == [URGENT]
    assert len(posts(stage)) == 2


# ---- lanes -----------------------------------------------------------------------------------------------------------


def test_an_emergency_goes_out_before_all_that_waits_in_its_channel(stage: "Stage"):
    stage.server.fail(POSTING, 503, times=2)

    def asks() -> None:
        for words in ("is mmn catching?", "can it be cured?", "how is mmn treated?"):
            stage.anna.says(stage.help, words, mention_bot=True)
        stage.cara.says(stage.help, CRY, mention_bot=True)

    stage.server.at_once(asks)
    stage.settle()

    first, *others = titles(stage.help)
    assert first == URGENT
    assert sorted(others) == sorted([CATCHING, CURE, "How is MMN treated?"])


def test_an_emergency_does_not_wait_for_an_answer_that_hangs_in_its_channel(stage: "Stage"):
    stage.server.slows(POSTING, 30)
    stage.anna.says(stage.help, "is mmn catching?", mention_bot=True)
    stage.server.wait_for(lambda: not stage.server.faults[-1].times, what="the answer to hang")

    assert title(stage.ask(CRY, by=stage.cara)) == URGENT
    assert titles(stage.help) == [CATCHING, URGENT]
    assert len(posts(stage)) == 3  # the one that hung was broken off, and made again behind the emergency


def test_a_channel_that_discord_takes_nothing_in_holds_up_no_other(stage: "Stage"):
    other = stage.guild.text_channel("aside")
    stage.settle()
    stage.server.fail(f"POST /channels/{stage.help.id}/messages", 503, times=2)

    def asks() -> list[Message]:
        first = [stage.anna.says(stage.help, "is mmn catching?", mention_bot=True) for _ in range(3)]
        return [*first, stage.cara.says(other, "is mmn catching?", mention_bot=True)]

    asked = stage.server.at_once(asks)
    quick = asked[-1].answer
    slow = asked[0].answer
    stage.settle()

    assert quick.id < slow.id


def test_a_question_that_changes_while_its_answer_is_on_its_way_is_answered_as_it_was_changed(stage: "Stage"):
    stage.server.fail(POSTING, 503)
    asked = stage.anna.says(stage.help, "is mmn catching?", mention_bot=True)
    stage.server.wait_for(lambda: not stage.server.faults[-1].times, what="the first try")

    stage.edits(asked, f"{stage.server.bot.mention} can it be cured?")

    assert titles(stage.help) == [CURE]


def test_a_question_that_becomes_an_emergency_while_its_answer_is_on_its_way_brings_the_numbers_first(stage: "Stage"):
    stage.server.fail(POSTING, 503)
    asked = stage.anna.says(stage.help, "is mmn catching?", mention_bot=True)
    stage.server.wait_for(lambda: not stage.server.faults[-1].times, what="the first try")

    stage.edits(asked, f"{stage.server.bot.mention} {CRY}")

    assert titles(stage.help) == [URGENT, CATCHING]


def test_a_question_that_is_deleted_while_its_answer_is_on_its_way_leaves_none(stage: "Stage"):
    stage.server.fail(POSTING, 503)
    asked = stage.anna.says(stage.help, "is mmn catching?", mention_bot=True)
    stage.server.wait_for(lambda: not stage.server.faults[-1].times, what="the first try")

    stage.deletes(asked)

    assert stage.help.from_bot == []


# ---- one member ------------------------------------------------------------------------------------------------------


def test_one_member_cannot_fill_a_channel_and_is_told_once(stage: "Stage"):
    for _ in range(12):
        stage.says("hands", mention_bot=True)
    assert titles(stage.help).count(PAUSE) == 1
    assert len(stage.help.from_bot) == 7

    assert title(stage.ask("is mmn catching?", by=stage.cara)) == CATCHING
    assert title(stage.ask("hands", stage.guild.text_channel("aside"))) == "Let me ask back"


def test_an_emergency_is_answered_however_much_its_member_asked(stage: "Stage"):
    for _ in range(8):
        stage.says("hands", mention_bot=True)

    for _ in range(9):
        assert title(stage.ask(CRY)) == URGENT
    assert title(stage.slash("ask", question=CRY).response) == URGENT


def test_what_a_member_asked_more_than_a_minute_ago_does_not_count(stage: "Stage", monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(member_limits, "_MINUTE", 0)  # each is long ago at once
    stage.restart()
    for _ in range(8):
        stage.says("hands", mention_bot=True)

    assert title(stage.ask("is mmn catching?")) == CATCHING


@pytest.mark.usefixtures("listening")
def test_talk_to_the_others_does_not_use_up_that_a_member_is_told_to_slow_down(stage: "Stage"):
    for _ in range(6):
        stage.says("hands", mention_bot=True)
    stage.says("is mmn catching?")
    assert PAUSE not in titles(stage.help)

    stage.says("hands", mention_bot=True)
    assert titles(stage.help).count(PAUSE) == 1


def test_who_takes_all_the_room_gets_no_more_of_it_by_being_forgotten(stage: "Stage"):
    for _ in range(8):
        stage.says("hands", mention_bot=True)
    stage.slash("forgetme")
    before = len(stage.help.from_bot)

    stage.says("is mmn catching?", mention_bot=True)
    assert len(stage.help.from_bot) == before


def test_who_asked_too_much_is_told_alone_where_they_use_the_command(stage: "Stage"):
    questions = ["is mmn catching?", "can it be cured?", "how is mmn treated?", "what is ivig?", "what causes mmn?"]
    for words in [*questions, "does the infusion hurt?", "is it catching?", "can it be cured"]:
        last = stage.slash("ask", question=words).response

    assert (title(last), last.ephemeral) == (PAUSE, True)
    assert title(stage.slash("ask", question="hands").response) == "Let me ask back"


def test_who_uses_the_menu_of_messages_too_much_is_told_alone_and_an_emergency_is_answered(stage: "Stage"):
    said = [stage.says(f"is mmn catching{'?' * (number + 1)}") for number in range(8)]

    *_, last = [stage.uses_menu(message).response for message in said]

    assert len(stage.help.from_bot) == 6
    assert (title(last), last.ephemeral) == (PAUSE, True)
    stage.uses_menu(stage.says(CRY))
    assert titles(stage.help)[6:] == [URGENT]
    stage.uses_menu(said[0], by=stage.cara)
    assert len(stage.help.from_bot) == 8


def test_who_shows_too_much_to_everyone_is_told_alone(stage: "Stage"):
    theme = stage.slash("topics").response
    stage.tap(theme, "What MMN is")
    answers = [label for select in theme.selects for label in select.options]

    shown = []
    for label in answers[:7]:
        opened = stage.slash("topics").response
        stage.tap(opened, "What MMN is")
        stage.tap(opened, label)
        shown.append(stage.tap(opened, SHARE).response)

    assert [title(each) == PAUSE for each in shown] == [*[False] * 6, True]
    assert len(stage.help.from_bot) == 6


@pytest.mark.usefixtures("listening")
def test_who_is_overheard_too_often_is_not_told(stage: "Stage"):
    for number in range(8):
        stage.says(f"is mmn catching{'?' * (number + 1)}")

    assert PAUSE not in titles(stage.help)


def test_taps_and_edits_have_a_budget_of_their_own(stage: "Stage"):
    asked = stage.says("is mmn catching?", mention_bot=True)
    for _ in range(8):
        stage.says("hands", mention_bot=True)

    stage.edits(asked, f"{stage.server.bot.mention} can it be cured?")
    assert title(asked.answer) == CURE
    stage.tap(asked.answer, asked.answer.labels[0])
    assert title(asked.answer) in {"What causes MMN?", "How is MMN treated?"}


def test_taps_without_end_come_to_nothing(stage: "Stage"):
    menu = stage.slash("topics").response
    used = []
    for _ in range(33):
        labels = menu.labels or list(menu.selects[0].options)
        used.append(stage.tap(menu, labels[0]))

    assert title(used[30].response) == PAUSE
    assert [each.deferred for each in used[31:]] == [True, True]


def test_no_number_of_taps_keeps_the_numbers_to_call_from_whoever_asks_for_them(stage: "Stage"):
    menu, card = stage.slash("topics").response, stage.slash("urgent").response
    for _ in range(33):
        stage.tap(menu, (menu.labels or list(menu.selects[0].options))[0])

    asked = stage.tap(card, "Numbers for my country")
    assert not asked.deferred
    assert title(asked.response) != PAUSE
