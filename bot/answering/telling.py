"""What a message does to what was said before it, other than to ask: tell on, or insist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.corrections import Corrections
    from bot.answering.follow_ups import FollowUps
    from bot.answering.question_detection import SpeechAct
    from bot.answering.ranking import Ranking
    from bot.matching import Match, Reading
    from bot.model import Faq, Incoming


SEARCH = 0.5
"""From this likeness to a phrase on, a few words may look for what it means. Of 110 such words or pairs of words ("missed dose")
behind an answer one is less like any, of 23 remarks ("good one. sent") 21."""


class Telling:
    """What is told and insisted on, by the entries of one FAQ (`told` in `chatter.yaml`). Read-only."""

    def __init__(self, faq: Faq, ranking: Ranking, follow_ups: FollowUps, corrections: Corrections) -> None:
        self._faq, self._ranking = faq, ranking
        self._follow_ups, self._corrections = follow_ups, corrections
        self._told = [entry.id for entry in faq.entries.values() if entry.told]
        self._remarked = [entry.id for entry in faq.entries.values() if entry.remarked]

    def insisted_on(self, incoming: Incoming, reading: Reading) -> Match | None:
        """What a message that corrects a signpost means by itself, if that is the signpost once more: "no, I asked about work"."""
        subject = self._follow_ups.subject(incoming)
        if subject is None or subject.kind is not Kind.SIGNPOST or not self._corrections.corrects(reading):
            return None
        words, _ = self._corrections.meant(reading)
        best = self._ranking.ranked(words or reading.words)[0]
        return best if best.entry_id == subject.id else None

    def heard_by(self, incoming: Incoming, reading: Reading, form: SpeechAct, by_itself: Sequence[Match]) -> str:
        """The id of the entry that answers a message if it only tells something, behind what the bot said last; or empty.

        What neither asks nor tells, as "champion", is a remark only behind something that was said, and if it is like no phrase
        of an answer: else it may be a few words to look for. `by_itself` are the matches for its words alone.
        """
        remarks = form.remarks and bool(incoming.context) and not self._looks_for(by_itself)
        told = self._told if form.tells else self._remarked if remarks else []
        if not told or self._corrections.corrects(reading):
            return ""
        return incoming.context if incoming.context in self._told else told[0]

    def _looks_for(self, by_itself: Sequence[Match]) -> bool:
        """Whether a few words are so like a phrase of an answer or a signpost that somebody may look for it by them."""
        likeliest = next((match for match in by_itself if self._faq.entries[match.entry_id].kind.is_showable), None)
        return likeliest is not None and likeliest.likeness >= SEARCH
