"""Four views of how well a message fits an entry. Each is fitted to the phrases, and scores entries for messages.

- `Classifier`: a linear model over all features, which learns what tells neighbouring entries apart.
- `Memory`: the likeness to an entry's nearest phrases.
- `Vocabulary`: how much more often an entry's phrases use the message's words than others do, unknown words included.
- `Meaning`: a linear model over what the words mean, which finds an entry by words that none of its phrases has.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    from bot.matching.corpus import Rows

RIDGE = 0.5
STEPS = 12
"""Penalty and conjugate-gradient steps. Best correlation elsewhere (`benchmarks/tuning.py`) with penalties of 0.25, 0.5 and
1: 0.575, 0.574, 0.576. With 8 steps one tap falls by 0.005 on the sets for tuning; 20 change nothing."""

MEANING_RIDGE = 2.0
"""The same for meanings, which are fitted exactly. With 1, 2 and 4: 0.572, 0.574, 0.565."""

NEAREST = 3
"""Phrases of an entry that speak for it. One and ten do as well, since meanings count too; three smooth over an odd one."""

PSEUDO_WORDS = 200.0
"""Words of everyone's that are added to each entry's own, so that a word it lacks lowers its score but never rules it out.

The best correlation with 50, 200 and 1000 words is 0.575, 0.574 and 0.577 elsewhere, and 0.563, 0.561 and 0.558 on small
parts of this FAQ; of the whole FAQ, 0.956, 0.958 and 0.947 are right.
"""

_COLUMNS, _THREADS = 20, 4
"""Entries that are fitted together: no number from 16 to 80 takes a third longer than another, and more take more memory."""

_WIDTH = 128
"""Phrases of an entry that are sorted together: entries have from one to two thousand."""

_TINY = 1e-12


def fit_classifier(
    rows: Rows,
    labels: NDArray[np.int64],
    entries: int,
    seen: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """Multipliers (rows, entries) of a ridge regression on one-hot classes, learned from the rows in `seen` (all, if None).

    `rows.by_feature` makes weights of features of them, `rows.kernel` the scores of the rows. It has no intercept, so that
    a message that is like no phrase scores 0 everywhere: that is how it is known.
    """
    target = one_hot(labels, entries)

    def fit(start: int) -> NDArray[np.float32]:
        return solve(rows, np.ascontiguousarray(target[:, start : start + _COLUMNS]), seen)

    with ThreadPoolExecutor(_THREADS) as cores:  # the products let go of the interpreter
        return np.hstack(list(cores.map(fit, range(0, entries, _COLUMNS))))


def one_hot(labels: NDArray[np.int64], entries: int) -> NDArray[np.float32]:
    """What the classifier is to learn, shape (rows, entries): 1 at each row's entry."""
    target = np.zeros((len(labels), entries), dtype=np.float32)
    target[np.arange(len(labels)), labels] = 1
    return target


def solve(rows: Rows, target: NDArray[np.float32], seen: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """The rows' multipliers of a ridge regression, in the shape of `target` (rows, right-hand sides); 0 outside `seen`.

    Found by conjugate gradients, all right-hand sides in step: the cost grows with the features in the phrases, and
    never with the square of their number.
    """
    unseen = slice(0) if seen is None else ~seen
    residual = target.copy()
    residual[unseen] = 0
    multipliers = np.zeros_like(residual)
    direction = residual.copy()
    size = _products(residual, residual)
    for _ in range(STEPS):
        image = rows.kernel(direction) + RIDGE * direction
        image[unseen] = 0
        step = (size / (_products(direction, image) + _TINY)).astype(np.float32)
        multipliers += step * direction
        residual -= step * image
        new_size = _products(residual, residual)
        direction = residual + (new_size / (size + _TINY)).astype(np.float32) * direction
        size = new_size
    return multipliers


def _products(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """The inner product of each column with the other's: summed exactly, or the steps would drift apart by rounding."""
    return np.asarray((left * right).sum(axis=0, dtype=np.float64))


def fit_meaning(
    meanings: NDArray[np.float32], labels: NDArray[np.int64], entries: int, seen: NDArray[np.bool_] | None = None
) -> NDArray[np.float32]:
    """Weights (numbers of a meaning, entries) of a ridge regression on one-hot classes, learned from the rows in `seen`."""
    return fit_ridge(meanings, one_hot(labels, entries), seen)


def fit_ridge(
    meanings: NDArray[np.float32], target: NDArray[np.float32], seen: NDArray[np.bool_] | None = None
) -> NDArray[np.float32]:
    """Weights (numbers of a meaning, columns) of a ridge regression on `target` (rows, columns), from the rows in `seen`."""
    if seen is not None:
        meanings, target = meanings[seen], target[seen]
    return np.asarray(np.linalg.solve(gram(meanings), meanings.T @ target), dtype=np.float32)


def gram(meanings: NDArray[np.float32]) -> NDArray[np.float32]:
    """Products of the columns of `meanings` with each other, and the penalty on the diagonal."""
    return np.asarray(meanings.T @ meanings + MEANING_RIDGE * np.eye(meanings.shape[1]), dtype=np.float32)


def fit_vocabulary(words: sparse.csr_array, labels: NDArray[np.int64], entries: int) -> NDArray[np.float32]:
    """Log odds (words, entries) of each word under an entry against all phrases, from a 0/1 matrix (phrases, words)."""
    counts = count_words(words, labels, entries)
    often = counts.sum(axis=1, keepdims=True)
    usual = (often + 0.5) / (counts.sum() + 0.5 * np.count_nonzero(often) + _TINY)
    odds = log_odds(counts, counts.sum(axis=0), usual)
    odds[often[:, 0] == 0] = 0  # a word of phrases held out is as good as unknown
    return odds


def likeness(rows: Rows, part: NDArray[np.int64], phrases: int) -> NDArray[np.float32]:
    """The cosine of each row in `part` to each of the first `phrases` rows: shape (part, phrases)."""
    chosen = np.zeros((len(rows.alone), len(part)), dtype=np.float32)
    chosen[part, np.arange(len(part))] = 1
    return np.ascontiguousarray(rows.kernel(chosen)[:phrases].T)


def count_words(words: sparse.csr_array, labels: NDArray[np.int64], entries: int) -> NDArray[np.float32]:
    """In how many phrases of each entry a word stands: shape (words, entries)."""
    counts = np.zeros((words.shape[1], entries), dtype=np.float32)
    row_of_value = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr))
    np.add.at(counts, (words.indices, labels[row_of_value]), 1.0)
    return counts


def log_odds(counts: NDArray[np.float32], sums: NDArray[np.float32], usual: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of words that stand so often in each entry, whose words are `sums` in all, against how `usual` each word is."""
    own = (counts + PSEUDO_WORDS * usual) / (sums + PSEUDO_WORDS)
    return np.asarray(np.log(own / usual), dtype=np.float32)


class Segments:
    """Where the phrases of each entry lie in the index: entry after entry, and behind them all one row for each entry's name.

    `labels` are the entries of the phrases, `rows` those of all rows.
    """

    def __init__(self, sizes: Sequence[int] | NDArray[np.int64]) -> None:
        self.sizes = np.asarray(sizes, dtype=np.int64)
        self.labels = np.repeat(np.arange(len(sizes)), self.sizes)
        self.rows = np.concatenate([self.labels, np.arange(len(sizes))])
        self._starts = np.concatenate([[0], np.cumsum(self.sizes)])
        places = np.arange(len(self.labels)) - self._starts[self.labels]
        parts = -(-self.sizes // _WIDTH)  # an entry with many phrases is looked at in parts
        self._first_parts = np.concatenate([[0], np.cumsum(parts)])
        self._part, self._place = self._first_parts[self.labels] + places // _WIDTH, places % _WIDTH
        self._entry_of_part = np.repeat(np.arange(len(sizes)), parts)
        self._part_of_entry = np.arange(self._first_parts[-1]) - self._first_parts[self._entry_of_part]
        self._most_parts = int(parts.max(initial=1))

    def bounds(self, entry: int) -> tuple[int, int]:
        """First phrase of the entry, and the one after its last."""
        return int(self._starts[entry]), int(self._starts[entry + 1])

    def nearest(self, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mean of each entry's `NEAREST` best phrases: from shape (messages, phrases) to (messages, entries)."""
        best = np.partition(self._by_part(likeness), _WIDTH - NEAREST, axis=2)[:, :, -NEAREST:]
        by_entry = np.zeros((len(likeness), len(self.sizes), self._most_parts, NEAREST), dtype=np.float32)
        by_entry[:, self._entry_of_part, self._part_of_entry] = best
        joined = by_entry.reshape(len(likeness), len(self.sizes), self._most_parts * NEAREST)
        top = np.partition(joined, joined.shape[2] - NEAREST, axis=2)[:, :, -NEAREST:]
        return np.asarray(top.sum(axis=2) / np.minimum(self.sizes, NEAREST), dtype=np.float32)

    def first(self, likeness: NDArray[np.float32]) -> tuple[list[int], list[float]]:
        """The phrase of each entry that is likest one message, and how like it is, from shape (phrases,)."""
        most = np.maximum.reduceat(likeness, self._starts[:-1])
        found = np.flatnonzero(likeness == most[self.labels])
        first = found[np.unique(self.labels[found], return_index=True)[1]]
        return first.tolist(), most.tolist()

    def _by_part(self, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (messages, parts, phrases of a part), 0 where a part has fewer."""
        padded = np.zeros((len(likeness), len(self._entry_of_part), _WIDTH), dtype=np.float32)
        padded[:, self._part, self._place] = likeness
        return padded
