"""A file that a moderator edits by a form changes at that place alone."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import shapes
from bot.content.editing import add_group, edit, move_up, read_values, remove_group
from bot.errors import InputError

FILE = """\
# Who may change this: anybody with a source.
question: What is MMN?   # shown as the heading
answer: |
  MMN is rare.

  - It is an illness.
sources: [in-uk, mmn-us]  # the first one says most
facts:
  # what the first page says
  - fact: MMN is rare
    source: in-uk
    heading: What is MMN?
  - fact: it is an illness
    source: mmn-us
    heading: Start
reviewed: 2026-11-21
asks:
  # plain
  - what is mmn   # the usual one
  - "mmn: what is it"

  - tell me of mmn
"""


def changed(before: str, after: str) -> list[str]:
    rows = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [row for row in rows if not row.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({"question": "What is MMN?"}, []),
        (
            {"question": "What: MMN?"},
            ["-question: What is MMN?   # shown as the heading", '+question: "What: MMN?"   # shown as the heading'],
        ),
        ({"reviewed": "2026-11-28"}, ["-reviewed: 2026-11-21", "+reviewed: 2026-11-28"]),
        ({"label": "MMN"}, ["+label: MMN"]),
        (
            {"answer": "MMN is rare.\n\n- It is an illness.\n- It is lifelong."},
            ["+  - It is lifelong."],
        ),
        (
            {"sources": ["in-uk"]},
            ["-sources: [in-uk, mmn-us]  # the first one says most", "+sources: [in-uk]  # the first one says most"],
        ),
        (
            {"asks": ["what is mmn", "mmn: what is it", "mmn?", "tell me of mmn"]},
            ["+  - mmn?"],
        ),
        ({"asks": ["what is mmn", "tell me of mmn"]}, ['-  - "mmn: what is it"']),
        (
            {"asks": ["what is mmn", "mmn: what's it", "tell me of mmn", "no"]},
            ['-  - "mmn: what is it"', '+  - "mmn: what\'s it"', '+  - "no"'],
        ),
        (
            {
                "facts": [
                    {"fact": "MMN is rare", "source": "in-uk", "heading": "What is MMN?"},
                    {"fact": "it is an illness", "source": "mmn-us", "heading": "The start"},
                ]
            },
            ["-    heading: Start", "+    heading: The start"],
        ),
        (
            {
                "facts": [
                    {"fact": "MMN is rare", "source": "in-uk", "heading": "What is MMN?"},
                    {"fact": "nerves", "source": "in-uk", "heading": "Nerves"},
                    {"fact": "it is an illness", "source": "mmn-us", "heading": "Start"},
                ]
            },
            ["+  - fact: nerves", "+    source: in-uk", "+    heading: Nerves"],
        ),
        ({"not_asks": ["what is als"]}, ["+not_asks:", "+  - what is als"]),
    ],
)
def test_a_change_of_one_line_changes_one_line(values: dict[str, object], rows: list[str]):
    assert changed(FILE, edit(FILE, (), values, shapes.ANSWER)) == rows


def test_a_key_that_becomes_empty_goes_with_its_lines():
    start, end = FILE.index("facts:"), FILE.index("reviewed:")
    assert edit(FILE, (), {"facts": []}, shapes.ANSWER) == FILE[:start] + FILE[end:]


def test_windows_line_ends_stay():
    text = FILE.replace("\n", "\r\n")
    after = edit(text, (), {"asks": ["what is mmn", "mmn?"], "answer": "One.\n\nTwo."}, shapes.ANSWER)
    assert after.count("\n") == after.count("\r\n")


def test_a_group_in_a_file_of_many_is_edited_added_and_removed():
    text = "# the menu\nbasics:\n  title: What MMN is\n\ntreatment:\n  title: Treatment\n"
    assert changed(text, edit(text, ("treatment",), {"title": "Care"}, shapes.THEME)) == [
        "-  title: Treatment",
        "+  title: Care",
    ]
    assert changed(text, add_group(text, "living", {"title": "Living"}, shapes.THEME)) == [
        "+living:",
        "+  title: Living",
    ]
    assert changed(text, remove_group(text, "basics")) == ["-basics:", "-  title: What MMN is"]


def test_what_is_no_yaml_is_said_so():
    with pytest.raises(InputError, match="no YAML"):
        edit("question: a: b\n", (), {"question": "x"}, shapes.ANSWER)


TEXTS = (
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters=": #-[]{}\"'|>&*!%@"),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@settings(max_examples=150, deadline=None)
@given(
    question=TEXTS,
    answer=st.lists(TEXTS, min_size=1, max_size=4),
    asks=st.lists(TEXTS, min_size=1, max_size=6),
    facts=st.lists(st.fixed_dictionaries({"fact": TEXTS, "source": TEXTS, "heading": TEXTS}), max_size=3),
)
def test_whatever_is_written_is_read_back(
    question: str, answer: list[str], asks: list[str], facts: list[dict[str, str]]
):
    values = {"question": question, "answer": "\n\n".join(answer), "asks": asks, "facts": facts}
    read = read_values(edit(FILE, (), values, shapes.ANSWER), (), shapes.ANSWER)
    assert {name: read.get(name, []) for name in values} == values


@pytest.mark.parametrize(
    "path",
    sorted((Path(__file__).parents[2] / "faq" / "en").rglob("answers/*/*.yaml"))[:12],
    ids=lambda path: path.stem,
)
def test_the_entries_of_this_faq_take_a_phrase_more(path: Path):
    text = path.read_text(encoding="utf-8")
    asks = list(read_values(text, (), shapes.ANSWER)["asks"])
    assert changed(text, edit(text, (), {"asks": [*asks, "a new way: to say it"]}, shapes.ANSWER)) == [
        '+  - "a new way: to say it"'
    ]


def test_a_group_is_moved_up_with_its_comments():
    text = "# the menu\na:\n  title: A\n  # of a\nb:\n  title: B   # of b\nc:\n  title: C"
    assert move_up(text, "c") == "# the menu\na:\n  title: A\n  # of a\nc:\n  title: C\nb:\n  title: B   # of b\n"
    assert move_up(text, "b").startswith("# the menu\nb:\n  title: B   # of b\na:\n")
    assert move_up(text, "a") == text
    assert move_up(text, "nothing") == text
