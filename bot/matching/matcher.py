"""Ranks the entries for a message, each with the chance that it is what the member meant.

Five views of the message (`bot.matching.scorers`) are blended into chances that leave room for "none of these"
(`bot.matching.confidence`). What they know was learned by `bot.matching.building`, and may be in a cache.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.confidence import Confidence
from bot.matching.features import Features
from bot.matching.index_cache import NO_CACHE
from bot.matching.lessons import Lessons
from bot.matching.likeness import Likeness
from bot.matching.neighbours import Neighbours
from bot.matching.reading import Reader
from bot.matching.segments import Segments
from bot.matching.spelling import Lexicon, Speller
from bot.matching.views import ContestViews, Scores, Views
from bot.model import NO_VOCABULARY, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.matching.features import Vector
    from bot.matching.index import Index
    from bot.matching.index_cache import IndexCache

FOCUS = 0.3
"""Weight of the sentences that ask, beside the whole message. A story tells much that its question leaves out; too much
weight, and the story is lost."""

WORD_FOR_WORD = 0.98
"""The least confidence of an entry whose phrase the message is, word for word. Phrases that were held out cannot teach
this."""

_RARITY = 3
"""How much more the rarity of a word tells of an entry than how many of its phrases hold it. At 1 "what" and "how" are among
the two words that tell most of every third entry; at 2 and 3 they are not."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, the chance (0 to 1) that it is meant, and the phrase of it that is likest the message (0 to 1).

    `contrast` is the nearest of its contrasts, where these hold it back.
    """

    entry_id: str
    confidence: float
    phrase: str
    likeness: float
    contrast: str = ""


class Matcher:
    """Ranks by an index; read-only once made, so it may be shared between threads. A rank takes about a millisecond."""

    def __init__(self, index: Index, vocabulary: Vocabulary = NO_VOCABULARY) -> None:
        self.index, self.entry_ids = index, index.entries
        lexicon = Lexicon(index.known, index.cost, index.in_faq, index.letters, index.guarded, index.left_alone)
        self._segments = Segments(index.sizes)
        self._contests = Segments(index.contrast_sizes) if len(index.owners) else None
        self._features = Features(
            index.words,
            index.groups,
            index.pairs,
            index.pair_columns,
            index.idf,
            index.meanings,
            index.meaning_scales,
            index.direction_scales,
            len(index.said),
        )
        neighbours = Neighbours(index, self._features)
        self.reader = Reader(vocabulary, Speller(lexicon), neighbours)
        self._confidence = Confidence.of(index)
        self._likeness = Likeness(index)
        self._owners = _Exactly(index.said, index.said_order, self._segments.labels)
        contrasted = np.repeat(index.owners, index.contrast_sizes)
        self._opposed = _Exactly(index.contrasts_said, index.contrasts_order, contrasted)

    @classmethod
    def from_phrases(cls, phrases: Mapping[str, Sequence[str]], vocabulary: Vocabulary = NO_VOCABULARY) -> Matcher:
        """A matcher that needs no FAQ: `phrases` maps each entry's id to ways of saying it, as in `Lessons`.

        Raises `ValueError` where there is no phrase.
        """
        return cls.from_lessons(Lessons(phrases, vocabulary))

    @classmethod
    def from_lessons(cls, lessons: Lessons, index_cache: IndexCache = NO_CACHE) -> Matcher:
        """A matcher that has learned these lessons, or takes from the cache what was learned from them before.

        Raises `ValueError` where there is no phrase.
        """
        return cls(index_cache.index(lessons), lessons.vocabulary)

    def entries_saying(self, words: Sequence[str]) -> frozenset[str]:
        """The entries that have these words, as the bot reads them, as a phrase and not as a contrast too."""
        said = " ".join(words)
        believed = self._owners.entries_of(said) - self._opposed.entries_of(said)
        return frozenset(self.entry_ids[entry] for entry in believed)

    def phrases_that_may_hold(self, runs: Iterable[Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
        """Every phrase that may hold one of these runs of words: its entry, and its words as the bot reads them."""
        index, labels = self.index, self._segments.labels
        starts = index.said_starts[: len(labels) + 1]
        said = index.said_words[: starts[-1]]
        times = np.bincount(said, minlength=len(index.words)).tolist()
        known = ([self._features.row(word) for word in run] for run in runs)
        rarest = {
            min((row for row in rows if row is not None), key=times.__getitem__) for rows in known if None not in rows
        }
        held = np.concatenate([[0], np.cumsum(np.isin(said, list(rarest)))])
        for phrase in np.flatnonzero(np.diff(held[starts])).tolist():
            yield self.entry_ids[labels[phrase]], index.said[phrase].split()

    def share_holding(self, word: str, entry_id: str) -> float:
        """The share of an entry's phrases that hold a word."""
        row, (start, end) = self._features.row(word), self._segments.bounds(self.entry_ids.index(entry_id))
        said = self.index.said_words[self.index.said_starts[start] : self.index.said_starts[end]]
        return 0.0 if row is None else np.count_nonzero(said == row) / (end - start)

    def telling(self, words: Iterable[str], entry_id: str, limit: int) -> tuple[str, ...]:
        """The `limit` words that tell most of an entry: its phrases hold them often, and few others do. The best first."""

        def tells(word: str) -> float:
            return self.share_holding(word, entry_id) * self._features.rarity(word) ** _RARITY

        return tuple(sorted(dict.fromkeys(words), key=tells, reverse=True)[:limit])

    def sizes(self) -> dict[str, int]:
        """How many phrases each entry has."""
        return dict(zip(self.entry_ids, self.index.sizes.tolist(), strict=True))

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
        likeness = self._likeness.in_words(vector)
        scores = self._scores(vector, likeness)
        narrow = self._features.vector(focus)
        if len(narrow.indices):
            narrowed = self._scores(narrow, self._likeness.in_words(narrow))
            scores = Scores(
                *((1 - FOCUS) * all_of_it + FOCUS * part for all_of_it, part in zip(scores, narrowed, strict=True))
            )
        chances = self._confidence.chances(scores)
        self._take_at_its_word(" ".join(words), chances)
        contrasts = self._contrasts(scores, likeness)
        nearest, like = self._segments.first(likeness[: len(self.index.phrases)])
        best = np.argsort(-chances, kind="stable")[:limit].tolist()
        return [
            Match(
                self.entry_ids[entry],
                float(chances[entry]),
                self.index.phrases[nearest[entry]],
                min(like[entry], 1.0),
                contrasts.get(entry, ""),
            )
            for entry in best
        ]

    def _take_at_its_word(self, said: str, chances: NDArray[np.float64]) -> None:
        """Believes a phrase that is said word for word, and a contrast too."""
        owners, opposed = self._owners.entries_of(said), self._opposed.entries_of(said)
        for entry in opposed - owners:
            chances[entry] = min(chances[entry], (1 - WORD_FOR_WORD) / len(opposed))
        believed = list(owners - opposed)
        if believed and chances[believed].sum() < WORD_FOR_WORD:
            chances *= (1 - WORD_FOR_WORD) / max(1 - chances[believed].sum(), _TINY)
            chances[believed] = WORD_FOR_WORD / len(believed)

    def _contrasts(self, scores: Scores, likeness: NDArray[np.float32]) -> dict[int, str]:
        """For each entry that its contrasts hold back, the one that is nearest."""
        if self._contests is None:
            return {}
        against = self._confidence.contested(scores) < 0
        nearest, _ = self._contests.first(likeness[self.index.contrast_rows])
        return {
            entry: self.index.contrasts[nearest[contest]]
            for contest, entry in enumerate(self.index.owners.tolist())
            if against[contest]
        }

    def chances(self, scores: Scores) -> NDArray[np.float64]:
        """The chance of every entry, shape (..., entries), from its scores in the five views, and in contests."""
        return self._confidence.chances(scores)

    def _scores(self, vector: Vector, likeness: NDArray[np.float32]) -> Scores:
        """The score of every entry in each view: shape (5, entries); of every contest: (4, contests)."""
        index, said = self.index, np.sqrt(vector.said)
        memory, more_memory = self._nearest(likeness)
        kinship, more_kinship = self._nearest(self._likeness.in_meaning(vector))
        taught = vector.indices < len(index.classifier)
        features = vector.indices[taught]
        weighed = vector.values[taught] * index.classifier_scales[features]
        views = Views(
            classifier=weighed @ index.classifier[features].astype(np.float32),
            memory=memory,
            vocabulary=index.vocabulary[vector.words].sum(axis=0, dtype=np.float32) / said,
            meaning=vector.meaning @ index.meaning,
            kinship=kinship,
        )
        contests = ContestViews(
            memory=more_memory,
            vocabulary=index.contest_vocabulary[vector.words].sum(axis=0, dtype=np.float32) / said,
            meaning=vector.meaning @ index.contest_meaning,
            kinship=more_kinship,
        )
        return Scores(np.stack(views), np.stack(contests))

    def _nearest(self, likeness: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """How near each entry's nearest phrases are, and how much nearer than its nearest contrasts where it has some."""
        nearest = self._segments.nearest(likeness[None, : len(self.index.phrases)])[0]
        if self._contests is None:
            return nearest, nearest[:0]
        others = self._contests.nearest(likeness[None, self.index.contrast_rows])[0]
        return nearest, nearest[self.index.owners] - others


class _Exactly:
    """Looks up the entries that have a text word for word.

    `order` are the places of the texts in their order, `entries` those of the first texts; the others, which are the names
    of entries, belong to none.
    """

    def __init__(self, texts: Sequence[str], order: NDArray[np.int64], entries: NDArray[np.int64]) -> None:
        self._texts, self._order, self._entries = texts, order, entries

    def entries_of(self, text: str) -> frozenset[int]:
        first, after = (
            side(self._order, text, key=lambda place: self._texts[place]) for side in (bisect_left, bisect_right)
        )
        places = self._order[first:after]
        return frozenset(self._entries[places[places < len(self._entries)]].tolist())
