"""Tells the form of talk: a question or a statement, to all or to one other member, and which sentences ask.

The core speaks unasked only to a clear question, and in a story it listens most to the sentence that asks. All words
come from the FAQ's `words.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import text
from bot.answering.runs import Runs, wordings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching import Reader, Reading, Sentence
    from bot.model import Words

THANKS = 4
"""At most this many words may follow the question, as "thanks in advance". A longer sentence tells a story or answers
the question. With no such limit 0, 2 and 1 overheard messages of dev, tune and tune2.jsonl were answered out of turn.
With the limit none is, at the price of 0.01, 0.13 and 0.07 of those answered rightly."""

FEWEST_ALONE = 4
"""Words of a question that can be understood alone, unless it names the FAQ's own condition: what "how often?", "why not?"
or "does it hurt?" are about was said by somebody before. Of 366 questions overheard in the sets for tuning two are shorter."""

SHORT = 5
"""Words of a sentence in which "it" stands for what was said before. Of 155 replies to an answer, with 0, 5 and 8, 0.79, 0.80
and 0.79 come out right and 0.055, 0.045 and 0.050 wrong; of 500 questions behind an answer drawn at random 0.87, 0.86 and
0.85 are right."""

FEWEST_TOLD = 6
"""Words of a message that tells something and asks nothing: fewer are as often what somebody wants to read about, as in "my hand
is weak"."""

_NAME_LAST = re.compile(r"(,?)\s+([A-Z][a-z]+)(\W*)$")
_DIALOGUE = re.compile(
    r"(?:^|\s)(?:q|me|him|her|doc|nurse|dr|mum|mom|dad|wife|husband)\s?:\s.+", re.IGNORECASE | re.DOTALL
)
"""Talk that is written down, each with who says it in front, as "Q: is it catching? A: no"."""
_QUOTATION = re.compile(r"[\"\u201c\u201e][^\"\u201c\u201d]{3,}\?[\"\u201c\u201d]")
"""A question in quotation marks: somebody else's."""
_MENTION_FIRST = re.compile(r"\s*(?:@\w|<@)")


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """The form of a message: whether it ends with a question that can be understood alone, and is said to one other member.

    `question` holds the words of the sentences that ask, where there are others too. `tells`: it only tells something.
    """

    asks: bool = False
    to_one: bool = False
    question: tuple[str, ...] = ()
    tells: bool = False


class QuestionDetector:
    """The rules of one language, ready to be used on any number of messages."""

    def __init__(self, words: Words, reader: Reader) -> None:
        self._reader = reader
        self._openers = wordings(words.question_words, reader)
        self._lead_ins = wordings(words.lead_ins, reader)
        self._unfinished = frozenset(words.unfinished)
        self._joining, self._referring = frozenset(words.joining), frozenset(words.referring)
        self._question_phrases = Runs(wordings(words.question_phrases, reader))
        self._talk_to_one = wordings(words.talk_to_one, reader)
        self._sums = frozenset(words.sum_words)
        self._you = wordings(words.words_for_you, reader)
        self._telling = frozenset(words.telling)
        self._requesting = Runs(wordings(words.requesting, reader))
        self._reported = Runs(wordings(words.reported, reader))
        self._polite = sorted((said.split() for said in words.polite), key=len, reverse=True)
        self._subject = Runs(wordings(words.own_condition, reader))

    def form(self, message: str, reading: Reading) -> SpeechAct:
        """The form of a message and of what `Reader.read` made of it."""
        asking = self.asking(reading)
        aside = 0 < len(asking) < len(reading.sentences)
        question = tuple(word for sentence in asking for word in sentence.words) if aside else ()
        asks = self._ends_asking(reading.sentences) and self._stands_alone(reading.words)
        told = any(self._reported.stand_in(sentence.words) for sentence in reading.sentences)
        told = told and not reading.sentences[-1].question_mark
        asks = asks and not (told or _DIALOGUE.search(message) or _QUOTATION.search(message))
        return SpeechAct(asks, self._to_one(message, reading), question, not asking and self._only_tells(reading))

    def questions(self, reading: Reading, *, whole: bool = False) -> list[tuple[str, ...]]:
        """The words of each question in a message that asks more than one; empty where it does not.

        Sentences are parted at words that join ("and", "also"). Not every part need be a question, as nothing comes of
        those that are not surely one; with `whole` only whole sentences count, and parts that open like one.
        """
        asking = [sentence.words for sentence in reading.sentences if self._asks(sentence)]
        parts = [part for words in asking for part in self._parted(words)]
        if whole:
            parts = [part for part in parts if part in asking or self._opens_question(part)]
        return parts if len(parts) > 1 else []

    def names_condition(self, reading: Reading) -> bool:
        """Whether a message names the FAQ's own condition, and so needs nothing that was said before it."""
        return any(self._subject.stand_in(sentence.words) for sentence in reading.sentences)

    def goes_on(self, reading: Reading) -> bool:
        """Whether a message goes on with what was said before it, as "and for women?" and "does it hurt?" do."""
        return any(map(self.refers, (sentence.words for sentence in reading.sentences if sentence.words)))

    def refers(self, words: Sequence[str]) -> bool:
        """Whether a sentence begins with what joins, or is short and has a word for something that was said before."""
        led_in = next((place for place, word in enumerate(words) if (word,) not in self._lead_ins), 0)
        short = len(words) - led_in <= SHORT
        return words[0] in self._joining or (short and not self._referring.isdisjoint(words))

    def told(self, reading: Reading) -> list[Sentence]:
        """The sentences that do not ask."""
        return [sentence for sentence in reading.sentences if not self._asks(sentence)]

    def asking(self, reading: Reading) -> list[Sentence]:
        """The sentences that ask."""
        return [sentence for sentence in reading.sentences if self._asks(sentence)]

    def is_half(self, reading: Reading) -> bool:
        """Whether a message is a question that is not whole yet, as "what if" and "how long" are."""
        return not self.tells(reading.words) and any((word,) in self._openers for word in reading.words)

    def tells(self, words: Sequence[str]) -> bool:
        """Whether any of some words says what it is about."""
        return not all((word,) in self._openers or word in self._unfinished for word in words)

    def opens(self, words: Sequence[str]) -> bool:
        """Whether the first of some words is one that opens a question."""
        return tuple(words[:1]) in self._openers

    def is_sum(self, words: Sequence[str]) -> bool:
        """Whether words are numbers alone, or a sum: they say nothing of what it is about."""
        numbers = [word for word in words if not word.isalpha()]
        return len(numbers) == len(words) or (
            bool(numbers) and self._sums.issuperset(word for word in words if word.isalpha())
        )

    def pared(self, reading: Reading, courtesies: Sequence[Sentence] = ()) -> tuple[tuple[str, ...], bool]:
        """The words of a message without the greetings and thanks around them, and whether a question is left.

        `courtesies` are sentences to leave out whole. No words where there are no greetings and thanks, or nothing else.
        """
        rest = (sentence for sentence in reading.sentences if sentence not in courtesies)
        left = [words for sentence in rest if (words := self._pared(sentence.words))]
        asks = any(self._opens_question(words) for words in left)
        asks = asks or any(sentence.question_mark for sentence in reading.sentences)
        words = tuple(word for words in left for word in words)
        return (words if words != reading.words else ()), asks

    def _only_tells(self, reading: Reading) -> bool:
        """Whether a message that does not ask tells something: a few words to search for do not, nor does a request."""
        told = len(reading.words) >= FEWEST_TOLD and not self._telling.isdisjoint(reading.words)
        return told and not any(self._requesting.stand_in(sentence.words) for sentence in reading.sentences)

    def _pared(self, words: Sequence[str]) -> tuple[str, ...]:
        start, end = 0, len(words)
        while run := self._polite_run(words[start:end]):
            start += run
        while run := self._polite_run(words[start:end], behind=True):
            end -= run
        return tuple(words[start:end])

    def _polite_run(self, words: Sequence[str], *, behind: bool = False) -> int:
        """How many words of a polite wording the words begin with, or end with."""
        for wording in self._polite:
            part = words[len(words) - len(wording) :] if behind else words[: len(wording)]
            if len(part) == len(wording) and all(map(self._fits, wording, part)):
                return len(wording)
        return 0

    def _fits(self, wanted: str, word: str) -> bool:
        return wanted == word or (wanted == "*" and self._reader.is_proper(word))

    def _parted(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        cuts = [place for place, word in enumerate(words) if word in self._joining]
        starts, ends = [0, *(place + 1 for place in cuts)], [*cuts, len(words)]
        return [tuple(words[start:end]) for start, end in zip(starts, ends, strict=True) if end > start]

    def _stands_alone(self, words: Sequence[str]) -> bool:
        return len(words) >= FEWEST_ALONE or self._subject.stand_in(words)

    def _ends_asking(self, sentences: Sequence[Sentence]) -> bool:
        if any(self._asks(sentence) and self._subject.stand_in(sentence.words) for sentence in sentences):
            return True
        for sentence in reversed(sentences):
            if self._asks(sentence) or len(sentence.words) > THANKS:
                return self._asks(sentence)
        return False

    def _asks(self, sentence: Sentence) -> bool:
        if not sentence.question_mark and self._reported.stand_in(sentence.words):
            return False
        if sentence.question_mark or self._question_phrases.stand_in(sentence.words):
            return True
        return self._opens_question(sentence.words)

    def _opens_question(self, words: Sequence[str]) -> bool:
        first = next((word for word in words if (word,) not in self._lead_ins), "")
        return (first,) in self._openers

    def _to_one(self, message: str, reading: Reading) -> bool:
        """A mention in front, a usual opening, a name at the end, or in front with "you" behind.

        A name is a word nobody knows; at the end, as in "steroids? ha, tell that to Phil", it stands behind a comma or
        without a question mark, as places seldom do.
        """
        if _MENTION_FIRST.match(message) or self._ends_with_a_name(message):
            return True
        if any(
            sentence.words[: len(opening)] == opening for sentence in reading.sentences for opening in self._talk_to_one
        ):
            return True
        typed = text.tokens(text.clean(message))
        to_you = any((word,) in self._you for sentence in reading.sentences[:1] for word in sentence.words)
        return to_you and bool(typed) and not self._reader.knows(typed[0])

    def _ends_with_a_name(self, message: str) -> bool:
        found = _NAME_LAST.search(message)
        if not found or self._reader.knows(found[2].lower()):
            return False
        return bool(found[1]) or "?" not in found[3]
