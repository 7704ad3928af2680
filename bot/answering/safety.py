"""Raises flags on a message before anything is decided: signs of an emergency, and other conditions.

All words come from the FAQ: the `signs` of urgent entries, `other-languages.yaml` and `words.yaml`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import starmap
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot import sign_patterns, text
from bot.answering.bars import FEWEST
from bot.answering.names import ILLNESSES, Names
from bot.answering.runs import Runs
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.answering.names import Name
    from bot.matching import Matcher, Reader, Reading, Sentence
    from bot.model import Faq


MENTION = 0.01
"""An entry counts as being about an illness if at least this share of its phrases name the illness. If fewer do, they
only mention it, as one mentions tuberculosis under "is there a cure?". Matters for short messages (`SHORT`)."""
TERM = 0.02
"""An entry explains a word if at least this share of its phrases hold the word."""
SAME = 0.9
"""From this likeness to a phrase on, a message that asks what a word means asks just what the phrase asks."""
SHORT = 7
"""A message with at most this many words is short: it is about what it names."""
SHORTEST, SHORT_WORD, FAR = 4, 6, 0.75
"""A word of at most `SHORT_WORD` letters is far from one that is less like it than `FAR` (1 less the share of letters changed), and
one of at most `SHORTEST` letters from one that begins otherwise. Of 60 usual slips in single words 4 are so ("oain"), of 21
greetings and cries that were mended ("jambo" into "jab") 15."""
SUBJECT = 0.05
"""An answer is about a medicine, a test or another illness if at least this share of its phrases name it."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message."""

    sign: str = ""
    """The id of the urgent entry whose sign, or cry in another language, was found; or empty."""
    rule: str = ""
    """The wording of that sign or cry, or empty."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The illnesses that the message names (none, if it names the FAQ's own condition too), and the medicines and tests
    that it names and no answer is about (`SUBJECT`). Each usual name leads to the words in the message."""
    compared: Collection[str] = ()
    """Those of the illnesses named, by their usual names, which an answer compares with the FAQ's own condition (`SUBJECT`)."""
    foreign: bool = False
    """Whether the message seems to be in a language that the bot does not read."""
    asked: str = ""
    """If the message asks what one word is or means: that word, as read. Otherwise empty."""
    asked_as: str = ""
    """The word of `asked`, as it was typed."""
    words: int = 0
    """How many words the message has, as read."""
    guessed: bool = False
    """Whether one of its one or two words was mended into a word that is far from it: "woot" into "foot"."""


class Safety:
    """The rules of one FAQ, built once for any number of messages."""

    def __init__(self, faq: Faq, matcher: Matcher) -> None:
        reader = matcher.reader
        self._signs = _Signs(faq, reader)
        parted = (said.partition("*") for said in faq.words.asking_what)
        self._asking = [(reader.read_phrase(before), reader.read_phrase(behind)) for before, _, behind in parted]
        self._own = Runs(reader.read_phrase(name) for name in faq.words.own_condition)
        self._names = Names(faq.vocabulary, reader)
        self._share_holding = matcher.share_holding
        named: dict[str, Counter[Name]] = {entry_id: Counter() for entry_id in matcher.entry_ids}
        for entry_id, words in matcher.phrases_that_may_hold(self._names):
            named[entry_id].update({mention.name for mention in self._names.found_in(words)})
        self._mentions = {entry_id: frozenset(name.usual for name in names) for entry_id, names in named.items()}
        self._often: dict[str, frozenset[str]] = {}
        subjects: set[Name] = set()
        for entry_id, phrases in matcher.sizes().items():
            self._often[entry_id] = frozenset(_often(named[entry_id], MENTION * phrases))
            if faq.entries[entry_id].kind is Kind.ANSWER:
                subjects |= {name for name, times in named[entry_id].items() if times >= SUBJECT * phrases}
        self._subjects = {name.usual for name in subjects if name.kind != ILLNESSES}
        self._compared = {name.usual for name in subjects if name.kind == ILLNESSES}

    def flags(self, reading: Reading) -> Flags:
        """The flags of a message, from what `Reader.read` made of it."""
        asked = self._asked(reading)
        asked_as = next((typed for typed, read in reading.repairs if read == asked), asked)
        named = self._named(reading)
        return Flags(
            *self._signs.first_in(reading),
            named=named,
            compared=self._compared.intersection(named),
            foreign=reading.foreign,
            asked=asked,
            asked_as=asked_as,
            words=len(reading.words),
            guessed=len(reading.words) <= FEWEST and any(starmap(_is_far, reading.repairs)),
        )

    def fits(self, entry_id: str, flags: Flags, likeness: float) -> bool:
        """Whether an entry's phrases name all that the message names, and explain the word that the message asks about.

        `likeness` is the likeness of the message to the entry's nearest phrase.
        """
        known = not flags.asked or likeness >= SAME or self._share_holding(flags.asked, entry_id) >= TERM
        spoken_of = self._often if flags.words <= SHORT else self._mentions
        return known and spoken_of[entry_id].issuperset(flags.named)

    def _asked(self, reading: Reading) -> str:
        """The one word that a question as "what is ..." or "what does ... mean" is about; or empty."""
        words = reading.words
        for before, behind in self._asking:
            if len(words) == len(before) + 1 + len(behind) and words == (*before, words[len(before)], *behind):
                return words[len(before)]
        return ""

    def _named(self, reading: Reading) -> dict[str, str]:
        """What the message names: each usual name with the words of the message, see `Flags.named`."""
        found = [
            (name, _as_typed(words, sentence))
            for sentence in reading.sentences
            for name, words in self._names.found_in(sentence.words)
        ]
        compares = any(self._own.stand_in(sentence.words) for sentence in reading.sentences)
        named = {
            name.usual: typed
            for name, typed in reversed(found)
            if name.usual not in self._subjects and not (compares and name.kind == ILLNESSES)
        }
        return dict(reversed(named.items())) | {medicine: medicine for medicine in reading.medicines}


def _is_far(typed: str, read: str) -> bool:
    """Whether a short word was mended into one that is hardly like it."""
    other_start = len(typed) <= SHORTEST and typed[:1] != read[:1]
    return len(typed) <= SHORT_WORD and (other_start or OSA.normalized_similarity(typed, read) < FAR)


def _as_typed(words: Sequence[str], sentence: Sentence) -> str:
    """Some words of a sentence as they were typed, if that is known: "leukaemia" may be read as "leukemia"."""
    aligned = len(sentence.words) == len(sentence.typed)
    typed = dict(zip(sentence.words, sentence.typed, strict=True)) if aligned else {}
    return " ".join(typed.get(word, word) for word in words)


def _often(named: Mapping[Name, int], least: float) -> Iterator[str]:
    """The usual names that an entry's phrases name. An illness counts only if at least `least` phrases name it."""
    return (name.usual for name, times in named.items() if name.kind != ILLNESSES or times >= least)


class _Signs:
    """The signs of all urgent entries, and the cries for help in other languages that lead to them."""

    def __init__(self, faq: Faq, reader: Reader) -> None:
        urgent = [entry for entry in faq.entries.values() if entry.kind is Kind.URGENT]
        self._signs = [
            (entry.id, sign.sign, sign_patterns.parse(sign.sign, reader.read_phrase))
            for entry in urgent
            for sign in entry.signs
        ]
        self._cries = [
            (entry_id, phrase, sign_patterns.cry(_typed(phrase), map(_typed, language.negations)))
            for language in faq.other_languages
            for entry_id, phrases in language.cries.items()
            for phrase in phrases
        ]

    def first_in(self, reading: Reading) -> tuple[str, str]:
        """The entry's id and the wording of the first sign in the message, else of the first cry; else both empty."""
        said = sign_patterns.joined(sentence.words for sentence in reading.sentences)
        found = ((entry_id, sign) for entry_id, sign, pattern in self._signs if pattern.search(said))
        typed = sign_patterns.joined(sentence.typed for sentence in reading.sentences)
        close = typed.replace(" ", "")
        cried = ((entry_id, phrase) for entry_id, phrase, cry in self._cries if cry.stands_in(typed, close))
        return next(found, None) or next(cried, ("", ""))


def _typed(phrase: str) -> list[str]:
    return text.tokens(text.clean(phrase))
