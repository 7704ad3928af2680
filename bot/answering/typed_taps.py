"""Tells what a message asks for as a tap would: a choice in words, numbers to call, or the other choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import replying
from bot.answering.bars import BARS
from bot.answering.calling import Calling
from bot.answering.choosing import Choosing
from bot.answering.policy import OUTCOMES, Decision
from bot.answering.saying import repeats
from bot.model import Kind, Outcome, Press, Verb

if TYPE_CHECKING:
    from bot.answering.deciding import Explanation
    from bot.matching import Reader
    from bot.model import Faq, Incoming

_CHOOSES, _CALLS = "it chooses what was offered", "it asks for numbers to call"
_TO_CALL = {Verb.URGENT, Verb.COUNTRY}


class TypedTaps:
    """The taps of one FAQ that members type."""

    def __init__(self, faq: Faq, reader: Reader) -> None:
        self._faq = faq
        self._choosing = Choosing(faq)
        self.calling = Calling(faq, reader)
        """The ways of asking for numbers."""

    def decided(self, explanation: Explanation, incoming: Incoming) -> Decision:
        """The decision on a message, given that on its words alone: as on a tap, where it stands for one."""
        decision = explanation.decision
        return (
            self._choice(incoming)
            or self._call(explanation, incoming)
            or self._leading_on(decision, incoming)
            or decision
        )

    def _choice(self, incoming: Incoming) -> Decision | None:
        """The decision on a message that chooses among what the last reply offered, whatever its words mean alone."""
        if press := self._choosing.chosen(incoming):
            return self._tap(press, _CHOOSES, chosen=True)
        if entries := self._choosing.all_chosen(incoming):
            also = "".join(entries[1:2])
            return Decision(Outcome.ANSWER, _CHOOSES, entries[0], confidence=1.0, also=also, chosen=True)
        if entries := self._choosing.agreed_to(incoming):
            return Decision(Outcome.SUGGEST, _CHOOSES, suggestions=entries, confidence=1.0, chosen=True)
        return None

    def _call(self, explanation: Explanation, incoming: Incoming) -> Decision | None:
        """The decision on a message that asks for numbers to call.

        A cry for help gets its own card, unless that was shown last: then a country that it names brings the numbers there.
        """
        again = repeats(explanation.decision, incoming)
        if not incoming.addressed or (explanation.decision.outcome is Outcome.URGENT and not again):
            return None
        country = self.calling.asked(explanation.heard.reading.words, incoming.choices)
        if country:
            return self._tap(Press(Verb.COUNTRY, country), _CALLS)
        return None if country is None or again else self._tap(Press(Verb.URGENT), _CALLS)

    def _leading_on(self, decision: Decision, incoming: Incoming) -> Decision | None:
        """The decision on a message that chooses by a part of it, or is recognised as an entry that leads on; no emergency is."""
        if decision.outcome is Outcome.URGENT or decision.doubt:
            return None
        entry, context = (self._faq.entries.get(one) for one in (decision.entry, incoming.context))
        led_on = None if decision.unknown else replying.led_on(incoming, entry, context)
        named = self._choosing.named(incoming)
        asks = entry is not None and entry.kind is not Kind.CHATTER and decision.confidence >= BARS.surely_else
        if named and asks and decision.entry != named.target:
            named = None  # "what is mmn" has two words of the label "What causes MMN?"
        press = named or led_on
        return self._tap(press, _CHOOSES, chosen=True) if press else None

    def _tap(self, press: Press, rule: str, *, chosen: bool = False) -> Decision:
        entry = self._faq.entry(press.target) if press.verb in {Verb.SHOW, Verb.MORE, Verb.BACK} else None
        shown = OUTCOMES[entry.kind] if entry else Outcome.SUGGEST
        outcome = Outcome.URGENT if press.verb in _TO_CALL else shown
        return Decision(outcome, rule, entry.id if entry else "", confidence=1.0, press=press, chosen=chosen)
