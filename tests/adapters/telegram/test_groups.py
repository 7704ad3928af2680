"""What admins of a group can do, and what the bot says there unasked."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Stage

CATCHING = "Is MMN contagious?"
ADMINS_ONLY = "Only the admins of this group can do that."
SEES_ALL = "Telegram shows me every message of this group."
SEES_SOME = "Telegram shows me only what is said to me"
IS_ADMIN = "I am an admin here, which I do not need to be"
ON = "Listening is on: I speak up in an emergency"
OFF = "Listening is off: I answer only what is said to me."
DEAF = "So I hear nothing yet."


def listen(stage: "Stage", how: str = "on") -> str:
    """What the bot says to Ben's /listen in the club."""
    stage.ben.says(stage.club, f"/listen {how}")
    return stage.play().text


@pytest.fixture
def listening(stage: "Stage") -> None:
    """The bot hears all that is said in the club, as Ben told it to."""
    stage.api.privacy = False
    listen(stage)


# ---- listening -------------------------------------------------------------------------------------------------------


def test_the_bot_does_not_listen_until_an_admin_says_so(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "is mmn catching?")
    assert stage.is_silent()

    assert listen(stage).startswith("Listening is on. I speak up only in an emergency")

    asked = stage.anna.says(stage.club, "is mmn catching?")
    answer = stage.play()
    assert answer.text.startswith(CATCHING)
    assert answer.reply_to is asked


@pytest.mark.usefixtures("listening")
def test_listening_ends_when_an_admin_says_so(stage: "Stage"):
    assert listen(stage, "OFF") == "Listening is off. I answer only what is said to me."

    stage.anna.says(stage.club, "is mmn catching?")
    assert stage.is_silent()


@pytest.mark.usefixtures("listening")
def test_listening_in_one_group_is_not_listening_in_another(stage: "Stage"):
    stage.anna.says(stage.api.group("Choir", [stage.anna]), "is mmn catching?")

    assert stage.is_silent()


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(
    "said",
    [
        "thanks everyone, had my ivig today",
        "good luck with your EMG tomorrow Pete",
        "hands?",
        "asdf qwer",
        "/contagious",
    ],
)
def test_talk_that_was_overheard_is_met_with_silence(stage: "Stage", said: str):
    stage.anna.says(stage.club, said)

    assert stage.is_silent()


@pytest.mark.usefixtures("listening")
def test_an_emergency_that_was_overheard_is_answered(stage: "Stage"):
    cry = stage.anna.says(stage.club, "my throat is closing and I can't breathe since the drip")

    card = stage.play()

    assert card.text.startswith("If you need help now")
    assert card.reply_to is cry


@pytest.mark.usefixtures("listening")
def test_who_asked_too_much_and_then_talks_to_the_others_is_told_so_only_when_they_ask_again(stage: "Stage"):
    for _ in range(6):
        stage.ask("hands")

    stage.anna.says(stage.club, "is mmn catching?")
    assert stage.is_silent()

    assert stage.ask("is mmn catching?").text.startswith("One moment, please")


@pytest.mark.usefixtures("listening")
def test_listening_goes_on_after_a_restart(stage: "Stage"):
    stage.restart()
    stage.anna.says(stage.club, "is mmn catching?")

    assert stage.play().text.startswith(CATCHING)


def test_listening_goes_on_when_the_group_becomes_a_supergroup(stage: "Stage"):
    stage.api.privacy = False
    small = stage.api.group("MMN friends", [stage.anna], admins=[stage.ben], basic=True)
    stage.ben.says(small, "/listen on")
    stage.hear()

    grown = small.migrate()
    stage.hear()

    stage.anna.says(grown, "is mmn catching?")
    assert stage.play(grown).text.startswith(CATCHING)


def test_where_telegram_hides_messages_listening_tells_that_it_hears_nothing(stage: "Stage"):
    told = listen(stage)

    assert SEES_SOME in told
    assert DEAF in told


def test_where_the_bot_is_admin_listening_works_at_once(stage: "Stage"):
    stage.ben.makes_bot_admin(stage.club)

    assert DEAF not in listen(stage)


@pytest.mark.parametrize("how", ["", "perhaps", "on please", "onn"])
def test_a_wrong_word_after_listen_tells_how_it_is_and_how_to_change_it(stage: "Stage", how: str):
    told = listen(stage, how)

    assert OFF in told
    assert "Write /listen on to let me hear all messages here, or /listen off" in told


@pytest.mark.parametrize("command", ["/listen on", "/listen off", "/listen", "/status"])
def test_members_cannot_do_what_admins_can(stage: "Stage", command: str):
    stage.anna.says(stage.club, command)

    assert stage.play().text == ADMINS_ONLY


def test_a_member_cannot_make_the_bot_listen(stage: "Stage"):
    stage.api.privacy = False
    stage.anna.says(stage.club, "/listen on")
    stage.hear()

    stage.anna.says(stage.club, "is mmn catching?")
    assert stage.is_silent()


def test_a_member_who_speaks_as_a_channel_is_no_admin(stage: "Stage"):
    stage.anna.says(stage.club, "/listen on", as_channel=stage.api.channel("Anna's news"))

    assert stage.play().text == ADMINS_ONLY


def test_an_anonymous_admin_can_make_the_bot_listen(stage: "Stage"):
    stage.ben.says(stage.club, "/listen on", anonymously=True)

    assert stage.play().text.startswith("Listening is on.")


def test_the_owner_of_a_group_can_make_the_bot_listen(stage: "Stage"):
    group = stage.api.group("Anna's group", owner=stage.anna)
    stage.anna.says(group, "/listen on")

    assert stage.play(group).text.startswith("Listening is on.")


def test_an_admin_of_a_group_that_hides_its_members_is_known(stage: "Stage"):
    about_ben = {"match": str(stage.ben.id), "times": None}
    stage.api.fail("getChatMember", 400, description="Bad Request: CHAT_ADMIN_REQUIRED", **about_ben)

    assert listen(stage).startswith("Listening is on.")


@pytest.mark.parametrize("command", ["/listen on", "/status"])
def test_in_private_there_is_nothing_to_switch(stage: "Stage", command: str):
    stage.anna.says(stage.home, command)

    assert stage.play(stage.home).text.startswith("That is for groups.")


# ---- what the bot can see --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("privacy", "admin", "listens", "told"),
    [
        (True, False, False, [SEES_SOME, OFF]),
        (True, False, True, [SEES_SOME, ON, DEAF]),
        (False, False, False, [SEES_ALL, OFF]),
        (False, False, True, [SEES_ALL, ON]),
        (True, True, False, [SEES_ALL, IS_ADMIN, OFF]),
        (True, True, True, [SEES_ALL, IS_ADMIN, ON]),
    ],
)
def test_status_tells_what_the_bot_sees_and_whether_it_listens(
    stage: "Stage",
    privacy: bool,  # noqa: FBT001  a table
    admin: bool,  # noqa: FBT001
    listens: bool,  # noqa: FBT001
    told: list[str],
):
    stage.api.privacy = privacy
    if admin:
        stage.ben.makes_bot_admin(stage.club)
    if listens:
        listen(stage)
    stage.ben.says(stage.club, "/status")

    title, *paragraphs = stage.play().text.split("\n\n")

    assert title == "What I can see and do here"
    expected = [
        *told,
        "Who asked, who wrote",
        "I take no part in guest chats",
        f"The number of this chat is {stage.club.id}.",
    ]
    assert all(paragraph.startswith(start) for paragraph, start in zip(paragraphs, expected, strict=True))
