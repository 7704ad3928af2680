"""The bot's own account, its application, its commands and its guilds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord.channels import THREAD
from loopback.discord.errors import Refusal
from loopback.discord.routing import Request, route

if TYPE_CHECKING:
    from loopback.discord.guilds import Guild
    from loopback.discord.server import Server

Commands = list[dict[str, Any]]


@route("GET", "/users/@me")
def me(server: Server, _: Request) -> dict[str, Any]:
    """The bot's account."""
    return server.account()


@route("GET", "/users/{user_id}")
def user(server: Server, _: Request, user_id: int) -> dict[str, Any]:
    """Somebody's account."""
    found = next((person for person in server.people if person.id == user_id), None)
    if found is None:
        raise Refusal(10013)
    return found.payload()


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(server: Server, _: Request) -> dict[str, Any]:
    """The application."""
    return {
        "id": str(server.bot.id),
        "name": server.bot.name,
        "description": "",
        "summary": "",
        "icon": None,
        "team": None,
        "owner": server.owner.payload(),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": server.app_flags(),
        "interactions_endpoint_url": None,
        "integration_types_config": {"0": {}, "1": {}},
    }


@route("GET", "/gateway/bot")
def gateway(server: Server, _: Request) -> dict[str, Any]:
    """Where the gateway is, and how many shards Discord wants."""
    start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": server.gateway_url, "shards": server.shards, "session_start_limit": start}


def _scope(server: Server, app_id: int, guild_id: int) -> int:
    if app_id != server.bot.id or (
        guild_id and not any(each.id == guild_id and each.has_bot for each in server.guilds)
    ):
        raise Refusal(50001)
    return guild_id


@route("GET", "/applications/{app_id}/commands", query="with_localizations")
@route("GET", "/applications/{app_id}/guilds/{guild_id}/commands", query="with_localizations")
def read_commands(server: Server, _: Request, app_id: int, guild_id: int = 0) -> Commands:
    """The commands, global or of one guild."""
    return server.commands.kept.get(_scope(server, app_id, guild_id), [])


@route("PUT", "/applications/{app_id}/commands")
@route("PUT", "/applications/{app_id}/guilds/{guild_id}/commands")
def write_commands(server: Server, request: Request, app_id: int, guild_id: int = 0) -> Commands:
    """The commands from now on."""
    return server.commands.overwrite(_scope(server, app_id, guild_id), request.body)


def _guild(server: Server, guild_id: int) -> Guild:
    found = next((each for each in server.guilds if each.id == guild_id), None)
    if found is None:
        raise Refusal(10004)
    if not found.has_bot:
        raise Refusal(50001)
    return found


@route("GET", "/guilds/{guild_id}", query="with_counts")
def guild(server: Server, _: Request, guild_id: int) -> dict[str, Any]:
    """A guild that the bot is in."""
    about = _guild(server, guild_id).payload(0)
    return {key: value for key, value in about.items() if key not in {"members", "channels", "threads"}}


@route("GET", "/guilds/{guild_id}/threads/active")
def threads(server: Server, _: Request, guild_id: int) -> dict[str, Any]:
    """The living threads of a guild that the bot sees."""
    found = [each for each in _guild(server, guild_id).channels if each.kind == THREAD and not each.archived]
    return {"threads": [each.payload() for each in found if each.bot_may("view_channel")], "members": []}
