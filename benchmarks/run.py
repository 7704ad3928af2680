"""Quality and speed, side by side with what FAQ bots usually do, in one run. `make bench` writes results/results.md."""

from __future__ import annotations

import platform
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spelling
from rapidfuzz import fuzz, process

from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.measuring import figures, judge
from bot.model import Incoming, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.model import Case, Faq

HERE = Path(__file__).parent
SETS = {
    "dev": "looked at along the way, not tuned on",
    "tune": "written blind; bars and weights were chosen on it",
    "test": "written blind; only ever measured with",
}
FOUR = 4


def main() -> None:
    """Measures, prints and writes the report."""
    faq = load(HERE.parent / "faq" / "en")
    started = time.perf_counter()
    service = Service(faq)
    built = time.perf_counter() - started
    sets = {name: load_cases(HERE / "questions" / f"{name}.jsonl") for name in SETS}
    report = "\n\n".join(
        [
            "# What was measured",
            "Written by `make bench`. Times are of one machine in one run; the ratios are what to compare.",
            "## Decisions\n\n" + decisions(service, sets),
            "## Messages that only sound urgent\n\n" + near_urgent(service),
            "## The right entry, first and among four\n\n" + rankings(service, faq, sets),
            "## Speed\n\n" + speed(service, faq, sets["dev"], built),
            "## Spelling\n\n" + slips(faq),
        ]
    )
    print(report)
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    (results / "results.md").write_text(report + "\n", encoding="utf-8")


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def decisions(service: Service, sets: dict[str, list[Case]]) -> str:
    """The ten figures on every set of questions."""
    columns = []
    for cases in sets.values():
        judged = (judge(case, service.explain(Incoming(case.text, case.addressed)).decision) for case in cases)
        columns.append(figures(judged))
    rows = [
        [row[0].name, *("-" if cell.share is None else f"{cell.share:.3f} ({cell.hits}/{cell.of})" for cell in row)]
        for row in zip(*columns, strict=True)
    ]
    named = [f"{name}: {about}" for name, about in SETS.items()]
    return table(["figure", *named], rows)


def near_urgent(service: Service) -> str:
    """False alarms on messages that share the words of an emergency and are none, collected to be hard."""
    said = (HERE / "questions" / "near-urgent.txt").read_text(encoding="utf-8").splitlines()

    def alarms(*, addressed: bool) -> str:
        decided = (service.explain(Incoming(line, addressed=addressed)).decision for line in said)
        return str(sum(decision.outcome is Outcome.URGENT for decision in decided))

    return table(
        ["messages", "alarms, said to the bot", "alarms, overheard"],
        [[str(len(said)), alarms(addressed=True), alarms(addressed=False)]],
    )


def rankings(service: Service, faq: Faq, sets: dict[str, list[Case]]) -> str:
    """How often each method puts an accepted entry first, and among the first four, over the same phrases."""
    phrases = [(phrase, entry.id) for entry in faq.entries.values() for phrase in entry.asks]
    texts = [phrase for phrase, _ in phrases]

    def fuzzy(scorer: Callable[..., float]) -> Callable[[str], list[str]]:
        def rank(text: str) -> list[str]:
            found = process.extract(text, texts, scorer=scorer, processor=str.lower, limit=60)
            return list(dict.fromkeys(phrases[place][1] for _, _, place in found))

        return rank

    methods: dict[str, Callable[[str], list[str]]] = {
        "`fuzz.WRatio`, as most FAQ bots do": fuzzy(fuzz.WRatio),
        "`fuzz.token_set_ratio`": fuzzy(fuzz.token_set_ratio),
        "this matcher": lambda text: [match.entry_id for match in service.explain(Incoming(text)).matches],
    }
    rows = []
    for method, rank in methods.items():
        row = [method]
        for cases in sets.values():
            asked = [case for case in cases if case.expect == "answer"]
            ranked = [(case, rank(case.text)) for case in asked]
            first = sum(found[0] in case.topics for case, found in ranked if found) / len(asked)
            four = sum(any(entry in case.topics for entry in found[:FOUR]) for case, found in ranked) / len(asked)
            row.append(f"{first:.2f} / {four:.2f}")
        rows.append(row)
    return table(["method", *SETS], rows)


def speed(service: Service, faq: Faq, cases: Sequence[Case], built: float) -> str:
    """The time of a decision beside one `process.extract` with WRatio over the same phrases."""
    texts = [phrase for entry in faq.entries.values() for phrase in entry.asks]
    ours = timed(lambda text: service.explain(Incoming(text)), cases)
    naive = timed(lambda text: process.extract(text, texts, scorer=fuzz.WRatio, limit=5), cases)
    ratio = statistics.median(ours) / statistics.median(naive)
    rows = [
        ["a decision, median", f"{statistics.median(ours):.2f} ms"],
        ["a decision, 99th in a hundred", f"{statistics.quantiles(ours, n=100)[-1]:.2f} ms"],
        ["`process.extract` with WRatio, median", f"{statistics.median(naive):.2f} ms"],
        ["ratio of the medians", f"{ratio:.2f}"],
        [f"building the index of {len(texts)} phrases", f"{built:.2f} s"],
        ["Python", platform.python_version()],
    ]
    return table(["what", "measured"], rows)


def timed(act: Callable[[str], object], cases: Sequence[Case]) -> list[float]:
    """Milliseconds of `act` on each text, after one warm-up."""
    act(cases[0].text)
    times = []
    for case in cases:
        started = time.perf_counter()
        act(case.text)
        times.append((time.perf_counter() - started) * 1_000)
    return times


def slips(faq: Faq) -> str:
    """What becomes of slips made at random in the words of the phrases."""
    shares = spelling.measure(faq)
    return table(
        ["mended to the right word", "to a wrong one", "left"], [[f"{share:.3f}" for share in shares.values()]]
    )


if __name__ == "__main__":
    main()
