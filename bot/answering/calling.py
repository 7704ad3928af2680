"""Tells whose numbers to call a message asks for, as "crisis line uk", or "canada" in reply to a card of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.runs import Runs
from bot.model import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching import Reader
    from bot.model import Button, Faq

MOST, MOST_THERE, MOST_ALONE = 14, 25, 4
"""Words of a message that asks for numbers, of one behind a reply that offers those of a country, and of one that only names a
country or those who are called, as "samaritans uk": a longer one tells of something."""
_CHOICE = 2
"""Digits of a number that may as well name one of the choices offered, or count something."""


class Calling:
    """The ways of asking for numbers, and the names of countries, of one FAQ."""

    def __init__(self, faq: Faq, reader: Reader) -> None:
        asking = [reader.read_phrase(said) for said in faq.words.asking_numbers]
        self._asking = Runs(said for said in asking if len(said) > 1)
        self._asking_alone = Runs(said for said in asking if len(said) == 1)
        refusing = [reader.read_phrase(said) for said in faq.words.refusing_numbers]
        self._refused = Runs((*no, *said) for no in refusing for said in asking)
        self._asking_there = Runs(map(reader.read_phrase, faq.words.asking_numbers_there))
        self._numbers = {
            reader.read_phrase(number)
            for numbers in faq.numbers
            for number in (*numbers.emergency, *(line.number for line in numbers.crisis))
            if len(number) > _CHOICE
        }
        self._reader = reader
        self._countries = {
            reader.read_phrase(name): numbers.country
            for numbers in faq.numbers
            for name in (numbers.name, *numbers.also)
        }
        self._codes = {numbers.country.casefold(): numbers.country for numbers in faq.numbers}

    def asked(self, words: Sequence[str], choices: Sequence[Button]) -> str | None:
        """The country whose numbers are asked for, empty where none is named; None where none are asked for.

        `choices` are the buttons of the reply that the message replies to.
        """
        offered = any(button.press.verb is Verb.COUNTRY for button in choices)
        if len(words) > (MOST_THERE if offered else MOST):
            return None
        if tuple(words) in self._numbers:  # dialled here, instead of on a telephone
            return ""
        country = self._country_in(words)
        few = len(words) <= MOST_ALONE
        asked = self._refused.cut_from(words) if self._refused.stand_in(words) else words
        if self._asking.stand_in(asked) or (few and self._asking_alone.stand_in(asked)):
            return country
        if not offered:
            return None
        return country if (few and country) or self._asking_there.stand_in(words) else None

    def country(self, words: str) -> str:
        """The country that a few words name, by its code, its name or another name of it; empty where they name none."""
        code = self._codes.get(words.strip().casefold())
        return code or self._countries.get(self._reader.read_phrase(words), "")

    def _country_in(self, words: Sequence[str]) -> str:
        """The country that words name, of several the one with the longest name; or empty."""
        runs = (tuple(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
        named = sorted((run for run in runs if run in self._countries), key=len)
        return self._countries[named[-1]] if named else ""
