"""The menus of commands, by who sees them, and how the bot presents itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.adapters.telegram.requests import why
from bot.model import Audience, commands_for

if TYPE_CHECKING:
    from telegram.ext import ExtBot

    from bot.model import Community

_log = logging.getLogger(__name__)

_FOR_ALL = commands_for(Audience.MEMBERS)
_FOR_ADMINS = commands_for(Audience.MEMBERS, Audience.ADMINS)
_FOR_MODERATORS = commands_for(*Audience)
MENUS: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), _FOR_ALL),
    (BotCommandScopeAllGroupChats(), _FOR_ALL),
    (BotCommandScopeAllChatAdministrators(), _FOR_ADMINS),
)


async def publish(bot: ExtBot[Any], community: Community, moderators: int | None = None) -> None:
    """Tells Telegram the menus and the description, as far as it does not know them yet: it counts such changes.

    `moderators` is their chat, which has a menu of its own; one that Telegram does not know is logged.
    """
    for scope, names in MENUS:
        await _publish_menu(bot, community, scope, names)
    description = community.telegram.description.format(name=community.name)
    if (await bot.get_my_description()).description != description:
        await bot.set_my_description(description)
    short = community.telegram.short_description.format(name=community.name)
    if (await bot.get_my_short_description()).short_description != short:
        await bot.set_my_short_description(short)
    if moderators is None:
        return
    try:
        await _publish_menu(bot, community, BotCommandScopeChat(moderators), _FOR_MODERATORS)
    except (BadRequest, ChatMigrated, Forbidden) as error:
        _log.warning(
            "Telegram: the moderators' chat of the settings (moderators: telegram) could not be given its menu: %s",
            why(error),
        )


async def _publish_menu(bot: ExtBot[Any], community: Community, scope: BotCommandScope, names: tuple[str, ...]) -> None:
    menu = tuple(BotCommand(name, community.commands[name]) for name in names)
    if await bot.get_my_commands(scope) != menu:
        await bot.set_my_commands(menu, scope)
