"""What the bot remembers of its latest answers, and what it lets go."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters import recent
from bot.adapters.recent import Recent

ANNA, BEN = 5_000_000_001, 5_000_000_002
CLUB, HOME = -1_005_000_000_003, ANNA
GENERAL, TREATMENT = (CLUB, 0), (CLUB, 7)
TEN_MINUTES = timedelta(minutes=10)


class Memory(Recent):
    """What is remembered, on a day whose clock is set by the test."""

    def __init__(self) -> None:
        self.clock = datetime(2026, 11, 21, 12, tzinfo=UTC)
        super().__init__(lambda: self.clock)


@pytest.fixture
def memory() -> Memory:
    return Memory()


def test_an_answer_is_found_by_its_question_and_by_its_last_message(memory: Memory):
    memory.add(GENERAL, 1, (2, 3), ANNA, "ivig")

    assert memory.to_question(CLUB, 1) == memory.at(CLUB, 3)
    assert memory.at(CLUB, 3) == recent.Said(GENERAL, 1, (2, 3), memory.code(ANNA), "ivig", memory.clock)
    assert memory.at(CLUB, 2) is None


def test_messages_of_other_chats_may_have_the_same_numbers(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.add((HOME, 0), 1, (2,), ANNA, "cure")

    assert [said.entry for chat in (CLUB, HOME) if (said := memory.at(chat, 2))] == ["ivig", "cure"]
    assert [said.entry for chat in (CLUB, HOME) if (said := memory.to_question(chat, 1))] == ["ivig", "cure"]


def test_of_two_answers_to_a_question_the_latest_counts(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.add(GENERAL, 1, (3,), ANNA, "cure")

    said = memory.to_question(CLUB, 1)

    assert said
    assert said.entry == "cure"


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
    said = memory.to_question(CLUB, 1)
    assert said

    memory.change(said, (2, 3), "cure")

    assert memory.at(CLUB, 2) is None
    changed = memory.at(CLUB, 3)
    assert changed == memory.to_question(CLUB, 1)
    assert changed
    assert (changed.messages, changed.entry, changed.asker) == ((2, 3), "cure", memory.code(ANNA))


def test_an_answer_that_was_dropped_is_not_found_nor_brought_back_by_a_change(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    said = memory.to_question(CLUB, 1)
    assert said

    memory.drop(said)
    memory.drop(said)
    memory.change(said, (2, 3), "cure")

    assert memory.to_question(CLUB, 1) is None
    assert memory.at(CLUB, 3) is None


def test_after_two_days_an_answer_is_let_go(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.clock += timedelta(days=2, seconds=-1)
    assert memory.at(CLUB, 2)

    memory.clock += timedelta(seconds=1)

    assert memory.at(CLUB, 2) is None
    assert memory.to_question(CLUB, 1) is None
    assert memory.forget(ANNA) == 0


def test_the_oldest_is_let_go_when_there_are_too_many(memory: Memory, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recent, "_MOST", 3)
    for question in range(4):
        memory.add(GENERAL, question, (10 + question,), ANNA, "ivig")

    assert [bool(memory.to_question(CLUB, question)) for question in range(4)] == [False, True, True, True]


def test_to_forget_somebody_erases_whose_answers_theirs_were_and_nothing_else(memory: Memory):
    memory.add(GENERAL, 1, (2,), ANNA, "ivig")
    memory.add(GENERAL, 3, (4,), BEN, "cure")
    memory.add((HOME, 0), 5, (6,), ANNA, "cure")

    assert memory.forget(ANNA) == 2
    assert memory.forget(ANNA) == 0

    kept = [memory.to_question(CLUB, 1), memory.to_question(CLUB, 3), memory.to_question(HOME, 5)]
    assert [said and said.asker for said in kept] == ["", memory.code(BEN), ""]


def test_a_member_votes_once_on_an_answer_until_it_is_let_go_or_they_are_forgotten(memory: Memory):
    assert memory.is_first_vote(CLUB, 2, ANNA, "ivig")
    assert not memory.is_first_vote(CLUB, 2, ANNA, "ivig")
    assert memory.is_first_vote(CLUB, 2, ANNA, "cure")
    assert memory.is_first_vote(CLUB, 2, BEN, "ivig")
    assert memory.is_first_vote(CLUB, 3, ANNA, "ivig")
    assert memory.is_first_vote(HOME, 2, ANNA, "ivig")

    memory.forget(ANNA)
    assert memory.is_first_vote(CLUB, 2, ANNA, "ivig")
    assert not memory.is_first_vote(CLUB, 2, BEN, "ivig")

    memory.clock += timedelta(days=2)
    assert memory.is_first_vote(CLUB, 2, BEN, "ivig")


def test_a_code_holds_nobodys_id_and_is_another_after_a_restart(memory: Memory):
    code = memory.code(ANNA)

    assert code == memory.code(ANNA)
    assert code != memory.code(BEN)
    assert code != Memory().code(ANNA)
    assert str(ANNA) not in code
    assert f"{ANNA:x}" not in code
