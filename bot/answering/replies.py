"""Words a decision: what stands in a reply, and in which order. No markup, no platform."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import text
from bot.answering.buttons import back_button, send_button, show_button, support_button, topics_button
from bot.answering.entry_buttons import RELATED_BELOW, EntryButtons
from bot.answering.policy import OUTCOMES
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
    from collections.abc import Callable, Sequence

    from bot.answering.contacts import Contacts
    from bot.answering.pages import Pages

ORGANISATIONS_BELOW = 2
"""Support organisations below an answer; the button opens all of them."""

_FILLER = 3
"""Letters of a word in a name that tells nothing by itself, as in "vitamin b12"."""

SILENCE = Reply(Outcome.SILENT)


class Replies:
    """The replies of one FAQ; `country` (ISO 3166 or empty) brings that country's numbers and organisations first."""

    def __init__(self, faq: Faq, contacts: Contacts, pages: Pages) -> None:
        self._faq = faq
        self._lines = faq.community.lines
        self._contacts, self._pages = contacts, pages
        self._below = EntryButtons(faq, contacts)

    def answer(self, entry_id: str, country: str = "", also: str = "", instead: tuple[str, ...] = ()) -> Reply:
        """The entry that a question led to: the first button opens `also`, another one leads to what is meant `instead`.

        `instead` are codes, see `Press`.
        """
        return self._entry(entry_id, country, lambda entry: self._below.asked(entry, country, also, instead))

    def chosen(self, entry_id: str, country: str = "") -> Reply:
        """The entry that was chosen by its name: one button leads to the others of its theme."""
        return self._entry(entry_id, country, lambda entry: self._below.chosen(entry, country))

    def voted(self, entry_id: str, country: str = "") -> Reply:
        """The entry after a vote on it."""
        return self._entry(entry_id, country, lambda entry: self._below.chosen(entry, country, voted=True))

    def opened(
        self,
        entry_id: str,
        country: str = "",
        also: str = "",
        instead: tuple[str, ...] = (),
        *,
        sendable: bool = False,
    ) -> Reply:
        """The entry with all that leads on from it, `also` first, and the way back to what is seen of it at once.

        `sendable`: it was on the way of a question that may yet be sent to the moderators.
        """
        return self._entry(
            entry_id, country, lambda entry: self._below.all_of(entry, country, also, instead, sendable=sendable)
        )

    def again(self, entry_id: str, country: str = "") -> Reply:
        """The numbers of an emergency once more, for somebody who answers its card: what is new comes first, and is short."""
        card, whole = self.answer(entry_id, country), Button(self._lines.again_button, Press(Verb.SHOW, entry_id))
        return replace(card, blocks=(Paragraph(self._lines.again_text),), buttons=(whole, *card.buttons))

    def once_more(self, entry_id: str, country: str, also: str, instead: tuple[str, ...]) -> Reply:
        """The whole of an entry, for somebody who asks on after it was shown: that this is all there is comes first."""
        reply = self.opened(entry_id, country, also, instead, sendable=True).whole
        return replace(reply, blocks=(Paragraph(self._lines.once_more_text), *reply.blocks))

    def no_more(self, entry_id: str, country: str = "", also: str = "") -> Reply:
        """Says that all there is on an entry was shown, for somebody who is led to it once more after that."""
        entry = self._faq.entries[entry_id]
        other = (show_button(self._faq.entries[also]),) if also else ()
        whole = Button(self._lines.more_button, Press(Verb.MORE, entry_id))
        leading_on = (send_button(self._lines), topics_button(self._lines), support_button(self._lines))
        told = Paragraph(self._lines.no_more_text)
        return replace(
            self.not_covered(country),
            outcome=OUTCOMES[entry.kind],
            title=entry.question,
            blocks=(told,),
            entry=entry_id,
            buttons=(*other, whole, *leading_on),
        )

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
                send_button(self._lines),
                back_button(self._lines, entry_id),
            ),
        )

    def _entry(self, entry_id: str, country: str, buttons: Callable[[Entry], tuple[Button, ...]]) -> Reply:
        """The reply that shows an entry; of an id that is no longer there, it says so."""
        entry = self._faq.entries.get(entry_id)
        if entry is None:
            return self._pages.gone()
        numbers = self._contacts.numbers(entry.numbers, country)
        if entry.kind is Kind.URGENT:
            title = self._lines.safety_title  # not what it is about, for those who read over somebody's shoulder
            others = self._contacts.number_buttons(entry.numbers, country, entry.id)
            return Reply(Outcome.URGENT, title, entry.answer, numbers, entry.id, buttons=others)
        if entry.kind is Kind.CHATTER:
            return self.talk(entry)
        return Reply(
            outcome=OUTCOMES[entry.kind],
            title=entry.question,
            blocks=entry.answer,
            short=(Paragraph(entry.short),) if entry.short else entry.answer[:1],
            numbers=numbers,
            numbers_in_brief=self._contacts.numbers_in_brief(entry.numbers, country),
            entry=entry.id,
            sources=tuple(self._faq.sources[source] for source in entry.sources),
            reviewed=entry.reviewed,
            organisations=self._contacts.organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            below="" if entry.kind is Kind.ANSWER else self._lines.help_now,
            buttons=buttons(entry),
        )

    def talk(self, entry: Entry, asked: tuple[str, ...] = (), *, again: bool = False) -> Reply:
        """What is said to ordinary talk, `again` if that was the last reply too; a button leads to what may be `asked` after all.

        `asked` are codes, see `Press`.
        """
        said = (Paragraph(entry.again),) if again and entry.again else entry.answer
        question = Button(self._lines.asked_button, Press(Verb.OTHERS, entry.id, instead=asked))
        buttons = (*((question,) if asked else ()), topics_button(self._lines))
        return Reply(Outcome.NOT_COVERED, "", said, entry=entry.id, buttons=buttons)

    def suggestions(self, entry_ids: Sequence[str], *, told: bool = False) -> Reply:
        """Asks back, or offers what may fit what was only `told`: the entries as buttons, one of which is tapped."""
        lines = self._lines
        title, text = (lines.told_title, lines.told_text) if told else (lines.suggest_title, lines.suggest_text)
        return self._choice(title, text, entry_ids)

    def others(self, entry_ids: Sequence[str], back: str) -> Reply:
        """The choices after "not this", which was said of the entry `back`."""
        if back not in self._faq.entries:
            return self._pages.gone()
        told = self._faq.entries[back].kind is Kind.CHATTER  # nothing was answered yet
        title = self._lines.empty_title if told else self._lines.others_title
        reply = self._choice(title, self._lines.suggest_text, entry_ids)
        return replace(reply, buttons=(*reply.buttons, back_button(self._lines, back)))

    def not_covered(self, country: str = "") -> Reply:
        """Says that the FAQ has no answer, and who may have one."""
        text = self._lines.not_covered_text.format(contact=self._faq.community.contact)
        buttons = send_button(self._lines), topics_button(self._lines), support_button(self._lines)
        return self._to_people(self._lines.not_covered_title, text, country, *buttons)

    def naming(self, name: str, reply: Reply) -> Reply:
        """A reply that first says what it is that the FAQ does not know, unless it speaks of just that."""
        spoken_of = set(text.tokens(text.clean(f"{reply.title} {' '.join(map(str, reply.blocks))}")))
        parts = text.tokens(text.clean(name))
        longer = tuple(part for part in parts if len(part) > _FILLER)
        if spoken_of.issuperset(parts) or any(word.startswith(longer) for word in spoken_of):
            return reply
        told = Paragraph(f"{self._lines.unknown_name_title.format(name=name)}.")
        short = (told, *reply.short) if reply.short else ()
        return replace(reply, short=short, blocks=(told, *reply.blocks))

    def unknown(self, name: str, nearest: Sequence[str], country: str = "") -> Reply:
        """Says what it is that the FAQ does not know, and offers what is nearest."""
        title, text = (
            line.format(name=name) for line in (self._lines.unknown_name_title, self._lines.unknown_name_text)
        )
        near = (show_button(self._faq.entries[entry]) for entry in nearest[:RELATED_BELOW])
        return self._to_people(title, text, country, *near, send_button(self._lines), topics_button(self._lines))

    def sorry(self, country: str = "") -> Reply:
        """For a message that an error of ours left without its reply."""
        text = self._lines.sorry_text.format(contact=self._faq.community.contact)
        return self._to_people(self._lines.sorry_title, text, country)

    def pause(self) -> Reply:
        """For a member who asks more than one may within a minute."""
        return Reply(Outcome.NOT_COVERED, self._lines.pause_title, (Paragraph(self._lines.pause_text),))

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _to_people(self, title: str, text: str, country: str, *buttons: Button) -> Reply:
        """A reply without an answer, with who may have one."""
        return Reply(
            Outcome.NOT_COVERED,
            title,
            (Paragraph(text),),
            organisations=self._contacts.organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            below=self._lines.help_now,
            buttons=buttons,
        )

    def _choice(self, title: str, text: str, entry_ids: Sequence[str]) -> Reply:
        buttons = (
            *(show_button(self._faq.entries[entry_id]) for entry_id in entry_ids),
            Button(self._lines.none_of_these, Press(Verb.NONE)),
        )
        return Reply(Outcome.SUGGEST, title, (Paragraph(text),), below=self._lines.help_now, buttons=buttons)
