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


def support_button(lines: Lines) -> Button:
    """The button that opens the support organisations."""
    return Button(lines.support_button, Press(Verb.SUPPORT))
