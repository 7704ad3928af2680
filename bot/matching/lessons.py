"""What an index is learned from."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.model import NO_VOCABULARY, Vocabulary
from bot.packed_texts import PackedTexts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NONE_ODDS = 1.0
"""Messages that mean no entry, for each one that means an entry, where nothing is known of who writes. Higher: lower
confidences everywhere."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """`phrases` maps each entry's id to ways of saying it, `contrasts` to what looks like it and is not.

    Words in an id (`order_status`, `order-status`, `orderStatus`) speak for its entry. Entries without phrases are left
    out. `vocabulary` is what is known of the language. `none_odds`: see `NONE_ODDS`.
    """

    phrases: Mapping[str, Sequence[str]]
    vocabulary: Vocabulary = NO_VOCABULARY
    none_odds: float = NONE_ODDS
    contrasts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def lines(self) -> Iterator[bytes]:
        """The lessons as lines of JSON for `from_lines`. None is long: who turns them into text lets others go on between two."""
        yield from self.lines_on_language()
        for name in _SAID:
            yield from (_line(name, entry, list(said)) for entry, said in getattr(self, name).items())

    def lines_on_language(self) -> Iterator[bytes]:
        """Those lines that do not tell of an entry."""
        yield _line(_ODDS, "", self.none_odds)
        yield from (_line(_WORDS, name, _as_data(getattr(self.vocabulary, name))) for name in Vocabulary.__slots__)

    @classmethod
    def from_lines(cls, lines: Iterable[bytes]) -> Lessons:
        """The lessons that `lines` gave."""
        told: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for line in lines:
            about, name, data = json.loads(line, object_hook=_unpacked)
            told[about][name] = data
        phrases, contrasts = (told[name] for name in _SAID)
        return cls(phrases, Vocabulary(**told[_WORDS]), told[_ODDS][""], contrasts)


_SAID = ("phrases", "contrasts")
_WORDS, _ODDS, _PACKED = "words", "none_odds", "packed texts"


def _line(about: str, name: str, data: object) -> bytes:
    return json.dumps((about, name, data)).encode() + b"\n"


def _as_data(known: object) -> object:
    if isinstance(known, PackedTexts):
        return {_PACKED: b64encode(known.packed).decode()}
    return {name: _as_data(part) for name, part in known.items()} if isinstance(known, Mapping) else known


def _unpacked(data: dict[str, Any]) -> object:
    return PackedTexts(b64decode(data[_PACKED])) if _PACKED in data else data
