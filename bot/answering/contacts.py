"""Replies that lead to people: numbers to call in need, by country, and support organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.buttons import back_button, topics_button
from bot.answering.to_call import LinesToCall
from bot.model import Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model import Block, Faq, Organisation

EVERYWHERE = "ww"
"""Asks for the organisations of every country, also where one is known."""

_CARD = ("emergency", "crisis")
"""The numbers for somebody whose trouble is not known."""


class Contacts:
    """Whom to call and whom to turn to, of one FAQ; `country` (ISO 3166 or empty) brings what is of that country first."""

    def __init__(self, faq: Faq) -> None:
        self._faq = faq
        self._lines = faq.community.lines
        self._numbers = LinesToCall(faq)

    # ---- numbers to call ---------------------------------------------------------------------------------------------

    def numbers(self, kinds: Sequence[str], country: str) -> tuple[Block, ...]:
        """The numbers of these kinds below a reply."""
        return self._numbers.shown(kinds, country)

    def numbers_in_brief(self, kinds: Sequence[str], country: str) -> tuple[Block, ...]:
        """The same in a few lines, for what is seen at once of an answer that is no emergency."""
        return self._numbers.in_brief(kinds, country)

    def number_buttons(self, kinds: Sequence[str], country: str, back: str = "") -> tuple[Button, ...]:
        """The button below these numbers that leads to those of another country, and from there back to an entry."""
        return self._numbers.buttons(kinds, country, back)

    def safety_card(self, country: str = "") -> Reply:
        """The numbers, for a message that could not be checked for an emergency."""
        return self._card(Outcome.URGENT, self._lines.safety_title, self._lines.safety_text, country)

    def urgent(self, country: str = "") -> Reply:
        """The numbers, for somebody who asks for them."""
        page = self._faq.community.pages["urgent"]
        return replace(self._card(Outcome.URGENT, page.title, "", country), blocks=page.blocks)

    def foreign(self, country: str = "") -> Reply:
        """For a message in a language that the bot does not read: it may be a cry for help, so the numbers come too."""
        card = self._card(Outcome.NOT_COVERED, self._lines.foreign_title, self._lines.foreign_text, country)
        return replace(card, buttons=(*card.buttons, topics_button(self._lines)))

    def unreadable(self, country: str = "") -> Reply:
        """For what has no words to read, as a voice message: it may be a cry for help, so the numbers come too."""
        card = self._card(Outcome.NOT_COVERED, self._lines.unreadable_title, self._lines.unreadable_text, country)
        return replace(card, buttons=(*card.buttons, topics_button(self._lines)))

    def restarted(self, country: str = "") -> Reply:
        """For a message that a restart left without its reply: it may have been a cry for help."""
        return self._card(Outcome.NOT_COVERED, self._lines.restarted_title, self._lines.restarted_text, country)

    def country(self, country: str, back: str = "") -> Reply:
        """Every number to call in a country; of one that is not known, and without one, the list of countries.

        The way back leads to the entry `back`, or to the numbers for everybody.
        """
        numbers = self._numbers.of(country)
        if numbers is None:
            return Reply(
                Outcome.SUGGEST,
                self._lines.countries_title,
                (Paragraph(self._lines.countries_text), Paragraph(self._lines.crisis_directory)),
                buttons=(*self._numbers.countries(back), back_button(self._lines, back)),
            )
        return Reply(
            Outcome.URGENT,
            self._lines.country_title.format(country=numbers.name),
            numbers=self._numbers.all_of(numbers),
            buttons=(*self._numbers.buttons(_CARD, country, back), back_button(self._lines, back)),
            country=country,
        )

    def leading_to_help(self, reply: Reply) -> Reply:
        """A reply that ends with the way to the numbers."""
        return replace(reply, below=self._lines.help_now)

    def doubting(self, entry_id: str, reply: Reply, country: str, also: str = "") -> Reply:
        """A reply to what may be an emergency after all: above it what to do then, and a button that opens its card.

        `also` is the answer to a second question, which keeps its button.
        """
        number = self._numbers.emergency(country) or self._lines.doubt_number
        button = Button(self._lines.doubt_button, Press(Verb.SHOW, entry_id))
        above = self._lines.doubt_text.format(number=number)
        return replace(reply, above=above, buttons=(button, *_room_in(reply, also)))

    def faintly_doubting(self, reply: Reply, country: str, also: str = "") -> Reply:
        """A reply to what is hardly an emergency: below it whom to call if it is one, and last a button to the numbers."""
        number = self._numbers.emergency(country) or self._lines.doubt_number
        button = Button(self._lines.doubt_button, Press(Verb.URGENT))
        return replace(
            reply, below=self._lines.faint_text.format(number=number), buttons=(*_room_in(reply, also), button)
        )

    def _card(self, outcome: Outcome, title: str, text: str, country: str) -> Reply:
        """A few words above the emergency numbers and crisis lines."""
        numbers, buttons = self._numbers.shown(_CARD, country), self._numbers.buttons(_CARD, country)
        return Reply(outcome, title, (Paragraph(text),), numbers, buttons=buttons)

    # ---- support organisations ---------------------------------------------------------------------------------------

    def organisations(self, country: str) -> tuple[Organisation, ...]:
        """Those of the country first, then the worldwide ones, then the rest, each in the order of the file."""
        if not country:
            return self._faq.organisations

        def distance(organisation: Organisation) -> int:
            return 0 if country in organisation.countries else 1 if "world" in organisation.countries else 2

        return tuple(sorted(self._faq.organisations, key=distance))

    def support(self, country: str = "", back: str = "") -> Reply:
        """The support organisations of a country, or of all, with a button for each country that has one.

        Where it was opened below the entry `back`, the way leads there again.
        """
        helped = {code for organisation in self._faq.organisations for code in organisation.countries}
        chosen, known = self.organisations(country), self._numbers.of(country)
        if country:
            chosen = tuple(o for o in chosen if country in o.countries or "world" in o.countries) or chosen
        buttons = [
            Button(numbers.name, Press(Verb.SUPPORT, numbers.country, back=back))
            for numbers in sorted(self._faq.numbers, key=lambda numbers: numbers.name.casefold())
            if numbers.country in helped - {country}
        ]
        if country:
            buttons.append(Button(self._lines.support_other_countries, Press(Verb.SUPPORT, EVERYWHERE, back=back)))
        return Reply(
            Outcome.NOT_COVERED,
            self._lines.support_of.format(country=known.name) if known else self._lines.support_title,
            tuple(map(Paragraph, self._above_support(country, chosen))),
            organisations=chosen,
            introduces=True,
            disclaimer=self._faq.community.disclaimer,
            buttons=(*buttons, back_button(self._lines, back) if back else topics_button(self._lines)),
        )

    def _above_support(self, country: str, chosen: Iterable[Organisation]) -> Iterator[str]:
        """What is to be known of the organisations that are shown: how near they are, and how well looked up."""
        lines, known = self._lines, self._numbers.of(country)
        yield lines.support_text
        if known and not any(o.names_mmn and country in o.countries for o in chosen):
            yield lines.support_none_named.format(country=known.name)
        if not all(o.opened for o in chosen):
            yield lines.support_unopened


def _room_in(reply: Reply, also: str) -> tuple[Button, ...]:
    """The buttons of a reply, with room for one more: the first one stands behind "more" as well, if it does not open `also`."""
    leads_on = any(button.press.verb is Verb.MORE for button in reply.buttons)
    return reply.buttons[1:] if leads_on and not also else reply.buttons
