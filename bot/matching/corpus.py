"""The phrases of an index as a sparse matrix of their features, for those who learn from them or leave some out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from bot.matching.features import LETTERS_WEIGHT, PAIR_WEIGHT, lengths_of, letter_groups, pairs_in, unit
from bot.matching.meaning import word_vectors
from bot.matching.rounding import restored, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.matching.index import Index, Texts

_TINY = 1e-12
_ROWS = 4_000


class Corpus:
    """Phrases, each as its words, with the features that they have and how telling each is (inverse document frequency).

    Columns are in this order: `vocabulary` (words), letter `groups`, pairs that several phrases have, other pairs.
    `pairs` are their numbers in order, and `pair_columns` the column of each among the pairs. What words mean is taken from
    `before`, an index that was learned by the same code, where it has them.
    """

    def __init__(self, phrases: Iterable[Sequence[str]], before: Index | None = None) -> None:
        self.vocabulary, words, starts = _numbered(phrases)
        self.groups, groups, group_starts = _numbered(map(letter_groups, self.vocabulary))
        self.pairs, self.pair_columns, shared, pairs = _paired(words, starts)
        said, letters = _counts(words, starts, len(self.vocabulary)), _counts(groups, group_starts, len(self.groups))
        self._parts = _Parts(said, LETTERS_WEIGHT * letters, PAIR_WEIGHT * pairs, shared)
        self.idf = self._parts.idf(np.ones(said.shape[0], dtype=bool))
        """How telling each feature is: shape (features,)."""
        self.words = sparse.csr_array((np.ones_like(said.data), said.indices, said.indptr), shape=said.shape)
        """Shape (phrases, words), 1 where the phrase holds the word."""
        self.word_meanings, self.meaning_scales = _word_meanings(self.vocabulary, before)
        """What each word means, rounded: shape (words, size of a vector)."""

    @cached_property
    def products(self) -> NDArray[np.float32]:
        """Products of the columns of all `meanings` with each other."""
        return np.asarray(sum(some.T @ some for some in map(self.meanings, _parts(self.words))))

    def meanings(self, part: slice | NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.float32]:
        """What the phrases in `part` mean, shape (phrases, size of a vector): their words' vectors, summed, of length 1.

        Those of all would take 50 MB for 50,000 phrases.
        """
        return unit(self.words[part] @ self._vectors)

    def taught(self, target: sparse.csr_array) -> NDArray[np.float32]:
        """The sum of the meanings that each column of `target` (phrases, columns) weighs, shape (columns, size of a vector)."""
        weighed = sparse.csr_array(target / self._lengths[:, None])
        return np.asarray((weighed.T @ self.words) @ self._vectors)

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return restored(self.word_meanings, self.meaning_scales)

    @cached_property
    def _lengths(self) -> NDArray[np.float32]:
        return np.concatenate([lengths_of(self.words[part] @ self._vectors) for part in _parts(self.words)])

    def directions(self, part: slice = slice(None)) -> NDArray[np.float32]:
        """What each phrase (of those in `part`) means where every word counts as much: the sum of their vectors, each of length 1."""
        return np.asarray(self.words[part] @ unit(self.word_meanings.astype(np.float32)))

    def rows(self, seen: NDArray[np.bool_] | None = None) -> Rows:
        """The rows as they would be, had only the phrases in `seen` (all, if None) told how rare a feature is."""
        idf = self.idf if seen is None else self._parts.idf(seen)
        return self._parts.weighed(idf, self._parts.scales(idf))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a matrix (phrases, features), each of Euclidean length 1, or 0 for a phrase without a word.

    They are factors that are never multiplied out: a letter group counts in a phrase by the words that hold it. `said`
    (rows, words) times `spelt` (words, groups) would be the letter groups of each phrase, with ten times as many
    numbers. `word_weights` (words, 1) is what each word weighs. The first `shared` of `pairs` stand in several rows.
    The others stand in one: they make it longer, and teach nothing.
    """

    said: sparse.csr_array
    spelt: sparse.csr_array
    pairs: sparse.csr_array
    shared_pairs: sparse.csr_array
    word_weights: NDArray[np.float32]

    def kernel(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The matrix of all rows' products with each other, by what they share, times `weights` (rows, columns)."""
        by_word = self.said.T @ weights
        by_word = self.word_weights**2 * by_word + self.spelt @ (self.spelt.T @ by_word)
        return np.asarray(self.said @ by_word + self.shared_pairs @ (self.shared_pairs.T @ weights))

    def by_feature(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The transposed matrix, but for pairs that one row alone has, times `weights` (phrases, columns)."""
        by_word = self.said.T @ weights
        parts = (self.word_weights * by_word, self.spelt.T @ by_word, self.shared_pairs.T @ weights)
        return np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Counts: words in phrases, letter groups in words, pairs in phrases; the weights of the kinds are in them."""

    said: sparse.csr_array
    spelt: sparse.csr_array
    pairs: sparse.csr_array
    shared: int

    def idf(self, seen: NDArray[np.bool_]) -> NDArray[np.float32]:
        """How telling each feature is, by the rows in `seen`; one that none of them has counts as if one had it."""
        frequency = sum(
            np.concatenate([_frequency(counts, seen[part]) for counts in kinds])
            for part, *kinds in self._multiplied_out()
        )
        return np.asarray(np.log((seen.sum() + 1) / (np.maximum(frequency, 1) + 0.5)), dtype=np.float32)

    def scales(self, idf: NDArray[np.float32]) -> NDArray[np.float32]:
        """What brings each row, with each column times its `idf`, to Euclidean length 1."""
        words, groups = self.said.shape[1], self.spelt.shape[1]
        weights = np.split(idf, [words, words + groups])
        sums = [
            sum(_sums_of_squares(counts, weight) for counts, weight in zip(kinds, weights, strict=True))
            for _, *kinds in self._multiplied_out()
        ]
        return np.asarray(1 / np.sqrt(np.maximum(np.concatenate(sums), _TINY)), dtype=np.float32)

    def _multiplied_out(self) -> Iterator[tuple[slice, sparse.csr_array, sparse.csr_array, sparse.csr_array]]:
        """The counts of words, letter groups and pairs of some rows at a time: of all at once, groups take 90 MB for 44,000."""
        for part in _parts(self.said):
            said = self.said[part]
            yield part, said, said @ self.spelt, self.pairs[part]

    def weighed(self, idf: NDArray[np.float32], scales: NDArray[np.float32]) -> Rows:
        words, groups = self.said.shape[1], self.spelt.shape[1]
        of_words, of_groups, of_pairs = np.split(idf, [words, words + groups])
        pairs = _scaled(self.pairs, scales, of_pairs)
        return Rows(
            said=_scaled(self.said, scales, np.ones_like(of_words)),
            spelt=_scaled(self.spelt, np.ones_like(of_words), of_groups),
            pairs=pairs,
            shared_pairs=pairs[:, : self.shared],
            word_weights=of_words[:, None],
        )


def _parts(matrix: sparse.csr_array) -> Iterator[slice]:
    """The rows of a matrix, some at a time."""
    return (slice(start, start + _ROWS) for start in range(0, matrix.shape[0], _ROWS))


def _scaled(matrix: sparse.csr_array, by_row: NDArray[np.float32], by_column: NDArray[np.float32]) -> sparse.csr_array:
    values = matrix.data * by_column[matrix.indices] * np.repeat(by_row, np.diff(matrix.indptr))
    return sparse.csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def _numbered(documents: Iterable[Sequence[str]]) -> tuple[Texts, NDArray[np.int32], NDArray[np.int32]]:
    """Every term once, in the order of its first use, and documents as the numbers of their terms.

    These lie one behind the other: those of document d from its start, which is given too, to the next one's.
    """
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(term, len(numbers)) for term in document] for document in documents]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int32)
    return tuple(numbers), np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=starts[-1]), starts


def _counts(columns: NDArray[np.int32], starts: NDArray[np.int32], width: int) -> sparse.csr_array:
    """How often each column stands in each row; `columns` are those of all rows, one behind the other."""
    ones = np.ones(len(columns), np.float32)
    counts = sparse.csr_array((ones, columns.copy(), starts), shape=(len(starts) - 1, width))
    counts.sum_duplicates()
    return counts


def _paired(
    words: NDArray[np.int32], starts: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32], int, sparse.csr_array]:
    """Every pair of words once, in order, with its column; how many several phrases have; how often each has which."""
    sizes = np.diff(starts)
    said, own = pairs_in(words, starts), sizes > 0
    pairs, places, times = np.unique(said, return_inverse=True, return_counts=True)
    columns = np.empty(len(pairs), dtype=np.int32)
    columns[np.argsort(times == 1, kind="stable")] = np.arange(len(pairs))
    pair_starts = np.concatenate([[0], np.cumsum(sizes + own)]).astype(np.int32)
    return pairs, columns, int((times > 1).sum()), _counts(columns[places], pair_starts, len(pairs))


def _word_meanings(words: Texts, before: Index | None) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """What each word means, rounded, shape (words, size of a vector): looking a word up takes longer than all that is done with it."""
    known = {word: row for row, word in enumerate(before.words)} if before else {}
    new = [word for word in words if word not in known]
    known |= {word: len(known) + place for place, word in enumerate(new)}
    found, scales = rounded(word_vectors().of(new))
    if before:
        found, scales = np.concatenate([before.meanings, found]), np.concatenate([before.meaning_scales, scales])
    rows = [known[word] for word in words]
    return found[rows], scales[rows]


def _frequency(counts: sparse.csr_array, seen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """In how many of the rows in `seen` each column stands."""
    return np.bincount(counts.indices[np.repeat(seen, np.diff(counts.indptr))], minlength=counts.shape[1])


def _sums_of_squares(counts: sparse.csr_array, weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of each row of `counts`, with each column times its weight."""
    squares = (counts.data * weights[counts.indices]).astype(np.float64) ** 2
    return np.diff(np.concatenate([[0.0], np.cumsum(squares)])[counts.indptr])
