"""A phrase that is left out must be ranked as by an index that was built without it."""

from pathlib import Path

import numpy as np
import pytest

from bot.content import load
from bot.matching import Matcher
from bot.matching.corpus import Corpus
from bot.matching.leaving_out import leave_out_each, left_out

FAQ = Path(__file__).parents[2] / "faq" / "en"
PHRASES = {
    "opening-hours": ["when do you open", "opening hours", "what time do you close", "are you open on sunday"],
    "parking": ["where can i park", "is there a car park", "parking space near you", "how much is parking"],
    "refund": ["can i get my money back", "refund please", "return an item", "how do i return this"],
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.from_phrases(PHRASES)


@pytest.fixture(scope="module")
def several() -> dict[str, list[str]]:
    """Enough phrases that one of them hardly changes how rare a word is."""
    faq = load(FAQ)
    return {
        entry_id: list(faq.entries[entry_id].asks[:300]) for entry_id in ("causes", "ivig", "driving", "emg", "cure")
    }


def test_the_views_are_near_those_of_an_index_built_without_the_phrase(several: dict[str, list[str]]):
    matcher = Matcher.from_phrases(several)
    every = [(entry, phrase) for entry, said in several.items() for phrase in said]
    parts = leave_out_each(Corpus([said.split() for said in matcher.index.said]), matcher._segments)
    estimated = np.concatenate([scores.views for scores in parts], axis=1)
    same = 0
    for place in range(0, len(every), len(every) // 8):
        phrase = every[place][1]
        rebuilt = Matcher.from_phrases({e: [said for said in asks if said != phrase] for e, asks in several.items()})
        vector = rebuilt._features.vector(rebuilt.reader.read_phrase(phrase))
        expected = rebuilt._scores(vector, rebuilt._likeness.in_words(vector)).views
        classified, remembered, known, meant, akin = estimated[:, place]

        assert classified == pytest.approx(expected[0], abs=0.15)  # the diagonal is an estimate
        assert remembered == pytest.approx(expected[1], abs=0.02)
        assert known == pytest.approx(expected[2], abs=0.01)
        assert meant == pytest.approx(expected[3], abs=0.01)
        assert akin == pytest.approx(expected[4], abs=0.15)  # by fewer numbers
        same += int(np.argmax(classified) == np.argmax(expected[0]))
    assert same >= 8


def test_every_phrase_comes_with_the_entry_that_is_found_and_both_chances(matcher: Matcher):
    found = left_out(matcher)

    assert [(one.entry_id, one.phrase) for one in found] == [(e, p) for e, said in PHRASES.items() for p in said]
    assert all(one.confidence >= one.own for one in found)
    assert {one.phrase: one.found for one in found}["how much is parking"] == "parking"


def test_the_only_phrase_of_an_index_cannot_be_left_out():
    assert left_out(Matcher.from_phrases({"a": ["some words"]})) == []


def test_an_entry_with_one_phrase_is_never_found_by_it():
    found = left_out(Matcher.from_phrases({"a": ["red apple"], "b": ["green pear", "green tree", "a pear tree"]}))

    assert found[0].found == "b"
