"""Decides a message: reads it, raises flags, ranks the entries for it and for its parts, and lets the policy choose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import text
from bot.answering import amending, policy
from bot.answering.bars import BARS, none_odds
from bot.answering.candidates import Candidate, urgent_chance
from bot.answering.corrections import Corrections
from bot.answering.courtesies import Courtesies
from bot.answering.endings import Endings
from bot.answering.follow_ups import FollowUps
from bot.answering.question_detection import QuestionDetector, SpeechAct
from bot.answering.ranking import Ranking, at_the_ends
from bot.answering.safety import Flags, Safety
from bot.answering.telling import Telling
from bot.matching import NO_CACHE, IndexCache, Lessons, Match, Matcher, Reading
from bot.model import Incoming, Kind, Outcome, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.policy import Decision
    from bot.model import Entry, Faq

WHOLE = 0.7
"""A reply is whole by itself if its words alone mean, with this confidence, what is likeliest behind the answer too. Of 715
short questions behind an answer of any kind 0.966 are right so, 0.923 if all that is likely behind it is offered."""
FEW_CRIED, LIKE_A_CRY = 3, 0.5
"""A sentence of at most `FEW_CRIED` words is a cry by itself only if it is so like one: "thinking about switching" begins as many
do. Of 276 sentences that are one in the sets none is left out so."""
MOST_SENTENCES = 12
"""How many sentences of a message are each looked at for an emergency: the last ones, as a story may end with it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with all that led to it, for moderators. `matches` are sorted, the best first."""

    decision: Decision
    reading: Reading
    matches: tuple[Match, ...]
    candidates: tuple[Candidate, ...]
    flags: Flags
    form: SpeechAct


class Decider:
    """Decides messages by one FAQ. Read-only once built.

    If the cache holds the index of the FAQ's phrases, the index is taken from there. Otherwise it takes some seconds to
    learn.
    """

    def __init__(self, faq: Faq, index_cache: IndexCache = NO_CACHE) -> None:
        self._faq = faq
        self.matcher = Matcher.from_lessons(learned_from(faq), index_cache)
        """The index over every entry's phrases."""
        self._safety = Safety(faq, self.matcher)
        self._detector = QuestionDetector(faq.words, self.matcher.reader)
        self._corrections = Corrections(faq.words, self.matcher.reader, self._detector)
        self._ranking = Ranking(faq, self.matcher, self._safety, self._detector)
        self._follow_ups = FollowUps(faq, self.matcher, self._detector, self._corrections)
        self._courtesies = Courtesies(faq, self.matcher, self._detector, self._ranking)
        self._telling = Telling(faq, self._ranking, self._follow_ups, self._corrections)
        self._endings = Endings(faq, self._ranking, self._courtesies)
        """What ends a card of an emergency."""

    def explain(self, incoming: Incoming) -> Explanation:
        """The decision on a message, and all that led to it."""
        reading = self.matcher.reader.read(incoming.text)
        answered = incoming  # behind a card of numbers, whatever it names
        if self._detector.names_condition(reading) and not self._corrections.corrects(reading):  # it is whole by itself
            incoming = replace(incoming, context="", subject="", choices=())
        flags = self._safety.flags(reading)
        form = self._detector.form(incoming.text, reading)
        unsaid = self._says_nothing(incoming, reading)
        by_itself = [] if unsaid else self._ranking.ranked(reading.words, form.question)
        matches = self._behind(incoming, reading, by_itself, reading.words)
        in_reply = matches is not by_itself
        if flags.foreign and self._ranking.is_small_talk(matches, reading.words):
            flags = replace(flags, foreign=False)
        matches, candidates = self._without_courtesies(incoming, reading, matches, flags)
        cry = self._cry(candidates, reading, flags)
        candidates = cry if amending.cries(cry, candidates) else candidates
        told = self._telling.heard_by(incoming, reading, form)
        decision = policy.decide(candidates, flags, None if incoming.addressed else form, in_reply=in_reply, told=told)
        if in_reply and decision.suggestions:
            decision = self._whole_in_a_reply(
                decision, incoming, self._ranking.candidates(by_itself, flags, reading.words), flags
            )
        if incoming.addressed:
            spoken_before = answered.context or answered.subject or answered.choices
            if spoken_before and not (cry or flags.sign or flags.foreign):  # a cry beside what is meant goes before it
                decision = self._meant(decision, incoming, reading)
            decision = self._beside_talk(decision, incoming, reading, form, flags)
            pointing = decision.outcome is Outcome.NOT_COVERED
            questions = self._detector.questions(reading, whole=pointing)
            decision = amending.decide_two(decision, self._best_of_each(questions, flags))
            decision = amending.doubting(decision, cry)
            decision = amending.insisting(decision, self._telling.insisted_on(incoming, reading))
            decision = amending.read_last(decision, answered.context)
            decision = self._behind_a_card(answered, decision, candidates, reading, flags)
            decision = amending.without_faint_doubt(decision) if answered.danger_over else decision
        decision = replace(decision, unsaid=unsaid and not decision.entry)
        return Explanation(decision, reading, tuple(matches), tuple(candidates), flags, form)

    def _says_nothing(self, incoming: Incoming, reading: Reading) -> bool:
        """Whether a message is numbers, symbols or half a question, and no phrase word for word."""
        behind = self._follow_ups.subject(incoming) is not None or bool(incoming.choices)
        half = not behind and self._detector.is_half(reading)
        return (half or not text.has_words(incoming.text)) and not self.matcher.entries_saying(reading.words)

    def _without_courtesies(
        self, incoming: Incoming, reading: Reading, matches: list[Match], flags: Flags
    ) -> tuple[list[Match], list[Candidate]]:
        """The matches for a message and their candidates: of the whole, or without greetings and thanks.

        These must hide neither a question nor an emergency.
        """
        candidates = self._ranking.candidates(matches, flags, reading.words)
        courtesies = self._courtesies.sentences(reading)
        pared, asks = self._detector.pared(reading, courtesies)
        if not pared:
            return matches, candidates
        matched = self._behind(incoming, reading, self._ranking.ranked(pared), pared)
        alone = self._ranking.candidates(matched, flags, pared)
        if max(map(urgent_chance, (alone, candidates))) >= BARS.urgent:
            return matches, max(candidates, alone, key=urgent_chance)
        if not candidates or not alone or not (asks or self._ranking.is_phrase(matched)):
            return matches, candidates
        hidden = candidates[0].kind is Kind.CHATTER or candidates[0].confidence < alone[0].confidence
        return (matched, alone) if courtesies or hidden else (matches, candidates)

    def _whole_in_a_reply(
        self, decision: Decision, incoming: Incoming, alone: Sequence[Candidate], flags: Flags
    ) -> Decision:
        """The decision on a reply by itself, if that is sure of what is likeliest behind the answer too: "what is mmn".

        Behind what has no answer, "does it hurt?" has none either.
        """
        subject = self._follow_ups.subject(incoming)
        if subject is not None and subject.kind is not Kind.ANSWER:
            return decision
        whole = policy.decide(alone, flags)
        return whole if whole.entry == decision.suggestions[0] and whole.confidence >= WHOLE else decision

    def _behind(self, incoming: Incoming, reading: Reading, matches: list[Match], words: Sequence[str]) -> list[Match]:
        """The matches for some words of a message behind what the bot said before it; talk is the same behind anything."""
        read_alone = not matches or self._ranking.is_talk(matches)
        return matches if read_alone else self._follow_ups.ranked(matches, incoming, reading, words)

    def _behind_a_card(
        self, incoming: Incoming, decision: Decision, candidates: Sequence[Candidate], reading: Reading, flags: Flags
    ) -> Decision:
        """The decision, or the numbers once more, if a card of an emergency was shown last, and nothing said so far ends it."""
        card, before = self._follow_ups.subject(incoming), self._faq.entries.get(incoming.context)
        if card is None or card.kind is not Kind.URGENT or (before is not None and before.ends):
            return decision
        ends = self._endings.ends(decision.entry)
        clearing = None if flags.sign else self._endings.clearing(reading, flags)
        return amending.behind_a_card(decision, candidates, card.id, ends=ends, clearing=clearing)

    def _beside_talk(
        self, decision: Decision, incoming: Incoming, reading: Reading, form: SpeechAct, flags: Flags
    ) -> Decision:
        """The decision on what a message asks beside talk, if it was taken for talk as a whole and surely or likely asks it."""
        entry = self._faq.entries.get(decision.entry)
        if entry is None or entry.kind is not Kind.CHATTER:
            return decision
        corrects = entry.in_reply == Verb.OTHERS
        for words in (form.question, () if self._endings.clears(entry.id) else self._said_beside_talk(reading)):
            said = self._corrections.corrected(words or reading.words) if corrects else words
            if said == reading.words or not self._detector.tells(said):
                continue
            matches = self._behind(incoming, reading, self._ranking.ranked(said), said)
            found = self._ranking.candidates(matches, flags, said)
            asked = amending.beside_talk(decision, found, flags, corrects=corrects, tells=form.tells)
            if asked is not decision:
                return asked
        return decision

    def _meant(self, decision: Decision, incoming: Incoming, reading: Reading) -> Decision:
        """The decision on what a message says that it means, as behind "no, I meant", if that surely leads anywhere."""
        words, beside = self._corrections.meant(reading)
        if not words:
            return decision
        meant = self.matcher.reader.read(" ".join(words))
        flags = self._safety.flags(meant)
        matches = self._behind(incoming, reading, self._ranking.ranked(words), words)
        asked = policy.decide(self._ranking.candidates(matches, flags, words), flags)
        entry = self._faq.entries.get(asked.entry)
        leads = entry is not None and entry.kind is not Kind.CHATTER
        others = self._ranking.candidates(self._ranking.ranked(beside), flags, beside) if beside else []
        talk = decision.entry in self._faq.entries and self._faq.entries[decision.entry].kind is Kind.CHATTER
        return amending.meant(decision, asked if leads else None, others, talk=talk)

    def _said_beside_talk(self, reading: Reading) -> tuple[str, ...]:
        """The words of the sentences that are no talk by themselves, where others are."""
        sentences = reading.sentences if len(reading.sentences) > 1 else ()
        talk = {one for one in at_the_ends(sentences) if self._ranking.is_talk(self._ranking.ranked(one.words))}
        return tuple(word for one in sentences if one not in talk for word in one.words)

    def _cry(self, said: Sequence[Candidate], reading: Reading, flags: Flags) -> list[Candidate]:
        """The candidates for the sentence that alone is the clearest emergency, if it is one; `said` are those of the whole.

        In a long story, the other words would hide such a sentence. A sentence that asks is not looked at alone: what
        "was she hoping to find?" means depends on the sentences around it.
        """
        cry, surest = [], max(urgent_chance(said), BARS.urgent_sentence)
        told = self._detector.told(reading)[-MOST_SENTENCES:] if len(reading.sentences) > 1 else []
        for sentence in told:
            alone = self._ranking.candidates(self._ranking.ranked(sentence.words), flags, sentence.words)
            sure = urgent_chance([candidate for candidate in alone if not candidate.thin])
            like = max((one.likeness for one in alone if one.kind is Kind.URGENT), default=0.0)
            if sure >= surest and (len(sentence.words) > FEW_CRIED or like >= LIKE_A_CRY):
                cry, surest = alone, sure
        return cry

    def _best_of_each(self, questions: Sequence[Sequence[str]], flags: Flags) -> list[Candidate]:
        """The best candidate for each of several questions. "And does it hurt?" is read behind what the one before asks."""
        best: list[Candidate] = []
        before: Entry | None = None
        for words in at_the_ends(questions):
            matches = self._follow_ups.behind(before, self._ranking.ranked(words), words)
            best += self._ranking.candidates(matches[:1], flags, words)
            if matches and matches[0].confidence >= BARS.each_of_two:
                before = self._faq.entries[matches[0].entry_id]
        return best


def learned_from(faq: Faq) -> Lessons:
    """What the matcher of an FAQ learns from."""
    phrases = {entry.id: (*entry.asks, *_own_words(entry)) for entry in faq.entries.values()}
    contrasts = {entry.id: entry.not_asks for entry in faq.entries.values() if entry.not_asks}
    return Lessons(phrases, faq.vocabulary, none_odds(len(phrases)), contrasts)


def _own_words(entry: Entry) -> tuple[str, ...]:
    """An entry's question counts as one of its phrases where members may ask it in just these words."""
    return (entry.question,) if entry.kind.is_showable else ()
