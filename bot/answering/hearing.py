"""Hears a message: what it says by its words, its form and what was said before it. Nothing is decided yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import text
from bot.answering.bars import BARS
from bot.answering.candidates import cries, urgent_chance
from bot.answering.courtesies import Courtesies
from bot.answering.ranking import Ranking
from bot.answering.safety import Safety
from bot.answering.telling import Telling
from bot.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.candidates import Candidate
    from bot.answering.corrections import Corrections
    from bot.answering.follow_ups import FollowUps
    from bot.answering.question_detection import QuestionDetector, SpeechAct
    from bot.answering.safety import Flags
    from bot.matching import Match, Matcher, Reading
    from bot.model import Faq, Incoming

FEW_CRIED, LIKE_A_CRY = 3, 0.5
"""A sentence of at most `FEW_CRIED` words is a cry by itself only if it is so like one: "thinking about switching" begins as many
do. Of 276 sentences that are one in the sets none is left out so."""
MOST_SENTENCES = 12
"""How many sentences of a message are each looked at for an emergency: the last ones, as a story may end with it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message says. Matches and candidates are sorted, the best first."""

    incoming: Incoming
    """The message as it came in."""
    asked: Incoming
    """The message as it is read: by itself, if it names the FAQ's own condition, or else behind what was said before it."""
    reading: Reading
    form: SpeechAct
    flags: Flags
    by_itself: Sequence[Match]
    """The entries for the words of the whole message alone."""
    matches: Sequence[Match]
    """The entries for what it says, behind what was said before it and without the greetings and thanks around it."""
    candidates: Sequence[Candidate]
    """As `matches`; if one sentence decides that it is a cry for help, those for that sentence."""
    in_reply: bool
    """Whether its words were read together with what was said before it."""
    cry: Sequence[Candidate]
    """The candidates for the sentence that alone is an emergency, be it that the rest is not; or none."""
    told: str
    """The id of the entry that answers it if it only tells something; otherwise empty."""
    unsaid: bool
    """Whether it is numbers, symbols or half a question, and no phrase word for word."""


class Hearing:
    """Hears messages by one FAQ. Read-only."""

    def __init__(
        self, faq: Faq, matcher: Matcher, detector: QuestionDetector, corrections: Corrections, follow_ups: FollowUps
    ) -> None:
        self._faq, self._matcher, self._detector = faq, matcher, detector
        self._corrections, self._follow_ups = corrections, follow_ups
        self.safety = Safety(faq, matcher)
        """What raises the flags of a message."""
        self.ranking = Ranking(faq, matcher, self.safety, detector)
        """What ranks the entries, for parts of a message too."""
        self.courtesies = Courtesies(faq, matcher, detector, self.ranking)
        """What finds greetings and thanks."""
        self.telling = Telling(faq, self.ranking, follow_ups, corrections)
        """What finds news and insistence."""

    def heard(self, incoming: Incoming) -> Heard:
        """What a message says."""
        reading = self._matcher.reader.read(incoming.text)
        whole = self._detector.names_condition(reading) and not self._corrections.corrects(reading)
        asked = replace(incoming, context="", subject="", choices=()) if whole else incoming
        flags = self.safety.flags(reading)
        form = self._detector.form(incoming.text, reading)
        unsaid = self._says_nothing(asked, reading)
        by_itself = [] if unsaid else self.ranking.ranked(reading.words, form.question)
        behind = self.ranked_behind(asked, reading, reading.words, by_itself)
        if flags.foreign and self.ranking.is_small_talk(behind, reading.words):
            flags = replace(flags, foreign=False)
        matches, said = self._without_courtesies(asked, reading, behind, flags)
        cry = self._cry(said, reading, flags)
        return Heard(
            incoming=incoming,
            asked=asked,
            reading=reading,
            form=form,
            flags=flags,
            by_itself=by_itself,
            matches=matches,
            candidates=cry if cries(cry, said) else said,
            in_reply=behind is not by_itself,
            cry=cry,
            told=self.telling.heard_by(asked, reading, form),
            unsaid=unsaid,
        )

    def ranked_behind(
        self, asked: Incoming, reading: Reading, words: Sequence[str], alone: list[Match] | None = None
    ) -> list[Match]:
        """The matches for some words of a message behind what the bot said before it; talk is the same behind anything.

        `alone` are those for the words by themselves, where they are known.
        """
        matches = self.ranking.ranked(words) if alone is None else alone
        read_alone = not matches or self.ranking.is_talk(matches)
        return matches if read_alone else self._follow_ups.ranked(matches, asked, reading, words)

    def _says_nothing(self, incoming: Incoming, reading: Reading) -> bool:
        """Whether a message is numbers, symbols or half a question, and no phrase word for word."""
        behind = self._follow_ups.subject(incoming) is not None or bool(incoming.choices)
        half = not behind and self._detector.is_half(reading)
        return (half or not text.has_words(incoming.text)) and not self._matcher.entries_saying(reading.words)

    def _without_courtesies(
        self, incoming: Incoming, reading: Reading, matches: list[Match], flags: Flags
    ) -> tuple[list[Match], list[Candidate]]:
        """The matches for a message and their candidates: of the whole, or without greetings and thanks.

        These must hide neither a question nor an emergency.
        """
        candidates = self.ranking.candidates(matches, flags, reading.words)
        courtesies = self.courtesies.sentences(reading)
        pared, asks = self._detector.pared(reading, courtesies)
        if not pared:
            return matches, candidates
        matched = self.ranked_behind(incoming, reading, pared)
        alone = self.ranking.candidates(matched, flags, pared)
        if max(map(urgent_chance, (alone, candidates))) >= BARS.urgent:
            return matches, max(candidates, alone, key=urgent_chance)
        if not candidates or not alone or not (asks or self.ranking.is_phrase(matched)):
            return matches, candidates
        hidden = candidates[0].kind is Kind.CHATTER or candidates[0].confidence < alone[0].confidence
        return (matched, alone) if courtesies or hidden else (matches, candidates)

    def _cry(self, said: Sequence[Candidate], reading: Reading, flags: Flags) -> list[Candidate]:
        """The candidates for the sentence that alone is the clearest emergency, if it is one; `said` are those of the whole.

        In a long story, the other words would hide such a sentence. A sentence that asks is not looked at alone: what
        "was she hoping to find?" means depends on the sentences around it.
        """
        cry, surest = [], max(urgent_chance(said), BARS.urgent_sentence)
        told = self._detector.told(reading)[-MOST_SENTENCES:] if len(reading.sentences) > 1 else []
        for sentence in told:
            alone = self.ranking.candidates(self.ranking.ranked(sentence.words), flags, sentence.words)
            sure = urgent_chance([candidate for candidate in alone if not candidate.thin])
            like = max((one.likeness for one in alone if one.kind is Kind.URGENT), default=0.0)
            if sure >= surest and (len(sentence.words) > FEW_CRIED or like >= LIKE_A_CRY):
                cry, surest = alone, sure
        return cry
