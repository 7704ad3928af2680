"""How phrases are scored by views that have not seen them: as messages that mean an entry, and as messages that mean none.

Phrases and entries are dealt to folds in turn, so that each fold holds something of everything and nothing depends on
chance. Of each sort as many folds are used as give `ENOUGH` phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.views import fit_classifier, fit_meaning, fit_vocabulary, likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.matching.corpus import Corpus
    from bot.matching.views import Segments

FOLDS = 8
ENOUGH = 250
"""Folds at least, and phrases of either sort that suffice to fit a few numbers: with 500 and 1,000 no figure moves by more
than 0.01, and an index of 2,000 phrases takes a third longer to build, or twice as long."""

_CHUNK = 64
"""Phrases whose likeness to all others is held at once: 2 MB for 9,000 phrases."""


class HeldOut:
    """Scores the phrases of an index by views that are fitted without them."""

    def __init__(self, corpus: Corpus, segments: Segments) -> None:
        self._corpus, self._segments = corpus, segments
        self._meanings = corpus.meanings

    def known(self) -> list[tuple[NDArray[np.float32], NDArray[np.int64]]]:
        """For each fold, the views (4, phrases, entries) of its phrases, scored without them, and the entry of each.

        The only phrase of an entry is not among them: held out, it would leave nothing to be found by.
        """
        sizes, labels = self._segments.sizes, self._segments.labels
        parts = max(FOLDS, len(labels) // ENOUGH)
        fold = np.arange(len(labels)) % parts
        several = sizes[labels] > 1
        outs = [(fold == number) & several for number in range(-(-ENOUGH * parts // len(labels))) if number < parts]
        none_gone = np.zeros(len(sizes), dtype=bool)
        return [(self.score(np.flatnonzero(out), out, none_gone), labels[out]) for out in outs if out.any()]

    def strange(self) -> list[NDArray[np.float32]]:
        """For each fold, the views (4, phrases, entries left) of phrases of its entries, scored without these entries."""
        entries, labels = len(self._segments.sizes), self._segments.labels
        if entries < 2:  # noqa: PLR2004  no entry would be left
            return []
        parts = min(FOLDS, entries)
        fold = np.arange(entries) % parts
        scores = []
        for number in range(min(-(-ENOUGH * parts // len(labels)), parts)):
            gone = fold == number
            held_out = np.flatnonzero(gone[labels])
            some = held_out[:: max(len(held_out) // ENOUGH, 1)]
            scores.append(self.score(some, gone[labels], gone)[:, :, ~gone])
        return scores

    def score(self, scored: NDArray[np.int64], out: NDArray[np.bool_], gone: NDArray[np.bool_]) -> NDArray[np.float32]:
        """The views of phrases in `scored`, by views fitted without the phrases in `out` and the entries in `gone`."""
        seen, rows = ~np.concatenate([out, gone]), self._segments.rows
        reweighed, words = self._corpus.rows(seen), self._corpus.words
        classified = reweighed.kernel(fit_classifier(reweighed, rows, len(gone), seen))[scored]
        said = np.maximum(words[scored].sum(axis=1), 1)
        known = words[scored] @ fit_vocabulary(words[seen], rows[seen], len(gone)) / np.sqrt(said)[:, None]
        meant = self._meanings[scored] @ fit_meaning(self._meanings, rows, len(gone), seen)
        remembered = np.empty_like(classified)
        for start in range(0, len(scored), _CHUNK):
            like = likeness(reweighed, scored[start : start + _CHUNK], len(out))
            like[:, out] = 0
            remembered[start : start + _CHUNK] = self._segments.nearest(like)
        return np.stack([classified, remembered, known, meant])
