"""Tells how well two words go side by side, from how many phrases hold them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.features import pair_number

if TYPE_CHECKING:
    from bot.matching.features import Features
    from bot.matching.index import Index

HALF = 2
"""Phrases with two words side by side that make them go together by half as much as any number can."""


class Neighbours:
    """The words that stand side by side in the phrases of one index. Read-only."""

    def __init__(self, index: Index, features: Features) -> None:
        self._row = features.row
        self._pairs, self._starts = index.pairs, index.pair_starts
        self._columns = index.pair_columns

    def harmony(self, left: str, right: str) -> float:
        """From 0, if no phrase has these words side by side, up to 1. An empty word is the start or the end of a phrase."""
        rows = {word: self._row(word) for word in (left, right) if word}
        if None in rows.values():
            return 0.0
        number = pair_number(rows.get(left), rows.get(right))
        place = int(np.searchsorted(self._pairs, number))
        if place == len(self._pairs) or self._pairs[place] != number:
            return 0.0
        column = self._columns[place]
        phrases = int(self._starts[column + 1] - self._starts[column])
        return phrases / (phrases + HALF)
