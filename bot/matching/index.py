"""What building an index learns: arrays and texts alone, so that it can lie in a file (`bot.matching.index_cache`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Index:
    """All that ranking needs, learned from the phrases of `entries`, entry after entry; each has `sizes` of them.

    Rows are phrases, and behind them one row for each entry's name. Columns are features, in this order: `words`,
    letter `groups`, pairs that several rows have, other pairs. `pairs` are the numbers of all pairs
    (`bot.matching.features.word_pairs`), in order, and `pair_columns` the column of each among the pairs.
    """

    made_with: Texts
    """One text, which names the words and the code that it was learned with."""
    drift: int
    """Phrases and contrasts that have changed since its confidence was learned."""
    entries: Texts
    sizes: NDArray[np.int64]
    phrases: Texts
    """As they are written."""
    said: Texts
    """The same, and the names, as the bot reads them: their words, parted by blanks; `said_order`: their places in the
    order of these texts, to look one up."""
    said_order: NDArray[np.int64]
    contrasts: Texts
    """What looks like an entry and is not, as it is written, entry after entry; `contrasts_said` and their
    order: as of phrases."""
    contrasts_said: Texts
    contrasts_order: NDArray[np.int64]
    contrast_rows: NDArray[np.int64]
    """Where the likeness to each of them stands among those to all phrases and contrasts."""
    owners: NDArray[np.int64]
    """The entries that have contrasts; `contrast_sizes`: how many each has."""
    contrast_sizes: NDArray[np.int64]

    known: Texts
    """Every word that spelling knows, the shortest first."""
    cost: NDArray[np.float64]
    """How unusual each of them is; `in_faq`: whether it stands in a phrase."""
    in_faq: NDArray[np.bool_]
    letters: NDArray[np.uint64]
    """The letters that each of them has, one bit for each."""
    left_alone: Texts
    """Words that are known too, but which nothing is mended to, in their order."""
    guarded: bool
    """Whether everyday words are among them, which tell that an unknown word is none of these."""

    words: Texts
    groups: Texts
    pairs: NDArray[np.int64]
    pair_columns: NDArray[np.int32]
    idf: NDArray[np.float32]
    """How telling each feature is: shape (features,)."""
    said_starts: NDArray[np.int64]
    said_words: NDArray[np.int32]
    said_values: NDArray[np.float32]
    """Which words stand in a phrase, and how much they weigh there: those of phrase p lie from its start to the next's.

    Behind the phrases follow the contrasts that are no phrases too.
    """
    group_starts: NDArray[np.int64]
    group_words: NDArray[np.int32]
    group_values: NDArray[np.float32]
    """Which words hold a letter group, and how much it weighs in them, in the same form."""
    pair_starts: NDArray[np.int64]
    pair_rows: NDArray[np.int32]
    pair_values: NDArray[np.float32]
    """In which phrases a pair stands, in the same form."""
    meanings: NDArray[np.int8]
    """The vector of each word, rounded: shape (words, numbers of a meaning); `meaning_scales`: what 1 is worth in each."""
    meaning_scales: NDArray[np.float32]
    direction_scales: NDArray[np.float32]
    """What brings the whole numbers of each word to length 1."""
    direction_lengths: NDArray[np.float32]
    """How long the sum of its words' directions is, for each phrase and each contrast that is no phrase too."""

    classifier: NDArray[np.int8]
    """Shape (features but for pairs that one row alone has, entries); `classifier_scales`: what 1 is worth in each row."""
    classifier_scales: NDArray[np.float32]
    vocabulary: NDArray[np.float16]
    """Shape (words, entries)."""
    meaning: NDArray[np.float32]
    """Shape (numbers of a meaning, entries)."""
    weights: NDArray[np.float64]
    """Of the five views in the blend, and `gate`: offset and slope of the evidence (`bot.matching.confidence`)."""
    gate: NDArray[np.float64]
    contest_vocabulary: NDArray[np.float16]
    contest_meaning: NDArray[np.float32]
    """The views of contests (`bot.matching.contrast`), in the shapes of those of entries."""
    contest: NDArray[np.float64]
    """What each view of a contest counts, and the offset: shape (5,)."""
