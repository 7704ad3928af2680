"""Which phrases of an FAQ stand in each other's way: near-duplicates between entries, and those that lead elsewhere."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.answering.bars import BARS
from bot.matching.leaving_out import left_out
from bot.model import Kind, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.answering.service import Service
    from bot.content.places import Places
    from bot.matching import Matcher
    from bot.model import Entry, Faq

LIKENESS = 95
"""From which likeness of two phrases (rapidfuzz's ratio, 0 to 100, over their words as read, in alphabetical order)
they are called near-duplicates. Of this FAQ's 44 million pairs, 3 reach 95, 5 reach 93 and 9 reach 90; from 93 down they
are questions that differ in the one word that matters ("does a cold make MMN worse", "does alcohol make MMN worse")."""

SURE = BARS.answer
"""Chance from which a phrase that leads elsewhere is a warning: there the bot answers without asking back."""

_CHUNK, _FEW = 128, 16
"""Phrases that are compared at a time: of all of them, and of some, whose lengths lie further apart."""
_KINDS = 32
_TIMES = range(4)
"""Kinds of letters, and how often a phrase may have each: 128 bits that tell at a glance which phrases cannot be so alike."""
_LONGER = (2 * 100 - LIKENESS) / LIKENESS
"""How many times as long as another a phrase can be and still be as like: all that differs is what it has more."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two phrases of different entries that say the same, as (entry's id, phrase), with their likeness (0 to 100)."""

    one: tuple[str, str]
    other: tuple[str, str]
    likeness: int


@dataclass(frozen=True, slots=True)
class Stray:
    """A phrase that would not find its entry if it were not written there, and the entry that it would find instead.

    `confidence` is the chance of `thief`, `own` that of the phrase's own entry. `lost`: it leads to the thief even
    though it is written in its own entry.
    """

    entry_id: str
    phrase: str
    thief: str
    confidence: float
    own: float
    lost: bool


def near_duplicates(faq: Faq, matcher: Matcher, among: Collection[str] | None = None) -> list[Alike]:
    """Phrases of different entries that are nearly the same, the likest first; `among`: one of each pair is of these.

    `matcher` reads as this FAQ is read; the phrases that it knows, it has read already. Compared are the words as the bot
    reads them, so that variants and word order do not hide a duplicate; of those, only such as differ little in length,
    as others cannot be so alike. A second for 44,000 phrases.
    """
    said = list(_phrases(faq))
    # Not strict: in `said`, the entries' names come behind the phrases.
    known = dict(zip(matcher.index.phrases, matcher.index.said, strict=False))
    read = (known[one].split() if one in known else matcher.reader.read_phrase(one) for _, one in said)
    keys = [" ".join(sorted(words)) for words in read]
    order = sorted(range(len(said)), key=lambda place: len(keys[place]))
    keys = [keys[place] for place in order]
    bits = _letters(keys)
    owners = np.array([said[place][0] for place in order])
    found = []
    sought = [place for place, at in enumerate(order) if among is None or said[at][0] in among]
    size = _FEW if among else _CHUNK
    for chunk in (np.array(sought[start : start + size]) for start in range(0, len(sought), size)):
        shortest, longest = len(keys[chunk[0]]), len(keys[chunk[-1]])
        first = bisect_left(keys, shortest / _LONGER, key=len) if among else int(chunk[0])
        after = bisect_right(keys, longest * _LONGER, key=len)
        differing = sum(np.bitwise_count(some[chunk, None] ^ some[first:after]) for some in bits)
        rows, columns = np.nonzero(differing <= (longest + len(keys[after - 1])) * (100 - LIKENESS) // 100)
        places, others = chunk[rows], first + columns
        strange = owners[places] != owners[others]
        pairs = list(zip(places[strange].tolist(), others[strange].tolist(), strict=True))
        asked, compared = [keys[place] for place, _ in pairs], [keys[other] for _, other in pairs]
        scores = process.cpdist(asked, compared, scorer=fuzz.ratio, score_cutoff=LIKENESS, dtype=np.uint8)
        for (place, other_place), score in zip(pairs, scores.tolist(), strict=True):
            one, other = sorted((order[place], order[other_place]))
            again = place >= other_place and (among is None or said[order[other_place]][0] in among)
            if score and not again:
                found.append((-score, one, other))
    return [Alike(said[one], said[other], -likeness) for likeness, one, other in sorted(found)]


def strays(service: Service) -> list[Stray]:
    """Every phrase in `asks` that does not find its entry when it is left out: the lost first, then the surest.

    Ordinary talk that is taken for other ordinary talk is none: no member sees a difference. Half a minute for
    44,000 phrases.
    """
    entries, written = service.faq.entries, set(_phrases(service.faq))
    found = [
        Stray(one.entry_id, one.phrase, one.found, one.confidence, one.own, _is_lost(service, one.entry_id, one.phrase))
        for one in left_out(service.matcher)
        if one.found != one.entry_id and (one.entry_id, one.phrase) in written
        if {entries[one.entry_id].kind, entries[one.found].kind} != {Kind.CHATTER}
    ]
    return sorted(found, key=lambda stray: (not stray.lost, -stray.confidence))


def leading_away(service: Service, entry_id: str) -> list[tuple[str, str, float]]:
    """The phrases of an entry that lead to another though they are written in it: (phrase, thief, the thief's chance)."""
    best = ((phrase, service.matcher.rank(phrase, 1)) for phrase in service.faq.entries[entry_id].asks)
    return [(phrase, one[0].entry_id, one[0].confidence) for phrase, one in best if one and one[0].entry_id != entry_id]


def by_pair(found: Iterable[Stray]) -> list[tuple[str, str, int]]:
    """How many phrases of an entry another one draws away: (entry, thief, number), the most first."""
    numbers: dict[tuple[str, str], int] = {}
    for stray in found:
        pair = (stray.entry_id, stray.thief)
        numbers[pair] = numbers.get(pair, 0) + 1
    return sorted(((*pair, number) for pair, number in numbers.items()), key=lambda row: (-row[2], row))


def alike_problem(pair: Alike, entries: Mapping[str, Entry], places: Places) -> Problem:
    """The warning for two phrases that are nearly the same."""
    (other_id, other), (entry_id, phrase) = pair.one, pair.other
    there = f"{entries[other_id].path}:{places.of(entries[other_id].path, other)[0]}"
    message = f"`{phrase}` is nearly `{other}` in `{other_id}` ({there})"
    return _warning(entries[entry_id], phrase, message, "keep it where it fits best", places)


def stray_problem(stray: Stray, entries: Mapping[str, Entry], places: Places) -> Problem:
    """The warning for a phrase that leads elsewhere."""
    if stray.lost:
        message = f"`{stray.phrase}` leads to `{stray.thief}`, though it is written here"
        hint = "move it there, or add phrases like it here"
    else:
        message = f"`{stray.phrase}` would lead to `{stray.thief}` ({stray.confidence:.2f}) if it were not written here"
        hint = "add phrases like it here, or move it there"
    return _warning(entries[stray.entry_id], stray.phrase, message, hint, places)


def _warning(entry: Entry, phrase: str, message: str, hint: str, places: Places) -> Problem:
    return Problem(entry.path, *places.of(entry.path, phrase), message, hint, Severity.WARNING)


def _is_lost(service: Service, entry_id: str, phrase: str) -> bool:
    words = service.matcher.reader.read(phrase).words
    if service.matcher.entries_saying(words) == {entry_id}:
        return False  # it is taken at its word
    best = service.matcher.rank_words(words, 1)
    return bool(best) and best[0].entry_id != entry_id


def _letters(keys: Sequence[str]) -> NDArray[np.uint64]:
    """128 bits for each text, shape (2, texts): whether it has a kind of letter once, twice and so on.

    A letter more or less changes one of them at most, so texts differ by at least as many letters as bits.
    """
    written = np.frombuffer("".join(keys).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    places = np.repeat(np.arange(len(keys)), lengths) * _KINDS + written % _KINDS
    counts = np.bincount(places, minlength=len(keys) * _KINDS).reshape(len(keys), _KINDS)
    return np.packbits(np.hstack([counts > times for times in _TIMES]), axis=1).view(np.uint64).T.copy()


def _phrases(faq: Faq) -> Iterator[tuple[str, str]]:
    return ((entry.id, phrase) for entry in faq.entries.values() for phrase in entry.asks)
