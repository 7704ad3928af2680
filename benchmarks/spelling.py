"""Slips made at random in the words of the phrases: how many are mended to the right word, and to a wrong one."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from bot import text
from bot.content import load
from bot.matching.spelling import Speller, compile_lexicon

if TYPE_CHECKING:
    from bot.model import Faq

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: [row[place + step] for step in (-1, 1) if 0 <= place + step < len(row)]
    for row in _ROWS
    for place, letter in enumerate(row)
}


def slip(word: str, chance: random.Random) -> str:
    """`word` with one slip: two letters swapped, one dropped, doubled, or beside the right key."""
    place = chance.randrange(len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    kind = chance.choices(("swap", "drop", "double", "beside"), (3, 3, 2, 2))[0]
    if kind == "swap":
        return head + tail[0] + letter + tail[1:]
    if kind == "drop":
        return head + tail
    if kind == "double":
        return head + letter + letter + tail
    return head + chance.choice(_BESIDE.get(letter, [letter])) + tail


def measure(faq: Faq, slips: int = 2_000) -> dict[str, float]:
    """Shares of slips in words of four letters and more that are mended rightly, wrongly, or left."""
    chance = random.Random(7)  # noqa: S311  the same slips in every run
    counts: dict[str, int] = {}
    for entry in faq.entries.values():
        for phrase in entry.asks:
            for word in text.tokens(text.clean(phrase)):
                counts[word] = counts.get(word, 0) + 1
    speller = Speller(compile_lexicon(counts, faq.words.everyday))
    words = [word for word in counts if len(word) > 3 and word.isalpha()]  # noqa: PLR2004
    weights = [counts[word] for word in words]
    outcomes = {"right": 0, "wrong": 0, "left": 0}
    while sum(outcomes.values()) < slips:
        word = chance.choices(words, weights)[0]
        typed = slip(word, chance)
        if typed not in speller:
            mended = speller.mend(typed)
            outcomes["right" if mended == word else "wrong" if mended else "left"] += 1
    return {outcome: count / slips for outcome, count in outcomes.items()}


if __name__ == "__main__":
    for outcome, share in measure(load(Path(__file__).parents[1] / "faq" / "en")).items():
        print(f"{outcome:5} {share:.3f}")
