"""Reads a message as the words that the FAQ thinks in: slips mended, abbreviations and variants brought together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot import text
from bot.matching.language import is_foreign
from bot.matching.spelling import PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.matching.neighbours import Neighbours
    from bot.matching.spelling import Speller
    from bot.model import Vocabulary

MOST_REPAIRS = 40
"""Unknown words of one message that are mended. A message with more of them is in another language, or noise."""

MOST_COMPLETIONS = 5
"""Words that one that is still being typed may become. "is it co" is to find what is common, what it costs, and contagious."""

SHORTEST_MEDICINE, UNLIKE = 6, 0.25
"""Letters of a word that may be an unknown medicine's name, and the share of them in which it must differ from any
known word. Lower: more slips are taken for medicines."""

_LAST_WORD = re.compile(r"[^\W\d_]+$")

_Rules = dict[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of at least one word: as read, as `typed` (only freed of case and marks), and whether it asks by a mark."""

    words: tuple[str, ...]
    typed: tuple[str, ...] = ()
    question_mark: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as the bot reads it: its `sentences`, and the `repairs` (as typed, as read) made on the way.

    `foreign` tells that it is in another language (`bot.matching.language`). `medicines` are words that nobody knows and
    that end as names of medicines do.
    """

    sentences: tuple[Sentence, ...]
    repairs: tuple[tuple[str, str], ...] = ()
    foreign: bool = False
    medicines: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words of all sentences, in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    def __str__(self) -> str:
        return " ".join(" ".join(s.words) + ("?" if s.question_mark else ".") for s in self.sentences)


class Variants:
    """The wordings of one language that are read as another one: abbreviations, spellings, names of the same thing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._spellings = vocabulary.spellings
        rules = self._rules(vocabulary.same) | self._rules(vocabulary.other_conditions)
        for kind in vocabulary.names.values():  # a slip or a brand of what is read as something else is read so too
            for name, variants in kind.items():
                if read_as := rules.get(self._spelt(text.tokens(text.clean(name)))):
                    rules = {self._spelt(text.tokens(text.clean(one))): read_as for one in variants} | rules
        self._by_first_word = _by_first_word(rules)
        self.words = frozenset(chain(*rules, *rules.values()))
        """Every word on either side of a rule."""

    def unify(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """`tokens` in one spelling, with every variant replaced by the FAQ's wording, longest first, from left to right.

        A word that is said twice in a row ("wait wait") is said once.
        """
        unified: list[str] = []
        position = 0
        tokens = self._spelt(tokens)
        while position < len(tokens):
            for variant, canonical in self._by_first_word.get(tokens[position], ()):
                if tuple(tokens[position : position + len(variant)]) == variant:
                    unified.extend(canonical)
                    position += len(variant)
                    break
            else:
                unified.append(tokens[position])
                position += 1
        return tuple(word for place, word in enumerate(unified) if not place or word != unified[place - 1])

    def _rules(self, groups: Mapping[str, Sequence[str]]) -> _Rules:
        """Variant → canonical wording, both as words."""
        return {
            self._spelt(text.tokens(text.clean(variant))): self._spelt(text.tokens(text.clean(canonical)))
            for canonical, variants in groups.items()
            for variant in variants
        }

    def _spelt(self, tokens: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._spellings.get(token, token) for token in tokens)


class Reader:
    """Turns text into a `Reading`, by the variants of one language and the words that are known in it."""

    def __init__(self, vocabulary: Vocabulary, speller: Speller, neighbours: Neighbours) -> None:
        self._variants, self._speller, self._neighbours = Variants(vocabulary), speller, neighbours
        self._proper = frozenset(vocabulary.proper)
        self._medicine_endings = tuple(vocabulary.medicine_endings)
        self._spoken_signs = [
            (re.compile(rf"\s*(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)"), sign)
            for sign, said in vocabulary.spoken_signs.items()
        ]

    def read(self, message: str) -> Reading:
        """What `message` says; any text at all is taken, and one without a word gives no sentences."""
        repairs: list[tuple[str, str]] = []
        written = text.sentences(self._written(text.clean(message)))
        sentences = tuple(self._sentence(sentence, repairs) for sentence in written)
        typed = " ".join(word for one in sentences for word in one.typed)
        for cut, whole in repairs:
            typed = typed.replace(cut, whole) if " " in cut else typed
        medicines = tuple(word for one in sentences for word in one.words if self._is_medicine(word))
        return Reading(sentences, tuple(repairs), is_foreign(typed.split(), self._is_known), medicines)

    def completed(self, typed: str) -> list[str]:
        """What somebody who is still typing may be about to say: `typed` with its last word made whole, or without it.

        It is `typed` alone where the last word is one of the FAQ's, as it may be whole, or begins none of them.
        """
        cleaned = text.clean(typed)
        fragment = _LAST_WORD.search(cleaned)
        words = self._speller.completions(fragment[0], MOST_COMPLETIONS) if fragment else []
        if fragment is None or not words or fragment[0] in words:
            return [typed]
        head = cleaned[: fragment.start()]
        return [head + word for word in words] if len(fragment[0]) > 1 else [head]

    def read_phrase(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase from the FAQ, whose spelling is taken as it stands."""
        return self._variants.unify(text.tokens(text.clean(phrase)))

    def knows(self, word: str) -> bool:
        """Whether a word, as typed, is one of the FAQ's or of everyday language; names of people and places are not."""
        return word in self._speller and word not in self._proper

    def _written(self, cleaned: str) -> str:
        """A text with its spoken sentence marks as they are written, unless it has no other words."""
        written = cleaned
        for spoken, sign in self._spoken_signs:
            written = spoken.sub(sign, written)
        return written if text.tokens(written) else cleaned

    def _is_known(self, word: str) -> bool:
        return word in self._speller or word.removesuffix("'s") in self._speller

    def is_proper(self, word: str) -> bool:
        """Whether a word, as typed, is a name of a person or a place, or nothing that is known."""
        return not self.knows(word)

    def _sentence(self, sentence: str, repairs: list[tuple[str, str]]) -> Sentence:
        typed = tuple(text.tokens(sentence))
        words = self._variants.unify(self._mend(self._variants.unify(typed), repairs))
        return Sentence(words, typed, "?" in sentence)

    def _mend(self, tokens: Sequence[str], repairs: list[tuple[str, str]]) -> list[str]:
        mended: list[str] = []
        rest = list(reversed(tokens))
        while rest:
            token = rest.pop()
            if rest and self._speller.joins(token, rest[-1]):
                repairs.append((f"{token} {rest[-1]}", token + rest[-1]))
                rest[-1] = token + rest[-1]
            elif token in self._speller or len(repairs) >= MOST_REPAIRS:
                mended.append(token)
            else:
                read_as = self._read_unknown(token, mended[-1:], rest[-1:])
                if read_as != (token,):
                    repairs.append((token, " ".join(read_as)))
                mended.extend(read_as)
        return mended

    def _is_medicine(self, word: str) -> bool:
        """Whether nothing like a word is known, and it ends as names of medicines do."""
        return (
            len(word) >= SHORTEST_MEDICINE
            and word.endswith(self._medicine_endings)
            and word not in self._speller
            and not self._speller.is_near(word, UNLIKE)
            and len(self._speller.split(word) or "") != PARTS
        )

    def _read_unknown(self, token: str, before: Sequence[str], behind: Sequence[str]) -> tuple[str, ...]:
        """An unknown word as it is read between the word before and the word behind it, if there are any."""
        if self._is_medicine(token):
            return (token,)
        left, right = ("", *self._variants.unify(before))[-1], (*self._variants.unify(behind), "")[0]

        def harmony(known: str) -> float:
            read = self._variants.unify((known,))
            return self._neighbours.harmony(left, read[0]) + self._neighbours.harmony(read[-1], right)

        return self._speller.read(token, harmony)


def _by_first_word(rules: _Rules) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The rules by the word that their variant starts with, the longest first."""
    grouped: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for rule in sorted(rules.items(), key=lambda rule: -len(rule[0])):
        if rule[0]:
            grouped.setdefault(rule[0][0], []).append(rule)
    return grouped
