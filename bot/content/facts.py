"""Whether the numbers that an answer tells stand in its facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model import Bullets, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(r"(?<![\w.,])(?<![^\W\d_]-)\d+(?:[.,]\d+)*(?!\w)")
_WORD = re.compile(r"[a-z]+")
_LISTED = re.compile(r"\d{1,2}[.)]\s")
_MARK = re.compile(r"(?<!\S)\d{1,2}[.)](?=\s)")
"""Of a numbered list, which is told as a slip of its own; in other texts a number may end a sentence."""
_WRITTEN = {
    word: str(number)
    for number, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2)
}
"""Without "one", which is more often no number."""


def unproved(entry: Entry) -> list[str]:
    """The numbers in an entry's answer and short answer that stand in none of its facts, written with digits.

    A number inside a name (anti-GM1) is none. Numbers from two to ten may be written out.
    """
    proved = {number for fact in entry.facts for number in _numbers(fact.fact)}
    texts = (_MARK.sub("", text) if _LISTED.match(text) else text for text in _texts(entry))
    told = (number for text in texts for number in _numbers(text))
    return [number for number in dict.fromkeys(told) if number not in proved]


def _texts(entry: Entry) -> Iterator[str]:
    for block in entry.answer:
        yield from block.items if isinstance(block, Bullets) else (block.text,)
    yield entry.short


def _numbers(text: str) -> Iterator[str]:
    yield from (number.replace(",", "") for number in _DIGITS.findall(text))
    yield from (_WRITTEN[word] for word in _WORD.findall(text.lower()) if word in _WRITTEN)
