"""Says a decision: which of the replies it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.replies import SILENCE
from bot.model import Kind, Outcome, code_of

if TYPE_CHECKING:
    from bot.answering.contacts import Contacts
    from bot.answering.pages import Pages
    from bot.answering.policy import Decision
    from bot.answering.replies import Replies
    from bot.model import Faq, Incoming, Reply


class Saying:
    """The replies of one FAQ, by decision."""

    def __init__(self, faq: Faq, replies: Replies, contacts: Contacts, pages: Pages) -> None:
        self._faq, self._replies, self._contacts, self._pages = faq, replies, contacts, pages

    def reply(self, decision: Decision, incoming: Incoming, country: str) -> Reply:
        """The reply that says a decision on a message, which stands for no tap."""
        times = self._times_shown(decision, incoming)
        if times == 1:
            return self._replies.once_more(decision.entry, country, decision.also, _codes(decision))
        if times and decision.entry == incoming.context:
            return self._replies.no_more(decision.entry, country, decision.also)
        return self._doubting(decision, incoming, country)

    def _times_shown(self, decision: Decision, incoming: Incoming) -> int:
        """How often the answer or signpost that a message leads to was shown before it; 0 where more than that is to be said.

        Of what has numbers to call, it is never told that this is all there is: who cries once more is not sent away.
        """
        entry = self._faq.entries.get(decision.entry)
        if entry is None or not entry.kind.is_showable or entry.numbers or decision.doubt or decision.unknown:
            return 0
        if decision.chosen:
            return 0
        return max(incoming.shown.count(entry.id), int(entry.id == incoming.context))

    def _doubting(self, decision: Decision, incoming: Incoming, country: str) -> Reply:
        """The reply that says a decision, with a note of what it may be after all."""
        reply = self._worded(decision, incoming, country)
        before = self._faq.entries.get(incoming.context or incoming.subject)
        said = self._faq.entries.get(reply.entry)
        if before and said and before.kind is Kind.URGENT and said.kind is Kind.CHATTER:
            reply = self._contacts.leading_to_help(reply)  # whoever thanks for a card of numbers keeps them in sight
        if not decision.doubt:
            return reply
        if decision.faint:
            return self._contacts.faintly_doubting(reply, country, decision.also)
        return self._contacts.doubting(decision.doubt, reply, country, decision.also)

    def _worded(self, decision: Decision, incoming: Incoming, country: str) -> Reply:
        if decision.outcome is Outcome.SILENT:
            return SILENCE
        if decision.unsaid and decision.outcome is Outcome.NOT_COVERED:
            return self._pages.empty()
        if decision.outcome is Outcome.SUGGEST:
            return self._replies.suggestions(decision.suggestions, told=decision.told)
        if decision.foreign:
            return self._contacts.foreign(country)
        if decision.unknown and not decision.entry:
            return self._replies.unknown(decision.unknown, decision.suggestions, country)
        if repeats(decision, incoming):
            return self._replies.again(decision.entry, country)
        entry = self._faq.entries.get(decision.entry)
        if entry and entry.kind is Kind.CHATTER:
            asked = _codes(decision) if decision.told else ()
            said_before = entry.id in {incoming.context, *incoming.shown}
            return self._replies.talk(entry, asked, again=said_before)
        if decision.entry:
            reply = self._replies.answer(decision.entry, country, decision.also, _codes(decision))
            return self._replies.naming(decision.unknown, reply) if decision.unknown else reply
        if decision.outcome is Outcome.URGENT:
            return self._contacts.safety_card(country)
        return self._replies.not_covered(country)


def repeats(decision: Decision, incoming: Incoming) -> bool:
    """Whether a decision brings the card of an emergency once more to somebody who answers it."""
    return decision.outcome is Outcome.URGENT and bool(decision.entry) and decision.entry == incoming.context


def _codes(decision: Decision) -> tuple[str, ...]:
    return tuple(map(code_of, decision.instead))
