"""Whether each sign finds the messages that it must find, and none of those that only come near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import sign_patterns
from bot.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.service import Service
    from bot.content.places import Places


def failing(service: Service, places: Places) -> Iterator[Problem]:
    """A problem for every example of a sign that does not hold."""
    reader = service.matcher.reader
    for entry in service.faq.entries.values():
        for sign in entry.signs:
            pattern = sign_patterns.parse(sign.sign, reader.read_phrase)
            for wanted, examples in ((True, sign.catches), (False, sign.spares)):
                for example in examples:
                    said = sign_patterns.joined(sentence.words for sentence in reader.read(example).sentences)
                    if bool(pattern.search(said)) != wanted:
                        what = "does not find" if wanted else "finds"
                        hint = "widen the sign" if wanted else "add words to the sign that this example lacks"
                        message = f"the sign `{sign.sign}` {what} `{example}`"
                        yield Problem(
                            entry.path, *places.of(entry.path, example), message, f"{hint}, or take the example out"
                        )
