"""Signs: rules that moderators write to catch what must never be missed, as `"throat clos*|swell*|tight*"`.

A sign is a line of slots parted by spaces. Every slot must be found in one sentence, in any order, close together.
`|` parts the alternatives of a slot; `*` at the end of a word means any ending; `!` before a slot means that the
sentence must not hold it. Words are written as the bot reads them (`can't` is `can not`): `mmn-bot ask --why` shows it.
Signs in other languages are looked for in the words as typed, without accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SPREAD = 5
"""Other words that may stand among the slots of a sign."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


@dataclass(frozen=True, slots=True)
class Slot:
    """The alternatives of a slot: whole `words`, and `stems` that any ending may follow."""

    words: frozenset[str]
    stems: tuple[str, ...]

    def filled_by(self, sentence: Sequence[str]) -> list[int]:
        """The places of the words that fill this slot; quick to say that there is none, as most often."""
        if self.words.isdisjoint(sentence) and not (
            self.stems and any(word.startswith(self.stems) for word in sentence)
        ):
            return []
        return [place for place, word in enumerate(sentence) if word in self.words or word.startswith(self.stems)]


@dataclass(frozen=True, slots=True)
class Sign:
    """A rule, parsed; `rule` is the line as it was written."""

    rule: str
    wanted: tuple[Slot, ...]
    unwanted: tuple[Slot, ...]

    def found_in(self, sentence: Sequence[str]) -> bool:
        """Whether the words of one sentence show this sign."""
        places = []
        for slot in self.wanted:
            filled = slot.filled_by(sentence)
            if not filled:
                return False
            places.append(filled)
        if any(slot.filled_by(sentence) for slot in self.unwanted):
            return False
        reach = len(self.wanted) + SPREAD
        return any(
            all(any(start <= place < start + reach for place in of_slot) for of_slot in places)
            for start in sorted({place for of_slot in places for place in of_slot})
        )


def parse(rule: str) -> Sign:
    """The sign that a line says; raises `ValueError` with a plain sentence where it says none."""
    wanted: list[Slot] = []
    unwanted: list[Slot] = []
    for slot in rule.casefold().split():
        words = slot.removeprefix("!").split("|")
        faulty = next((word for word in words if not _WORD.fullmatch(word)), None)
        if faulty is not None:
            raise ValueError(f"`{faulty or slot}` is not a word, nor a word with * at its end")
        whole = frozenset(word for word in words if not word.endswith("*"))
        stems = tuple(word.removesuffix("*") for word in words if word.endswith("*"))
        (unwanted if slot.startswith("!") else wanted).append(Slot(whole, stems))
    if not wanted:
        raise ValueError("a sign needs at least one word")
    return Sign(rule, tuple(wanted), tuple(unwanted))
