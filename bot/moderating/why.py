"""How the bot came to a decision, in words for moderators: the same in a terminal and in their chat."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.answering.deciding import Explanation
    from bot.answering.service import Service
    from bot.matching import Match

SHOWN = 5
"""Entries that are named."""
_CARRIERS = 3
_LONGEST = 40
"""Words of a message that are each left out in turn; a longer story is explained without."""
_TELLING = 0.05
"""What a word must take from or give to an entry's chance to be named."""


def told(explanation: Explanation, service: Service) -> tuple[str, ...]:
    """How the message was read, what stood out, the rule that decided, and what carried and would turn the match."""
    decision, reading = explanation.decision, explanation.heard.reading
    mended = ", ".join(f"{typed} \u2192 {read}" for typed, read in reading.repairs)
    return (
        f"Read as: {reading}" + (f"  (mended: {mended})" if mended else ""),
        f"Stood out: {', '.join(stood_out(explanation)) or 'nothing'}",
        f"Decided: {decision.outcome} ({decision.rule}), confidence {decision.confidence:.2f}",
        *rests_on(explanation, service),
    )


def rests_on(explanation: Explanation, service: Service) -> tuple[str, ...]:
    """What held entries back, what carried the best match, and what would turn it."""
    return (*_held_back(explanation), *_weighed(explanation, service))


def _held_back(explanation: Explanation) -> Iterator[str]:
    """The likeliest entries that their contrasts hold back, each with the nearest."""
    for match in explanation.heard.matches[:SHOWN]:
        if match.contrast:
            yield f"{match.entry_id} is held back by its not_asks, nearest \u201c{match.contrast}\u201d"


def stood_out(explanation: Explanation) -> list[str]:
    """What of the message's flags and form is true, each with its value where it has one."""
    flags = asdict(explanation.heard.flags) | asdict(explanation.heard.form)
    return [name if value is True else f"{name}: {_shown(value)}" for name, value in flags.items() if value]


def _shown(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def likeliest(explanation: Explanation) -> tuple[str, ...]:
    """The entries that come nearest, each with its nearest phrase."""
    return tuple(
        f"{match.entry_id} {match.confidence:.2f}: \u201c{match.phrase}\u201d"
        for match in explanation.heard.matches[:SHOWN]
    )


def carriers(explanation: Explanation, service: Service) -> list[tuple[str, float]]:
    """The few words on which the best match rests, each with what its chance would lose without it; none of a long story."""
    if not explanation.heard.matches or len(explanation.heard.reading.words) > _LONGEST:
        return []
    best = explanation.heard.matches[0]
    loss = {
        word: best.confidence - _without({word}, explanation, service).get(best.entry_id, 0.0)
        for word in explanation.heard.reading.words
    }
    return sorted(((word, lost) for word, lost in loss.items() if lost >= _TELLING), key=lambda pair: -pair[1])[
        :_CARRIERS
    ]


def _weighed(explanation: Explanation, service: Service) -> Iterator[str]:
    """Which words the best match rests on, and what would have to change for another to win; found by trying."""
    if len(explanation.heard.matches) < 2 or len(explanation.heard.reading.words) > _LONGEST:  # noqa: PLR2004  nothing to compare
        return
    best, runner_up = explanation.heard.matches[:2]
    named = ", ".join(f"{word} ({-loss:+.2f} without it)" for word, loss in carriers(explanation, service))
    named = named or "several words together"
    yield f"{best.entry_id} rests on: {named}; it is likest \u201c{best.phrase}\u201d"
    yield _added(explanation, service, runner_up) or _left_out(explanation, service, best)


def _added(explanation: Explanation, service: Service, runner_up: Match) -> str:
    """The one word of the runner-up's nearest phrase with which it would win; empty where none does it."""
    said = explanation.heard.reading.words
    for word in dict.fromkeys(text.tokens(text.clean(runner_up.phrase))):
        if word not in said and _first(chances := _chances([*said, word], (), service)) == runner_up.entry_id:
            return f"{runner_up.entry_id} would win with \u201c{word}\u201d ({chances[runner_up.entry_id]:.2f})"
    return ""


def _left_out(explanation: Explanation, service: Service, best: Match) -> str:
    """The few words without which another entry would win: each time the one that takes most from the best."""
    gone: list[str] = []
    for _ in range(_CARRIERS):
        left = {word for word in explanation.heard.reading.words if word not in gone}
        tries = {word: _without({*gone, word}, explanation, service) for word in left}
        if not any(tries.values()):
            break
        word = min(sorted(left), key=lambda word: tries[word].get(best.entry_id, 0.0))
        gone.append(word)
        winner = _first(tries[word])
        if winner and winner != best.entry_id:
            words = ", ".join(f"\u201c{word}\u201d" for word in gone)
            return f"{winner} would win without {words} ({tries[word][winner]:.2f})"
    return "no other entry would win with a few words more or less"


def _without(words: Collection[str], explanation: Explanation, service: Service) -> dict[str, float]:
    left = [said for said in explanation.heard.reading.words if said not in words]
    return _chances(left, [said for said in explanation.heard.form.question if said not in words], service)


def _first(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda entry: chances[entry], default="")


def _chances(words: Sequence[str], question: Sequence[str], service: Service) -> dict[str, float]:
    ranked = service.matcher.rank_words(words, len(service.faq.entries), question) if words else []
    return {match.entry_id: match.confidence for match in ranked}
