"""Mends misspelt words, one by one, against the words that the FAQ and everyday language know."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.matching.index import Texts

SHORTEST = 2
"""Letters of the shortest word that is mended. Of two letters only a swap ("si") is: all else has too many
neighbours."""

PARTS = 2
"""Words that a lost space made one of: an unknown name falls into two by chance less often than into three."""

_TWO_SLIPS_FROM, _THREE_SLIPS_FROM = 5, 9
"""Letters from which a word may hold two or three slips."""

_UNGUARDED_FROM, _UNGUARDED_SWAP_FROM = 5, 4
"""Letters from which one slip, or one swap, is mended without a list of everyday words, if the first letter is right.
Lower: real words are taken for slips ("who" for "how")."""

_JUMBLED = 2
"""Edits in which the same letters may stand in another order even in a short word, as "nmm" for "mmn"."""

_VOWELS = str.maketrans("", "", "aeiou")
_RANK_WEIGHT = 0.18
_FAQ_BONUS = 0.7
_FIRST_LETTER_PRICE = 0.4
_SAME_LETTERS_BONUS = 0.4
_SAME_CONSONANTS_BONUS = 0.4
_DROPPED_BONUS = 0.3
"""Prices beside the number of edits: they choose among words that are as near."""
_HARMONY_BONUS = 0.7
_CUT_PRICE = 1.0
_SPACE_PRICE = 0.4
"""How much more unusual two words must be than the one that they make without the space between them. Lower: more words
are joined that belong apart."""
_LONGEST_SPLIT = 24
_LONE_LETTERS = frozenset("ai")


MENDED_TO = 15_000
"""The most usual words of a language to which slips are mended, beside the FAQ's own. Rarer words are only left
alone."""


class Lexicon(NamedTuple):
    """Known words, the shortest first. For each: its `cost` (more if unusual), whether it is the FAQ's, its letters.

    `guarded`: a list of everyday words is among them. `left_alone` are rare words and those of names, which nothing is
    mended to, in their order.
    """

    known: Texts
    cost: NDArray[np.float64]
    in_faq: NDArray[np.bool_]
    letters: NDArray[np.uint64]
    guarded: bool
    left_alone: Texts


def compile_lexicon(faq_words: Mapping[str, int], everyday: Sequence[str] = (), names: Iterable[str] = ()) -> Lexicon:
    """What spelling knows.

    `faq_words` maps a word to how often it stands in the phrases, `everyday` lists words, the most usual first, `names`
    the words of names.
    """
    cost = {word: _RANK_WEIGHT * math.log(place) for place, word in enumerate(everyday[:MENDED_TO], start=1)}
    guarded = bool(cost)
    commonest = sorted(faq_words, key=lambda word: (-faq_words[word], word))
    for place, word in enumerate(commonest, start=1):
        in_faq = _RANK_WEIGHT * math.log(place) - _FAQ_BONUS
        cost[word] = min(in_faq, cost.get(word, in_faq))
    known = tuple(sorted(cost, key=len))
    return Lexicon(
        known,
        np.array([cost[word] for word in known], dtype=np.float64),
        np.array([word in faq_words for word in known], dtype=np.bool_),
        np.array([_letters(word) for word in known], dtype=np.uint64),
        guarded,
        tuple(sorted({*everyday[MENDED_TO:], *names}.difference(cost))),
    )


def _alone(_word: str) -> float:
    return 0.0


class Speller:
    """Knows words and how usual they are. `mend` gives the likeliest known word for an unknown one.

    The distance is optimal string alignment (rapidfuzz): a swap of neighbouring letters counts as one edit, as it is
    the commonest slip. Of words as near, the cheapest is taken: a usual word, with the same first letter, the same
    letters or consonants, or one letter more than was typed, and one that goes with the words beside it (Church and
    Gale 1991, "Probability scoring for spelling correction").
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._known, self._letters, self._has_everyday = lexicon.known, lexicon.letters, lexicon.guarded
        self._cost: dict[str, float] = dict(zip(lexicon.known, lexicon.cost.tolist(), strict=True))
        self._faq_words = frozenset(compress(lexicon.known, lexicon.in_faq))
        self._left_alone = lexicon.left_alone
        self._lengths = np.fromiter(map(len, lexicon.known), dtype=np.int64, count=len(lexicon.known))

    def __contains__(self, word: object) -> bool:
        return word in self._cost or (isinstance(word, str) and self._is_left_alone(word))

    def _is_left_alone(self, word: str) -> bool:
        place = bisect_left(self._left_alone, word)
        return place < len(self._left_alone) and self._left_alone[place] == word

    def mend(self, word: str) -> str | None:
        """The likeliest known word for `word`; None where it is known, too short, has digits, or nothing is near."""
        offer = self._mended(word)
        return offer[1] if offer else None

    def read(self, word: str, harmony: Callable[[str], float] = _alone) -> tuple[str, ...]:
        """An unknown word as a known one, or as two or three words whose spaces were lost; itself if it is neither.

        With one slip it is a known word. With more, a lost space may be likelier. `harmony` tells how well a known word
        goes with those beside it, from 0 to 2.
        """
        mended, parted = self._mended(word, harmony), self._parted(word)
        if mended is None:
            return parted[1] if parted else (word,)
        slips = OSA.distance(word, mended[1])
        lost = slips > 1 and parted is not None and len(parted[1]) == PARTS and parted[0] < mended[0]
        return parted[1] if lost and parted else (mended[1],)

    def _mended(self, word: str, harmony: Callable[[str], float] = _alone) -> tuple[float, str] | None:
        """The likeliest known word with its price, that of a word alone."""
        if word in self or len(word) < SHORTEST or not word.isalpha():
            return None
        reach = self._reach(len(word))
        letters = sorted(word)
        near = process.extract(
            word, self._near(word, reach), scorer=OSA.distance, score_cutoff=max(reach, _JUMBLED), limit=None
        )
        offers = [
            (self._price(word, known, distance), known)
            for known, distance, _ in near
            if (distance <= reach or sorted(known) == letters) and self._is_safe(word, known, distance)
        ]
        dearest = min(offers, default=(0.0, ""))[0] + 2 * _HARMONY_BONUS
        likely = [offer for offer in offers if offer[0] <= dearest]
        return min(likely, key=lambda offer: (offer[0] - _HARMONY_BONUS * harmony(offer[1]), offer[1]), default=None)

    def is_near(self, word: str, share: float) -> bool:
        """Whether a known word lies within edits of fewer than so large a share of the letters."""
        mended = self.mend(word)
        return mended is not None and OSA.distance(word, mended) < share * len(word)

    def completions(self, fragment: str, most: int) -> list[str]:
        """Up to `most` words of the FAQ that begin with `fragment`: itself, if it is one, then the most usual."""
        begun = [word for word in self._faq_words if word.startswith(fragment)]
        return sorted(begun, key=lambda word: (word != fragment, self._cost[word], word))[:most]

    def _near(self, word: str, reach: int) -> list[str]:
        """The known words that may lie within `reach` edits of `word`, or have its letters in another order.

        Count the letters that only one of two words has. An edit that makes a word longer or shorter changes one of
        them, another edit at most two. That leaves about one word in thirty to compare letter by letter.
        """
        first, last = np.searchsorted(self._lengths, (len(word) - reach, len(word) + reach + 1))
        differ = np.bitwise_count(self._letters[first:last] ^ np.uint64(_letters(word)))
        most = 2 * reach - np.abs(self._lengths[first:last] - len(word))
        return [self._known[first + place] for place in np.flatnonzero(differ <= most)]

    def split(self, word: str) -> tuple[str, ...] | None:
        """The two or three known words that `word` is when spaces were lost between them, or None."""
        offer = self._parted(word)
        return offer[1] if offer else None

    def _parted(self, word: str) -> tuple[float, tuple[str, ...]] | None:
        if word in self or not word.replace("'", "").isalpha() or len(word) > _LONGEST_SPLIT:
            return None
        return min(self._cuts(word, most=3), default=None)

    def _cuts(self, word: str, most: int) -> Iterator[tuple[float, tuple[str, ...]]]:
        """Every way to read `word` as up to `most` known words, each with its price."""
        if word in self._faq_words and (len(word) > 1 or word in _LONE_LETTERS):
            yield self._cost[word] + _CUT_PRICE, (word,)
        if most > 1:
            for cut in range(1, len(word)):
                left, right = word[:cut], word[cut:]
                if left in self._faq_words and (len(left) > 1 or left in _LONE_LETTERS):
                    for price, words in self._cuts(right, most - 1):
                        yield self._cost[left] + _CUT_PRICE + price, (left, *words)

    def joins(self, left: str, right: str) -> bool:
        """Whether `left` and `right` are one word cut by a stray space: a part is no usual word, or both are unusual.

        If a part is unknown, any usual word may be the whole; otherwise only one of the FAQ's.
        """
        whole = left + right
        if not whole.isalpha():
            return False
        if left in self._cost and right in self._cost:
            rarer = self._cost[left] + self._cost[right] - self._cost.get(whole, math.inf)
            return whole in self._faq_words and rarer > _SPACE_PRICE
        return whole in (self._faq_words if left in self and right in self else self._cost)

    def _reach(self, length: int) -> int:
        """Edits allowed in a word of `length` letters; fewer where no everyday words guard the real ones."""
        if length <= SHORTEST:
            return 0
        if not self._has_everyday:
            return 1 if length >= _UNGUARDED_FROM else 0
        return 1 if length < _TWO_SLIPS_FROM else 2 if length < _THREE_SLIPS_FROM else 3

    def _is_safe(self, word: str, known: str, distance: int) -> bool:
        """Whether `word` may be taken for `known`: freely, where a list of everyday words tells that it is none of them."""
        one_slip = distance == 1 and len(word) >= _UNGUARDED_SWAP_FROM and word[0] == known[0]
        return self._has_everyday or one_slip

    def _price(self, word: str, known: str, distance: int) -> float:
        price = distance + self._cost[known]
        if word[0] != known[0]:
            price += _FIRST_LETTER_PRICE
        if sorted(word) == sorted(known):
            price -= _SAME_LETTERS_BONUS
        if word.translate(_VOWELS) == known.translate(_VOWELS):
            price -= _SAME_CONSONANTS_BONUS
        if len(known) == len(word) + distance:
            price -= _DROPPED_BONUS
        return price


def _letters(word: str) -> int:
    """The letters that a word has, one bit for each (two letters may share one)."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 64
    return bits
