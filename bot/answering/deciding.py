"""Decides a message as it was heard: the policy decides on the whole of it, and its parts amend that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering import amending, policy
from bot.answering.bars import BARS, none_odds
from bot.answering.corrections import Corrections
from bot.answering.endings import Endings
from bot.answering.follow_ups import FollowUps
from bot.answering.hearing import Hearing
from bot.answering.question_detection import QuestionDetector
from bot.answering.ranking import at_the_ends
from bot.matching import NO_CACHE, IndexCache, Lessons, Matcher
from bot.model import Kind, Outcome, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.candidates import Candidate
    from bot.answering.hearing import Heard
    from bot.answering.policy import Decision
    from bot.answering.safety import Flags
    from bot.matching import Reading
    from bot.model import Entry, Faq, Incoming

WHOLE = 0.7
"""A reply is whole by itself if its words alone mean, with this confidence, what is likeliest behind the answer too. Of 715
short questions behind an answer of any kind 0.966 are right so, 0.923 if all that is likely behind it is offered."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with all that led to it, for moderators."""

    decision: Decision
    heard: Heard


class Decider:
    """Decides messages by one FAQ. Read-only once built.

    If the cache holds the index of the FAQ's phrases, the index is taken from there. Otherwise it takes some seconds to
    learn.
    """

    def __init__(self, faq: Faq, index_cache: IndexCache = NO_CACHE) -> None:
        self._faq = faq
        self.matcher = Matcher.from_lessons(learned_from(faq), index_cache)
        """The index over every entry's phrases."""
        self._detector = QuestionDetector(faq.words, self.matcher.reader)
        self._corrections = Corrections(faq.words, self.matcher.reader, self._detector)
        self._follow_ups = FollowUps(faq, self.matcher, self._detector, self._corrections)
        self._hearing = Hearing(faq, self.matcher, self._detector, self._corrections, self._follow_ups)
        self._ranking = self._hearing.ranking
        self._endings = Endings(faq, self._ranking, self._hearing.courtesies)
        self._amendments = (
            self._by_itself,
            self._meant,
            self._beside_talk,
            self._two_questions,
            self._cried,
            self._insisted_on,
            self._read_last,
            self._behind_a_card,
            self._danger_over,
        )

    def explain(self, incoming: Incoming) -> Explanation:
        """The decision on a message, and all that led to it."""
        heard = self._hearing.heard(incoming)
        overheard = None if incoming.addressed else heard.form
        decision = policy.decide(heard.candidates, heard.flags, overheard, in_reply=heard.in_reply, told=heard.told)
        for amended in self._amendments if incoming.addressed else ():
            decision = amended(decision, heard)
        return Explanation(replace(decision, unsaid=heard.unsaid and not decision.entry), heard)

    # ---- amendments: each takes the decision so far, and gives it or another one -------------------------------------

    def _by_itself(self, decision: Decision, heard: Heard) -> Decision:
        """On choices behind an answer: what the words alone surely mean, if that is the likeliest of them: "what is mmn".

        Behind what has no answer, "does it hurt?" has none either; what is only told is offered, however likely.
        """
        subject = self._follow_ups.subject(heard.asked)
        unsure = heard.in_reply and decision.suggestions and not decision.told
        if not unsure or (subject and subject.kind is not Kind.ANSWER):
            return decision
        alone = self._ranking.candidates(heard.by_itself, heard.flags, heard.reading.words)
        whole = policy.decide(alone, heard.flags)
        return whole if whole.entry == decision.suggestions[0] and whole.confidence >= WHOLE else decision

    def _meant(self, decision: Decision, heard: Heard) -> Decision:
        """On what corrects the bot: what it says that it means, as behind "no, I meant", if that surely leads anywhere.

        A cry beside what is meant goes before it.
        """
        before, flags = heard.incoming, heard.flags
        spoken_before = before.context or before.subject or before.choices
        words, beside = self._corrections.meant(heard.reading)
        if not spoken_before or not words or heard.cry or flags.sign or flags.foreign:
            return decision
        flags = self._hearing.safety.flags(self.matcher.reader.read(" ".join(words)))
        matches = self._hearing.ranked_behind(heard.asked, heard.reading, words)
        asked = policy.decide(self._ranking.candidates(matches, flags, words), flags)
        others = self._ranking.candidates(self._ranking.ranked(beside), flags, beside) if beside else []
        leads = bool(asked.entry) and not self._is_talk(asked)
        return amending.meant(decision, asked if leads else None, others, talk=self._is_talk(decision))

    def _beside_talk(self, decision: Decision, heard: Heard) -> Decision:
        """On talk: what the message surely or likely asks beside it."""
        if not self._is_talk(decision):
            return decision
        corrects = self._faq.entries[decision.entry].in_reply == Verb.OTHERS
        said_beside = () if self._endings.clears(decision.entry) else self._said_beside_talk(heard.reading)
        for words in (heard.form.question, said_beside):
            said = self._corrections.corrected(words or heard.reading.words) if corrects else words
            if said == heard.reading.words or not self._detector.tells(said):
                continue
            matches = self._hearing.ranked_behind(heard.asked, heard.reading, said)
            found = self._ranking.candidates(matches, heard.flags, said)
            asked = amending.beside_talk(decision, found, heard.flags, corrects=corrects, tells=heard.form.tells)
            if asked is not decision:
                return asked
        return decision

    def _two_questions(self, decision: Decision, heard: Heard) -> Decision:
        """On a message that asks several things: each of them that is sure."""
        pointing = decision.outcome is Outcome.NOT_COVERED
        questions = self._detector.questions(heard.reading, whole=pointing)
        return amending.decide_two(decision, self._best_of_each(questions, heard.flags))

    def _cried(self, decision: Decision, heard: Heard) -> Decision:
        """On what surely means something else: a note of doubt, if one sentence of it cries for help."""
        return amending.doubting(decision, heard.cry)

    def _insisted_on(self, decision: Decision, heard: Heard) -> Decision:
        """On what corrects a signpost and means just that: that there is no more."""
        return amending.insisting(decision, self._hearing.telling.insisted_on(heard.asked, heard.reading))

    def _read_last(self, decision: Decision, heard: Heard) -> Decision:
        """On choices: what the member has just read comes last."""
        return amending.read_last(decision, heard.incoming.context)

    def _behind_a_card(self, decision: Decision, heard: Heard) -> Decision:
        """Behind the card of an emergency: the numbers once more, if nothing said so far ends it."""
        card, before = self._follow_ups.subject(heard.incoming), self._faq.entries.get(heard.incoming.context)
        if card is None or card.kind is not Kind.URGENT or (before is not None and before.ends):
            return decision
        ends = self._endings.ends(decision.entry)
        clearing = None if heard.flags.sign else self._endings.clearing(heard.reading, heard.flags)
        return amending.behind_a_card(decision, heard.candidates, card.id, ends=ends, clearing=clearing)

    def _danger_over(self, decision: Decision, heard: Heard) -> Decision:
        """Behind the word that nobody is in danger: a faint doubt is not told once more."""
        return amending.without_faint_doubt(decision) if heard.incoming.danger_over else decision

    # ---- what they look at -------------------------------------------------------------------------------------------

    def _is_talk(self, decision: Decision) -> bool:
        entry = self._faq.entries.get(decision.entry)
        return entry is not None and entry.kind is Kind.CHATTER

    def _said_beside_talk(self, reading: Reading) -> tuple[str, ...]:
        """The words of the sentences that are no talk by themselves, where others are."""
        sentences = reading.sentences if len(reading.sentences) > 1 else ()
        talk = {one for one in at_the_ends(sentences) if self._ranking.is_talk(self._ranking.ranked(one.words))}
        return tuple(word for one in sentences if one not in talk for word in one.words)

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
