"""Finds names in a message: of illnesses, medicines and tests, as the FAQ's folder `names` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.matching import Reader
    from bot.model import Vocabulary

ILLNESSES, MEDICINES, TESTS = "illnesses", "medicines", "tests"
_ASKED_ABOUT = (ILLNESSES, MEDICINES, TESTS)
"""Kinds of names that a question is about. One about an organisation seldom asks for more than the subject besides it."""


class Name(NamedTuple):
    """A thing that has names: the usual one, and of which kind it is."""

    usual: str
    kind: str


class Mention(NamedTuple):
    """A name in a message, and the words of it there, as the bot reads them."""

    name: Name
    words: tuple[str, ...]


class Names:
    """The names of one FAQ, ready to be found in any number of messages."""

    def __init__(self, vocabulary: Vocabulary, reader: Reader) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        listed = {Name(usual, ILLNESSES): variants for usual, variants in vocabulary.other_conditions.items()}
        for kind in _ASKED_ABOUT:
            for usual, variants in vocabulary.names.get(kind, {}).items():
                listed[Name(usual, kind)] = (*listed.get(Name(usual, kind), ()), *variants)
        known: set[tuple[str, ...]] = set()
        for name, variants in listed.items():
            for wording in (name.usual, *variants):
                said = reader.read_phrase(wording)
                if said and said not in known:
                    known.add(said)
                    self._by_first.setdefault(said[0], []).append((said, name))
        for wordings in self._by_first.values():
            wordings.sort(key=lambda wording: -len(wording[0]))

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Every name and variant, as its words."""
        return (wording for wordings in self._by_first.values() for wording, _ in wordings)

    def found_in(self, sentence: Sequence[str]) -> list[Mention]:
        """The names in the words of a sentence, in order; of two that begin alike the longer one."""
        found: list[Mention] = []
        if self._by_first.keys().isdisjoint(sentence):
            return found
        position = 0
        while position < len(sentence):
            for wording, name in self._by_first.get(sentence[position], ()):
                if tuple(sentence[position : position + len(wording)]) == wording:
                    found.append(Mention(name, wording))
                    position += len(wording)
                    break
            else:
                position += 1
        return found
