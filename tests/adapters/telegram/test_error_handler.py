"""When something goes wrong: who is told, what the log says, and that it says nothing of the members."""

import logging
from typing import TYPE_CHECKING

import pytest
from loopback.log_lines import logged

if TYPE_CHECKING:
    from conftest import Stage

SORRY = "Sorry, something went wrong"
NO_RIGHTS = "Bad Request: not enough rights to send text messages to the chat"


def breaks(stage: "Stage", patch: pytest.MonkeyPatch) -> None:
    """The core fails from now on, with an error that quotes what was said."""

    def fails(*said: object, **_: object) -> None:
        raise LookupError(said)

    for door in ("decide", "show", "browse", "press", "search", "privacy"):
        patch.setattr(stage.service, door, fails)


@pytest.mark.parametrize("said", ["/ask is it catching?", "/start contagious", "/topics", "/privacy"])
def test_an_error_of_ours_is_told_with_a_way_to_help(
    stage: "Stage", said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    breaks(stage, monkeypatch)
    asked = stage.anna.says(stage.club, said)

    sorry = stage.play()

    assert sorry.text.startswith(SORRY)
    assert sorry.reply_to is asked
    assert '<a href="https://www.inflammatoryneuropathies.uk/mmn">' in sorry.html
    [line] = logged(caplog)
    assert line.startswith("ERROR an update could not be answered: builtins.LookupError at ")
    assert "catching" not in line


def test_after_an_error_the_next_message_is_answered(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    with monkeypatch.context() as patch:
        breaks(stage, patch)
        stage.ask("is it catching?")
    caplog.clear()

    assert stage.ask("is it catching?").text.startswith("Is MMN contagious?")


def test_an_edited_question_that_fails_is_told_so(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    asked = stage.anna.says(stage.club, "/ask can it be cured?")
    stage.play()
    breaks(stage, monkeypatch)
    stage.anna.edits(asked, "/ask is it catching?")

    assert stage.play().text.startswith(SORRY)
    assert len(logged(caplog)) == 1


def test_a_tap_that_fails_is_told_on_top_of_the_chat(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    answer = stage.ask("is it catching?")
    breaks(stage, monkeypatch)

    tapped = stage.tap(answer, "What causes MMN?")

    assert tapped.answer
    assert (tapped.answer["text"], tapped.answer["show_alert"]) == (SORRY, True)
    assert answer.text.startswith("Is MMN contagious?")
    assert len(logged(caplog)) == 1


def test_a_tap_on_a_deleted_answer_where_the_bot_may_no_longer_write_is_answered_once(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    answer = stage.ask("is it catching?")
    stage.ben.deletes(answer)
    stage.api.fail("sendMessage", 400, description=NO_RIGHTS, times=None)

    stage.tap(answer, "What causes MMN?")

    assert len(logged(caplog)) == 1


def test_a_tap_whose_edit_is_forbidden_is_ended_with_a_word(stage: "Stage", caplog: pytest.LogCaptureFixture):
    answer = stage.ask("is it catching?")
    stage.api.fail("editMessageText", 403)

    tapped = stage.tap(answer, "What causes MMN?")

    assert tapped.answer
    assert tapped.answer["text"] == SORRY
    assert len(logged(caplog)) == 1


def test_an_answer_whose_receipt_came_in_pieces_is_no_error_to_the_member(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.api.fail("sendMessage", 200, html=True, after=True)
    stage.anna.says(stage.club, "/ask is it catching?")

    assert stage.play().text.startswith("Is MMN contagious?")
    assert len(stage.club.from_bot) == 1
    assert len(logged(caplog)) >= 1


def test_an_edit_whose_receipt_came_in_pieces_is_made_again(stage: "Stage", caplog: pytest.LogCaptureFixture):
    answer = stage.ask("is it catching?")
    stage.api.fail("editMessageText", 200, html=True, after=True)

    stage.tap(answer, "What causes MMN?")

    assert answer.text.startswith("What causes MMN?")
    caplog.clear()  # the library's own line, which the log leaves out


def test_talk_that_was_overheard_and_failed_gets_no_sorry(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    stage.api.privacy = False
    stage.ben.says(stage.club, "/listen on")
    stage.hear()
    breaks(stage, monkeypatch)
    stage.anna.says(stage.club, "is it catching?")

    assert stage.is_silent()
    assert len(logged(caplog)) == 1


def test_a_search_that_fails_is_logged_and_offers_nothing(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    breaks(stage, monkeypatch)
    query = stage.anna.types_inline("is it catching")
    stage.hear()

    assert query.results == []
    [line] = logged(caplog)
    assert "catching" not in line


def test_a_store_that_cannot_be_used_is_told_to_the_member_and_its_remedy_to_the_log(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    answer = stage.ask("is it catching?")
    stage.store.breaks()

    tapped = stage.tap(answer, "Helpful")

    assert tapped.answer
    assert tapped.answer["text"] == SORRY
    lines = logged(caplog)
    assert lines
    assert [line for line in lines if "restore it from a backup" not in line] == []


def test_somebody_who_blocked_the_bot_is_no_trouble(stage: "Stage"):
    stage.anna.says(stage.home, "is it catching?")
    stage.api.blocks(stage.anna)

    stage.hear()

    assert stage.home.from_bot == []


def test_a_group_that_removed_the_bot_is_no_trouble(stage: "Stage"):
    stage.anna.says(stage.club, "/ask is it catching?")
    stage.ben.removes_bot(stage.club)

    stage.hear()

    assert stage.club.from_bot == []


def test_where_the_bot_may_not_write_the_log_says_so_once(stage: "Stage", caplog: pytest.LogCaptureFixture):
    stage.api.fail("sendMessage", 400, description=NO_RIGHTS, times=None)
    stage.anna.says(stage.club, "/ask is it catching?")

    stage.hear()

    assert logged(caplog) == [
        "WARNING Telegram did not take an answer: Not enough rights to send text messages to the chat"
    ]


def test_a_question_asked_as_its_group_becomes_a_supergroup_leaves_no_id_in_the_log(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    small = stage.api.group("MMN friends", [stage.anna], basic=True)
    stage.anna.says(small, "/ask is it catching?")
    grown = small.migrate()

    stage.hear()

    assert str(grown.id) not in str(logged(caplog))


def test_no_log_line_holds_a_members_words_name_or_id(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG, "bot")
    cara = stage.api.person("Carabella", username="carabella_q")
    cara.joins(stage.club)
    stage.club.members[cara] = "administrator"
    home = stage.api.private(cara)
    words = "my throat xylophone is it catching?"
    for said in ("/ask", f"/ask {words}", "/listen on", "/status", "/forgetme", f"/ask {words}"):
        stage.anna.edits(cara.says(stage.club, said), f"{said} {words}")
    cara.says(home, words)
    cara.types_inline(words)
    stage.hear()
    for label in stage.club.last.labels:
        cara.taps(stage.club.last, label)
    cara.taps(home.last, data=words[:64])
    stage.hear()
    monkeypatch.setattr(stage.service, "explain", lambda incoming: 1 / len(incoming.text[:0]))
    cara.says(home, words)
    stage.hear()
    monkeypatch.setattr(stage.service, "decide", lambda incoming: {}[incoming.text])
    cara.says(home, words)
    stage.api.fail("sendMessage", 400, description=NO_RIGHTS, times=2)
    cara.says(stage.club, f"/ask {words}")
    stage.hear()

    lines = logged(caplog)

    assert len(lines) >= 3
    for word in ("xylophone", "catching", "Carabella", "carabella_q", str(cara.id), str(stage.club.id)):
        assert word not in " ".join(lines)
