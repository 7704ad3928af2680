"""What is no YAML at all, told to people who do not know YAML's own words."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.content.nodes import Report
from bot.content.parsing import read_yaml

if TYPE_CHECKING:
    from bot.model import Problem

QUOTES = "put the whole text in double quotes"
FIT = "indent it as they are; a list item starts with a hyphen and a space; an apostrophe in single quotes ends them"


def problems(tmp_path: Path, written: str) -> list[str]:
    file = tmp_path / "ivig.yaml"
    file.write_text(written, encoding="utf-8")
    found: list[Problem] = []
    assert read_yaml(file, Report("ivig.yaml", found)) is None
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("a: b\nanswer: Yes: it is.\n", f"2:12: there is a colon too many here ({QUOTES}, or mend the indentation)"),
        ("a: b\n\tc: tab\n", "2:1: a tab stands here (indent with spaces)"),
        ("asks:\n  - `code`\n", f"2:5: a text cannot start with this sign ({QUOTES})"),
        ("asks:\n  - @home\n", f"2:5: a text cannot start with this sign ({QUOTES})"),
        ("asks:\n  - a\n reviewed: b\n", f"3:2: this line does not fit those above it ({FIT})"),
        ("asks:\n  - 'don't'\n", f"2:10: this line does not fit those above it ({FIT})"),
        ('a: b\nc: "open\nd: e\n', f"2:4: a quote is opened here and never closed (close it; or {QUOTES})"),
        ("a: b\nc: [open\nd: e\n", f"2:4: a bracket is opened here and never closed (close it; or {QUOTES})"),
        (
            "a: b\nanswer |\n  text\nc: d\n",
            "2:1: this is neither `key: value` nor part of a text (write the colon, or indent the text below its key)",
        ),
        (
            "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> main\n",
            "2:1: a merge conflict is left here (keep one of the two versions, and delete the marks)",
        ),
    ],
)
def test_a_slip_is_told_where_it_was_made(tmp_path: Path, written: str, problem: str):
    assert problems(tmp_path, written) == [f"ivig.yaml:{problem}"]


def test_a_file_too_large_to_be_meant_is_not_read(tmp_path: Path):
    assert problems(tmp_path, "a: " + "b" * 2_000_000) == [
        "ivig.yaml:1:1: this file has 2,000,003 bytes, 2,000,000 are possible (part it in several, or shorten it)"
    ]
