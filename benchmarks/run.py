"""Quality and speed, side by side with what FAQ bots usually do, in one run. `make bench` writes results/."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import danger
import elsewhere
import loops
import plots
import replies
import speed
import spelling
from behaviour import behaviour
from peers import METHODS
from scores import Found, calibration_error

from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.measuring import figures, judge
from bot.model import Incoming, Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Case, Faq

HERE = Path(__file__).parent
SETS = {
    "dev": "there from the start, looked at along the way",
    "tune": "written blind; phrases, bars and weights were chosen on it",
    "tune2": "the same",
    "tune3": "the same",
    "tune4": "the same, for most of its life only measured",
    "blind": "written blind, never read; measured four times",
    "blind2": "written blind, never read; measured three times",
}
KINDS = ("ordinary", "oblique", "near")
UNSEEN = {
    "blind16/{}": "written without sight of the phrases, measured with two versions, totals alone",
    "blind18/{}": "written without sight of the phrases, measured once with each of two versions, totals alone",
    "blind15/{}": "the same",
    "blind14/{}": "the same; then measured along the way",
    "blind13/{}": "the same, measured along the way, totals alone",
    "blind12/{}": "the same, measured along the way, totals alone",
    "blind11/{}": "the same; what failed of its oblique third was read later",
    "blind10/{}": "written without sight of the phrases, measured once with two versions; then read",
    "blind9/{}": "the same, measured once; then read",
    "blind8/{}": "the same, measured eleven times, totals alone, and never read",
    "blind7/{}": "the same; what failed of its oblique third was read later",
    "blind6/{}": "the same, measured along the way",
    "blind5/{}": "the same, measured along the way",
}
"""Sets by kind: what members type first, members who avoid the obvious words, and what only shares words with the FAQ."""
FOUR = 4


def main() -> None:
    """Measures, prints and writes the report."""
    waiting = loops.rows()  # first: the other methods fill this process with gigabytes, which slows whatever it starts
    faq = load(HERE.parent / "faq" / "en")
    service = Service(faq)
    sets = {name: load_cases(HERE / "questions" / f"{name}.jsonl") for name in SETS}
    found = confidences(service, unseen())
    abroad = elsewhere.measure()
    phrases = [(phrase, entry.id) for entry in faq.entries.values() for phrase in entry.asks]
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    report = "\n\n".join(
        [
            "# What was measured",
            f"Written by `make bench` with Python {platform.python_version()}. Times are of one machine in one run, given as ratios.",
            "## Decisions, by kind of message\n\n" + by_kind(service),
            "## Decisions\n\n" + decisions(service, sets),
            "## Emergencies, by kind\n\n" + emergencies(service),
            "## Families of messages\n\n"
            + table(["family", "messages", "fail", "at most", "as"], behaviour.rows(service)),
            "## The right entry, first and among four\n\n" + rankings(service, faq, sets),
            "## What a confidence means\n\n" + calibration(found) + "\n\n![Reliability](reliability.svg)",
            "## Other subjects\n\n"
            + table(elsewhere.HEADERS, elsewhere.rows(abroad))
            + "\n\n![Other subjects](elsewhere.svg)",
            "## Replies, and two questions\n\n"
            + table(["messages", "tuned on", "only measured"], replies.rows(service)),
            "## Messages that only sound urgent\n\n" + near_urgent(service),
            "## Speed\n\n"
            + table(
                ["what", "measured", "at most"], speed.rows(phrases, [c.text for c in sets["dev"] + sets["blind"]])
            ),
            "## Waiting\n\n" + table(loops.HEADERS, waiting),
            "## Spelling\n\n" + slips(faq, service),
        ]
    )
    print(report)
    (results / "results.md").write_text(report + "\n", encoding="utf-8")
    plots.reliability(found, results / "reliability.svg")
    plots.correlations(abroad, results / "elsewhere.svg")


def unseen() -> dict[str, list[Case]]:
    """The messages of all unseen sets, by kind."""
    return {
        kind: [case for path in UNSEEN for case in load_cases(HERE / "questions" / f"{path.format(kind)}.jsonl")]
        for kind in KINDS
    }


def confidences(service: Service, sets: dict[str, list[Case]]) -> dict[str, list[Found]]:
    """The first entry for every message that asks, with its confidence, by kind."""
    return {
        name: [_found(service, case) for case in cases if case.addressed and case.expect in {"answer", "not-covered"}]
        for name, cases in sets.items()
    }


def _found(service: Service, case: Case) -> Found:
    """The first answer among the matches; where it is accepted, it counts as the one meant."""
    best = next(iter(service.explain(Incoming(case.text)).candidates), None)
    if best is None:
        return Found(None, 0.0, None)
    accepted = best.entry_id in case.topics or (case.expect == "not-covered" and best.kind in _NO_ANSWER)
    return Found(best.entry_id, best.confidence, best.entry_id if accepted else None)


def calibration(found: dict[str, list[Found]]) -> str:
    """The expected calibration error of the first entry's confidence, and how often the sure ones are right."""
    rows = []
    for name, of_set in found.items():
        sure = [one for one in of_set if one.confidence >= _SURE]
        right = f"{sum(one.right for one in sure) / len(sure):.2f} (of {len(sure)})"
        rows.append([name, f"{calibration_error(of_set):.3f}", right])
    every = [one for of_set in found.values() for one in of_set]
    return table(
        ["unseen messages", "calibration error", f"right, of those at {_SURE} and above"],
        [*rows, ["all", f"{calibration_error(every):.3f}", ""]],
    )


_SURE = 0.9
_NO_ANSWER = {Kind.SIGNPOST, Kind.CHATTER, Kind.CARE_TEAM}


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def decisions(service: Service, sets: dict[str, list[Case]]) -> str:
    """The figures on every set of questions."""
    return _figures(service, {f"{name}: {SETS[name]}": cases for name, cases in sets.items()})


def emergencies(service: Service) -> str:
    """The figures of each kind of emergency on the sets that were read and those on danger, and the latter by how they are told."""
    urgent = [entry.id for entry in service.faq.entries.values() if entry.kind is Kind.URGENT]
    authors = danger.told(service)
    every = [*danger.read_sets(service), *(one for decided in authors.values() for one in decided)]
    kinds = table(danger.KINDS, danger.by_kind(every, urgent))
    return f"{kinds}\n\n{table(danger.TOLD, danger.by_telling(authors))}"


def by_kind(service: Service) -> str:
    """The same on unseen sets of each kind of message."""
    named = {
        f"{kind}, {path.format(kind).partition('/')[0]}: {about}": path.format(kind)
        for path, about in UNSEEN.items()
        for kind in KINDS
    }
    return _figures(service, {name: load_cases(HERE / "questions" / f"{path}.jsonl") for name, path in named.items()})


def _figures(service: Service, sets: dict[str, list[Case]]) -> str:
    columns = []
    for cases in sets.values():
        judged = (judge(case, service.explain(Incoming(case.text, case.addressed)).decision) for case in cases)
        columns.append(figures(judged))
    rows = [
        [row[0].name, *("-" if cell.share is None else f"{cell.share:.3f} ({cell.hits}/{cell.of})" for cell in row)]
        for row in zip(*columns, strict=True)
    ]
    return table(["figure", *sets], rows)


def near_urgent(service: Service) -> str:
    """False alarms on messages that share the words of an emergency and are none, collected to be hard."""

    def alarms(said: Sequence[str], *, addressed: bool) -> str:
        decided = (service.explain(Incoming(line, addressed=addressed)).decision for line in said)
        return str(sum(decision.outcome is Outcome.URGENT for decision in decided))

    rows = []
    for about, half in {"phrases were written on it": "-tune", "only measured": ""}.items():
        said = (HERE / "questions" / f"near-urgent{half}.txt").read_text(encoding="utf-8").splitlines()
        rows.append([about, str(len(said)), alarms(said, addressed=True), alarms(said, addressed=False)])
    return table(["set", "messages", "alarms, said to the bot", "alarms, overheard"], rows)


def rankings(service: Service, faq: Faq, sets: dict[str, list[Case]]) -> str:
    """How often each method puts an accepted entry first, and among the first four, over the same phrases."""
    phrases = {entry.id: entry.asks for entry in faq.entries.values()}
    methods = {name: build(phrases) for name, build in METHODS.items()}
    methods["**this matcher**"] = lambda text: [
        (m.entry_id, m.confidence) for m in service.explain(Incoming(text)).matches
    ]
    rows = []
    for method, rank in methods.items():
        row = [method]
        for cases in sets.values():
            asked = [case for case in cases if case.expect == "answer"]
            ranked = [(case, [entry for entry, _ in rank(case.text)]) for case in asked]
            first = sum(found[0] in case.topics for case, found in ranked if found) / len(asked)
            four = sum(any(entry in case.topics for entry in found[:FOUR]) for case, found in ranked) / len(asked)
            row.append(f"{first:.2f} / {four:.2f}")
        rows.append(row)
    return table(["method", *SETS], rows)


def slips(faq: Faq, service: Service) -> str:
    """How many messages are read alike with a slip made at random in one of their words and without."""
    shares = spelling.measure(faq, service.matcher)
    return table([f"read alike, {how}" for how in shares], [[f"{share:.3f}" for share in shares.values()]])


if __name__ == "__main__":
    main()
