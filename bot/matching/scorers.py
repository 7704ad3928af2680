"""Fits the five views (`bot.matching.views`) to the phrases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from bot.matching.corpus import Corpus, Rows

RIDGE = 0.5
STEPS = 12
"""Penalty and conjugate-gradient steps. Fewer steps are quicker and rank worse; the penalty hardly matters."""

MEANING_RIDGE = 2.0
"""The penalty for meanings, which are fitted exactly."""

PSEUDO_WORDS = 200.0
"""Words of everyone's that are added to each entry's own. So a word that an entry lacks lowers its score and never
rules it out. More of them make the entries more alike."""

_COLUMNS, _THREADS = 20, 2
"""Entries that are fitted together: no number from 16 to 80 takes a third longer than another, and more take more memory."""

_TINY = 1e-12


def fit_classifier(
    rows: Rows,
    labels: NDArray[np.int64],
    entries: int,
    seen: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """Multipliers (rows, entries) of a ridge regression on one-hot classes, learned from rows in `seen` (None: all).

    `rows.by_feature` makes weights of features of them, `rows.kernel` the scores of the rows. There is no intercept, so
    a message that is like no phrase scores 0 everywhere. That is how it is known.
    """
    return solve(rows, one_hot(labels, entries), seen)


def one_hot(labels: NDArray[np.int64], entries: int) -> NDArray[np.float32]:
    """What the classifier is to learn, shape (rows, entries): 1 at each row's entry."""
    target = np.zeros((len(labels), entries), dtype=np.float32)
    target[np.arange(len(labels)), labels] = 1
    return target


def solve(rows: Rows, target: NDArray[np.float32], seen: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """The rows' multipliers of a ridge regression, in the shape of `target` (rows, right-hand sides); 0 outside `seen`.

    Some right-hand sides at a time: all at once would take as long, and ten times the memory.
    """
    multipliers = np.empty_like(target)

    def part(start: int) -> None:
        some = slice(start, start + _COLUMNS)
        multipliers[:, some] = _solve(rows, target[:, some].copy(), seen)

    with ThreadPoolExecutor(_THREADS) as cores:  # the products let go of the interpreter
        list(cores.map(part, range(0, target.shape[1], _COLUMNS)))
    return multipliers


def _solve(rows: Rows, residual: NDArray[np.float32], seen: NDArray[np.bool_] | None) -> NDArray[np.float32]:
    """Conjugate gradients, all right-hand sides in step: the cost grows with the features, never with their square."""
    unseen = slice(0) if seen is None else ~seen
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
    corpus: Corpus, labels: NDArray[np.int64], entries: int, seen: NDArray[np.bool_] | None = None
) -> NDArray[np.float32]:
    """Weights (numbers of a meaning, entries) of a ridge regression on one-hot classes, learned from the rows in `seen`."""
    rows = np.arange(len(labels))
    target = sparse.csr_array((np.ones(len(rows), dtype=np.float32), (rows, labels)), shape=(len(rows), entries))
    return fit_ridge(corpus, target, seen)


def fit_ridge(corpus: Corpus, target: sparse.csr_array, seen: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """Weights (numbers of a meaning, columns) of a ridge regression on `target` (rows, columns), from the rows in `seen`."""
    taught = target if seen is None else sparse.csr_array(target * seen[:, None])
    return np.asarray(np.linalg.solve(gram(corpus, seen), corpus.taught(taught).T), dtype=np.float32)


def gram(corpus: Corpus, seen: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """Products of the numbers of the meanings of the rows in `seen` with each other, and the penalty on the diagonal."""
    products = corpus.products + MEANING_RIDGE * np.eye(len(corpus.products))
    if seen is not None:  # few are unseen: taking them off is quicker than adding up the others
        unseen = corpus.meanings(~seen)
        products -= unseen.T @ unseen
    return np.asarray(products, dtype=np.float32)


def fit_vocabulary(words: sparse.csr_array, labels: NDArray[np.int64], entries: int) -> NDArray[np.float32]:
    """Log odds (words, entries) of each word under an entry against all phrases, from a 0/1 matrix (phrases, words)."""
    counts = count_words(words, labels, entries)
    often = counts.sum(axis=1, keepdims=True)
    usual = (often + 0.5) / (counts.sum() + 0.5 * np.count_nonzero(often) + _TINY)
    odds = log_odds(counts, counts.sum(axis=0), usual)
    odds[often[:, 0] == 0] = 0  # a word of phrases held out is as good as unknown
    return odds


def likeness(rows: Rows, phrases: int) -> Callable[[NDArray[np.int64]], NDArray[np.float32]]:
    """What gives the cosines of some rows to each of the first `phrases` rows: shape (some rows, phrases).

    As `Rows.kernel` would, of which it leaves out what is surely 0: few phrases share a pair, few words a letter group.
    """
    said, by_pair = rows.said[:phrases], rows.shared_pairs[:phrases].T.tocsr()

    def of(some: NDArray[np.int64]) -> NDArray[np.float32]:
        words = rows.said[some]
        by_word = (rows.spelt @ (words @ rows.spelt).T.toarray()) + rows.word_weights**2 * words.T.toarray()
        return np.asarray((said @ by_word).T + (rows.shared_pairs[some] @ by_pair).toarray())

    return of


def count_words(words: sparse.csr_array, labels: NDArray[np.int64], entries: int) -> NDArray[np.float32]:
    """In how many phrases of each entry a word stands: shape (words, entries)."""
    entry_of_value = np.repeat(labels, np.diff(words.indptr))
    cells = words.indices.astype(np.int64) * entries + entry_of_value
    counts = np.bincount(cells, minlength=words.shape[1] * entries)
    return counts.reshape(words.shape[1], entries).astype(np.float32)


def log_odds(counts: NDArray[np.float32], sums: NDArray[np.float32], usual: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of words that stand so often in each entry, whose words are `sums` in all, against how `usual` each word is."""
    own = (counts + PSEUDO_WORDS * usual) / (sums + PSEUDO_WORDS)
    return np.asarray(np.log(own / usual), dtype=np.float32)
