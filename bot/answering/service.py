"""The one door to the core: ask, show, browse, search, press. Adapters call these and render what comes back."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import text
from bot.answering import policy
from bot.answering.replies import SILENCE, Replies
from bot.answering.safety import Flags, Safety
from bot.answering.talk import Form, Talk
from bot.matching import Match, Matcher, Reading
from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from bot.model import Entry, Faq, Incoming, Reply

_log = logging.getLogger(__name__)

_PRESS = re.compile(r"(show|others|theme|support):([A-Za-z0-9-]{1,40})|(none|topics|support)")
_SHOWABLE = {Kind.ANSWER, Kind.SIGNPOST}


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
    """Answers from one FAQ. Read-only once built: a changed FAQ is a new service, swapped in whole."""

    def __init__(self, faq: Faq) -> None:
        self.faq = faq
        self._matcher = Matcher(
            {entry.id: (*entry.asks, *_own_words(entry)) for entry in faq.entries.values()}, faq.words
        )
        self._safety = Safety(faq, self._matcher)
        self._talk = Talk(faq.words, self._matcher.reader)
        self._replies = Replies(faq)

    # ---- a message ---------------------------------------------------------------------------------------------------

    def ask(self, incoming: Incoming) -> Reply:
        """The reply to a message. A failure on the way shows the emergency numbers: never an error, never nothing."""
        try:
            decision = self.explain(incoming).decision
        except Exception as error:  # the safety step is on this way, and its failure must not be silence
            _log.error("a message could not be decided: %s", type(error).__name__)
            return self._replies.safety_card(incoming.country)
        return self.word(decision, incoming)

    def explain(self, incoming: Incoming) -> Explanation:
        """The decision on a message, and why."""
        reading = self._matcher.reader.read(incoming.text)
        flags = self._safety.flags(reading)
        form = self._talk.form(incoming.text, reading)
        matches = self._matcher.rank_words(reading.words, len(self.faq.entries), form.question)
        candidates = self._candidates(matches, flags)
        if flags.sign and len(reading.sentences) > 1:  # a long story drowns the one sentence that cries for help
            alone = self._candidates(self._matcher.rank_words(flags.sentence, len(self.faq.entries)), flags)
            candidates = max(candidates, alone, key=policy.urgent_chance)
        decision = policy.decide(candidates, flags, form, addressed=incoming.addressed)
        return Explanation(decision, reading, tuple(matches), tuple(candidates), flags, form)

    def word(self, decision: policy.Decision, incoming: Incoming) -> Reply:
        """The reply that says a decision."""
        if decision.outcome is Outcome.SILENT:
            return SILENCE
        if decision.outcome is Outcome.SUGGEST:
            return self._replies.suggestions(decision.suggestions)
        if decision.foreign:
            return self._replies.foreign(incoming.country)
        if decision.entry:
            return self._replies.entry(decision.entry, incoming.country)
        if decision.outcome is Outcome.URGENT:
            return self._replies.safety_card(incoming.country)
        if not any(word.isalpha() for word in text.tokens(text.clean(incoming.text))):
            return self._replies.empty()
        return self._replies.not_covered(incoming.country)

    def _candidates(self, matches: list[Match], flags: Flags) -> list[policy.Candidate]:
        return [
            policy.Candidate(
                match.entry_id,
                self.faq.entries[match.entry_id].kind,
                match.confidence,
                not flags.other_condition or self._safety.speaks_of(match.entry_id, flags.other_condition),
            )
            for match in matches
        ]

    # ---- the menu and the buttons ------------------------------------------------------------------------------------

    def welcome(self) -> Reply:
        """The first message to somebody new."""
        return self._replies.welcome()

    def show(self, entry_id: str, country: str = "") -> Reply:
        """An entry by its id."""
        return self._replies.entry(entry_id, country)

    def browse(self, theme: str = "") -> Reply:
        """The menu of themes, or the questions of one."""
        return self._replies.theme(theme) if theme else self._replies.topics()

    def support(self, country: str = "") -> Reply:
        """Support organisations, those of a country first."""
        return self._replies.support(country)

    def search(self, words: str, limit: int = 10) -> list[Entry]:
        """The entries that words typed so far may mean, best first: answers and signposts alone."""
        matches = self._matcher.rank(words, len(self.faq.entries))
        found = (self.faq.entries[match.entry_id] for match in matches)
        return [entry for entry in found if entry.kind in _SHOWABLE][:limit]

    def press(self, press: str, country: str = "") -> Reply | None:
        """The reply to a tapped button, or None where `press` is forged or damaged."""
        parts = _PRESS.fullmatch(press)
        if parts is None:
            return None
        verb, target = parts[1] or parts[3], parts[2] or ""
        match verb:
            case "show":
                return self.show(target, country)
            case "others":
                return self._others(target)
            case "none":
                return self._replies.not_covered(country)
            case "support":
                return self.support(target or country)
            case _:
                return self.browse(target)

    def _others(self, entry_id: str) -> Reply:
        """What else a question that led to this entry may have meant: no question is kept, so its neighbours."""
        entry = self.faq.entries.get(entry_id)
        if entry is None:
            return self._replies.gone()
        likely = [
            other.id for other in self.search(entry.question, policy.MOST_SUGGESTIONS + 1) if other.id != entry_id
        ]
        return self._replies.others(likely[: policy.MOST_SUGGESTIONS])


def _own_words(entry: Entry) -> tuple[str, ...]:
    """An entry's question counts as one of its phrases where members may ask it in just these words."""
    return (entry.question,) if entry.kind in _SHOWABLE else ()
