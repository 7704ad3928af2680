"""Phrases scored by views that have not seen them: as messages that mean an entry, and as messages that mean none.

Phrases and entries are dealt to folds in turn, so nothing depends on chance. Of each kind as many folds are used as
give `ENOUGH` phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.features import unit
from bot.matching.scorers import fit_classifier, fit_meaning, fit_vocabulary, likeness
from bot.matching.views import ContestViews, Scores, Views

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.matching.contrast import Contests
    from bot.matching.corpus import Corpus
    from bot.matching.segments import Segments

FOLDS = 8
ENOUGH = 1_000
"""Folds at least, and phrases of either kind that suffice. More make a small index slower to build."""

_CHUNK = 64
"""Phrases whose likeness to all others is held at once: 2 MB for 9,000 phrases."""


class Fold(NamedTuple):
    """The scores of phrases that mean an entry, of contrasts, and of phrases whose entry is gone, in this order.

    `labels` are the entries of the first kind, `rows` the rows of the first two. `left` tells which entries are not
    gone.
    """

    scores: Scores
    labels: NDArray[np.int64]
    rows: NDArray[np.int64]
    left: NDArray[np.bool_]


class HeldOut:
    """Scores the phrases of an index by views that are fitted without them.

    The rows of `corpus` are phrases, names of entries, contrasts, in this order.
    """

    def __init__(self, corpus: Corpus, segments: Segments, contests: Contests) -> None:
        self._corpus, self._segments, self._contests = corpus, segments, contests

    def folds(self) -> list[Fold]:
        """The folds, each scored by views that are fitted without its phrases, contrasts and entries.

        The only phrase of an entry is not among the phrases: held out, it would leave nothing to be found by.
        """
        sizes, labels, more = self._segments.sizes, self._segments.labels, self._contests.more
        parts, entry_parts = max(FOLDS, len(labels) // ENOUGH), min(FOLDS, len(sizes))
        fold, fold_of_more, entry_fold = (
            np.arange(number) % of for number, of in ((len(labels), parts), (more, parts), (len(sizes), entry_parts))
        )
        folds = []
        for number in range(min(-(-ENOUGH * parts // len(labels)), parts)):
            gone = (entry_fold == number % entry_parts) & (len(sizes) > 1)
            lost = gone[labels]
            out, more_out = (fold == number) & (sizes[labels] > 1) & ~lost, fold_of_more == number
            rows = np.concatenate([np.flatnonzero(out), self._contests.first + np.flatnonzero(more_out)])
            strangers = np.flatnonzero(lost)[:: max(lost.sum() // ENOUGH, 1)]
            scores = self.score(np.concatenate([rows, strangers]), out | lost, gone, more_out)
            folds.append(Fold(scores, labels[out], rows, ~gone))
        return folds

    def score(
        self, scored: NDArray[np.int64], out: NDArray[np.bool_], gone: NDArray[np.bool_], more_out: NDArray[np.bool_]
    ) -> Scores:
        """The scores of rows, by views fitted without the phrases in `out`, the entries in `gone`, and some contrasts."""
        contests, segments, entries = self._contests, self._segments, len(gone)
        seen = ~np.concatenate([out, gone, more_out])
        of_entries, first = seen.copy(), contests.first
        of_entries[first:] = False
        labels = np.concatenate([segments.rows, np.zeros(contests.more, dtype=np.int64)])
        rows, words, meanings = self._corpus.rows(seen), self._corpus.words, self._corpus.meanings(scored)
        said = np.sqrt(np.maximum(words[scored].sum(axis=1), 1)).astype(np.float32)[:, None]
        directions, likeness_of = unit(self._corpus.directions()), likeness(rows, len(seen))
        nearest, nearer = (np.empty((2, len(scored), width), np.float32) for width in (entries, len(contests.owners)))
        for start in range(0, len(scored), _CHUNK):
            part = slice(start, start + _CHUNK)
            alike = likeness_of(scored[part]), directions[scored[part]] @ directions.T
            for view, like in enumerate(alike):
                phrases = like[:, : len(out)] * seen[: len(out)]
                nearest[view, part] = segments.nearest(phrases)
                nearer[view, part] = contests.nearest(phrases, like[:, contests.rows] * seen[contests.rows])
        vocabulary = fit_vocabulary(words[of_entries], labels[of_entries], entries)
        views = Views(
            classifier=rows.kernel(fit_classifier(rows, labels, entries, of_entries))[scored],
            memory=nearest[0],
            vocabulary=np.asarray(words[scored] @ vocabulary / said, dtype=np.float32),
            meaning=meanings @ fit_meaning(self._corpus, labels, entries, of_entries),
            kinship=nearest[1],
        )
        against = ContestViews(
            memory=nearer[0],
            vocabulary=np.asarray(words[scored] @ contests.fit_vocabulary(words, seen) / said, dtype=np.float32),
            meaning=meanings @ contests.fit_meaning(self._corpus, seen),
            kinship=nearer[1],
        )
        return Scores(np.stack(views), np.stack(against))
