"""The buttons below an entry: what may be wanted next, and whether it was what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.buttons import (
    back_button,
    more_button,
    send_button,
    show_button,
    support_button,
    topics_button,
)
from bot.model import Button, Kind, Press, Verb

if TYPE_CHECKING:
    from bot.answering.contacts import Contacts
    from bot.model import Entry, Faq

RELATED_BELOW = 2
"""Related questions on buttons below the whole of an entry, and below what the FAQ does not know."""


class EntryButtons:
    """The buttons below the entries of one FAQ; `instead` are codes, see `Press`."""

    def __init__(self, faq: Faq, contacts: Contacts) -> None:
        self._faq, self._contacts = faq, contacts
        self._lines = faq.community.lines

    def asked(self, entry: Entry, country: str, also: str, instead: tuple[str, ...]) -> tuple[Button, ...]:
        """Two rows: what may be wanted next, and whether this was what was meant."""
        first = self._leading(entry, country, *self._related(entry, also))
        return (*first, *self._verdict(entry, instead), more_button(self._lines, entry.id, instead))

    def chosen(self, entry: Entry, country: str, *, voted: bool = False) -> tuple[Button, ...]:
        """Two rows: from a theme, the first leads to its other questions, among which this one was chosen."""
        first = self._leading(entry, country, *self._theme(entry), *self._related(entry))
        verdict = () if voted else self._votes(entry)
        return (*first, *(verdict or (support_button(self._lines, entry.id),)), more_button(self._lines, entry.id))

    def all_of(
        self, entry: Entry, country: str, also: str, instead: tuple[str, ...], *, sendable: bool
    ) -> tuple[Button, ...]:
        """All that leads on from an entry, in five rows, which is as many as Discord has: questions first."""
        numbers = self._contacts.number_buttons(entry.numbers, country, entry.id)
        send = (send_button(self._lines),) if sendable and entry.kind is Kind.SIGNPOST else ()
        return (
            *self._related(entry, also)[: RELATED_BELOW - len(numbers)],
            *self._theme(entry),
            *numbers,
            *self._verdict(entry, instead),
            back_button(self._lines, entry.id),
            *send,
            support_button(self._lines, entry.id),
            *(() if entry.theme else (topics_button(self._lines),)),
        )

    def _leading(self, entry: Entry, country: str, *others: Button) -> tuple[Button, ...]:
        """The button of the first row: the numbers of a country, where the entry has numbers to call."""
        return (*self._contacts.number_buttons(entry.numbers, country, entry.id), *others)[:1]

    def _related(self, entry: Entry, also: str = "") -> tuple[Button, ...]:
        """The questions that a reader may want next, in the order of `see_also`; before them `also`."""
        others = dict.fromkeys((*filter(None, (also,)), *entry.see_also))
        return tuple(show_button(self._faq.entries[other]) for other in others)[:RELATED_BELOW]

    def _verdict(self, entry: Entry, instead: tuple[str, ...]) -> tuple[Button, ...]:
        """Says whether this was what was meant."""
        others = Button(self._lines.others_button, Press(Verb.OTHERS, entry.id, instead=instead))
        return self._votes(entry, instead) or (others,)

    def _votes(self, entry: Entry, instead: tuple[str, ...] = ()) -> tuple[Button, ...]:
        """Only an answer is voted on."""
        if entry.kind is not Kind.ANSWER:
            return ()
        return (
            Button(self._lines.helped_button, Press(Verb.HELPED, entry.id)),
            Button(self._lines.not_helped_button, Press(Verb.NOT_HELPED, entry.id, instead=instead)),
        )

    def _theme(self, entry: Entry) -> tuple[Button, ...]:
        """The way to the entries among which an answer stands."""
        if not entry.theme:
            return ()
        label = self._lines.theme_button.format(theme=self._faq.themes[entry.theme])
        return (Button(label, Press(Verb.THEME, entry.theme)),)
