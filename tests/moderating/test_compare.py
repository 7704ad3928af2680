"""What a change of the FAQ does to the messages that it is asked."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.model import Case, Faq, Outcome
from bot.moderating import compare
from bot.moderating.compare import CASE, CONTRAST, PHRASE, Result, Said, changes
from bot.moderating.decisions import Decisions

ANSWER, SUGGEST = Outcome.ANSWER, Outcome.SUGGEST


@pytest.fixture
def before(small_faq: Path) -> Faq:
    return load(small_faq)


def case(text: str, *, addressed: bool = True) -> Case:
    return Case(text, addressed, "answer", (), "", "cases.jsonl", 1)


def decide(faq: Faq, said: Sequence[Said]) -> list[Result]:
    decisions = Decisions(Service(faq))
    return [compare.result(decisions, one) for one in said]


def test_each_message_is_compared_once_and_cases_come_first(before: Faq):
    said = compare.messages(
        [case("Is it catching?")], compare.phrases(before, before), ["is it  catching", "a new question"]
    )

    texts = [one.text for one in said]
    assert texts[:2] == ["Is it catching?", "a new question"]
    assert [one.origin for one in said][:2] == [compare.CASE, compare.QUESTION]
    assert len(texts) == len(set(texts)) == 2 + sum(len(entry.asks) for entry in before.entries.values()) - 1


def test_the_same_words_overheard_are_another_message(before: Faq):
    said = compare.messages([case("what is ivig", addressed=False)], compare.phrases(before))

    assert [one.addressed for one in said if one.text == "what is ivig"] == [False, True]


def test_a_phrase_that_was_moved_comes_to_another_entry(before: Faq, small_faq: Path):
    for name, old, new in (
        ("basics/contagious", "  - is it catching\n", ""),
        ("treatment/ivig", "asks:\n", "asks:\n  - is it catching\n"),
    ):
        file = small_faq / "answers" / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    after = load(small_faq)
    said = compare.messages([], compare.moved(before, after))

    found = compare.changes(said, decide(before, said), decide(after, said))

    moved = next(change for change in found if change.said.text == "is it catching")
    assert "contagious" in moved.before.entry
    assert moved.after != moved.before


def test_a_phrase_that_stands_where_it_stood_is_not_moved_unless_the_words_that_are_known_are_others(
    before: Faq, small_faq: Path
):
    file = small_faq / "answers" / "basics" / "contagious.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - do i give it to my cat\n", encoding="utf-8")
    added = Said("do i give it to my cat", addressed=True, origin=PHRASE)
    assert compare.moved(before, load(small_faq)) == [added]
    assert compare.moved(load(small_faq), before) == [added]
    assert compare.touched(before, load(small_faq)) == []

    words = small_faq / "words.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("lead_ins:", "lead_ins:\n  - pray"), encoding="utf-8")
    after = load(small_faq)
    assert compare.moved(before, after) == [added]
    assert compare.touched(before, after) == compare.phrases(before)


def test_contrasts_that_were_taken_out_are_compared_and_counted(before: Faq, small_faq: Path):
    calm = ["i breathe fine", "how do lungs work"]
    file = small_faq / "safety" / "breathing.yaml"
    alone = file.read_text(encoding="utf-8")
    lines = "".join(f"  - {line}\n" for line in calm)
    file.write_text(f"{alone}not_asks:\n{lines}", encoding="utf-8")
    with_contrasts = load(small_faq)

    removed = compare.moved(with_contrasts, before)

    assert [(one.text, one.origin) for one in removed] == [(line, CONTRAST) for line in calm]
    assert compare.moved(before, with_contrasts) == removed
    assert compare.rewritten(with_contrasts, before) == {"asks": (0, 0), "not_asks": (0, 2)}
    assert {one.text for one in compare.phrases(with_contrasts)} >= {*calm}


def test_of_many_phrases_a_part_is_taken_at_even_steps_and_of_few_each(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compare, "MOST", 3)
    said = [Said(str(number), addressed=True, origin=PHRASE) for number in range(7)]
    assert [one.text for one in compare.part(said)] == ["0", "3", "6"]
    assert [len(compare.part(said[:number])) for number in range(7)] == [0, 1, 2, 3, 2, 3, 3]


def test_nothing_changes_where_nothing_changed(before: Faq):
    said = compare.messages([], compare.phrases(before))
    results = decide(before, said)

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


def test_what_loses_an_emergency_is_told_first():
    urgent, care = Result(Outcome.URGENT, "breathing", 0.9), Result(Outcome.CARE_TEAM, "dose", 0.9)
    answer, other = Result(Outcome.ANSWER, "ivig", 0.99), Result(Outcome.ANSWER, "fatigue", 0.99)
    rows = [
        (Said("a case", True, CASE), answer, other),  # noqa: FBT003
        (Said("a phrase", True, PHRASE), care, answer),  # noqa: FBT003
        (Said("another phrase", True, PHRASE), urgent, care),  # noqa: FBT003
        (Said("won", True, CASE), answer, urgent),  # noqa: FBT003
        (Said("another emergency", True, CASE), urgent, Result(Outcome.URGENT, "sepsis", 0.9)),  # noqa: FBT003
    ]
    found = changes(*zip(*rows, strict=True))
    assert [change.said.text for change in found if change.is_loss] == ["a phrase", "another phrase"]
    assert [change.is_loss for change in found] == [True, True, False, False, False]
