"""A group of keys checked against its shape: what is wrong is said at its place, what is right comes out typed."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.nodes import Report, Scalar
from bot.content.parsing import read_yaml
from bot.content.records import Record, check_id, check_known, read_named, read_record
from bot.content.shapes import Field, Form, Shape
from bot.model import Bullets, Paragraph, Problem

LINE: Shape = {"name": Field(Form.LINE, "The name.")}
ENTRY: Shape = {
    "title": Field(Form.LINE, "The title.", longest=12, blanks=("name",)),
    "text": Field(Form.TEXT, "The text.", required=False),
    "asks": Field(Form.LINES, "Other words.", required=False),
    "sources": Field(Form.IDS, "Ids.", required=False),
    "day": Field(Form.DATE, "The day.", required=False),
    "shown": Field(Form.FLAG, "Whether.", required=False),
    "kind": Field(Form.CHOICE, "The kind.", required=False, choices=("urgent", "care-team")),
    "numbers": Field(Form.CHOICES, "Numbers.", required=False, choices=("emergency", "poison", "crisis")),
    "url": Field(Form.URL, "The page.", required=False),
    "same": Field(Form.VARIANTS, "Variants.", required=False),
    "people": Field(Form.RECORDS, "People.", required=False, shape=LINE),
    "group": Field(Form.RECORD, "One.", required=False, shape=LINE),
}
KEYS = ", ".join(ENTRY)
WRITTEN = "(write each as `key: value` on its own line)"


def _record(folder: Path, written: str) -> tuple[Record, list[Problem]]:
    """The record of a file, every group in it read too, and the problems."""
    (folder / "x.yaml").write_text(written, encoding="utf-8")
    problems: list[Problem] = []
    report = Report("x.yaml", problems)
    node = read_yaml(folder / "x.yaml", report)
    assert node is not None
    record = read_record(node, ENTRY, report)
    record.records("people")
    record.record("group")
    return record, problems


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("text: Only this.", "1:1: `title` is missing (add it: The title.)"),
        ("title: A\ntilte: B", "2:1: unknown key `tilte` (did you mean `title`?)"),
        ("title: A\ncolour: B", f"2:1: unknown key `colour` (possible here: {KEYS})"),
        ("title: A\ntext: B\ntext: C", "3:1: `text` stands here a second time (keep one of the two)"),
        ("just words", f"1:1: expected keys here: {KEYS} {WRITTEN}"),
        ("- title: A", f"1:1: expected keys here: {KEYS} {WRITTEN}"),
        ("title: A\ngroup:\n  nmae: B\n  name: C", "3:3: unknown key `nmae` (did you mean `name`?)"),
        ("title: A\npeople:\n  - name: B\n    name: C", "4:5: `name` stands here a second time (keep one of the two)"),
        ("title: A\npeople:\n  - Samaritans", f"3:5: expected keys here: name {WRITTEN}"),
        ("title: A\npeople: {name: B}", "2:9: `people` must be a list of groups (start each group with `- `)"),
        ("title: A\npeople: []", "2:9: `people` is empty (fill it in: People.)"),
    ],
)
def test_faulty_keys_are_told_with_their_place_and_a_hint(tmp_path: Path, written: str, problem: str):
    assert [str(each) for each in _record(tmp_path, written)[1]] == [f"x.yaml:{problem}"]


SWAPPED = "a list or a group stands here; check the indentation"


def _converted(place: str, value: str, read_as: str) -> str:
    return f'{place}: YAML reads `{value}` as {read_as}, not as text (put it in double quotes: "{value}")'


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("text: yes", _converted("2:7: `text`", "yes", "yes or no (true/false)")),
        ("text: 1.10", _converted("2:7: `text`", "1.10", "a number")),
        ("asks: [12:30]", _converted("2:8: `asks`", "12:30", "a number")),
        ("asks:\n  - 2026-11-21", _converted("3:5: `asks`", "2026-11-21", "a date")),
        ("text: null", "2:7: `text`: this is empty (fill it in, or leave the key out)"),
        ("text:", "2:6: `text`: this is empty (fill it in, or leave the key out)"),
        ('text: " "', "2:7: `text`: this is empty (fill it in, or leave the key out)"),
        ("text: [a]", f"2:7: `text` must be paragraphs of text ({SWAPPED})"),
        ("asks: what is it", "2:7: `asks` must be a list of lines (start each line below it with `- `)"),
        ("asks: []", "2:7: `asks` is empty (leave it out)"),
        (
            "asks:\n  - who: me",
            '3:5: `asks` must be a line of text (a text with a colon in it needs straight double quotes (") around the whole of it)',
        ),
        (
            "asks:\n  - who\n   - me",
            "3:5: `asks`: this goes on in the next line (put it on one line; is the next line indented too far?)",
        ),
        (
            "asks:\n  - is it #1",
            "3:5: `asks`: what stands behind the `#` is lost (put the whole text in double quotes)",
        ),
        (
            "asks:\n  - |\n    a\n    b",
            "3:5: `asks`: this goes on in the next line (put it on one line; is the next line indented too far?)",
        ),
        ("sources: in-uk", "2:10: `sources` must be a list of ids (start each line below it with `- `)"),
        ("sources: [[a]]", f"2:11: `sources` must be an id ({SWAPPED})"),
        ("day: 21.11.2026", "2:6: `day`: `21.11.2026` is not a date (write 2026-11-21)"),
        ("day: 2026-02-30", "2:6: `day`: `2026-02-30` is not a date (write year-month-day, as 2026-11-21)"),
        ("day:", "2:5: `day`: this is empty (fill it in, or leave the key out)"),
        ("shown: yes", "2:8: `shown`: `yes` is neither true nor false (write true or false)"),
        ("kind: urgnet", "2:7: `kind`: `urgnet` is not possible here (did you mean `urgent`?)"),
        ("kind: red", "2:7: `kind`: `red` is not possible here (possible here: urgent, care-team)"),
        (
            "numbers: [crisis, fire]",
            "2:19: `numbers`: `fire` is not possible here (possible here: emergency, poison, crisis)",
        ),
        ("url: www.example.org", "2:6: `url`: `www.example.org` is not a web address (it starts with https://)"),
        ("url: https://local", "2:6: `url`: `https://local` is not a web address (it starts with https://)"),
        ("same: [a]", "2:7: `same` must be lines, each with a list of lines (write `wording: [variant, variant]`)"),
        ("same:\n  ivig: ivy g", "3:9: `ivig` must have a list (write the variants in square brackets)"),
        ("same:\n  mmn: [a]\n  mmn: [b]", "4:3: `mmn` stands here a second time (put all variants on one line)"),
        ("same:\n  no: [nah]", _converted("3:3: `same`", "no", "yes or no (true/false)")),
        ("same:\n  not: [no]", _converted("3:9: `not`", "no", "yes or no (true/false)")),
    ],
)
def test_faulty_values_are_told_with_their_place_and_a_hint(tmp_path: Path, written: str, problem: str):
    assert [str(each) for each in _record(tmp_path, f"title: A\n{written}\n")[1]] == [f"x.yaml:{problem}"]


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("thirteen char", "this has 13 characters, 12 are possible (shorten it)"),
        ("Hi {nmae}", "{nmae} is not possible here (words in braces that are possible: {name})"),
        ("Hi {}", "{} is not possible here (words in braces that are possible: {name})"),
        ("Hi {name:x}", "{name:x} is not possible here (words in braces that are possible: {name})"),
        ("Hi {name", "a brace stands alone (words in braces that are possible here: {name})"),
        ("", "this is empty (fill it in: The title.)"),
    ],
)
def test_a_line_keeps_to_its_length_and_its_blanks(tmp_path: Path, title: str, problem: str):
    assert [str(each) for each in _record(tmp_path, f'title: "{title}"\n')[1]] == [f"x.yaml:1:8: `title`: {problem}"]


def test_what_is_right_comes_out_typed(tmp_path: Path):
    written = "title: ' Hi {name}xxx '\nasks: [' a b ']\nday: 2026-11-21\nshown: true\nsame: {mmn: [m n]}\npeople: [{name: B}]"
    record, problems = _record(tmp_path, written)

    assert problems == []
    assert record.line("title") == "Hi {name}xxx"
    assert record.lines("asks") == ("a b",)
    assert record.date("day") == date(2026, 11, 21)
    assert record.flag("shown") is True
    assert record.variants("same") == {"mmn": ("m n",)}
    assert [person.line("name") for person in record.records("people")] == ["B"]


def test_a_quoted_value_with_a_space_too_many_is_not_lost(tmp_path: Path):
    record, problems = _record(tmp_path, 'title: A\nday: "2026-11-21 "\nshown: "true "\n')

    assert (problems, record.date("day"), record.flag("shown")) == ([], date(2026, 11, 21), True)


def test_what_is_left_out_comes_out_empty(tmp_path: Path):
    record, problems = _record(tmp_path, "title: A\n")

    assert (problems, record.line("url"), record.lines("asks"), record.blocks("text")) == ([], "", (), ())
    assert (record.date("day"), record.flag("shown"), record.variants("same")) == (date.min, False, {})
    assert (record.records("people"), record.record("group").line("name")) == ([], "")


def test_empty_lines_part_paragraphs_and_dashes_make_a_list(tmp_path: Path):
    text = "text: |\n  One\n  line.\n  \n  Then:\n  - a\n  - b, which\n    goes on\n\n  The end - really.\n"
    record, _ = _record(tmp_path, "title: A\n" + text)

    first, last = Paragraph("One line."), Paragraph("The end - really.")
    assert record.blocks("text") == (first, Paragraph("Then:"), Bullets(("a", "b, which goes on")), last)


def test_named_groups_have_an_id_each_and_once(tmp_path: Path):
    (tmp_path / "x.yaml").write_text("a: {name: A}\nB: {name: B}\na: {name: C}\n", encoding="utf-8")
    problems: list[Problem] = []
    report = Report("x.yaml", problems)
    node = read_yaml(tmp_path / "x.yaml", report)
    assert node is not None

    assert [(name.text, group.line("name")) for name, group in read_named(node, LINE, report)] == [
        ("a", "A"),
        ("B", "B"),
    ]
    assert [str(problem) for problem in problems] == [
        "x.yaml:2:1: `B` is not an id (use at most 40 of a-z, 0-9 and hyphens)",
        "x.yaml:3:1: `a` stands here a second time (keep one of the two)",
    ]


@pytest.mark.parametrize("text", ["a", "a1-b", "7", "a" * 40])
def test_an_id_is_short_and_plain(text: str):
    assert _id_problems(text) == []


@pytest.mark.parametrize("text", ["", "a" * 41, "a--b", "-a", "a_b", "B", "ä", "a "])
def test_anything_else_is_no_id(text: str):
    assert _id_problems(text) == [f"x.yaml:1:1: `{text}` is not an id (use at most 40 of a-z, 0-9 and hyphens)"]


def _id_problems(text: str) -> list[str]:
    problems: list[Problem] = []
    check_id(text, Report("x.yaml", problems))
    return [str(problem) for problem in problems]


def test_ids_must_name_something_once():
    problems: list[Problem] = []
    items = [Scalar(1, column, text, "") for column, text in ((10, "in-uk"), (17, "in-ku"), (24, "in-uk"))]
    check_known(items, ["in-uk", "mmn-us"], "source", Report("x.yaml", problems))

    assert [str(problem) for problem in problems] == [
        "x.yaml:1:17: there is no source `in-ku` (did you mean `in-uk`?)",
        "x.yaml:1:24: `in-uk` stands here a second time (keep one of the two)",
    ]
