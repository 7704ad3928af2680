"""Ranks the entries for a message, each with the chance that it is what the member meant.

Four views of the message (`bot.matching.views`) are blended into chances that leave room for "none of these"
(`bot.matching.confidence`). What they know was learned by `bot.matching.building`, and may lie on a shelf.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.confidence import Confidence
from bot.matching.features import Features
from bot.matching.reading import Reader, Variants
from bot.matching.shelf import NO_SHELF
from bot.matching.spelling import Lexicon, Speller
from bot.matching.views import Segments
from bot.model import NO_WORDS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.matching.features import Vector
    from bot.matching.index import Index
    from bot.matching.shelf import Shelf

FOCUS = 0.3
"""Weight of the sentences that ask, beside the whole message, as a story tells much that its question leaves out. On the
sets for tuning right is 0.947 without, 0.956, 0.958 and 0.960 with 0.2, 0.3 and 0.5, one tap 0.992 at best, with 0.3."""

NONE_ODDS = 1.0
"""Messages that mean none of the entries, on one that means an entry, where nothing is known of who writes: as many. Of
what bots are asked in the wild about half is such (Arora et al. 2020, HINT3). By cross-validation on three subjects
the calibration error is 0.149, 0.070, 0.087 and 0.190 at odds of 0.5, 1, 3 and 10; the best correlation hardly moves."""

WORD_FOR_WORD = 0.98
"""The chance at least that a message means the entry of which it is a phrase word for word: nothing that is held out can
teach it, and in an FAQ of seven entries a member who asked just what is written there was believed by 0.73. Of 24 such
messages in tune.jsonl and dev.jsonl all are right."""

_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, the chance (0 to 1) that it is meant, and the phrase of it that is likest the message (0 to 1)."""

    entry_id: str
    confidence: float
    phrase: str
    likeness: float


class Matcher:
    """Ranks by an index; read-only once made, so it may be shared between threads. A rank takes about a millisecond."""

    def __init__(self, index: Index, words: Words = NO_WORDS) -> None:
        self.index, self.entry_ids = index, index.entries
        lexicon = Lexicon(index.known, index.cost, index.in_faq, index.letters, index.guarded)
        self.reader = Reader(Variants(words), Speller(lexicon))
        self._segments = Segments(index.sizes)
        self._features = Features(index.words, index.groups, index.pairs, index.idf, index.meanings, len(index.said))
        self._confidence = Confidence(index.weights, *map(float, index.gate))
        self._has_words = np.diff(index.said_starts) > 0
        self._owners: defaultdict[str, set[int]] = defaultdict(set)
        for said, entry in zip(index.said, self._segments.labels.tolist(), strict=False):  # names have no label
            self._owners[said].add(entry)

    @classmethod
    def from_phrases(
        cls,
        phrases: Mapping[str, Sequence[str]],
        words: Words = NO_WORDS,
        none_odds: float = NONE_ODDS,
        shelf: Shelf = NO_SHELF,
    ) -> Matcher:
        """A matcher that needs no FAQ: `phrases` maps each entry's id to ways of saying it.

        Words in an id (`order_status`, `order-status`, `orderStatus`) speak for its entry. Entries without phrases are left
        out; raises `ValueError` where no phrase is left. `words` is what is known of the language, `none_odds` how many
        messages mean none of the entries on one that means an entry. What was learned is taken from the shelf where it
        lies there, and laid there where not.
        """
        return cls(shelf.index(phrases, words, none_odds), words)

    def said(self, entry_id: str) -> list[tuple[str, ...]]:
        """The phrases of an entry, each as the words that the bot reads."""
        start, end = self._segments.bounds(self.entry_ids.index(entry_id))
        return [tuple(said.split()) for said in self.index.said[start:end]]

    def rank(self, text: str, limit: int = 5) -> list[Match]:
        """The `limit` likeliest entries for `text`, best first; empty where it holds nothing that a phrase holds.

        The confidences of all entries sum to less than 1: the rest is the chance that none of them is meant.
        """
        return self.rank_words(self.reader.read(text).words, limit)

    def rank_words(self, words: Sequence[str], limit: int = 5, focus: Sequence[str] = ()) -> list[Match]:
        """As `rank`, for the words of a message that `reader` has read; those of it in `focus` weigh more."""
        vector = self._features.vector(words)
        if not len(vector.indices):
            return []
        likeness = self._likeness(vector)
        views = self._views(vector, likeness)
        narrow = self._features.vector(focus)
        if len(narrow.indices):
            views = (1 - FOCUS) * views + FOCUS * self._views(narrow, self._likeness(narrow))
        chances = self.chances(views)
        owners = list(self._owners.get(" ".join(words), ()))
        if owners and chances[owners].sum() < WORD_FOR_WORD:
            chances *= (1 - WORD_FOR_WORD) / max(1 - chances[owners].sum(), _TINY)
            chances[owners] = WORD_FOR_WORD / len(owners)
        nearest, like = self._segments.first(likeness)
        best = np.argsort(-chances, kind="stable")[:limit].tolist()
        return [
            Match(
                self.entry_ids[entry], float(chances[entry]), self.index.phrases[nearest[entry]], min(like[entry], 1.0)
            )
            for entry in best
        ]

    def chances(self, views: NDArray[np.float32]) -> NDArray[np.float64]:
        """The chance of every entry, shape (..., entries), from its scores in the four views (4, ..., entries)."""
        return self._confidence.chances(views)

    def _views(self, vector: Vector, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """The score of every entry in each view: shape (4, entries)."""
        classified = vector.values @ self.index.classifier[vector.indices]
        remembered = self._segments.nearest(likeness[None])[0]
        known = self.index.vocabulary[vector.words].sum(axis=0) / np.sqrt(vector.said)
        return np.stack([classified, remembered, known, vector.meaning @ self.index.meaning])

    def _likeness(self, vector: Vector) -> NDArray[np.float32]:
        """Cosine of the message to every phrase: its letter groups speak for words, and the words for phrases."""
        index = self.index
        words, groups = len(index.words), len(index.words) + len(index.groups)
        of_word, of_pair = vector.indices < words, vector.indices >= groups
        of_group = ~of_word & ~of_pair
        by_word = _spread(
            (index.group_starts, index.group_words, index.group_values),
            (vector.indices[of_group] - words, vector.values[of_group]),
            words,
        )
        said = vector.indices[of_word]
        by_word[said] += index.idf[said] * vector.values[of_word]
        by_pair = _spread(
            (index.pair_starts, index.pair_rows, index.pair_values),
            (vector.indices[of_pair] - groups, vector.values[of_pair]),
            len(index.phrases),
        )
        products = np.append(index.said_values * by_word[index.said_words], np.float32(0))
        by_phrase = np.add.reduceat(products, index.said_starts[:-1]) * self._has_words
        return np.asarray(by_phrase + by_pair, dtype=np.float32)


def _spread(
    postings: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]],
    chosen: tuple[NDArray[np.int64], NDArray[np.float32]],
    places: int,
) -> NDArray[np.float32]:
    """The sum of the chosen columns of a sparse matrix (starts, rows, values), each times its weight: shape (places,)."""
    starts, rows, values = postings
    columns, weights = chosen
    first = starts[columns]
    sizes = starts[columns + 1] - first
    ends = np.cumsum(sizes)
    stored = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + sizes, sizes)
    return np.bincount(rows[stored], values[stored] * np.repeat(weights, sizes), places).astype(np.float32)
