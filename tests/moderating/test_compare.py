"""What a change of the FAQ does to the messages that it is asked."""

from pathlib import Path

import pytest

from bot.content import load
from bot.model import Case, Faq, Outcome
from bot.moderating import compare
from bot.moderating.compare import Result, Said

ANSWER, SUGGEST = Outcome.ANSWER, Outcome.SUGGEST


@pytest.fixture
def before(small_faq: Path) -> Faq:
    return load(small_faq)


def case(text: str, *, addressed: bool = True) -> Case:
    return Case(text, addressed, "answer", (), "", "cases.jsonl", 1)


def test_each_message_is_compared_once_and_cases_come_first(before: Faq):
    said = compare.messages([case("Is it catching?")], [before, before], ["is it  catching", "a new question"])

    texts = [one.text for one in said]
    assert texts[:2] == ["Is it catching?", "a new question"]
    assert [one.origin for one in said][:2] == [compare.CASE, compare.QUESTION]
    assert len(texts) == len(set(texts)) == 2 + sum(len(entry.asks) for entry in before.entries.values()) - 1


def test_the_same_words_overheard_are_another_message(before: Faq):
    said = compare.messages([case("what is ivig", addressed=False)], [before])

    assert [one.addressed for one in said if one.text == "what is ivig"] == [False, True]


def test_a_phrase_that_was_moved_comes_to_another_entry(before: Faq, small_faq: Path):
    for name, old, new in (
        ("basics/contagious", "  - is it catching\n", ""),
        ("treatment/ivig", "asks:\n", "asks:\n  - is it catching\n"),
    ):
        file = small_faq / "answers" / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    after = load(small_faq)
    said = compare.messages([], [before, after])

    found = compare.changes(said, compare.decide(before, said), compare.decide(after, said))

    moved = next(change for change in found if change.said.text == "is it catching")
    assert "contagious" in moved.before.entry
    assert moved.after != moved.before


def test_nothing_changes_where_nothing_changed(before: Faq):
    said = compare.messages([], [before])
    results = compare.decide(before, said)

    assert compare.changes(said, results, results) == []


def test_the_same_choices_in_another_order_are_no_change_but_another_entry_is():
    said = [
        Said(text, addressed=True, origin=origin)
        for text, origin in (("a", compare.PHRASE), ("b", compare.CASE), ("c", compare.PHRASE))
    ]
    before = [Result(SUGGEST, "x, y", 0.4), Result(ANSWER, "x", 0.7), Result(ANSWER, "x", 0.9)]
    after = [Result(SUGGEST, "y, z", 0.4), Result(ANSWER, "y", 0.7), Result(SUGGEST, "x, y", 0.5)]

    found = compare.changes(said, before, after)

    assert [change.said.text for change in found] == ["b", "c"]
    assert str(found[0].after) == "answer y"


def test_what_members_sent_comes_before_other_questions_and_is_masked_where_it_is_shown():
    said = compare.messages([], [], ["zebra anna@example.org", "yak"], ["zebra anna@example.org"])

    assert [(one.origin, one.shown) for one in said] == [
        (compare.MEMBER, "zebra [e-mail address]"),
        (compare.QUESTION, "yak"),
    ]
    assert said[0].text == "zebra anna@example.org"
