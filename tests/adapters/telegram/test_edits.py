"""What becomes of an answer when its question is edited."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Small, Stage

CATCHING = "Is MMN contagious?"


@pytest.fixture
def long_ivig(small: "Small") -> None:
    """The bot answers from a small FAQ, in which the answer on IVIG takes two messages."""
    said = "It is a drip of antibodies that other people gave."
    small.change("answers/treatment/ivig.yaml", said, "\n\n  ".join("😀" * 700 for _ in range(4)))


def test_an_edited_question_changes_its_answer(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    answer = stage.play()
    stage.anna.edits(asked, "/ask is it catching?")

    assert stage.is_silent()
    assert answer.text.startswith(CATCHING)
    assert "What causes MMN?" in answer.labels


def test_in_private_an_edited_question_changes_its_answer(stage: "Stage"):
    asked = stage.anna.says(stage.home, "can it be cured?")
    answer = stage.play(stage.home)
    stage.anna.edits(asked, "is it catching?")

    assert stage.is_silent()
    assert answer.text.startswith(CATCHING)


def test_in_private_an_edited_question_is_not_read_with_its_own_answer(stage: "Stage"):
    asked = stage.anna.says(stage.home, "is it catching?")
    answer = stage.play(stage.home)
    before = answer.html
    stage.anna.edits(asked, "is it really catching?")

    assert stage.is_silent()
    assert answer.html == before


def test_an_answer_that_became_another_by_a_tap_is_changed_too(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    answer = stage.play()
    stage.tap(answer, "Support groups")
    stage.anna.edits(asked, "/ask is it catching?")

    assert stage.is_silent()
    assert answer.text.startswith(CATCHING)


def test_an_edit_that_changes_nothing_changes_nothing(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    before = stage.play().html
    stage.anna.edits(asked, "/ask is it catching???")

    assert stage.is_silent()
    assert stage.club.last.html == before


def test_a_question_edited_to_nonsense_loses_its_answer(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    answer = stage.play()
    stage.anna.edits(asked, "/ask ich habe schmerzen in der hand")

    assert stage.is_silent()
    assert answer.text.startswith("I can read English only")


def test_a_question_edited_to_an_emergency_shows_the_numbers(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    answer = stage.play()
    stage.anna.edits(asked, "/ask I can't breathe")

    stage.hear()

    assert answer.text.startswith("If you need help now")
    assert answer.labels == ["Numbers for my country", "Remove this"]


def test_a_message_that_an_edit_made_a_question_is_answered(stage: "Stage"):
    stage.api.privacy = False
    said = stage.anna.says(stage.club, "is it catching?")
    assert stage.is_silent()
    stage.anna.edits(said, "/ask is it catching?")

    answer = stage.play()

    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is said


def test_after_a_restart_an_edited_question_changes_its_answer(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    answer = stage.play()
    stage.restart()
    stage.anna.edits(asked, "/ask is it catching?")

    assert stage.is_silent()
    assert answer.text.startswith(CATCHING)


def test_an_edited_question_that_the_bot_does_not_remember_is_answered_anew(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    forgotten = stage.play()
    stage.now += timedelta(days=2)
    stage.anna.edits(asked, "/ask is it catching?")

    answer = stage.play()

    assert answer is not forgotten
    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is asked


def test_an_edited_question_whose_answer_was_removed_is_answered_anew(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    stage.tap(stage.play(), "Remove this")
    stage.anna.edits(asked, "/ask is it catching?")

    answer = stage.play()

    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is asked


def test_an_edited_question_whose_answer_was_deleted_by_hand_is_answered_anew(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    stage.ben.deletes(stage.play())
    stage.anna.edits(asked, "/ask is it catching?")

    assert stage.play().text.startswith(CATCHING)


@pytest.mark.usefixtures("long_ivig")
def test_an_answer_that_grows_by_an_edit_goes_on_in_another_message(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    answer = stage.play()
    stage.anna.edits(asked, "/ask how does the drip work?")

    stage.hear()

    first, last = stage.club.from_bot
    assert first is answer
    assert first.text.startswith("What is IVIG?")
    assert (first.labels, last.labels[-1]) == ([], "More")
    assert last.text.endswith("This is general information, not medical advice.")


@pytest.mark.usefixtures("long_ivig")
def test_an_answer_that_shrinks_by_an_edit_loses_its_further_messages(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask how does the drip work?")
    stage.hear()
    first, _ = stage.club.from_bot
    stage.anna.edits(asked, "/ask is it catching?")

    stage.hear()

    assert stage.club.from_bot == [first]
    assert first.text.startswith(CATCHING)
    assert "More" in first.labels


@pytest.mark.usefixtures("long_ivig")
def test_an_answer_of_two_messages_is_edited_again_and_again(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    for words in ("how does the drip work?", "is it catching?", "how does the drip work?", "is it catching?"):
        stage.anna.edits(asked, f"/ask {words}")
        stage.hear()

    assert [message.text.splitlines()[0] for message in stage.club.from_bot] == [CATCHING]


@pytest.mark.parametrize("edit", ["/help", "/topics", "/forgetme", "/contagious"])
def test_a_message_edited_into_a_command_is_let_be(stage: "Stage", edit: str):
    said = stage.anna.says(stage.home, "is it catching?")
    answer = stage.play(stage.home)
    stage.anna.edits(said, edit)

    assert stage.is_silent()
    assert answer.text.startswith(CATCHING)
