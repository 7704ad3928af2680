"""The bot comes into a group, is made an admin there, and is removed."""

import asyncio
from typing import TYPE_CHECKING

import pytest
from loopback.telegram import Chat

if TYPE_CHECKING:
    from conftest import Stage

GREETING = "Hello. I answer questions about MMN from an FAQ with sources: write /ask and your question. This is general information, not medical advice."
SEES_SOME = "I see only what is said to me"
SEES_ALL = "Telegram shows me every message here."
IS_ADMIN = "I am an admin here, which I do not need to be"


@pytest.fixture
def choir(stage: "Stage") -> Chat:
    """A group in which the bot is not."""
    return stage.api.group("Choir", [stage.anna], admins=[stage.ben], with_bot=False)


@pytest.mark.parametrize(("privacy", "sees"), [(True, SEES_SOME), (False, SEES_ALL)])
def test_the_bot_greets_a_group_in_two_lines(stage: "Stage", choir: Chat, privacy: bool, sees: str):  # noqa: FBT001
    stage.api.privacy = privacy
    stage.ben.adds_bot(choir)

    first, second = stage.play(choir).text.split("\n\n")

    assert first == GREETING
    assert second.startswith(sees)
    assert len(choir.from_bot) == 1


def test_as_an_admin_from_the_start_it_says_how_to_change_that_too(stage: "Stage", choir: Chat):
    stage.ben.makes_bot_admin(choir)

    told = stage.play(choir).text.split("\n\n")

    assert [told[0], told[1].startswith(SEES_ALL), told[2].startswith(IS_ADMIN)] == [GREETING, True, True]


def test_made_an_admin_it_warns_once_with_the_remedy(stage: "Stage"):
    stage.ben.makes_bot_admin(stage.club)
    warning = stage.play().text

    assert warning.startswith(IS_ADMIN)
    assert "then Administrators, and dismiss me" in warning
    stage.ben.demotes_bot(stage.club)
    assert stage.is_silent()


def test_removed_it_forgets_what_was_set_there(stage: "Stage"):
    stage.ben.says(stage.club, "/listen on")
    stage.hear()
    stage.ben.removes_bot(stage.club)
    stage.hear()

    assert not asyncio.run(stage.store.listening(f"telegram:{stage.club.id}"))


def test_a_group_that_became_a_supergroup_is_not_greeted_anew(stage: "Stage"):
    grown = stage.api.group("MMN friends", [stage.anna], admins=[stage.ben], basic=True).migrate()
    grown.members[stage.api.me] = "left"
    grown.becomes(stage.api.me, "member", stage.ben)

    assert stage.is_silent()


def test_where_only_admins_may_write_it_says_nothing(stage: "Stage", choir: Chat):
    stage.api.fail("sendMessage", 400, description="Bad Request: not enough rights to send text messages to the chat")
    stage.ben.adds_bot(choir)
    stage.hear()

    assert choir.from_bot == []


def test_a_member_who_starts_it_in_private_is_not_greeted_twice(stage: "Stage"):
    stage.api.blocks(stage.anna)
    stage.api.unblocks(stage.anna)

    assert stage.is_silent()
