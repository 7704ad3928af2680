"""How each bar of the policy moves the figures on the sets that were read or measured along the way, one at a time.

`python benchmarks/bars.py meant over` prints a line for each value of these bars; without names, for all of them. Each line takes
some forty seconds.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.bars import BARS, Bars
from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.measuring import figures, judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model import Case

HERE = Path(__file__).parent
KINDS = ("ordinary", "oblique", "near")
ALONG = (
    "followups-tune",
    "followups2-tune",
    "followups3-tune",
    "dev",
    "tune4",
    "blind",
    "blind2",
    *(f"blind3/{kind}-{part}" for kind in KINDS for part in ("read", "along")),
)
STEPS = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)
"""Factors on the bar in force; chances above 0.99 are left out."""


def main(names: Sequence[str]) -> None:
    """Prints a line for each bar and value."""
    service = Service(load(HERE.parent / "faq" / "en"))
    cases = [case for name in ALONG for case in load_cases(HERE / "questions" / f"{name}.jsonl")]
    for bar in names or [field.name for field in fields(Bars)]:
        usual = getattr(BARS, bar)
        for value in (step * usual for step in STEPS):
            if isinstance(usual, int) or value < 1.0:
                with bent(bar, type(usual)(value)):
                    print(f"{bar:23} {value:.3f}  {line(service, cases)}", flush=True)


@contextmanager
def bent(bar: str, value: float) -> Iterator[None]:
    """The bars in force, one of them at another value: they are one object, which nothing else may change."""
    usual = getattr(BARS, bar)
    object.__setattr__(BARS, bar, value)
    try:
        yield
    finally:
        object.__setattr__(BARS, bar, usual)


def line(service: Service, cases: Sequence[Case]) -> str:
    """The figures with the bars as they are, in one line."""
    judged = (judge(case, service.explain(case.incoming).decision) for case in cases)
    return "  ".join(f"{figure.name} {figure.share:.3f}" for figure in figures(judged) if figure.share is not None)


if __name__ == "__main__":
    main(sys.argv[1:])
