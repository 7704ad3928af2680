"""What the counts tell: how much is asked, what comes of it, which answers help; never so little that it tells of one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model import Count

FEWEST = 5
"""The smallest number that is shown: fewer people in a small community could be known to each other."""

SHOWN, HELPED, NOT_HELPED, NONE_OF_THESE = "shown", "helped", "unhelped", "none"
KINDS = (SHOWN, HELPED, NOT_HELPED, NONE_OF_THESE, *(outcome.value for outcome in Outcome))
"""What is counted: of an entry that it was shown, helped or did not help; of none, a tap on "None of these", and outcomes."""

ASKED = tuple(outcome.value for outcome in Outcome if outcome is not Outcome.SILENT)
"""Outcomes of a question to the bot."""
_ROUND = 10
_MOST = 15
"""Entries in a list."""


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers under a name, as they may be shown. `sizes` are for drawing: a number that is not shown is drawn as none."""

    name: str
    cells: tuple[str, ...]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """The tables of a report: `weeks` and `gaps` in the order of time, the others by size.

    `weeks`: questions. `outcomes`: questions. `shown`: times shown. `unhelpful`: votes for and against, the worst share
    first. `gaps`: questions without an answer, taps on "None of these".
    """

    weeks: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    shown: tuple[Row, ...]
    unhelpful: tuple[Row, ...]
    gaps: tuple[Row, ...]


def report(counts: Iterable[Count], names: Mapping[str, str]) -> Stats:
    """The tables over all the counts. `names` maps an entry's id to its question."""
    counted = list(counts)
    weeks, outcomes, shown = Counter[str](), Counter[str](), Counter[str]()
    votes: dict[str, Counter[str]] = {}
    missing: dict[str, Counter[str]] = {}
    for one in counted:
        if one.what in ASKED:
            weeks[one.week] += one.number
            outcomes[one.what] += one.number
        if one.what == SHOWN:
            shown[one.entry] += one.number
        if one.what in {HELPED, NOT_HELPED}:
            votes.setdefault(one.entry, Counter())[one.what] += one.number
        if one.what in {Outcome.NOT_COVERED.value, NONE_OF_THESE}:
            missing.setdefault(one.week, Counter())[one.what] += one.number
    voted = {entry: (of[HELPED], of[NOT_HELPED]) for entry, of in votes.items()}
    heard = {entry: pair for entry, pair in voted.items() if sum(pair) >= FEWEST and pair[1]}
    worst = sorted(heard, key=lambda entry: (-heard[entry][1] / sum(heard[entry]), entry))[:_MOST]
    return Stats(
        weeks=_rows(sorted(weeks.items())),
        outcomes=_rows(outcomes.most_common()),
        shown=_rows([(names.get(entry, entry), number) for entry, number in shown.most_common(_MOST)]),
        unhelpful=tuple(_row(names.get(entry, entry), heard[entry]) for entry in worst),
        gaps=_columns(sorted(missing.items()), (Outcome.NOT_COVERED.value, NONE_OF_THESE)),
    )


def guarded(numbers: Sequence[int]) -> list[str]:
    """The numbers of one list as they may be shown: below `FEWEST` as "<5".

    Where that hides only one, it could be found by taking the others from a sum that is known elsewhere, so the
    smallest of the others is shown as below the next ten too. Nothing at all is no secret.
    """
    shown = [f"<{FEWEST}" if 0 < number < FEWEST else str(number) for number in numbers]
    hidden = [place for place, number in enumerate(numbers) if 0 < number < FEWEST]
    others = [place for place, number in enumerate(numbers) if number >= FEWEST]
    if len(hidden) == 1 and others:
        least = min(others, key=lambda place: numbers[place])
        shown[least] = f"<{(numbers[least] // _ROUND + 1) * _ROUND}"
    return shown


def _rows(items: Sequence[tuple[str, int]]) -> tuple[Row, ...]:
    cells = guarded([number for _, number in items])
    sizes = [_size(cell) for cell in cells]
    return tuple(Row(name, (cell,), (size,)) for (name, _), cell, size in zip(items, cells, sizes, strict=True))


def _columns(items: Sequence[tuple[str, Counter[str]]], kinds: Sequence[str]) -> tuple[Row, ...]:
    """A column for each kind; its sum may be known, so each is guarded by itself."""
    columns = [guarded([of[kind] for _, of in items]) for kind in kinds]
    return tuple(
        Row(name, cells, tuple(map(_size, cells)))
        for (name, _), cells in zip(items, zip(*columns, strict=True), strict=True)
    )


def _row(name: str, numbers: Sequence[int]) -> Row:
    cells = tuple(f"<{FEWEST}" if number < FEWEST else str(number) for number in numbers)
    return Row(name, cells, tuple(map(_size, cells)))


def _size(cell: str) -> int:
    """What a cell is drawn as: a hidden number like the most that it can be, so that its bar tells no more than its cell."""
    return int(cell.removeprefix("<")) - cell.startswith("<")
