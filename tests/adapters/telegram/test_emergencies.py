"""A cry for help is answered, whatever Telegram refuses, and however much else there is to say."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from loopback.log_lines import logged

from bot.adapters import patience

if TYPE_CHECKING:
    from conftest import Stage

CRY = "I can't breathe"
NUMBERS = "112"
NO_RIGHTS = "Bad Request: not enough rights to send text messages to the chat"
PAUSE = "One moment, please"


# ---- by whatever way is left -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("description", ["message to be replied not found", "QUOTE_TEXT_INVALID", "anything else"])
def test_a_card_that_cannot_quote_is_posted_without_a_quotation(stage: "Stage", description: str):
    stage.api.fail("sendMessage", 400, description=f"Bad Request: {description}", match="reply_parameters")

    card = stage.ask(CRY)

    assert NUMBERS in card.text
    assert card.reply_to is None


def test_a_card_whose_markup_telegram_does_not_read_is_posted_in_plain_words(stage: "Stage"):
    stage.api.fail("sendMessage", 400, description="Bad Request: can't parse entities", match="parse_mode", times=None)

    card = stage.ask(CRY)

    assert NUMBERS in card.text
    assert card.entities == []
    assert "<b>" not in card.text


def test_in_a_topic_that_was_closed_the_card_is_posted_beside_it(stage: "Stage"):
    forum = stage.api.group("Forum", [stage.anna], forum=True)
    topic = forum.topic("Hands")
    stage.anna.says(forum, f"/ask {CRY}", topic=topic)
    forum.closes_topic(topic)

    card = stage.play(forum)

    assert NUMBERS in card.text
    assert card.topic is None


def test_where_the_bot_may_not_write_the_card_comes_in_private(stage: "Stage"):
    stage.anna.says(stage.club, f"/ask {CRY}")
    stage.club.members[stage.api.me] = "restricted"

    card = stage.play(stage.home)

    assert NUMBERS in card.text
    assert stage.club.from_bot == []


def test_who_was_only_overheard_gets_a_sign_and_nothing_in_private(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.api.privacy = False
    stage.ben.says(stage.club, "/listen on")
    stage.hear()
    cry = stage.anna.says(stage.club, CRY)
    stage.club.members[stage.api.me] = "restricted"
    stage.hear()

    assert (cry.reactions, stage.home.from_bot) == (["🙏"], [])
    assert len(logged(caplog)) == 1


def test_where_nothing_can_be_written_at_all_a_sign_is_given_and_the_log_tells(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    said = stage.anna.says(stage.club, f"/ask {CRY}")
    stage.club.members[stage.api.me] = "restricted"
    stage.api.blocks(stage.anna)

    stage.hear()

    assert said.reactions == ["🙏"]
    [line] = logged(caplog)
    assert line.startswith("ERROR Telegram takes an emergency's card neither in its chat nor in private: Not enough")
    assert "Anna" not in line


def test_in_a_group_that_removed_the_bot_the_card_comes_in_private(stage: "Stage"):
    stage.anna.says(stage.club, f"/ask {CRY}")
    stage.ben.removes_bot(stage.club)

    assert NUMBERS in stage.play(stage.home).text


def test_as_its_group_becomes_a_supergroup_the_card_follows(stage: "Stage"):
    small = stage.api.group("MMN friends", [stage.anna], basic=True)
    stage.anna.says(small, f"/ask {CRY}")
    grown = small.migrate()

    assert NUMBERS in stage.play(grown).text


def test_what_is_no_emergency_comes_in_private_to_nobody(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.anna.says(stage.club, "/ask is it catching?")
    stage.club.members[stage.api.me] = "restricted"

    stage.hear()

    assert stage.home.from_bot == []
    assert len(logged(caplog)) == 1


@pytest.mark.parametrize("code", [500, 502, 503, 504, 0])
def test_a_card_that_does_not_get_through_is_sent_until_it_does(
    stage: "Stage", code: int, caplog: pytest.LogCaptureFixture
):
    stage.api.fail("sendMessage", code, drop=not code, times=7)

    assert NUMBERS in stage.ask(CRY).text
    assert len(stage.club.from_bot) == 1
    caplog.clear()


def test_an_edit_that_cries_for_help_is_answered_where_the_old_answer_cannot_be_changed(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    stage.hear()
    stage.anna.edits(asked, f"/ask {CRY}")
    stage.club.members[stage.api.me] = "restricted"
    stage.api.fail("editMessageText", 400, description=NO_RIGHTS)

    assert NUMBERS in stage.play(stage.home).text


# ---- before all else -------------------------------------------------------------------------------------------------


def test_a_store_that_hangs_holds_no_emergency_up(stage: "Stage", monkeypatch: pytest.MonkeyPatch):
    async def hangs(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    answer = stage.ask("is it catching?")
    monkeypatch.setattr(patience, "SECONDS", 0.01)
    for call in ("count", "answer_at", "answer_to", "same_answer"):
        setattr(stage.store, call, hangs)

    stage.anna.says(stage.club, f"/ask {CRY}", reply_to=answer)

    assert NUMBERS in stage.play().text


def test_who_asks_too_much_in_a_group_is_told_once_and_an_emergency_of_theirs_is_answered(stage: "Stage"):
    for _ in range(9):
        stage.anna.says(stage.club, "/topics")
    stage.hear()
    assert [PAUSE in each.text for each in stage.club.from_bot] == [*[False] * 6, True]

    assert NUMBERS in stage.ask(CRY).text
    stage.ben.says(stage.club, "/ask is it catching?")
    assert "contagious" in stage.play().text


@pytest.mark.parametrize("hours", [0, -3, 3])
def test_a_minute_later_a_member_is_answered_again_whatever_the_clock_was_set_to(stage: "Stage", hours: int):
    for _ in range(8):
        stage.ask("hands")
    stage.now += timedelta(hours=hours)
    stage.anna.says(stage.club, "/ask is it catching?")
    assert stage.is_silent()

    stage.wait(60)

    assert "contagious" in stage.ask("is it catching?").text


def test_who_takes_all_the_room_gets_no_more_of_it_by_being_forgotten(stage: "Stage"):
    for _ in range(8):
        stage.ask("hands")
    stage.anna.says(stage.club, "/forgetme")
    assert stage.is_silent()

    stage.wait(60)

    assert stage.ask("hands").text.startswith("Let me ask back")


@pytest.mark.usefixtures("quick_telegram")
def test_who_taps_too_much_is_told_on_top_of_the_chat(stage: "Stage"):
    menu = stage.ask("?!")
    taps = [stage.anna.taps(menu, menu.labels[0]) if number == 0 else stage.anna.taps(menu, data="topics")
            for number in range(21)]  # fmt: skip
    stage.hear()

    answers = [tap.answer.get("text", "") if tap.answer else None for tap in taps]
    assert answers[:20] == [""] * 20
    assert answers[20]
    assert answers[20].startswith("That was a lot")


# ---- listening -------------------------------------------------------------------------------------------------------


def test_listening_ends_when_the_bot_is_removed(stage: "Stage"):
    stage.api.privacy = False
    stage.ben.says(stage.club, "/listen on")
    assert "Listening is on" in stage.play().text

    stage.ben.removes_bot(stage.club)
    stage.hear()
    stage.ben.adds_bot(stage.club)
    stage.hear()
    stage.anna.says(stage.club, "is MMN contagious?")
    assert stage.is_silent()

    stage.restart()
    stage.anna.says(stage.club, "is MMN contagious?")
    assert stage.is_silent()


def test_listening_goes_on_when_the_bot_becomes_an_admin(stage: "Stage"):
    stage.api.privacy = False
    stage.ben.says(stage.club, "/listen on")
    stage.ben.makes_bot_admin(stage.club)
    stage.ben.demotes_bot(stage.club)
    stage.hear()

    stage.anna.says(stage.club, "is MMN contagious?")
    assert "contagious" in stage.play().text


def test_a_member_who_blocks_the_bot_leaves_no_trace(stage: "Stage"):
    stage.api.blocks(stage.anna)
    stage.hear()

    files = b"".join(file.read_bytes() for file in stage.store.folder.glob("store*"))
    assert str(stage.anna.id).encode() not in files
