"""What a message means that replies to one of the bot's: a choice by its number or its words, or that none was right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import text
from bot.model import Kind, Press, Verb

if TYPE_CHECKING:
    from bot.model import Entry, Incoming, Reply

_NUMBER = re.compile(r"\W*(?:no|nr|number|option|choice|answer)?\W*(\d{1,2})\W*", re.IGNORECASE)
_LONGEST = 200
"""Characters of a reply that may be a choice: no label is longer."""
_CHOSEN = {
    *(Verb.SHOW, Verb.MORE, Verb.BACK, Verb.OTHERS, Verb.NONE, Verb.NOT_HELPED),
    *(Verb.THEME, Verb.TOPICS, Verb.SUPPORT, Verb.COUNTRY),
}
"""Buttons that typed words may stand for. Sending something on asks for a tap, and so does a vote: to type that an
answer did not help leads on and counts nothing."""


def chosen(incoming: Incoming) -> Press | None:
    """The button that the words of a reply name, by its number among the questions offered or by its label."""
    offered = [button for button in incoming.choices if button.press.verb in _CHOSEN]
    if not offered or len(incoming.text) > _LONGEST:
        return None
    number = _NUMBER.fullmatch(incoming.text)
    if number:
        questions = [button.press for button in offered if button.press.verb is Verb.SHOW]
        place = int(number[1])
        return questions[place - 1] if 0 < place <= len(questions) else None
    said = _words(incoming.text)
    named = next((button.press for button in offered if said and said == _words(button.label)), None)
    return Press(Verb.OTHERS, named.target) if named and named.verb is Verb.NOT_HELPED else named


def led_on(incoming: Incoming, entry: Entry | None, context: Entry | None) -> Press | None:
    """Where a reply leads that was recognised as an entry which leads on, as "no, not that" leads to other choices.

    `context` is the entry that it replies to. From small talk, and from a menu, nothing leads on.
    """
    if entry is None or not entry.in_reply or (context and context.kind is Kind.CHATTER):
        return None
    if context:
        return Press(Verb(entry.in_reply), context.id)
    offered = any(button.press.verb is Verb.SHOW for button in incoming.choices)
    return Press(Verb.NONE) if offered and entry.in_reply == Verb.OTHERS else None


def unfolded(reply: Reply, press: Press) -> Reply:
    """What a tap leads to where nobody else reads it: the whole of an entry then takes no room of theirs."""
    return reply.whole if press.verb is Verb.MORE else reply


def _words(said: str) -> list[str]:
    return text.tokens(text.clean(said))
