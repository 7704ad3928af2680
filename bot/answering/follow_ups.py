"""Reads a message with what the bot said before it: "does it hurt?" behind a test, or "the first" of what was offered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.replying import instead
from bot.model import Kind, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.corrections import Corrections
    from bot.answering.question_detection import QuestionDetector
    from bot.matching import Match, Matcher, Reading
    from bot.model import Entry, Faq, Incoming

RELATED = 2.0
"""If a message follows an answer, the confidence of each related entry is multiplied by this: of the one that the answer is
related to, and of the one that is related to it."""
REFUSED = 0.01
"""By this, the confidence of the entry is multiplied that a message corrects, as "no, I mean the needle test" does. At 0.1 an
entry that the words alone mean with 0.97 still came once more."""
OFFERED = 10.0
"""As `RELATED`, for the entries that the bot asked back about: a member then tells which, in words that say little alone. Of
60 questions in the sets by others that were asked back about, 53 meant one of what was offered, on average 3.3 of 120."""
INSTEAD = 8.0
"""As `RELATED`, in a message that corrects an answer, for what else the question may have meant that led to it. Of 276 questions
that are not understood alone, each behind "no, I mean" and a wrong answer to somebody else's question on the same, 0.49 come out
right and 0.12 wrong, with 1 0.20 and 0.21; of 432 on something else there, 0.97 either way."""
ENDING = 5.0
"""As `RELATED`, behind a card of emergency numbers, for talk that ends it. Of 201 replies to a card by who is safe 0.78 are taken
for it so and 0.07 bring numbers, of 110 by who is in danger 0.02 and 0.79; at 1 0.67 and 0.16, 0.00 and 0.81; at 10 0.82
and 0.05, 0.05 and 0.76."""
BEHIND, BESIDE = 0.6, 0.2
"""The weight of what a message means when it is read behind what the answer before it is about: the first if it goes on
about that, else the second. When they were chosen, of 186 questions in conversations that nobody could understand alone 0.47
came out right and 0.086 wrong so, and of 306 that can be 0.81 and 0.026; read alone 0.40 and 0.16, 0.82 and 0.023. With 0.6
for all of them 0.50 and 0.066, 0.77 and 0.029; but of 500 questions behind an answer drawn at random 0.79 were right, with
these 0.87."""
SAME = 0.02
"""From this chance of the subject's own entry on, by its words alone, a message goes on about the subject."""
TELLING = 2
"""How many words stand for what an answer is about: the most telling ones of its question and label. With all words of the
question, of those 186 questions 0.61 are ranked first, of the 306 0.50; with these two 0.66 and 0.75. (They were the rarest
ones then. Of 466 other questions that nobody could understand alone as many come out right, 0.46, and as many wrong, 0.065,
with the rarest ones and with those that tell most; but an infusion day is now known by "infusion", not by "happens".)"""

_TINY = 1e-3


class FollowUps:
    """What messages mean behind the answers of one FAQ, and behind the choices that it offers. Read-only."""

    def __init__(self, faq: Faq, matcher: Matcher, detector: QuestionDetector, corrections: Corrections) -> None:
        self._faq, self._matcher, self._detector, self._corrections = faq, matcher, detector, corrections
        self._related = _related(faq)
        self._ending = [entry.id for entry in faq.entries.values() if entry.ends]

    def subject(self, incoming: Incoming) -> Entry | None:
        """The entry that the message is about if it does not say so: the one it replies to, or the one before talk."""
        replied_to, before = (self._faq.entries.get(one) for one in (incoming.context, incoming.subject))
        return replied_to if replied_to and replied_to.kind is not Kind.CHATTER else before

    def ranked(self, matches: list[Match], incoming: Incoming, reading: Reading, words: Sequence[str]) -> list[Match]:
        """The matches for some words of a message as they are meant behind what the bot said, best first.

        What was offered becomes likelier, and so does what is related to the subject. Words that ask something are also read
        behind the subject, the more so if the message goes on about it: by how it begins, or as it speaks of the subject.
        A message that corrects an answer does not mean its subject, nor what was offered: "none of these. I feel so guilty";
        "no, I can't breathe" corrects nothing.
        """
        subject, offered = self.subject(incoming), self._offered(incoming)
        if not subject and not offered:
            return matches
        refused = not (subject and subject.kind is Kind.URGENT) and self._corrections.corrects(reading)
        chances = {match.entry_id: match.confidence for match in matches}
        if subject and subject.kind is not Kind.URGENT and not refused:
            goes_on = self._detector.goes_on(reading) or chances.get(subject.id, 0.0) >= SAME
            chances = self._behind(subject, chances, words, goes_on=goes_on)
        weights = self._weights(subject, () if refused else offered, refused=refused)
        if refused:
            weights |= dict.fromkeys(self._faq.coded(instead(incoming)), INSTEAD)
        raised = {one: chance * weights.get(one, 1.0) for one, chance in chances.items()}
        total = 1 + sum(raised.values()) - sum(chances.values())
        found = (replace(match, confidence=raised.get(match.entry_id, 0.0) / total) for match in matches)
        return sorted(found, key=lambda match: -match.confidence)

    def behind(self, subject: Entry | None, matches: list[Match], words: Sequence[str]) -> list[Match]:
        """The matches for a question that another one stands before, about `subject`, if it refers to that; best first."""
        if subject is None or not subject.kind.is_showable or not words or not self._detector.refers(words):
            return matches
        alone = {match.entry_id: match.confidence for match in matches}
        chances = self._behind(subject, alone, words, goes_on=True)
        found = (replace(match, confidence=chances[match.entry_id]) for match in matches)
        return sorted(found, key=lambda match: -match.confidence)

    def _weights(self, subject: Entry | None, offered: Iterable[str], *, refused: bool) -> dict[str, float]:
        """How much likelier entries are behind a subject, or as they were offered; the subject itself is not if it is `refused`."""
        weights = dict.fromkeys(self._related[subject.id] if subject else (), RELATED)
        if subject and subject.kind is Kind.URGENT:
            weights |= dict.fromkeys(self._ending, ENDING)
        weights |= dict.fromkeys(offered, OFFERED)
        return weights | {subject.id: REFUSED} if subject and refused else weights

    def _behind(
        self, subject: Entry, alone: dict[str, float], words: Sequence[str], *, goes_on: bool
    ) -> dict[str, float]:
        """The chances of entries for words that may be about `subject`, from those that the words have by themselves.

        That it is talk, a cry for help or a personal decision is told by the words alone. What they ask, if they ask, is read
        behind the subject too; if they go on about it, they may mean something there that means nothing by itself.
        """
        named = self._matcher.reader.read(f"{subject.question} {subject.label}").words
        about = self._matcher.telling(named, subject.id, TELLING)
        matches = self._matcher.rank_words((*about, *words), len(self._faq.entries))
        behind = {match.entry_id: match.confidence for match in matches if self._is_showable(match.entry_id)}
        weight = BEHIND if goes_on else BESIDE
        asked = sum(chance for entry, chance in alone.items() if self._is_showable(entry))
        asked += 1 - sum(alone.values()) if goes_on else 0
        share = weight * asked / max(sum(behind.values()), _TINY)
        left = {entry: chance * (1 - weight if entry in behind else 1) for entry, chance in alone.items()}
        return left | {entry: left.get(entry, 0.0) + share * chance for entry, chance in behind.items()}

    def _offered(self, incoming: Incoming) -> set[str]:
        """The ids of the entries that the bot asked back about; the buttons below an answer only lead on from it."""
        asked_back = () if incoming.context else incoming.choices
        return {self._faq.now(button.press.target) for button in asked_back if button.press.verb is Verb.SHOW}

    def _is_showable(self, entry_id: str) -> bool:
        return self._faq.entries[entry_id].kind.is_showable


def _related(faq: Faq) -> dict[str, frozenset[str]]:
    """For each entry, those that it is related to, and those that are related to it."""
    pairs = [(entry.id, other) for entry in faq.entries.values() for other in entry.see_also]
    both = {*pairs, *((other, one) for one, other in pairs)}
    return {entry_id: frozenset(other for one, other in both if one == entry_id) for entry_id in faq.entries}
