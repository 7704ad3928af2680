"""Who can remove an answer of the bot's from a group, and what is left of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Small, Stage

CATCHING = "Is MMN contagious?"
REFUSED = "Only the person who asked, or an admin, can remove this."
TOO_OLD = "Bad Request: message can't be deleted"


@pytest.mark.parametrize("who", ["anna", "ben"])
def test_the_asker_and_admins_can_remove_an_answer(stage: "Stage", who: str):
    answer = stage.ask("is it catching?")

    stage.tap(answer, "Remove this", by=getattr(stage, who))

    assert stage.club.from_bot == []


def test_an_anonymous_admin_can_remove_what_they_asked(stage: "Stage"):
    stage.ben.says(stage.club, "/ask is it catching?", anonymously=True)

    stage.tap(stage.play(), "Remove this", by=stage.ben)

    assert stage.club.from_bot == []


def test_other_members_cannot_remove_an_answer_and_are_told(stage: "Stage"):
    cara = stage.api.person("Cara")
    cara.joins(stage.club)
    answer = stage.ask("is it catching?")

    tapped = stage.tap(answer, "Remove this", by=cara)

    assert stage.club.from_bot == [answer]
    assert tapped.answer
    assert tapped.answer["text"] == REFUSED


def test_an_emergency_card_can_be_removed_too(stage: "Stage"):
    stage.tap(stage.ask("I can't breathe"), "Remove this")

    assert stage.club.from_bot == []


def test_the_asker_can_remove_what_their_answer_became_by_a_tap(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.anna.deletes(answer.reply_to)
    stage.tap(answer, "What causes MMN?", by=stage.ben)

    stage.tap(answer, "Remove this")

    assert stage.club.from_bot == []


def test_in_private_there_is_no_button_to_remove_as_members_can_do_it_themselves(stage: "Stage"):
    stage.anna.says(stage.home, "is it catching?")

    assert "Remove this" not in stage.play(stage.home).labels


def test_an_answer_too_old_to_be_deleted_is_emptied(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.api.fail("deleteMessage", 400, description=TOO_OLD)

    stage.tap(answer, "Remove this")

    assert (answer.text, answer.labels) == ("This answer was removed.", [])
    assert stage.ask("is it catching?").text.startswith(CATCHING)


def test_an_answer_that_somebody_else_removed_first_is_no_trouble(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.tap(answer, "More")
    stage.ben.deletes(answer)

    stage.tap(answer, "Remove this")

    assert stage.club.from_bot == []


def test_a_removed_answer_is_given_anew(stage: "Stage"):
    stage.tap(stage.ask("is it catching?"), "Remove this")

    assert stage.ask("is it catching?").text.startswith(CATCHING)


@pytest.mark.parametrize("question_stands", [True, False])
def test_after_two_days_only_who_wrote_the_question_above_can_remove(stage: "Stage", question_stands: bool):  # noqa: FBT001
    answer = stage.ask("is it catching?")
    if not question_stands:
        stage.anna.deletes(answer.reply_to)
    stage.now += timedelta(days=2)

    assert ("Remove this" in stage.offered(answer)) == question_stands


def test_after_a_restart_the_asker_can_still_remove_an_answer(stage: "Stage"):
    answer = stage.ask("is it catching?")
    stage.anna.deletes(answer.reply_to)
    stage.restart()

    stage.tap(answer, "Remove this")

    assert stage.club.from_bot == []


@pytest.mark.parametrize("question_stands", [True, False])
def test_somebody_forgotten_can_remove_only_below_a_question_that_stands(stage: "Stage", question_stands: bool):  # noqa: FBT001
    answer = stage.ask("is it catching?")
    if not question_stands:
        stage.anna.deletes(answer.reply_to)
    stage.anna.says(stage.home, "/forgetme")
    stage.hear()

    assert ("Remove this" in stage.offered(answer)) == question_stands


def test_who_wrote_what_another_had_answered_can_remove_the_answer(stage: "Stage"):
    cara = stage.api.person("Cara")
    cara.joins(stage.club)
    stage.anna.says(stage.club, "/ask", reply_to=cara.says(stage.club, "is it catching?"))

    stage.tap(stage.play(), "Remove this", by=cara)

    assert stage.club.from_bot == []


def test_an_answer_of_several_messages_is_removed_as_one(small: "Small"):
    small.stage.tap(small.answer_at_length()[-1], "Remove this")

    assert small.stage.club.from_bot == []


def test_an_answer_of_several_messages_too_old_to_be_deleted_is_emptied_as_one(small: "Small"):
    first, last = small.answer_at_length()
    small.stage.api.fail("deleteMessage", 400, description=TOO_OLD, times=2)

    small.stage.tap(last, "Remove this")

    assert (first.text, last.text) == ("This answer was removed.", "This answer was removed.")
    assert last.labels == []


def test_where_a_group_hides_its_members_the_asker_can_remove_and_others_are_told(stage: "Stage"):
    stage.api.fail("getChatMember", 400, description="Bad Request: CHAT_ADMIN_REQUIRED", times=None)
    cara = stage.api.person("Cara")
    cara.joins(stage.club)
    answer = stage.ask("is it catching?")

    tapped = stage.tap(answer, "Remove this", by=cara)
    assert tapped.answer
    assert tapped.answer["text"] == REFUSED

    stage.tap(answer, "Remove this")
    assert stage.club.from_bot == []
