"""How long the core takes and what it needs, beside `process.extract` with WRatio over the same phrases in the same run."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FEW, MANY = 2_000, 20_000
BEFORE = 213.0
"""Microseconds that each phrase took when an index was built of 11,518 (commit 00c8c8f), on the machine of the last report."""
AT_FIRST = 11_518
"""Phrases that the FAQ had then."""


def rows(phrases: Sequence[tuple[str, str]], messages: Sequence[str]) -> list[list[str]]:
    """What was measured, and what came out. `phrases` are (phrase, entry)."""
    few = dict(zip(("built", "ours"), _timed_index(_sized(phrases, FEW), messages), strict=True))
    texts = [phrase for phrase, _ in _sized(phrases, FEW)]
    naive = timed(lambda text: process.extract(text, texts, scorer=fuzz.WRatio, limit=5), messages)
    _, many = _timed_index(_sized(phrases, MANY), messages)
    ours = few["ours"]
    every = len(phrases)
    built = {times: _building(phrases, times * every) for times in (1, 2)}
    first = {times: _building(phrases, times * AT_FIRST) for times in (1, 2, 10)}
    median = statistics.median(ours)
    return [
        [f"a rank over {FEW} phrases, of the time of WRatio", f"{median / statistics.median(naive):.2f}", "0.25"],
        [f"a rank over {MANY} phrases, of that over {FEW}", f"{statistics.median(many) / median:.1f}", "6"],
        ["99th in a hundred ranks, of the median", f"{statistics.quantiles(ours, n=100)[-1] / median:.1f}", "4"],
        [f"building an index of {FEW} phrases", f"{few['built']:.2f} s", "1.5 s"],
        [
            f"building an index of all {every} phrases, for each (before: {BEFORE:.0f} µs on the same machine)",
            f"{built[1] / every * 1e6:.0f} µs",
            f"{BEFORE / 2:.0f} µs",
        ],
        ["building with twice the phrases, of that", f"{built[2] / built[1]:.1f}", "2"],
        [f"building with twice {AT_FIRST} phrases, of {AT_FIRST}", f"{first[2] / first[1]:.1f}", "2"],
        [f"building with ten times {AT_FIRST} phrases, of {AT_FIRST}", f"{first[10] / first[1]:.1f}", "10"],
        [f"(the median rank over {FEW} phrases on this machine)", f"{median:.2f} ms", ""],
    ]


def timed(act: Callable[[str], object], messages: Iterable[str]) -> list[float]:
    """Milliseconds of `act` on each message, after a first round of ten."""
    said = list(messages)
    for text in said[:10]:
        act(text)
    times = []
    for text in said:
        started = time.perf_counter()
        act(text)
        times.append((time.perf_counter() - started) * 1_000)
    return times


def _timed_index(phrases: Sequence[tuple[str, str]], messages: Sequence[str]) -> tuple[float, list[float]]:
    """Seconds to build an index, and milliseconds of each rank in it."""
    owned: dict[str, list[str]] = {}
    for phrase, entry in phrases:
        owned.setdefault(entry, []).append(phrase)
    started = time.perf_counter()
    matcher = Matcher.from_phrases(owned)
    return time.perf_counter() - started, timed(matcher.rank, messages)


def _building(phrases: Sequence[tuple[str, str]], number: int) -> float:
    """Seconds to build an index of so many phrases."""
    owned: dict[str, list[str]] = {}
    for phrase, entry in _sized(phrases, number):
        owned.setdefault(entry, []).append(phrase)
    started = time.perf_counter()
    Matcher.from_phrases(owned)
    return time.perf_counter() - started


def _sized(phrases: Sequence[tuple[str, str]], number: int) -> list[tuple[str, str]]:
    """So many phrases: of the FAQ's own at random, and where these do not suffice, with their words in another order."""
    chance = random.Random(0)  # noqa: S311  no secret
    chosen = list(phrases)
    chance.shuffle(chosen)
    while len(chosen) < number:
        phrase, entry = phrases[len(chosen) % len(phrases)]
        words = phrase.split()
        chance.shuffle(words)
        chosen.append((" ".join(words), entry))
    return chosen[:number]
