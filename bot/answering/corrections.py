"""Tells what somebody means instead of what the bot understood, as "no, not the gym, I meant the infusion"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.runs import Runs, wordings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.question_detection import QuestionDetector
    from bot.matching import Reader, Reading
    from bot.model import Words

AFTERTHOUGHT = 3
"""At most this many words behind what is meant belong to it, as in "I asked about pills. Tablets. By mouth"."""
REFUSED = 3
"""At most this many words behind a "not" are refused, at the end of what somebody means."""


class Corrections:
    """The ways of one language to correct the bot (`refusing`, `correcting` and `meaning` in `words.yaml`)."""

    def __init__(self, words: Words, reader: Reader, detector: QuestionDetector) -> None:
        self._detector = detector
        self._unfinished = frozenset(words.unfinished)
        corrections = wordings(words.correcting, reader)
        self._correcting = Runs(corrections)
        self._refusing = frozenset(words.refusing)
        self._meaning = wordings(words.meaning, reader)
        self._meaning_if_asked = corrections - self._meaning

    def corrects(self, reading: Reading) -> bool:
        """Whether a message corrects what was said before it: "no, the other one", "I asked about something else"."""
        refuses = bool(reading.words) and reading.words[0] in self._refusing
        return refuses or any(self._correcting.stand_in(sentence.words) for sentence in reading.sentences)

    def corrected(self, words: Sequence[str]) -> tuple[str, ...]:
        """What words that correct an answer ask for instead, from the first word on that says something of it."""
        left = self._correcting.cut_from(words)
        aside = self._refusing | self._unfinished
        start = next((place for place, word in enumerate(left) if word not in aside), len(left))
        return left[start:]

    def meant(self, reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that say what is meant, as behind "no, I meant", and the words that stand beside them.

        In a message that corrects, and has no such wording, what asks is meant. Both are empty where nothing is meant
        instead of something else, or where it tells nothing.
        """
        said = [sentence.words for sentence in reading.sentences]
        parts: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        for words in said:
            goes_on = len(words) <= AFTERTHOUGHT and bool(parts) and bool(parts[-1][1])
            parts.append(((), words) if goes_on else self._around_meaning(words))
        if not any(behind for _, behind in parts) and self.corrects(reading):
            asking = {one.words for one in self._detector.asking(reading) if not self._refuses(one.words)}
            parts = [((), words) if words in asking else (words, ()) for words in said]
        meant = tuple(word for _, behind in parts for word in behind)
        beside = tuple(word for before, _ in parts for word in before)
        return (meant, beside) if meant != reading.words and self._detector.tells(meant) else ((), ())

    def _around_meaning(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands in a sentence before the last wording that says that it is meant, and behind it.

        A question behind any other correction is meant too: "I asked was it the drip".
        """
        found = [
            (start + len(said), start)
            for said in self._meaning | self._meaning_if_asked
            for start in range(len(words) - len(said) + 1)
            if tuple(words[start : start + len(said)]) == said
            and (said in self._meaning or self._detector.opens(words[start + len(said) :]))
        ]
        if not found:
            return tuple(words), ()
        end = max(found)[0]
        start = min(start for one, start in found if one == end)
        return tuple(words[:start]), self._without_refused(words[end:])

    def _refuses(self, words: Sequence[str]) -> bool:
        return words[0] in self._refusing or self._correcting.stand_in(words)

    def _without_refused(self, words: Sequence[str]) -> tuple[str, ...]:
        """What is meant without what is not, as "the infusion" of "the infusion, not the gym"."""
        if words and words[0] in self._refusing:
            return ()
        for place in range(max(1, len(words) - 1 - REFUSED), len(words)):
            if (
                words[place] in self._refusing
                and not self._detector.opens(words[place - 1 :])
                and self._detector.tells(words[:place])
            ):
                return tuple(words[:place])
        return tuple(words)
