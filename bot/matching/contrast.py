"""What tells an entry from what only looks like it, learned from its phrases and its contrasts (`not_asks`).

Each entry with contrasts has a contest of its own, with four views: how much nearer its phrases are than the
contrasts, by what is written and by what it means, which words either side uses, and a linear model over what the
words mean. That model is taught 1 for a
phrase of the entry, -1 for a contrast and 0 for all others. So contrasts teach against their entry alone, and the rest
of the ranking stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from bot.matching.scorers import fit_ridge, log_odds
from bot.matching.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.matching.corpus import Corpus


class Contests:
    """The entries that have contrasts (`owners`), and the rows of the contrasts in the corpus, contest after contest.

    A contrast that is also a phrase of another entry is that row. The others lie behind the phrases and names of all
    entries: `more` of them.
    """

    def __init__(self, segments: Segments, contrasts: Mapping[int, Sequence[int]], more: int) -> None:
        self.owners = np.array(list(contrasts), dtype=np.int64)
        self.own, self.theirs = segments, Segments([len(rows) for rows in contrasts.values()])
        self.rows = np.array([row for rows in contrasts.values() for row in rows], dtype=np.int64)
        self.first, self.more = len(segments.rows), more
        self._target = np.zeros((self.first + more, len(self.owners)), dtype=np.float32)
        for contest, owner in enumerate(self.owners):
            self._target[: self.first][segments.rows == owner, contest] = 1
        self._target[self.rows, self.theirs.labels] = -1

    def sides(self, rows: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """Of some rows, those that are phrases of an entry with contrasts (1), and those that are contrasts (0).

        Each comes with their places among `rows` and the contest of each.
        """
        target = self._target[rows]
        for side, sign in ((1, 1), (0, -1)):
            places, contests = np.nonzero(target == sign)
            yield side, places, contests

    def fit_meaning(self, corpus: Corpus, seen: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
        """Weights (numbers of a meaning, contests)."""
        return fit_ridge(corpus, sparse.csr_array(self._target), seen)

    def fit_vocabulary(self, words: sparse.csr_array, seen: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
        """Log odds (words, contests) of each word under the entry against its contrasts."""
        target = self._target
        chosen = np.ones(len(target), dtype=bool) if seen is None else seen
        own, theirs = (self._counts(words, target == sign, chosen) for sign in (1, -1))
        often = own.sum(axis=1, keepdims=True) + theirs.sum(axis=1, keepdims=True)
        usual = (often + 0.5) / (often.sum() + 0.5 * len(often))
        odds = log_odds(own, own.sum(axis=0), usual) - log_odds(theirs, theirs.sum(axis=0), usual)
        odds[(own + theirs) == 0] = 0  # a word that neither side uses says nothing of which side it is
        return odds

    def _counts(
        self, words: sparse.csr_array, sides: NDArray[np.bool_], chosen: NDArray[np.bool_]
    ) -> NDArray[np.float32]:
        return np.asarray(words.T @ (sides & chosen[:, None]).astype(np.float32), dtype=np.float32)

    def nearest(self, likeness: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much nearer the nearest phrases are than the nearest contrasts, shape (messages, contests).

        `likeness` is that to the phrases of all entries (messages, phrases), `others` that to `rows`.
        """
        return self.own.nearest(likeness)[:, self.owners] - self.theirs.nearest(others)
