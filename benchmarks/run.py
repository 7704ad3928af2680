"""Quality and speed, side by side with what FAQ bots usually do, in one run. `make bench` writes results/."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import conversations
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

    from bot.answering.deciding import Explanation
    from bot.model import Case, Faq

    Asked = dict[tuple[str, str], list[tuple[Case, Explanation]]]
    """The messages of each set and kind, with what they came to."""

HERE = Path(__file__).parent
MEMBERS = {
    "dev": "there from the start, looked at along the way",
    "blind": "written blind, never read; measured along the way",
    "blind2": "the same",
}
"""Sets of messages as members send most of them."""
KINDS = ("ordinary", "oblique", "near")
"""Of the sets by kind: what members type first, what members say who avoid the obvious words, and what only shares words with the
FAQ."""
UNSEEN = {
    "blind18": "written without sight of the phrases, measured once with one version and three times with the next, then along the way, totals alone",
    "blind16": "the same, measured along the way, totals alone",
    "blind15": "the same",
    "blind14": "the same",
    "blind13": "the same",
    "blind12": "the same",
    "blind11": "the same; what failed of its oblique third was read later",
    "blind10": "written without sight of the phrases, measured once with two versions; then read",
    "blind9": "the same, measured once; then read",
    "blind8": "the same, measured some thirty times, totals alone, and never read",
    "blind7": "the same; what failed of its oblique third was read later",
    "blind6": "the same, measured along the way",
    "blind5": "the same, measured along the way",
}
"""Sets by kind, and what happened to each."""
COMPARED = ("blind18", "blind16", "blind15", "blind14")
"""The sets on which other methods are tried too: one of them takes a quarter of a second for a message."""
FOUR = 4
_SURE = 0.9
_NO_ANSWER = {Kind.SIGNPOST, Kind.CHATTER, Kind.CARE_TEAM}


def main() -> None:
    """Measures, prints and writes the report."""
    waiting = loops.rows()  # first: the other methods fill this process with gigabytes, which slows whatever it starts
    faq = load(HERE.parent / "faq" / "en")
    service = Service(faq)
    asked = {
        **{(name, kind): ask(service, f"{name}/{kind}") for name in UNSEEN for kind in KINDS},
        **{(name, "as most"): ask(service, name) for name in MEMBERS},
    }
    found = confidences(asked)
    abroad = elsewhere.measure()
    phrases = [(phrase, entry.id) for entry in faq.entries.values() for phrase in entry.asks]
    said = [case.text for name in MEMBERS for case, _ in asked[name, "as most"]]
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    report = "\n\n".join(
        [
            "# What was measured",
            f"Written by `make bench` at commit {commit()} with Python {platform.python_version()}. Times are of one machine in one run.",
            "## Decisions\n\n" + decisions(asked),
            "## Emergencies, by kind\n\n" + emergencies(service),
            "## Families of messages\n\n"
            + table(["family", "messages", "fail", "at most", "as"], behaviour.rows(service)),
            "## The right entry, first and among four\n\n" + rankings(faq, asked),
            "## What a confidence means\n\n" + calibration(found) + "\n\n![Reliability](reliability.svg)",
            "## Other subjects\n\n"
            + table(elsewhere.HEADERS, elsewhere.rows(abroad))
            + "\n\n![Other subjects](elsewhere.svg)",
            "## Replies, and two questions\n\n"
            + table(["messages", "tuned on", "only measured"], replies.rows(service)),
            "## Conversations, and a few words behind an answer\n\n"
            + table(conversations.HEADERS, conversations.rows(service)),
            "## Messages that only sound urgent\n\n" + near_urgent(service),
            "## Speed\n\n" + table(["what", "measured", "at most"], speed.rows(phrases, said)),
            "## Waiting\n\n" + table(loops.HEADERS, waiting),
            "## Spelling\n\n" + slips(faq, service),
        ]
    )
    print(report)
    (results / "results.md").write_text(report + "\n", encoding="utf-8")
    plots.reliability(found, results / "reliability.svg")
    plots.correlations(abroad, results / "elsewhere.svg")


def commit() -> str:
    """The commit that is measured, in short."""
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True, cwd=HERE)  # noqa: S607
    return told.stdout.strip()


def ask(service: Service, name: str) -> list[tuple[Case, Explanation]]:
    """The messages of one file of questions, with what each came to."""
    cases = load_cases(HERE / "questions" / f"{name}.jsonl")
    return [(case, service.explain(Incoming(case.text, case.addressed))) for case in cases]


def confidences(asked: Asked) -> dict[str, list[Found]]:
    """The first entry for every unseen message that asks, with its confidence, by kind."""
    return {
        kind: [
            _found(case, explanation)
            for name in UNSEEN
            for case, explanation in asked[name, kind]
            if case.addressed and case.expect in {"answer", "not-covered"}
        ]
        for kind in KINDS
    }


def _found(case: Case, explanation: Explanation) -> Found:
    """The likeliest entry; where it is accepted, it counts as the one meant."""
    best = next(iter(explanation.heard.candidates), None)
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


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def decisions(asked: Asked) -> str:
    """The figures on every set, those on unseen messages first, kind after kind."""
    rows = []
    for name, kind in sorted(asked, key=lambda one: [*KINDS, "as most"].index(one[1])):
        row = figures(judge(case, explanation.decision) for case, explanation in asked[name, kind])
        about = UNSEEN.get(name) or MEMBERS[name]
        rows.append([kind, name, *("-" if one.share is None else f"{one.share:.3f} of {one.of}" for one in row), about])
    return table(["kind", "set", *(one.name for one in row), "what happened to the set"], rows)


def emergencies(service: Service) -> str:
    """The figures of each kind of emergency on the sets that were read and those on danger, and the latter by how they are told."""
    urgent = [entry.id for entry in service.faq.entries.values() if entry.kind is Kind.URGENT]
    authors = danger.told(service)
    every = [*danger.read_sets(service), *(one for decided in authors.values() for one in decided)]
    kinds = table(danger.KINDS, danger.by_kind(every, urgent))
    return f"{kinds}\n\n{table(danger.TOLD, danger.by_telling(authors))}"


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


def rankings(faq: Faq, asked: Asked) -> str:
    """How often each method puts an accepted entry first, and among the first four, over the same phrases."""
    wanted = {
        kind: [one for name in COMPARED for one in asked[name, kind] if one[0].expect == "answer"]
        for kind in ("ordinary", "oblique")
    }
    phrases = {entry.id: entry.asks for entry in faq.entries.values()}
    ours = "**this matcher**"
    rows = []
    for method, build in METHODS.items():
        rank = build(phrases) if method != ours else None
        row = [method]
        for messages in wanted.values():
            ranked = [
                (
                    case,
                    [entry for entry, _ in rank(case.text)]
                    if rank
                    else [one.entry_id for one in explanation.heard.matches],
                )
                for case, explanation in messages
            ]
            first = sum(found[0] in case.topics for case, found in ranked if found) / len(messages)
            four = sum(any(entry in case.topics for entry in found[:FOUR]) for case, found in ranked) / len(messages)
            row.append(f"{first:.2f} / {four:.2f}")
        rows.append(row)
    return table(["method", *(f"{kind}, {len(messages)}" for kind, messages in wanted.items())], rows)


def slips(faq: Faq, service: Service) -> str:
    """How many messages are read alike with a slip made at random in one of their words and without."""
    shares = spelling.measure(faq, service.matcher)
    return table([f"read alike, {how}" for how in shares], [[f"{share:.3f}" for share in shares.values()]])


if __name__ == "__main__":
    main()
