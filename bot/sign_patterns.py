"""Signs: phrases with gaps that are an emergency in themselves, such as `took an overdose ... ago`.

All words of a sign must stand in one sentence, in this order. `...` (or `…`) leaves room for up to `GAP` other words,
`took|swallowed` allows either word, and `tablet*` any ending. Signs are few: most emergencies are known by the whole
message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

GAP = 4
"""Words that may stand in a gap."""

_GAPS = {"...", "\u2026"}
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*\*?")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
"""Thai, Chinese, Japanese and Korean letters, which stand without spaces or where people leave them out."""
_PLAIN = str.maketrans("\u0131\u0142\u00f8", "ilo")
"""Letters that no accent is taken from, but that people type without: Turkish, Polish, Danish and Norwegian."""


def parse(sign: str, read: Callable[[str], Sequence[str]] = str.split) -> re.Pattern[str]:
    """A pattern to search for in a message that is `joined`; `read` gives the words of a wording as the bot reads them (`can't` is `can not`).

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
    return re.compile(f" {''.join(parts)}")


def _pattern(wording: str, read: Callable[[str], Sequence[str]]) -> str:
    """A wording as a pattern over words that each have a space behind them."""
    if wording.endswith("*"):
        return rf"{re.escape(wording[:-1])}\S* "
    return "".join(f"{re.escape(word)} " for word in read(wording))


def joined(sentences: Iterable[Sequence[str]]) -> str:
    """The words of a message as signs and cries look at them: none reaches from one sentence into the next."""
    return "\n".join(f" {' '.join(words)} " for words in sentences).translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Cry:
    """A whole phrase of another language; right behind one of the `negations` it is none.

    Where its script leaves out spaces, spaces do not count.
    """

    phrase: str
    negations: tuple[str, ...] = ()
    spaced: bool = True

    def stands_in(self, said: str, close: str) -> bool:
        """Whether it stands in a message, given as `joined` and the same without spaces."""
        text = said if self.spaced else close
        found = text.find(self.phrase)
        while found >= 0 and text.endswith(self.negations, 0, found + self.spaced):
            found = text.find(self.phrase, found + 1)
        return found >= 0


def cry(phrase: Sequence[str], negations: Iterable[Sequence[str]] = ()) -> Cry:
    """The cry that a phrase is; all are words as typed, freed of case, accents and marks."""
    spaced = not _UNSPACED.search("".join(phrase))
    one, *others = (joined([words]) if spaced else "".join(words) for words in (phrase, *negations))
    return Cry(one, tuple(others), spaced)
