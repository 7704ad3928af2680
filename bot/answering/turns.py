"""What the bot said last in a dialogue, so that the next message is read with it: entries and buttons, never words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Incoming, Kind, Outcome, Verb

if TYPE_CHECKING:
    from bot.model import Button, Faq, Press, Reply

_MOST_SHOWN = 50
"""Entries of a dialogue that are kept in mind."""
_SHOWING = {Verb.SHOW, Verb.MORE}
"""The taps that show an entry anew; after a vote, or on a way back, one is only there once more."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the bot said last: the id of the entry that it showed, or empty, and the buttons below.

    `subject` is the id of the entry that was spoken of last, be it before that: talk and choices leave it as it is.
    `shown` are the ids of the entries that were shown so far, as often as each was, and the edition of its text; of talk, those that
    say something else the second time.
    `danger_over`: the member said that nobody is in danger, and no card of an emergency has come since.
    """

    entry: str = ""
    choices: tuple[Button, ...] = ()
    subject: str = ""
    shown: tuple[tuple[str, int], ...] = ()
    danger_over: bool = False


NOTHING_SAID = Turn()


def read_after(before: Turn, text: str, faq: Faq, *, addressed: bool = True) -> Incoming:
    """A message as it is read after what was said before it; of entries whose text was changed since, nothing was shown."""
    shown = tuple(entry for entry, edition in before.shown if edition == _edition(faq, entry))
    return Incoming(
        text,
        addressed,
        context=before.entry,
        choices=before.choices,
        subject=before.subject,
        shown=shown,
        danger_over=before.danger_over,
    )


def after(before: Turn, reply: Reply, faq: Faq, press: Press | None = None) -> Turn:
    """The turn that a reply makes, be it to a tap."""
    entry = faq.entries.get(reply.entry)
    spoken_of = entry.id if entry and entry.kind is not Kind.CHATTER else ""
    anew = entry if entry and (spoken_of or entry.again) and (press is None or press.verb in _SHOWING) else None
    shown = [(anew.id, _edition(faq, anew.id))] if anew else []
    return Turn(
        reply.entry,
        reply.buttons,
        subject=spoken_of or before.subject,
        shown=(*before.shown, *shown)[-_MOST_SHOWN:],
        danger_over=(before.danger_over or (entry is not None and entry.over)) and reply.outcome is not Outcome.URGENT,
    )


def in_need(before: Turn, faq: Faq) -> bool:
    """Whether the card of an emergency was shown last, and the member has not said that nobody is in danger."""
    card = faq.entry(before.subject)
    return card is not None and card.kind is Kind.URGENT and not before.danger_over


def _edition(faq: Faq, entry_id: str) -> int:
    """What tells the text of an entry from the one that it had before moderators changed it."""
    entry = faq.entries.get(entry_id)
    return hash((entry.short, entry.answer)) if entry else 0
