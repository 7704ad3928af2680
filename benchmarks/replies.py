"""Messages that need more than one look: replies to an answer, and two questions in one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.cases import load_cases
from bot.measuring import figures, judge
from bot.model import Incoming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.service import Service

HERE = Path(__file__).parent / "questions"
HALVES = (("-tune", "2-tune"), ("", "2"))
TURNS = (("3-tune",), ("3",))
"""The ends of the files' names: of those that were read, and of those that were only measured. `TURNS` are of whole
conversations, such as nobody could understand alone."""


def rows(service: Service) -> list[list[str]]:
    """What was measured, on the half that a constant was chosen on, and on the other one."""
    return [
        *_rows_of(service, "replies to an answer", HALVES),
        *_rows_of(service, "turns that lean on what was said", TURNS),
        [
            "two questions: both answered or offered",
            *(_both(service, half) for half in HALVES),
        ],
    ]


def _rows_of(service: Service, what: str, halves: Sequence[Sequence[str]]) -> list[list[str]]:
    columns = [[*_followed(service, half, known=False), *_followed(service, half, known=True)] for half in halves]
    alone, behind = f"{what}, read alone: right", "read with what was said: right"
    named = (alone, "in one tap", "wrong", behind, "in one tap", "wrong")
    return [[name, *cells] for name, *cells in zip(named, *columns, strict=True)]


def _followed(service: Service, half: Sequence[str], *, known: bool) -> list[str]:
    cases = [case for name in half for case in load_cases(HERE / f"followups{name}.jsonl")]
    judged = [
        judge(case, service.explain(Incoming(case.text, context=case.context if known else "")).decision)
        for case in cases
    ]
    wanted = {"right", "one tap", "wrong"}
    return [f"{figure.share:.2f} ({figure.hits}/{figure.of})" for figure in figures(judged) if figure.name in wanted]


def _both(service: Service, half: Sequence[str]) -> str:
    told = "".join((HERE / f"twoquestions{name}.jsonl").read_text(encoding="utf-8") for name in half)
    lines = map(json.loads, told.splitlines())
    asked = [line for line in lines if line["expect"] == "answer"]
    hits = 0
    for line in asked:
        decision = service.explain(Incoming(line["text"])).decision
        hits += set(line["both"]) <= {decision.entry, decision.also, *decision.suggestions}
    return f"{hits / len(asked):.2f} ({hits}/{len(asked)})"
