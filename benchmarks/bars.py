"""How each bar of the policy moves the figures on the sets that were read or measured along the way, one at a time."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering import policy
from bot.answering.bars import BARS, Bars
from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.measuring import figures, judge
from bot.model import Incoming

if TYPE_CHECKING:
    from bot.answering.deciding import Explanation
    from bot.model import Case

HERE = Path(__file__).parent
KINDS = ("ordinary", "oblique", "near")
ALONG = ("dev", "tune4", "blind", "blind2", *(f"blind3/{kind}-{part}" for kind in KINDS for part in ("read", "along")))
STEPS = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)
"""Factors on the bar in force; values above 0.99 are left out."""


def main() -> None:
    """Prints a line for each bar and value."""
    service = Service(load(HERE.parent / "faq" / "en"))
    cases = [case for name in ALONG for case in load_cases(HERE / "questions" / f"{name}.jsonl")]
    explained = [(case, service.explain(Incoming(case.text, case.addressed))) for case in cases]
    for bar in fields(Bars):
        for step in STEPS:
            value = getattr(BARS, bar.name) * step
            if value < 1.0:
                print(f"{bar.name:23} {value:.3f}  {line(explained, replace(BARS, **{bar.name: value}))}")


def line(explained: list[tuple[Case, Explanation]], bars: Bars) -> str:
    """The figures under other bars, in one line."""
    judged = (
        judge(case, policy.decide(why.candidates, why.flags, why.form, addressed=case.addressed, bars=bars))
        for case, why in explained
    )
    return "  ".join(f"{figure.name} {figure.share:.3f}" for figure in figures(judged) if figure.share is not None)


if __name__ == "__main__":
    main()
