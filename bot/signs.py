"""Signs: rules that moderators write to catch what must never be missed, as `"throat clos*|swell*|tight*"`.

A sign is a line of slots parted by spaces. Every slot must be found in one sentence, in any order, close together.
`|` parts the alternatives of a slot; `*` at the end of a word means any ending; `!` before a slot means that the
sentence must not hold it. Words are written as the bot reads them (`can't` is `can not`): `mmn-bot ask --why` shows it.
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
class Sign:
    """A rule, parsed; `rule` is the line as it was written."""

    rule: str
    wanted: tuple[re.Pattern[str], ...]
    unwanted: tuple[re.Pattern[str], ...]

    def found_in(self, sentence: Sequence[str]) -> bool:
        """Whether the words of one sentence show this sign."""
        if any(pattern.fullmatch(word) for pattern in self.unwanted for word in sentence):
            return False
        places = [[place for place, word in enumerate(sentence) if pattern.fullmatch(word)] for pattern in self.wanted]
        if not all(places):
            return False
        reach = len(self.wanted) + SPREAD
        return any(
            all(any(start <= place < start + reach for place in of_slot) for of_slot in places)
            for start in sorted({place for of_slot in places for place in of_slot})
        )


def parse(rule: str) -> Sign:
    """The sign that a line says; raises `ValueError` with a plain sentence where it says none."""
    wanted: list[re.Pattern[str]] = []
    unwanted: list[re.Pattern[str]] = []
    for slot in rule.split():
        words = slot.removeprefix("!").split("|")
        faulty = next((word for word in words if not _WORD.fullmatch(word)), None)
        if faulty is not None:
            raise ValueError(f"`{faulty or slot}` is not a word, nor a word with * at its end")
        pattern = re.compile("|".join(re.escape(word).replace(r"\*", r"[^\W_]*") for word in words))
        (unwanted if slot.startswith("!") else wanted).append(pattern)
    if not wanted:
        raise ValueError("a sign needs at least one word")
    return Sign(rule, tuple(wanted), tuple(unwanted))
