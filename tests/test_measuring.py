"""The figures by which the bot is judged."""

from dataclasses import replace

import pytest

from bot.answering.policy import Decision
from bot.measuring import by_kind, figures, judge
from bot.model import Case, Outcome


def case(expect: str, *topics: str, addressed: bool = True, kind: str = "plain") -> Case:
    return Case("some words", addressed, expect, topics, kind, "cases.jsonl", 1)


def decision(outcome: Outcome, entry: str = "", *suggestions: str) -> Decision:
    return Decision(outcome, "a rule", entry, suggestions)


@pytest.mark.parametrize(
    ("expected", "came", "counts"),
    [
        (
            case("answer", "ivig"),
            decision(Outcome.ANSWER, "ivig"),
            {"right": True, "one tap": True, "wrong": False, "false alarm": False, "doubted": False},
        ),
        (
            case("answer", "ivig", "treatment"),
            decision(Outcome.SUGGEST, "", "cure", "treatment"),
            {"right": False, "one tap": True, "wrong": False, "false alarm": False, "doubted": False},
        ),
        (
            case("answer", "ivig"),
            decision(Outcome.ANSWER, "cure"),
            {"right": False, "one tap": False, "wrong": True, "false alarm": False, "doubted": False},
        ),
        (
            case("not-covered"),
            decision(Outcome.SUGGEST, "", "ivig"),
            {"honest": True, "wrong": False, "false alarm": False, "doubted": False},
        ),
        (
            case("not-covered"),
            decision(Outcome.ANSWER, "ivig"),
            {"honest": False, "wrong": True, "false alarm": False, "doubted": False},
        ),
        (
            case("personal-advice"),
            decision(Outcome.CARE_TEAM, "dose"),
            {"care team": True, "wrong": False, "false alarm": False, "doubted": False},
        ),
        (
            case("urgent"),
            decision(Outcome.SUGGEST, "", "ivig"),
            {"urgent found": False, "or doubted": False, "wrong": False},
        ),
        (
            case("urgent"),
            replace(decision(Outcome.SUGGEST, "", "ivig"), doubt="chest-pain"),
            {"urgent found": False, "or doubted": True, "wrong": False},
        ),
        (
            case("not-covered"),
            replace(decision(Outcome.NOT_COVERED), doubt="chest-pain"),
            {"honest": True, "wrong": False, "false alarm": False, "doubted": True},
        ),
        (
            case("silent", addressed=False),
            decision(Outcome.ANSWER, "ivig"),
            {"out of turn": True, "overheard wrong": True, "false alarm": False},
        ),
        (
            case("silent", addressed=False),
            decision(Outcome.URGENT, "chest-pain"),
            {"out of turn": True, "overheard wrong": False, "false alarm": True},
        ),
        (
            case("answer", "ivig", addressed=False),
            decision(Outcome.SILENT),
            {"overheard right": False, "overheard wrong": False, "false alarm": False},
        ),
    ],
)
def test_a_decision_counts_for_the_figures_of_its_case(expected: Case, came: Decision, counts: dict[str, bool]):
    assert judge(expected, came).counts == counts


@pytest.mark.parametrize(
    ("expect", "came", "good"),
    [
        ("urgent", decision(Outcome.URGENT, "chest-pain"), True),
        ("urgent", decision(Outcome.URGENT, "stroke-signs"), False),
        ("personal-advice", decision(Outcome.CARE_TEAM, "chest-pain"), True),
        ("personal-advice", decision(Outcome.CARE_TEAM, "dose"), False),
        ("not-covered", decision(Outcome.NOT_COVERED, "chest-pain"), True),
        ("not-covered", decision(Outcome.SUGGEST, "", "dose", "chest-pain"), True),
        ("not-covered", decision(Outcome.NOT_COVERED), False),
    ],
)
def test_what_names_an_entry_is_good_only_with_it_and_no_figure_is_another_for_that(
    expect: str,
    came: Decision,
    good: bool,  # noqa: FBT001  a table
):
    named, alone = judge(case(expect, "chest-pain"), came), judge(case(expect), came)

    assert alone.good
    assert named.good == good
    assert figures([named]) == figures([alone])


def test_figures_are_shares_in_a_fixed_order_and_unknown_where_nothing_counts():
    judged = [
        judge(case("answer", "ivig"), decision(Outcome.ANSWER, "ivig")),
        judge(case("answer", "ivig"), decision(Outcome.NOT_COVERED)),
    ]

    shares = {figure.name: figure.share for figure in figures(judged)}

    assert list(shares)[:3] == ["right", "one tap", "wrong"]
    assert shares["right"] == 0.5
    assert shares["wrong"] == 0.0
    assert shares["urgent found"] is None


def test_figures_are_given_for_each_kind_of_message():
    judged = [
        judge(case("answer", "ivig", kind="typo"), decision(Outcome.ANSWER, "ivig")),
        judge(case("answer", "ivig", kind="long"), decision(Outcome.NOT_COVERED)),
    ]

    rights = {kind: rows[0].share for kind, rows in by_kind(judged).items()}

    assert rights == {"long": 0.0, "typo": 1.0}
