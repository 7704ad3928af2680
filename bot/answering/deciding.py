"""Decides a message: reads it, raises flags, ranks the entries for it and for its parts, and lets the policy choose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import text
from bot.answering import policy
from bot.answering.question_detection import QuestionDetector, SpeechAct
from bot.answering.safety import Flags, Safety
from bot.matching import NO_CACHE, IndexCache, Lessons, Match, Matcher, Reading
from bot.model import Incoming, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.reading import Sentence
    from bot.model import Entry, Faq

RELATED = 3.0
"""How much likelier the answer that a message replies to becomes, and each that is related to it. Of the 50 replies in
followups-tune.jsonl 38 come out right with 3, 37 with 1."""
BEHIND = 0.5
"""Weight of what a reply of few words means behind the question that was answered: "does it hurt?" after a test is asked
back, and not answered about the illness. At 0.3 it is; 38 of the 50 come out right with either."""

TALK = 0.8
"""Confidence from which a reply is ordinary talk, and not read with the answer that it replies to."""
FEWEST = 2
"""Words of a message that says next to nothing."""
MOST_SENTENCES = 12
"""Sentences of a message that are each looked at for a cry for help, the last ones: a story may end with it."""
PHRASE = 0.8
"""How like a phrase the words behind a greeting must be to mean it where they do not ask, as "hi, help"."""
FEW, SMALL_TALK = 3, 0.6
"""Words of a message that is taken for talk where it looks foreign, and how like a phrase of talk it must be."""

_TINY = 1e-3

FIRST = {Kind.URGENT, Kind.CARE_TEAM}
"""Kinds that go before all others."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with all that led to it, for moderators; `matches` are best first."""

    decision: policy.Decision
    reading: Reading
    matches: tuple[Match, ...]
    candidates: tuple[policy.Candidate, ...]
    flags: Flags
    form: SpeechAct


class Decider:
    """Decides by one FAQ. Read-only once built.

    What its phrases teach is taken from the cache, where it is there; otherwise it takes some seconds to learn.
    """

    def __init__(self, faq: Faq, index_cache: IndexCache = NO_CACHE) -> None:
        self._faq = faq
        self.matcher = Matcher.from_lessons(learned_from(faq), index_cache)
        """The index over every entry's phrases."""
        self._safety = Safety(faq, self.matcher)
        self._detector = QuestionDetector(faq.words, self.matcher.reader)
        self._polite_entries = self._of_politeness()

    def _of_politeness(self) -> frozenset[str]:
        """The entries of ordinary talk that greetings and thanks come to."""
        read = map(self.matcher.reader.read_phrase, self._faq.words.polite)
        saying = {entry_id for words in read for entry_id in self.matcher.entries_saying(words)}
        return frozenset(entry_id for entry_id in saying if self._faq.entries[entry_id].kind is Kind.CHATTER)

    def explain(self, incoming: Incoming) -> Explanation:
        """The decision on a message, and why."""
        reading = self.matcher.reader.read(incoming.text)
        flags = self._safety.flags(reading)
        form = self._detector.form(incoming.text, reading)
        matches = self.matcher.rank_words(reading.words, len(self._faq.entries), form.question)
        if not text.has_words(incoming.text) and not self.matcher.entries_saying(reading.words):
            matches = []  # numbers and symbols mean what a phrase says that they mean, and nothing like it
        context, by_itself = self._faq.entries.get(incoming.context), matches
        if reading.words and context and context.kind is not Kind.CHATTER and not self._is_talk(matches):
            matches = self._in_context(matches, context, reading.words)
        candidates = self._candidates(matches, flags, reading.words)
        if flags.foreign and len(reading.words) <= FEW and self._is_small_talk(matches):
            flags = replace(flags, foreign=False)
        courtesies = self._courtesies(reading)
        pared, asks = self._detector.pared(reading, courtesies)
        if pared:  # greetings and thanks swallow neither a question nor a cry for help
            matched = self.matcher.rank_words(pared, len(self._faq.entries))
            alone = self._candidates(matched, flags, pared)
            if max(map(policy.urgent_chance, (alone, candidates))) >= policy.BARS.urgent:
                candidates = max(candidates, alone, key=policy.urgent_chance)
            elif (
                candidates and (asks or self._is_phrase(matched)) and (courtesies or candidates[0].kind is Kind.CHATTER)
            ):
                matches, candidates = matched, alone
        if len(reading.sentences) > 1:
            candidates = self._crying(candidates, reading, flags)
        decision = policy.decide(candidates, flags, form, addressed=incoming.addressed)
        if matches is not by_itself and len(decision.suggestions) == 1:
            whole = policy.decide(self._candidates(by_itself, flags, reading.words), flags, form, addressed=True)
            decision = whole if (whole.entry,) == decision.suggestions else decision  # as "what is mmn" in a reply
        if incoming.addressed:
            decision = policy.decide_two(decision, self._best_of_each(self._detector.questions(reading), flags))
        return Explanation(decision, reading, tuple(matches), tuple(candidates), flags, form)

    def _courtesies(self, reading: Reading) -> list[Sentence]:
        """The sentences of a message that only greet or thank, where others ask; however much they say beside."""
        if len(reading.sentences) == 1:
            return []
        asking = self._detector.asking(reading)
        aside = [sentence for sentence in reading.sentences if sentence not in asking] if asking else []
        ranked = ((sentence, self.matcher.rank_words(sentence.words, 1)) for sentence in aside)
        return [one for one, best in ranked if self._is_talk(best) and best[0].entry_id in self._polite_entries]

    def _crying(self, said: list[policy.Candidate], reading: Reading, flags: Flags) -> list[policy.Candidate]:
        """The candidates of the one sentence that surely cries for help, which a long story drowns; else those of the whole.

        A sentence that asks is heard within the whole alone: what "was she hoping to find?" means lies around it.
        """
        for sentence in self._detector.told(reading)[-MOST_SENTENCES:]:
            alone = self._candidates(
                self.matcher.rank_words(sentence.words, len(self._faq.entries)), flags, sentence.words
            )
            sure = policy.urgent_chance([candidate for candidate in alone if not candidate.thin])
            if sure >= policy.BARS.urgent_sentence and sure > policy.urgent_chance(said):
                said = alone
        return said

    def _is_talk(self, matches: Sequence[Match]) -> bool:
        """Whether a message is surely ordinary talk: "thanks" asks nothing about the answer that it replies to."""
        best = matches[0] if matches else None
        return best is not None and self._faq.entries[best.entry_id].kind is Kind.CHATTER and best.confidence >= TALK

    def _is_small_talk(self, matches: Sequence[Match]) -> bool:
        """Whether a message is nearly a phrase of ordinary talk, whose words are often no dictionary's ("yada yada")."""
        best = matches[0] if matches else None
        return (
            best is not None and self._faq.entries[best.entry_id].kind is Kind.CHATTER and best.likeness >= SMALL_TALK
        )

    def _is_phrase(self, matches: Sequence[Match]) -> bool:
        """Whether words are nearly a phrase of an answer or a signpost: with a greeting before them they still mean it."""
        best = matches[0] if matches else None
        return best is not None and self._faq.entries[best.entry_id].kind.is_showable and best.likeness >= PHRASE

    def _best_of_each(self, questions: Sequence[Sequence[str]], flags: Flags) -> list[policy.Candidate]:
        """The best candidate for each of several questions."""
        ranked = ((words, self.matcher.rank_words(words, 1)) for words in questions)
        return [candidate for words, best in ranked for candidate in self._candidates(best, flags, words)]

    def _in_context(self, matches: Sequence[Match], context: Entry, words: Sequence[str]) -> list[Match]:
        """The matches for a reply to an entry: what is related to it is likelier.

        A card that sends a member to their doctor is not: what follows is seldom the same decision once more.
        """
        alone = {match.entry_id: match.confidence for match in matches}
        if len(words) <= policy.BARS.few_words and context.kind not in FIRST:
            question = self.matcher.reader.read(context.question).words
            matches = self.matcher.rank_words((*question, *words), len(self._faq.entries))
            behind = {match.entry_id: match.confidence for match in matches if match.entry_id != context.id}
            others = max(sum(behind.values()), _TINY)
            alone = {
                one: (1 - BEHIND) * alone.get(one, 0.0) + BEHIND * behind.get(one, 0.0) / others
                for one in {*alone, *behind}
            }
        near = {*context.see_also} if context.kind in FIRST else {context.id, *context.see_also}
        raised = {one: chance * (RELATED if one in near else 1.0) for one, chance in alone.items()}
        total = 1 + sum(raised.values()) - sum(alone.values())
        found = (replace(match, confidence=raised.get(match.entry_id, 0.0) / total) for match in matches)
        return sorted(found, key=lambda match: -match.confidence)

    def _candidates(self, matches: list[Match], flags: Flags, words: Sequence[str]) -> list[policy.Candidate]:
        few = len(words) <= policy.BARS.few_words
        plain = policy.BARS.likeness_alone if len(words) == 1 else policy.BARS.likeness
        harm = policy.BARS.likeness_of_harm if len(words) <= FEWEST else plain
        if flags.asked:  # who asks what a word is asks for neither help nor advice
            few, harm = True, PHRASE
        bars = {kind: harm if kind in FIRST else plain for kind in Kind}
        if self._detector.is_sum(words):  # nothing to answer, but for talk that is about sums
            matches = [match for match in matches if self._faq.entries[match.entry_id].kind is Kind.CHATTER]
        return [
            policy.Candidate(
                match.entry_id,
                self._faq.entries[match.entry_id].kind,
                match.confidence,
                self._safety.fits(match.entry_id, flags, match.likeness),
                few and match.likeness < bars[self._faq.entries[match.entry_id].kind],
            )
            for match in matches
        ]


def learned_from(faq: Faq) -> Lessons:
    """What the matcher of an FAQ learns from."""
    phrases = {entry.id: (*entry.asks, *_own_words(entry)) for entry in faq.entries.values()}
    contrasts = {entry.id: entry.not_asks for entry in faq.entries.values() if entry.not_asks}
    return Lessons(phrases, faq.words, policy.none_odds(len(phrases)), contrasts)


def _own_words(entry: Entry) -> tuple[str, ...]:
    """An entry's question counts as one of its phrases where members may ask it in just these words."""
    return (entry.question,) if entry.kind.is_showable else ()
