"""What people see of the bot before they write to it: menus by who they are, and descriptions."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from loopback.telegram import BotApi, Chat, InProcessRequest
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.adapters.telegram import menus
from bot.content import load
from bot.model import Audience, Community, commands_for

FOR_ALL = [*commands_for(Audience.MEMBERS)]
FOR_ADMINS = [*commands_for(Audience.MEMBERS, Audience.ADMINS)]
FOR_MODERATORS = [*commands_for(*Audience)]
REAL = Path(__file__).parents[3] / "faq" / "en"


@pytest.fixture
def api() -> Iterator[BotApi]:
    made = BotApi()
    yield made
    made.assert_clean()


@pytest.fixture
def community(small_faq: Path) -> Community:
    return load(small_faq).community


def publish(api: BotApi, community: Community, moderators: int | None = None) -> list[str]:
    """The methods by which Telegram was told something."""
    api.calls.clear()

    async def publishes() -> None:
        bot = ExtBot(api.token, request=InProcessRequest(api), get_updates_request=InProcessRequest(api))
        async with bot:
            await menus.publish(bot, community, moderators)

    asyncio.run(publishes())
    return [call.method for call in api.calls if call.method.startswith("set")]


def test_members_see_what_they_may_do_and_admins_of_a_group_more(api: BotApi, community: Community):
    anna, ben = api.person("Anna"), api.person("Ben")
    club = api.group("MMN friends", [anna], admins=[ben])

    publish(api, community)

    assert api.profile.menu(api.private(anna), anna) == FOR_ALL
    assert api.profile.menu(api.private(ben), ben) == FOR_ALL
    assert api.profile.menu(club, anna) == FOR_ALL
    assert api.profile.menu(club, ben) == FOR_ADMINS


def test_what_is_for_admins_or_moderators_is_not_offered_to_members():
    assert {"listen", "status"} <= set(FOR_ADMINS) - set(FOR_ALL)
    assert {"answer", "try", "gaps", "reload", "workbench"} <= set(FOR_MODERATORS) - set(FOR_ADMINS)


def test_a_menu_looks_the_same_in_every_language_of_the_app(api: BotApi, community: Community):
    otto = api.person("Otto", language="de")

    publish(api, community)

    assert api.profile.menu(api.private(otto), otto) == FOR_ALL


def test_each_command_is_explained_in_the_words_of_the_faq(api: BotApi, community: Community):
    publish(api, community)

    explained = {one["command"]: one["description"] for menu in api.profile.commands.values() for one in menu}
    assert explained == {name: f"About {name}" for name in FOR_ADMINS}


def test_the_descriptions_name_the_community(api: BotApi, community: Community):
    publish(api, community)

    assert api.profile.descriptions == {"": "MMN support community: not medical advice."}
    assert api.profile.short_descriptions == {"": "Not medical advice."}


def test_what_telegram_knows_already_is_not_told_again(api: BotApi, community: Community):
    assert len(publish(api, community)) == 5

    assert publish(api, community) == []


@pytest.mark.parametrize("command", ["ask", "listen"])
def test_of_the_menus_only_those_that_changed_are_told(api: BotApi, community: Community, command: str):
    publish(api, community)
    changed = replace(community, commands={**community.commands, command: "Newly explained"})

    told = publish(api, changed)

    assert told == ["setMyCommands"] * {"ask": 3, "listen": 1}[command]
    assert publish(api, changed) == []


@pytest.mark.parametrize(
    ("line", "method"), [("description", "setMyDescription"), ("short_description", "setMyShortDescription")]
)
def test_of_the_descriptions_only_the_one_that_changed_is_told(
    api: BotApi, community: Community, line: str, method: str
):
    publish(api, community)
    changed = replace(community, telegram=replace(community.telegram, **{line: "{name} is new"}))

    assert publish(api, changed) == [method]
    assert "MMN support community is new" in {
        *api.profile.descriptions.values(),
        *api.profile.short_descriptions.values(),
    }


def test_the_commands_of_moderators_stand_in_their_chat_alone(api: BotApi, community: Community):
    anna, ben = api.person("Anna"), api.person("Ben")
    mods, club = (api.group(title, [anna], admins=[ben]) for title in ("Moderators", "MMN friends"))

    publish(api, community, mods.id)

    assert [api.profile.menu(mods, who) for who in (anna, ben)] == [FOR_MODERATORS, FOR_MODERATORS]
    assert api.profile.menu(club, anna) == FOR_ALL
    assert api.profile.menu(club, ben) == FOR_ADMINS
    assert api.profile.menu(api.private(ben), ben) == FOR_ALL
    assert publish(api, community, mods.id) == []


def left(api: BotApi) -> Chat:
    return api.group("Moderators", with_bot=False)


def grown(api: BotApi) -> Chat:
    small = api.group("Moderators", [api.person("Anna")], basic=True)
    small.migrate()
    return small


def unknown(api: BotApi) -> Chat:
    return BotApi().private(api.person("Anna"))


@pytest.mark.parametrize(
    ("chat", "why"),
    [(left, "bot is not a member"), (grown, "the chat has become a supergroup"), (unknown, "Forbidden")],
)
def test_a_moderators_chat_that_cannot_be_reached_costs_its_menu_alone_and_is_logged(
    api: BotApi, community: Community, caplog: pytest.LogCaptureFixture, chat: Callable[[BotApi], Chat], why: str
):
    assert len(publish(api, community, chat(api).id)) == 5

    [line] = [record.getMessage() for record in caplog.records]
    assert line.startswith("Telegram: the moderators' chat of the settings (moderators: telegram) could not be given")
    assert why in line
    assert "-100" not in line


def test_a_refusal_is_left_to_who_publishes(api: BotApi, community: Community):
    api.fail("setMyCommands", 400, description="Bad Request: BOT_COMMAND_INVALID")

    with pytest.raises(BadRequest):
        publish(api, community)


def test_telegram_takes_the_menus_and_descriptions_of_the_real_faq(api: BotApi):
    publish(api, load(REAL).community, api.group("Moderators").id)

    assert len(api.profile.commands) == 4
    assert "{" not in f"{api.profile.descriptions}{api.profile.short_descriptions}".replace("{'': ", "")
