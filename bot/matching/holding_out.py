"""How phrases are scored by views that have not seen them: as messages that mean an entry, and as messages that mean none.

Phrases and entries are dealt to folds in turn, so that each fold holds something of everything and nothing depends on
chance; as many folds are used as give `ENOUGH` phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.views import fit_classifier, fit_vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.matching.features import Features
    from bot.matching.views import Segments

FOLDS = 8
ENOUGH = 1_000
"""Parts that phrases and entries are dealt to, and phrases that suffice to fit two or three numbers."""

_CHUNK = 256


def known_scores(features: Features, segments: Segments) -> list[tuple[NDArray[np.float32], NDArray[np.int64]]]:
    """For each fold, the views (3, phrases, entries) of its phrases, scored without them, and the entry of each.

    The only phrase of an entry is not among them: held out, it would leave nothing to be found by.
    """
    fold = np.arange(len(segments.labels)) % FOLDS
    several = segments.sizes[segments.labels] > 1
    outs = [(fold == number) & several for number in range(_folds(segments))]
    none_gone = np.zeros(len(segments.sizes), dtype=bool)
    return [(score_without(features, segments, out, none_gone), segments.labels[out]) for out in outs if out.any()]


def strange_scores(features: Features, segments: Segments) -> list[NDArray[np.float32]]:
    """For each fold, the views (3, phrases, entries left) of the phrases of its entries, scored without these entries."""
    entries = len(segments.sizes)
    if entries < 2:  # noqa: PLR2004  no entry would be left
        return []
    fold = np.arange(entries) % min(FOLDS, entries)
    gone = [fold == number for number in range(min(_folds(segments), entries))]
    return [score_without(features, segments, out[segments.labels], out)[:, :, ~out] for out in gone]


def score_without(
    features: Features, segments: Segments, out: NDArray[np.bool_], gone: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """The views, shape (3, phrases in `out`, entries), of phrases by views fitted without them and the entries in `gone`."""
    phrases, entries = len(segments.labels), len(segments.sizes)
    seen = ~np.concatenate([out, gone])
    labels = segments.rows[seen]
    matrix = features.weighed_anew(seen)
    held_out, words = matrix[:phrases][out], features.words[:phrases][out]
    classified = held_out @ fit_classifier(matrix[seen], labels, entries)
    said = np.maximum(words.sum(axis=1), 1)
    known = words @ fit_vocabulary(features.words[seen], labels, entries) / np.sqrt(said)[:, None]
    remembered = np.empty_like(classified)
    columns = matrix[:phrases][~out].T.tocsc()
    for start in range(0, len(remembered), _CHUNK):
        part = slice(start, start + _CHUNK)
        likeness = np.zeros((len(remembered[part]), phrases), dtype=np.float32)
        likeness[:, ~out] = (held_out[part] @ columns).toarray()
        remembered[part] = segments.nearest(likeness)
    return np.stack([classified, remembered, known])


def _folds(segments: Segments) -> int:
    return min(FOLDS, -(-ENOUGH * FOLDS // len(segments.labels)))
