"""How well first entries and their confidences fit the truth: correlation over a threshold, and calibration."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BINS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A message with the entry found first (None where none was), its confidence, and the entry meant (None: of none)."""

    entry: str | None
    confidence: float
    meant: str | None

    @property
    def right(self) -> bool:
        """Whether the entry is the one meant."""
        return self.entry is not None and self.entry == self.meant


def best_correlation(found: Sequence[Found]) -> tuple[float, float]:
    """The best Matthews correlation (-1 to 1) over a threshold on the confidence, and that threshold.

    A message below it counts as "none of these", which is a class of its own. The multiclass coefficient is Gorodkin's
    (2004), as in scikit-learn's `matthews_corrcoef`.
    """
    ranked = sorted(found, key=lambda one: -one.confidence)
    meant, said = Counter(one.meant for one in ranked), Counter[str | None]({None: len(ranked)})
    hits, best = meant[None], (0.0, 1.0)
    for place, one in enumerate(ranked, start=1):
        hits += (one.entry == one.meant) - (one.meant is None)
        said[None] -= 1
        said[one.entry] += 1
        if place == len(ranked) or ranked[place].confidence < one.confidence:
            best = max(best, (_correlation(hits, len(ranked), meant, said), one.confidence))
    return best


def _correlation(hits: int, total: int, meant: Counter[str | None], said: Counter[str | None]) -> float:
    both = sum(meant[entry] * said[entry] for entry in meant)
    spread = math.sqrt(
        float(total**2 - sum(n**2 for n in said.values())) * (total**2 - sum(n**2 for n in meant.values()))
    )
    return (hits * total - both) / spread if spread else 0.0


def first_right(found: Iterable[Found]) -> float:
    """The share of messages that mean an entry for which it is found first, whatever the confidence."""
    asked = [one.right for one in found if one.meant is not None]
    return sum(asked) / len(asked)


def reliability(found: Iterable[Found]) -> list[tuple[float, float, int]]:
    """For each tenth of confidence that holds any message: the mean confidence, the share that is right, and how many."""
    bins: list[list[Found]] = [[] for _ in range(BINS)]
    for one in found:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    return [
        (sum(one.confidence for one in held) / len(held), sum(one.right for one in held) / len(held), len(held))
        for held in bins
        if held
    ]


def calibration_error(found: Sequence[Found]) -> float:
    """The expected calibration error: the mean distance between confidence and share right, over ten equal bins."""
    return sum(abs(said - right) * number for said, right, number in reliability(found)) / len(found)
