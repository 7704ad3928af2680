"""Words a decision: what stands in a reply, in which order, and which buttons go with it. No markup, no platform."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot import text
from bot.answering.buttons import back_button, show_button, support_button, topics_button
from bot.model import (
    Button,
    Entry,
    Faq,
    Kind,
    Outcome,
    Paragraph,
    Press,
    Reply,
    Verb,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.contacts import Contacts
    from bot.answering.pages import Pages

ORGANISATIONS_BELOW = 2
"""Support organisations below an answer; the button opens all of them."""

RELATED_BELOW = 2
"""Related questions on buttons below an entry: one fewer where two ask for a vote, so that with "not this" there are
at most four besides those that lead elsewhere (the organisations, the menu)."""

_OUTCOMES = {
    Kind.ANSWER: Outcome.ANSWER,
    Kind.SIGNPOST: Outcome.NOT_COVERED,
    Kind.URGENT: Outcome.URGENT,
    Kind.CARE_TEAM: Outcome.CARE_TEAM,
    Kind.CHATTER: Outcome.NOT_COVERED,
}

_FILLER = 3
"""Letters of a word in a name that tells nothing by itself, as in "vitamin b12"."""

SILENCE = Reply(Outcome.SILENT)


class Replies:
    """The replies of one FAQ; `country` (ISO 3166 or empty) brings that country's numbers and organisations first."""

    def __init__(self, faq: Faq, contacts: Contacts, pages: Pages) -> None:
        self._faq = faq
        self._lines = faq.community.lines
        self._contacts, self._pages = contacts, pages

    def answer(self, entry_id: str, country: str = "", also: str = "") -> Reply:
        """The entry that a question led to: one button says that it was not meant, the first one opens `also`."""
        return self._entry(entry_id, country, asked=True, also=also)

    def chosen(self, entry_id: str, country: str = "", *, sendable: bool = False) -> Reply:
        """The entry that was chosen by its name: one button leads to the others of its theme.

        `sendable`: it was on the way of a question that may yet be sent to the moderators.
        """
        return self._entry(entry_id, country, sendable=sendable)

    def voted(self, entry_id: str, country: str = "") -> Reply:
        """The entry after a vote on it."""
        return self._entry(entry_id, country, voted=True)

    def unhelped(self, entry_id: str, entry_ids: Sequence[str]) -> Reply:
        """After a vote that an entry did not help: thanks, the other choices, and the way to the moderators."""
        if entry_id not in self._faq.entries:
            return self._pages.gone()
        return Reply(
            Outcome.SUGGEST,
            self._lines.not_helped_title,
            (Paragraph(self._lines.not_helped_text),),
            below=self._lines.help_now,
            buttons=(
                *(show_button(self._faq.entries[entry_id]) for entry_id in entry_ids),
                self._send_button(),
                back_button(self._lines, entry_id),
            ),
        )

    def _entry(  # noqa: PLR0913  the ways that lead to an entry
        self,
        entry_id: str,
        country: str,
        *,
        asked: bool = False,
        voted: bool = False,
        sendable: bool = False,
        also: str = "",
    ) -> Reply:
        """The reply that shows an entry; of an id that is no longer there, it says so."""
        entry = self._faq.entries.get(entry_id)
        if entry is None:
            return self._pages.gone()
        numbers = self._contacts.numbers(entry.numbers, country)
        if entry.kind is Kind.URGENT:
            title = self._lines.safety_title  # not what it is about, for those who read over somebody's shoulder
            buttons = self._contacts.number_buttons(entry.numbers, country, entry.id)
            return Reply(Outcome.URGENT, title, entry.answer, numbers, entry.id, buttons=buttons)
        if entry.kind is Kind.CHATTER:
            return Reply(Outcome.NOT_COVERED, "", entry.answer, entry=entry.id, buttons=(topics_button(self._lines),))
        return Reply(
            outcome=_OUTCOMES[entry.kind],
            title=entry.question,
            blocks=entry.answer,
            short=(Paragraph(entry.short),) if entry.short else entry.answer[:1],
            numbers=numbers,
            entry=entry.id,
            sources=tuple(self._faq.sources[source] for source in entry.sources),
            reviewed=entry.reviewed,
            organisations=self._contacts.organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            below="" if entry.kind is Kind.ANSWER else self._lines.help_now,
            buttons=(
                *self._below(entry, asked=asked, voted=voted, sendable=asked or sendable, also=also),
                *self._contacts.number_buttons(entry.numbers, country, entry.id),
            ),
        )

    def suggestions(self, entry_ids: Sequence[str]) -> Reply:
        """Asks back: the entries as buttons, one of which is tapped."""
        return self._choice(self._lines.suggest_title, self._lines.suggest_text, entry_ids)

    def others(self, entry_ids: Sequence[str], back: str) -> Reply:
        """The choices after "not this", which was said of the entry `back`."""
        reply = self._choice(self._lines.others_title, self._lines.suggest_text, entry_ids)
        return replace(reply, buttons=(*reply.buttons, back_button(self._lines, back)))

    def not_covered(self, country: str = "") -> Reply:
        """Says that the FAQ has no answer, and who may have one."""
        text = self._lines.not_covered_text.format(contact=self._faq.community.contact)
        return Reply(
            Outcome.NOT_COVERED,
            self._lines.not_covered_title,
            (Paragraph(text),),
            organisations=self._contacts.organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            below=self._lines.help_now,
            buttons=(self._send_button(), topics_button(self._lines), support_button(self._lines)),
        )

    def naming(self, name: str, reply: Reply) -> Reply:
        """A reply that first says what it is that the FAQ does not know, unless it speaks of just that."""
        spoken_of = text.tokens(text.clean(f"{reply.title} {' '.join(map(str, reply.blocks))}"))
        parts = tuple(part for part in text.tokens(text.clean(name)) if len(part) > _FILLER)
        if any(word.startswith(parts) for word in spoken_of):
            return reply
        told = Paragraph(self._lines.unknown_name_title.format(name=name[:1].upper() + name[1:]))
        short = (told, *reply.short) if reply.short else ()
        return replace(reply, short=short, blocks=(told, *reply.blocks))

    def unknown(self, name: str, nearest: Sequence[str], country: str = "") -> Reply:
        """Says what it is that the FAQ does not know, and offers what is nearest."""
        told = {"name": name[:1].upper() + name[1:]}
        return Reply(
            Outcome.NOT_COVERED,
            self._lines.unknown_name_title.format(**told),
            (Paragraph(self._lines.unknown_name_text.format(**told)),),
            organisations=self._contacts.organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            below=self._lines.help_now,
            buttons=(
                *(show_button(self._faq.entries[entry]) for entry in nearest[:RELATED_BELOW]),
                self._send_button(),
                topics_button(self._lines),
            ),
        )

    def sorry(self, country: str = "") -> Reply:
        """For a message that an error of ours left without its reply."""
        return Reply(
            Outcome.NOT_COVERED,
            self._lines.sorry_title,
            (Paragraph(self._lines.sorry_text.format(contact=self._faq.community.contact)),),
            organisations=self._contacts.organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            below=self._lines.help_now,
        )

    def pause(self) -> Reply:
        """For a member who asks more than one may within a minute."""
        return Reply(Outcome.NOT_COVERED, self._lines.pause_title, (Paragraph(self._lines.pause_text),))

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _choice(self, title: str, text: str, entry_ids: Sequence[str]) -> Reply:
        buttons = (
            *(show_button(self._faq.entries[entry_id]) for entry_id in entry_ids),
            Button(self._lines.none_of_these, Press(Verb.NONE)),
        )
        return Reply(Outcome.SUGGEST, title, (Paragraph(text),), below=self._lines.help_now, buttons=buttons)

    def _below(self, entry: Entry, *, asked: bool, voted: bool, sendable: bool, also: str) -> tuple[Button, ...]:
        votes = () if voted or entry.kind is not Kind.ANSWER else self._votes(entry)
        others = dict.fromkeys((also, *entry.see_also) if also else entry.see_also)
        related = map(show_button, (self._faq.entries[other] for other in others))
        on = Button(self._lines.others_button, Press(Verb.OTHERS, entry.id)) if asked else self._back(entry)
        send = (self._send_button(),) if sendable and entry.kind is Kind.SIGNPOST else ()
        support = support_button(self._lines, entry.id)
        return (*islice(related, RELATED_BELOW - bool(votes)), *votes, *send, on, support)

    def _votes(self, entry: Entry) -> tuple[Button, Button]:
        return (
            Button(self._lines.helped_button, Press(Verb.HELPED, entry.id)),
            Button(self._lines.not_helped_button, Press(Verb.NOT_HELPED, entry.id)),
        )

    def _back(self, entry: Entry) -> Button:
        """To the entries among which this one stands."""
        if not entry.theme:
            return topics_button(self._lines)
        label = self._lines.theme_button.format(theme=self._faq.themes[entry.theme])
        return Button(label, Press(Verb.THEME, entry.theme))

    def _send_button(self) -> Button:
        return Button(self._lines.send_button, Press(Verb.SEND))
