"""Normalised text: what a message says, freed of how it was typed.

Everything here is a pure function on strings and knows no language's words; those are in the FAQ's `words.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CHARS = 4_096
"""Characters of a message that are read: the longest message that Telegram carries (Discord's are shorter)."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"<[@#:a][^<>\s]{1,80}>|(?<![\w.])@\w{2,64}")
_QUOTED = re.compile(r"^[ \t]*>[ \t].*$", re.MULTILINE)
_COMMAND = re.compile(r"^\s*/[a-z0-9_]{1,32}(?:@\w+)?(?=\s|$)", re.IGNORECASE)
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\uff07"), "'")
_STRETCHED = re.compile(r"(.)\1\1+")
_SENTENCE_END = re.compile(r"(?<=[.!?;\u2026\u061f\u3002])(?=\s)|[\r\n]+")
_WORD_A_LINE = re.compile(r"^[ \t]*[^\s.!?;]+[ \t]*(?:[\r\n]+[ \t]*\S+[ \t]*(?=[\r\n]|$))+", re.MULTILINE)
_RUN_ON = re.compile(r"[A-Z][A-Z][A-Z](?=[a-z]{3})")
_RUN_INTO = re.compile(r"[A-Z][A-Z][A-Z](?<=[a-z]{2}[A-Z]{3})")
"""Three capitals before a word, and behind one. Written so that only capitals are looked at: six times as quick."""
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARKED, _ADDRESS = re.compile(r"[/@<>]"), "www"
"""Without either, a line in ASCII holds no link, mention, command or quotation: most phrases, in a third of the time."""
_BETWEEN_WORDS = bytes(
    place if chr(place).isalnum() or chr(place) in "'\n" else ord(" ") for place in range(128)
).ljust(256)
"""What stands for each byte of plain text where words alone count."""


def clean(text: str) -> str:
    """`text` in lower case and composed form, without links, mentions, invisible characters and quoted lines (`> so`).

    Of a text longer than `MAX_CHARS` the start and the end are read: a story may end with the cry for help. An
    abbreviation in capitals is parted from the word that it runs into ("MMNtreated"). Accents are dropped, as
    `Guillain-Barré` is typed without them as often. Typographic quotes become `'`. A letter written three times or more
    stands twice, and "&" between words is "and". Emojis count only where they stand alone, by their names. Sentence marks
    and line ends stay: `sentences` needs them.
    """
    text = _without_dress(text)
    return text if _TOKEN.search(text) else _named_symbols(text)


def has_words(text: str) -> bool:
    """Whether a text has a word of its own: numbers are none, nor is what Unicode calls an emoji."""
    return any(map(str.isalpha, tokens(_without_dress(text))))


def _without_dress(text: str) -> str:
    text = text.replace(" & ", " and ")
    if len(text) > MAX_CHARS:
        text = f"{text[: MAX_CHARS // 2]}\n{text[1 - MAX_CHARS // 2 :]}"
    if _is_plain(text):
        return _clean_plain(text)
    own = _QUOTED.sub(" ", text)
    text = own if own.strip() else text  # who wrote nothing beside it may cry for help in it
    text = _COMMAND.sub(" ", text.replace("\U0001f198", " sos "))
    text = _parted(_MENTION.sub(" ", _LINK.sub(" ", text)))
    text = unicodedata.normalize("NFKD", text)[: 2 * MAX_CHARS].translate(_QUOTES).casefold()
    text = "".join(_visible(character) for character in text)
    text = _unstretched(unicodedata.normalize("NFC", text))[:MAX_CHARS]
    text = _COMMAND.sub(" ", _MENTION.sub(" ", text))  # again: without its accents, a word may be one
    return text.replace(" & ", " and ")


def _named_symbols(text: str) -> str:
    """A text of symbols alone by what Unicode calls them: a raised thumb is "thumbs up sign", which can be a phrase."""
    names = (unicodedata.name(symbol, "").lower() for symbol in text if unicodedata.category(symbol) == "So")
    return " ".join(dict.fromkeys(names)) or text


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and not _MARKED.search(text) and _ADDRESS not in text.lower()


def _clean_plain(text: str) -> str:
    return _unstretched((text if text.islower() else _parted(text).lower()).replace("`", "'"))


def _parted(text: str) -> str:
    return _RUN_INTO.sub(r" \g<0>", _RUN_ON.sub(r"\g<0> ", text))


def _unstretched(text: str) -> str:
    return _STRETCHED.sub(lambda run: 2 * run[1] if run[1].isalpha() else run[0], text)


def _visible(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character in "\n\r" else " "
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf", "Cs", "Co", "Cn"}:
        return ""
    return " " if category[0] in "CZ" else character


def sentences(cleaned: str) -> list[str]:
    """The sentences of an already cleaned text that hold at least one word, in order; lines of one word each are one."""
    cleaned = _WORD_A_LINE.sub(lambda lines: " ".join(lines[0].split()), cleaned)
    return [part.strip() for part in _SENTENCE_END.split(cleaned) if _TOKEN.search(part)]


def tokens(cleaned: str) -> list[str]:
    """The words of an already cleaned text; `don't` is one word, `anti-gm1` is two."""
    return _TOKEN.findall(cleaned)


def key(phrase: str) -> str:
    """Its words alone: phrases with the same key are the same to whoever asks."""
    return " ".join(tokens(clean(phrase)))


def spaced_words(texts: Iterable[str]) -> list[str]:
    """The words of each text with single blanks between them: the `key` of each.

    Plain lines, as phrases are, are read all at once: it takes a little more than half the time.
    """
    texts = [text.replace(" & ", " and ") for text in texts]
    plain = [len(text) <= MAX_CHARS and _is_plain(text) for text in texts]
    joined = _clean_plain("\n".join(compress(texts, plain)))
    lines = iter(joined.encode().translate(_BETWEEN_WORDS).decode().split("\n"))
    return [_spaced(next(lines)) if is_plain else key(text) for text, is_plain in zip(texts, plain, strict=True)]


def _spaced(line: str) -> str:
    return " ".join(_TOKEN.findall(line) if "'" in line else line.split())
