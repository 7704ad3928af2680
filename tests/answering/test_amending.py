"""What the parts of a message, and the card that stood before it, change about the decision on the whole."""

from dataclasses import replace

import pytest
from chances import addressed, candidates

from bot.answering.amending import (
    Clearing,
    behind_a_card,
    beside_talk,
    decide_two,
    doubting,
    insisting,
    meant,
    read_last,
    without_faint_doubt,
)
from bot.answering.bars import BARS
from bot.answering.policy import Decision
from bot.answering.safety import Flags
from bot.matching import Match
from bot.model import Outcome

BESIDE = {"urgent_1": 0.02}
"""So likely is an emergency in "I can't phone them" by its words."""


@pytest.mark.parametrize(
    ("chances", "said", "outcome", "doubt"),
    [
        ({"chatter_1": 0.9, **BESIDE}, "ends", Outcome.NOT_COVERED, ""),
        ({"chatter_1": 0.9, **BESIDE}, "", Outcome.NOT_COVERED, "card"),
        ({"chatter_1": 0.9, **BESIDE}, "clears", Outcome.NOT_COVERED, ""),
        ({"answer_1": 0.9, **BESIDE}, "", Outcome.ANSWER, "card"),
        ({"answer_1": 0.9, **BESIDE}, "clears", Outcome.ANSWER, ""),
        ({"answer_1": 0.8, "urgent_1": BARS.doubt}, "clears", Outcome.ANSWER, "card"),
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
    clearing = Clearing("all-clear", chances.get("urgent_1", 0.0)) if said == "clears" else None
    decision = behind_a_card(addressed(found), found, "card", ends=said == "ends", clearing=clearing)

    assert (decision.outcome, decision.doubt) == (outcome, doubt)
    assert (decision.entry == "card") == (outcome is Outcome.URGENT)


def test_behind_a_card_of_numbers_another_emergency_brings_its_own_card():
    found = candidates(urgent_1=0.9)

    assert behind_a_card(addressed(found), found, "card", ends=False, clearing=None) == addressed(found)


def test_other_talk_with_a_sentence_that_clears_a_card_is_heard_as_just_that():
    found = candidates(chatter_1=0.9, **BESIDE)

    assert (
        behind_a_card(addressed(found), found, "card", ends=False, clearing=Clearing("all-clear", 0.0)).entry
        == "all-clear"
    )
    assert (
        behind_a_card(addressed(found), found, "card", ends=True, clearing=Clearing("all-clear", 0.0)).entry
        == "chatter_1"
    )


def test_a_sentence_that_clears_a_card_also_takes_back_what_its_own_words_made_of_it():
    """ "I'm not suicidal. Will I play again?" names what it denies."""
    found = candidates(answer_1=0.85, urgent_1=BARS.doubt)
    decision = behind_a_card(addressed(found), found, "card", ends=False, clearing=Clearing("all-clear", 0.0))

    assert (decision.entry, decision.doubt) == ("answer_1", "")


def test_who_has_said_that_nobody_is_in_danger_is_asked_again_only_where_it_is_likely():
    doubted = Decision(Outcome.ANSWER, "", "answer_1", doubt="urgent_1")

    assert without_faint_doubt(replace(doubted, faint=True)).doubt == ""
    assert without_faint_doubt(doubted) == doubted


def test_a_faint_doubt_stays_faint_and_one_by_a_sentence_a_card_or_a_part_is_none():
    faint = Decision(Outcome.NOT_COVERED, "talk", "chatter_1", doubt="urgent_1", faint=True)
    found, cry = candidates(chatter_1=0.9, **BESIDE), candidates(urgent_2=BARS.urgent_sentence)

    assert beside_talk(faint, candidates(answer_1=0.95), Flags(), corrects=False).faint
    assert decide_two(replace(faint, outcome=Outcome.SUGGEST, entry=""), candidates(answer_1=0.9, answer_2=0.8)).faint
    assert doubting(faint, cry) == replace(faint, doubt="urgent_2", faint=False)
    assert behind_a_card(faint, found, "card", ends=False, clearing=None) == replace(faint, doubt="card", faint=False)
    assert not beside_talk(faint, candidates(urgent_3=0.8), Flags(), corrects=False).faint


def test_what_was_just_read_is_the_last_of_the_choices():
    decision = Decision(Outcome.SUGGEST, "", suggestions=("read", "second", "third"))

    assert read_last(decision, "read").suggestions == ("second", "third", "read")
    assert read_last(decision, "other") == decision == read_last(decision, "")


MEANT = Decision(Outcome.ANSWER, "surely this question", "answer_1", (), BARS.meant)


@pytest.mark.parametrize(
    ("whole", "entry"),
    [
        (Decision(Outcome.SUGGEST, "", suggestions=("answer_2", "answer_3"), confidence=0.9), "answer_1"),
        (Decision(Outcome.ANSWER, "", "answer_2", (), BARS.meant - 0.01), "answer_1"),
        (Decision(Outcome.ANSWER, "", "answer_2", (), BARS.meant + 0.01), "answer_2"),
    ],
)
def test_what_is_said_to_be_meant_goes_before_what_the_whole_is_less_sure_of(whole: Decision, entry: str):
    assert meant(whole, MEANT, []).entry == entry
    assert meant(whole, replace(MEANT, confidence=BARS.meant - 0.02), []) == whole
    assert meant(whole, MEANT, [], talk=True).entry == "answer_1"


def test_a_cry_beside_what_is_meant_is_heard_and_one_that_only_the_whole_seems_is_doubted():
    calm, cry = candidates(chatter_1=0.9), candidates(urgent_2=BARS.urgent_sentence)
    whole, sure = Decision(Outcome.URGENT, "", "urgent_1", (), 0.6), replace(MEANT, confidence=BARS.over)

    assert meant(Decision(Outcome.ANSWER, "", "answer_2"), sure, cry).entry == "urgent_2"
    assert meant(Decision(Outcome.ANSWER, "", "answer_2"), None, cry).outcome is Outcome.URGENT
    assert meant(whole, sure, calm) == replace(sure, doubt="urgent_1")
    assert meant(whole, MEANT, calm) == meant(whole, sure, cry) == meant(whole, None, calm) == whole
    assert meant(whole, replace(sure, doubt="urgent_2"), calm) == whole


def test_a_doubt_about_the_whole_stays_only_if_what_stands_beside_is_one_by_itself():
    whole = Decision(Outcome.SUGGEST, "", suggestions=("answer_2",), doubt="urgent_1")

    assert meant(whole, MEANT, candidates(urgent_1=BARS.doubt)).doubt == "urgent_1"
    assert not meant(whole, MEANT, candidates(urgent_1=BARS.doubt / 2, chatter_1=0.9)).doubt
    assert meant(whole, replace(MEANT, doubt="urgent_2"), []).doubt == "urgent_2"


SURELY_POINTED = Decision(Outcome.NOT_COVERED, "the FAQ has no answer to this", "signpost_1", (), BARS.pointing_of_two)
POINTED = replace(SURELY_POINTED, confidence=BARS.pointing_of_two - 0.01)


@pytest.mark.parametrize(
    ("decision", "questions", "after"),
    [
        (Decision(Outcome.SUGGEST, ""), {"answer_1": 0.9, "answer_2": BARS.each_of_two}, ("answer_1", "answer_2")),
        (Decision(Outcome.SUGGEST, ""), {"answer_1": BARS.answer - 0.01, "answer_2": BARS.answer - 0.02}, ("", "")),
        (Decision(Outcome.ANSWER, "", "answer_2"), {"answer_1": BARS.each_of_two}, ("answer_2", "answer_1")),
        (Decision(Outcome.ANSWER, "", "answer_2"), {"answer_1": BARS.each_of_two - 0.01}, ("answer_2", "")),
        (POINTED, {"answer_1": BARS.answer_of_two, "signpost_1": 0.9}, ("answer_1", "signpost_1")),
        (POINTED, {"answer_1": BARS.answer_of_two - 0.01, "signpost_1": 0.9}, ("signpost_1", "answer_1")),
        (POINTED, {"answer_1": BARS.each_of_two - 0.01, "signpost_1": 0.9}, ("signpost_1", "")),
        (SURELY_POINTED, {"answer_1": 0.99, "signpost_1": 0.9}, ("signpost_1", "answer_1")),
        (Decision(Outcome.CARE_TEAM, "", "care_1"), {"answer_1": 0.9, "answer_2": 0.9}, ("care_1", "")),
    ],
)
def test_two_questions_are_answered_and_offered_where_both_are_sure_enough(
    decision: Decision, questions: dict[str, float], after: tuple[str, str]
):
    decided = decide_two(decision, candidates(**questions))

    assert (decided.entry, decided.also) == after


def test_one_sentence_that_cries_in_what_is_surely_something_else_raises_a_doubt():
    calm, cry = candidates(answer_1=0.95, urgent_1=0.01), candidates(urgent_1=BARS.urgent_sentence)

    assert doubting(addressed(calm), cry).doubt == "urgent_1"
    assert not doubting(addressed(calm), []).doubt


@pytest.mark.parametrize(("faint", "doubt"), [(False, "urgent_2"), (True, "urgent_1")])
def test_behind_a_card_a_newer_cry_is_noted_before_that_card(*, faint: bool, doubt: str):
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1", (), 0.9, doubt="urgent_2", faint=faint)
    decision = behind_a_card(talk, candidates(chatter_1=0.9), "urgent_1", ends=False, clearing=None)

    assert (decision.doubt, decision.faint) == (doubt, False)


def test_what_is_said_beside_talk_is_never_an_alarm_that_nobody_hears_of():
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1")
    found = candidates(urgent_1=0.8, answer_1=0.1)

    assert beside_talk(talk, found, Flags(), corrects=False) == replace(talk, doubt="urgent_1")


def test_who_insists_on_a_signpost_gets_it_once_more_unless_something_else_is_surer():
    unsure, sure = (
        Decision(Outcome.SUGGEST, "", suggestions=("answer_1",), doubt="urgent_1"),
        Match("signpost_1", 0.9, "", 0.9),
    )
    less, surer = (Decision(Outcome.ANSWER, "", "answer_1", confidence=chance) for chance in (0.8, 0.95))

    again = insisting(unsure, sure)

    assert (again.outcome, again.entry, again.doubt) == (Outcome.NOT_COVERED, "signpost_1", "urgent_1")
    assert insisting(less, sure).entry == "signpost_1"
    assert insisting(surer, sure) == surer
    assert insisting(unsure, None) == unsure
    assert insisting(unsure, replace(sure, confidence=BARS.insisting - 0.01)) == unsure
    assert insisting(Decision(Outcome.URGENT, "", "urgent_1"), sure).outcome is Outcome.URGENT
    assert insisting(Decision(Outcome.NOT_COVERED, "", unknown="b12"), sure).unknown == "b12"


def test_beside_talk_what_only_tells_gets_an_answer_but_no_choices():
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1")
    likely, surely = candidates(answer_1=0.6, answer_2=0.55), candidates(answer_1=0.95)

    assert beside_talk(talk, likely, Flags(), corrects=False, tells=True) == talk
    assert beside_talk(talk, likely, Flags(), corrects=False).outcome is Outcome.SUGGEST
    assert beside_talk(talk, likely, Flags(), corrects=True, tells=True).outcome is Outcome.SUGGEST
    assert beside_talk(talk, surely, Flags(), corrects=False, tells=True).entry == "answer_1"


def test_a_part_of_a_message_is_answered_only_if_it_is_as_sure_as_what_the_whole_means_beside_it():
    """ "Is there a glove or a grip thing" is about aids as a whole, and "a grip thing" alone about something else."""
    whole = Decision(Outcome.SUGGEST, "", suggestions=("answer_1",), confidence=0.6)
    part, other = candidates(answer_2=0.59, answer_3=0.4), candidates(answer_2=0.61, answer_3=0.4)

    assert decide_two(whole, part) == whole
    assert decide_two(whole, other).entry == "answer_2"
    assert decide_two(whole, candidates(answer_1=0.4, answer_2=0.59)).entry == "answer_2"


def test_a_doubt_is_kept_where_a_question_stands_beside_talk_or_beside_another_one():
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1", doubt="urgent_1")
    surely, likely = candidates(answer_1=0.95), candidates(answer_1=0.6, answer_2=0.55)
    asked_back = Decision(Outcome.SUGGEST, "", suggestions=("answer_1", "answer_2"), doubt="urgent_1")
    two = candidates(answer_1=0.9, answer_2=0.8)

    assert beside_talk(talk, surely, Flags(), corrects=False).doubt == "urgent_1"
    assert beside_talk(talk, likely, Flags(), corrects=False).doubt == "urgent_1"
    assert decide_two(asked_back, two) == Decision(
        Outcome.ANSWER,
        "two questions, each of them surely",
        "answer_1",
        confidence=0.9,
        also="answer_2",
        doubt="urgent_1",
        instead=("answer_2",),
    )


def test_what_only_a_denial_made_an_emergency_is_heard_as_the_denial():
    """ "No no, I not want to kill me. I am only tired of caring", behind the card that it denies."""
    found, clearing = candidates(urgent_1=0.9), Clearing("all-clear", 0.0)

    assert behind_a_card(addressed(found), found, "card", ends=False, clearing=clearing).entry == "all-clear"
    still = replace(clearing, urgent=BARS.doubt)
    assert behind_a_card(addressed(found), found, "card", ends=False, clearing=still).outcome is Outcome.URGENT


def test_what_is_asked_behind_a_denial_is_answered_though_the_whole_sounds_like_talk():
    found = candidates(chatter_1=0.9, care_1=0.05)
    decision = Decision(Outcome.CARE_TEAM, "", "care_1", (), 0.6)

    assert behind_a_card(decision, found, "card", ends=False, clearing=Clearing("all-clear", 0.0)).entry == "care_1"


def test_a_personal_decision_beside_talk_is_one():
    talk = Decision(Outcome.NOT_COVERED, "talk", "chatter_1")

    assert beside_talk(talk, candidates(care_1=0.95), Flags(), corrects=False).entry == "care_1"
    assert beside_talk(talk, candidates(care_1=0.5), Flags(), corrects=False).entry == "chatter_1"


def test_an_emergency_that_is_meant_is_one_and_carries_no_doubt():
    meant_urgent = Decision(Outcome.URGENT, "", "urgent_1", (), 0.3)
    calm = Decision(Outcome.ANSWER, "", "answer_1", (), 0.9, doubt="urgent_2")

    assert meant(calm, meant_urgent, []) == meant_urgent


def test_who_says_that_all_is_well_and_then_more_keeps_the_numbers_in_sight():
    found = candidates(chatter_1=0.9, **BESIDE)

    still = behind_a_card(addressed(found), found, "card", ends=True, clearing=Clearing("all-clear", BARS.doubt))
    assert still.doubt == "card"
