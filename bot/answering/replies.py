"""Words a decision: what stands in a reply, in which order, and which buttons go with it. No markup, no platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import (
    Block,
    Bullets,
    Button,
    Entry,
    Faq,
    Kind,
    Numbers,
    Organisation,
    Outcome,
    Paragraph,
    Reply,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORGANISATIONS_BELOW = 2
"""Support organisations below an answer; the button opens all of them."""

RELATED_BELOW = 2
"""Related questions on buttons below an answer. With "not this" and "support" that makes four."""

_OUTCOMES = {
    Kind.ANSWER: Outcome.ANSWER,
    Kind.SIGNPOST: Outcome.NOT_COVERED,
    Kind.URGENT: Outcome.URGENT,
    Kind.CARE_TEAM: Outcome.CARE_TEAM,
    Kind.CHATTER: Outcome.NOT_COVERED,
}

SILENCE = Reply(Outcome.SILENT)


class Replies:
    """The replies of one FAQ; `country` (ISO 3166 or empty) brings that country's numbers and organisations first."""

    def __init__(self, faq: Faq) -> None:
        self._faq = faq
        self._lines = faq.community.lines

    def entry(self, entry_id: str, country: str = "") -> Reply:
        """The reply that shows an entry; of an id that is no longer there, it says so."""
        entry = self._faq.entries.get(entry_id)
        if entry is None:
            return self.gone()
        if entry.kind is Kind.URGENT:
            return Reply(
                Outcome.URGENT, entry.question, (*entry.answer, *self._numbers(entry.numbers, country)), entry.id
            )
        if entry.kind is Kind.CHATTER:
            return Reply(Outcome.NOT_COVERED, "", entry.answer, entry.id, buttons=(self._topics_button(),))
        return Reply(
            outcome=_OUTCOMES[entry.kind],
            title=entry.question,
            blocks=(*entry.answer, *self._numbers(entry.numbers, country)),
            entry=entry.id,
            sources=tuple(self._faq.sources[source] for source in entry.sources),
            reviewed=entry.reviewed,
            organisations=self._organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            buttons=self._below(entry),
        )

    def suggestions(self, entry_ids: Sequence[str]) -> Reply:
        """Asks back: the entries as buttons, one of which is tapped."""
        return self._choice(self._lines.suggest_title, self._lines.suggest_text, entry_ids)

    def others(self, entry_ids: Sequence[str]) -> Reply:
        """The choices after "not this"."""
        return self._choice(self._lines.others_title, self._lines.suggest_text, entry_ids)

    def not_covered(self, country: str = "") -> Reply:
        """Says that the FAQ has no answer, and who may have one."""
        text = self._lines.not_covered_text.format(contact=self._faq.community.contact)
        return Reply(
            Outcome.NOT_COVERED,
            self._lines.not_covered_title,
            (Paragraph(text),),
            organisations=self._organisations(country)[:ORGANISATIONS_BELOW],
            disclaimer=self._faq.community.disclaimer,
            buttons=(self._topics_button(), self._support_button()),
        )

    def foreign(self, country: str = "") -> Reply:
        """For a message in a language that the bot does not read: it may be a cry for help, so the numbers come too."""
        blocks = (Paragraph(self._lines.foreign_text), *self._numbers(("emergency",), country))
        return Reply(Outcome.NOT_COVERED, self._lines.foreign_title, blocks, buttons=(self._topics_button(),))

    def safety_card(self, country: str = "") -> Reply:
        """The numbers, for a message that could not be checked for an emergency."""
        blocks = (Paragraph(self._lines.safety_text), *self._numbers(("emergency", "crisis"), country))
        return Reply(Outcome.URGENT, self._lines.safety_title, blocks)

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
        buttons = (*map(show_button, entries), self._topics_button())
        return Reply(Outcome.SUGGEST, self._faq.themes[theme], buttons=buttons)

    def support(self, country: str = "") -> Reply:
        """The support organisations of a country, or of all, with a button for each country that has one."""
        countries = sorted({code for organisation in self._faq.organisations for code in organisation.countries})
        chosen = self._organisations(country)
        if country:
            chosen = tuple(o for o in chosen if country in o.countries or "world" in o.countries) or chosen
        names = {numbers.country: numbers.name for numbers in self._faq.numbers}
        buttons = [Button(names[code], f"support:{code}") for code in countries if code in names and code != country]
        if country:
            buttons.append(Button(self._lines.support_other_countries, "support"))
        return Reply(
            Outcome.NOT_COVERED,
            self._lines.support_title,
            (Paragraph(self._lines.support_text),),
            organisations=chosen,
            disclaimer=self._faq.community.disclaimer,
            buttons=(*buttons, self._topics_button()),
        )

    def gone(self) -> Reply:
        """For a tap on something that the FAQ no longer has."""
        return self._menu(self._lines.gone_title, self._lines.gone_text)

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _menu(self, title: str, text: str) -> Reply:
        themes = (Button(title, f"theme:{theme}") for theme, title in self._faq.themes.items())
        return Reply(Outcome.SUGGEST, title, (Paragraph(text),), buttons=(*themes, self._support_button()))

    def _choice(self, title: str, text: str, entry_ids: Sequence[str]) -> Reply:
        buttons = (
            *(show_button(self._faq.entries[entry_id]) for entry_id in entry_ids),
            Button(self._lines.none_of_these, "none"),
        )
        return Reply(Outcome.SUGGEST, title, (Paragraph(text),), buttons=buttons)

    def _below(self, entry: Entry) -> tuple[Button, ...]:
        related = tuple(show_button(self._faq.entries[other]) for other in entry.see_also[:RELATED_BELOW])
        return (*related, Button(self._lines.others_button, f"others:{entry.id}"), self._support_button())

    def _topics_button(self) -> Button:
        return Button(self._lines.topics_button, "topics")

    def _support_button(self) -> Button:
        return Button(self._lines.support_button, "support")

    def _organisations(self, country: str) -> tuple[Organisation, ...]:
        """Those of the country first, then the worldwide ones, then the rest, each in the order of the file."""
        if not country:
            return self._faq.organisations

        def distance(organisation: Organisation) -> int:
            return 0 if country in organisation.countries else 1 if "world" in organisation.countries else 2

        return tuple(sorted(self._faq.organisations, key=distance))

    def _numbers(self, wanted: Iterable[str], country: str) -> list[Block]:
        """The numbers of the country, or of every country, as lists; always with a line for people elsewhere."""
        here = [numbers for numbers in self._faq.numbers if numbers.country == country] or self._faq.numbers
        return [Bullets((*self._of_kind(kind, here), self._elsewhere(kind))) for kind in wanted]

    def _of_kind(self, kind: str, countries: Iterable[Numbers]) -> Iterable[str]:
        """A line for each set of numbers, with all the countries that share it."""
        names: dict[str, list[str]] = {}
        for numbers in countries:
            lines = ", ".join(f"{line.name} {line.number}" for line in numbers.crisis)
            shown = " / ".join(numbers.emergency) if kind == "emergency" else lines
            if shown:
                names.setdefault(shown, []).append(numbers.name)
        return (f"{', '.join(of_countries)}: {shown}" for shown, of_countries in names.items())

    def _elsewhere(self, kind: str) -> str:
        return self._lines.emergency_elsewhere if kind == "emergency" else self._lines.crisis_directory


def show_button(entry: Entry) -> Button:
    """The button that opens an entry."""
    return Button(entry.question, f"show:{entry.id}")
