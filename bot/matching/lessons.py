"""What an index is learned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.model import NO_WORDS, Words
from bot.packed_texts import PackedTexts

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE_ODDS = 1.0
"""Messages that mean no entry, for each one that means an entry, where nothing is known of who writes. Higher: lower
confidences everywhere."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """`phrases` maps each entry's id to ways of saying it, `contrasts` to what looks like it and is not.

    Words in an id (`order_status`, `order-status`, `orderStatus`) speak for its entry. Entries without phrases are left
    out. `words` is what is known of the language. `none_odds`: see `NONE_ODDS`.
    """

    phrases: Mapping[str, Sequence[str]]
    words: Words = NO_WORDS
    none_odds: float = NONE_ODDS
    contrasts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def as_data(self) -> list[object]:
        """The lessons as JSON can hold them."""
        known = {name: _as_data(getattr(self.words, name)) for name in Words.__slots__}
        return [list(self.phrases.items()), known, self.none_odds, list(self.contrasts.items())]

    @classmethod
    def from_data(cls, data: list[Any]) -> Lessons:
        """The lessons that `as_data` gave."""
        phrases, known, none_odds, contrasts = data
        return cls(dict(phrases), Words(**known), none_odds, dict(contrasts))


def _as_data(known: object) -> object:
    if isinstance(known, PackedTexts):
        return list(known)
    return {name: _as_data(part) for name, part in known.items()} if isinstance(known, Mapping) else known
