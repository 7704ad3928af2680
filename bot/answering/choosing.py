"""Tells which of the buttons below a reply a member chooses in words: by number, by place, by label, or by a plain yes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Prefix

from bot import text
from bot.model import Kind, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.model import Faq, Incoming, Press

_NUMBER = re.compile(r"\W*(?:no|nr|number|option|choice|answer)?\W*(\d{1,2})\W*", re.IGNORECASE)
_PARTS = re.compile(r"(?:(?<!\d)[,.]|[,.](?!\d)|[;:!?\n])+")
"""What parts a message; a number with a decimal is one word."""
_FEW = 6
"""Words of a part of a message that chooses by some words of a label, and others around them."""
_BESIDE, _BESIDE_PLACE = 4, 12
"""Words of each other part of such a message, as "thank you little machine": what is longer may want something else. More, if
what the bot asked back about is named by a place in several words, or by a number at either end: behind an answer, "first one,
what is it called" may be about one of what that lists."""
_SAME_START = 4
"""Letters with which words that are alike begin."""
_LONGEST = 200
"""Characters of a message that may be a choice: no label is longer."""
_BY_LABEL = {
    *(Verb.SHOW, Verb.MORE, Verb.BACK, Verb.OTHERS, Verb.NONE, Verb.NOT_HELPED),
    *(Verb.THEME, Verb.TOPICS, Verb.SUPPORT, Verb.COUNTRY, Verb.URGENT),
}
"""Buttons that typed words may stand for. Sending something on asks for a tap, and so does a vote: to type that an
answer did not help leads on and counts nothing."""

_REFUSING = {Verb.OTHERS, Verb.NONE, Verb.NOT_HELPED}
"""Those of them that refuse what was offered."""


class Choosing:
    """The ways of choosing in one language (`choosing` in `words.yaml`)."""

    def __init__(self, faq: Faq) -> None:
        words = faq.words.choosing
        self._faq = faq
        self._places = {said: place for place, named in enumerate(words.places) for said in named}
        self._last, self._all, self._agreeing = frozenset(words.last), frozenset(words.all), frozenset(words.agreeing)
        self._refusing = frozenset(faq.words.refusing)
        self._polite = frozenset(faq.words.polite) - frozenset(words.choosers)
        self._around, self._choosers = frozenset(words.around), frozenset(words.choosers)

    def chosen(self, incoming: Incoming) -> Press | None:
        """The one button that a message chooses. After a note of doubt, a yes chooses the emergency."""
        if len(incoming.text) > _LONGEST:
            return None
        typed, questions = _words(incoming.text), _questions(incoming)
        number = _NUMBER.fullmatch(incoming.text)
        if number:
            return _at(int(number[1]) - 1, questions)
        emergency = next(filter(self._is_emergency, (button.press for button in incoming.choices)), None)
        if emergency and self._says(typed, self._agreeing):
            return emergency
        if typed and (place := self._at_place(typed, incoming)):
            return place
        if not incoming.context and len(questions) == 1 and self._says(typed, self._agreeing | self._all):
            return questions[0]
        return _labelled(typed, incoming)

    def all_chosen(self, incoming: Incoming) -> tuple[str, ...]:
        """The ids of all entries that the bot asked back about, if a message chooses all or any of them."""
        return self._asked_about(incoming) if self._says(_words(incoming.text), self._all) else ()

    def agreed_to(self, incoming: Incoming) -> tuple[str, ...]:
        """The ids of all entries that the bot asked back about, if a message only says yes: to which is still open."""
        return self._asked_about(incoming) if self._says(_words(incoming.text), self._agreeing) else ()

    def named(self, incoming: Incoming) -> Press | None:
        """The one button that a part of a message chooses beside others, as in "number 2 then, the gadgets".

        It names a place, or words of one label, as in "the foot drop one". Below an answer that takes a word that says so
        ("the gadgets thing sounds good"). Only for what is no emergency: "breathing, now, please" names a label too.
        """
        parts = self._joined([words for part in _PARTS.split(incoming.text) if (words := _words(part))])
        placed = [self._at_place(words, incoming) or self._pointed_at(words, incoming) for words in parts]
        chosen = [place or self._by_words(words, incoming) for words, place in zip(parts, placed, strict=True)]
        first = next((place for place, press in enumerate(chosen) if press), len(parts))
        if any(self._refusing.issuperset(words) for words in parts[first + 1 :]):  # "the first one? no"
            return None
        pressed = {press for press in chosen if press}
        beside = max((len(words) for words, press in zip(parts, chosen, strict=True) if not press), default=0)
        ends = (parts[0], parts[-1]) if parts else ()
        surely = any(
            len(words) > 1 or (words[0].isdigit() and words in ends)
            for words, place in zip(parts, placed, strict=True)
            if place
        )
        most = _BESIDE_PLACE if surely and not incoming.context else _BESIDE
        return pressed.pop() if len(pressed) == 1 and beside <= most else None

    def _joined(self, parts: list[list[str]]) -> list[list[str]]:
        """The parts of a message, each with what only says that it is chosen, as in "food, that's the one"."""
        joined: list[list[str]] = []
        for words in parts:
            says = all(word in self._around or word in self._agreeing for word in words)
            if says and joined and len(joined[-1]) + len(words) <= _FEW:
                joined[-1] = [*joined[-1], *words]
            else:
                joined.append(words)
        return joined

    def _at_place(self, typed: list[str], incoming: Incoming) -> Press | None:
        """The question at the place that words name; below an answer, one word is no choice if it is no number."""
        questions = _questions(incoming)
        if questions and not incoming.context and self._says(typed, self._last):
            return questions[-1]
        place = self._place(typed) if len(typed) > 1 or typed[0].isdigit() or not incoming.context else None
        return None if place is None else _at(place, questions)

    def _pointed_at(self, typed: list[str], incoming: Incoming) -> Press | None:
        """The question whose place stands beside a word that says that it is chosen, as in "the second one please lovey"."""
        if len(typed) > _FEW or not self._refusing.isdisjoint(typed):
            return None
        named = [pair for pair in pairwise(typed) if not self._choosers.isdisjoint(pair) and pair[0] != pair[1]]
        places = {place for pair in named if (place := self._place([*pair])) is not None}
        return _at(places.pop(), _questions(incoming)) if len(places) == 1 else None

    def _place(self, typed: list[str]) -> int | None:
        """The place that words name, and nothing else; a number among them counts from one."""
        telling = [word for word in self._telling(typed) if word not in self._agreeing] or typed
        if len(telling) == 1 and (number := _NUMBER.fullmatch(telling[0])):
            return int(number[1]) - 1
        behind = typed[typed.index(telling[0]) + 1 :]
        if len(telling[0]) == 1 and not self._polite.issuperset(behind):  # an article, as in "a number please"
            return None
        return self._places.get(" ".join(typed), self._places.get(" ".join(telling)))

    def _by_words(self, typed: list[str], incoming: Incoming) -> Press | None:
        """The one question whose label has all the words that tell something, with others around them."""
        chooser = next((place for place, word in enumerate(typed) if word in self._choosers), None)
        said = set(self._telling(typed[:chooser]) or self._telling(typed)) - self._agreeing
        if (
            max(map(len, said), default=0) <= 1
            or len(typed) > _FEW
            or len(said) == len(typed)
            or (incoming.context and chooser is None)
        ):
            return None
        offered = [button for button in incoming.choices if button.press.verb is Verb.SHOW]
        for same in (str.__eq__, _alike):
            named = [one.press for one in offered if all(_has(one.label, word, same) for word in said)]
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _asked_about(self, incoming: Incoming) -> tuple[str, ...]:
        questions = () if incoming.context else _questions(incoming)
        shown = (self._faq.entry(press.target) for press in questions if press.verb is Verb.SHOW)
        return tuple(entry.id for entry in shown if entry)

    def _telling(self, typed: list[str]) -> list[str]:
        """Words without those that may stand around a choice."""
        return [word for word in typed if word not in self._around]

    def _says(self, typed: list[str], wanted: Collection[str]) -> bool:
        """Whether words are `wanted`, as they stand or each of those that tell something."""
        said = self._telling(typed)
        return " ".join(typed) in wanted or (bool(said) and all(word in wanted for word in said))

    def _is_emergency(self, press: Press) -> bool:
        entry = self._faq.entry(press.target)
        shows_card = press.verb is Verb.SHOW and entry is not None and entry.kind is Kind.URGENT
        return shows_card or (press.verb is Verb.URGENT and not press.target)


def _questions(incoming: Incoming) -> list[Press]:
    """The buttons among which a place is meant, in the order in which they are seen.

    They open a question; in a menu, a theme; below an answer, and where none opens either, all that lead anywhere count.
    """
    presses = [button.press for button in incoming.choices]
    if incoming.context:
        return [press for press in presses if press.verb in _BY_LABEL - _REFUSING]
    for wanted in ({Verb.SHOW}, {Verb.THEME}, _BY_LABEL - _REFUSING):
        if found := [press for press in presses if press.verb in wanted]:
            return found
    return []


def _at(place: int, questions: list[Press]) -> Press | None:
    return questions[place] if 0 <= place < len(questions) else None


def _labelled(typed: list[str], incoming: Incoming) -> Press | None:
    """The button whose label these words are."""
    offered = (button for button in incoming.choices if button.press.verb in _BY_LABEL)
    named = next((button.press for button in offered if typed and typed == _words(button.label)), None)
    return replace(named, verb=Verb.OTHERS) if named and named.verb is Verb.NOT_HELPED else named


def _has(label: str, word: str, same: Callable[[str, str], bool]) -> bool:
    return any(same(word, one) for one in _words(label))


def _alike(one: str, other: str) -> bool:
    """Whether two words begin alike but for their ends, as "family" and "families" do."""
    return Prefix.similarity(one, other) >= max(_SAME_START, min(len(one), len(other)) - 1)


def _words(said: str) -> list[str]:
    return text.tokens(text.clean(said))
