"""Reads a message with what the bot said before it: "does it hurt?" behind a test, or "the first" of what was offered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.bars import BARS
from bot.answering.policy import FIRST
from bot.model import Kind, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.question_detection import QuestionDetector
    from bot.matching import Match, Matcher
    from bot.model import Entry, Faq, Incoming

RELATED = 3.0
"""If a message replies to an answer, the confidence of that entry, and of each related entry, is multiplied by this. Of
the 50 replies in followups-tune.jsonl 38 come out right with 3, 37 with 1."""
REFUSED = 0.01
"""By this, the confidence of the entry is multiplied that a message corrects, as "no, I mean the needle test" does. At 0.1 an
entry that the words alone mean with 0.97 still came once more."""
OFFERED = 10.0
"""As `RELATED`, for the entries that the bot asked back about: a member then tells which, in words that say little alone. Of
60 questions in the sets by others that were asked back about, 53 meant one of what was offered, on average 3.3 of 120."""
BEHIND = 0.5
"""For a short reply: the weight of its meaning when it is read together with the question before it. After an answer on
a test, "does it hurt?" then makes the bot ask back. At 0.3 the bot answers about the illness. Of the 50 replies in
followups-tune.jsonl 38 come out right with either."""

_TINY = 1e-3


class FollowUps:
    """What messages mean behind the answers of one FAQ, and behind the choices that it offers. Read-only."""

    def __init__(self, faq: Faq, matcher: Matcher, detector: QuestionDetector) -> None:
        self._faq, self._matcher, self._detector = faq, matcher, detector

    def subject(self, incoming: Incoming) -> Entry | None:
        """The entry that the message is about if it does not say so: the one it replies to, or the one before talk."""
        replied_to, before = (self._faq.entries.get(one) for one in (incoming.context, incoming.subject))
        return replied_to if replied_to and replied_to.kind is not Kind.CHATTER else before

    def ranked(self, matches: list[Match], incoming: Incoming, words: Sequence[str]) -> list[Match]:
        """The matches for a message as it is meant behind what the bot said, best first; `matches` if nothing was said.

        What was offered becomes likelier, and so do the subject and what is related to it. If the subject is an emergency or
        a personal decision, only what is related does: the next message seldom means the same once more. A message that
        corrects any other answer does not mean its subject; "no, I can't breathe" corrects nothing.
        """
        subject, offered = self.subject(incoming), _offered(incoming)
        if not subject and not offered:
            return matches
        answered = subject if subject and subject.kind not in FIRST else None
        refused = answered is not None and self._detector.corrects(words)
        alone = {match.entry_id: match.confidence for match in matches}
        if len(words) <= BARS.few_words and answered and not refused:
            question = self._matcher.reader.read(answered.question).words
            matches = self._matcher.rank_words((*question, *words), len(self._faq.entries))
            behind = {match.entry_id: match.confidence for match in matches if match.entry_id != answered.id}
            others = max(sum(behind.values()), _TINY)
            alone = {
                one: (1 - BEHIND) * alone.get(one, 0.0) + BEHIND * behind.get(one, 0.0) / others
                for one in {*alone, *behind}
            }
        near = {*(subject.see_also if subject else ()), *((answered.id,) if answered else ())}
        weights = dict.fromkeys(near, RELATED) | dict.fromkeys(offered, OFFERED)
        if answered and refused:
            weights[answered.id] = REFUSED
        raised = {one: chance * weights.get(one, 1.0) for one, chance in alone.items()}
        total = 1 + sum(raised.values()) - sum(alone.values())
        found = (replace(match, confidence=raised.get(match.entry_id, 0.0) / total) for match in matches)
        return sorted(found, key=lambda match: -match.confidence)


def _offered(incoming: Incoming) -> set[str]:
    """The ids of the entries that the bot asked back about; the buttons below an answer only lead on from it."""
    asked_back = () if incoming.context else incoming.choices
    return {button.press.target for button in asked_back if button.press.verb is Verb.SHOW}
