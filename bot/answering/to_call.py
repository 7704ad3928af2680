"""Numbers to call, as they stand below a reply: of the country that is known, or of many with a way to choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Block, Bullets, Button, Faq, Helpline, Numbers, Paragraph, Press, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 10
"""Lines of emergency numbers: a list that is longer is not read in an emergency."""
_SHARED = "112"
"""The number that works in the EU and in most of the world's mobile networks."""
_ALWAYS = "24/7"


class LinesToCall:
    """The numbers of one FAQ, of the kinds `emergency`, `crisis` and `poison`.

    Where the country is known, all its numbers of a kind are shown. Where it is not, a line for each way to call does
    for the emergency, and one helpline each of the countries that the FAQ puts first. Always there is a line for people
    elsewhere.
    """

    def __init__(self, faq: Faq) -> None:
        self._lines = faq.community.lines
        self._by_country = {numbers.country: numbers for numbers in faq.numbers}
        self._first = [numbers for country in faq.crisis_first if (numbers := self._by_country.get(country))]

    def of(self, country: str) -> Numbers | None:
        """The numbers of a country, if any are known."""
        return self._by_country.get(country)

    def emergency(self, country: str) -> str:
        """The emergency numbers of a country, or empty where none are known."""
        numbers = self.of(country)
        return _any_of(numbers.emergency) if numbers else ""

    def shown(self, kinds: Iterable[str], country: str) -> tuple[Block, ...]:
        """The numbers of these kinds, of a country where it is known."""
        numbers = self.of(country)
        blocks = (self._of_one(kind, numbers) if numbers else self._of_many(kind) for kind in kinds)
        return tuple(block for several in blocks for block in several)

    def in_brief(self, kinds: Iterable[str], country: str) -> tuple[Block, ...]:
        """As `shown`, with crisis lines in one paragraph: the first one of a country, or of each that the FAQ puts first."""
        numbers = self.of(country)
        of = [one for one in ([numbers] if numbers else self._first) if one.crisis]
        crisis = "; ".join(_grouped((self._ways(one.crisis[0])[0], one) for one in of))
        in_brief = (
            (Paragraph(f"{self._lines.crisis_heading} {crisis}."),) if crisis else self.shown(["crisis"], country)
        )
        blocks = (in_brief if kind == "crisis" else self.shown([kind], country) for kind in kinds)
        return tuple(block for several in blocks for block in several)

    def all_of(self, numbers: Numbers) -> tuple[Block, ...]:
        """Every number of a country."""
        return self.shown(("emergency", "crisis", *(("poison",) if numbers.poison else ())), numbers.country)

    def buttons(self, kinds: Sequence[str], country: str, back: str = "") -> tuple[Button, ...]:
        """The button that leads from numbers to the list of countries, and back to an entry; none below a reply without numbers."""
        known = self.of(country) is not None
        label = self._lines.other_countries_button if known else self._lines.countries_button
        return (Button(label, Press(Verb.COUNTRY, back=back)),) if kinds else ()

    def countries(self, back: str = "") -> tuple[Button, ...]:
        """A button for each country, by name."""
        named = sorted(self._by_country.values(), key=lambda numbers: numbers.name.casefold())
        return tuple(Button(numbers.name, Press(Verb.COUNTRY, numbers.country, back=back)) for numbers in named)

    # ---- of one country ----------------------------------------------------------------------------------------------

    def _of_one(self, kind: str, numbers: Numbers) -> tuple[Block, ...]:
        lines, name = self._lines, numbers.name
        if kind == "emergency":
            listed = Bullets((f"{name}: {_any_of(numbers.emergency)}", lines.emergency_elsewhere))
            return Paragraph(lines.emergency_heading), listed
        if kind == "crisis":
            heading = (lines.crisis_of if numbers.crisis else lines.crisis_none).format(country=name)
            return Paragraph(heading), Bullets((*map(self._in_full, numbers.crisis), lines.crisis_directory))
        if numbers.poison is None:
            return (Paragraph(lines.poison_none.format(country=name)),)
        heading = lines.poison_of.format(country=name)
        return Paragraph(heading), Bullets((self._in_full(numbers.poison), lines.poison_elsewhere))

    def _in_full(self, line: Helpline) -> str:
        """Every way to a helpline, as "Samaritans: 116 123 (free, 24/7)"."""
        about = (self._lines.helpline_free if line.free else "", line.hours, line.note)
        return f"{line.name}: {', '.join(self._ways(line))}{_in_brackets(about)}"

    def _ways(self, line: Helpline) -> list[str]:
        text = self._lines.helpline_text.format(text=line.text) if line.text else ""
        chat = self._lines.helpline_chat.format(chat=line.chat) if line.chat else ""
        return [way for way in (line.number, text, chat) if way]

    # ---- of many countries -------------------------------------------------------------------------------------------

    def _of_many(self, kind: str) -> tuple[Block, ...]:
        lines = self._lines
        if kind == "emergency":
            shown = _grouped((self._shortest(numbers), numbers) for numbers in self._by_country.values())
            return Paragraph(lines.emergency_heading), Bullets((*shown[:MOST], lines.emergency_elsewhere))
        if kind == "crisis":
            shown = _grouped((self._in_short(numbers.crisis[0]), numbers) for numbers in self._first if numbers.crisis)
            return Paragraph(lines.crisis_heading), Bullets((*shown, lines.crisis_directory))
        shown = _grouped((self._in_short(numbers.poison), numbers) for numbers in self._first if numbers.poison)
        return Paragraph(lines.poison_heading), Bullets((*shown, lines.poison_elsewhere))

    def _shortest(self, numbers: Numbers) -> str:
        """All emergency numbers of a country that stands first; of another one the number that most of them share."""
        if numbers in self._first:
            return _any_of(numbers.emergency)
        return _SHARED if _SHARED in numbers.emergency else numbers.emergency[0]

    def _in_short(self, line: Helpline) -> str:
        """The first way to a helpline, as "116 123 (Samaritans)"; that it is open day and night goes without saying."""
        name = "" if line.name == line.number else line.name
        return self._ways(line)[0] + _in_brackets((name, "" if line.hours == _ALWAYS else line.hours, line.note))


def _any_of(numbers: Iterable[str]) -> str:
    return " / ".join(numbers)


def _in_brackets(parts: Iterable[str]) -> str:
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""


def _grouped(shown: Iterable[tuple[str, Numbers]]) -> list[str]:
    """A line for each text, with the names of all countries that share it, in the order of the first of them."""
    names: dict[str, list[str]] = {}
    for text, numbers in shown:
        names.setdefault(text, []).append(numbers.name)
    return [f"{', '.join(countries)}: {text}" for text, countries in names.items()]
