"""The entries that a message may mean, with their chances, and what is asked of a list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.bars import BARS
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = {Kind.URGENT, Kind.CARE_TEAM}
"""Kinds of entries that take precedence over all others."""

MOST_SUGGESTIONS = 4
"""Choices when the bot asks back: few and wide, for weak hands."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with the kind of its entry.

    `fits` is false if the message names something that the entry does not speak of. `thin` is true if the message has
    few words and no phrase of the entry is like the message, or only like what they were mended into. `likeness` is that of
    the entry's nearest phrase.
    `sensitive`: nobody wants to be asked whether they mean this, unless they likely do.
    """

    entry_id: str
    kind: Kind
    confidence: float
    fits: bool = True
    thin: bool = False
    likeness: float = 1.0
    sensitive: bool = False


def urgent_chance(candidates: Sequence[Candidate]) -> float:
    """The chance that a message is an emergency of any sort."""
    return chance_of(candidates, Kind.URGENT)


def chance_of(candidates: Sequence[Candidate], kind: Kind) -> float:
    """The chance that a message means any entry of this kind."""
    return sum(candidate.confidence for candidate in candidates if candidate.kind is kind)


def best_of(candidates: Sequence[Candidate], kind: Kind) -> float:
    """The confidence of the likeliest candidate of this kind that fits the message; 0 if there is none."""
    return max((one.confidence for one in candidates if one.kind is kind and one.fits), default=0.0)


def first_of(candidates: Sequence[Candidate], kind: Kind) -> str:
    """The id of the likeliest candidate of this kind, or empty."""
    return next((candidate.entry_id for candidate in candidates if candidate.kind is kind), "")


def cries(cry: Sequence[Candidate], said: Sequence[Candidate]) -> bool:
    """Whether a sentence that cries for help decides, `said` being the candidates for the whole message.

    Where the whole surely means something else, the sentence must be as sure of itself; otherwise a note of doubt is enough.
    """
    surely_else = any(one.confidence >= BARS.surely_else for one in said if one.kind is not Kind.URGENT)
    return bool(cry) and (not surely_else or urgent_chance(cry) >= BARS.urgent_all_the_same)


def choices_of(candidates: Sequence[Candidate], personal: str = "") -> tuple[str, ...]:
    """The likeliest answers and signposts, and among them the personal decision that it may be."""
    showable = [c for c in candidates if c.kind.is_showable]
    least = max(BARS.suggestion, BARS.suggestion_beside * max((c.confidence for c in showable), default=0.0))
    offered = [c.entry_id for c in showable if c.confidence >= (BARS.sensitive if c.sensitive else least)]
    wanted = {personal, *offered[: MOST_SUGGESTIONS - bool(personal)]}
    return tuple(c.entry_id for c in candidates if c.entry_id in wanted)


def suggestions_of(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The choices among answers and signposts, if the likeliest of them is likely enough to offer any; otherwise none."""
    choices = choices_of(candidates)
    first = next((one.confidence for one in candidates if one.entry_id in choices), 0.0)
    return choices if first >= BARS.first_suggestion else ()
