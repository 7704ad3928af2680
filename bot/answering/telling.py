"""What a message does to what was said before it, other than to ask: tell on, or insist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind

if TYPE_CHECKING:
    from bot.answering.corrections import Corrections
    from bot.answering.follow_ups import FollowUps
    from bot.answering.question_detection import SpeechAct
    from bot.answering.ranking import Ranking
    from bot.matching import Match, Reading
    from bot.model import Faq, Incoming


class Telling:
    """What is told and insisted on, by the entries of one FAQ (`told` in `chatter.yaml`). Read-only."""

    def __init__(self, faq: Faq, ranking: Ranking, follow_ups: FollowUps, corrections: Corrections) -> None:
        self._faq, self._ranking = faq, ranking
        self._follow_ups, self._corrections = follow_ups, corrections
        self._told = [entry.id for entry in faq.entries.values() if entry.told]

    def insisted_on(self, incoming: Incoming, reading: Reading) -> Match | None:
        """What a message that corrects a signpost means by itself, if that is the signpost once more: "no, I asked about work"."""
        subject = self._follow_ups.subject(incoming)
        if subject is None or subject.kind is not Kind.SIGNPOST or not self._corrections.corrects(reading):
            return None
        words, _ = self._corrections.meant(reading)
        best = self._ranking.ranked(words or reading.words)[0]
        return best if best.entry_id == subject.id else None

    def heard_by(self, incoming: Incoming, reading: Reading, form: SpeechAct) -> str:
        """The id of the entry that answers a message if it only tells something, behind what the bot said last; or empty."""
        if not form.tells or self._corrections.corrects(reading):
            return ""
        return incoming.context if incoming.context in self._told else next(iter(self._told), "")
