"""Tells what ends a card of an emergency: thanks for it, or that help came, or is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.amending import Clearing
from bot.answering.candidates import urgent_chance
from bot.answering.ranking import MOST_PARTS

if TYPE_CHECKING:
    from bot.answering.courtesies import Courtesies
    from bot.answering.ranking import Ranking
    from bot.answering.safety import Flags
    from bot.matching import Reading
    from bot.matching.reading import Sentence
    from bot.model import Faq


class Endings:
    """The entries of one FAQ that end a card (`ends` in `chatter.yaml`)."""

    def __init__(self, faq: Faq, ranking: Ranking, courtesies: Courtesies) -> None:
        self._faq, self._ranking, self._courtesies = faq, ranking, courtesies

    def clearing(self, reading: Reading, flags: Flags) -> Clearing | None:
        """The first sentence of a message that clears a card, if one does, and how likely the others are an emergency.

        They are looked at together and each alone: calm words around a cry would hide it. A long story, of which not every
        sentence is looked at, clears nothing.
        """
        if len(reading.sentences) > MOST_PARTS:
            return None
        clearing = {sentence: entry for sentence in reading.sentences if (entry := self._cleared_by(sentence))}
        if not clearing:
            return None
        others = [sentence.words for sentence in reading.sentences if sentence not in clearing]
        said = [words for words in (tuple(word for words in others for word in words), *others) if words]
        chances = (urgent_chance(self._ranking.candidates(self._ranking.ranked(words), flags, words)) for words in said)
        return Clearing(next(iter(clearing.values())), max(chances, default=0.0))

    def _cleared_by(self, sentence: Sentence) -> str:
        """The entry that answers a sentence which by itself surely says that help came, or is not needed; or empty."""
        best = self._ranking.ranked(sentence.words)
        return best[0].entry_id if self._ranking.is_talk(best) and self.clears(best[0].entry_id) else ""

    def clears(self, entry_id: str) -> bool:
        """Whether an entry answers those who say that help came, or is not needed; thanks alone do not say so."""
        return self.ends(entry_id) and entry_id not in self._courtesies.entries

    def ends(self, entry_id: str) -> bool:
        """Whether an entry answers those who take leave of a card, be it with thanks."""
        entry = self._faq.entries.get(entry_id)
        return entry is not None and entry.ends
