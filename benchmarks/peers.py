"""What FAQ bots usually match with, each as a function from phrases to a function from a message to (entry, confidence)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import bm25s
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from bot.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Phrases = Mapping[str, Sequence[str]]
    Ranker = Callable[[str], list[tuple[str, float]]]
    """Entries for a message, best first, each with a confidence; its scale is the method's own."""

MODEL = "MMN_BENCH_MODEL"
"""The environment variable that names the folder of a sentence transformer; without it that row is left out."""

_MANY = 60
_NEAR_ENOUGH = 1e-4
"""Of the largest slope, when a regression has learned enough. It is an average over all phrases: with 44,000 of them a hundredth
is what it begins with, and nothing would be learned."""
_EACH = 20_000
"""Of so many phrases, a word or a group of letters must stand in one more to count: of 50,000, those that stand in one or two are
five in six, and would take gigabytes and half an hour."""


def ours(phrases: Phrases) -> Ranker:
    """This project's matcher, as `Matcher.from_phrases` builds it."""
    matcher = Matcher.from_phrases(phrases)
    return lambda text: [(match.entry_id, match.confidence) for match in matcher.rank(text)]


def fuzzy(scorer: Callable[..., float]) -> Callable[[Phrases], Ranker]:
    """The likest phrase by one of rapidfuzz's scores of whole strings."""

    def build(phrases: Phrases) -> Ranker:
        owners, texts = _flat(phrases)

        def rank(text: str) -> list[tuple[str, float]]:
            found = process.extract(text, texts, scorer=scorer, processor=str.lower, limit=_MANY)
            return _best_of_each((owners[place], score / 100) for _, score, place in found)

        return rank

    return build


def bm25(phrases: Phrases) -> Ranker:
    """The phrase that Okapi BM25 finds first."""
    owners, texts = _flat(phrases)
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)

    def rank(text: str) -> list[tuple[str, float]]:
        tokens = bm25s.tokenize([text], stopwords=None, show_progress=False, return_ids=False)
        found, scores = index.retrieve(tokens, k=min(_MANY, len(texts)), show_progress=False)
        return _best_of_each((owners[place], float(score)) for place, score in zip(found[0], scores[0], strict=True))

    return rank


def tfidf_regression(phrases: Phrases) -> Ranker:
    """TF-IDF of words, word pairs and letter groups, with logistic regression: the usual recipe of scikit-learn."""
    owners, texts = _flat(phrases)
    seen = 1 + len(texts) // _EACH
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=seen)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=seen)
    model = make_pipeline(make_union(words, letters), LogisticRegression(C=10, max_iter=100, tol=_NEAR_ENOUGH)).fit(
        texts, owners
    )

    def rank(text: str) -> list[tuple[str, float]]:
        chances = zip(model.classes_, model.predict_proba([text])[0], strict=True)
        return sorted(((str(entry), float(chance)) for entry, chance in chances), key=lambda one: -one[1])

    return rank


def transformer(phrases: Phrases) -> Ranker:
    """Embeddings of a sentence transformer, with logistic regression."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  heavy, and seldom installed

    encoder = SentenceTransformer(os.environ[MODEL])
    owners, texts = _flat(phrases)
    model = LogisticRegression(C=10, max_iter=100, tol=_NEAR_ENOUGH).fit(
        encoder.encode(texts, normalize_embeddings=True), owners
    )

    def rank(text: str) -> list[tuple[str, float]]:
        chances = model.predict_proba(encoder.encode([text], normalize_embeddings=True))[0]
        return sorted(zip(map(str, model.classes_), map(float, chances), strict=True), key=lambda one: -one[1])

    return rank


METHODS: dict[str, Callable[[Phrases], Ranker]] = {
    "`fuzz.WRatio`, as most FAQ bots do": fuzzy(fuzz.WRatio),
    "`fuzz.token_set_ratio`": fuzzy(fuzz.token_set_ratio),
    "BM25 (`bm25s`)": bm25,
    "TF-IDF with logistic regression (scikit-learn)": tfidf_regression,
    **({"sentence transformer with logistic regression": transformer} if MODEL in os.environ else {}),
    "**this matcher**": ours,
}


def _flat(phrases: Phrases) -> tuple[list[str], list[str]]:
    owners = [entry for entry, said in phrases.items() for _ in said]
    return owners, [phrase for said in phrases.values() for phrase in said]


def _best_of_each(found: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    best: dict[str, float] = {}
    for entry, score in found:
        best.setdefault(entry, score)
    return list(best.items())
