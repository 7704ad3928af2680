"""Finds wordings in the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching import Reader


def wordings(said: Iterable[str], reader: Reader) -> frozenset[tuple[str, ...]]:
    """Wordings of the FAQ as the bot reads them."""
    return frozenset(filter(None, map(reader.read_phrase, said)))


class Runs:
    """Wordings, each of one word or several, that may stand in a sentence side by side."""

    def __init__(self, wordings: Iterable[Sequence[str]]) -> None:
        self._wordings = [_spaced(wording) for wording in wordings]

    def cut_from(self, words: Sequence[str]) -> tuple[str, ...]:
        """What a sentence has besides the wordings that stand in it."""
        said = _spaced(words)
        for wording in sorted(self._wordings, key=lambda one: (-len(one), one)):  # the longest first
            said = said.replace(wording, " ")
        return tuple(said.split())

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether any of the wordings stands in a sentence."""
        said = _spaced(words)
        return any(wording in said for wording in self._wordings)


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
