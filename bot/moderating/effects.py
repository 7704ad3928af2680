"""What a change of the FAQ did to the counts: whole weeks before it beside whole weeks after it, and whether chance may have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.model import Outcome
from bot.moderating.stats import ASKED, FEWEST, HELPED, NOT_HELPED, SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from bot.model import Count

WEEKS = 4
"""Whole weeks on each side that are compared: more, and other changes are among them; fewer, and there is little to count."""
TOO_FEW = 20
"""Questions or votes on one side below which a share is not told: two people who think otherwise would turn it."""
SURE = 2.6
"""Standard errors by which two shares must differ: chance alone does that once in a hundred publications."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a comparison, as it may be shown; `verdict` says what may be made of it."""

    name: str
    before: str
    after: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Effect:
    """The counts before and after a change, each of so many whole weeks. Without weeks there are no measures."""

    weeks_before: int
    weeks_after: int
    measures: tuple[Measure, ...] = ()


def effect(counts: Iterable[Count], on: date, entries: Collection[str], today: date) -> Effect:
    """What became of the counts with a change on a day that touched these entries; the week of that day is left out."""
    counted = list(counts)
    first, this = min((one.week for one in counted), default=""), _week(today)
    before = [week for week in (_week(on, -away) for away in range(1, WEEKS + 1)) if first and week >= first]
    after = [week for week in (_week(on, away) for away in range(1, WEEKS + 1)) if week < this]
    if not (before and after):
        return Effect(len(before), len(after))
    sides = [[one for one in counted if one.week in weeks] for weeks in (before, after)]
    measures = [_share("questions without an answer", sides, _is_uncovered, _is_question)]
    if entries:
        theirs = [[one for one in side if one.entry in entries] for side in sides]
        shown = [sum(one.number for one in side if one.what == SHOWN) for side in theirs]
        measures += [
            Measure("what was changed, shown a week", _a_week(shown[0], before), _a_week(shown[1], after), ""),
            _share("votes that it did not help", theirs, _is_against, _is_vote),
        ]
    return Effect(len(before), len(after), tuple(measures))


def _week(day: date, away: int = 0) -> str:
    year, week, _ = (day + timedelta(weeks=away)).isocalendar()
    return f"{year}-W{week:02}"


def _share(
    name: str, sides: Sequence[Sequence[Count]], part: Callable[[Count], bool], whole: Callable[[Count], bool]
) -> Measure:
    pairs = [
        (sum(one.number for one in side if part(one)), sum(one.number for one in side if whole(one))) for side in sides
    ]
    return Measure(name, _told(*pairs[0]), _told(*pairs[1]), _verdict(*pairs))


def _told(part: int, whole: int) -> str:
    """A share in percent, never so exact that it tells of fewer than `FEWEST`."""
    if whole < TOO_FEW:
        return "too few to tell"
    if 0 < part < FEWEST:
        return f"under {math.ceil(100 * FEWEST / whole)} %"
    if 0 < whole - part < FEWEST:
        return f"over {math.floor(100 - 100 * FEWEST / whole)} %"
    return f"{100 * part / whole:.0f} %"


def _a_week(number: int, weeks: Sequence[str]) -> str:
    return f"under {math.ceil(FEWEST / len(weeks))}" if 0 < number < FEWEST else f"{number / len(weeks):.0f}"


def _verdict(before: tuple[int, int], after: tuple[int, int]) -> str:
    if min(before[1], after[1]) < TOO_FEW:
        return "There is too little to compare."
    together = (before[0] + after[0]) / (before[1] + after[1])
    error = math.sqrt(together * (1 - together) * (1 / before[1] + 1 / after[1]))
    change = after[0] / after[1] - before[0] / before[1]
    if error == 0 or abs(change) < SURE * error:
        return "No difference that chance could not make."
    return f"{'More' if change > 0 else 'Fewer'} than before, and hardly by chance."


def _is_question(one: Count) -> bool:
    return one.what in ASKED


def _is_uncovered(one: Count) -> bool:
    return one.what == Outcome.NOT_COVERED.value


def _is_vote(one: Count) -> bool:
    return one.what in {HELPED, NOT_HELPED}


def _is_against(one: Count) -> bool:
    return one.what == NOT_HELPED
