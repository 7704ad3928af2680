"""Raises flags on a message before anything is decided: signs of an emergency, other conditions, the form of a question.

All that it knows of words comes from the FAQ: the `signs` of urgent entries, and `words.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import signs, text
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching import Reader, Reading
    from bot.model import Faq

_OPENING = 3
"""Words from the start of a sentence among which a question word opens it: "so what is", "ok and how does"."""

_MENTION_FIRST = re.compile(r"\s*(?:@\w|<@)")


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message.

    `sign` is the urgent entry whose sign was found and `rule` the sign, both empty where there is none.
    `other_condition` is a condition named without the FAQ's own, or empty. `asks` tells a question from a statement,
    `to_one` talk to one other member from talk to all.
    """

    sign: str = ""
    rule: str = ""
    other_condition: str = ""
    asks: bool = False
    to_one: bool = False


class Safety:
    """The rules of one FAQ, ready to be used on any number of messages."""

    def __init__(self, faq: Faq, reader: Reader) -> None:
        self._signs = [
            (entry.id, signs.parse(rule))
            for entry in faq.entries.values()
            if entry.kind is Kind.URGENT
            for rule in entry.signs
        ]
        self._own = [reader.read_phrase(name) for name in faq.words.own_condition]
        self._conditions = {name: reader.read_phrase(name) for name in faq.words.other_conditions}
        self._reader = reader
        self._openers = {reader.read_phrase(word) for word in faq.words.question_words}
        self._question_phrases = [reader.read_phrase(phrase) for phrase in faq.words.question_phrases]
        self._talk_to_one = [reader.read_phrase(phrase) for phrase in faq.words.talk_to_one]
        self._you = {reader.read_phrase(word) for word in faq.words.words_for_you}
        self._mentions = {
            entry.id: self._conditions_in(map(reader.read_phrase, entry.asks)) for entry in faq.entries.values()
        }

    def flags(self, message: str, reading: Reading) -> Flags:
        """The flags of a message and of what `Reader.read` made of it."""
        sign, rule = self._sign(reading)
        return Flags(
            sign, rule, self._other_condition(reading), self._asks(message, reading), self._to_one(message, reading)
        )

    def speaks_of(self, entry_id: str, condition: str) -> bool:
        """Whether the phrases of an entry name a condition."""
        return condition in self._mentions[entry_id]

    def _conditions_in(self, phrases: Iterable[Sequence[str]]) -> frozenset[str]:
        said = "|".join(map(_spaced, phrases))
        return frozenset(name for name, words in self._conditions.items() if _spaced(words) in said)

    def _sign(self, reading: Reading) -> tuple[str, str]:
        for sentence in reading.sentences:
            for entry_id, sign in self._signs:
                if sign.found_in(sentence):
                    return entry_id, sign.rule
        return "", ""

    def _other_condition(self, reading: Reading) -> str:
        if _any_holds(reading.sentences, self._own):
            return ""
        named = (name for name, words in self._conditions.items() if _any_holds(reading.sentences, [words]))
        return next(named, "")

    def _asks(self, message: str, reading: Reading) -> bool:
        if "?" in text.clean(message):
            return True
        opened = any((word,) in self._openers for sentence in reading.sentences for word in sentence[:_OPENING])
        return opened or _any_holds(reading.sentences, self._question_phrases)

    def _to_one(self, message: str, reading: Reading) -> bool:
        """A mention in front, a usual opening, or a name in front with "you" behind: a name is a word unknown to all."""
        if _MENTION_FIRST.match(message) or any(
            tuple(sentence[: len(phrase)]) == phrase for sentence in reading.sentences for phrase in self._talk_to_one
        ):
            return True
        typed = text.tokens(text.clean(message))
        speaks_to_you = any((word,) in self._you for sentence in reading.sentences[:1] for word in sentence)
        return bool(typed) and speaks_to_you and not self._reader.knows(typed[0])


def _any_holds(sentences: Iterable[Sequence[str]], runs: Iterable[Sequence[str]]) -> bool:
    """Whether the words of any of `runs` stand in any of `sentences`, side by side."""
    spaced = [f" {' '.join(run)} " for run in runs if run]
    return any(run in sentence for sentence in map(_spaced, sentences) for run in spaced)


def _spaced(sentence: Sequence[str]) -> str:
    return f" {' '.join(sentence)} "
