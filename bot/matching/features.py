"""Phrases as numbers: what they are written with (words, word pairs, letter groups: sparse TF-IDF), and what they mean."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from bot.matching.meaning import word_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PAIR_WEIGHT = 0.6
LETTERS_WEIGHT = 0.6
SHORTEST_GROUP, LONGEST_GROUP = 2, 4
"""Weights of a word pair and of a letter group beside a word's 1, and the letters of a group.

Elsewhere (`benchmarks/tuning.py`) all is flat for weights from 0.4 to 1; on the sets for tuning right is 0.958 with these,
0.949 and 0.956 with pairs at 0.4 and 1, 0.945 and 0.951 with groups at 0.4 and 1. Groups of 2 to 4 letters gained one
point of accuracy over 3 to 5 before meanings counted.
"""

_END = ""
"""The word before the first one and behind the last one, for pairs."""

_TINY = 1e-12


class Vector(NamedTuple):
    """A message as a sparse row: `indices` and `values` of its known features, `words` the rows of its known words.

    `said` counts its different words, unknown ones included; `meaning` is a row like those of `Features.meanings`.
    """

    indices: NDArray[np.int64]
    values: NDArray[np.float32]
    words: NDArray[np.int64]
    said: int
    meaning: NDArray[np.float32]


class Features:
    """The features that a set of phrases has, and how telling each is (inverse document frequency).

    Columns are in this order: words, letter groups, pairs.
    """

    def __init__(self, phrases: Sequence[Sequence[str]]) -> None:
        self._words = {word: row for row, word in enumerate(dict.fromkeys(chain.from_iterable(phrases)))}
        said = _rows([[self._words[word] for word in words] for words in phrases], len(self._words))
        groups = [_letter_groups(word) for word in self._words]
        first = len(self._words)
        self._groups = {group: column for column, group in enumerate(dict.fromkeys(chain.from_iterable(groups)), first)}
        letters = _rows([[self._groups[group] - first for group in one] for one in groups], len(self._groups))
        self._letters = [[self._groups[group] for group in one] for one in groups]
        paired = [_pairs(words) for words in phrases]
        first += len(self._groups)
        self._pairs = {pair: column for column, pair in enumerate(dict.fromkeys(chain.from_iterable(paired)), first)}
        pairs = _rows([[self._pairs[pair] - first for pair in one] for one in paired], len(self._pairs))
        counts = sparse.hstack([said, LETTERS_WEIGHT * (said @ letters), PAIR_WEIGHT * pairs], format="csr")
        self._idf = _idf(counts, np.ones(len(phrases), dtype=bool))
        self.matrix = _weighed(counts, self._idf)
        """Shape (phrases, features), float32, each row of Euclidean length 1 (or 0 for a phrase without a word)."""
        self._rarest = float(np.log((len(phrases) + 1) / 1.5))
        self.words = sparse.csr_array((np.ones_like(said.data), said.indices, said.indptr), shape=said.shape)
        """Shape (phrases, words), 1 where the phrase holds the word."""
        self._meanings = word_vectors().of(list(self._words)).astype(np.float16)

    @property
    def meanings(self) -> NDArray[np.float32]:
        """What each phrase means, shape (phrases, size of a word's vector): its words' vectors, summed, of length 1."""
        return _unit(np.asarray(self.words @ self._meanings.astype(np.float32)))

    def vector(self, words: Sequence[str]) -> Vector:
        """`words` as a row like those of `matrix`; unknown features count in its length, so that they lower every score."""
        document: dict[int, float] = {}
        unknown: Counter[str | tuple[str, str]] = Counter()
        strange = 0.0
        for word, times in Counter(words).items():
            row = self._words.get(word)
            if row is None:
                strange += times**2
                for group in _letter_groups(word):
                    column = self._groups.get(group)
                    if column is None:
                        unknown[group] += times
                    else:
                        document[column] = document.get(column, 0.0) + LETTERS_WEIGHT * times
            else:
                document[row] = times
                for column in self._letters[row]:
                    document[column] = document.get(column, 0.0) + LETTERS_WEIGHT * times
        strange += LETTERS_WEIGHT**2 * sum(times**2 for times in unknown.values())
        for pair, times in Counter(_pairs(words)).items():
            column = self._pairs.get(pair)
            if column is None:
                strange += (PAIR_WEIGHT * times) ** 2
            else:
                document[column] = PAIR_WEIGHT * times
        indices = np.fromiter(document, dtype=np.int64, count=len(document))
        values = np.fromiter(document.values(), dtype=np.float32, count=len(document)) * self._idf[indices]
        length = float(np.sqrt(values @ values + strange * self._rarest**2))
        different = dict.fromkeys(words)
        rows = np.array([self._words[word] for word in different if word in self._words], dtype=np.int64)
        strangers = word_vectors().of([word for word in different if word not in self._words])
        meaning = self._meanings[rows].sum(axis=0, dtype=np.float32) + strangers.sum(axis=0)
        return Vector(indices, values / length if length else values, rows, len(different), _unit(meaning))

    def weighed_anew(self, seen: NDArray[np.bool_]) -> sparse.csr_array:
        """`matrix` as it would be, had only the phrases in `seen` told how rare a feature is; shape (phrases, features)."""
        return _weighed(self.matrix, _idf(self.matrix, seen) / self._idf)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), _TINY), dtype=np.float32)


def _idf(counts: sparse.csr_array, seen: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How telling each feature is, by the rows in `seen`; one that none of them has counts as if one had it."""
    frequency = np.bincount(counts.indices[np.repeat(seen, np.diff(counts.indptr))], minlength=counts.shape[1])
    return np.asarray(np.log((seen.sum() + 1) / (np.maximum(frequency, 1) + 0.5)), dtype=np.float32)


def _weighed(rows: sparse.csr_array, weights: NDArray[np.float32]) -> sparse.csr_array:
    """`rows` with each column times its weight, and each row brought to Euclidean length 1."""
    values = np.asarray(rows.data * weights[rows.indices], dtype=np.float32)
    squares = np.concatenate([[0.0], np.cumsum(values.astype(np.float64) ** 2)])
    lengths = np.sqrt(np.maximum(np.diff(squares[rows.indptr]), _TINY))
    values /= np.repeat(lengths, np.diff(rows.indptr)).astype(np.float32)
    return sparse.csr_array((values, rows.indices, rows.indptr), shape=rows.shape)


def _rows(columns: Sequence[Sequence[int]], width: int) -> sparse.csr_array:
    """A sparse row of counts for each list of columns."""
    indices = np.fromiter(chain.from_iterable(columns), dtype=np.int32)
    starts = np.concatenate([[0], np.cumsum([len(one) for one in columns])]).astype(np.int32)
    rows = sparse.csr_array((np.ones(len(indices), np.float32), indices, starts), shape=(len(columns), width))
    rows.sum_duplicates()
    return rows


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbours, with the start and the end of the phrase."""
    return list(pairwise((_END, *words, _END))) if words else []


def _letter_groups(word: str) -> list[str]:
    """The letter groups of `word` with its ends marked."""
    marked = f"<{word}>"
    sizes = range(SHORTEST_GROUP, LONGEST_GROUP + 1)
    return [marked[start : start + size] for size in sizes for start in range(len(marked) - size + 1)]
