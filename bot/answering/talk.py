"""Tells the form of talk: a question or a statement, to all or to one other member, and which sentences ask.

The core speaks unasked only to a clear question, and in a story it listens most to the sentence that asks. All words
come from the FAQ's `words.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching import Reader, Reading, Sentence
    from bot.model import Words

_MENTION_FIRST = re.compile(r"\s*(?:@\w|<@)")


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a message. `question` holds the words of the sentences that ask, where there are others too."""

    asks: bool = False
    to_one: bool = False
    question: tuple[str, ...] = ()


class Talk:
    """The rules of one language, ready to be used on any number of messages."""

    def __init__(self, words: Words, reader: Reader) -> None:
        def read(wordings: Sequence[str]) -> frozenset[tuple[str, ...]]:
            return frozenset(filter(None, map(reader.read_phrase, wordings)))

        self._reader = reader
        self._openers = read(words.question_words)
        self._lead_ins = read(words.lead_ins)
        self._question_phrases = read(words.question_phrases)
        self._talk_to_one = read(words.talk_to_one)
        self._you = read(words.words_for_you)

    def form(self, message: str, reading: Reading) -> Form:
        """The form of a message and of what `Reader.read` made of it."""
        asking = [sentence for sentence in reading.sentences if self._asks(sentence)]
        aside = 0 < len(asking) < len(reading.sentences)
        question = tuple(word for sentence in asking for word in sentence.words) if aside else ()
        return Form(bool(asking), self._to_one(message, reading), question)

    def _asks(self, sentence: Sentence) -> bool:
        if sentence.question_mark or any(holds(sentence.words, phrase) for phrase in self._question_phrases):
            return True
        first = next((word for word in sentence.words if (word,) not in self._lead_ins), "")
        return (first,) in self._openers

    def _to_one(self, message: str, reading: Reading) -> bool:
        """A mention in front, a usual opening, or a name in front with "you" behind: a name is a word nobody knows."""
        if _MENTION_FIRST.match(message):
            return True
        if any(
            sentence.words[: len(opening)] == opening for sentence in reading.sentences for opening in self._talk_to_one
        ):
            return True
        typed = text.tokens(text.clean(message))
        to_you = any((word,) in self._you for sentence in reading.sentences[:1] for word in sentence.words)
        return to_you and bool(typed) and not self._reader.knows(typed[0])


def holds(sentence: Sequence[str], run: Sequence[str]) -> bool:
    """Whether the words of `run` stand in `sentence`, side by side."""
    return f" {' '.join(run)} " in f" {' '.join(sentence)} "
