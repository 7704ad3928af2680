"""How like a message every phrase of an index is, and every contrast: by what is written, and by what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.rounding import product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.matching.features import Vector
    from bot.matching.index import Index


class Likeness:
    """The cosine of a message to each row of an index that has words: shape (phrases and contrasts,)."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._has_words = np.diff(index.said_starts) > 0

    def in_words(self, vector: Vector) -> NDArray[np.float32]:
        """Cosine of what is written to every phrase and every contrast: the message's letter groups speak for words, and the words for phrases."""
        index = self._index
        words, groups = len(index.words), len(index.words) + len(index.groups)
        of_word, of_pair = vector.indices < words, vector.indices >= groups
        of_group = ~of_word & ~of_pair
        by_word = _spread(
            (index.group_starts, index.group_words, index.group_values),
            (vector.indices[of_group] - words, vector.values[of_group]),
            words,
        )
        said = vector.indices[of_word]
        by_word[said] += index.idf[said] * vector.values[of_word]
        by_pair = _spread(
            (index.pair_starts, index.pair_rows, index.pair_values),
            (vector.indices[of_pair] - groups, vector.values[of_pair]),
            len(index.said_starts) - 1,
        )
        products = np.append(index.said_values * by_word[index.said_words], np.float32(0))
        by_phrase = np.add.reduceat(products, index.said_starts[:-1]) * self._has_words
        return np.asarray(by_phrase + by_pair, dtype=np.float32)

    def in_meaning(self, vector: Vector) -> NDArray[np.float32]:
        """Cosine of what the message means to what every phrase means: the words speak for phrases, as above."""
        index = self._index
        by_word = product(index.meanings, index.direction_scales, vector.direction)
        said = np.append(by_word[index.said_words], np.float32(0))
        sums = np.add.reduceat(said, index.said_starts[:-1]) * self._has_words
        return np.asarray(sums / index.direction_lengths, dtype=np.float32)


def _spread(
    postings: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]],
    chosen: tuple[NDArray[np.int64], NDArray[np.float32]],
    places: int,
) -> NDArray[np.float32]:
    """The sum of the chosen columns of a sparse matrix (starts, rows, values), each times its weight: shape (places,)."""
    starts, rows, values = postings
    columns, weights = chosen
    first = starts[columns]
    sizes = starts[columns + 1] - first
    ends = np.cumsum(sizes)
    stored = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + sizes, sizes)
    return np.bincount(rows[stored], values[stored] * np.repeat(weights, sizes), places).astype(np.float32)
