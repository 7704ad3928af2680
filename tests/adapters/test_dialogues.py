"""For how long, and of whom, the bot keeps in mind what it said last."""

import pytest
from loopback.clock import Clock

from bot.adapters.dialogues import KEPT, Dialogues
from bot.answering.turns import NOTHING_SAID, Turn

ANNA, BEN = "anna's code", "ben's code"
SAID = Turn("ivig", subject="ivig")


@pytest.fixture
def dialogues(clock: Clock) -> Dialogues:
    return Dialogues(clock)


def test_what_is_said_to_one_member_is_kept_for_that_member_alone(dialogues: Dialogues):
    dialogues.note(ANNA, SAID)

    assert dialogues.last(ANNA) == SAID
    assert dialogues.last(BEN) == NOTHING_SAID


def test_a_dialogue_ends_after_a_while(dialogues: Dialogues, clock: Clock):
    dialogues.note(ANNA, SAID)

    clock.time += KEPT
    assert dialogues.last(ANNA) == NOTHING_SAID


def test_each_message_keeps_a_dialogue_for_longer(dialogues: Dialogues, clock: Clock):
    dialogues.note(ANNA, SAID)
    clock.time += KEPT / 2
    dialogues.note(ANNA, SAID)

    clock.time += KEPT / 2
    assert dialogues.last(ANNA) == SAID


def test_who_asks_to_be_forgotten_is(dialogues: Dialogues):
    dialogues.note(ANNA, SAID)
    dialogues.forget(ANNA)
    dialogues.forget(BEN)

    assert dialogues.last(ANNA) == NOTHING_SAID


def test_of_a_thousand_members_who_talk_at_once_the_first_dialogue_ends_first(dialogues: Dialogues):
    for number in range(1001):
        dialogues.note(str(number), SAID)

    assert dialogues.last("0") == NOTHING_SAID
    assert dialogues.last("1") == dialogues.last("1000") == SAID
