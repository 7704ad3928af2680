"""In a group the bot does not repeat itself: it points to the answer that it gave a short while ago."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.model import Incoming

if TYPE_CHECKING:
    from conftest import Small, Stage
    from loopback.telegram import Posted

CATCHING = "Is MMN contagious?"


def leads_to(pointer: "Posted") -> int:
    """The message that the first button of a pointer opens."""
    label, url = pointer.buttons[0][0]
    assert (label, url.startswith("https://t.me/c/")) == ("Show me", True)
    return int(url.rpartition("/")[2])


def test_the_same_answer_within_ten_minutes_is_pointed_to(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.now += timedelta(minutes=9, seconds=59)

    pointer = stage.ask("can I catch it?")

    assert pointer.text == "I gave this answer here a short while ago."
    assert pointer.reply_to is stage.club.messages[-2]
    assert leads_to(pointer) == answer.id
    assert pointer.labels[1:] == ["What causes MMN?", "More"]


def test_each_member_is_pointed_to_an_answer_once(stage: "Stage"):
    stage.ask("is it catching?")
    stage.ask("is it catching?")

    stage.anna.says(stage.club, "/ask is it catching?")
    assert stage.is_silent()

    stage.ben.says(stage.club, "/ask is it catching?")
    assert stage.play().text == "I gave this answer here a short while ago."


def test_what_a_pointer_offers_is_opened_in_its_place(stage: "Stage"):
    answer = stage.ask("is it catching?")
    pointer = stage.ask("is it catching?")

    stage.tap(pointer, "What causes MMN?")

    assert pointer.text.startswith("What causes MMN?")
    assert answer.text.startswith(CATCHING)


def test_in_a_basic_group_whose_messages_have_no_address_the_pointer_quotes_the_answer(stage: "Stage"):
    choir = stage.api.group("Choir", [stage.anna], basic=True)
    answer = stage.ask("is it catching?", choir)

    pointer = stage.ask("is it catching?", choir)

    assert pointer.reply_to is answer
    assert "Show me" not in pointer.labels


def test_the_asker_can_remove_the_pointer_too(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.tap(stage.ask("is it catching?"), "Remove this")

    assert stage.club.from_bot == [answer]


def test_after_ten_minutes_the_answer_is_given_again(stage: "Stage"):
    stage.ask("is it catching?")
    stage.now += timedelta(minutes=10)

    assert stage.ask("is it catching?").text.startswith(CATCHING)


def test_what_an_answer_has_become_by_a_tap_counts(stage: "Stage"):
    answer = stage.ask("can it be cured?")
    stage.tap(answer, answer.labels[0])
    label = answer.text.splitlines()[0]

    assert stage.ask("can it be cured?").text.startswith("Is there a cure for MMN?")
    assert leads_to(stage.ask(label)) == answer.id


def test_an_answer_that_was_deleted_by_hand_is_given_anew(stage: "Stage"):
    stage.ben.deletes(stage.ask("is it catching?"))

    again = stage.ask("is it catching?")

    assert again.text.startswith(CATCHING)
    assert leads_to(stage.ask("is it catching?")) == again.id


def test_another_topic_has_not_seen_the_answer(stage: "Stage"):
    forum = stage.api.group("MMN forum", [stage.anna], forum=True)
    topics = [None, forum.topic("Treatment"), forum.topic("Daily life")]

    answers = [stage.ask("is it catching?", forum, topic=topic) for topic in topics]

    assert [answer.text.splitlines()[0] for answer in answers] == [CATCHING] * 3
    pointers = [stage.ask("is it catching?", forum, topic=topic) for topic in topics]
    assert [leads_to(pointer) for pointer in pointers] == [answer.id for answer in answers]
    assert [pointer.topic for pointer in pointers] == topics


def test_another_group_has_not_seen_the_answer(stage: "Stage"):
    stage.ask("is it catching?")

    assert stage.ask("is it catching?", stage.api.group("Choir", [stage.anna])).text.startswith(CATCHING)


def test_in_private_an_answer_is_given_as_often_as_it_is_asked_for(stage: "Stage"):
    assert all(stage.ask("is it catching?", stage.home).text.startswith(CATCHING) for _ in range(2))


@pytest.mark.parametrize("said", ["I can't breathe", "thank you so much", "hands", "asdf qwer"])
def test_what_is_no_answer_is_never_pointed_to(stage: "Stage", said: str):
    first, again = stage.ask(said), stage.ask(said)

    assert again.text == first.text


@pytest.mark.parametrize("faint", [True, False])
def test_a_note_of_doubt_is_not_lost_in_a_pointer(stage: "Stage", monkeypatch: pytest.MonkeyPatch, *, faint: bool):
    stage.ask("is it catching?")
    known = stage.service.explain(Incoming("is it catching?"))
    doubted = replace(known, decision=replace(known.decision, doubt="chest-pain", faint=faint))
    monkeypatch.setattr(stage.service, "explain", lambda _: doubted)

    again = stage.ask("is it catching?")

    assert CATCHING in again.text
    assert "I need help now" in again.labels


def test_the_pointer_to_an_answer_of_several_messages_quotes_its_start(small: "Small"):
    first, _ = small.answer_at_length()

    [pointer] = small.ask()

    assert leads_to(pointer) == first.id
