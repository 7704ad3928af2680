"""What members say turn by turn, and in a few words behind an answer: `python benchmarks/conversations.py` prints the totals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering import turns
from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.model import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.policy import Decision
    from bot.answering.turns import Turn
    from bot.model import Case, Faq

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions"
SETS = {
    "turns of the four authors that were kept": ("turns/first", "turns/second", "turns/third", "turns/fourth"),
    "of a fifth, then read": ("turns/fifth",),
    "of a sixth, only measured": ("turns/sixth",),
    "short, read": ("short/first",),
    "short, only measured": ("short/second",),
}
"""The sets, each of one or more files. Every file holds conversations, one after another, or messages of one to four words, each
behind the answer in its `context`."""
HEADERS = ("figure", *SETS)
NAMES = (
    "talk met as talk",
    "talk answered",
    "talk asked back about",
    "talk that raised an alarm",
    "questions of the FAQ right",
    "in one tap",
    "wrong",
    "emergencies found",
    "or doubted",
    "personal decisions found",
    "or offered",
)


def main() -> None:
    """Prints one line for each figure, with its share in every set."""
    for row in rows(Service(load(HERE.parent / "faq" / "en"))):
        print(" | ".join(row))


def rows(service: Service) -> list[list[str]]:
    """For each of `NAMES`, its share in every set with the number of messages that count, or - where none does."""
    columns = [
        _column([one for name in files for one in _decided(service, name)], service.faq) for files in SETS.values()
    ]
    return [[name, *cells] for name, *cells in zip(NAMES, *columns, strict=True)]


def _decided(service: Service, name: str) -> Iterator[tuple[Case, Decision]]:
    """The cases of a file with their decisions, each behind what the bot itself said to the one before it, or to its context."""
    before = turns.NOTHING_SAID
    for case in load_cases(QUESTIONS / f"{name}.jsonl"):
        if case.context:
            before, _ = _said(service, turns.NOTHING_SAID, service.faq.entries[case.context].question)
        before, decision = _said(service, before, case.text)
        yield case, decision


def _said(service: Service, before: Turn, text: str) -> tuple[Turn, Decision]:
    incoming = turns.read_after(before, text, service.faq)
    decision = service.decide(incoming)
    return turns.after(before, service.word(decision, incoming), service.faq), decision


def _column(decided: Sequence[tuple[Case, Decision]], faq: Faq) -> list[str]:
    talk = [one for case, one in decided if case.kind == "chatter" and case.expect != "urgent"]
    asked = [(case, one) for case, one in decided if case.expect == "answer"]
    cries = [one for case, one in decided if case.expect == "urgent"]
    own = [one for case, one in decided if case.expect == "personal-advice"]
    return [
        _share(_kind(one.entry, faq) is Kind.CHATTER for one in talk),
        _share(one.outcome is Outcome.ANSWER for one in talk),
        _share(one.outcome is Outcome.SUGGEST for one in talk),
        _share(one.outcome is Outcome.URGENT for one in talk),
        _share(one.entry in case.topics for case, one in asked),
        _share(bool({one.entry, *one.suggestions} & set(case.topics)) for case, one in asked),
        _share(one.outcome is Outcome.ANSWER and one.entry not in case.topics for case, one in asked),
        _share(one.outcome is Outcome.URGENT for one in cries),
        _share(one.outcome is Outcome.URGENT or bool(one.doubt) for one in cries),
        _share(one.outcome is Outcome.CARE_TEAM for one in own),
        _share(Kind.CARE_TEAM in {_kind(entry, faq) for entry in (one.entry, *one.suggestions)} for one in own),
    ]


def _kind(entry_id: str, faq: Faq) -> Kind | None:
    entry = faq.entries.get(entry_id)
    return entry.kind if entry else None


def _share(hits: Iterable[bool]) -> str:
    every = list(hits)
    return f"{sum(every) / len(every):.3f} ({sum(every)}/{len(every)})" if every else "-"


if __name__ == "__main__":
    main()
