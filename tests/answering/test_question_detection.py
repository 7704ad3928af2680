"""The form of talk: a question or a statement, to all or to one."""

from pathlib import Path

import pytest

from bot.answering.deciding import learned_from
from bot.answering.question_detection import QuestionDetector, SpeechAct
from bot.content import load
from bot.matching import IndexCache, Matcher, Reader

FAQ = Path(__file__).parents[2] / "faq" / "en"


@pytest.fixture(scope="module")
def parts(index_cache: IndexCache) -> tuple[QuestionDetector, Reader]:
    faq = load(FAQ)
    reader = Matcher.from_lessons(learned_from(faq), index_cache).reader
    return QuestionDetector(faq.words, reader), reader


def form(parts: tuple[QuestionDetector, Reader], said: str) -> SpeechAct:
    talk, reader = parts
    return talk.form(said, reader.read(said))


@pytest.mark.parametrize(
    "said",
    [
        "is it catching then",
        "so what does an EMG show",
        "MMN life expectancy?",
        "anyone know how long IVIG takes",
        "hi all, wondering if it runs in families",
        "Had my test today. What does conduction block mean",
        "is it catching? thanks in advance all",
    ],
)
def test_a_question_is_heard_with_and_without_its_mark(parts: tuple[QuestionDetector, Reader], said: str):
    assert form(parts, said).asks


@pytest.mark.parametrize(
    "said", ["how long?", "why not?", "does it hurt?", "was it painful?", "any tips?", "what's that?"]
)
def test_a_question_that_needs_what_was_said_before_does_not_stand_alone(
    parts: tuple[QuestionDetector, Reader], said: str
):
    assert not form(parts, said).asks


def test_a_short_question_that_names_the_condition_stands_alone(parts: tuple[QuestionDetector, Reader]):
    assert form(parts, "mmn cure?").asks


def test_a_question_that_names_the_condition_is_heard_whatever_is_told_behind_it(
    parts: tuple[QuestionDetector, Reader],
):
    behind = " The in-laws are already measuring for a stairlift, bless them."

    assert form(parts, "Does MMN creep or does it gallop?" + behind).asks
    assert not form(parts, "Does it creep or does it gallop?" + behind).asks


@pytest.mark.parametrize(
    "said",
    [
        "this chat is a support group AND a comedy club",
        "My physio is 25 and calls me a legend",
        "thanks everyone, had my ivig today",
        "EMG done",
        "You know what helps with daily life? A husband who opens the jars",
    ],
)
def test_a_statement_is_no_question_whatever_it_is_about(parts: tuple[QuestionDetector, Reader], said: str):
    assert not form(parts, said).asks


@pytest.mark.parametrize(
    "said",
    [
        "@Giulia how did your EMG go yesterday?",
        "J\u00fcrgen are you still with the same doctor?",
        "how was your infusion?",
        "how am I to enjoy that at breakfast, Zbigniew?",
        "steroids? ha, tell that to the Tour lot Zbigniew",
    ],
)
def test_talk_to_one_member_is_told_from_talk_to_all(parts: tuple[QuestionDetector, Reader], said: str):
    assert form(parts, said).to_one


@pytest.mark.parametrize(
    "said",
    [
        "is it catching",
        "how do you cope with the cramps",
        "what do they do to you at an EMG",
        "who treats it in Galway?",
    ],
)
def test_a_question_to_all_may_say_you(parts: tuple[QuestionDetector, Reader], said: str):
    assert not form(parts, said).to_one


def test_in_a_story_the_sentence_that_asks_is_marked(parts: tuple[QuestionDetector, Reader]):
    said = "My dad got his letter on Friday. He lives in Perth. Is it catching?"

    assert form(parts, said).question == ("is", "it", "catching")


def test_a_message_that_only_asks_needs_no_mark(parts: tuple[QuestionDetector, Reader]):
    assert form(parts, "Is it catching?").question == ()


@pytest.mark.parametrize(
    "said",
    [
        "we sold the boat on Sunday and my brother drove it home",
        "My wife had it for years. She passed in March.",
        "the cows do not mind me being slow",
    ],
)
def test_what_is_told_is_told_apart_from_what_is_asked(parts: tuple[QuestionDetector, Reader], said: str):
    assert form(parts, said).tells


@pytest.mark.parametrize(
    "said",
    [
        "my hand is weak",
        "weakness wrist drop causes prognosis treatment outlook",
        "we sold the boat on Sunday. is it catching",
        "I need some facts about it for my essay",
        "one line please, so that I can tell it to my children",
        "my brother would like to read on the tests that they do",
    ],
)
def test_a_search_and_a_request_are_not_only_told(parts: tuple[QuestionDetector, Reader], said: str):
    assert not form(parts, said).tells
