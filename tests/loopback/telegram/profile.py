"""What people see of the bot before they talk to it: its menus of commands and its descriptions, by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopback.telegram import limits
from loopback.telegram.chats import ADMINS
from loopback.telegram.sending import reach

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.chats import Chat
    from loopback.telegram.errors import Json
    from loopback.telegram.people import Person

Place = tuple[str, int, int]


class Profile:
    """`commands` by ((scope, chat id, user id), language); `descriptions` and `short_descriptions` by language."""

    def __init__(self) -> None:
        self.commands: dict[tuple[Place, str], list[Json]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}

    def menu(self, chat: Chat, person: Person) -> list[str]:
        """The commands that this person's app offers in this chat, in the order in which Telegram looks."""
        admin = chat.members.get(person) in ADMINS
        places: list[Place] = [("chat_member", chat.id, person.id)]
        places += [("chat_administrators", chat.id, 0)] if admin else []
        places += [("chat", chat.id, 0)]
        places += [("all_chat_administrators", 0, 0)] if admin else []
        places += [("all_private_chats" if chat.kind == "private" else "all_group_chats", 0, 0), ("default", 0, 0)]
        for place in places:
            for language in (person.language, ""):
                if found := self.commands.get((place, language)):
                    return [one["command"] for one in found]
        return []


def set_my_commands(api: BotApi, params: Json) -> bool:
    """`setMyCommands`."""
    limits.commands(params["commands"])
    api.profile.commands[_key(api, params)] = params["commands"]
    return True


def get_my_commands(api: BotApi, params: Json) -> list[Json]:
    """`getMyCommands`: what was set for just this scope and language."""
    return api.profile.commands.get(_key(api, params), [])


def delete_my_commands(api: BotApi, params: Json) -> bool:
    """`deleteMyCommands`."""
    api.profile.commands.pop(_key(api, params), None)
    return True


def set_my_description(api: BotApi, params: Json) -> bool:
    """`setMyDescription`."""
    return _describe(api.profile.descriptions, params, "description", 512)


def get_my_description(api: BotApi, params: Json) -> Json:
    """`getMyDescription`."""
    return {"description": _described(api.profile.descriptions, params)}


def set_my_short_description(api: BotApi, params: Json) -> bool:
    """`setMyShortDescription`."""
    return _describe(api.profile.short_descriptions, params, "short_description", 120)


def get_my_short_description(api: BotApi, params: Json) -> Json:
    """`getMyShortDescription`."""
    return {"short_description": _described(api.profile.short_descriptions, params)}


def _key(api: BotApi, params: Json) -> tuple[Place, str]:
    scope = params.get("scope") or {"type": "default"}
    language = params.get("language_code", "")
    limits.language(language)
    if "chat_id" in scope:
        reach(api, scope["chat_id"])
    return (scope["type"], scope.get("chat_id", 0), scope.get("user_id", 0)), language


def _describe(kept: dict[str, str], params: Json, name: str, most: int) -> bool:
    limits.language(params.get("language_code", ""))
    limits.at_most(name, params.get(name, ""), most)
    kept[params.get("language_code", "")] = params.get(name, "")
    return True


def _described(kept: dict[str, str], params: Json) -> str:
    return kept.get(params.get("language_code", "")) or kept.get("", "")
