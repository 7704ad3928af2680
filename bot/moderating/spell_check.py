"""Words of an entry that no list knows: most often slips of typing, which members would read."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from bot import text
from bot.content.folders import EVERYDAY_FILE, NAMES
from bot.content.places import whole
from bot.content.readability import pieces
from bot.matching.spelling import MENDED_TO, Speller, compile_lexicon
from bot.model import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.places import Places
    from bot.model import Entry, Faq

_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b\w+(?:\.\w+)+(?:/\S*)?|/\w+|\{\w+\}")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
FEWEST = 10_000
"""Words of a list of everyday words from which on it is good enough to spell by; a new FAQ of another language has fewer."""

_SENTENCE_ENDS = ".!?:\u2026"
_OPENING = " \n\"'(\u201c\u2018\u2013\u2014-"


class Dictionary:
    """The words that an answer of an FAQ may use: everyday words, both spellings of a word, and names.

    Members' phrases are no model: they hold slips on purpose. Nor are the slips of names, which stand beside them.
    """

    def __init__(self, faq: Faq) -> None:
        self._faq, self._vocabulary = faq, faq.vocabulary
        spelt = chain(self._vocabulary.spellings, self._vocabulary.spellings.values())
        named = chain(self._vocabulary.proper, *self._vocabulary.names.values())
        of_names = (word for name in named for word in text.tokens(text.clean(name)))
        self._known = frozenset(chain(self._vocabulary.everyday, spelt, of_names))

    def is_of(self, faq: Faq) -> bool:
        """Whether an FAQ has the same words."""
        return self._vocabulary == faq.vocabulary

    def unknown(self, written: str) -> list[str]:
        """The words of a text that no list knows, each once.

        Addresses, commands and abbreviations are passed over; and what has a capital within a sentence is a name.
        """
        if len(self._vocabulary.everyday) < FEWEST:
            return []
        plain = _ADDRESS.sub(" ", written)
        found = (word[0] for word in _WORD.finditer(plain) if not _is_name(word[0], plain[: word.start()]))
        return [word for word in dict.fromkeys(found) if not self._knows(word)]

    def suggestion(self, word: str) -> str:
        """The known word that was likely meant; empty where none is near."""
        return self._speller.mend(_plain(word)) or ""

    def _knows(self, word: str) -> bool:
        plain = _plain(word)
        return len(plain) == 1 or plain in self._known or _POSSESSIVE.sub("", plain) in self._known

    @cached_property
    def _speller(self) -> Speller:
        """Mends to usual words, and to those that the answers use."""
        used = (
            _plain(word) for entry in self._faq.entries.values() for one in _texts(entry) for word in _WORD.findall(one)
        )
        return Speller(
            compile_lexicon(Counter(filter(self._known.__contains__, used)), self._vocabulary.everyday[:MENDED_TO])
        )


def _is_name(word: str, before: str) -> bool:
    """Whether a word has a capital though it starts no sentence, or more than one."""
    ahead = before.rstrip(_OPENING)
    return any(map(str.isupper, word[1:])) or (word[0].isupper() and bool(ahead) and ahead[-1] not in _SENTENCE_ENDS)


def misspelt(entries: Iterable[Entry], known: Dictionary, places: Places) -> list[Problem]:
    """A warning for each word of an entry's question, label, short answer and answer that no list knows."""
    return [
        Problem(entry.path, *place_in(entry, word, places), *_told(word, known), Severity.WARNING)
        for entry in entries
        for word in known.unknown(" . ".join(_texts(entry)))
    ]


def _told(word: str, known: Dictionary) -> tuple[str, str]:
    meant = known.suggestion(word)
    add = f"if it is right, add it to {EVERYDAY_FILE}, or a name to {NAMES}/"
    return f"`{word}` is in no word list", f"did you mean `{meant}`? {add.capitalize()}" if meant else add


def _texts(entry: Entry) -> Iterator[str]:
    yield from dict.fromkeys((entry.question, entry.label, entry.short))
    yield from pieces(entry.answer)


def place_in(entry: Entry, fragment: str, places: Places) -> tuple[int, int]:
    """Where a part of what members read of an entry stands."""
    for value in (entry.question, entry.label, entry.short):
        if whole(fragment).search(value):
            line, _ = places.of(entry.path, value)
            return places.holding(entry.path, fragment, line)
    return places.holding(entry.path, fragment, entry.answer_line)


def _plain(word: str) -> str:
    return text.clean(word).strip()
