"""Learns an index from phrases: features and how telling they are, four views, and what their scores are worth."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING

import numpy as np

from bot import text
from bot.matching.confidence import fit_confidence
from bot.matching.corpus import Corpus
from bot.matching.holding_out import HeldOut
from bot.matching.index import Index
from bot.matching.reading import Variants
from bot.matching.spelling import compile_lexicon
from bot.matching.views import Segments, fit_classifier, fit_meaning, fit_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model import Words

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def build_index(phrases: Mapping[str, Sequence[str]], words: Words, none_odds: float) -> Index:
    """The index of `phrases` by entry; the words of an entry's id are one more phrase of it to learn from.

    `none_odds` is as in `bot.matching.Matcher.from_phrases`. About a second for 11,000 phrases, and less than twice as
    long for twice as many (`make bench`). Raises `ValueError` where there is no phrase.
    """
    entries = tuple(entry for entry, said in phrases.items() if said)
    written = tuple(phrase for entry in entries for phrase in phrases[entry])
    if not written:
        raise ValueError("an index needs at least one phrase")
    names = [_CAMEL.sub(" ", entry) for entry in entries]
    variants = Variants(words)
    typed = [[intern(word) for word in text.tokens(text.clean(phrase))] for phrase in (*written, *names)]
    counts = Counter(chain.from_iterable(typed))
    for word in variants.words:
        counts.setdefault(word, 1)
    lexicon = compile_lexicon(counts, words.everyday)
    said = [variants.unify(tokens) for tokens in typed]
    corpus = Corpus(said)
    segments = Segments([len(phrases[entry]) for entry in entries])
    confidence = fit_confidence(HeldOut(corpus, segments), segments, none_odds)
    rows = corpus.rows()
    said_in = rows.said[: len(written)]
    spelt, pairs = rows.spelt.tocsc(), rows.pairs[: len(written)].tocsc()
    return Index(
        entries=entries,
        sizes=segments.sizes,
        phrases=written,
        said=tuple(map(" ".join, said)),
        known=lexicon.known,
        cost=lexicon.cost,
        in_faq=lexicon.in_faq,
        letters=lexicon.letters,
        guarded=lexicon.guarded,
        words=corpus.vocabulary,
        groups=corpus.groups,
        pairs=corpus.pairs,
        idf=corpus.idf,
        said_starts=said_in.indptr.astype(np.int64),
        said_words=said_in.indices.astype(np.int64),
        said_values=said_in.data,
        group_starts=spelt.indptr.astype(np.int64),
        group_words=spelt.indices.astype(np.int64),
        group_values=spelt.data,
        pair_starts=pairs.indptr.astype(np.int64),
        pair_rows=pairs.indices.astype(np.int64),
        pair_values=pairs.data,
        meanings=corpus.word_meanings,
        classifier=rows.by_feature(fit_classifier(rows, segments.rows, len(entries))).astype(np.float16),
        vocabulary=fit_vocabulary(corpus.words, segments.rows, len(entries)),
        meaning=fit_meaning(corpus.meanings, segments.rows, len(entries)),
        weights=confidence.weights,
        gate=np.array([confidence.offset, confidence.slope]),
    )
