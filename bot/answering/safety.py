"""Raises flags on a message before anything is decided: signs of an emergency, and other conditions.

All that it knows of words comes from the FAQ: the `signs` of urgent entries, and `words.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import signs
from bot.answering.talk import holds
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching import Matcher, Reading
    from bot.model import Faq


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message.

    `sign` is the urgent entry whose sign was found and `rule` the sign, both empty where there is none. `as_typed` tells
    that the sign is in the words as typed alone, and not as read: it is in a language that the matcher does not know.
    `other_condition` is a condition named without the FAQ's own, or empty. `foreign` tells that the message seems to be
    in a language that the bot does not read.
    """

    sign: str = ""
    rule: str = ""
    as_typed: bool = False
    other_condition: str = ""
    foreign: bool = False


class Safety:
    """The rules of one FAQ, ready to be used on any number of messages."""

    def __init__(self, faq: Faq, matcher: Matcher) -> None:
        reader = matcher.reader
        self._signs = [
            (entry.id, signs.parse(rule))
            for entry in faq.entries.values()
            if entry.kind is Kind.URGENT
            for rule in entry.signs
        ]
        self._own = [reader.read_phrase(name) for name in faq.words.own_condition]
        self._conditions = {name: reader.read_phrase(name) for name in faq.words.other_conditions}
        self._mentions = {entry_id: self._conditions_in(matcher.said(entry_id)) for entry_id in matcher.entry_ids}

    def flags(self, reading: Reading) -> Flags:
        """The flags of a message, from what `Reader.read` made of it."""
        sign, rule, as_typed = self._sign(reading)
        return Flags(sign, rule, as_typed, self._other_condition(reading), reading.foreign)

    def speaks_of(self, entry_id: str, condition: str) -> bool:
        """Whether the phrases of an entry name a condition."""
        return condition in self._mentions[entry_id]

    def _conditions_in(self, phrases: Iterable[Sequence[str]]) -> frozenset[str]:
        said = [word for phrase in phrases for word in (*phrase, "|")]
        return frozenset(name for name, words in self._conditions.items() if holds(said, words))

    def _sign(self, reading: Reading) -> tuple[str, str, bool]:
        for as_typed in (False, True):
            for sentence in reading.sentences:
                for entry_id, sign in self._signs:
                    if sign.found_in(sentence.typed if as_typed else sentence.words):
                        return entry_id, sign.rule, as_typed
        return "", "", False

    def _other_condition(self, reading: Reading) -> str:
        said = [word for sentence in reading.sentences for word in (*sentence.words, "|")]
        if any(holds(said, name) for name in self._own):
            return ""
        return next((name for name, words in self._conditions.items() if holds(said, words)), "")
