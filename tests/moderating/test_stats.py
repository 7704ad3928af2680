"""What the counts tell, and what they must not tell."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Count
from bot.moderating.stats import FEWEST, guarded, report
from bot.moderating.stats_page import page

COUNTS = [
    Count("2026-W46", "", "answer", 20),
    Count("2026-W46", "", "not-covered", 12),
    Count("2026-W47", "", "answer", 31),
    Count("2026-W47", "", "suggest", 6),
    Count("2026-W47", "", "urgent", 2),
    Count("2026-W47", "", "care-team", 3),
    Count("2026-W47", "", "not-covered", 9),
    Count("2026-W47", "", "silent", 900),
    Count("2026-W47", "", "none", 7),
    Count("2026-W46", "ivig", "shown", 11),
    Count("2026-W47", "ivig", "shown", 14),
    Count("2026-W47", "cure", "shown", 6),
    Count("2026-W47", "gone-entry", "shown", 3),
    Count("2026-W47", "ivig", "helped", 9),
    Count("2026-W47", "ivig", "unhelped", 2),
    Count("2026-W47", "cure", "helped", 5),
    Count("2026-W47", "cure", "unhelped", 8),
    Count("2026-W47", "emg", "unhelped", 2),
    Count("2026-W47", "ivig", "something-new", 2),
]
NAMES = {"ivig": "What is IVIG?", "cure": "Is there a <cure> & when?"}


def test_questions_are_counted_by_week_without_what_was_only_overheard():
    assert [(row.name, row.cells) for row in report(COUNTS, NAMES).weeks] == [
        ("2026-W46", ("32",)),
        ("2026-W47", ("51",)),
    ]


def test_few_are_never_told_exactly():
    stats = report(COUNTS, NAMES)

    assert [(row.name, *row.cells) for row in stats.outcomes] == [
        ("answer", "51"),
        ("not-covered", "21"),
        ("suggest", "6"),
        ("care-team", "<5"),
        ("urgent", "<5"),
    ]
    assert [(row.name, *row.cells) for row in stats.shown][-1] == ("gone-entry", "<5")


def test_the_least_helpful_come_first_and_two_votes_say_nothing():
    assert [(row.name, *row.cells) for row in report(COUNTS, NAMES).unhelpful] == [
        (NAMES["cure"], "5", "8"),
        (NAMES["ivig"], "9", "<5"),
    ]


def test_gaps_are_told_by_week():
    assert [(row.name, *row.cells) for row in report(COUNTS, NAMES).gaps] == [
        ("2026-W46", "12", "0"),
        ("2026-W47", "9", "7"),
    ]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([12, 7], ["12", "7"]),
        ([12, 3, 2], ["12", "<5", "<5"]),
        ([12, 37, 3], ["<20", "37", "<5"]),
        ([40, 3, 0], ["<50", "<5", "0"]),
        ([4], ["<5"]),
        ([0, 0], ["0", "0"]),
        ([], []),
    ],
)
def test_one_hidden_number_cannot_be_worked_out_from_the_others(numbers: list[int], shown: list[str]):
    assert guarded(numbers) == shown


@given(st.lists(st.integers(0, 60), max_size=8))
def test_no_list_shows_a_small_number_or_lets_it_be_taken_from_the_sum(numbers: list[int]):
    cells = guarded(numbers)
    hidden = [cell for cell in cells if cell.startswith("<")]

    assert not {str(number) for number in range(1, FEWEST)} & set(cells)
    assert len(hidden) != 1 or sum(number > 0 for number in numbers) == 1


def test_the_page_is_whole_in_itself_and_tells_no_more_than_the_tables():
    html = page(report(COUNTS, NAMES), "A & B", date(2026, 11, 21))

    assert html.count("<svg") == 5
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert "Is there a &lt;cure&gt; &amp; when?" in html
    for drawing in html.split("<svg")[1:]:
        ET.fromstring("<svg" + drawing.split("</svg>")[0] + "</svg>")  # noqa: S314  our own drawing


def test_hidden_numbers_are_drawn_alike():
    stats = report(COUNTS, NAMES)

    assert {row.sizes for row in stats.outcomes if row.cells == ("<5",)} == {(4,)}


def test_a_page_without_counts_says_so():
    assert page(report([], {}), "A", date(2026, 11, 21)).count("Nothing was counted yet.") == 5
