"""Signs: phrases with gaps that are an emergency in themselves, as `took an overdose ... ago`.

The words of a sign must all stand in one sentence, in this order. `...` (or `…`) leaves room for up to `GAP` other words,
`took|swallowed` allows either word, and `tablet*` any ending. They are few: most emergencies are known by what the whole
message is like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GAP = 4
"""Words that may stand in a gap."""

_GAPS = {"...", "\u2026"}
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*\*?")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
"""Thai, Chinese, Japanese and Korean letters, which stand without spaces or where people leave them out."""


def parse(sign: str, read: Callable[[str], Sequence[str]] = str.split) -> re.Pattern[str]:
    """What `found_in` looks for; `read` gives the words of a wording as the bot reads them (`can't` is `can not`).

    Raises `ValueError` with a plain sentence where the line is no sign.
    """
    slots = sign.casefold().split()
    words = [word for slot in slots if slot not in _GAPS for word in slot.split("|")]
    faulty = next((word for word in words if not _WORD.fullmatch(word)), None)
    if faulty is not None:
        raise ValueError(f"`{faulty or sign}` is not a word, nor a word with * at its end")
    if len(slots) < 2 or slots[0] in _GAPS or slots[-1] in _GAPS:  # noqa: PLR2004  one word is no phrase
        raise ValueError("a sign needs at least two words, and begins and ends with one")
    parts: list[str] = []
    run: list[str] = []
    for slot in [*slots, ""]:
        if slot and slot not in _GAPS and "|" not in slot and not slot.endswith("*"):
            run.append(slot)
            continue
        if run:
            parts.append(_pattern(" ".join(run), read))
            run = []
        if slot in _GAPS:
            parts.append(rf"(?:\S+ ){{0,{GAP}}}")
        elif slot:
            parts.append(f"(?:{'|'.join(_pattern(word, read) for word in slot.split('|'))})")
    return re.compile(f"(?<= ){''.join(parts)}")


def _pattern(wording: str, read: Callable[[str], Sequence[str]]) -> str:
    """A wording as a pattern over words that each have a space behind them."""
    if wording.endswith("*"):
        return rf"{re.escape(wording[:-1])}\S* "
    return "".join(f"{re.escape(word)} " for word in read(wording))


def found_in(sign: re.Pattern[str], sentence: Sequence[str]) -> bool:
    """Whether the words of one sentence show a sign."""
    return sign.search(f" {' '.join(sentence)} ") is not None


def cried(phrase: Sequence[str], said: Sequence[str], negations: Sequence[str] = ()) -> bool:
    """Whether a whole phrase of another language stands in what was said, and not right behind a word for `not`.

    All are words freed of case, accents and marks. Where a script leaves out spaces, the spaces do not count.
    """
    joint = "" if _UNSPACED.search("".join(phrase)) else " "
    edge = joint or ""
    wanted, text = f"{edge}{joint.join(phrase)}{edge}", f"{edge}{joint.join(said)}{edge}"
    found = text.find(wanted)
    while found >= 0:
        before = text[:found]
        if not any(before.endswith(f"{edge}{word}") for word in negations):
            return True
        found = text.find(wanted, found + 1)
    return False
