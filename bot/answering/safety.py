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
    from collections.abc import Iterator, Sequence

    from bot.matching import Matcher, Reading
    from bot.model import Faq


MENTION = 0.01
"""Share of an entry's phrases from which a short question about an illness may be for it: in fewer the illness is named by
the way, as tuberculosis under "is there a cure?"."""
TERM, SAME, SHORT = 0.02, 0.9, 7
"""Share of an entry's phrases from which it explains a word, likeness of one that asks for just this, and words of a question
that is about what it names."""
SUBJECT = 0.1
"""Share of an answer's phrases from which a medicine or a test is a subject of the FAQ's own, and nothing unknown to it."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message.

    `sign` is the urgent entry whose sign was found and `rule` the sign, both empty where there is none. `as_typed` tells
    that the sign is in the words as typed alone, and not as read: it is in a language that the matcher does not know.
    `sentence` holds the words of the sentence with the sign.
    `named` are the illnesses (unless the FAQ's own is named too), medicines and tests that it speaks of, `asked` the one
    word of a message that asks what it is, `asked_as` that word as it was typed; `short` tells that the message says little
    beside, `foreign` that it seems to be in a language that the bot does not read.
    """

    sign: str = ""
    rule: str = ""
    as_typed: bool = False
    sentence: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    foreign: bool = False
    asked: str = ""
    asked_as: str = ""
    short: bool = False


class Safety:
    """The rules of one FAQ, ready to be used on any number of messages."""

    def __init__(self, faq: Faq, matcher: Matcher) -> None:
        reader = matcher.reader
        self._signs = _Signs(faq)
        parted = (said.partition("*") for said in faq.words.asking_what)
        self._asking = [(reader.read_phrase(before), reader.read_phrase(behind)) for before, _, behind in parted]
        self._own = Runs(reader.read_phrase(name) for name in faq.words.own_condition)
        self._names = Names(faq.words, reader)
        self._mentions = {entry_id: self._mentioned(matcher.said(entry_id), 0) for entry_id in matcher.entry_ids}
        self._often = {entry_id: self._mentioned(matcher.said(entry_id), MENTION) for entry_id in matcher.entry_ids}
        self._terms = {entry_id: _usual_words(matcher.said(entry_id)) for entry_id in matcher.entry_ids}
        self._subjects = {
            name
            for entry_id in matcher.entry_ids
            if faq.entries[entry_id].kind is Kind.ANSWER
            for name in self._subjects_of(matcher.said(entry_id))
        }

    def _mentioned(self, phrases: Sequence[Sequence[str]], share: float) -> frozenset[str]:
        """The names that phrases speak of: of illnesses, those in such a share of them."""
        named = Counter(name for said in phrases for name in set(self._names.found_in(said)))
        least = share * len(phrases)
        return frozenset(name.usual for name, often in named.items() if name.kind != ILLNESSES or often >= least)

    def _subjects_of(self, phrases: Sequence[Sequence[str]]) -> Iterator[str]:
        """The medicines and tests that so many phrases of an answer name that it is an answer on them."""
        named = Counter(name for said in phrases for name in set(self._names.found_in(said)))
        return (
            name.usual for name, often in named.items() if name.kind != ILLNESSES and often >= SUBJECT * len(phrases)
        )

    def flags(self, reading: Reading) -> Flags:
        """The flags of a message, from what `Reader.read` made of it."""
        sign, rule, as_typed, sentence = self._sign(reading)
        asked = self._asked(reading)
        return Flags(
            sign,
            rule,
            as_typed,
            sentence,
            self._named(reading),
            reading.foreign,
            asked,
            next((typed for typed, read in reading.repairs if read == asked), asked),
            len(reading.words) <= SHORT,
        )

    def fits(self, entry_id: str, flags: Flags, likeness: float) -> bool:
        """Whether the phrases of an entry speak of all that a message names, and of what it asks the meaning of.

        `likeness` is that of the message to the likest of them.
        """
        known = not flags.asked or likeness >= SAME or flags.asked in self._terms[entry_id]
        spoken_of = self._often if flags.short else self._mentions
        return known and spoken_of[entry_id].issuperset(flags.named)

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

    def _asked(self, reading: Reading) -> str:
        """The one word that "what is ..." or "what does ... mean" is about; or empty."""
        words = reading.words
        for before, behind in self._asking:
            if len(words) == len(before) + 1 + len(behind) and words == (*before, words[len(before)], *behind):
                return words[len(before)]
        return ""

    def _named(self, reading: Reading) -> tuple[str, ...]:
        found = [name for sentence in reading.sentences for name in self._names.found_in(sentence.words)]
        compares = any(self._own.stand_in(sentence.words) for sentence in reading.sentences)
        names = [
            name.usual
            for name in found
            if name.usual not in self._subjects and not (compares and name.kind == ILLNESSES)
        ]
        return tuple(dict.fromkeys((*names, *reading.medicines)))


def _usual_words(phrases: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words of so many phrases that an entry may be said to explain them."""
    often = Counter(word for said in phrases for word in set(said))
    return frozenset(word for word, times in often.items() if times >= TERM * len(phrases))


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
