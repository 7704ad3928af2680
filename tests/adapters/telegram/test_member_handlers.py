"""What members say on Telegram, in private and in groups, and what comes back."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from loopback.telegram import Posted

if TYPE_CHECKING:
    from conftest import Stage

UNREADABLE = "I can read text only"
TYPED = {
    "menu": "What would you like to know?",
    "Help": "How to ask me",
    "start": "MMN support community: questions and answers",
    "urgent": "If you need help now",
    "privacy": "What happens to your words",
}
CATCHING = "Is MMN contagious?"
MENU = "What would you like to know?"
HELP = "How to ask me"


def test_in_private_plain_words_are_a_question(stage: "Stage"):
    asked = stage.anna.says(stage.home, "is it catching?")

    answer = stage.play(stage.home)

    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is asked


def test_in_private_a_sticker_brings_the_menu(stage: "Stage"):
    stage.anna.says(stage.home, "")

    assert stage.play(stage.home).text.startswith(MENU)


@pytest.mark.parametrize(("typed", "title"), TYPED.items())
def test_in_private_the_name_of_a_command_is_enough(stage: "Stage", typed: str, title: str):
    stage.anna.says(stage.home, typed)

    assert stage.play(stage.home).text.startswith(title)


# ---- read with what was said before ----------------------------------------------------------------------------------


def test_in_private_a_short_question_is_read_with_the_answer_before_it_and_no_longer_after_ten_minutes(stage: "Stage"):
    def says(words: str) -> str:
        stage.anna.says(stage.home, words)
        return stage.play(stage.home).text

    alone = says("does it hurt?")
    says("what is a nerve conduction study")
    says("thanks")

    assert says("does it hurt?").startswith("What is it like to have the tests done?")
    stage.now += timedelta(minutes=10)
    assert says("does it hurt?") == alone


def test_in_private_a_choice_is_taken_in_words_without_a_reply(stage: "Stage"):
    stage.anna.says(stage.home, "hands")
    offered = stage.play(stage.home)
    stage.anna.says(stage.home, "the second one please")

    chosen = stage.play(stage.home)
    stage.tap(offered, offered.labels[1])
    assert offered.text == chosen.text


def test_in_a_group_what_was_said_to_a_member_in_private_says_nothing(stage: "Stage"):
    stage.anna.says(stage.home, "what is a nerve conduction study")
    stage.play(stage.home)

    assert stage.ask("does it hurt?").text.startswith("Does MMN cause pain")


# ---- what cannot be read ---------------------------------------------------------------------------------------------


def reads_text_only(told: str) -> bool:
    return told.startswith(UNREADABLE) and "microphone of your keyboard" in told and "United Kingdom: 999 / 112" in told


@pytest.mark.parametrize("media", ["voice", "audio", "video_note", "document"])
def test_in_private_what_is_spoken_or_in_a_file_is_said_to_be_unread_and_help_is_shown(stage: "Stage", media: str):
    stage.anna.says(stage.home, "", media=media)

    assert reads_text_only(stage.play(stage.home).text)


@pytest.mark.parametrize("media", ["voice", "document"])
def test_ask_in_reply_to_what_is_spoken_or_in_a_file_says_the_same(stage: "Stage", media: str):
    spoken = stage.anna.says(stage.club, "", media=media)
    stage.ben.says(stage.club, "/ask", reply_to=spoken)

    card = stage.play()

    assert reads_text_only(card.text)
    assert card.labels == ["Numbers for my country", "All topics", "Remove this"]
    assert card.reply_to is spoken


def test_ask_in_reply_to_a_photo_says_the_same(stage: "Stage"):
    stage.ben.says(stage.club, "/ask", reply_to=stage.anna.says(stage.club, "", caption=True))

    assert reads_text_only(stage.play().text)


def test_a_voice_message_in_reply_to_the_bot_is_for_the_bot(stage: "Stage"):
    stage.anna.says(stage.club, "", media="voice", reply_to=stage.ask("is it catching?"))

    assert reads_text_only(stage.play().text)


def test_a_voice_message_among_members_is_none_of_the_bots_business(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "", media="voice")

    assert stage.is_silent()


# ---- /ask without words ----------------------------------------------------------------------------------------------


def test_ask_without_words_opens_the_askers_field_and_the_reply_is_the_question(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask")

    prompt = stage.play()

    assert prompt.text.startswith(MENU)
    assert prompt.reply_to is asked
    opened = {"force_reply": True, "selective": True, "input_field_placeholder": "Your question about MMN"}
    assert prompt.markup == opened
    stage.anna.says(stage.club, "is it catching?", reply_to=prompt)
    assert stage.play().text.startswith(CATCHING)


def test_what_the_member_writes_next_is_the_question_where_telegram_shows_it(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/ask")
    stage.hear()
    stage.ben.says(stage.club, "is it catching?")
    assert stage.is_silent()

    stage.anna.says(stage.club, "is it catching?")
    assert stage.play().text.startswith(CATCHING)
    stage.anna.says(stage.club, "can it be cured?")
    assert stage.is_silent()


def test_after_a_reply_to_the_prompt_the_member_talks_to_the_others_again(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/ask")
    stage.anna.says(stage.club, "is it catching?", reply_to=stage.play())
    stage.hear()

    stage.anna.says(stage.club, "can it be cured?")
    assert stage.is_silent()


def test_some_minutes_later_it_is_talk_again(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/ask")
    stage.hear()
    stage.wait(5 * 60)

    stage.anna.says(stage.club, "is it catching?")
    assert stage.is_silent()


@pytest.mark.parametrize("minutes", [-180, 5])
def test_where_the_clock_is_set_anew_meanwhile_the_next_words_are_the_question_all_the_same(
    stage: "Stage", minutes: int
):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/ask")
    stage.hear()
    stage.now += timedelta(minutes=minutes)

    stage.anna.says(stage.club, "is it catching?")
    assert stage.play().text.startswith(CATCHING)


def test_who_is_forgotten_was_not_prompted(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/ask")
    stage.anna.says(stage.home, "/forgetme")
    stage.hear()

    stage.anna.says(stage.club, "is it catching?")
    assert stage.is_silent()


def test_an_edit_that_leaves_ask_without_words_leaves_a_prompt_without_a_field(stage: "Stage"):
    asked = stage.anna.says(stage.club, "/ask is it catching?")
    answer = stage.play()
    stage.anna.edits(asked, "/ask")
    stage.hear()

    assert answer.text.startswith(MENU)


@pytest.mark.parametrize("sign", [*':,?-…()/"🙏\u2019\u200b', "@ ", "@mmn_support_bot?"])
@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize(
    ("said", "title"), [("is it catching?", CATCHING), ("I can't breathe", "If you need help now")]
)
def test_a_sign_behind_ask_does_no_harm(stage: "Stage", said: str, title: str, sign: str, space: str):
    stage.anna.says(stage.club, f"/ask{sign}{space}{said}")

    assert stage.play().text.startswith(title)


@pytest.mark.parametrize("command", ["/ask?", "/ask…", "/ask !"])
def test_behind_ask_a_sign_alone_is_no_question(stage: "Stage", command: str):
    stage.anna.says(stage.club, command)

    assert stage.play().text.startswith(MENU)


def test_in_private_a_path_is_no_command(stage: "Stage"):
    stage.anna.says(stage.home, "/home/anna says: is it catching?")

    assert not stage.is_silent()


def test_in_private_what_telegram_itself_says_is_no_question(stage: "Stage"):
    timer = {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}
    stage.api.announce(stage.home.post(Posted(0, stage.home, stage.anna, 0, service=True, extra=timer)))

    assert stage.is_silent()


def test_the_words_under_a_photo_are_a_question(stage: "Stage"):
    stage.anna.says(stage.home, "is it catching?", caption=True)

    assert stage.play(stage.home).text.startswith(CATCHING)


def test_an_album_is_answered_once(stage: "Stage"):
    for words in ("is it catching?", "", ""):
        stage.anna.says(stage.home, words, caption=True, media_group_id="7")

    assert stage.play(stage.home).text.startswith(CATCHING)
    assert len(stage.home.from_bot) == 1


def test_in_private_a_command_that_there_is_not_brings_help(stage: "Stage"):
    stage.anna.says(stage.home, "/contagious")

    assert stage.play(stage.home).text.startswith(HELP)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("/ask is it catching?", CATCHING),
        ("/ask@MMN_support_bot is it catching?", CATCHING),
        ("/ASK is it catching?", CATCHING),
        ("/ask\nis it catching?", CATCHING),
        ("/ask ?!", MENU),
        ("/ask hands", "Let me ask back"),
        ("/ask should I stop my ivig?", "Should I start, stop, skip or delay a treatment?"),
        ("/ask does mmn run in families", "Does MMN run in families?"),
        ("/ask I can't breathe", "If you need help now"),
    ],
)
def test_in_a_group_ask_brings_what_the_words_need(stage: "Stage", said: str, title: str):
    asked = stage.anna.says(stage.club, said)

    answer = stage.play()

    assert answer.text.splitlines()[0] == title
    assert answer.reply_to is asked


@pytest.mark.parametrize("said", ["/ask@rosie_bot is it catching?", "/contagious", "is it catching?", ""])
def test_in_a_group_the_bot_leaves_alone_what_is_not_said_to_it(stage: "Stage", said: str):
    stage.api.privacy = False
    stage.anna.says(stage.club, said)

    assert stage.is_silent()


@pytest.mark.parametrize("said", ["/ask is it catching?", "/help", "@mmn_support_bot is it catching?"])
def test_other_bots_are_left_alone_lest_they_talk_for_ever(stage: "Stage", said: str):
    stage.api.privacy, stage.api.bot_to_bot = False, True
    rosie = stage.api.other_bot("Rosie")
    rosie.joins(stage.club)
    rosie.says(stage.club, said)

    assert stage.is_silent()


def test_ask_under_a_photo_is_a_question(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/ask is it catching?", caption=True)

    assert stage.play().text.startswith(CATCHING)


@pytest.mark.parametrize("command", ["/contagious", "/ask@rosie_bot", "/help"])
def test_another_command_under_a_photo_is_left_alone(stage: "Stage", command: str):
    stage.api.privacy = False
    stage.anna.says(stage.club, f"{command} is it catching? @mmn_support_bot", caption=True)

    assert stage.is_silent()


def test_what_a_channel_forwards_by_itself_is_left_alone(stage: "Stage"):
    stage.api.privacy = False
    stage.api.channel("MMN news").forwards_to(stage.club, "@mmn_support_bot is it catching?")

    assert stage.is_silent()


def test_a_member_who_speaks_as_a_channel_is_answered(stage: "Stage"):
    stage.anna.says(stage.club, "/ask is it catching?", as_channel=stage.api.channel("Anna's news"))

    assert stage.play().text.startswith(CATCHING)


# ---- about what somebody else said -----------------------------------------------------------------------------------


@pytest.mark.parametrize("photo", [False, True], ids=["words", "caption"])
def test_ask_in_reply_to_a_member_answers_what_they_asked(stage: "Stage", photo: bool):  # noqa: FBT001  a table
    story = stage.anna.says(stage.club, "is it catching?", caption=photo)
    stage.ben.says(stage.club, "/ask", reply_to=story)

    answer = stage.play()

    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is story


def test_ask_in_reply_to_a_part_of_a_message_answers_that_part(stage: "Stage"):
    story = stage.anna.says(stage.club, "My hand got weak last year. Is it catching? And can it be cured?")
    stage.ben.says(stage.club, "/ask", reply_to=story)
    stage.api.updates.pending[-1]["message"]["quote"] = {"text": "Is it catching?", "position": 28}

    assert stage.play().text.startswith(CATCHING)


def test_ask_with_words_of_its_own_answers_these(stage: "Stage"):
    story = stage.anna.says(stage.club, "can it be cured?")
    asked = stage.ben.says(stage.club, "/ask is it catching?", reply_to=story)

    answer = stage.play()

    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is asked


def test_ask_in_reply_to_a_sticker_asks_for_the_question(stage: "Stage"):
    stage.ben.says(stage.club, "/ask", reply_to=stage.anna.says(stage.club, ""))

    assert stage.play().text.startswith(MENU)


def test_ask_in_reply_to_the_bot_does_not_make_it_answer_itself(stage: "Stage"):
    stage.anna.says(stage.club, "/ask", reply_to=stage.ask("is it catching?"))

    assert stage.play().text.startswith(MENU)


def test_a_reply_to_the_bot_is_a_question(stage: "Stage"):
    asked = stage.ben.says(stage.club, "can it be cured?", reply_to=stage.ask("is it catching?"))

    answer = stage.play()

    assert answer.text.startswith("Is there a cure for MMN?")
    assert answer.reply_to is asked


def test_a_mention_is_a_question_where_telegram_shows_it(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "is it catching, @MMN_Support_bot?")

    assert stage.play().text.startswith(CATCHING)


def test_a_mention_alone_in_reply_to_a_member_answers_what_they_asked(stage: "Stage"):
    stage.api.privacy = False
    story = stage.anna.says(stage.club, "is it catching?")
    stage.ben.says(stage.club, "@mmn_support_bot", reply_to=story)

    answer = stage.play()

    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is story


def test_a_mail_address_is_no_mention(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "is it catching? write to anna@mmn_support_bot")

    assert stage.is_silent()


def test_a_mention_alone_asks_for_the_question(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "@mmn_support_bot")

    assert stage.play().text.startswith(MENU)


def test_the_mention_of_a_bot_with_a_longer_name_is_not_meant_for_this_one(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "is it catching, @mmn_support_bot_2?")

    assert stage.is_silent()


# ---- where the answer stands -----------------------------------------------------------------------------------------


def test_in_a_forum_the_answer_stays_in_its_topic(stage: "Stage"):
    forum = stage.api.group("MMN forum", [stage.anna], forum=True)
    treatment = forum.topic("Treatment")

    answers = [stage.ask("is it catching?", forum, topic=topic) for topic in (treatment, None)]

    assert [answer.topic for answer in answers] == [treatment, None]


@pytest.mark.parametrize("in_topic", [False, True])
def test_a_question_that_was_deleted_meanwhile_is_answered_all_the_same(
    stage: "Stage",
    in_topic: bool,  # noqa: FBT001  a table
):
    forum = stage.api.group("MMN forum", [stage.anna], forum=True)
    topic = forum.topic("Treatment") if in_topic else None
    stage.anna.deletes(stage.anna.says(forum, "/ask is it catching?", topic=topic))

    answer = stage.play(forum)

    assert answer.text.startswith(CATCHING)
    assert (answer.reply_to, answer.topic) == (None, topic)
