"""The five views of how well a message fits an entry, and what tells an entry from its contrasts, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_T = TypeVar("_T")


class Views(NamedTuple, Generic[_T]):
    """Something of each view of an entry, in the order of its row in an array."""

    classifier: _T
    """A linear model over all features, which learns what tells neighbouring entries apart."""
    memory: _T
    """The likeness to an entry's nearest phrases."""
    vocabulary: _T
    """How much more often an entry's phrases use the message's words than others do, unknown words included."""
    meaning: _T
    """A linear model over what the words mean, which finds an entry by words that none of its phrases has."""
    kinship: _T
    """The likeness of what the words mean to what an entry's nearest phrases mean."""


class ContestViews(NamedTuple, Generic[_T]):
    """The same of each view of a contest: how much more the entry's own phrases fit than its contrasts."""

    memory: _T
    vocabulary: _T
    meaning: _T
    kinship: _T


class Scores(NamedTuple):
    """The scores of some rows: by `Views` of every entry (5, rows, entries), by `ContestViews` of every contest (4, rows, contests)."""

    views: NDArray[np.float32]
    contests: NDArray[np.float32]
