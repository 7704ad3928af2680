"""A moderator's file as it is read: every value knows its place, and whatever YAML would change behind one's back shows."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.content import parsing
from bot.content.nodes import Mapping, Node, Report, Scalar, Sequence
from bot.content.parsing import read_to_edit, read_yaml
from bot.errors import ContentError

if TYPE_CHECKING:
    from bot.model import Problem

UTF8_LINE = "this file is not UTF-8 text (save it again with the encoding UTF-8)"


def _read(folder: Path, written: str | bytes) -> tuple[Node | None, list[str]]:
    file = folder / "ivig.yaml"
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    problems: list[Problem] = []
    node = read_yaml(file, Report("ivig.yaml", problems))
    return node, [str(problem) for problem in problems]


def _read_as(folder: Path, value: str) -> str:
    node, problems = _read(folder, f"answer: {value}\n")
    assert problems == []
    assert isinstance(node, Mapping)
    scalar = node.items[0][1]
    assert isinstance(scalar, Scalar)
    return scalar.read_as


def test_every_value_knows_its_line_and_column(tmp_path: Path):
    node, problems = _read(tmp_path, "question: What is IVIG?\nasks:\n  - [café, ivy g]\n")

    phrases = Sequence(3, 5, [Scalar(3, 6, "café", ""), Scalar(3, 12, "ivy g", "")])
    question = (Scalar(1, 1, "question", ""), Scalar(1, 11, "What is IVIG?", ""))
    assert node == Mapping(1, 1, [question, (Scalar(2, 1, "asks", ""), Sequence(3, 3, [phrases]))])
    assert problems == []


CONVERTED = [
    *((value, "yes or no (true/false)") for value in ("yes", "no", "NO", "on", "Off", "true", "False")),
    *((value, "a number") for value in ("7", "1.10", "12:30", "010", "0x1F", "1_000", "+44", ".5", ".inf")),
    *((value, "nothing at all") for value in ("", "null", "Null", "~")),
    ("2026-11-21", "a date"),
    ("2026-11-21 12:30:00", "a date"),
    ("<<", "a merge sign"),
    ("=", "a default sign"),
]


@pytest.mark.parametrize(("value", "read_as"), CONVERTED)
def test_a_value_that_yaml_would_convert_is_marked(tmp_path: Path, value: str, read_as: str):
    assert _read_as(tmp_path, value) == read_as


@pytest.mark.parametrize(("value", "read_as"), CONVERTED)
def test_it_is_marked_without_the_c_library_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, read_as: str
):
    monkeypatch.setattr(parsing, "_Loader", yaml.SafeLoader)

    assert _read_as(tmp_path, value) == read_as


@pytest.mark.parametrize(
    "value",
    ['"yes"', "'1.10'", '""', "|\n  null", ">\n  2026-11-21", "yes please", "1.10 g", "12:30 pm", "n", "none", "0-9"],
)
def test_text_stays_text(tmp_path: Path, value: str):
    assert _read_as(tmp_path, value) == ""


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("asks:\n  - *help\n", "2:5: a text cannot start with `*` (put the whole text in double quotes)"),
        ("*help : me\n", "1:1: a text cannot start with `*` (put the whole text in double quotes)"),
        ("answer: &note Yes.\n", "1:9: a text cannot start with `&` (put the whole text in double quotes)"),
        ("asks: &all\n  - a\n", "1:7: a text cannot start with `&` (put the whole text in double quotes)"),
        ("signs:\n  - !dream throat\n", "2:5: a text cannot start with `!` (put the whole text in double quotes)"),
        ("asks: !set [a]\n", "1:7: a text cannot start with `!` (put the whole text in double quotes)"),
        ("a: b\n---\nc: d\n", "2:1: a second document starts here (remove the line with three dashes)"),
        ("? [a, b]\n: c\n", "1:3: a list or a group cannot be a key (put the text in double quotes)"),
        ("? a: b\n: c\n", "1:3: a list or a group cannot be a key (put the text in double quotes)"),
        ("[" * 13 + "]" * 13, "1:13: this is nested deeper than 12 levels (check the indentation)"),
        ("# to be written\n", "1:1: this file has only comments (fill it in, or delete it)"),
    ],
)
def test_what_surprises_people_is_refused(tmp_path: Path, written: str, problem: str):
    assert _read(tmp_path, written) == (None, [f"ivig.yaml:{problem}"])


def test_twelve_levels_are_read(tmp_path: Path):
    node, problems = _read(tmp_path, "[" * 12 + "]" * 12)

    assert isinstance(node, Sequence)
    assert problems == []


def test_every_refusal_in_a_file_is_reported(tmp_path: Path):
    assert _read(tmp_path, "signs:\n  - !dream\n  - *help\nasks: &all [a]\n")[1] == [
        "ivig.yaml:2:5: a text cannot start with `!` (put the whole text in double quotes)",
        "ivig.yaml:3:5: a text cannot start with `*` (put the whole text in double quotes)",
        "ivig.yaml:4:7: a text cannot start with `&` (put the whole text in double quotes)",
    ]


def test_an_invisible_control_character_is_shown_where_it_stands(tmp_path: Path):
    _, problems = _read(tmp_path, "a: b\nanswer: né\x07e\n")

    assert len(problems) == 1
    assert problems[0].startswith("ivig.yaml:2:11: ")
    assert "control characters are not allowed" in problems[0]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b"question: caf\xe9?\n", "1:14"),
        (b"a: b\r\nquestion: caf\xe9?\r\n", "2:14"),
        ("answer: é ".encode() + b"\xe9\n", "1:11"),
        (b"\xef\xbb\xbfa: b\nc: \xe9\n", "2:4"),
        ("a: b\n".encode("utf-16"), "1:1"),
    ],
)
def test_a_file_that_is_not_utf_8_is_shown_at_its_first_wrong_character(tmp_path: Path, written: bytes, place: str):
    assert _read(tmp_path, written) == (None, [f"ivig.yaml:{place}: {UTF8_LINE}"])


def test_a_byte_order_mark_is_no_problem(tmp_path: Path):
    node, problems = _read(tmp_path, b"\xef\xbb\xbfa: b\n")

    assert node == Mapping(1, 1, [(Scalar(1, 1, "a", ""), Scalar(1, 4, "b", ""))])
    assert problems == []


@pytest.mark.parametrize("written", ["", "\n  \n", "\ufeff"])
def test_an_empty_file_is_a_problem(tmp_path: Path, written: str):
    assert _read(tmp_path, written) == (None, ["ivig.yaml:1:1: this file is empty (fill it in, or delete it)"])


def test_a_file_that_is_not_there_or_is_a_folder_is_a_problem(tmp_path: Path):
    problems: list[Problem] = []

    assert read_yaml(tmp_path / "ivig.yaml", Report("ivig.yaml", problems)) is None
    assert read_yaml(tmp_path, Report("faq", problems)) is None
    assert [str(problem) for problem in problems] == [
        "ivig.yaml:1:1: this file is missing (check its name, or restore it from an earlier version)",
        "faq:1:1: this file cannot be read: Is a directory (check that it is a file and may be read)",
    ]


def test_who_edits_a_file_gets_its_text_without_the_mark_of_its_encoding(tmp_path: Path):
    (tmp_path / "ivig.yaml").write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\r\n")

    assert read_to_edit(tmp_path / "ivig.yaml") == "a: \u00e9\r\n"
    assert read_to_edit(tmp_path / "aliases.yaml") is None


def test_who_edits_a_file_that_is_no_text_is_told_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("ivig.yaml").write_bytes(b"a: \xe9\n")

    with pytest.raises(ContentError) as caught:
        read_to_edit(Path("ivig.yaml"))

    assert str(caught.value) == f"ivig.yaml:1:4: {UTF8_LINE}"
