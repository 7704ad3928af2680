"""How the bot came to a decision, in words for moderators: the same in a terminal and in their chat."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answering.service import Explanation

SHOWN = 5
"""Entries that are named."""


def told(explanation: Explanation) -> tuple[str, ...]:
    """How the message was read, what stood out in it, and the rule that decided; a line each."""
    decision, reading = explanation.decision, explanation.reading
    mended = ", ".join(f"{typed} \u2192 {read}" for typed, read in reading.repairs)
    return (
        f"Read as: {reading}" + (f"  (mended: {mended})" if mended else ""),
        f"Stood out: {', '.join(stood_out(explanation)) or 'nothing'}",
        f"Decided: {decision.outcome} ({decision.rule}), confidence {decision.confidence:.2f}",
    )


def stood_out(explanation: Explanation) -> list[str]:
    """What of the message's flags and form is true, each with its value where it has one."""
    flags = asdict(explanation.flags) | asdict(explanation.form)
    return [name if value is True else f"{name}: {_shown(value)}" for name, value in flags.items() if value]


def _shown(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def likeliest(explanation: Explanation) -> tuple[str, ...]:
    """The entries that come nearest, each with its nearest phrase."""
    return tuple(
        f"{match.entry_id} {match.confidence:.2f}: \u201c{match.phrase}\u201d" for match in explanation.matches[:SHOWN]
    )
