"""What the parts of a message, and the card that stood before it, change about the decision on the whole."""

from dataclasses import replace

import pytest
from chances import ASKS, addressed, candidates

from bot.answering.amending import behind_a_card, beside_talk, cries, decide_two, doubting
from bot.answering.bars import BARS
from bot.answering.policy import Decision
from bot.answering.question_detection import SpeechAct
from bot.answering.safety import Flags
from bot.model import Outcome

BESIDE = {"urgent_1": 0.02}
"""So likely is an emergency in "I can't phone them" by its words."""


@pytest.mark.parametrize(
    ("chances", "said", "outcome", "doubt"),
    [
        ({"chatter_1": 0.9, **BESIDE}, "ends", Outcome.NOT_COVERED, ""),
        ({"chatter_1": 0.9, **BESIDE}, "", Outcome.NOT_COVERED, "card"),
        ({"answer_1": 0.9, **BESIDE}, "", Outcome.ANSWER, "card"),
        ({"answer_1": 0.9, **BESIDE}, "cleared", Outcome.ANSWER, ""),
        ({"answer_1": 0.8, "urgent_1": BARS.doubt}, "cleared", Outcome.ANSWER, "card"),
        ({"answer_1": 0.5, "chatter_1": 0.3, **BESIDE}, "", Outcome.URGENT, ""),
        ({"chatter_1": 0.5, **BESIDE}, "ends", Outcome.URGENT, ""),
        ({"answer_1": 0.3, "answer_2": 0.3, "urgent_1": 0.001}, "", Outcome.SUGGEST, "card"),
        ({}, "", Outcome.NOT_COVERED, "card"),
    ],
)
def test_behind_a_card_of_numbers_only_what_surely_ends_it_takes_them_out_of_sight(
    chances: dict[str, float], said: str, outcome: Outcome, doubt: str
):
    found = candidates(**chances)
    decision = behind_a_card(addressed(found), found, "card", ends=said == "ends", cleared=said == "cleared")

    assert (decision.outcome, decision.doubt) == (outcome, doubt)
    assert (decision.entry == "card") == (outcome is Outcome.URGENT)


def test_behind_a_card_of_numbers_another_emergency_brings_its_own_card():
    found = candidates(urgent_1=0.9)

    assert behind_a_card(addressed(found), found, "card", ends=False, cleared=False) == addressed(found)


POINTED = Decision(Outcome.NOT_COVERED, "the FAQ has no answer to this", "signpost_1", (), 0.9)


@pytest.mark.parametrize(
    ("decision", "questions", "after"),
    [
        (Decision(Outcome.SUGGEST, ""), {"answer_1": 0.9, "answer_2": BARS.each_of_two}, ("answer_1", "answer_2")),
        (Decision(Outcome.SUGGEST, ""), {"answer_1": BARS.answer - 0.01, "answer_2": BARS.answer - 0.02}, ("", "")),
        (Decision(Outcome.ANSWER, "", "answer_2"), {"answer_1": BARS.each_of_two}, ("answer_2", "answer_1")),
        (Decision(Outcome.ANSWER, "", "answer_2"), {"answer_1": BARS.each_of_two - 0.01}, ("answer_2", "")),
        (POINTED, {"answer_1": BARS.answer_of_two, "signpost_1": 0.9}, ("answer_1", "signpost_1")),
        (POINTED, {"answer_1": BARS.answer_of_two - 0.01, "signpost_1": 0.9}, ("signpost_1", "")),
        (Decision(Outcome.CARE_TEAM, "", "care_1"), {"answer_1": 0.9, "answer_2": 0.9}, ("care_1", "")),
    ],
)
def test_two_questions_are_answered_and_offered_where_both_are_sure_enough(
    decision: Decision, questions: dict[str, float], after: tuple[str, str]
):
    decided = decide_two(decision, candidates(**questions))

    assert (decided.entry, decided.also) == after


def test_one_sentence_that_cries_in_what_is_surely_something_else_raises_a_doubt_unless_it_is_very_sure():
    calm, cry = candidates(answer_1=0.95, urgent_1=0.01), candidates(urgent_1=BARS.urgent_sentence)
    sure = candidates(urgent_1=BARS.urgent_all_the_same)

    assert not cries(cry, calm)
    assert cries(sure, calm)
    assert cries(cry, candidates(answer_1=0.5))
    assert doubting(addressed(calm), cry).doubt == "urgent_1"
    assert not doubting(addressed(calm), []).doubt


def test_what_is_said_beside_talk_is_never_an_alarm_that_nobody_hears_of():
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1")
    found = candidates(urgent_1=0.8, answer_1=0.1)

    assert beside_talk(talk, found, Flags(), SpeechAct(), corrects=False) == replace(talk, doubt="urgent_1")


def test_a_doubt_is_kept_where_a_question_stands_beside_talk_or_beside_another_one():
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1", doubt="urgent_1")
    surely, likely = candidates(answer_1=0.95), candidates(answer_1=0.6, answer_2=0.55)
    asked_back = Decision(Outcome.SUGGEST, "", suggestions=("answer_1", "answer_2"), doubt="urgent_1")
    two = candidates(answer_1=0.9, answer_2=0.8)

    assert beside_talk(talk, surely, Flags(), ASKS, corrects=False).doubt == "urgent_1"
    assert beside_talk(talk, likely, Flags(), ASKS, corrects=False).doubt == "urgent_1"
    assert decide_two(asked_back, two) == Decision(
        Outcome.ANSWER, "two questions, each of them surely", "answer_1", (), 0.9, also="answer_2", doubt="urgent_1"
    )
