"""The commands, as Discord's menu shows them: each hands on to `member_handlers` or `manager_handlers`, within the error handler."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import logs
from bot.adapters.discord.components import Channel, Interaction  # noqa: TC001  the library reads the annotations
from bot.adapters.pages import PAGES
from bot.model import Audience, commands_for

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from discord.app_commands import TranslationContextTypes

    from bot.adapters.discord.error_handler import ErrorHandler
    from bot.adapters.discord.manager_handlers import ManagerHandlers
    from bot.adapters.discord.member_handlers import MemberHandlers
    from bot.adapters.pages import Page
    from bot.model import Community
    from bot.ports import Store

_log = logging.getLogger(__name__)

Tree = app_commands.CommandTree[Any]
Command = app_commands.Command[Any, ..., None]
_Words = Mapping[str, str]


class Wording(app_commands.Translator):
    """Names and descriptions in the FAQ's language, for every locale of that language."""

    def __init__(self, language: str, community: Community) -> None:
        self._language = language
        self._texts = {f"name:{name}": text for name, text in community.command_names.items()} | dict(
            community.commands
        )

    async def translate(self, string: locale_str, locale: discord.Locale, _: TranslationContextTypes) -> str | None:
        """The text for a locale of the FAQ's language; None leaves the default in force."""
        if locale.value.partition("-")[0] != self._language:
            return None
        return self._texts.get(string.extras.get("key", ""))


class _Tree(app_commands.CommandTree[Any]):
    """Commands of which also the one that this version no longer has is answered."""

    def __init__(
        self, client: discord.Client, members: MemberHandlers, error_handler: ErrorHandler, **options: Any
    ) -> None:
        super().__init__(client, **options)
        self._members = members
        self._error_handler = error_handler

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """What fails before a command of ours begins; the library would log who called it."""
        gone = isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch)
        await self._error_handler.watch(self._members.misses(interaction) if gone else _raise(error), interaction)


async def _raise(error: Exception) -> None:
    raise error


def tree_for(
    client: discord.Client, members: MemberHandlers, managers: ManagerHandlers, error_handler: ErrorHandler
) -> Tree:
    """Every command, usable in servers and in direct messages, and as an app that a member installs for themselves."""
    made = _Tree(
        client,
        members,
        error_handler,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    words = members.conversation.service.faq.community.commands
    with_fields = {"ask": _ask, "support": _support}
    plain = {name: _showing(members, page) for name, page in PAGES.items()} | {"forgetme": members.forgets}
    for name in commands_for(Audience.MEMBERS, discord=True):
        if name in with_fields:
            made.add_command(with_fields[name](words, members, error_handler))
        else:
            made.add_command(_plain(words, name, plain[name], error_handler))
    made.add_command(_answer_this(words, members, error_handler))
    made.add_command(_mmn(words, managers, error_handler))
    return made


def _showing(members: MemberHandlers, page: Page) -> Callable[[Interaction], Coroutine[Any, Any, None]]:
    async def shows(interaction: Interaction) -> None:
        await members.opens(interaction, page)

    return shows


def _ask(words: _Words, members: MemberHandlers, error_handler: ErrorHandler) -> Command:
    @app_commands.command(**_known(words, "ask"))
    @app_commands.describe(question=locale_str(words["question"], key="question"))
    async def ask(interaction: Interaction, question: str) -> None:
        await error_handler.watch(members.asks(interaction, question), interaction)

    @ask.autocomplete("question")
    async def complete(_: Interaction, typed: str) -> list[Choice[str]]:
        try:
            return members.completes(typed)
        except Exception as error:  # the library would log who typed
            _log.error("questions could not be offered: %s", logs.told(error))
            return []

    return ask


def _support(words: _Words, members: MemberHandlers, error_handler: ErrorHandler) -> Command:
    @app_commands.command(**_known(words, "support"))
    @app_commands.describe(country=locale_str(words["country"], key="country"))
    async def support(interaction: Interaction, country: str = "") -> None:
        await error_handler.watch(members.supports(interaction, country), interaction)

    @support.autocomplete("country")
    async def complete(_: Interaction, typed: str) -> list[Choice[str]]:
        return members.countries(typed)

    return support


def _plain(
    words: _Words, name: str, shows: Callable[[Interaction], Coroutine[Any, Any, None]], error_handler: ErrorHandler
) -> Command:
    @app_commands.command(**_known(words, name))
    async def plain(interaction: Interaction) -> None:
        await error_handler.watch(shows(interaction), interaction)

    return plain


def _answer_this(words: _Words, members: MemberHandlers, error_handler: ErrorHandler) -> app_commands.ContextMenu:
    async def answer_this(interaction: Interaction, message: discord.Message) -> None:
        await error_handler.watch(members.has_answered(interaction, message), interaction)

    name = locale_str(words["answer_this"], key="answer_this")
    return app_commands.ContextMenu(name=name, callback=answer_this)


def _mmn(words: _Words, managers: ManagerHandlers, error_handler: ErrorHandler) -> app_commands.Group:
    group = app_commands.Group(
        **_known(words, "mmn"),
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    with_fields = {"listen": _listen, "try": _try}
    plain = {
        "status": managers.tells_status,
        "gaps": managers.lacks,
        "reload": managers.reloads,
        "workbench": managers.opens_workbench,
    }
    for name in commands_for(Audience.ADMINS, Audience.MODERATORS, discord=True):
        if name in with_fields:
            group.add_command(with_fields[name](words, managers, error_handler))
        else:
            group.add_command(_plain(words, name, plain[name], error_handler))
    return group


def _listen(words: _Words, managers: ManagerHandlers, error_handler: ErrorHandler) -> Command:
    @app_commands.command(**_known(words, "listen"))
    @app_commands.describe(
        switch=locale_str(words["switch"], key="switch"), channel=locale_str(words["channel"], key="channel")
    )
    async def listen(interaction: Interaction, switch: Literal["on", "off"], channel: Channel | None = None) -> None:
        await error_handler.watch(
            managers.listens(interaction, channel or interaction.channel, on=switch == "on"), interaction
        )

    return listen


def _try(words: _Words, managers: ManagerHandlers, error_handler: ErrorHandler) -> Command:
    @app_commands.command(**_known(words, "try"))
    @app_commands.describe(question=locale_str(words["question"], key="question"))
    async def tries(interaction: Interaction, question: str) -> None:
        await error_handler.watch(managers.tries(interaction, question), interaction)

    return tries


def _known(words: _Words, name: str) -> dict[str, Any]:
    """The name and the description of a command, for the translator too."""
    return {"name": locale_str(name, key=f"name:{name}"), "description": locale_str(words[name], key=name)}


async def publish(tree: Tree, store: Store) -> None:
    """Tells Discord the commands, unless it has them as it was told last: it counts such changes.

    Raises `DiscordException` and `StorageError`.
    """
    translator, application = tree.translator, tree.client.application_id
    if translator is None or application is None:
        return
    told = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    name = f"discord:{application}:commands"

    async def mark() -> str:
        """What was told, and in which versions Discord has it: another program with the same token may have changed it."""
        kept = await tree.client.http.get_global_commands(application)
        versions = sorted((str(each["id"]), str(each.get("version", ""))) for each in kept)
        return hashlib.sha256(json.dumps([told, versions], sort_keys=True).encode()).hexdigest()

    if await store.note(name) != await mark():
        await tree.sync()
        await store.set_note(name, await mark())
