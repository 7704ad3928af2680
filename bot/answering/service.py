"""The one door to the core: ask, show, browse, search, press. Adapters call these and render what comes back."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import text
from bot.answering import policy, replying
from bot.answering.contacts import EVERYWHERE, Contacts
from bot.answering.replies import SILENCE, Replies
from bot.answering.safety import Flags, Safety
from bot.answering.talk import Form, Talk
from bot.matching import NO_SHELF, Lessons, Match, Matcher, Reading, Shelf
from bot.model import Incoming, Kind, Outcome, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.reading import Sentence
    from bot.model import Entry, Faq, Keeping, Press, Reply

_log = logging.getLogger(__name__)

CONTEXT = 0.2
"""Weight of the answer that a message replies to. Of 43 replies in followups-tune.jsonl 33 are answered rightly without it,
34 with 0.1 and 0.2, 32 with 0.3; from 0.4 on it draws whole questions away: 25, and the others are asked back."""

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

_SHOWABLE = {Kind.ANSWER, Kind.SIGNPOST}
_FIRST = {Kind.URGENT, Kind.CARE_TEAM}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with all that led to it, for moderators; `matches` are best first."""

    decision: policy.Decision
    reading: Reading
    matches: tuple[Match, ...]
    candidates: tuple[policy.Candidate, ...]
    flags: Flags
    form: Form


class Service:
    """Answers from one FAQ. Read-only once built: a changed FAQ is a new service, swapped in whole.

    What its phrases teach is taken from the shelf, where it lies there; otherwise it takes a second or two to learn.
    """

    def __init__(self, faq: Faq, shelf: Shelf = NO_SHELF) -> None:
        self.faq = faq
        self._matcher = Matcher.from_lessons(learned_from(faq), shelf)
        self._safety = Safety(faq, self._matcher)
        self._talk = Talk(faq.words, self._matcher.reader)
        self._contacts = Contacts(faq)
        self._replies = Replies(faq, self._contacts)
        self._polite_entries = self._of_politeness()

    def _of_politeness(self) -> frozenset[str]:
        """The entries of ordinary talk that greetings and thanks come to."""
        said = set(map(self._matcher.reader.read_phrase, self.faq.words.polite))
        chatter = (entry.id for entry in self.faq.entries.values() if entry.kind is Kind.CHATTER)
        return frozenset(entry_id for entry_id in chatter if said.intersection(self._matcher.said(entry_id)))

    # ---- a message ---------------------------------------------------------------------------------------------------

    def ask(self, incoming: Incoming) -> Reply:
        """The reply to a message. A failure on the way shows the emergency numbers: never an error, never nothing."""
        try:
            press = replying.chosen(incoming)
            if press:
                return self.press(press, incoming.country)
            decision = self.explain(incoming).decision
        except Exception as error:  # the safety step is on this way, and its failure must not be silence
            _log.error("a message could not be decided: %s", type(error).__name__)
            return self._contacts.safety_card(incoming.country)
        press = replying.led_on(incoming, self.faq.entries.get(decision.entry))
        return self.press(press, incoming.country) if press else self.word(decision, incoming)

    def explain(self, incoming: Incoming) -> Explanation:
        """The decision on a message, and why."""
        reading = self._matcher.reader.read(incoming.text)
        flags = self._safety.flags(reading)
        form = self._talk.form(incoming.text, reading)
        matches = self._matcher.rank_words(reading.words, len(self.faq.entries), form.question)
        if reading.words and incoming.context in self.faq.entries and not self._is_talk(matches):
            matches = self._in_context(matches, self.faq.entries[incoming.context], reading)
        candidates = self._candidates(matches, flags, reading.words)
        if flags.foreign and len(reading.words) <= FEW and self._is_small_talk(matches):
            flags = replace(flags, foreign=False)
        courtesies = self._courtesies(reading)
        pared, asks = self._talk.pared(reading, courtesies)
        if pared:  # greetings and thanks swallow neither a question nor a cry for help
            matched = self._matcher.rank_words(pared, len(self.faq.entries))
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
        if incoming.addressed:
            decision = policy.decide_two(decision, self._best_of_each(self._talk.questions(reading), flags))
        return Explanation(decision, reading, tuple(matches), tuple(candidates), flags, form)

    def _courtesies(self, reading: Reading) -> list[Sentence]:
        """The sentences of a message that only greet or thank, where others ask; however much they say beside."""
        if len(reading.sentences) == 1:
            return []
        asking = self._talk.asking(reading)
        aside = [sentence for sentence in reading.sentences if sentence not in asking] if asking else []
        ranked = ((sentence, self._matcher.rank_words(sentence.words, 1)) for sentence in aside)
        return [one for one, best in ranked if self._is_talk(best) and best[0].entry_id in self._polite_entries]

    def _crying(self, said: list[policy.Candidate], reading: Reading, flags: Flags) -> list[policy.Candidate]:
        """The candidates of the one sentence that surely cries for help, which a long story drowns; else those of the whole.

        A sentence that asks is heard within the whole alone: what "was she hoping to find?" means lies around it.
        """
        for sentence in self._talk.told(reading)[-MOST_SENTENCES:]:
            alone = self._candidates(
                self._matcher.rank_words(sentence.words, len(self.faq.entries)), flags, sentence.words
            )
            sure = policy.urgent_chance([candidate for candidate in alone if not candidate.thin])
            if sure >= policy.BARS.urgent_sentence and sure > policy.urgent_chance(said):
                said = alone
        return said

    def _is_talk(self, matches: Sequence[Match]) -> bool:
        """Whether a message is surely ordinary talk: "thanks" asks nothing about the answer that it replies to."""
        best = matches[0] if matches else None
        return best is not None and self.faq.entries[best.entry_id].kind is Kind.CHATTER and best.confidence >= TALK

    def _is_small_talk(self, matches: Sequence[Match]) -> bool:
        """Whether a message is nearly a phrase of ordinary talk, whose words are often no dictionary's ("yada yada")."""
        best = matches[0] if matches else None
        return best is not None and self.faq.entries[best.entry_id].kind is Kind.CHATTER and best.likeness >= SMALL_TALK

    def _is_phrase(self, matches: Sequence[Match]) -> bool:
        """Whether words are nearly a phrase of an answer or a signpost: with a greeting before them they still mean it."""
        best = matches[0] if matches else None
        return best is not None and self.faq.entries[best.entry_id].kind in _SHOWABLE and best.likeness >= PHRASE

    def _best_of_each(self, questions: Sequence[Sequence[str]], flags: Flags) -> list[policy.Candidate]:
        """The best candidate for each of several questions."""
        ranked = ((words, self._matcher.rank_words(words, 1)) for words in questions)
        return [candidate for words, best in ranked for candidate in self._candidates(best, flags, words)]

    def _in_context(self, matches: Sequence[Match], context: Entry, reading: Reading) -> list[Match]:
        """The matches for a reply to an answer: what it means by itself, and what behind the question answered."""
        question = self._matcher.reader.read(context.question).words
        behind = self._matcher.rank_words((*question, *reading.words), len(self.faq.entries))
        alone = {match.entry_id: match.confidence for match in matches}
        blended = (
            replace(match, confidence=(1 - CONTEXT) * alone.get(match.entry_id, 0.0) + CONTEXT * match.confidence)
            for match in behind
        )
        return sorted(blended, key=lambda match: -match.confidence)

    @property
    def matcher(self) -> Matcher:
        """The index over every entry's phrases, for those who look after the FAQ."""
        return self._matcher

    def word(self, decision: policy.Decision, incoming: Incoming) -> Reply:
        """The reply that says a decision."""
        reply = self._word(decision, incoming)
        return self._contacts.doubting(decision.doubt, reply, incoming.country) if decision.doubt else reply

    def _word(self, decision: policy.Decision, incoming: Incoming) -> Reply:
        if decision.outcome is Outcome.SILENT:
            return SILENCE
        if decision.outcome is Outcome.SUGGEST:
            return self._replies.suggestions(decision.suggestions)
        if decision.foreign:
            return self._contacts.foreign(incoming.country)
        if decision.unknown and not decision.entry:
            return self._replies.unknown(decision.unknown, decision.suggestions, incoming.country)
        if decision.entry:
            reply = self._replies.answer(decision.entry, incoming.country, also=decision.also)
            return self._replies.naming(decision.unknown, reply) if decision.unknown else reply
        if decision.outcome is Outcome.URGENT:
            return self._contacts.safety_card(incoming.country)
        if not any(word.isalpha() for word in text.tokens(text.clean(incoming.text))):
            return self._replies.empty()
        return self._replies.not_covered(incoming.country)

    def _candidates(self, matches: list[Match], flags: Flags, words: Sequence[str]) -> list[policy.Candidate]:
        few = len(words) <= policy.BARS.few_words
        plain = policy.BARS.likeness_alone if len(words) == 1 else policy.BARS.likeness
        harm = policy.BARS.likeness_of_harm if len(words) <= FEWEST else plain
        bars = {kind: harm if kind in _FIRST else plain for kind in Kind}
        if self._talk.is_sum(words):
            return []
        return [
            policy.Candidate(
                match.entry_id,
                self.faq.entries[match.entry_id].kind,
                match.confidence,
                self._safety.fits(match.entry_id, flags, match.likeness),
                few and match.likeness < bars[self.faq.entries[match.entry_id].kind],
            )
            for match in matches
        ]

    # ---- the menu and the buttons ------------------------------------------------------------------------------------

    def welcome(self) -> Reply:
        """The first message to somebody new."""
        return self._replies.welcome()

    def help(self) -> Reply:
        """How to use the bot."""
        return self._replies.help()

    def about(self) -> Reply:
        """What the bot is, and who runs it."""
        return self._replies.about()

    def privacy(self, keeping: Keeping) -> Reply:
        """What is read, what is kept, and for how long, by the settings in force."""
        return self._replies.privacy(keeping)

    @property
    def replies(self) -> Replies:
        """The replies that no message and no tap on an entry leads to, as those on the way of a question to the moderators."""
        return self._replies

    def forgotten(self, held: int, *, country: bool = False) -> Reply:
        """Says what was held about a member, and is erased now: `held` answers that were known to be theirs, a country."""
        return self._replies.forgotten(held, country=country)

    def urgent(self, country: str = "") -> Reply:
        """The emergency numbers and crisis lines."""
        return self._contacts.urgent(country)

    def sorry(self, country: str = "") -> Reply:
        """For a message that an error of ours left without its reply."""
        return self._replies.sorry(country)

    def restarted(self, country: str = "") -> Reply:
        """For a message that a restart of ours left without its reply."""
        return self._contacts.restarted(country)

    def pause(self) -> Reply:
        """For a member who asks more in a chat than one member may within a minute."""
        return self._replies.pause()

    def show(self, entry_id: str, country: str = "") -> Reply:
        """An entry that was chosen by its id."""
        return self._replies.chosen(entry_id, country)

    def browse(self, theme: str = "") -> Reply:
        """The menu of themes, or the questions of one."""
        return self._replies.theme(theme) if theme else self._replies.topics()

    def support(self, country: str = "") -> Reply:
        """Support organisations, those of a country first."""
        return self._contacts.support(country)

    def search(self, words: str, limit: int = 10) -> list[Entry]:
        """The entries that words typed so far may mean, best first; without words, the FAQ's first ones.

        They are answers and signposts. Where the words speak of an emergency or of a personal decision, its entry
        comes first. The last word may be half typed.
        """
        completed = self._matcher.reader.completed(words)
        said = self.faq.entries.get(self.explain(Incoming(completed[0])).decision.entry)
        ahead = [said] if said and said.kind in _FIRST else []
        matches = [match for text in completed for match in self._matcher.rank(text, len(self.faq.entries))]
        matches.sort(key=lambda match: -match.confidence)
        ranked = dict.fromkeys(match.entry_id for match in matches) or self.faq.entries
        found = (self.faq.entries[entry_id] for entry_id in ranked)
        return [*ahead, *(entry for entry in found if entry.kind in _SHOWABLE)][:limit]

    def press(self, press: Press, country: str = "") -> Reply:
        """The reply to a tapped button. A vote shows its entry again, without the choice to vote.

        Counting a vote, removing, sharing or sending a message are the adapter's: the core keeps nothing, so that of a
        question to be sent it no longer has the words.
        """
        match press.verb:
            case Verb.SHARE if not press.target:
                return self.urgent(country)
            case Verb.SHOW | Verb.READ | Verb.SHARE:
                return self.show(press.target, country)
            case Verb.HELPED | Verb.NOT_HELPED:
                return self._replies.voted(press.target, country)
            case Verb.OTHERS:
                return self._others(press.target)
            case Verb.SUPPORT:
                return self.support("" if press.target == EVERYWHERE else press.target or country)
            case Verb.COUNTRY:
                return self._contacts.country(press.target)
            case Verb.THEME | Verb.TOPICS:
                return self.browse(press.target)
            case Verb.NONE | Verb.REMOVE:
                return self._replies.not_covered(country)
            case Verb.SEND | Verb.CONFIRM | Verb.DECLINE:
                return self._replies.send_lost()

    def _others(self, entry_id: str) -> Reply:
        """What else a question that led to this entry may have meant: no question is kept, so its neighbours."""
        entry = self.faq.entries.get(entry_id)
        if entry is None:
            return self._replies.gone()
        likely = [
            other.id for other in self.search(entry.question, policy.MOST_SUGGESTIONS + 1) if other.id != entry_id
        ]
        return self._replies.others(likely[: policy.MOST_SUGGESTIONS])


def learned_from(faq: Faq) -> Lessons:
    """What the matcher of an FAQ learns from."""
    phrases = {entry.id: (*entry.asks, *_own_words(entry)) for entry in faq.entries.values()}
    contrasts = {entry.id: entry.not_asks for entry in faq.entries.values() if entry.not_asks}
    return Lessons(phrases, faq.words, policy.none_odds(len(phrases)), contrasts)


def _own_words(entry: Entry) -> tuple[str, ...]:
    """An entry's question counts as one of its phrases where members may ask it in just these words."""
    return (entry.question,) if entry.kind in _SHOWABLE else ()
