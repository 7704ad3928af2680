"""The phrases of an index as numbers: all at once or in parts, they are the same."""

import numpy as np
import pytest

from bot.matching import corpus
from bot.matching.corpus import Corpus
from bot.matching.features import word_pairs

PHRASES = [
    said.split()
    for said in ("when do you open", "", "where can i park", "park", "do you do you open", "where can i park")
]


def test_pairs_of_many_phrases_are_those_of_each():
    learned = Corpus(PHRASES)
    numbers = {word: row for row, word in enumerate(learned.vocabulary)}
    pairs = learned.rows().pairs

    assert learned.pairs.tolist() == sorted(
        {p for said in PHRASES for p in word_pairs([numbers[word] for word in said])}
    )
    for row, said in enumerate(PHRASES):
        own = {*word_pairs([numbers[word] for word in said])}
        columns = {int(learned.pair_columns[np.searchsorted(learned.pairs, pair)]) for pair in own}
        assert {*pairs[[row]].indices.tolist()} == columns


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_counted_in_parts_features_weigh_the_same(at_once: int, monkeypatch: pytest.MonkeyPatch):
    seen = np.array([True, True, False, True, True, False])
    whole = Corpus(PHRASES)
    monkeypatch.setattr(corpus, "_ROWS", at_once)
    parts = Corpus(PHRASES)

    assert np.array_equal(parts.idf, whole.idf)
    for each, other in ((parts.rows(), whole.rows()), (parts.rows(seen), whole.rows(seen))):
        assert each.said.toarray() == pytest.approx(other.said.toarray())
        assert each.pairs.toarray() == pytest.approx(other.pairs.toarray())


def test_every_phrase_has_length_one_and_one_without_a_word_none():
    rows = Corpus(PHRASES).rows()
    lengths = [
        float(rows.kernel(one)[place, 0])
        for place, one in enumerate(np.eye(len(PHRASES), dtype=np.float32)[:, :, None])
    ]
    alone = (
        rows.pairs[:, rows.shared_pairs.shape[1] :].power(2).sum(axis=1)
    )  # pairs of one row teach nothing, and count in it

    assert lengths + alone == pytest.approx([1, 0, 1, 1, 1, 1], abs=1e-5)
