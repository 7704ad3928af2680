"""Raises flags on a message before anything is decided: signs of an emergency, and other conditions.

All that it knows of words comes from the FAQ: the `signs` of urgent entries, and `words.yaml`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import signs
from bot.answering.names import ILLNESSES, Names
from bot.answering.talk import Runs
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.answering.names import Name
    from bot.matching import Matcher, Reading
    from bot.model import Faq


SUBJECT = 0.1
"""Share of an answer's phrases from which a medicine or a test is a subject of the FAQ's own, and nothing unknown to it."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message.

    `sign` is the urgent entry whose sign was found and `rule` the sign, both empty where there is none. `as_typed` tells
    that the sign is in the words as typed alone, and not as read: it is in a language that the matcher does not know.
    `sentence` holds the words of the sentence with the sign.
    `named` are the illnesses (unless the FAQ's own is named too), medicines and tests that it speaks of. `foreign` tells that the message seems to be
    in a language that the bot does not read.
    """

    sign: str = ""
    rule: str = ""
    as_typed: bool = False
    sentence: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    foreign: bool = False


class Safety:
    """The rules of one FAQ, ready to be used on any number of messages."""

    def __init__(self, faq: Faq, matcher: Matcher) -> None:
        reader = matcher.reader
        self._signs = _Signs(faq)
        self._own = Runs(reader.read_phrase(name) for name in faq.words.own_condition)
        self._names = Names(faq.words, reader)
        self._mentions: dict[str, frozenset[str]] = {}
        self._subjects: set[str] = set()
        for entry_id in matcher.entry_ids:
            said = matcher.said(entry_id)
            often = Counter(name for phrase in said for name in set(self._names.found_in(phrase)))
            self._mentions[entry_id] = frozenset(name.usual for name in often)
            if faq.entries[entry_id].kind is Kind.ANSWER:
                self._subjects.update(_subjects(often, len(said)))

    def flags(self, reading: Reading) -> Flags:
        """The flags of a message, from what `Reader.read` made of it."""
        sign, rule, as_typed, sentence = self._sign(reading)
        return Flags(sign, rule, as_typed, sentence, self._named(reading), reading.foreign)

    def speaks_of(self, entry_id: str, names: Sequence[str]) -> bool:
        """Whether the phrases of an entry speak of all these names."""
        return self._mentions[entry_id].issuperset(names)

    def _sign(self, reading: Reading) -> tuple[str, str, bool, tuple[str, ...]]:
        for sentence in reading.sentences:
            found = self._signs.first_in(sentence.words)
            if found:
                return *found, False, sentence.words
        for sentence in reading.sentences:
            found = self._signs.first_in(sentence.typed) if sentence.typed != sentence.words else None
            if found:
                return *found, True, sentence.words
        return "", "", False, ()

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


def _subjects(often: Mapping[Name, int], phrases: int) -> Iterator[str]:
    """The medicines and tests that so many of an answer's phrases name that it is an answer on them."""
    return (name.usual for name, times in often.items() if name.kind != ILLNESSES and times >= SUBJECT * phrases)


class _Signs:
    """The signs of all urgent entries, found by the words of the slot that has the fewest: most need no second look."""

    def __init__(self, faq: Faq) -> None:
        urgent = (entry for entry in faq.entries.values() if entry.kind is Kind.URGENT)
        self._signs = [(entry.id, signs.parse(rule)) for entry in urgent for rule in entry.signs]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, sign) in enumerate(self._signs):
            rarest = min(sign.wanted, key=lambda slot: len(slot.words) + len(slot.stems))
            for word in rarest.words:
                self._by_word[word].append(number)
            for stem in rarest.stems:
                self._by_stem[stem].append(number)

    def first_in(self, sentence: Sequence[str]) -> tuple[str, str] | None:
        """The entry and the rule of the first sign, in the order of the files, that a sentence shows."""
        likely: set[int] = set()
        for word in sentence:
            likely.update(self._by_word.get(word, ()))
            for end in range(1, len(word) + 1):
                likely.update(self._by_stem.get(word[:end], ()))
        found = (self._signs[number] for number in sorted(likely) if self._signs[number][1].found_in(sentence))
        return next(((entry_id, sign.rule) for entry_id, sign in found), None)
