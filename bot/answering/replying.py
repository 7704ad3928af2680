"""Where a message leads that replies to one of the bot's, as "no, not that" leads to other choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind, Press, Verb

if TYPE_CHECKING:
    from bot.model import Entry, Incoming, Reply


def led_on(incoming: Incoming, entry: Entry | None, context: Entry | None) -> Press | None:
    """Where a reply leads that was recognised as an entry which leads on, as "no, not that" leads to other choices.

    `context` is the entry that it replies to. From small talk, and from a menu, nothing leads on; there are no others to the card of an emergency.
    """
    if entry is None or not entry.in_reply:
        return None
    if context:
        without_others = context.kind is Kind.URGENT and entry.in_reply == Verb.OTHERS
        if context.kind is Kind.CHATTER or without_others:
            return None
        return Press(Verb(entry.in_reply), context.id, instead=instead(incoming))
    offered = any(button.press.verb is Verb.SHOW for button in incoming.choices)
    return Press(Verb.NONE) if offered and entry.in_reply == Verb.OTHERS else None


def instead(incoming: Incoming) -> tuple[str, ...]:
    """What else the question may have meant that led to the answer which a message replies to: codes, see `Press`."""
    return next((button.press.instead for button in incoming.choices if button.press.instead), ())


def unfolded(reply: Reply, press: Press) -> Reply:
    """What a tap leads to where nobody else reads it: the whole of an entry then takes no room of theirs."""
    return reply.whole if press.verb is Verb.MORE else reply
