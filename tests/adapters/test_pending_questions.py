"""The questions that members may yet send, and how soon they are let go."""

from datetime import timedelta

import pytest
from loopback.clock import Clock

from bot.adapters.pending_questions import LONGEST, PendingQuestion, PendingQuestions, marked
from bot.model import Button, Outcome, Press, Reply, Verb

ANNA, BEN = "anna's code", "ben's code"
MARK, WORDS = "0123456789ab", "can my hamster smell it?"
SEND = Reply(Outcome.NOT_COVERED, buttons=(Button("Send", Press(Verb.SEND)), Button("Topics", Press(Verb.TOPICS))))
LEADING = Reply(Outcome.ANSWER, buttons=(Button("Not this", Press(Verb.OTHERS, "ivig")),))
PLAIN = Reply(Outcome.URGENT, buttons=(Button("Topics", Press(Verb.TOPICS)),))


@pytest.fixture
def pending_questions(clock: Clock) -> PendingQuestions:
    return PendingQuestions(clock, is_open=True)


def hold(pending_questions: PendingQuestions, words: str = WORDS, asker: str = ANNA) -> str:
    """The mark under which these words are held now."""
    return pending_questions.hold(words, asker, SEND).buttons[0].press.about


def test_words_are_held_under_a_mark_that_the_ways_to_send_them_carry(
    pending_questions: PendingQuestions, clock: Clock
):
    reply = pending_questions.hold(WORDS, ANNA, SEND)

    send, topics = (button.press for button in reply.buttons)
    assert pending_questions.find(send.about) == PendingQuestion(WORDS, ANNA, clock.time)
    assert topics == Press(Verb.TOPICS)
    assert len(str(Press(Verb.OTHERS, "x" * 40, send.about)).encode()) <= 64


def test_a_reply_that_leads_to_where_they_can_be_sent_carries_the_mark_too(pending_questions: PendingQuestions):
    [button] = pending_questions.hold(WORDS, ANNA, LEADING).buttons

    assert pending_questions.find(button.press.about)
    assert pending_questions.lead_on(SEND, button.press.about).buttons[0].press == Press(
        Verb.SEND, about=button.press.about
    )


@pytest.mark.parametrize("words", ["", "  \n"])
def test_without_words_there_is_nothing_to_send(pending_questions: PendingQuestions, words: str):
    assert pending_questions.hold(words, ANNA, SEND) == marked(SEND, "")


def test_a_reply_without_a_way_to_send_holds_nothing(pending_questions: PendingQuestions):
    assert pending_questions.hold(WORDS, ANNA, PLAIN) == PLAIN
    assert pending_questions.forget(ANNA) == 0


def test_where_there_are_no_moderators_no_words_are_held_and_no_button_offers_it(clock: Clock):
    closed = PendingQuestions(clock, is_open=False)

    assert [button.label for button in closed.hold(WORDS, ANNA, SEND).buttons] == ["Topics"]
    assert closed.hold(WORDS, ANNA, LEADING) == LEADING
    assert closed.forget(ANNA) == 0


def test_two_questions_have_two_marks(pending_questions: PendingQuestions):
    assert hold(pending_questions) != hold(pending_questions)


@pytest.mark.parametrize(("minutes", "held"), [(59, True), (60, False)])
def test_words_are_held_for_an_hour(pending_questions: PendingQuestions, clock: Clock, minutes: int, held: bool):  # noqa: FBT001
    mark = hold(pending_questions)
    clock.time += timedelta(minutes=minutes)

    assert (pending_questions.find(mark) is not None) == held
    assert (len(pending_questions.lead_on(SEND, mark).buttons) == 2) == held


def test_words_are_let_go_though_nobody_asks_for_them(pending_questions: PendingQuestions, clock: Clock):
    hold(pending_questions)
    clock.time += timedelta(hours=1)

    pending_questions.let_go()

    assert pending_questions.forget(ANNA) == 0


def test_of_too_many_the_oldest_are_let_go(pending_questions: PendingQuestions):
    marks = [hold(pending_questions) for _ in range(1_010)]

    assert [pending_questions.find(mark) is not None for mark in (marks[0], marks[9], marks[10], marks[-1])] == [
        False,
        False,
        True,
        True,
    ]


def test_a_mark_that_nobody_gave_out_leads_nowhere(pending_questions: PendingQuestions):
    assert pending_questions.find(MARK) is None
    assert pending_questions.find("") is None
    assert pending_questions.chosen(MARK) is None
    assert pending_questions.lead_on(SEND, MARK) == marked(SEND, "")


@pytest.mark.parametrize("chosen", [Verb.CONFIRM, Verb.DECLINE])
def test_after_the_choice_the_words_are_gone_and_the_choice_is_known_for_an_hour(
    pending_questions: PendingQuestions, clock: Clock, chosen: Verb
):
    mark = hold(pending_questions)

    pending_questions.drop(mark, chosen)

    assert pending_questions.find(mark) is None
    assert pending_questions.chosen(mark) is chosen
    clock.time += timedelta(hours=1)
    assert pending_questions.find(mark) is None
    assert pending_questions.chosen(mark) is None


def test_words_that_could_not_be_sent_are_held_for_what_is_left_of_their_hour(
    pending_questions: PendingQuestions, clock: Clock
):
    mark = hold(pending_questions)
    letter = pending_questions.find(mark)
    assert letter
    pending_questions.drop(mark, Verb.CONFIRM)
    clock.time += timedelta(minutes=59)

    pending_questions.take_back(mark, letter)

    assert pending_questions.find(mark) == letter
    assert pending_questions.chosen(mark) is None
    clock.time += timedelta(minutes=1)
    assert pending_questions.find(mark) is None


def test_to_forget_a_member_lets_go_of_their_words_alone(pending_questions: PendingQuestions):
    mine, yours = hold(pending_questions), hold(pending_questions, asker=BEN)

    assert pending_questions.forget(ANNA) == 1

    assert pending_questions.find(mine) is None
    assert pending_questions.find(yours)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (" hands?\n", "hands?"),
        ("ask @anna_b or anna@example.org", "ask [name] or [e-mail address]"),
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * (LONGEST + 1), f"{'a' * LONGEST} …"),
        ("😀" * (LONGEST + 1), f"{'😀' * LONGEST} …"),
        (f"{'a' * (LONGEST - 1)}  b", f"{'a' * (LONGEST - 1)} …"),
        (f"{'a ' * 495}anna@example.org", f"{'a ' * 495}[e-mail ad …"),
    ],
)
def test_words_are_masked_before_they_are_cut(pending_questions: PendingQuestions, said: str, held: str):
    letter = pending_questions.find(hold(pending_questions, said))

    assert letter
    assert letter.words == held
