"""Tables of numbers as whole numbers of 8 bits, with what 1 is worth in each row: a quarter of the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST = 127
_TINY = 1e-12
_ROWS = 1_024


def rounded(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A table as whole numbers up to 127, and what 1 is worth in each row, shape (rows,)."""
    largest = np.maximum(table.max(axis=1, initial=_TINY), -table.min(axis=1, initial=0))
    scales = np.asarray(largest / _MOST, dtype=np.float32)
    return np.rint(table / scales[:, None]).astype(np.int8), scales


def restored(numbers: NDArray[np.int8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """The table that was rounded, or some rows of it."""
    return numbers.astype(np.float32) * scales[:, None]


def product(numbers: NDArray[np.int8], scales: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """A rounded table times a vector, shape (rows,). Some rows at a time, as numbers that a processor multiplies quickly."""
    parts = (numbers[start : start + _ROWS].astype(np.float32) @ vector for start in range(0, len(numbers), _ROWS))
    return np.concatenate(list(parts)) * scales if len(numbers) else scales.copy()
