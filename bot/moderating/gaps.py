"""What members ask that the FAQ lacks: questions it does not answer, in groups that ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot import text
from bot.answering.bars import BARS
from bot.content.writing import line
from bot.model import Incoming, Kind, Outcome
from bot.moderating.masking import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.service import Service

BAR = 70.0
USUAL = 50
"""From which likeness (rapidfuzz's token_sort_ratio, 0 to 100) two questions ask the same, and how many of the most
everyday words do not count for it; question words and the name of the own condition do not either.

On the 269 labelled questions of tune.jsonl and dev.jsonl, single linkage puts 49 into groups at 70, of which 0.92 share
their group's topic, and the largest group has 5. At 60: 88, 0.75 and 11; at 80: 33, 0.97 and 3. With every word counted,
0.54 share their topic at 60. token_set_ratio chains questions by one shared word: 139, 0.50 and 33 at 70.
"""

BELONGS = 0.4
"""Mean chance from which a group is taken for more phrasings of its nearest entry; below, for a new one. A moderator has
the last word: of the 15 questions of tune.jsonl that were open between 0.4 and 0.6, ten had an answer, the nearest for
five of them; below 0.4 were three, and none of them had one."""

_SHOWN = 3
_CHUNK = 1_024
_FOUND = {Outcome.ANSWER, Outcome.URGENT, Outcome.CARE_TEAM}
"""Outcomes that left nothing open."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same: `texts` are masked, each wording once, the commonest first.

    `count` says how often they were asked in all. `nearest` are the entries that come nearest, with the mean chance.
    `entry` is the entry that is meant: they are more phrasings for its `asks`, or, where
    it is `pointed` at already, its signpost has found them and only an answer is missing. It is empty where the FAQ has
    nothing of the kind.
    """

    texts: tuple[str, ...]
    count: int
    nearest: tuple[tuple[str, float], ...]
    entry: str
    pointed: bool = False


def find(service: Service, texts: Iterable[str]) -> list[Gap]:
    """The groups of those texts that the FAQ does not answer, the largest first; others, and ordinary talk, are left out."""
    said: dict[str, list[str]] = {}
    for one in texts:
        masked = mask(one)
        key = text.key(masked)
        if key and (key in said or _is_open(service, one)):
            said.setdefault(key, []).append(masked)
    wordings = sorted(said.values(), key=len, reverse=True)
    found = [
        _gap(service, [wordings[place] for place in group]) for group in _groups(service, [w[0] for w in wordings])
    ]
    return sorted(found, key=lambda gap: (-gap.count, gap.texts))


def paste(gap: Gap, service: Service) -> str:
    """The new phrasings of a group as YAML, indented to be pasted below `asks:`; empty where all are written already."""
    read = service.matcher.reader.read_phrase
    entries = service.faq.entries.values()
    seen = {text.key(phrase) for entry in entries for phrase in entry.asks}
    rows = []
    for said in gap.texts:
        words = text.key(said)
        if read(said) and words not in seen:
            seen.add(words)
            rows.append(f"  - {line(said)}\n")
    return "".join(rows)


def comment(gap: Gap, service: Service) -> str:
    """How often a group was asked, what to do about it, and what comes nearest, in two lines."""
    near = ", ".join(f"{entry} {chance:.2f}" for entry, chance in gap.nearest)
    times = f"{gap.count} time{'s' if gap.count > 1 else ''}"
    return f"Asked {times}. {_advice(gap, service)}\nNearest entries: {near or 'none'}"


def _advice(gap: Gap, service: Service) -> str:
    if not gap.entry:
        return "A new entry: `mmn-bot new answer <theme>/<id>`, or `new signpost <id>`, with these below `asks:`"
    path = service.faq.entries[gap.entry].path
    if gap.pointed:
        return f"The signpost `{gap.entry}` says that there is no answer. Found a source? Write one, and move phrases from {path}"
    return f"If they mean `{gap.entry}`, add these phrasings to it, below `asks:` in {path}"


def _is_open(service: Service, said: str) -> bool:
    explanation = service.explain(Incoming(said))
    shown = service.faq.entries.get(explanation.decision.entry)
    talk = shown is not None and shown.kind is Kind.CHATTER
    asks = (
        any(sentence.question_mark for sentence in explanation.heard.reading.sentences) or explanation.heard.form.asks
    )
    return explanation.decision.outcome not in _FOUND and (asks or not talk)


def _groups(service: Service, texts: Sequence[str]) -> list[list[int]]:
    """Places of the texts that ask the same, by single linkage."""
    if not texts:
        return []
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    faq = service.faq
    usual = {*faq.vocabulary.everyday[:USUAL], *faq.words.question_words, *faq.words.own_condition}
    read = (service.matcher.reader.read(one).words for one in texts)
    keys = [" ".join([word for word in words if word not in usual] or words) for words in read]
    rows, columns = [], []
    for start in range(0, len(keys), _CHUNK):
        scores = process.cdist(
            keys[start : start + _CHUNK], keys, scorer=fuzz.token_sort_ratio, score_cutoff=BAR, dtype=np.uint8
        )
        row, column = np.nonzero(scores)
        rows.append(row + start)
        columns.append(column)
    row, column = np.concatenate(rows), np.concatenate(columns)
    linked = coo_array((np.ones(len(row), dtype=np.uint8), (row, column)), shape=(len(keys), len(keys)))
    number, labels = connected_components(linked, directed=False)
    return [np.flatnonzero(labels == group).tolist() for group in range(number)]


def _gap(service: Service, wordings: Sequence[Sequence[str]]) -> Gap:
    chances: dict[str, float] = {}
    total = sum(map(len, wordings))
    for wording in wordings:
        for match in service.matcher.rank(wording[0], len(service.faq.entries)):
            chances[match.entry_id] = chances.get(match.entry_id, 0.0) + match.confidence * len(wording) / total
    kinds = {entry.id: entry.kind for entry in service.faq.entries.values()}
    near = sorted(((e, c) for e, c in chances.items() if kinds[e] is not Kind.CHATTER), key=lambda pair: -pair[1])
    entry, chance = near[0] if near else ("", 0.0)
    pointed = chance >= BARS.signpost and kinds[entry] is Kind.SIGNPOST
    return Gap(
        tuple(wording[0] for wording in wordings),
        total,
        tuple(near[:_SHOWN]),
        entry if chance >= BELONGS else "",
        pointed,
    )
