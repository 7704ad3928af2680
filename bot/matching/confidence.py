"""From the scores of five views to chances that mean something: which entry is meant, and whether any is.

Both are fitted to the phrases themselves, scored by views that have not seen them (`bot.matching.holding_out`):

- Which: a phrase that was held out means its entry. It teaches how much each view counts. A softmax over the weighed
  scores then gives each entry's chance, if any is meant at all.
- Any: a phrase whose entry was held out whole means none of the others. The two kinds of phrases teach how much
  evidence a message must show: the log of the mean of the exponentials of the weighed scores.

The confidence is the product of both. It is small where another entry is as likely, and where nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.matching.views import ContestViews, Scores, Views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.matching.contrast import Contests
    from bot.matching.holding_out import Fold, HeldOut
    from bot.matching.index import Index
    from bot.matching.segments import Segments

WEIGHTS = np.array(Views(classifier=4.0, memory=1.0, vocabulary=0.7, meaning=15.0, kinship=8.0))
WEIGHTS_SPREAD = np.array(Views(classifier=5.0, memory=2.0, vocabulary=0.4, meaning=5.0, kinship=4.0))
GATE, GATE_SPREAD = np.array([-1.0, 0.6]), np.array([1.0, 0.4])
"""What the weights, and the offset and slope of the evidence, are before any phrase is seen, and their spread. With a
dozen phrases they stay near it."""

SHARPER, MANY = 0.6, 200
"""Messages are easier than phrases that were held out, as nobody writes down what is said already: the scores weigh up to
this share more, half of it where entries have `MANY` phrases on average. Higher: confidences lie nearer to 0 and 1."""

_STEPS, _LONGEST_STEP = 20, 1.0
"""Newton's steps, and the longest one in spreads of what it changes."""


CONTEST = np.array([*ContestViews(memory=0.5, vocabulary=0.8, meaning=11.0, kinship=5.0), -1.0])
CONTEST_SPREAD = np.array([*ContestViews(memory=0.5, vocabulary=0.2, meaning=1.5, kinship=3.0), 0.3])
"""The same for contests, and their offset: close, as a few hundred phrases held out leave them loose."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """`weights` of the five views, shape (5,). `offset` and `slope` turn evidence into the log odds of "any is meant".

    `contest` holds the weights of the four views of a contest and its offset, shape (5,). `owners` are the entries
    that have a contest.
    """

    weights: NDArray[np.float64]
    offset: float
    slope: float
    contest: NDArray[np.float64]
    owners: NDArray[np.int64]

    @classmethod
    def of(cls, index: Index) -> Confidence:
        """What was learned with an index."""
        offset, slope = index.gate.tolist()
        return cls(index.weights, offset, slope, index.contest, index.owners)

    def chances(self, scores: Scores) -> NDArray[np.float64]:
        """Each entry's chance, shape (..., entries); what is left to 1 is none of them."""
        blended = self.blend(scores)
        evidence = self.offset + self.slope * _evidence(blended)
        return np.asarray(_softmax(blended) / (1 + np.exp(-evidence))[..., None])

    def blend(self, scores: Scores) -> NDArray[np.float64]:
        """The weighed scores of every entry, less what its contest takes from it, shape (..., entries)."""
        blended = np.tensordot(self.weights, scores.views, axes=1)
        if scores.contests.shape[-1]:
            blended[..., self.owners] -= np.logaddexp(0, -self.contested(scores))
        return blended

    def contested(self, scores: Scores) -> NDArray[np.float64]:
        """The log odds that a message is of the entry, and not of what only looks like it: shape (..., contests)."""
        return np.asarray(np.tensordot(self.contest[:-1], scores.contests, axes=1) + self.contest[-1])


def fit_confidence(held_out: HeldOut, segments: Segments, contests: Contests, none_odds: float) -> Confidence:
    """The confidence that the phrases teach. `none_odds`: see `bot.matching.lessons.NONE_ODDS`."""
    folds = held_out.folds()
    size = segments.sizes.mean()
    weights = _fit(list(map(_phrases, folds)), WEIGHTS, WEIGHTS_SPREAD) * (1 + SHARPER * size / (size + MANY))
    contest = _fit_contest(folds, contests)
    blended = Confidence(weights, 0.0, 0.0, contest, contests.owners)
    evidence = [_evidence(blended.blend(fold.scores)[:, fold.left]) for fold in folds]
    inside = [part[: len(fold.labels)] for part, fold in zip(evidence, folds, strict=True)]
    outside = [part[len(fold.rows) :] for part, fold in zip(evidence, folds, strict=True)]
    worth = sum(map(len, inside)) / max(sum(map(len, outside)), 1)  # of both sorts as many
    gates = [*(_gate_lesson(part, 1, 1) for part in inside), *(_gate_lesson(part, 0, worth) for part in outside)]
    offset, slope = _fit(gates, GATE, GATE_SPREAD)
    return Confidence(weights, float(offset - np.log(none_odds)), float(slope), contest, contests.owners)


def _phrases(fold: Fold) -> _Lesson:
    """What the phrases of a fold teach: each means its entry, among those that are left."""
    truth = (np.cumsum(fold.left) - 1)[fold.labels]
    return _Lesson(fold.scores.views[:, : len(fold.labels), fold.left], truth, np.ones(len(truth)))


def _fit_contest(folds: Sequence[Fold], contests: Contests) -> NDArray[np.float64]:
    """What each view of a contest counts, from phrases and contrasts that were held out: of both sorts as many."""
    lessons = []
    for fold in folds:
        for side, places, columns in contests.sides(fold.rows):
            if len(places):
                choices = np.zeros((len(CONTEST), len(places), 2), dtype=np.float32)
                choices[:-1, :, 1], choices[-1, :, 1] = fold.scores.contests[:, places, columns], 1
                worth = np.full(len(places), len(fold.rows) / len(places))
                lessons.append(_Lesson(choices, np.full(len(places), side), worth))
    return _fit(lessons, CONTEST, CONTEST_SPREAD)


class _Lesson(NamedTuple):
    """Messages to learn from: scores (k, messages, choices), the right choice of each, and what each message is worth."""

    choices: NDArray[np.float32]
    truth: NDArray[np.int64]
    worth: NDArray[np.float64]


def _gate_lesson(evidence: NDArray[np.float64], truth: int, worth: float) -> _Lesson:
    choices = np.zeros((2, len(evidence), 2), dtype=np.float32)  # "none" scores 0, "any" offset + slope * evidence
    choices[0, :, 1], choices[1, :, 1] = 1, evidence
    return _Lesson(choices, np.full(len(evidence), truth), np.full(len(evidence), worth))


def _fit(lessons: Sequence[_Lesson], prior: NDArray[np.float64], spread: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights (k,) under which a softmax gives the right choices the best chances: maximum a posteriori, by Newton."""
    weights = prior
    for _ in range(_STEPS):
        slope, curve = (weights - prior) / spread**2, np.diag(spread**-2.0)
        for choices, truth, worth in lessons:
            chances = _softmax(np.tensordot(weights, choices, axes=1))
            mean = (choices * chances).sum(axis=2)
            slope = slope + (mean - choices[:, np.arange(len(truth)), truth]) @ worth
            curve = curve + np.einsum("imc,jmc->ij", choices * (chances * worth[:, None]), choices)
            curve = curve - (mean * worth) @ mean.T
        step = np.linalg.solve(curve, slope)
        weights = weights - step / max(1.0, np.abs(step / spread).max() / _LONGEST_STEP)
    return weights


def _evidence(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    top = scores.max(axis=-1, keepdims=True)
    return np.asarray((top + np.log(np.exp(scores - top).mean(axis=-1, keepdims=True)))[..., 0])


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
