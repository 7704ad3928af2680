"""Decides what to do with a message. A pure function: every row of its table of outcomes is one `if`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.safety import Flags

MOST_SUGGESTIONS = 4
"""Choices when the bot asks back: few and wide, for weak hands."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The confidence that each outcome asks for. All are chances from 0 to 1 as `Match.confidence`.

    Chosen on `benchmarks/questions/tune.jsonl` by `make bench`, then checked on questions that were not looked at.
    """

    urgent: float = 0.5
    urgent_with_sign: float = 0.05
    care_team: float = 0.5
    answer: float = 0.45
    margin: float = 0.15
    signpost: float = 0.45
    suggestion: float = 0.02
    overheard: float = 0.8
    overheard_talk: float = 0.1


BARS = Bars()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with the kind of its entry; `fits` is false where the message names a condition that it does not."""

    entry_id: str
    kind: Kind
    confidence: float
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done, and why: `rule` names the row that decided, in words for a moderator."""

    outcome: Outcome
    rule: str
    entry: str = ""
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0


def decide(candidates: Sequence[Candidate], flags: Flags, *, addressed: bool, bars: Bars = BARS) -> Decision:
    """The outcome for a message, from every entry's chance (best first) and the flags. Never raises.

    The order is the order of harm: an emergency first, then a decision that belongs to the member's own doctor, then
    what may be answered. Unaddressed talk is answered only where it is surely a question that the FAQ answers.
    """
    urgent = _sum(candidates, Kind.URGENT)
    if flags.sign and (urgent >= bars.urgent_with_sign or not candidates):
        return Decision(Outcome.URGENT, f"sign of an emergency: {flags.rule}", flags.sign, (), max(urgent, 0.5))
    if urgent >= bars.urgent:
        return Decision(Outcome.URGENT, "like an emergency", _first(candidates, Kind.URGENT), (), urgent)
    if not addressed:
        return _decide_overheard(candidates, flags, bars)
    return _decide_addressed(candidates, flags, bars)


def _decide_overheard(candidates: Sequence[Candidate], flags: Flags, bars: Bars) -> Decision:
    best = candidates[0] if candidates else None
    talk = _sum(candidates, Kind.CHATTER)
    confidence = best.confidence if best else 0.0
    if best is None or best.kind is not Kind.ANSWER or not best.fits:
        return Decision(Outcome.SILENT, "overheard, and nothing that the FAQ answers", "", (), confidence)
    if flags.to_one or not flags.asks:
        rule = "overheard, and said to somebody else" if flags.to_one else "overheard, and not a question"
        return Decision(Outcome.SILENT, rule, "", (), confidence)
    if confidence < bars.overheard or talk > bars.overheard_talk:
        return Decision(Outcome.SILENT, "overheard, and not sure enough", "", (), confidence)
    return Decision(Outcome.ANSWER, "overheard, and surely this question", best.entry_id, (), confidence)


def _decide_addressed(candidates: Sequence[Candidate], flags: Flags, bars: Bars) -> Decision:
    care_team = _sum(candidates, Kind.CARE_TEAM)
    if care_team >= bars.care_team:
        return Decision(Outcome.CARE_TEAM, "a personal decision", _first(candidates, Kind.CARE_TEAM), (), care_team)
    if not candidates:
        return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this")
    best = candidates[0]
    if flags.other_condition and best.kind is Kind.ANSWER and not best.fits:
        signpost = _first([c for c in candidates if c.fits], Kind.SIGNPOST)
        return Decision(
            Outcome.NOT_COVERED, f"about another condition: {flags.other_condition}", signpost, (), best.confidence
        )
    second = candidates[1].confidence if len(candidates) > 1 else 0.0
    if best.kind is Kind.ANSWER and best.confidence >= bars.answer and best.confidence - second >= bars.margin:
        return Decision(Outcome.ANSWER, "surely this question", best.entry_id, (), best.confidence)
    if best.kind is Kind.SIGNPOST and best.confidence >= bars.signpost:
        return Decision(
            Outcome.NOT_COVERED, "a question that the FAQ has no answer to", best.entry_id, (), best.confidence
        )
    if best.kind is Kind.CHATTER and best.confidence >= bars.signpost:
        return Decision(Outcome.NOT_COVERED, "talk, not a question", best.entry_id, (), best.confidence)
    suggestions = _suggestions(candidates, lambda c: c.confidence >= bars.suggestion)
    if suggestions:
        return Decision(Outcome.SUGGEST, "not sure which question", "", suggestions, best.confidence)
    return Decision(Outcome.NOT_COVERED, "nothing in the FAQ is like this", "", (), best.confidence)


def _suggestions(candidates: Sequence[Candidate], likely: Callable[[Candidate], bool]) -> tuple[str, ...]:
    offered = (c.entry_id for c in candidates if c.kind in {Kind.ANSWER, Kind.SIGNPOST} and likely(c))
    return tuple(offered)[:MOST_SUGGESTIONS]


def _sum(candidates: Sequence[Candidate], kind: Kind) -> float:
    return sum(candidate.confidence for candidate in candidates if candidate.kind is kind)


def _first(candidates: Sequence[Candidate], kind: Kind) -> str:
    return next((candidate.entry_id for candidate in candidates if candidate.kind is kind), "")
