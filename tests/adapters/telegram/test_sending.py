"""How a member sends the moderators a question that the FAQ does not answer."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from loopback.log_lines import logged
from loopback.telegram import Chat, Posted

if TYPE_CHECKING:
    from conftest import Stage

UNSURE = "hands"
PREGNANT = "can I get pregnant with MMN?"
NOT_HELPED, OTHERS, NONE, MORE = "Not this", "Not this one", "None of these", "More"
SEND, YES, NO = "Ask a moderator", "Yes, send it", "No, do not send it"
SENT, NOT_SENT, FAILED = "Sent. Thank you.", "Not sent", "That could not be sent"
LOST = "I no longer have your words"
FOR_ANSWER = "Send it, and bring me the answer"
ANSWERED = "If you ask for it, the moderators can answer you through me: I bring you their words in private. For that I hold, encrypted, who you are until you have their answer, 90 days at most. They never see it."
POSTED = "I post these words in the moderators' chat. They do not see who asked."
KEPT = "I keep these words, encrypted, for 90 days, so that the moderators see what the FAQ lacks. Then I erase them."
UNREACHED = "the moderators' chat of the settings (moderators: telegram) could not be reached"
TITLE = "A member sends this question"
WAYS = [(PREGNANT, ()), (UNSURE, (NONE,)), ("is it catching?", (NOT_HELPED,))]


def uncovered(stage: "Stage", words: str = PREGNANT, chat: Chat | None = None) -> Posted:
    """The reply that offers to send these words, for which the FAQ has nothing but wrong guesses."""
    reply = stage.ask(words, chat)
    for label in (NOT_HELPED, NONE, MORE, OTHERS, NONE):
        if label in reply.labels and SEND not in reply.labels:
            stage.tap(reply, label)
    return reply


def card(stage: "Stage", words: str = PREGNANT) -> Posted:
    """The card that shows what would be sent of these words."""
    reply = uncovered(stage, words)
    stage.tap(reply, SEND)
    return reply


def shown(message: Posted) -> str:
    """The words that a card or a post shows between its quotation marks."""
    return message.text.partition("“")[2].rpartition("”")[0]


# ---- where it is offered ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("refusal", ["none of these", "None of these!", "no"])
def test_who_refuses_the_choices_in_words_sends_the_question_and_not_the_refusal(stage: "Stage", refusal: str):
    stage.has_moderators()
    stage.ask(UNSURE, stage.home)
    stage.anna.says(stage.home, refusal)
    reply = stage.play(stage.home)
    for label in (NONE, SEND):
        if label in reply.labels:
            stage.tap(reply, label)

    assert shown(stage.home.last) == UNSURE


def test_who_refuses_the_choices_of_another_in_words_is_not_offered_to_send_the_others_question(stage: "Stage"):
    stage.has_moderators()
    asked_back = stage.ask(UNSURE)
    stage.ben.says(stage.club, "none of these", reply_to=asked_back)
    reply = stage.play()

    assert reply is not asked_back
    assert SEND not in stage.offered(reply)


def test_who_chooses_in_words_from_the_menu_sends_nothing(stage: "Stage"):
    stage.has_moderators()
    for said in ("/topics", "none of these"):
        stage.anna.says(stage.home, said)
        reply = stage.play(stage.home)

    assert SEND not in stage.offered(reply)


@pytest.mark.parametrize("private", [False, True], ids=["group", "private"])
@pytest.mark.parametrize("where", ["mods", "key"])
@pytest.mark.parametrize(("words", "taps"), WAYS)
def test_where_the_faq_has_no_answer_the_question_can_be_sent(
    stage: "Stage",
    where: str,
    words: str,
    taps: tuple[str, ...],
    private: bool,  # noqa: FBT001  a table
):
    _ = stage.has_moderators() if where == "mods" else stage.has_key()
    reply = stage.ask(words, stage.home if private else None)
    for label in taps:
        assert SEND not in reply.labels
        stage.tap(reply, label)

    assert SEND in stage.offered(reply)


@pytest.mark.parametrize(("words", "taps"), WAYS)
def test_without_moderators_or_a_key_nothing_can_be_sent(stage: "Stage", words: str, taps: tuple[str, ...]):
    reply = stage.ask(words)
    for label in taps:
        stage.tap(reply, label)

    assert SEND not in stage.offered(reply)


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize(
    "words", ["I can't breathe", "should I stop my ivig?", "wie geht es dir heute mein freund", "thank you so much", ""]
)
def test_what_is_no_open_question_is_not_offered_to_be_sent(stage: "Stage", words: str):
    assert SEND not in stage.ask(words).labels


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("command", ["/start pregnancy", "/topics", "/support", "/help", "/privacy", "/forgetme"])
def test_without_words_of_the_members_nothing_is_offered_to_be_sent(stage: "Stage", command: str):
    stage.anna.says(stage.home, command)

    assert SEND not in stage.play(stage.home).labels


# ---- the two taps ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("posted", "kept"), [(True, False), (False, True), (True, True)])
def test_the_first_tap_shows_the_words_and_what_becomes_of_them(stage: "Stage", posted: bool, kept: bool):  # noqa: FBT001
    if posted:
        stage.has_moderators()
    if kept:
        stage.has_key()

    told = card(stage)

    fate = [POSTED, ANSWERED] * posted + [KEPT] * kept
    assert told.text.split("\n\n") == ["Send this to the moderators?", f"“{PREGNANT}”", *fate]
    assert told.labels == [YES, *[FOR_ANSWER] * posted, NO, "Remove this"]
    assert not stage.mods or stage.mods.from_bot == []
    assert not stage.key or stage.kept() == []


def test_the_second_tap_posts_the_words_with_the_nearest_entries(stage: "Stage", mods: Chat):
    told = card(stage)

    stage.tap(told, YES)

    title, words, nearest, _ = mods.last.text.split("\n\n")
    assert (title, words) == (TITLE, f"“{PREGNANT}”")
    ids = nearest.removeprefix("Nearest in the FAQ: ").split(", ")
    assert len(ids) == 3
    assert set(ids) <= set(stage.service.faq.entries)
    assert told.text.startswith(f"{SENT}\n\nThe moderators do not see who asked")
    assert not {SEND, YES, NO} & set(told.labels)


def test_with_a_key_the_words_are_kept_and_nobody_reads_them_without_it(stage: "Stage", mods: Chat):
    stage.has_key()

    stage.tap(card(stage), YES)

    assert stage.kept() == [PREGNANT]
    assert shown(mods.last) == PREGNANT
    assert all(b"hamster" not in file.read_bytes() for file in stage.store.folder.iterdir())


def test_with_a_key_alone_the_words_are_kept_and_posted_nowhere(stage: "Stage"):
    stage.has_key()
    told = card(stage)
    before = len(stage.api.calls_of("sendMessage"))

    stage.tap(told, YES)

    assert told.text.startswith(SENT)
    assert stage.kept() == [PREGNANT]
    assert len(stage.api.calls_of("sendMessage")) == before


def test_no_lets_go_of_the_words(stage: "Stage", mods: Chat):
    told = card(stage)
    yes = next(data for row in told.buttons for label, data in row if label == YES)

    stage.tap(told, NO)
    assert told.text == f"{NOT_SENT}\n\nNothing was sent, and I have erased your words."

    stage.anna.taps(told, data=yes)
    stage.hear()
    assert told.text.startswith(NOT_SENT)
    assert mods.from_bot == []


def test_nothing_tells_the_moderators_who_asked(stage: "Stage", mods: Chat):
    stage.tap(card(stage), YES)

    [call] = [call for call in stage.api.calls_of("sendMessage") if call.params["chat_id"] == mods.id]
    assert not any(who in str(call.params) for who in ("Anna", str(stage.anna.id), str(stage.club.id), "MMN friends"))
    assert "reply_parameters" not in call.params
    assert {call.method for call in stage.api.calls} <= {
        "getMe",
        "sendMessage",
        "editMessageText",
        "answerCallbackQuery",
    }


def test_a_trembling_hand_sends_once(stage: "Stage", mods: Chat):
    stage.has_key()
    told = card(stage)
    stage.anna.taps(told, YES)
    stage.anna.taps(told, YES)

    stage.hear()

    assert len(mods.from_bot) == 1
    assert stage.kept() == [PREGNANT]
    assert told.text.startswith(SENT)


def test_a_card_that_is_tapped_twice_is_shown_once(stage: "Stage", mods: Chat):
    reply = uncovered(stage)
    stage.anna.taps(reply, SEND)
    stage.anna.taps(reply, SEND)

    stage.hear()

    assert shown(reply) == PREGNANT
    assert mods.from_bot == []


# ---- whose words they are --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", [SEND, YES, NO])
def test_only_who_asked_can_send_and_others_are_told(stage: "Stage", mods: Chat, label: str):
    told = uncovered(stage) if label == SEND else card(stage)
    before = told.text

    tapped = stage.tap(told, label, by=stage.ben)

    assert tapped.answer
    assert tapped.answer["text"] == "Only the person who asked can send this."
    assert told.text == before
    assert mods.from_bot == []

    if label != NO:
        for mine in [SEND, YES][label == YES :]:
            stage.tap(told, mine)
        assert shown(mods.last) == PREGNANT


@pytest.mark.usefixtures("mods")
def test_what_another_says_is_none_of_these_the_asker_can_still_send(stage: "Stage"):
    choice = stage.ask(UNSURE)
    stage.tap(choice, NONE, by=stage.ben)

    stage.tap(choice, NONE)
    stage.tap(choice, SEND)

    assert shown(choice) == UNSURE


@pytest.mark.parametrize(("who", "goes"), [("ben", True), ("anna", False)])
def test_what_an_admin_asked_in_the_groups_name_an_admin_can_send(stage: "Stage", mods: Chat, who: str, goes: bool):  # noqa: FBT001
    stage.ben.says(stage.club, f"/ask {PREGNANT}", anonymously=True)
    answer = stage.play()

    stage.ben.taps(answer, MORE)
    stage.hear()
    by = getattr(stage, who)
    for label in (SEND, YES):
        if label in answer.labels:
            stage.tap(answer, label, by)

    assert bool(mods.from_bot) == goes


def test_words_that_another_asked_about_are_sent_by_who_wrote_them_alone(stage: "Stage", mods: Chat):
    story = stage.anna.says(stage.club, UNSURE)
    stage.ben.says(stage.club, "/ask", reply_to=story)
    reply = stage.play()
    stage.tap(reply, NONE, by=stage.ben)

    tapped = stage.tap(reply, SEND, by=stage.ben)
    assert tapped.answer
    assert tapped.answer["text"] == "Only the person who asked can send this."

    stage.tap(reply, SEND)
    stage.tap(reply, YES)
    assert shown(mods.last) == UNSURE


# ---- which words ------------------------------------------------------------------------------------------------------


def test_what_could_lead_to_a_person_is_masked(stage: "Stage", mods: Chat):
    stage.has_key()
    told = card(stage, "hands? I am @anna_b, anna@example.org, +44 7700 900123, see https://example.org/anna")
    masked = "hands? I am [name], [e-mail address], [phone number], see [link]"
    assert shown(told) == masked

    stage.tap(told, YES)

    assert shown(mods.last) == masked
    assert stage.kept() == [masked]


@pytest.mark.parametrize(
    "words",
    [
        "can I get <b>pregnant</b> with MMN & be well?",
        "is it hereditary &amp; </b> do kids <",
        "hands\n\n*and* _feet_ `x`",
    ],
)
def test_markup_in_the_words_is_shown_as_it_was_typed(stage: "Stage", mods: Chat, words: str):
    told = card(stage, words)
    assert shown(told) == words

    stage.tap(told, YES)

    assert shown(mods.last) == words


def test_a_very_long_question_is_cut_and_the_rest_shown_and_posted_whole(stage: "Stage", mods: Chat):
    said = ("does my trombone 😀 or me " * 400)[:4090]
    told = card(stage, said)
    words = shown(told)
    assert words == f"{said[:1000].rstrip()} …"

    stage.tap(told, YES)

    assert shown(mods.last) == words
    assert len(mods.from_bot) == 1


def test_of_emoji_alone_as_many_are_shown_as_are_sent(stage: "Stage", mods: Chat):
    stage.tap(card(stage, "hands " + "😀" * 2000), YES)

    assert shown(mods.last) == "hands " + "😀" * 994 + " …"


def test_an_edited_question_is_sent_as_it_reads_now(stage: "Stage", mods: Chat):
    asked = stage.anna.says(stage.club, f"/ask {PREGNANT}")
    reply = stage.play()
    stage.tap(reply, SEND)
    stage.anna.edits(asked, f"/ask {UNSURE}")
    stage.hear()
    assert SEND not in reply.labels

    for label in (NONE, SEND, YES):
        stage.tap(reply, label)

    assert [shown(post) for post in mods.from_bot] == [UNSURE]


# ---- for how long ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", [SEND, YES])
@pytest.mark.parametrize("restarts", [False, True])
def test_after_an_hour_or_a_restart_the_words_are_gone(
    stage: "Stage",
    mods: Chat,
    label: str,
    restarts: bool,  # noqa: FBT001  a table
):
    told = uncovered(stage) if label == SEND else card(stage)
    if restarts:
        stage.restart()
    else:
        stage.now += timedelta(hours=1)

    stage.tap(told, label)

    assert told.text.startswith(LOST)
    assert not {SEND, YES, NO} & set(told.labels)
    assert mods.from_bot == []


@pytest.mark.parametrize("restarts", [False, True])
def test_where_the_words_are_gone_none_of_these_does_not_offer_to_send_them(
    stage: "Stage",
    mods: Chat,
    restarts: bool,  # noqa: FBT001  a table
):
    choice = stage.ask(UNSURE)
    if restarts:
        stage.restart()
    else:
        stage.now += timedelta(hours=1)

    stage.tap(choice, NONE)

    assert choice.text.startswith("This FAQ has no answer to that")
    assert SEND not in choice.labels
    assert mods.from_bot == []


def test_somebody_forgotten_has_no_words_left_to_be_sent(stage: "Stage", mods: Chat):
    told = card(stage)
    stage.anna.says(stage.home, "/forgetme")
    stage.hear()

    stage.tap(told, YES)

    assert told.text.startswith(LOST)
    assert mods.from_bot == []


@pytest.mark.usefixtures("mods")
@pytest.mark.parametrize("forged", ["send", "send~", "confirm~0123", "send~XYZ123abc456", "send:ivig", "confirm"])
def test_a_forged_tap_sends_nothing(stage: "Stage", forged: str):
    reply = uncovered(stage)
    before = reply.text

    stage.anna.taps(reply, data=forged)

    assert stage.is_silent()
    assert reply.text == before


def test_a_mark_that_was_guessed_leads_to_nobodys_words(stage: "Stage", mods: Chat):
    reply = uncovered(stage)

    stage.anna.taps(reply, data="confirm~0123456789ab")
    stage.hear()

    assert reply.text.startswith(LOST)
    assert mods.from_bot == []


# ---- when it fails ---------------------------------------------------------------------------------------------------


def test_moderators_who_cannot_be_reached_are_told_of_and_sending_can_be_tried_again(
    stage: "Stage", mods: Chat, caplog: pytest.LogCaptureFixture
):
    told = card(stage)
    stage.ben.removes_bot(mods)

    stage.tap(told, YES)

    assert told.text.startswith(f"{FAILED}\n\nI could not reach the moderators, and that is my fault.")
    assert logged(caplog) == [f"WARNING {UNREACHED}: Telegram says: Forbidden: bot was kicked from the supergroup chat"]

    stage.ben.adds_bot(mods)
    stage.tap(told, YES)

    assert told.text.startswith(SENT)
    assert shown(mods.last) == PREGNANT


def test_what_is_kept_is_sent_though_the_moderators_cannot_be_reached(
    stage: "Stage", mods: Chat, caplog: pytest.LogCaptureFixture
):
    stage.has_key()
    told = card(stage)
    stage.ben.removes_bot(mods)

    stage.tap(told, YES)

    assert told.text.startswith(SENT)
    assert stage.kept() == [PREGNANT]
    assert len(logged(caplog)) == 1


def test_of_a_chat_that_became_another_the_log_tells_where_its_new_number_is_found(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    stage.mods = stage.api.group("Moderators", admins=[stage.ben], basic=True)
    stage.restart()
    told = card(stage)
    grown = stage.mods.migrate()
    stage.hear()

    stage.tap(told, YES)

    assert told.text.startswith(FAILED)
    [line] = logged(caplog)
    assert "the chat has become a supergroup, whose number /status tells there" in line
    assert str(grown.id) not in line
    stage.ben.says(grown, "/status")
    assert str(grown.id) in stage.play(grown).text
