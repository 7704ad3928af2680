"""Learns an index from phrases: features and how telling they are, five views, and what their scores are worth."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING

import numpy as np

from bot import text
from bot.matching.confidence import Confidence, fit_confidence
from bot.matching.contrast import Contests
from bot.matching.corpus import Corpus
from bot.matching.features import lengths_of
from bot.matching.holding_out import HeldOut
from bot.matching.index import Index
from bot.matching.reading import Variants
from bot.matching.rounding import rounded
from bot.matching.scorers import fit_classifier, fit_meaning, fit_vocabulary
from bot.matching.segments import Segments
from bot.matching.spelling import compile_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from bot.matching.lessons import Lessons
    from bot.model import Vocabulary

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


DRIFT = 0.02
"""Share of the phrases that may change before the confidence is learned again. Less: a small change of the FAQ moves
other messages too, and takes twice as long. More: the confidence lags behind the FAQ."""


def build_index(lessons: Lessons, before: Index | None = None, made_with: str = "") -> Index:
    """The index of these lessons. The words of an entry's id are one more phrase of it to learn from.

    `before` is an index that was learned with the same vocabulary by the same code (`made_with` names both). What did not
    change since is taken from it. Takes about two seconds for 30,000 phrases, and less than twice as long for twice as
    many. Raises `ValueError` where there is no phrase.
    """
    phrases, vocabulary = lessons.phrases, lessons.vocabulary
    entries = tuple(entry for entry, said in phrases.items() if said)
    written = tuple(phrase for entry in entries for phrase in phrases[entry])
    if not written:
        raise ValueError("an index needs at least one phrase")
    names = [_CAMEL.sub(" ", entry) for entry in entries]
    variants = Variants(vocabulary)
    opposed = {place: said for place, entry in enumerate(entries) if (said := lessons.contrasts.get(entry))}
    against = tuple(dict.fromkeys(chain.from_iterable(opposed.values())))
    known, said = _read_before(before), (*written, *names, *against)
    new = [one for one in said if one not in known]
    typed = dict(zip(new, text.spaced_words(new), strict=True))
    read = [_words(known[one]) if one in known else variants.unify(_words(typed[one])) for one in said]
    counts = Counter(chain.from_iterable(read))
    for word in variants.words:
        counts.setdefault(word, 1)
    lexicon = compile_lexicon(counts, vocabulary.everyday, _names(vocabulary))
    segments = Segments([len(phrases[entry]) for entry in entries])
    first = len(segments.rows)
    place_of = {one: place for place, one in enumerate(against)}
    rows_of, more = _rows_of(against, read[: len(written)], read[first:], first)
    corpus = Corpus([*read[:first], *(read[first + place] for place in more)], before)
    contests = Contests(segments, {place: [rows_of[one] for one in said] for place, said in opposed.items()}, len(more))
    drift = _drift(before, entries, contests.owners, (*written, *against))
    if before is not None and drift <= DRIFT * len(written):
        confidence = Confidence.of(before)
    else:
        confidence, drift = (
            fit_confidence(HeldOut(corpus, segments, contests), segments, contests, lessons.none_odds),
            0,
        )
    rows = corpus.rows()
    ranked = np.concatenate([np.arange(len(written)), np.arange(first, first + len(more))])
    said_in, spelt, pairs = rows.said[ranked], rows.spelt.tocsc(), rows.pairs[ranked].tocsc()
    of_entries = np.arange(first + len(more)) < first
    labels = np.concatenate([segments.rows, np.zeros(len(more), dtype=np.int64)])
    classifier, scales = rounded(rows.by_feature(fit_classifier(rows, labels, len(entries), of_entries)))
    as_read = tuple(map(" ".join, read[:first]))
    contrasts_said = tuple(" ".join(read[first + place_of[one]]) for theirs in opposed.values() for one in theirs)
    return Index(
        made_with=(made_with,),
        drift=drift,
        entries=entries,
        sizes=segments.sizes,
        phrases=written,
        said=as_read,
        said_order=_order(as_read),
        contrasts=tuple(chain.from_iterable(opposed.values())),
        contrasts_said=contrasts_said,
        contrasts_order=_order(contrasts_said),
        contrast_rows=np.where(contests.rows < first, contests.rows, contests.rows - first + len(written)),
        owners=contests.owners,
        contrast_sizes=contests.theirs.sizes,
        known=lexicon.known,
        cost=lexicon.cost,
        in_faq=lexicon.in_faq,
        letters=lexicon.letters,
        left_alone=lexicon.left_alone,
        guarded=lexicon.guarded,
        words=corpus.vocabulary,
        groups=corpus.groups,
        pairs=corpus.pairs,
        pair_columns=corpus.pair_columns,
        idf=corpus.idf,
        said_starts=said_in.indptr.astype(np.int64),
        said_words=said_in.indices.astype(np.int32),
        said_values=said_in.data,
        group_starts=spelt.indptr.astype(np.int64),
        group_words=spelt.indices.astype(np.int32),
        group_values=spelt.data,
        pair_starts=pairs.indptr.astype(np.int64),
        pair_rows=pairs.indices.astype(np.int32),
        pair_values=pairs.data,
        meanings=corpus.word_meanings,
        meaning_scales=corpus.meaning_scales,
        direction_scales=np.reciprocal(lengths_of(corpus.word_meanings.astype(np.float32))),
        direction_lengths=lengths_of(corpus.directions()[ranked]),
        classifier=classifier,
        classifier_scales=scales,
        vocabulary=fit_vocabulary(corpus.words[of_entries], labels[of_entries], len(entries)).astype(np.float16),
        meaning=fit_meaning(corpus, labels, len(entries), of_entries),
        weights=confidence.weights,
        gate=np.array([confidence.offset, confidence.slope]),
        contest_vocabulary=contests.fit_vocabulary(corpus.words).astype(np.float16),
        contest_meaning=contests.fit_meaning(corpus),
        contest=confidence.contest,
    )


def _words(said: str) -> tuple[str, ...]:
    return tuple(map(intern, said.split()))


def _read_before(before: Index | None) -> dict[str, str]:
    """The words, as read, of phrases and contrasts as they were written in an index."""
    if before is None:
        return {}
    return dict(zip((*before.contrasts, *before.phrases), (*before.contrasts_said, *before.said), strict=False))


def _order(texts: Sequence[str]) -> NDArray[np.int64]:
    """The places of texts in their order."""
    return np.array(sorted(range(len(texts)), key=texts.__getitem__), dtype=np.int64)


def _drift(before: Index | None, entries: Sequence[str], owners: NDArray[np.int64], written: Sequence[str]) -> int:
    """How many phrases and contrasts have changed since a confidence was learned; all, where the entries are others."""
    if before is None or tuple(before.entries) != entries or before.owners.tolist() != owners.tolist():
        return len(written)
    return before.drift + len({*before.phrases, *before.contrasts} ^ {*written})


def _names(vocabulary: Vocabulary) -> Iterator[str]:
    """The words of every name."""
    yield from vocabulary.proper
    for names in vocabulary.names.values():
        for name in chain(names, *names.values()):
            yield from text.tokens(text.clean(name))


def _rows_of(
    against: Sequence[str], phrases: Sequence[tuple[str, ...]], read: Sequence[tuple[str, ...]], first: int
) -> tuple[dict[str, int], list[int]]:
    """The row of each contrast: that of a phrase that says the same, or one behind the others; and which those are."""
    row_of = {said: row for row, said in reversed(list(enumerate(phrases)))}
    rows: dict[str, int] = {}
    more: list[int] = []
    for place, (one, said) in enumerate(zip(against, read, strict=True)):
        if said not in row_of:
            row_of[said] = first + len(more)
            more.append(place)
        rows[one] = row_of[said]
    return rows, more
