"""With what a member's next message is read who is alone with the bot, and for how long."""

import pytest
from loopback.clock import Clock

from bot.adapters.dialogues import KEPT, NOTHING_SAID, Dialogues, Turn
from bot.model import Button, Outcome, Press, Reply, Verb

ANNA, BEN = "anna's code", "ben's code"
MORE = Button("More", Press(Verb.MORE, "ivig"))
ANSWER = Reply(Outcome.ANSWER, entry="ivig", buttons=(MORE,))
CARD = Reply(Outcome.URGENT, entry="chest-pain")
TALK = Reply(Outcome.NOT_COVERED, entry="thanks")
CHOICES = Reply(Outcome.SUGGEST, buttons=(Button("Is there a cure?", Press(Verb.SHOW, "cure")),))


@pytest.fixture
def dialogues(clock: Clock) -> Dialogues:
    return Dialogues(clock)


def test_an_answer_is_the_subject_of_what_comes_next_and_of_one_member_alone(dialogues: Dialogues):
    dialogues.note(ANNA, ANSWER, talk=False)

    assert dialogues.last(ANNA) == Turn("ivig", (MORE,), "ivig", (("ivig", 0),))
    assert dialogues.last(BEN) == NOTHING_SAID


@pytest.mark.parametrize(("reply", "talk"), [(TALK, True), (CHOICES, False)])
def test_talk_and_choices_leave_the_subject_as_it_was(dialogues: Dialogues, reply: Reply, *, talk: bool):
    dialogues.note(ANNA, ANSWER, talk=False)
    dialogues.note(ANNA, reply, talk=talk)

    assert dialogues.last(ANNA) == Turn(reply.entry, reply.buttons, "ivig", (("ivig", 0),))


def test_what_was_shown_is_kept_in_mind_as_often_as_it_was_but_no_talk(dialogues: Dialogues):
    for reply, talk in [(ANSWER, False), (TALK, True), (CHOICES, False), (ANSWER, False)]:
        dialogues.note(ANNA, reply, talk=talk, edition=7)

    assert dialogues.last(ANNA).shown == (("ivig", 7), ("ivig", 7))


def test_a_vote_or_a_way_back_shows_nothing_anew(dialogues: Dialogues):
    dialogues.note(ANNA, ANSWER, talk=False)
    dialogues.note(ANNA, ANSWER, talk=False, edition=None)

    assert dialogues.last(ANNA).shown == (("ivig", 0),)
    assert dialogues.last(ANNA).subject == "ivig"


def test_that_nobody_is_in_danger_holds_until_the_next_card_of_an_emergency(dialogues: Dialogues):
    dialogues.note(ANNA, CARD, talk=False)
    assert not dialogues.last(ANNA).danger_over

    dialogues.note(ANNA, TALK, talk=True, danger_over=True)
    dialogues.note(ANNA, ANSWER, talk=False)
    assert dialogues.last(ANNA).danger_over

    dialogues.note(ANNA, CARD, talk=False)
    assert not dialogues.last(ANNA).danger_over


def test_a_dialogue_ends_after_a_while_and_its_subject_does_not_come_back(dialogues: Dialogues, clock: Clock):
    dialogues.note(ANNA, ANSWER, talk=False)

    clock.time += KEPT
    assert dialogues.last(ANNA) == NOTHING_SAID

    dialogues.note(ANNA, TALK, talk=True)
    assert dialogues.last(ANNA).subject == ""


def test_who_asks_to_be_forgotten_is(dialogues: Dialogues):
    dialogues.note(ANNA, ANSWER, talk=False)
    dialogues.forget(ANNA)
    dialogues.forget(BEN)

    assert dialogues.last(ANNA) == NOTHING_SAID


def test_of_a_thousand_members_who_talk_at_once_the_first_dialogue_ends_first(dialogues: Dialogues):
    for number in range(1001):
        dialogues.note(str(number), ANSWER, talk=False)

    assert dialogues.last("0") == NOTHING_SAID
    assert dialogues.last("1").subject == dialogues.last("1000").subject == "ivig"
