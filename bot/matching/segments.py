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

_WIDTH = 128
"""Phrases of an entry that are sorted together: entries have from one to two thousand."""


class Segments:
    """Where the phrases of each entry lie in the index: entry after entry, and then one row for each entry's name.

    `labels` are the entries of the phrases, `rows` those of all rows.
    """

    def __init__(self, sizes: Sequence[int] | NDArray[np.int64]) -> None:
        self.sizes = np.asarray(sizes, dtype=np.int64)
        self.labels = np.repeat(np.arange(len(sizes)), self.sizes)
        self.rows = np.concatenate([self.labels, np.arange(len(sizes))])
        self._starts = np.concatenate([[0], np.cumsum(self.sizes)])
        places = np.arange(len(self.labels)) - self._starts[self.labels]
        parts = -(-self.sizes // _WIDTH)  # an entry with many phrases is looked at in parts
        self._first_parts = np.concatenate([[0], np.cumsum(parts)])
        self._part, self._place = self._first_parts[self.labels] + places // _WIDTH, places % _WIDTH
        self._entry_of_part = np.repeat(np.arange(len(sizes)), parts)
        self._part_of_entry = np.arange(self._first_parts[-1]) - self._first_parts[self._entry_of_part]
        self._most_parts = int(parts.max(initial=1))

    def bounds(self, entry: int) -> tuple[int, int]:
        """First phrase of the entry, and the one after its last."""
        return int(self._starts[entry]), int(self._starts[entry + 1])

    def nearest(self, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mean of each entry's `NEAREST` best phrases: from shape (messages, phrases) to (messages, entries)."""
        best = np.partition(self._by_part(likeness), _WIDTH - NEAREST, axis=2)[:, :, -NEAREST:]
        by_entry = np.zeros((len(likeness), len(self.sizes), self._most_parts, NEAREST), dtype=np.float32)
        by_entry[:, self._entry_of_part, self._part_of_entry] = best
        joined = by_entry.reshape(len(likeness), len(self.sizes), self._most_parts * NEAREST)
        top = np.partition(joined, joined.shape[2] - NEAREST, axis=2)[:, :, -NEAREST:]
        return np.asarray(top.sum(axis=2) / np.minimum(self.sizes, NEAREST), dtype=np.float32)

    def first(self, likeness: NDArray[np.float32]) -> tuple[list[int], list[float]]:
        """The phrase of each entry that is likest one message, and how like it is, from shape (phrases,)."""
        most = np.maximum.reduceat(likeness, self._starts[:-1])
        found = np.flatnonzero(likeness == most[self.labels])
        first = found[np.unique(self.labels[found], return_index=True)[1]]
        return first.tolist(), most.tolist()

    def _by_part(self, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (messages, parts, phrases of a part), 0 where a part has fewer."""
        padded = np.zeros((len(likeness), len(self._entry_of_part), _WIDTH), dtype=np.float32)
        padded[:, self._part, self._place] = likeness
        return padded
