"""A message as numbers: what it is written with (words, word pairs, letter groups: sparse TF-IDF), and what it means."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.meaning import word_vectors
from bot.matching.rounding import restored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.matching.index import Texts

PAIR_WEIGHT = 0.6
LETTERS_WEIGHT = 0.6
SHORTEST_GROUP, LONGEST_GROUP = 2, 4
"""Weights of a word pair and of a letter group beside a word's 1, and the letters of a group. More weight on groups
finds slips and inflections, and confuses words that share letters."""

_BITS = 31
_END = (1 << _BITS) - 1
"""The number of the word before the first one and behind the last one, for pairs; a word's own has so many bits."""
_STRANGE = 1 << (_BITS - 1)
"""From which number on words that no phrase has are numbered, message by message."""

_TINY = 1e-12


class Vector(NamedTuple):
    """A message as a sparse row: `indices` and `values` of its known features, `words` the rows of its known words.

    `said` counts its different words, unknown ones included. `meaning` is the sum of their vectors, in which content words
    weigh more, and `direction` that in which every word counts as much; both have length 1, or 0 where no word has a meaning.
    """

    indices: NDArray[np.int64]
    values: NDArray[np.float32]
    words: NDArray[np.int64]
    said: int
    meaning: NDArray[np.float32]
    direction: NDArray[np.float32]


class Features:
    """The features of an index, and messages as rows of them; the parameters are those of `bot.matching.index`.

    `phrases` is how many rows told how rare a feature is: an unknown feature counts as rarer than any of them.
    """

    def __init__(  # noqa: PLR0913, PLR0917  the columns of an index
        self,
        words: Texts,
        groups: Texts,
        pairs: NDArray[np.int64],
        pair_columns: NDArray[np.int32],
        idf: NDArray[np.float32],
        meanings: NDArray[np.int8],
        meaning_scales: NDArray[np.float32],
        direction_scales: NDArray[np.float32],
        phrases: int,
    ) -> None:
        self._words = dict(zip(words, range(len(words)), strict=True))
        first = len(words)
        self._groups = dict(zip(groups, range(first, first + len(groups)), strict=True))
        self._pairs, self._pair_columns = pairs, pair_columns + first + len(groups)
        self._idf, self._meanings = idf, meanings
        self._meaning_scales, self._direction_scales = meaning_scales, direction_scales
        self._rarest = float(np.log((phrases + 1) / 1.5))

    def row(self, word: str) -> int | None:
        """The row of a word that a phrase holds."""
        return self._words.get(word)

    def rarity(self, word: str) -> float:
        """How telling a word is (inverse document frequency); one that no phrase holds is the rarest."""
        row = self._words.get(word)
        return self._rarest if row is None else float(self._idf[row])

    def vector(self, words: Sequence[str]) -> Vector:
        """`words` as a row; unknown features count in its length, so that they lower every score."""
        document: dict[int, float] = {}
        unknown: Counter[str] = Counter()
        strange = 0.0
        for word, times in Counter(words).items():
            row = self._words.get(word)
            if row is None:
                strange += times**2
            else:
                document[row] = times
            for group in letter_groups(word):
                column = self._groups.get(group)
                if column is None:
                    unknown[group] += times
                else:
                    document[column] = document.get(column, 0.0) + LETTERS_WEIGHT * times
        strange += LETTERS_WEIGHT**2 * sum(times**2 for times in unknown.values())
        numbers = {word: _STRANGE + place for place, word in enumerate(words)}
        numbers.update((word, self._words[word]) for word in words if word in self._words)
        pairs = Counter(word_pairs([numbers[word] for word in words]))
        for (pair, times), place in zip(pairs.items(), np.searchsorted(self._pairs, [*pairs]).tolist(), strict=True):
            if place < len(self._pairs) and self._pairs[place] == pair:
                document[int(self._pair_columns[place])] = PAIR_WEIGHT * times
            else:
                strange += (PAIR_WEIGHT * times) ** 2
        indices = np.fromiter(document, dtype=np.int64, count=len(document))
        values = np.fromiter(document.values(), dtype=np.float32, count=len(document)) * self._idf[indices]
        length = float(np.sqrt(values @ values + strange * self._rarest**2))
        different = dict.fromkeys(words)
        rows = np.array([self._words[word] for word in different if word in self._words], dtype=np.int64)
        strangers = [word for word in different if word not in self._words]
        found = self._meanings[rows]
        meaning = restored(found, self._meaning_scales[rows]).sum(axis=0)
        direction = restored(found, self._direction_scales[rows]).sum(axis=0)
        if strangers:
            vectors = word_vectors().of(strangers)
            meaning, direction = meaning + vectors.sum(axis=0), direction + unit(vectors).sum(axis=0)
        if length:
            values /= length
        return Vector(indices, values, rows, len(different), unit(meaning), unit(direction))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row brought to Euclidean length 1 (0 stays 0)."""
    return np.asarray(rows / lengths_of(rows)[..., None], dtype=np.float32)


def lengths_of(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The Euclidean length of each row, and next to nothing for 0, so that it may divide."""
    squares = np.einsum("...i,...i->...", rows, rows)  # unlike a norm, it makes no second table of this size
    return np.asarray(np.maximum(np.sqrt(squares), _TINY), dtype=np.float32)


def pair_number(left: int | None, right: int | None) -> int:
    """The number of a pair of words, each by its own number; without one, it is the start or the end of a phrase."""
    return ((_END if left is None else left) << _BITS) + (_END if right is None else right)


def word_pairs(words: Sequence[int]) -> list[int]:
    """Neighbours among the numbers of words, with the start and the end of the phrase: each pair as one number."""
    return [pair_number(left, right) for left, right in pairwise((None, *words, None))] if words else []


def pairs_in(words: NDArray[np.int32], starts: NDArray[np.int32]) -> NDArray[np.int64]:
    """The word pairs of many phrases, one behind the other: those of phrase p begin at `starts[p]`, and end at the next."""
    ended = np.append(np.insert(words.astype(np.int64), starts[:-1], _END), _END)
    pairs = (ended[:-1] << _BITS) + ended[1:]
    return np.asarray(pairs[pairs != (_END << _BITS) + _END])  # a phrase without a word has none


def letter_groups(word: str) -> list[str]:
    """The letter groups of `word` with its ends marked."""
    marked = f"<{word}>"
    sizes = range(SHORTEST_GROUP, LONGEST_GROUP + 1)
    return [marked[start : start + size] for size in sizes for start in range(len(marked) - size + 1)]
