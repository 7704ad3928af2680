"""Ranks the entries for a message, each with the chance that it is what the member meant.

Four views of the message (`bot.matching.views`) are blended into chances that leave room for "none of these"
(`bot.matching.confidence`). An entry's id is one more phrase of it to learn from: people name things by what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.confidence import fit_confidence
from bot.matching.features import Features, Vector
from bot.matching.leaving_out import leave_out_each
from bot.matching.reading import Reader
from bot.matching.views import Segments, fit_classifier, fit_meaning, fit_vocabulary
from bot.model import NO_WORDS, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

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
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, the chance (0 to 1) that it is meant, and the phrase of it that is likest the message (0 to 1)."""

    entry_id: str
    confidence: float
    phrase: str
    likeness: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A phrase of `entry_id` that was left out of the index: the entry then found, its chance, and that of its own."""

    entry_id: str
    phrase: str
    found: str
    confidence: float
    own: float


class Matcher:
    """An index over the phrases of every entry; read-only once built, so it may be shared between threads.

    Building takes about five seconds for 11,000 phrases, a rank one to three milliseconds (`make bench`).
    """

    def __init__(
        self, phrases: Mapping[str, Sequence[str]], words: Words = NO_WORDS, none_odds: float = NONE_ODDS
    ) -> None:
        self.entry_ids = tuple(entry_id for entry_id, said in phrases.items() if said)
        self._phrases = [phrase for entry_id in self.entry_ids for phrase in phrases[entry_id]]
        if not self._phrases:
            raise ValueError("an index needs at least one phrase")
        names = [_CAMEL.sub(" ", entry_id) for entry_id in self.entry_ids]
        self.reader = Reader(words, [*self._phrases, *names])
        self._features = Features(self.reader.phrases)
        self._owners: dict[tuple[str, ...], set[int]] = {}
        self._segments = Segments([len(phrases[entry_id]) for entry_id in self.entry_ids])
        rows, entries = self._segments.rows, len(self.entry_ids)
        for said, entry in zip(self.reader.phrases, self._segments.labels, strict=False):  # names have no label
            self._owners.setdefault(said, set()).add(int(entry))
        self._vocabulary = fit_vocabulary(self._features.words, rows, entries)
        self._meaning = fit_meaning(self._features.meanings, rows, entries)
        self._confidence = fit_confidence(self._features, self._segments, none_odds)
        self._classifier = fit_classifier(self._features.matrix, rows, entries)

    @classmethod
    def from_phrases(cls, phrases: Mapping[str, Sequence[str]]) -> Matcher:
        """A matcher without an FAQ: `phrases` maps each entry's id to ways of saying it.

        Words in an id (`order_status`, `order-status`, `orderStatus`) speak for its entry. Entries without phrases are left
        out; raises `ValueError` where no phrase is left.
        """
        return cls(phrases)

    def said(self, entry_id: str) -> list[tuple[str, ...]]:
        """The phrases of an entry, each as the words that the bot reads."""
        start, end = self._segments.bounds(self.entry_ids.index(entry_id))
        return self.reader.phrases[start:end]

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
        chances = self._confidence.chances(views)
        owners = list(self._owners.get(tuple(words), ()))
        if owners and chances[owners].sum() < WORD_FOR_WORD:
            chances *= (1 - WORD_FOR_WORD) / max(1 - chances[owners].sum(), _TINY)
            chances[owners] = WORD_FOR_WORD / len(owners)
        best = np.argsort(-chances, kind="stable")[:limit]
        return [
            Match(self.entry_ids[entry], float(chances[entry]), *self._nearest(int(entry), likeness)) for entry in best
        ]

    def left_out(self) -> list[LeftOut]:
        """How each phrase would be ranked if it were not in the index, entry after entry; one phrase alone has no rank.

        Takes ten seconds or so for 11,000 phrases (`bot.matching.leaving_out`), most of it for their likeness to each other.
        """
        if len(self._phrases) < 2:  # noqa: PLR2004  no index is left without the only one
            return []
        chances = self._confidence.chances(leave_out_each(self._features, self._segments))
        best, labels = chances.argmax(axis=1), self._segments.labels
        return [
            LeftOut(self.entry_ids[own], phrase, self.entry_ids[first], float(row[first]), float(row[own]))
            for phrase, own, first, row in zip(self._phrases, labels, best, chances, strict=True)
        ]

    def _views(self, vector: Vector, likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """The score of every entry in each view: shape (4, entries)."""
        classified = vector.values @ self._classifier[vector.indices]
        remembered = self._segments.nearest(likeness[None])[0]
        known = self._vocabulary[vector.words].sum(axis=0) / np.sqrt(vector.said)
        return np.stack([classified, remembered, known, vector.meaning @ self._meaning])

    def _likeness(self, vector: Vector) -> NDArray[np.float32]:
        """Cosine of the message to every phrase. Every stored value is touched, so that a long story costs no more."""
        message = np.zeros(self._features.matrix.shape[1], dtype=np.float32)
        message[vector.indices] = vector.values
        return np.asarray((self._features.matrix @ message)[: len(self._phrases)])

    def _nearest(self, entry: int, likeness: NDArray[np.float32]) -> tuple[str, float]:
        """The entry's phrase that is likest the message, and how like it is."""
        start, end = self._segments.bounds(entry)
        best = start + int(likeness[start:end].argmax())
        return self._phrases[best], min(float(likeness[best]), 1.0)
