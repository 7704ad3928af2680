"""Tells a message in another language from English with slips in it. English must never be called foreign.

Three things must come together: the message is long enough, many of its words are unknown, and py3langid is sure of
another language. That is langid.py (Lui and Baldwin 2012; BSD), a naive Bayes model over groups of bytes.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from py3langid.langid import LanguageIdentifier

SHORTEST, FEWEST, UNKNOWN = 3, 2, 1 / 3
"""Letters of a word that counts, words that a message needs, and the share of those that count that must be unknown."""
SURE_OF_FEW, SURE, FEW = 3.0, 1.5, 3
"""How much likelier (log of the odds) than English another language must be, in a message of up to `FEW` words and in others."""

_OWN = "en"
_OTHERS = ("es", "fr", "de", "it", "pt", "nl", "pl", "sv", "no", "da", "fi", "tr", "id", "vi", "tl", "ro", "hu", "cs")
"""Languages that are looked for: of all of them, rare ones would be found in slips."""


def is_foreign(words: Sequence[str], is_known: Callable[[str], bool]) -> bool:
    """Whether a message, given as its words in small letters, is in another language; `is_known` knows English and names."""
    if in_another_script("".join(words)):
        return True
    counted = [word for word in words if len(word) >= SHORTEST and word.isalpha()]
    unknown = sum(not is_known(word) for word in counted)
    if len(words) < FEWEST or not counted or unknown < len(counted) * UNKNOWN:
        return False
    chances = dict(_identifier().rank(" ".join(words)))
    other = max(chances[code] for code in _OTHERS)
    return bool(other > chances[_OWN] * math.exp(SURE_OF_FEW if len(words) <= FEW else SURE))


def in_another_script(message: str) -> bool:
    """Whether at least half of the letters are of no Latin script."""
    letters = [letter for letter in message if letter.isalpha()]
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return bool(letters) and latin * 2 <= len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    """The model, read when it is needed for the first time: half a second, and 50 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([_OWN, *_OTHERS])
    identifier._full_model = ()  # noqa: SLF001  the other 123 languages, 28 MB
    return identifier
