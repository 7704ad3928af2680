"""Other subjects, that the matcher was not written for.

`python benchmarks/elsewhere.py` prints the table.

Each has a small training set of few phrases an entry, uneven and not quite clean, as makers of bots write them, and
messages of users, a third of which mean none of the entries. The core was tuned by cross-validation over the training
phrases of `TUNED` (`tuning.py`), whose messages were measured with along the way. Of `FRESH` nothing was seen before the
core stood.
"""

from __future__ import annotations

import json
from pathlib import Path

from peers import METHODS
from scores import Found, best_correlation, calibration_error, first_right

HERE = Path(__file__).parent
TUNED = {"bikes": "bicycle shop", "cityhall": "city hall", "game": "game"}
FRESH = {"landlord": "landlord (fresh)", "gym": "gym (fresh)", "airline": "airline (fresh)"}
SUBJECTS = TUNED | FRESH


def measure() -> dict[str, dict[str, list[Found]]]:
    """What each method finds for every message, by the method's and the subject's names."""
    results: dict[str, dict[str, list[Found]]] = {}
    for subject in SUBJECTS:
        data = json.loads((HERE / "elsewhere" / f"{subject}.json").read_text(encoding="utf-8"))
        for method, build in METHODS.items():
            rank = build(data["train"])
            found = [(rank(message), meant) for message, meant in data["test"]]
            results.setdefault(method, {})[subject] = [
                Found(*(ranked[0] if ranked else (None, 0.0)), meant) for ranked, meant in found
            ]
    return results


def rows(results: dict[str, dict[str, list[Found]]]) -> list[list[str]]:
    """A row for each method: for each subject the best correlation and the share found first, then the means of all."""
    table = []
    for method, subjects in results.items():
        figures = [(best_correlation(found)[0], first_right(found)) for found in subjects.values()]
        every = [one for found in subjects.values() for one in found]
        chances = all(0 <= one.confidence <= 1 for one in every)
        mean = [sum(column) / len(figures) for column in zip(*figures, strict=True)]
        cells = [f"{correlation:.2f} / {first:.2f}" for correlation, first in [*figures, mean]]
        table.append([method, *cells, f"{calibration_error(every):.2f}" if chances else "-"])
    return table


HEADERS = ["best correlation / first right", *SUBJECTS.values(), "mean", "calibration error"]


def main() -> None:
    """Prints the table."""
    for row in [HEADERS, *rows(measure())]:
        print(" | ".join(f"{cell:<46}" if place == 0 else f"{cell:<12}" for place, cell in enumerate(row)))


if __name__ == "__main__":
    main()
