"""Buttons that lead on from more than one kind of reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Button, Press, Verb

if TYPE_CHECKING:
    from bot.model import Entry, Lines


def show_button(entry: Entry) -> Button:
    """The button that opens an entry."""
    return Button(entry.label, Press(Verb.SHOW, entry.id))


def topics_button(lines: Lines) -> Button:
    """The button that opens the menu of themes."""
    return Button(lines.topics_button, Press(Verb.TOPICS))


def support_button(lines: Lines, back: str = "") -> Button:
    """The button that opens the support organisations, from where a way leads back to an entry."""
    return Button(lines.support_button, Press(Verb.SUPPORT, back=back))


def more_button(lines: Lines, entry_id: str, instead: tuple[str, ...] = ()) -> Button:
    """The button that opens the whole of an entry, with all that leads on from there; `instead` are codes, see `Press`."""
    return Button(lines.more_button, Press(Verb.MORE, entry_id, instead=instead))


def back_button(lines: Lines, entry_id: str) -> Button:
    """The button that leads back to an entry, or where there is none to the numbers to call."""
    return Button(lines.back_button, Press(Verb.BACK, entry_id) if entry_id else Press(Verb.URGENT))


def send_button(lines: Lines) -> Button:
    """The button that sends the question to the moderators, once it was shown as it would be sent."""
    return Button(lines.send_button, Press(Verb.SEND))
