"""How hard a text is to read, as a US school grade."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pyphen

from bot.model import Block, Bullets, Paragraph

_SENTENCE_END = re.compile(r"[.!?]+[\"'\u201d\u2019)]*(?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def grade(blocks: tuple[Block, ...], language: str = "en") -> float:
    """The Flesch-Kincaid grade (Kincaid et al. 1975): 7 is read with ease at twelve to thirteen years of age.

    A list item counts as a sentence. Syllables are counted by pyphen's hyphenation points, as textstat 0.7.4 does;
    textstat itself is not used as its later releases download a word list. No word is left out of the count.
    """
    parts = pieces(blocks)
    words = [word for piece in parts for word in _WORD.findall(piece)]
    if not words:
        return 0.0
    sentences = sum(max(len(_SENTENCE_END.findall(piece)), 1) for piece in parts)
    hyphenation = _hyphenation(language)
    syllables = sum(len(hyphenation.positions(word.lower())) + 1 for word in words)
    return float(0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59)


def hardest(blocks: tuple[Block, ...], language: str = "en") -> str:
    """The sentence with the highest grade; empty where there is none."""
    sentences = [sentence for piece in pieces(blocks) for sentence in _sentences(piece)]
    return max(sentences, key=lambda sentence: grade((Paragraph(sentence),), language), default="")


def length(blocks: tuple[Block, ...]) -> int:
    """The number of words, parted by spaces."""
    return sum(len(piece.split()) for piece in pieces(blocks))


def pieces(blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs and list items of a text."""
    return [piece for block in blocks for piece in (block.items if isinstance(block, Bullets) else (block.text,))]


def _sentences(piece: str) -> list[str]:
    ends = [match.end() for match in _SENTENCE_END.finditer(piece)]
    return [piece[start:end].strip() for start, end in pairwise((0, *ends, len(piece))) if piece[start:end].strip()]


@cache
def _hyphenation(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=pyphen.language_fallback("en_US" if language == "en" else language) or "en_US")
