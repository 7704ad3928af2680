"""Words a decision: what stands in a reply, in which order, and which buttons go with it. No markup, no platform."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot import text
from bot.answering.buttons import back_button, show_button, support_button, topics_button
from bot.model import (
    Block,
    Bullets,
    Button,
    Entry,
    Faq,
    Keeping,
    Kind,
    Outcome,
    Paragraph,
    Press,
    Reply,
    Verb,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answering.contacts import Contacts

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

    def __init__(self, faq: Faq, contacts: Contacts) -> None:
        self._faq = faq
        self._lines = faq.community.lines
        self._contacts = contacts

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
            return self.gone()
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
            return self.gone()
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

    def help(self, *, on_discord: bool = False) -> Reply:
        """How to use the bot, on Telegram or on Discord."""
        return self.page("help_on_discord" if on_discord else "help")

    def privacy(self, keeping: Keeping, *, on_discord: bool = False) -> Reply:
        """What is read there, what is kept, and for how long, by the settings in force."""
        community = self._faq.community
        reads = community.discord.reads if on_discord else community.telegram.reads
        lines = self._lines
        sending = (lines.send_offered, *self._fate(keeping)) if keeping.takes_questions else (lines.send_off,)
        place = lines.kept_here if keeping.here else lines.kept_elsewhere
        return self.page("privacy", reads=reads, place=place, sending=" ".join(sending))

    def sources(self) -> Reply:
        """What the FAQ was written from: every source with its address and the day on which it was read."""
        page = self.page("sources")
        listed = tuple(
            self._lines.source_listed.format(
                title=source.title, publisher=source.publisher, date=source.accessed.isoformat(), url=source.url
            ).rstrip()
            for source in self._faq.sources.values()
        )
        return replace(page, blocks=(*page.blocks, Bullets(listed)))

    def page(self, name: str, **filled: str) -> Reply:
        """The fixed text of this name, with what belongs into its blanks. Raises `KeyError` where there is none."""
        page = self._faq.community.pages[name]
        blanks = {"name": self._faq.community.name, "contact": self._faq.community.contact} | filled
        blocks = tuple(_filled(block, blanks) for block in page.blocks)
        title = page.title.format(name=self._faq.community.name)
        disclaimer = self._faq.community.disclaimer
        buttons = (topics_button(self._lines), support_button(self._lines))
        return Reply(Outcome.ANSWER, title, blocks, disclaimer=disclaimer, buttons=buttons)

    def forgotten(self, held: int, *, country: bool = False) -> Reply:
        """What was held about a member: `held` answers that were known to be theirs, and the country that they chose."""
        texts = [self._lines.forget_held.format(count=held)] if held else []
        if country:
            texts.append(self._lines.forget_country)
        return Reply(
            Outcome.ANSWER,
            self._lines.forget_title,
            tuple(map(Paragraph, texts or [self._lines.forget_nothing])),
        )

    def sending(self, words: str, mark: str, keeping: Keeping) -> Reply:
        """Shows the exact words that would go to the moderators, and what becomes of them."""
        blocks = (Paragraph(f"\u201c{words}\u201d"), *map(Paragraph, self._fate(keeping)))
        for_answer = Button(self._lines.send_for_answer, Press(Verb.CONFIRM_ANSWER, about=mark))
        answered = (for_answer,) if keeping.posted and keeping.waits else ()
        buttons = (
            Button(self._lines.send_confirm, Press(Verb.CONFIRM, about=mark)),
            *answered,
            Button(self._lines.send_decline, Press(Verb.DECLINE, about=mark)),
        )
        return Reply(Outcome.NOT_COVERED, self._lines.send_title, blocks, buttons=buttons)

    def sent(self, *, answered: bool = False) -> Reply:
        """The question has gone to the moderators; `answered`: their answer will come back."""
        return self._note(self._lines.sent_title, self._lines.sent_for_answer if answered else self._lines.sent_text)

    def unsent(self) -> Reply:
        """The member chose not to send it."""
        return self._note(self._lines.unsent_title, self._lines.unsent_text)

    def send_lost(self) -> Reply:
        """The words are no longer held."""
        return self._note(self._lines.send_lost_title, self._lines.send_lost_text)

    def send_failed(self, mark: str) -> Reply:
        """The moderators could not be reached; the member may try again."""
        reply = self._note(self._lines.send_failed_title, self._lines.send_failed_text)
        again = Button(self._lines.send_confirm, Press(Verb.CONFIRM, about=mark))
        return replace(reply, buttons=(again, *reply.buttons))

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

    def topics(self) -> Reply:
        """The menu of themes."""
        return self._menu(self._lines.topics_title, self._lines.topics_text)

    def empty(self) -> Reply:
        """The menu, for a question without words."""
        return self._menu(self._lines.empty_title, self._lines.empty_text)

    def welcome(self) -> Reply:
        """The first message, with the menu."""
        name = self._faq.community.name
        return self._menu(self._lines.welcome_title.format(name=name), self._lines.welcome_text.format(name=name))

    def theme(self, theme: str) -> Reply:
        """The questions of a theme as buttons; of a theme that is no longer there, it says so."""
        if theme not in self._faq.themes:
            return self.gone()
        entries = (entry for entry in self._faq.entries.values() if entry.kind is Kind.ANSWER and entry.theme == theme)
        buttons = (*map(show_button, entries), topics_button(self._lines))
        return Reply(Outcome.SUGGEST, self._faq.themes[theme], buttons=buttons)

    def gone(self) -> Reply:
        """For a tap on something that the FAQ no longer has."""
        return self._menu(self._lines.gone_title, self._lines.gone_text)

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _note(self, title: str, text: str) -> Reply:
        blocks = (Paragraph(text.format(contact=self._faq.community.contact)),)
        return Reply(
            Outcome.NOT_COVERED, title, blocks, buttons=(topics_button(self._lines), support_button(self._lines))
        )

    def _fate(self, keeping: Keeping) -> tuple[str, ...]:
        """What becomes of a question that is sent, each in a sentence or two."""
        answered = (self._lines.send_answered.format(days=keeping.waits),) if keeping.waits else ()
        posted = (self._lines.send_posted, *answered) if keeping.posted else ()
        kept = (self._lines.send_kept.format(days=keeping.days),) if keeping.days else ()
        return (*posted, *kept)

    def _menu(self, title: str, text: str) -> Reply:
        themes = (Button(title, Press(Verb.THEME, theme)) for theme, title in self._faq.themes.items())
        return Reply(Outcome.SUGGEST, title, (Paragraph(text),), buttons=(*themes, support_button(self._lines)))

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


def _filled(block: Block, blanks: Mapping[str, str]) -> Block:
    """A block of a page with what belongs into its blanks."""
    if isinstance(block, Bullets):
        return Bullets(tuple(item.format(**blanks) for item in block.items))
    return Paragraph(block.text.format(**blanks))
