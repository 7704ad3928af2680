"""How well emergencies are known: `python benchmarks/danger.py [FILE ...]` prints totals, and no message.

Without files it measures the sets that were read: `dev`, `tune` to `tune4`, and the halves of `blind3` that end in `-read`.
There `topics` of an urgent message names the entry whose card fits it. Each figure stands beside that without the signs.
Then those of `questions/danger`, by three authors: 90 emergencies each, six of every kind, and 200 messages that are calm.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering import policy
from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.model import Case, Incoming, Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.deciding import Explanation
    from bot.answering.policy import Decision

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions"
READ = ("dev", "tune", "tune2", "tune3", "tune4", "blind3/ordinary-read", "blind3/oblique-read", "blind3/near-read")
KINDS = ["kind", "found", "or doubted", "with this card", "false alarms", "doubts of the calm"]
TOLD = ["author", "told", "found", "or doubted", "false alarms", "doubts of the calm"]
AUTHORS = {
    "first": "read",
    "second": "measured along the way, totals alone",
    "third": "measured once with each of two versions",
}
"""The files of `questions/danger`, and what happened to each."""
_Decided = tuple[Case, "Decision", "Decision"]
"""A case, its decision, and that without the signs."""


def main(files: Sequence[str]) -> None:
    """Prints a table of the sets, and one of the kinds of emergency."""
    service = Service(load(HERE.parent / "faq" / "en"))
    paths = [Path(file) for file in files] or [QUESTIONS / f"{name}.jsonl" for name in READ]
    decided = {path.stem: [_decide(service, case) for case in load_cases(path)] for path in paths}
    print(table(["set", "found", "without signs", "false alarms", "without signs", "out of turn"], by_set(decided)))
    authors = told(service)
    every = [one for of_set in (*decided.values(), *authors.values()) for one in of_set]
    urgent = [entry.id for entry in service.faq.entries.values() if entry.kind is Kind.URGENT]
    print(f"\n{table(KINDS, by_kind(every, urgent))}")
    print(f"\n{table(TOLD, by_telling(authors))}")


def read_sets(service: Service) -> list[_Decided]:
    """The decisions on all sets that were read."""
    return [_decide(service, case) for name in READ for case in load_cases(QUESTIONS / f"{name}.jsonl")]


def told(service: Service) -> dict[str, list[_Decided]]:
    """The decisions on the messages of each author of `questions/danger`; a calm one has the expectation `calm`."""
    sets = {}
    for author in AUTHORS:
        path = QUESTIONS / "danger" / f"{author}.jsonl"
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        cases = [
            Case(said["text"], True, said["expect"], tuple(said["topics"]), said["kind"], path.name, line)  # noqa: FBT003
            for line, said in enumerate(lines, 1)
        ]
        sets[author] = [_decide(service, case) for case in cases]
    return sets


def by_telling(sets: dict[str, list[_Decided]]) -> list[list[str]]:
    """A row for each author and way of telling: emergencies found, or doubted; of the calm those in alarm, or doubted."""
    rows = []
    for author, decided in sets.items():
        for way in sorted({case.kind for case, *_ in decided}):
            danger, calm = (
                [one for case, one, _ in decided if case.kind == way and (case.expect == "urgent") is wanted]
                for wanted in (True, False)
            )
            found = [share(number, len(danger)) for number in (_alarms(danger), _alarms(danger) + _doubts(danger))]
            spared = [share(number, len(calm)) for number in (_alarms(calm), _doubts(calm))]
            rows.append([f"{author}: {AUTHORS[author]}", way, *found, *spared])
    return rows


def _doubts(decisions: Iterable[Decision]) -> int:
    return sum(decision.outcome is not Outcome.URGENT and bool(decision.doubt) for decision in decisions)


def _decide(service: Service, case: Case) -> _Decided:
    why = service.explain(Incoming(case.text, case.addressed))
    return case, why.decision, _without_signs(why, addressed=case.addressed)


def _without_signs(why: Explanation, *, addressed: bool) -> Decision:
    return policy.decide(why.heard.candidates, replace(why.heard.flags, sign=""), None if addressed else why.heard.form)


def by_set(decided: dict[str, list[_Decided]]) -> list[list[str]]:
    """A row for each set, and one for all of them."""
    rows = {**decided, "all": [one for of_set in decided.values() for one in of_set]}
    return [[name, *_figures(of_set)] for name, of_set in rows.items()]


def _figures(decided: Sequence[_Decided]) -> list[str]:
    danger = [one for one in decided if one[0].expect == "urgent"]
    calm = [one for one in decided if one[0].expect != "urgent"]
    silent = [with_signs for case, with_signs, _ in decided if case.expect == "silent"]
    return [
        share(_alarms(with_signs for _, with_signs, _ in danger), len(danger)),
        share(_alarms(without for _, _, without in danger), len(danger)),
        share(_alarms(with_signs for _, with_signs, _ in calm), len(calm)),
        share(_alarms(without for _, _, without in calm), len(calm)),
        share(sum(decision.outcome is not Outcome.SILENT for decision in silent), len(silent)),
    ]


def _alarms(decisions: Iterable[Decision]) -> int:
    return sum(decision.outcome is Outcome.URGENT for decision in decisions)


def by_kind(decided: Sequence[_Decided], urgent: Sequence[str]) -> list[list[str]]:
    """A row for each kind: how many were found, or doubted at least, or found with its own card; alarms and doubts of the calm."""
    meant, found, heard, own, false, doubts = (Counter[str]() for _ in range(6))
    for case, decision, _ in decided:
        alarm = decision.outcome is Outcome.URGENT
        if case.expect == "urgent":
            kind = case.topics[0] if case.topics else "of no kind that is told"
            meant[kind] += 1
            found[kind] += alarm
            heard[kind] += alarm or bool(decision.doubt)
            own[kind] += alarm and decision.entry in case.topics
        elif alarm:
            false[decision.entry] += 1
        elif decision.doubt:
            doubts[decision.doubt] += 1
    return [
        [kind, *(share(hits[kind], meant[kind]) for hits in (found, heard, own)), str(false[kind]), str(doubts[kind])]
        for kind in (*urgent, *(kind for kind in meant if kind not in urgent))
    ]


def share(hits: int, of: int) -> str:
    """Hits of so many, as a share with both."""
    return f"{hits / of:.3f} ({hits}/{of})" if of else "-"


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(line)} |" for line in [headers, ["---"] * len(headers), *rows])


if __name__ == "__main__":
    main(sys.argv[1:])
