"""What is kept and counted of all that members do on Discord, and what they are told of that."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from loopback.discord import Interaction, Message
from loopback.discord.interactions import TO_ANSWER

from bot.adapters import patience
from bot.adapters.pages import PAGES
from bot.errors import StorageError

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
CAUSES = "What causes MMN?"
NONE = "None of these"
SEND = "Ask a moderator"
OFFERED = "Where I have no answer, you can choose to send your question to the moderators."
OFF = "You cannot send a question to the moderators through me."
POSTED = "I post these words in the moderators' chat."
SEALED = "I keep these words, encrypted, for 90 days"
HERE = "All of this stays on the computer that runs me."
ELSEWHERE = "All of this is kept in a database that belongs to whoever runs me."
NOTHING = "I hold nothing that leads to you."


def title(message: Message) -> str:
    return message.text.splitlines()[0]


# ---- counts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["a mention", "a command", "private"])
def test_a_question_is_counted_with_what_came_of_it(stage: "Stage", by: str):
    for words in ("is mmn catching?", "hands", "does mmn run in families", "should I stop my ivig?", "I can't breathe"):
        if by == "a command":
            stage.slash("ask", question=words)
        else:
            stage.ask(words, stage.anna.dm() if by == "private" else stage.help)

    assert stage.counted() == {
        ("answer", ""): 1,
        ("shown", "contagious"): 1,
        ("suggest", ""): 1,
        ("not-covered", ""): 1,
        ("shown", "heredity"): 1,
        ("care-team", ""): 1,
        ("shown", "start-stop-treatment"): 1,
        ("urgent", ""): 1,
        ("shown", "breathing-emergency"): 1,
    }


def test_what_a_tap_opens_is_counted_as_shown(stage: "Stage"):
    menu = stage.slash("topics").response
    for label in ("What MMN is", CATCHING, CAUSES):
        stage.tap(menu, label)

    assert stage.counted() == {("shown", "contagious"): 1, ("shown", "causes"): 1}


def test_an_entry_that_is_chosen_by_its_name_is_counted_as_shown(stage: "Stage"):
    stage.slash("ask", question=CATCHING)

    assert stage.counted() == {("shown", "contagious"): 1}


def test_none_of_these_is_counted_whoever_taps(stage: "Stage"):
    offer = stage.ask("hands")

    for who in (stage.ben, stage.anna):
        stage.tap(offer, NONE, by=who)

    assert stage.counted() == {("suggest", ""): 1, ("none", ""): 2}


def test_what_is_overheard_is_counted_only_where_the_bot_speaks_up(stage: "Stage"):
    stage.restart(sees_all=True)
    stage.slash("mmn listen", by=stage.ben, switch="on")

    for words in ("lovely weather today", "thanks everyone, had my ivig today", "does mmn run in families"):
        stage.says(words)
    assert stage.counted() == {}

    stage.says("is mmn catching?")
    assert stage.counted() == {("answer", ""): 1, ("shown", "contagious"): 1}


def test_pages_and_sending_are_not_counted(stage: "Stage"):
    stage.has_moderators()
    for page in ("support", "forgetme", *PAGES):
        stage.slash(page)
    told = stage.slash("ask", question="does mmn run in families").response
    before = stage.counted()

    for label in (SEND, "Yes, send it"):
        stage.tap(told, label)

    assert stage.counted() == before == {("not-covered", ""): 1, ("shown", "heredity"): 1}


@pytest.mark.parametrize("how", ["a mention", "a command", "by name", "a tap"])
def test_a_count_that_fails_costs_no_answer(stage: "Stage", how: str, caplog: pytest.LogCaptureFixture):
    menu = stage.slash("topics").response
    stage.tap(menu, "What MMN is")
    stage.store_fails("count")

    if how == "a tap":
        stage.tap(menu, CATCHING)
        answer = menu
    elif how == "a mention":
        answer = stage.ask("is mmn catching?")
    else:
        answer = stage.slash("ask", question=CATCHING if how == "by name" else "is mmn catching?").response

    assert title(answer) == CATCHING
    assert {record.getMessage() for record in caplog.records} == {"something could not be counted: the disk is full"}
    caplog.clear()


@pytest.mark.parametrize("how", ["a mention", "a command", "private", "a tap"])
def test_a_store_that_can_do_nothing_costs_no_answer(stage: "Stage", how: str, caplog: pytest.LogCaptureFixture):
    offer = stage.slash("ask", question="hands").response
    stage.store.breaks()

    if how == "a tap":
        chosen = offer.labels[0]
        stage.tap(offer, chosen)
        assert title(offer) == chosen
    elif how == "a command":
        assert title(stage.slash("ask", question="is mmn catching?").response) == CATCHING
    else:
        assert title(stage.ask("is mmn catching?", stage.anna.dm() if how == "private" else stage.help)) == CATCHING
    assert {record.levelname for record in caplog.records} == {"ERROR"}
    caplog.clear()


# ---- a store that is busy ---------------------------------------------------------------------------------------------


def answered(stage: "Stage", used: Interaction) -> Interaction:
    """What somebody did, once the bot gave a first sign; Discord waits for that no longer than `TO_ANSWER`."""
    stage.server.wait_for(lambda: used.acknowledged_within is not None or used.age > TO_ANSWER, what="a first sign")
    assert used.acknowledged_within is not None
    return used


def cries(stage: "Stage") -> None:
    """Cara does, so that there is something to count and to keep."""
    assert stage.cara.says(stage.help, "I can't breathe", mention_bot=True).answer


@pytest.mark.parametrize(
    ("does", "expected"),
    [
        (lambda stage, _: stage.anna.slash(stage.help, "ask", question=CATCHING), CATCHING),
        (lambda stage, card: stage.anna.clicks(card, "Numbers for my country"), "Where are you?"),
        (lambda stage, _: stage.anna.slash(stage.help, "forgetme"), "What I hold about you"),
        (lambda stage, _: stage.ben.slash(stage.help, "mmn listen", switch="on"), "Listening is on in #help."),
    ],
)
def test_while_another_process_writes_to_the_store_nobody_waits_for_a_first_sign(
    stage: "Stage", does: Callable[["Stage", Message], Interaction], expected: str
):
    card = stage.ask("I can't breathe")

    with stage.store.busy():
        cries(stage)
        used = answered(stage, does(stage, card))
    stage.settle()

    assert title(used.response).startswith(expected)


def test_while_another_process_writes_to_the_store_the_asker_is_not_refused_to_remove_an_answer(stage: "Stage"):
    card = stage.ask("I can't breathe")

    with stage.store.busy():
        cries(stage)
        answered(stage, stage.anna.clicks(card, "Remove this"))
    stage.settle()

    assert card.deleted


def test_a_vote_that_the_store_takes_long_over_and_fails_at_is_told_to_the_log_and_counts_when_cast_again(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    over = threading.Event()

    async def fails_in_the_end(*_: object) -> None:
        await asyncio.to_thread(over.wait)
        raise StorageError("the disk is full")

    answer = stage.ask("is mmn catching?")
    with monkeypatch.context() as slow:
        slow.setattr(patience, "SECONDS", 0.01)
        slow.setattr(stage.store, "count", fails_in_the_end, raising=False)
        assert stage.tap(answer, "Helpful").response.text == "Thank you. Only the count is kept."
        over.set()
        stage.server.wait_for(lambda: caplog.records, what="a line in the log")
    assert [record.getMessage() for record in caplog.records] == ["what no answer waited for failed: the disk is full"]
    caplog.clear()

    stage.tap(answer, "Helpful")

    assert stage.store.votes() == [("2026-W47", "contagious", True, 1)]


# ---- /privacy --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("posted", [False, True])
@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("here", [False, True])
def test_privacy_tells_what_is_kept_by_the_settings_in_force(
    stage: "Stage",
    posted: bool,  # noqa: FBT001  a table
    sealed: bool,  # noqa: FBT001
    here: bool,  # noqa: FBT001
):
    stage.here = here
    stage.restart()
    if posted:
        stage.has_moderators()
    if sealed:
        stage.has_key()

    used = stage.slash("privacy")

    told = "\n".join(part.text for part in (used.response, *used.followups))
    assert [line in told for line in (OFFERED, POSTED, SEALED)] == [posted or sealed, posted, sealed]
    assert (OFF in told) is not (posted or sealed)
    assert (HERE in told, ELSEWHERE in told) == (here, not here)
    assert "{" not in told


def test_privacy_is_one_message_where_everything_is_kept(stage: "Stage"):
    stage.has_moderators()
    stage.has_key()

    used = stage.slash("privacy")

    assert used.followups == []
    assert all(line in used.response.text for line in (OFFERED, POSTED, SEALED, HERE))


# ---- /forgetme -------------------------------------------------------------------------------------------------------


def test_forgetme_after_a_restart_erases_what_was_kept_before(stage: "Stage"):
    answer = stage.ask("is mmn catching?")
    stage.restart()

    told = [stage.slash("forgetme").response.text for _ in range(2)]

    assert "(1). That is erased now." in told[0]
    assert NOTHING in told[1]
    assert "Remove this" not in stage.offered(answer)


def test_after_forgetme_nothing_is_left_of_where_and_what_the_member_asked(stage: "Stage"):
    stage.ask("is mmn catching?")
    stage.ask("is mmn catching?", stage.anna.dm())

    stage.slash("forgetme")

    with closing(sqlite3.connect(stage.store.folder / "store.sqlite3")) as store:
        assert store.execute("SELECT count(*) FROM answers").fetchone() == (0,)


def test_forgetme_is_for_one_member_and_no_other(stage: "Stage"):
    answer = stage.ask("is mmn catching?")

    assert NOTHING in stage.slash("forgetme", by=stage.cara).response.text

    stage.tap(answer, "Remove this")
    assert stage.help.from_bot == []


def test_forgetme_leaves_a_question_that_was_sent_as_nobody_knows_whose_it_is(stage: "Stage"):
    stage.has_key()
    told = stage.slash("ask", question="does mmn run in families").response
    for label in (SEND, "Yes, send it"):
        stage.tap(told, label)

    stage.slash("forgetme")

    assert stage.kept() == ["does mmn run in families"]


def test_forgetme_that_cannot_erase_does_not_say_that_it_did(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.store_fails("forget")

    assert title(stage.slash("forgetme").response) == "Sorry, something went wrong"
    caplog.clear()
