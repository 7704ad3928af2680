"""Raises flags on a message before anything is decided: signs of an emergency, and other conditions.

All that it knows of words comes from the FAQ: the `signs` of urgent entries, `other-languages.yaml` and `words.yaml`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import sign_patterns, text
from bot.answering.names import ILLNESSES, Names
from bot.answering.question_detection import Runs
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.answering.names import Name
    from bot.matching import Matcher, Reader, Reading, Sentence
    from bot.model import Faq


MENTION = 0.01
"""Share of an entry's phrases from which a short question about an illness may be for it: in fewer the illness is named by
the way, as tuberculosis under "is there a cure?"."""
TERM, SAME, SHORT = 0.02, 0.9, 7
"""Share of an entry's phrases from which it explains a word, likeness of one that asks for just this, and words of a question
that is about what it names."""
SUBJECT = 0.05
"""Share of an answer's phrases from which a medicine or a test is a subject of the FAQ's own, and nothing unknown to it."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What stands out in a message.

    `sign` is the urgent entry whose sign was found and `rule` the sign, both empty where there is none. `named` are the
    illnesses (unless the FAQ's own is named too), medicines and tests that it speaks of, each with the words in which it
    does, `asked` the one word of a message that asks what it is, `asked_as` that word as it was typed; `short` tells that
    the message says little beside, `foreign` that it seems to be in a language that the bot does not read.
    """

    sign: str = ""
    rule: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    foreign: bool = False
    asked: str = ""
    asked_as: str = ""
    short: bool = False


class Safety:
    """The rules of one FAQ, ready to be used on any number of messages."""

    def __init__(self, faq: Faq, matcher: Matcher) -> None:
        reader = matcher.reader
        self._signs = _Signs(faq, reader)
        parted = (said.partition("*") for said in faq.words.asking_what)
        self._asking = [(reader.read_phrase(before), reader.read_phrase(behind)) for before, _, behind in parted]
        self._own = Runs(reader.read_phrase(name) for name in faq.words.own_condition)
        self._names = Names(faq.words, reader)
        self._share_holding = matcher.share_holding
        named: dict[str, Counter[Name]] = {entry_id: Counter() for entry_id in matcher.entry_ids}
        for entry_id, words in matcher.phrases_that_may_hold(self._names):
            named[entry_id].update({mention.name for mention in self._names.found_in(words)})
        self._mentions = {entry_id: frozenset(name.usual for name in names) for entry_id, names in named.items()}
        self._often: dict[str, frozenset[str]] = {}
        self._subjects: set[str] = set()
        for entry_id, phrases in matcher.sizes().items():
            self._often[entry_id] = frozenset(_often(named[entry_id], MENTION * phrases))
            if faq.entries[entry_id].kind is Kind.ANSWER:
                self._subjects.update(_subjects(named[entry_id], phrases))

    def flags(self, reading: Reading) -> Flags:
        """The flags of a message, from what `Reader.read` made of it."""
        asked, short = self._asked(reading), len(reading.words) <= SHORT
        asked_as = next((typed for typed, read in reading.repairs if read == asked), asked)
        return Flags(*self._signs.first_in(reading), self._named(reading), reading.foreign, asked, asked_as, short)

    def fits(self, entry_id: str, flags: Flags, likeness: float) -> bool:
        """Whether the phrases of an entry speak of all that a message names, and of what it asks the meaning of.

        `likeness` is that of the message to the likest of them.
        """
        known = not flags.asked or likeness >= SAME or self._share_holding(flags.asked, entry_id) >= TERM
        spoken_of = self._often if flags.short else self._mentions
        return known and spoken_of[entry_id].issuperset(flags.named)

    def _asked(self, reading: Reading) -> str:
        """The one word that "what is ..." or "what does ... mean" is about; or empty."""
        words = reading.words
        for before, behind in self._asking:
            if len(words) == len(before) + 1 + len(behind) and words == (*before, words[len(before)], *behind):
                return words[len(before)]
        return ""

    def _named(self, reading: Reading) -> dict[str, str]:
        """What a message names, by the usual names, each with the words in which it does."""
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


def _as_typed(words: Sequence[str], sentence: Sentence) -> str:
    """Some words of a sentence as they were typed, where that can be told: "leukaemia" may be read as "leukemia"."""
    aligned = len(sentence.words) == len(sentence.typed)
    typed = dict(zip(sentence.words, sentence.typed, strict=True)) if aligned else {}
    return " ".join(typed.get(word, word) for word in words)


def _often(named: Mapping[Name, int], least: float) -> Iterator[str]:
    """The names that an entry's phrases speak of: of illnesses, those in so many of them at least."""
    return (name.usual for name, times in named.items() if name.kind != ILLNESSES or times >= least)


def _subjects(named: Mapping[Name, int], phrases: int) -> Iterator[str]:
    """The medicines and tests that so many of an answer's phrases name that it is an answer on them."""
    return (name.usual for name, times in named.items() if name.kind != ILLNESSES and times >= SUBJECT * phrases)


class _Signs:
    """The signs and the cries of all urgent entries."""

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
        """The entry and the wording of the first sign, or else of the first cry, that a message shows; both may be empty."""
        said = sign_patterns.joined(sentence.words for sentence in reading.sentences)
        found = ((entry_id, sign) for entry_id, sign, pattern in self._signs if pattern.search(said))
        typed = sign_patterns.joined(sentence.typed for sentence in reading.sentences)
        close = typed.replace(" ", "")
        cried = ((entry_id, phrase) for entry_id, phrase, cry in self._cries if cry.stands_in(typed, close))
        return next(found, None) or next(cried, ("", ""))


def _typed(phrase: str) -> list[str]:
    return text.tokens(text.clean(phrase))
