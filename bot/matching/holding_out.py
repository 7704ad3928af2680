"""How phrases are scored by views that have not seen them: as messages that mean an entry, and as messages that mean none.

Phrases and entries are dealt to folds in turn, so that each fold holds something of everything and nothing depends on
chance. Of each sort as many folds are used as give `ENOUGH` phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.views import fit_classifier, fit_vocabulary, likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.matching.features import Features
    from bot.matching.views import Segments

FOLDS = 8
ENOUGH = 500
"""Folds at least, and phrases of either sort that suffice to fit two or three numbers: with 1,000 no figure moves by
more than 0.003, and the index takes half as long again to build."""

_CHUNK = 64
"""Phrases whose likeness to all others is held at once: 2 MB for 9,000 phrases."""


def known_scores(features: Features, segments: Segments) -> list[tuple[NDArray[np.float32], NDArray[np.int64]]]:
    """For each fold, the views (3, phrases, entries) of its phrases, scored without them, and the entry of each.

    The only phrase of an entry is not among them: held out, it would leave nothing to be found by.
    """
    phrases, none_gone = len(segments.labels), np.zeros(len(segments.sizes), dtype=bool)
    parts = max(FOLDS, phrases // ENOUGH)
    fold = np.arange(phrases) % parts
    several = segments.sizes[segments.labels] > 1
    outs = [(fold == number) & several for number in range(-(-ENOUGH * parts // phrases)) if number < parts]
    return [
        (score_without(features, segments, np.flatnonzero(out), out, none_gone), segments.labels[out])
        for out in outs
        if out.any()
    ]


def strange_scores(features: Features, segments: Segments) -> list[NDArray[np.float32]]:
    """For each fold, the views (3, phrases, entries left) of phrases of its entries, scored without these entries."""
    entries, phrases = len(segments.sizes), len(segments.labels)
    if entries < 2:  # noqa: PLR2004  no entry would be left
        return []
    parts = min(FOLDS, entries)
    fold = np.arange(entries) % parts
    scores = []
    for number in range(min(-(-ENOUGH * parts // phrases), parts)):
        gone = fold == number
        held_out = np.flatnonzero(gone[segments.labels])
        some = held_out[:: max(len(held_out) // ENOUGH, 1)]
        scores.append(score_without(features, segments, some, gone[segments.labels], gone)[:, :, ~gone])
    return scores


def score_without(
    features: Features,
    segments: Segments,
    scored: NDArray[np.int64],
    out: NDArray[np.bool_],
    gone: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """The views, shape (3, scored, entries), of phrases by views fitted without the phrases in `out` and the entries in `gone`."""
    seen = ~np.concatenate([out, gone])
    matrix, words = features.weighed_anew(seen), features.words
    classified = matrix[scored] @ fit_classifier(matrix, segments.rows, len(gone), seen)
    said = np.maximum(words[scored].sum(axis=1), 1)
    known = words[scored] @ fit_vocabulary(words[seen], segments.rows[seen], len(gone)) / np.sqrt(said)[:, None]
    remembered = np.empty_like(classified)
    for start in range(0, len(scored), _CHUNK):
        like = likeness(matrix, scored[start : start + _CHUNK], len(out))
        like[:, out] = 0
        remembered[start : start + _CHUNK] = segments.nearest(like)
    return np.stack([classified, remembered, known])
