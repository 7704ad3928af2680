"""How like a message every phrase is: by what is written, and by what it means."""

import numpy as np
import pytest

from bot.matching import Matcher
from bot.matching.likeness import Likeness

PHRASES = {
    "delivery": ["where is my parcel", "track my order", "parcel"],
    "refund": ["I want my money back", "reimburse me"],
    "opening": ["when are you open", "!"],
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.from_phrases(PHRASES)


def likeness(matcher: Matcher, said: str) -> tuple[np.ndarray, np.ndarray]:
    vector = matcher._features.vector(matcher.reader.read(said).words)
    alike = Likeness(matcher.index)
    return alike.in_words(vector), alike.in_meaning(vector)


def test_a_phrase_is_most_like_itself_in_words_and_in_meaning(matcher: Matcher):
    for place, phrase in enumerate(matcher.index.phrases[:6]):
        for cosines in likeness(matcher, phrase):
            assert cosines[place] == pytest.approx(1, abs=0.01)
            assert cosines.argmax() == place


def test_other_words_that_mean_the_same_are_like_it_in_meaning_alone(matcher: Matcher):
    in_words, in_meaning = likeness(matcher, "shipment")

    assert in_words[2] < 0.1
    assert in_meaning[2] > 0.15
    assert in_meaning.argmax() == 2


def test_a_phrase_without_a_word_is_like_nothing(matcher: Matcher):
    for cosines in likeness(matcher, "where is my parcel"):
        assert cosines[matcher.index.phrases.index("!")] == 0


def test_the_cosine_of_meanings_is_that_of_the_sums_of_directions(matcher: Matcher):
    vector = matcher._features.vector(("where", "is", "my", "order"))
    directions = [matcher._features.vector(said.split()).direction for said in matcher.index.said[:6]]

    assert Likeness(matcher.index).in_meaning(vector)[:6] == pytest.approx(
        np.array(directions) @ vector.direction, abs=1e-4
    )
