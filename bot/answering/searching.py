"""Finds entries by words that are still being typed, and the neighbours of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.candidates import FIRST, MOST_SUGGESTIONS
from bot.model import Incoming

if TYPE_CHECKING:
    from bot.answering.deciding import Decider
    from bot.model import Entry, Faq

_FOUND_AT_LEAST = 0.0005
"""Confidence of the likeliest entry below which words find nothing: "x" has 0.0008, "pizza" and "thank you" below 0.0001."""


class Search:
    """The search over one FAQ."""

    def __init__(self, faq: Faq, decider: Decider) -> None:
        self._faq, self._decider = faq, decider

    def found(self, words: str, limit: int) -> list[Entry]:
        """The entries that words typed so far may mean, best first; without words, the FAQ's first ones.

        None, where it surely means none of them.

        They are answers and signposts. Where the words speak of an emergency or of a personal decision, its entry
        comes first. The last word may be half typed.
        """
        completed = self._decider.matcher.reader.completed(words)
        said = self._faq.entries.get(self._decider.explain(Incoming(completed[0])).decision.entry)
        ahead = [said] if said and said.kind in FIRST else []
        matches = [match for one in completed for match in self._decider.matcher.rank(one, len(self._faq.entries))]
        matches.sort(key=lambda match: -match.confidence)
        shown = [match for match in matches if self._faq.entries[match.entry_id].kind.is_showable]
        if not words.strip():
            ranked = [entry.id for theme in self._faq.themes for entry in self._faq.in_theme(theme)]
        elif shown and shown[0].confidence >= _FOUND_AT_LEAST:
            ranked = list(dict.fromkeys(match.entry_id for match in shown))
        else:
            ranked = []
        found = (self._faq.entries[entry_id] for entry_id in ranked)
        return [*ahead, *(entry for entry in found if entry.kind.is_showable)][:limit]

    def neighbours(self, entry_id: str) -> list[str]:
        """What else a question may have meant that led to this entry, where that is not known: its neighbours."""
        entry = self._faq.entries.get(entry_id)
        if entry is None:
            return []
        found = [other.id for other in self.found(entry.question, MOST_SUGGESTIONS + 1)]
        near = dict.fromkeys([*found, *(entry.see_also if len(found) <= 1 else ())])
        return [one for one in near if one != entry_id][:MOST_SUGGESTIONS]
