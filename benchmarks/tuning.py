"""What the core was tuned with, and nothing else: `python benchmarks/tuning.py` prints a line for each family of tasks.

- elsewhere: the training phrases of the three other subjects, cross-validated; a quarter of the entries is left out whole
  each time, and their phrases are messages that mean none of the entries.
- parts of this FAQ: 24 of its answers with 5, 10 or 20 phrases each, or 12 with 10 or 50, without its word list; the
  messages are those of tune.jsonl, most of which then mean none of the entries.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from elsewhere import TUNED
from scores import Found, best_correlation, calibration_error, first_right

from bot.content import load
from bot.content.cases import load_cases
from bot.matching import Matcher
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
FOLDS, SEEDS = 4, (0, 1)
PARTS = ((24, 5), (24, 10), (24, 20), (12, 10), (12, 50))
"""Entries and phrases an entry of the parts of this FAQ."""


@dataclass(frozen=True, slots=True)
class Task:
    """Phrases to learn from, and messages with the entries that are accepted for each (none: of none)."""

    family: str
    train: dict[str, list[str]]
    test: list[tuple[str, tuple[str, ...]]]


def subjects() -> Iterator[Task]:
    """The training phrases of the other subjects, dealt to phrases to learn from, to find, and of entries left out."""
    for subject in TUNED:
        phrases = json.loads((HERE / "elsewhere" / f"{subject}.json").read_text(encoding="utf-8"))["train"]
        for seed in SEEDS:
            chance = random.Random(seed)  # noqa: S311  the same tasks in every run
            entries = list(phrases)
            chance.shuffle(entries)
            shuffled = {entry: chance.sample(phrases[entry], len(phrases[entry])) for entry in entries}
            for fold in range(FOLDS):
                out = set(entries[fold::FOLDS])
                held = {entry: set(said[fold::FOLDS]) for entry, said in shuffled.items() if entry not in out}
                train = {entry: [one for one in phrases[entry] if one not in said] for entry, said in held.items()}
                test = [(one, (entry,)) for entry, said in held.items() for one in sorted(said)]
                yield Task(subject, train, test + [(one, ()) for entry in out for one in phrases[entry]])


def parts() -> Iterator[Task]:
    """Small parts of this FAQ, asked everything that members ask."""
    answers = [entry for entry in load(HERE.parent / "faq" / "en").entries.values() if entry.kind is Kind.ANSWER]
    cases = load_cases(HERE / "questions" / "tune.jsonl")
    for entries, phrases in PARTS:
        for seed in SEEDS:
            chance = random.Random(seed)  # noqa: S311  the same tasks in every run
            train = {entry.id: chance.sample(entry.asks, phrases) for entry in chance.sample(answers, entries)}
            test = [(case.text, tuple(topic for topic in case.topics if topic in train)) for case in cases]
            yield Task(f"{entries} entries, {phrases} phrases each", train, test)


def find(task: Task) -> list[Found]:
    """What the matcher finds for each message of a task."""
    matcher = Matcher.from_phrases(task.train)
    found = []
    for text, accepted in task.test:
        best = next(iter(matcher.rank(text, 1)), None)
        entry = best.entry_id if best else None
        meant = entry if entry in accepted else next(iter(accepted), None)
        found.append(Found(entry, best.confidence if best else 0.0, meant))
    return found


def main() -> None:
    """Prints the best correlation, the share found first, and the calibration error of each family."""
    families: dict[str, list[list[Found]]] = {}
    for task in (*subjects(), *parts()):
        families.setdefault(task.family, []).append(find(task))
    for family, runs in families.items():
        correlation = sum(best_correlation(run)[0] for run in runs) / len(runs)
        first = sum(map(first_right, runs)) / len(runs)
        error = calibration_error([one for run in runs for one in run])
        print(
            f"{family:30}  best correlation {correlation:.3f}  first right {first:.3f}  calibration error {error:.3f}"
        )


if __name__ == "__main__":
    main()
