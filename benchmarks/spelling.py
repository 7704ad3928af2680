"""Slips made at random in the words of messages: how many are read as if there were none, beside reading words alone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

from bot import text
from bot.answering.deciding import learned_from
from bot.content import load
from bot.matching import Matcher
from bot.matching.neighbours import Neighbours
from bot.matching.reading import Reader
from bot.matching.spelling import Lexicon, Speller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Faq

QUESTIONS = Path(__file__).parent / "questions"
SHORTEST = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: [row[place + step] for step in (-1, 1) if 0 <= place + step < len(row)]
    for row in _ROWS
    for place, letter in enumerate(row)
}


def slip(word: str, chance: random.Random) -> str:
    """`word` with one slip: two letters swapped, one dropped, doubled, or beside the right key."""
    place = chance.randrange(len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    kind = chance.choices(("swap", "drop", "double", "beside"), (3, 3, 2, 2))[0]
    if kind == "swap":
        return head + tail[0] + letter + tail[1:]
    if kind == "drop":
        return head + tail
    if kind == "double":
        return head + letter + letter + tail
    return head + chance.choice(_BESIDE.get(letter, [letter])) + tail


def slipped(matcher: Matcher, slips: int) -> Iterator[tuple[str, str]]:
    """Messages in the sets by others, as written and with one slip in a word of `SHORTEST` letters or more."""
    chance = random.Random(7)  # noqa: S311  the same slips in every run
    sets = [file for kind in ("ordinary", "oblique") for file in sorted(QUESTIONS.glob(f"blind*/{kind}*.jsonl"))]
    written = [json.loads(line)["text"] for file in sets for line in file.read_text(encoding="utf-8").splitlines()]
    while slips:
        message = " ".join(text.tokens(text.clean(chance.choice(written))))
        words = [
            word for word in message.split() if len(word) >= SHORTEST and word.isalpha() and matcher.reader.knows(word)
        ]
        if not words:
            continue
        word = chance.choice(words)
        typed = slip(word, chance)
        if not matcher.reader.knows(typed):
            slips -= 1
            yield message, f" {message} ".replace(f" {word} ", f" {typed} ", 1).strip()


class Apart(Neighbours):
    """Neighbours of which nothing is known, so that each word is mended alone."""

    def __init__(self) -> None:
        """Needs no index."""

    def harmony(self, _left: str, _right: str) -> float:
        """Always 0."""
        return 0.0


def measure(faq: Faq, matcher: Matcher, slips: int = 3_000) -> dict[str, float]:
    """Shares of messages that are read alike with a slip and without: as the bot reads, and with each word mended alone."""
    index = matcher.index
    lexicon = Lexicon(index.known, index.cost, index.in_faq, index.letters, index.guarded, index.left_alone)
    alone = Reader(faq.vocabulary, Speller(lexicon), Apart())
    readers = {"between their neighbours": matcher.reader, "each word alone": alone}
    alike = dict.fromkeys(readers, 0)
    for message, typed in slipped(matcher, slips):
        for name, reader in readers.items():
            alike[name] += reader.read(typed).words == matcher.reader.read(message).words
    return {name: count / slips for name, count in alike.items()}


if __name__ == "__main__":
    every = load(Path(__file__).parents[1] / "faq" / "en")
    for name, share in measure(every, Matcher.from_lessons(learned_from(every))).items():
        print(f"{name:24} {share:.3f}")
