"""A new entry's file: it fails the check only where it must be filled in."""

import re
from pathlib import Path

import pytest

from bot.content import load, read
from bot.moderating.templates import KINDS, template

PLACES = {"answer": "answers/basics", "signpost": "signposts", "safety": "safety"}
REQUIRED = {
    "answer": ["question", "answer", "sources", "reviewed", "asks"],
    "signpost": ["question", "answer", "see_also", "reviewed", "asks"],
    "safety": ["kind", "question", "answer", "reviewed", "asks"],
}
FILLED = {
    "kind:": "kind: care-team",
    "question:": "question: Is there an awareness day?",
    "answer: |": "answer: |\n  There is one.",
    "sources:\n  -": "sources:\n  - in-uk",
    "see_also:\n  -": "see_also:\n  - ivig",
    "# label:": "label: The day",
    "# short:": "short: There is one.",
    "# facts:\n#   - fact:\n#     source:\n#     heading:": (
        "facts:\n  - fact: there is one\n    source: in-uk\n    heading: Days"
    ),
    "reviewed:": "reviewed: 2026-11-21",
    "asks:\n  -": "asks:\n  - which day is it",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_says_what_must_be_filled_in_and_nothing_else(small_faq: Path, kind: str):
    (small_faq / PLACES[kind] / "new-one.yaml").write_text(template(kind), encoding="utf-8")

    _, problems = read(small_faq)

    assert [problem.message for problem in problems] == [f"`{key}`: this is empty" for key in REQUIRED[kind]]
    assert all(problem.hint.startswith("fill it in: ") for problem in problems)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_was_filled_in_loads(small_faq: Path, kind: str):
    text = template(kind)
    for empty, filled in FILLED.items():
        text = re.sub(rf"^{re.escape(empty)} *$", filled, text, flags=re.MULTILINE)
    (small_faq / PLACES[kind] / "new-one.yaml").write_text(text, encoding="utf-8")

    entry = load(small_faq).entries["new-one"]
    assert entry.asks == ("which day is it",)
    assert (entry.label, entry.short) == ("The day", "There is one.")
    assert [fact.heading for fact in entry.facts] == (["Days"] if kind == "answer" else [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(kind: str):
    for name, field in KINDS[kind].items():
        assert f"{name}:" in template(kind)
        assert field.help in template(kind)
