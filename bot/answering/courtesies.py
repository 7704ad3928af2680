"""Finds the greetings and thanks in a message, which must hide neither a question nor an emergency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.ranking import at_the_ends
from bot.model import Kind

if TYPE_CHECKING:
    from bot.answering.question_detection import QuestionDetector
    from bot.answering.ranking import Ranking
    from bot.matching import Matcher, Reading
    from bot.matching.reading import Sentence
    from bot.model import Faq


class Courtesies:
    """The courtesies of one FAQ."""

    def __init__(self, faq: Faq, matcher: Matcher, detector: QuestionDetector, ranking: Ranking) -> None:
        self._faq, self._matcher, self._detector, self._ranking = faq, matcher, detector, ranking
        self.entries = self._of_politeness()
        """The ids of the entries of ordinary talk that answer greetings and thanks."""

    def _of_politeness(self) -> frozenset[str]:
        """The ids of the entries of ordinary talk that have greetings and thanks among their phrases."""
        read = map(self._matcher.reader.read_phrase, self._faq.words.polite)
        saying = {entry_id for words in read for entry_id in self._matcher.entries_saying(words)}
        return frozenset(entry_id for entry_id in saying if self._faq.entries[entry_id].kind is Kind.CHATTER)

    def sentences(self, reading: Reading) -> list[Sentence]:
        """The sentences that greet or thank, however long, if other sentences of the message ask; otherwise none."""
        if len(reading.sentences) == 1:
            return []
        asking = self._detector.asking(reading)
        aside = [sentence for sentence in reading.sentences if sentence not in asking] if asking else []
        ranked = ((sentence, self._matcher.rank_words(sentence.words, 1)) for sentence in at_the_ends(aside))
        return [one for one, best in ranked if self._ranking.is_talk(best) and best[0].entry_id in self.entries]
