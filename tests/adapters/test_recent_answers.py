"""What the bot remembers of its latest answers, and what it lets go."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from loopback.kept import Kept

from bot.adapters.recent_answers import RecentAnswers
from bot.errors import StorageError

ANNA, BEN = 5_000_000_001, 5_000_000_002
CLUB, HOME = -1_005_000_000_003, ANNA
GENERAL, TREATMENT = (CLUB, 0), (CLUB, 7)
TEN_MINUTES = timedelta(minutes=10)
TOKEN = b"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


class Memory:
    """What is remembered on one platform, on a day whose clock is set by the test."""

    def __init__(self, file: Path, platform: str = "telegram", token: bytes = TOKEN) -> None:
        self.clock = datetime(2026, 11, 21, 12, tzinfo=UTC)
        self.recent_answers = RecentAnswers(Kept(file), platform, token, lambda: self.clock)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*values: object) -> object:
            given = getattr(self.recent_answers, name)(*values)
            return asyncio.run(given) if asyncio.iscoroutine(given) else given

        return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def memory(file: Path) -> Memory:
    return Memory(file)


def test_an_answer_is_found_by_its_question_and_by_its_last_message(memory: Memory):
    memory.add(TREATMENT, 1, (2, 3), ANNA, "ivig")

    said = memory.at(CLUB, 3)

    assert said == memory.to_question(CLUB, 1)
    assert (said.topic, said.question, said.messages, said.entry, said.at) == (7, 1, (2, 3), "ivig", memory.clock)
    assert said.asker == memory.code(ANNA)
    assert memory.at(CLUB, 2) is None


def test_messages_of_other_chats_may_have_the_same_numbers(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.add((HOME, 0), 1, (2,), ANNA, "cure")

    assert [memory.at(chat, 2).entry for chat in (CLUB, HOME)] == ["ivig", "cure"]
    assert [memory.to_question(chat, 1).entry for chat in (CLUB, HOME)] == ["ivig", "cure"]


def test_chats_of_two_platforms_may_have_the_same_numbers(file: Path):
    telegram, discord = Memory(file), Memory(file, "discord")
    telegram.add((CLUB, 0), 1, (2,), ANNA, "ivig")

    assert discord.at(CLUB, 2) is None
    assert discord.code(ANNA) != telegram.code(ANNA)


def test_of_two_answers_to_a_question_the_latest_counts(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.add(GENERAL, 1, (3,), ANNA, "cure")

    assert memory.to_question(CLUB, 1).entry == "cure"


def test_the_same_answer_is_found_in_its_topic_for_as_long_as_is_asked(memory: Memory):
    memory.add(TREATMENT, 1, (2,), ANNA, "ivig")
    memory.clock += timedelta(minutes=9)

    assert memory.same(TREATMENT, "ivig", TEN_MINUTES) == memory.at(CLUB, 2)
    assert memory.same(GENERAL, "ivig", TEN_MINUTES) is None
    assert memory.same(TREATMENT, "cure", TEN_MINUTES) is None
    memory.clock += timedelta(minutes=1)
    assert memory.same(TREATMENT, "ivig", TEN_MINUTES) is None


def test_an_answer_that_changed_is_found_where_it_stands_now(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")

    memory.change(memory.to_question(CLUB, 1), (2, 3), "cure")

    changed = memory.at(CLUB, 3)
    assert memory.at(CLUB, 2) is None
    assert changed == memory.to_question(CLUB, 1)
    assert (changed.messages, changed.entry, changed.asker) == ((2, 3), "cure", memory.code(ANNA))


def test_an_answer_that_was_dropped_is_not_found_nor_brought_back_by_a_change(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    said = memory.to_question(CLUB, 1)

    memory.drop(said)
    memory.drop(said)
    memory.change(said, (2, 3), "cure")

    assert memory.to_question(CLUB, 1) is None
    assert memory.at(CLUB, 3) is None


def test_an_answer_outlives_a_restart_but_not_two_days(file: Path, memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    after = Memory(file)
    after.clock += timedelta(days=2, seconds=-1)
    assert after.at(CLUB, 2).asker == after.code(ANNA)

    after.clock += timedelta(seconds=1)

    assert after.at(CLUB, 2) is None
    assert after.to_question(CLUB, 1) is None


def test_to_forget_somebody_erases_what_is_known_of_their_answers_and_nothing_else(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.add(GENERAL, 3, (4,), BEN, "cure")
    memory.add((HOME, 0), 5, (6,), ANNA, "cure")

    assert memory.forget(ANNA) == 2
    assert memory.forget(ANNA) == 0

    assert memory.to_question(CLUB, 1) is memory.to_question(HOME, 5) is None
    assert memory.to_question(CLUB, 3).asker == memory.code(BEN)


def test_a_member_votes_once_on_an_answer_until_it_is_let_go_or_they_are_forgotten(memory: Memory):
    assert memory.is_first_vote(CLUB, 2, ANNA, "ivig")
    assert not memory.is_first_vote(CLUB, 2, ANNA, "ivig")
    assert memory.is_first_vote(CLUB, 2, ANNA, "cure")
    assert memory.is_first_vote(CLUB, 2, BEN, "ivig")
    assert memory.is_first_vote(CLUB, 3, ANNA, "ivig")
    assert memory.is_first_vote(HOME, 2, ANNA, "ivig")

    assert memory.forget(ANNA) == 4
    assert memory.is_first_vote(CLUB, 2, ANNA, "ivig")
    assert not memory.is_first_vote(CLUB, 2, BEN, "ivig")

    memory.clock += timedelta(days=2)
    assert memory.is_first_vote(CLUB, 2, BEN, "ivig")


def test_a_code_holds_nobodys_id_and_only_the_token_makes_it(file: Path, memory: Memory):
    code = memory.code(ANNA)

    assert code == Memory(file).code(ANNA)
    assert code != memory.code(BEN)
    assert code != Memory(file, token=b"another").code(ANNA)
    assert str(ANNA) not in code
    assert f"{ANNA:x}" not in code


def test_neither_a_chat_nor_a_user_stands_in_memory(memory: Memory):
    memory.is_first_vote(HOME, 2, ANNA, "ivig")
    memory.is_first_pointer((HOME, 0), "ivig", ANNA, TEN_MINUTES)

    assert str(ANNA) not in str(vars(memory.recent_answers))


def test_neither_a_chat_nor_a_user_stands_in_the_file(file: Path, memory: Memory):
    memory.add((HOME, 0), 1, (2,), ANNA, "ivig")

    for part in file.parent.iterdir():
        assert str(ANNA).encode() not in part.read_bytes()
        assert ANNA.to_bytes(5) not in part.read_bytes()


class Broken:
    """A store on a disk that is full."""

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        async def fails(*_: object) -> None:
            raise StorageError("the database kept.sqlite3 cannot be written: the disk is full")

        return fails


@pytest.fixture
def broken(memory: Memory) -> Iterator[Memory]:
    memory.recent_answers = RecentAnswers(Broken(), "telegram", TOKEN, lambda: memory.clock)  # type: ignore[arg-type]
    return memory


def test_a_store_that_fails_costs_the_link_and_is_logged(broken: Memory, caplog: pytest.LogCaptureFixture):
    broken.add(GENERAL, 1, (2,), ANNA, "ivig")

    assert broken.to_question(CLUB, 1) is None
    assert broken.same(GENERAL, "ivig", TEN_MINUTES) is None
    assert {record.levelno for record in caplog.records} == {logging.ERROR}
    assert "the disk is full" in caplog.text


def test_nobody_is_told_that_they_are_forgotten_where_the_store_fails(broken: Memory):
    with pytest.raises(StorageError):
        broken.forget(ANNA)
