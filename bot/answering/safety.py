"""Raises flags on a message before anything is decided: signs of an emergency, and other conditions.

All that it knows of words comes from the FAQ: the `signs` of urgent entries, `other-languages.yaml` and `words.yaml`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import signs, text
from bot.answering.names import ILLNESSES, Names
from bot.answering.talk import Runs
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.matching import Matcher, Reader, Reading
    from bot.model import Faq


SUBJECT = 0.1
"""Share of an answer's phrases from which a medicine or a test is a subject of the FAQ's own, and nothing unknown to it."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message.

    `sign` is the urgent entry whose sign was found and `rule` the sign, both empty where there is none. `named` are the
    illnesses (unless the FAQ's own is named too), medicines and tests that it speaks of. `foreign` tells that the message
    seems to be in a language that the bot does not read.
    """

    sign: str = ""
    rule: str = ""
    named: tuple[str, ...] = ()
    foreign: bool = False


class Safety:
    """The rules of one FAQ, ready to be used on any number of messages."""

    def __init__(self, faq: Faq, matcher: Matcher) -> None:
        reader = matcher.reader
        self._signs = _Signs(faq, reader)
        self._own = Runs(reader.read_phrase(name) for name in faq.words.own_condition)
        self._names = Names(faq.words, reader)
        self._mentions = {
            entry_id: frozenset(name.usual for said in matcher.said(entry_id) for name in self._names.found_in(said))
            for entry_id in matcher.entry_ids
        }
        self._subjects = {
            name
            for entry_id in matcher.entry_ids
            if faq.entries[entry_id].kind is Kind.ANSWER
            for name in self._subjects_of(matcher.said(entry_id))
        }

    def _subjects_of(self, phrases: Sequence[Sequence[str]]) -> Iterator[str]:
        """The medicines and tests that so many phrases of an answer name that it is an answer on them."""
        named = Counter(name for said in phrases for name in set(self._names.found_in(said)))
        return (
            name.usual for name, often in named.items() if name.kind != ILLNESSES and often >= SUBJECT * len(phrases)
        )

    def flags(self, reading: Reading) -> Flags:
        """The flags of a message, from what `Reader.read` made of it."""
        return Flags(*self._signs.first_in(reading), self._named(reading), reading.foreign)

    def speaks_of(self, entry_id: str, names: Sequence[str]) -> bool:
        """Whether the phrases of an entry speak of all these names."""
        return self._mentions[entry_id].issuperset(names)

    def _named(self, reading: Reading) -> tuple[str, ...]:
        found = [name for sentence in reading.sentences for name in self._names.found_in(sentence.words)]
        compares = any(self._own.stand_in(sentence.words) for sentence in reading.sentences)
        return tuple(
            dict.fromkeys(
                name.usual
                for name in found
                if name.usual not in self._subjects and not (compares and name.kind == ILLNESSES)
            )
        )


class _Signs:
    """The signs and the cries of all urgent entries."""

    def __init__(self, faq: Faq, reader: Reader) -> None:
        urgent = [entry for entry in faq.entries.values() if entry.kind is Kind.URGENT]
        self._signs = [
            (entry.id, sign.sign, signs.parse(sign.sign, reader.read_phrase))
            for entry in urgent
            for sign in entry.signs
        ]
        self._cries = [
            (entry_id, phrase, signs.cry(_typed(phrase), map(_typed, language.negations)))
            for language in faq.other_languages
            for entry_id, phrases in language.cries.items()
            for phrase in phrases
        ]

    def first_in(self, reading: Reading) -> tuple[str, str]:
        """The entry and the wording of the first sign, or else of the first cry, that a message shows; both may be empty."""
        said = signs.joined(sentence.words for sentence in reading.sentences)
        found = ((entry_id, sign) for entry_id, sign, pattern in self._signs if pattern.search(said))
        typed = signs.joined(sentence.typed for sentence in reading.sentences)
        close = typed.replace(" ", "")
        cried = ((entry_id, phrase) for entry_id, phrase, cry in self._cries if cry.stands_in(typed, close))
        return next(found, None) or next(cried, ("", ""))


def _typed(phrase: str) -> list[str]:
    return text.tokens(text.clean(phrase))
