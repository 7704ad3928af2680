"""Ranks the entries for a message, each with the chance that it is what the member meant.

Three views of the message (`bot.matching.views`) are blended. Their weights are fitted to the phrases themselves, each
scored by views that have not seen it, so that the blend, through a softmax, gives chances and not just an order.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize
from scipy.special import softmax

from bot.matching.features import Features, Vector
from bot.matching.leaving_out import leave_out_each
from bot.matching.reading import Reader
from bot.matching.views import Segments, fit_classifier, fit_vocabulary
from bot.model import NO_WORDS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

FOLDS = 8
ENOUGH = 1_000
"""Parts that the phrases are dealt to, and held-out phrases that suffice to fit the three weights of the blend."""


EASE = 1.6
"""How much surer a member's message may be taken than a held-out phrase, as a factor on the blended score.

Phrases are written to differ from each other, so a held-out one is harder (0.52 right) than a real question (0.89
right); this factor gives the least log loss on `benchmarks/questions/tune.jsonl`.
"""

FOCUS = 0.3
"""Weight of the sentences that ask, beside the whole message. On tune.jsonl, messages of several sentences:
0.84 first right with 0.3, 0.81 with 0 and with 0.5 (a story tells much that its question leaves out)."""

_START = (9.0, 4.0, 0.7)
_CHUNK = 256
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, the chance (0 to 1) that it is meant, and the phrase of it that is likest the message (0 to 1)."""

    entry_id: str
    confidence: float
    phrase: str
    likeness: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phrase of `entry_id` that was left out of the index: the entry then found, its chance, and that of its own."""

    entry_id: str
    phrase: str
    found: str
    confidence: float
    own: float


class Matcher:
    """An index over the phrases of every entry; read-only once built, so it may be shared between threads.

    Building takes two to three seconds for 9,000 phrases, a rank about a millisecond (`make bench`).
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]], words: Words = NO_WORDS) -> None:
        self.entry_ids = tuple(entry_id for entry_id, said in phrases.items() if said)
        self._phrases = [phrase for entry_id in self.entry_ids for phrase in phrases[entry_id]]
        if not self._phrases:
            raise ValueError("an index needs at least one phrase")
        self.reader = Reader(words, self._phrases)
        self._said = [self.reader.read_phrase(phrase) for phrase in self._phrases]
        self._features = Features(self._said)
        self._segments = Segments([len(phrases[entry_id]) for entry_id in self.entry_ids])
        labels, entries = self._segments.labels, len(self.entry_ids)
        self._columns = self._features.matrix.tocsc()
        self._vocabulary = fit_vocabulary(self._features.words, labels, entries)
        with ThreadPoolExecutor(1) as other_core:  # scipy's products let go of the interpreter: a quarter of the time
            classifier = other_core.submit(fit_classifier, self._features.matrix, labels, entries)
            self._blend = EASE * fit_blend(self._features, self._segments)
            self._classifier = classifier.result()

    @classmethod
    def from_phrases(cls, phrases: Mapping[str, Sequence[str]]) -> Matcher:
        """A matcher without an FAQ: `phrases` maps each entry's id to ways of saying it.

        Entries without phrases are left out; raises `ValueError` where no phrase is left.
        """
        return cls(phrases)

    def said(self, entry_id: str) -> list[tuple[str, ...]]:
        """The phrases of an entry, each as the words that the bot reads."""
        start, end = self._segments.bounds(self.entry_ids.index(entry_id))
        return self._said[start:end]

    def rank(self, text: str, limit: int = 5) -> list[Match]:
        """The `limit` likeliest entries for `text`, best first; empty where it holds nothing that a phrase holds."""
        return self.rank_words(self.reader.read(text).words, limit)

    def rank_words(self, words: Sequence[str], limit: int = 5, focus: Sequence[str] = ()) -> list[Match]:
        """As `rank`, for the words of a message that `reader` has read; those of it in `focus` weigh more."""
        vector = self._features.vector(words)
        if not len(vector.indices):
            return []
        likeness = self._likeness(vector)
        scores = self._blend @ self._views(vector, likeness)
        narrow = self._features.vector(focus)
        if len(narrow.indices):
            scores = (1 - FOCUS) * scores + FOCUS * (self._blend @ self._views(narrow, self._likeness(narrow)))
        chances = softmax(scores)
        best = np.argsort(-chances, kind="stable")[:limit]
        return [
            Match(self.entry_ids[entry], float(chances[entry]), *self._nearest(int(entry), likeness)) for entry in best
        ]

    def left_out(self) -> list[LeftOut]:
        """How each phrase would be ranked if it were not in the index, entry after entry; one phrase alone has no rank.

        Takes ten seconds or so for 9,000 phrases (`bot.matching.leaving_out`), most of it for their likeness to each other.
        """
        if len(self._phrases) < 2:  # noqa: PLR2004  no index is left without the only one
            return []
        chances = softmax(np.tensordot(self._blend, leave_out_each(self._features, self._segments), axes=1), axis=1)
        best, labels = chances.argmax(axis=1), self._segments.labels
        return [
            LeftOut(self.entry_ids[own], phrase, self.entry_ids[first], float(row[first]), float(row[own]))
            for phrase, own, first, row in zip(self._phrases, labels, best, chances, strict=True)
        ]

    def _views(self, vector: Vector, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """The score of every entry in each view: shape (3, entries)."""
        classified = vector.values @ self._classifier[vector.indices]
        remembered = self._segments.nearest(likeness[None])[0]
        known = self._vocabulary[vector.words].sum(axis=0) / np.sqrt(vector.said)
        return np.stack([classified, remembered, known])

    def _likeness(self, vector: Vector) -> NDArray[np.float32]:
        """Cosine of the message to every phrase; only the columns of the message's own features are touched."""
        starts, ends = self._columns.indptr[vector.indices], self._columns.indptr[vector.indices + 1]
        spans = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        rows = np.concatenate([self._columns.indices[span] for span in spans])
        weights = np.concatenate([self._columns.data[span] for span in spans]) * np.repeat(vector.values, ends - starts)
        return np.bincount(rows, weights, minlength=len(self._phrases)).astype(np.float32)

    def _nearest(self, entry: int, likeness: NDArray[np.float32]) -> tuple[str, float]:
        """The entry's phrase that is likest the message, and how like it is."""
        start, end = self._segments.bounds(entry)
        best = start + int(likeness[start:end].argmax())
        return self._phrases[best], min(float(likeness[best]), 1.0)


def fit_blend(features: Features, segments: Segments) -> NDArray[np.float64]:
    """The weights of the three views, shape (3,), that give held-out phrases the least log loss.

    Phrases are dealt to folds in turn, so that each entry is in all of them and the result never depends on chance.
    A fold is scored by views fitted without it; as many folds are used as give `ENOUGH` held-out phrases.
    """
    labels = segments.labels
    if len(segments.sizes) < 2 or len(labels) < FOLDS:  # noqa: PLR2004  nothing to tell apart
        return np.array(_START)
    fold = np.arange(len(labels)) % FOLDS
    folds = min(FOLDS, -(-ENOUGH * FOLDS // len(labels)))
    scores = np.concatenate([_held_out_scores(features, segments, fold == number) for number in range(folds)], axis=1)
    truth = np.concatenate([labels[fold == number] for number in range(folds)])

    right = scores[:, np.arange(len(truth)), truth]

    def log_loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        blended = np.tensordot(weights, scores, axes=1)
        chances = softmax(blended, axis=1)
        loss = -np.log(chances[np.arange(len(truth)), truth] + _TINY).mean()
        return float(loss), ((chances * scores).sum(axis=2) - right).mean(axis=1)

    bounds = [(0.0, 10.0 * start) for start in _START]
    return np.asarray(optimize.minimize(log_loss, _START, method="L-BFGS-B", jac=True, bounds=bounds).x)


def _held_out_scores(features: Features, segments: Segments, out: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The views, shape (3, held-out phrases, entries), on the phrases in `out`, fitted on the others."""
    seen, labels, entries = ~out, segments.labels, len(segments.sizes)
    held_out, words = features.matrix[out], features.words[out]
    classified = held_out @ fit_classifier(features.matrix[seen], labels[seen], entries)
    said = np.maximum(words.sum(axis=1), 1)
    known = words @ fit_vocabulary(features.words[seen], labels[seen], entries) / np.sqrt(said)[:, None]
    remembered = np.empty_like(classified)
    columns = features.matrix[seen].T.tocsc()
    for start in range(0, len(remembered), _CHUNK):
        part = slice(start, start + _CHUNK)
        likeness = np.zeros((len(remembered[part]), len(out)), dtype=np.float32)
        likeness[:, seen] = (held_out[part] @ columns).toarray()
        remembered[part] = segments.nearest(likeness)
    return np.stack([classified, remembered, known])
