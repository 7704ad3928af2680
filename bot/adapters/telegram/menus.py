"""The menus of commands, by who sees them, and how the bot presents itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

if TYPE_CHECKING:
    from telegram.ext import ExtBot

    from bot.model import Community

_FOR_ALL = ("ask", "topics", "support", "urgent", "help", "privacy", "forgetme", "about")
_FOR_ADMINS = (*_FOR_ALL, "listen", "status")
MENUS: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), _FOR_ALL),
    (BotCommandScopeAllGroupChats(), _FOR_ALL),
    (BotCommandScopeAllChatAdministrators(), _FOR_ADMINS),
)


async def publish(bot: ExtBot[Any], community: Community) -> None:
    """Tells Telegram the menus and the description, as far as it does not know them yet: it counts such changes."""
    for scope, names in MENUS:
        menu = tuple(BotCommand(name, community.commands[name]) for name in names)
        if await bot.get_my_commands(scope) != menu:
            await bot.set_my_commands(menu, scope)
    description = community.telegram.description.format(name=community.name)
    if (await bot.get_my_description()).description != description:
        await bot.set_my_description(description)
    short = community.telegram.short_description.format(name=community.name)
    if (await bot.get_my_short_description()).short_description != short:
        await bot.set_my_short_description(short)
