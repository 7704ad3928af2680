"""How the bot came to a decision, in words for moderators."""

from dataclasses import replace

import pytest

from bot.answering.deciding import Explanation
from bot.answering.question_detection import SpeechAct
from bot.answering.safety import Flags
from bot.answering.service import Service
from bot.model import Incoming
from bot.moderating import why


@pytest.fixture
def explanation(small_service: Service) -> Explanation:
    return small_service.explain(Incoming("what is ivig"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("what is ivig", "Decided: answer (surely this question), confidence "),
        ("i can not breathe", "Decided: urgent (sign of an emergency: "),
        ("should i take a higher dose", "Decided: care-team (a personal decision), confidence "),
        ("why am i tired all day", "Decided: not-covered (the FAQ has no answer to this), confidence "),
        ("thank you so much", "Decided: not-covered (talk, not a question), confidence "),
        ("", "Decided: not-covered ("),
    ],
)
def test_the_rule_that_decided_is_named(small_service: Service, said: str, told: str):
    _, _, decided, *_ = why.told(small_service.explain(Incoming(said)), small_service)

    assert decided.startswith(told)


def test_silence_is_explained_too(small_service: Service):
    _, _, decided, *_ = why.told(small_service.explain(Incoming("thank you so much", addressed=False)), small_service)

    assert decided.startswith("Decided: silent (overheard, and ")


def test_words_that_were_mended_are_named(small_service: Service):
    read, *_ = why.told(small_service.explain(Incoming("is it catchng")), small_service)

    assert read == "Read as: is it catching.  (mended: catchng → catching)"


def test_where_nothing_stands_out_it_says_so(explanation: Explanation, small_service: Service):
    plain = replace(explanation, heard=replace(explanation.heard, flags=Flags(), form=SpeechAct()))

    assert why.stood_out(plain) == []
    assert why.told(plain, small_service)[1] == "Stood out: nothing"


def test_what_stood_out_is_named_with_its_value(small_service: Service):
    told = why.stood_out(small_service.explain(Incoming("i can not breathe. is it catching?")))

    assert told[0] == "sign: breathing"
    assert "rule: can not ... breathe|breath" in told
    assert "asks" in told


def test_at_most_five_entries_are_named_the_likeliest_first(explanation: Explanation):
    named = why.likeliest(explanation)

    assert len(named) == 5
    assert named[0].startswith("ivig ")
    assert named[0].endswith(": “what is ivig”")


def test_what_would_change_the_match_does_change_it(small_service: Service):
    *_, turned = why.told(small_service.explain(Incoming("how does ivig help me")), small_service)
    words = turned.partition("without ")[2]
    left = " ".join(word for word in ("how", "does", "ivig", "help", "me") if f"\u201c{word}\u201d" not in words)

    assert words
    assert small_service.explain(Incoming(left)).heard.matches[0].entry_id == turned.partition(" would win")[0]


def test_a_message_without_a_word_is_explained_without_a_match(small_service: Service):
    assert len(why.told(small_service.explain(Incoming("???")), small_service)) == 3
