"""How each phrase would be ranked if it were not in the index: each left out in turn, without fitting 9,000 times.

- Classifier: of a ridge regression, the score of a phrase that is left out has a closed form (Allen 1974, PRESS): what
  it was taught, less its multiplier over its element on the diagonal of the inverse kernel matrix. The diagonal is
  estimated with random signs (Bekas, Kokiopoulou and Saad 2007), so that no matrix of phrases by phrases is inverted.
- Memory, kinship: the phrase is not its own neighbour. Kinship is judged by fewer numbers, in a quarter of the time.
- Meaning: the same closed form, with the exact diagonal: it has few columns.
- Vocabulary: its words count once less; a word that no other phrase has is an unknown word.

What one phrase does to the rarity of words and to the weights of the blend is left as it is: it is one in thousands.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.corpus import Corpus
from bot.matching.features import unit
from bot.matching.scorers import count_words, fit_meaning, gram, likeness, log_odds, one_hot, solve
from bot.matching.segments import NEAREST, Segments
from bot.matching.views import ContestViews, Scores, Views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    from bot.matching.corpus import Rows
    from bot.matching.matcher import Matcher

    _View = Callable[[NDArray[np.int64]], NDArray[np.float32]]
    """From phrases to their scores for each entry."""

PROBES = 96
"""Vectors of random signs. With 96 the estimated diagonal is off by 3 % (root mean square); the exact one takes ten times as long."""

AXES = 64
"""Numbers of a meaning by which kinship is judged, of 256: four times as quick."""

_CHUNK, _THREADS = 24, 2
"""Phrases whose likeness to all others is held at once in each thread: 22 MB for 46,000 phrases."""

_AT_ONCE = 2_000
"""Phrases whose scores are held at once: those of all would take 80 MB."""

_LEAST = 0.05
"""What the diagonal cannot fall below in earnest; a phrase that stands there twice comes near it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phrase of `entry_id` that was left out of the index: the entry then found, its chance, and that of its own."""

    entry_id: str
    phrase: str
    found: str
    confidence: float
    own: float


def left_out(matcher: Matcher) -> list[LeftOut]:
    """How each phrase of an index would be ranked without it, entry after entry; one phrase alone has no rank.

    Takes a quarter of a minute for 44,000 phrases, most of it for their likeness to each other, and grows with the square.
    """
    index = matcher.index
    if len(index.phrases) < 2:  # noqa: PLR2004  no index is left without the only one
        return []
    segments = Segments(index.sizes)
    said = index.said[: len(segments.rows)]  # contrasts are left as they are
    found: list[LeftOut] = []
    for scores in leave_out_each(Corpus(one.split() for one in said), segments):
        chances = matcher.chances(scores)
        part = slice(len(found), len(found) + len(chances))
        best, own = chances.argmax(axis=1), segments.labels[part]
        found += [
            LeftOut(index.entries[entry], phrase, index.entries[first], float(row[first]), float(row[entry]))
            for phrase, entry, first, row in zip(index.phrases[part], own, best, chances, strict=True)
        ]
    return found


def leave_out_each(corpus: Corpus, segments: Segments) -> Iterator[Scores]:
    """The views of every phrase as if it were not in the index, some phrases at a time: shape (5, phrases, entries)."""
    rows = corpus.rows()
    classified = _classified(rows, segments)  # first: it takes the most memory, and what follows is kept
    alike, directions = likeness(rows, len(segments.labels)), _shortened(corpus)
    know, mean = _knowing(corpus.words, segments), _meaning(corpus, segments)
    for start in range(0, len(segments.labels), _AT_ONCE):
        part = np.arange(start, min(start + _AT_ONCE, len(segments.labels)))
        views = Views(
            classifier=classified[part],
            memory=_nearest_others(alike, segments, part),
            vocabulary=know(part),
            meaning=mean(part),
            kinship=_nearest_others(
                lambda some: directions[some] @ directions[: len(segments.labels)].T, segments, part
            ),
        )
        yield Scores(np.stack(views), np.zeros((len(ContestViews._fields), len(part), 0), dtype=np.float32))


def _classified(rows: Rows, segments: Segments) -> NDArray[np.float32]:
    signs = np.random.default_rng(0).choice(np.array([-1, 1], dtype=np.float32), (len(segments.rows), PROBES))
    diagonal = np.maximum(np.einsum("ij,ij->i", signs, solve(rows, signs)) / PROBES, _LEAST)
    target = one_hot(segments.rows, len(segments.sizes))
    multipliers = solve(rows, target)
    multipliers /= diagonal[:, None]
    target -= multipliers  # each a table of 20 MB: none is made that need not be
    return target[: len(segments.labels)]


def _shortened(corpus: Corpus) -> NDArray[np.float32]:
    """The directions along the axes on which they differ most, shape (rows, AXES): some at a time, all would take 90 MB."""
    rows = corpus.words.shape[0]
    parts = [slice(start, start + _AT_ONCE) for start in range(0, rows, _AT_ONCE)]
    products = sum(some.T @ some for some in (unit(corpus.directions(part)) for part in parts))
    axes = np.linalg.eigh(products)[1][:, -AXES:].astype(np.float32)
    shortened = np.empty((rows, AXES), dtype=np.float32)
    for part in parts:
        shortened[part] = unit(corpus.directions(part)) @ axes
    return shortened


def _nearest_others(
    likeness_of: Callable[[NDArray[np.int64]], NDArray[np.float32]], segments: Segments, part: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The score by the nearest phrases, from what gives the likeness of some phrases to all of them."""

    def score(some: NDArray[np.int64]) -> NDArray[np.float32]:
        like = likeness_of(some)
        like[np.arange(len(some)), some] = 0
        return segments.nearest(like)

    with ThreadPoolExecutor(_THREADS) as cores:  # both products and sorting let go of the interpreter
        remembered = np.concatenate(list(cores.map(score, np.split(part, range(_CHUNK, len(part), _CHUNK)))))
    others = np.maximum(segments.sizes - 1, 1)  # of its own entry, a phrase has one neighbour less to be like
    fewer = np.minimum(segments.sizes, NEAREST) / np.minimum(others, NEAREST)
    own = segments.labels[part]
    remembered[np.arange(len(part)), own] *= fewer[own]
    return remembered


def _knowing(words: sparse.csr_array, segments: Segments) -> _View:
    counts = count_words(words, segments.rows, len(segments.sizes))
    often, sums = counts.sum(axis=1), counts.sum(axis=0)
    total = float(sums.sum()) + 0.5 * len(counts)

    def score(part: NDArray[np.int64]) -> NDArray[np.float32]:
        scores = np.zeros((len(part), len(segments.sizes)), dtype=np.float32)
        for row, phrase, entry in zip(scores, part.tolist(), segments.labels[part].tolist(), strict=True):
            said = words.indices[words.indptr[phrase] : words.indptr[phrase + 1]]
            others = said[often[said] > 1]
            left, left_sums = counts[others], sums.copy()
            left[:, entry] -= 1
            left_sums[entry] -= len(said)
            usual = (often[others, None] - 0.5) / (total - len(said))
            row[:] = log_odds(left, left_sums, usual).sum(axis=0) / np.sqrt(max(len(said), 1))
        return scores

    return score


def _meaning(corpus: Corpus, segments: Segments) -> _View:
    inverse = np.linalg.inv(gram(corpus))
    weights = fit_meaning(corpus, segments.rows, len(segments.sizes))

    def score(part: NDArray[np.int64]) -> NDArray[np.float32]:
        meanings, taught = corpus.meanings(part), one_hot(segments.labels[part], len(segments.sizes))
        own = np.einsum("ij,ij->i", meanings @ inverse, meanings)[:, None]
        return np.asarray((meanings @ weights - own * taught) / np.maximum(1 - own, _LEAST), dtype=np.float32)

    return score
