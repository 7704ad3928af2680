"""Where the phrases of each entry lie among all, and what a message's likeness to them says of the entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NEAREST = 3
"""Phrases of an entry that speak for it. One is misled by an odd phrase; many forget that an entry is asked in
different ways."""


class Segments:
    """Where the phrases of each entry lie in the index: entry after entry, and then one row for each entry's name.

    `labels` are the entries of the phrases, `rows` those of all rows.
    """

    def __init__(self, sizes: Sequence[int] | NDArray[np.int64]) -> None:
        self.sizes = np.asarray(sizes, dtype=np.int64)
        self.labels = np.repeat(np.arange(len(sizes)), self.sizes)
        self.rows = np.concatenate([self.labels, np.arange(len(sizes))])
        self._starts = np.concatenate([[0], np.cumsum(self.sizes)])

    def bounds(self, entry: int) -> tuple[int, int]:
        """First phrase of the entry, and the one after its last."""
        return int(self._starts[entry]), int(self._starts[entry + 1])

    def nearest(self, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mean of each entry's `NEAREST` best phrases, from shape (messages, phrases) to (messages, entries); less than 0 is 0."""
        left, starts = np.maximum(likeness, 0), self._starts[:-1]
        wanted = np.full((len(left), len(self.sizes)), NEAREST, dtype=np.float32)
        total = np.zeros_like(wanted)
        for _ in range(NEAREST - 1):
            most = np.maximum.reduceat(left, starts, axis=1)
            found = left == np.repeat(most, self.sizes, axis=1)
            alike = np.add.reduceat(found.astype(np.float32), starts, axis=1)  # some phrases are as near as each other
            taken = np.minimum(alike, wanted)
            total += most * taken
            wanted -= taken
            np.copyto(left, 0, where=found)
        total += np.maximum.reduceat(left, starts, axis=1) * wanted
        return np.asarray(total / np.minimum(self.sizes, NEAREST), dtype=np.float32)

    def first(self, likeness: NDArray[np.float32]) -> tuple[list[int], list[float]]:
        """The phrase of each entry that is likest one message, and how like it is, from shape (phrases,)."""
        most = np.maximum.reduceat(likeness, self._starts[:-1])
        found = np.flatnonzero(likeness == most[self.labels])
        first = found[np.unique(self.labels[found], return_index=True)[1]]
        return first.tolist(), most.tolist()
