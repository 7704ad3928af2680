"""Ranks the entries for the words of a message, and makes each match a candidate for the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.answering.bars import BARS, FEWEST
from bot.answering.candidates import FIRST, Candidate
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.question_detection import QuestionDetector
    from bot.answering.safety import Flags, Safety
    from bot.matching import Match, Matcher
    from bot.model import Faq

TALK = 0.8
"""From this confidence on, a reply is ordinary talk, and is not read together with the answer that it replies to."""
PHRASE = 0.8
"""If words behind a greeting do not ask, they must be so like a phrase to mean its entry, as in "hi, help"."""
MOST_PARTS = 12
"""Parts of a message that are ranked by themselves: of more, as many at its start as at its end. Each takes some milliseconds,
in which nobody else is answered."""
FEW, SMALL_TALK = 3, 0.6
"""A message that looks foreign is taken for talk if it has at most `FEW` words and a phrase of talk is so like it."""

_Part = TypeVar("_Part")


class Ranking:
    """The entries of an FAQ for words of a message, best first."""

    def __init__(self, faq: Faq, matcher: Matcher, safety: Safety, detector: QuestionDetector) -> None:
        self._faq, self._matcher, self._safety, self._detector = faq, matcher, safety, detector

    def ranked(self, words: Sequence[str], focus: Sequence[str] = ()) -> list[Match]:
        """All entries for some words of a message by themselves, best first."""
        return self._matcher.rank_words(words, len(self._faq.entries), focus)

    def candidates(self, matches: Sequence[Match], flags: Flags, words: Sequence[str]) -> list[Candidate]:
        """The matches as candidates for the policy. `words` are those of the message."""
        few = len(words) <= BARS.few_words
        plain = BARS.likeness_alone if len(words) == 1 else BARS.likeness
        harm = BARS.likeness_of_harm if len(words) <= FEWEST else plain
        # neither a question about a word's meaning nor one usual word ("crazy") asks for help or advice
        if flags.asked or len(words) == 1:
            few, harm = True, PHRASE
        bars = {kind: harm if kind in FIRST else plain for kind in Kind}
        # a sum is nothing to answer; only ordinary talk can be about it
        if self._detector.is_sum(words) and not self._matcher.entries_saying(words):
            matches = [match for match in matches if self._faq.entries[match.entry_id].kind is Kind.CHATTER]
        return [
            Candidate(
                match.entry_id,
                self._faq.entries[match.entry_id].kind,
                match.confidence,
                self._safety.fits(match.entry_id, flags, match.likeness),
                flags.guessed or (few and match.likeness < bars[self._faq.entries[match.entry_id].kind]),
                match.likeness,
                self._faq.entries[match.entry_id].sensitive,
            )
            for match in matches
        ]

    def is_talk(self, matches: Sequence[Match]) -> bool:
        """Whether a message is surely ordinary talk, such as "thanks" in reply to an answer."""
        best = matches[0] if matches else None
        return best is not None and self._faq.entries[best.entry_id].kind is Kind.CHATTER and best.confidence >= TALK

    def is_small_talk(self, matches: Sequence[Match], words: Sequence[str]) -> bool:
        """Whether a few words are nearly a phrase of ordinary talk, which is often in no dictionary ("yada")."""
        best = matches[0] if matches and len(words) <= FEW else None
        return (
            best is not None and self._faq.entries[best.entry_id].kind is Kind.CHATTER and best.likeness >= SMALL_TALK
        )

    def is_phrase(self, matches: Sequence[Match]) -> bool:
        """Whether words are nearly a phrase of an answer or a signpost, and so mean its entry behind a greeting too."""
        best = matches[0] if matches else None
        return best is not None and self._faq.entries[best.entry_id].kind.is_showable and best.likeness >= PHRASE


def at_the_ends(parts: Sequence[_Part]) -> Sequence[_Part]:
    """The parts of a message that are looked at one by one."""
    half = MOST_PARTS // 2
    return parts if len(parts) <= MOST_PARTS else (*parts[:half], *parts[-half:])
