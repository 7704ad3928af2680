"""How well decisions match what a careful moderator expects: the figures by which the bot is judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.policy import Decision
    from bot.model import Case


@dataclass(frozen=True, slots=True)
class Figure:
    """A share: `hits` of `of` messages. `at_most` tells figures that should be low from those that should be high."""

    name: str
    hits: int
    of: int
    at_most: bool = False

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where no message counts for this figure."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with its decision. `counts` maps each figure that the case counts for to whether it is a hit.

    `NAMED` among them is no figure: whether the entry came that a case names where none has to be named.
    """

    case: Case
    decision: Decision
    counts: dict[str, bool]

    @property
    def good(self) -> bool:
        """Whether every figure is as it should be; a doubt on what is no emergency is a lesser fault."""
        return all(hit != (name in _AT_MOST) for name, hit in self.counts.items() if name != "doubted")


NAMED = "as named"
_AT_MOST = frozenset({"wrong", "false alarm", "doubted", "out of turn", "overheard wrong"})
_ORDER = (
    "right",
    "one tap",
    "wrong",
    "urgent found",
    "or doubted",
    "false alarm",
    "doubted",
    "care team",
    "honest",
    "out of turn",
    "overheard right",
    "overheard wrong",
)


def judge(case: Case, decision: Decision) -> Judged:
    """Sets a decision against what its case expects."""
    answered = decision.outcome is Outcome.ANSWER
    shown = decision.entry in case.topics
    among = any(topic in case.topics for topic in decision.suggestions)
    accepted, offered = answered and shown, decision.outcome is Outcome.SUGGEST and among
    counts: dict[str, bool] = {}
    if case.expect == "urgent":
        counts["urgent found"] = decision.outcome is Outcome.URGENT
        counts["or doubted"] = counts["urgent found"] or bool(decision.doubt)
    else:
        counts["false alarm"] = decision.outcome is Outcome.URGENT
    if case.addressed:
        if case.expect != "urgent":
            counts["doubted"] = bool(decision.doubt)
        if case.expect == "answer":
            counts |= {"right": accepted, "one tap": accepted or offered}
        if case.expect == "personal-advice":
            counts["care team"] = decision.outcome is Outcome.CARE_TEAM
        if case.expect == "not-covered":
            counts["honest"] = decision.outcome in {Outcome.NOT_COVERED, Outcome.SUGGEST}
        counts["wrong"] = answered and not accepted
    else:
        if case.expect == "answer":
            counts["overheard right"] = accepted
        if case.expect == "silent":
            counts["out of turn"] = decision.outcome is not Outcome.SILENT
        counts["overheard wrong"] = answered and not accepted
    if case.topics and case.expect not in {"answer", "silent"}:
        counts[NAMED] = shown or among
    return Judged(case, decision, counts)


def figures(judged: Iterable[Judged]) -> list[Figure]:
    """The figures over a set of cases, in a fixed order."""
    of, hits = Counter[str](), Counter[str]()
    for one in judged:
        of.update(one.counts.keys())
        hits.update(name for name, hit in one.counts.items() if hit)
    return [Figure(name, hits[name], of[name], name in _AT_MOST) for name in _ORDER]


def by_kind(judged: Sequence[Judged]) -> dict[str, list[Figure]]:
    """The figures of each kind of message, by the kind's name."""
    kinds = sorted({one.case.kind for one in judged})
    return {kind: figures(one for one in judged if one.case.kind == kind) for kind in kinds}
