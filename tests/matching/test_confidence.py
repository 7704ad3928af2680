"""Confidence that is learned from the phrases alone: it must mean the same for messages as for phrases held out."""

from pathlib import Path

import numpy as np
import pytest

from bot.content import load
from bot.matching import Matcher
from bot.matching.confidence import GATE, WEIGHTS
from bot.matching.contrast import Contests
from bot.matching.corpus import Corpus
from bot.matching.holding_out import HeldOut

FAQ = Path(__file__).parents[2] / "faq" / "en"
SOME = (
    "causes",
    "ivig",
    "driving",
    "emg",
    "cure",
    "heredity",
    "travel",
    "symptoms",
    "dose",
    "jokes",
    "pregnancy",
    "diet",
)


@pytest.fixture(scope="module")
def phrases() -> dict[str, list[str]]:
    entries = load(FAQ).entries
    return {entry_id: list(entries[entry_id].asks[:40]) for entry_id in SOME if entry_id in entries}


def test_an_entry_held_out_is_scored_as_by_an_index_that_was_built_without_it(phrases: dict[str, list[str]]):
    matcher = Matcher.from_phrases(phrases)
    gone = np.arange(len(phrases)) == 1
    out = gone[matcher._segments.labels]
    corpus, segments = Corpus([said.split() for said in matcher.index.said]), matcher._segments
    held_out = HeldOut(corpus, segments, Contests(segments, {}, 0))
    scores = held_out.score(np.flatnonzero(out), out, gone, np.zeros(0, dtype=bool)).views[:, :, ~gone]

    rebuilt = Matcher.from_phrases({entry_id: said for entry_id, said in phrases.items() if entry_id != "ivig"})
    for place, phrase in enumerate(phrases["ivig"][:10]):
        vector = rebuilt._features.vector(rebuilt.reader.read_phrase(phrase))
        assert scores[:, place] == pytest.approx(
            rebuilt._scores(vector, rebuilt._likeness.in_words(vector)).views, abs=0.05
        )  # which pairs several phrases have was told by all phrases


def test_as_many_are_right_as_the_confidences_say_messages_about_other_things_included(phrases: dict[str, list[str]]):
    ids = list(phrases)
    covered, others = ids[::2], ids[1::2]
    matcher = Matcher.from_phrases({entry_id: phrases[entry_id][::2] for entry_id in covered})
    ranked = {
        entry_id: [match for phrase in phrases[entry_id][1::2] for match in matcher.rank(phrase, 1)] for entry_id in ids
    }
    found = [(match.confidence, match.entry_id == entry_id) for entry_id in ids for match in ranked[entry_id]]

    assert np.mean([confidence for confidence, _ in found]) == pytest.approx(
        np.mean([right for _, right in found]), abs=0.1
    )
    assert np.mean([right for confidence, right in found if confidence > 0.7]) > 0.8
    assert np.mean([match.confidence for entry_id in others for match in ranked[entry_id]]) < 0.32


def test_where_there_is_nothing_to_learn_from_the_confidence_is_the_prior_one():
    learned = Matcher.from_phrases({"one": ["a single phrase"]})._confidence

    assert learned.weights == pytest.approx(WEIGHTS, rel=0.01)
    assert learned.slope == pytest.approx(GATE[1])


@pytest.mark.parametrize("number", [2, 3, 12])
def test_two_phrases_an_entry_are_enough_to_learn_something_sane(phrases: dict[str, list[str]], number: int):
    few = {entry_id: said[:2] for entry_id, said in list(phrases.items())[:number]}
    matcher = Matcher.from_phrases(few)

    first = next(iter(few))
    assert matcher.rank(few[first][0], 1)[0].entry_id == first
    assert (
        matcher.rank(few[first][0], 1)[0].confidence > 2 * matcher.rank("the harbour at night in june", 1)[0].confidence
    )
