"""Words as numbers: sparse TF-IDF vectors over words, word pairs and the letter groups within words."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PAIR_WEIGHT = 0.6
LETTERS_WEIGHT = 0.6
SHORTEST_GROUP, LONGEST_GROUP = 2, 4
"""Weights of a word pair and of a letter group beside a word's 1, and the letters of a group.

Cross-validation over the phrases is flat for weights from 0.4 to 1; groups of 2 to 4 letters gain one point of
accuracy over 3 to 5.
"""

_TINY = 1e-12


class Vector(NamedTuple):
    """A message as a sparse row: `indices` and `values` of its known features, `words` the rows of its known words.

    `said` counts its different words, unknown ones included.
    """

    indices: NDArray[np.int32]
    values: NDArray[np.float32]
    words: NDArray[np.int32]
    said: int


class Features:
    """The features that a set of phrases has, and how telling each is (inverse document frequency)."""

    def __init__(self, phrases: Sequence[Sequence[str]]) -> None:
        self._groups = {
            word: tuple(_letter_groups(word)) for word in {word: None for words in phrases for word in words}
        }
        self._word_rows = {word: row for row, word in enumerate(self._groups)}
        self._index: dict[str, int] = {}
        columns, weights, starts = array("i"), array("f"), array("i", [0])
        for words in phrases:
            document = self._count(words)
            columns.extend([self._index.setdefault(feature, len(self._index)) for feature in document])
            weights.extend(document.values())
            starts.append(len(columns))
        indices = np.frombuffer(columns, dtype=np.int32) if columns else np.empty(0, np.int32)
        frequency = np.bincount(indices, minlength=len(self._index))
        self._idf = np.log((len(phrases) + 1) / (frequency + 0.5)).astype(np.float32)
        self._rarest = math.log((len(phrases) + 1) / 1.5)
        values = np.asarray(weights, dtype=np.float32) * self._idf[indices]
        bounds = np.asarray(starts)  # 32-bit, as the indices: twice as fast as the 64 bits that scipy would choose
        values = _to_length_one(values, bounds)
        self.matrix = sparse.csr_array((values, indices, bounds), shape=(len(phrases), len(self._index)))
        """Shape (phrases, features), float32, each row of Euclidean length 1 (or 0 for a phrase without a word)."""
        self.words = self._word_matrix(phrases)
        """Shape (phrases, words), 1 where the phrase holds the word."""

    def vector(self, words: Sequence[str]) -> Vector:
        """`words` as a row like those of `matrix`; unknown features count in its length, so that they lower every score."""
        document = self._count(words)
        columns = np.fromiter(
            (self._index.get(feature, -1) for feature in document), dtype=np.int32, count=len(document)
        )
        weights = np.fromiter(document.values(), dtype=np.float32, count=len(document))
        known = columns >= 0
        indices = columns[known]
        values = weights[known] * self._idf[indices]
        unknown = float((weights[~known] ** 2).sum()) * self._rarest**2
        length = math.sqrt(float(values @ values) + unknown)
        said = set(words)
        rows = np.array(sorted(self._word_rows[word] for word in said if word in self._word_rows), dtype=np.int32)
        return Vector(indices, values / length if length else values, rows, len(said))

    def weighed_anew(self, seen: NDArray[np.bool_]) -> sparse.csr_array:
        """`matrix` as it would be, had only the phrases in `seen` told how rare a feature is; shape (phrases, features)."""
        in_seen = np.repeat(seen, np.diff(self.matrix.indptr))
        frequency = np.bincount(self.matrix.indices[in_seen], minlength=len(self._idf))
        idf = np.log((seen.sum() + 1) / (np.maximum(frequency, 1) + 0.5))
        values = self.matrix.data * (idf / self._idf).astype(np.float32)[self.matrix.indices]
        return sparse.csr_array(
            (_to_length_one(values, self.matrix.indptr), self.matrix.indices, self.matrix.indptr), self.matrix.shape
        )

    def _word_matrix(self, phrases: Sequence[Sequence[str]]) -> sparse.csr_array:
        rows = [sorted({self._word_rows[word] for word in words}) for words in phrases]
        indices = np.array([row for of_phrase in rows for row in of_phrase], dtype=np.int32)
        starts = np.concatenate([[0], np.cumsum([len(of_phrase) for of_phrase in rows])]).astype(np.int32)
        return sparse.csr_array(
            (np.ones(len(indices), np.float32), indices, starts), shape=(len(rows), len(self._word_rows))
        )

    def _count(self, words: Sequence[str]) -> dict[str, float]:
        document: dict[str, float] = {}
        for word in words:
            document[word] = document.get(word, 0.0) + 1.0
            for group in self._groups.get(word) or _letter_groups(word):
                document[group] = document.get(group, 0.0) + LETTERS_WEIGHT
        for left, right in zip(("", *words), (*words, ""), strict=True) if words else ():
            pair = f"{left} {right}"
            document[pair] = document.get(pair, 0.0) + PAIR_WEIGHT
        return document


def _to_length_one(values: NDArray[np.float32], bounds: NDArray[np.int32]) -> NDArray[np.float32]:
    """The values of sparse rows, each row of which is brought to Euclidean length 1."""
    squares = np.concatenate([[0.0], np.cumsum(values.astype(np.float64) ** 2)])
    lengths = np.sqrt(np.maximum(np.diff(squares[bounds]), _TINY))
    return np.asarray(values / np.repeat(lengths, np.diff(bounds)), dtype=np.float32)


def _letter_groups(word: str) -> list[str]:
    """The letter groups of `word` with its ends marked."""
    marked = f"<{word}>"
    sizes = range(SHORTEST_GROUP, LONGEST_GROUP + 1)
    return [f"#{marked[start : start + size]}" for size in sizes for start in range(len(marked) - size + 1)]
