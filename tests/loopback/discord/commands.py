"""The application commands: what Discord checks when the bot writes them, and to whom it offers them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from loopback.discord import permissions
from loopback.discord.channels import DM, Channel
from loopback.discord.errors import Form, Impossible
from loopback.discord.interactions import IN_BOT_DM, IN_GUILD, IN_PRIVATE
from loopback.discord.redirect import discord

if TYPE_CHECKING:
    from loopback.discord.people import Person
    from loopback.discord.server import Server

SLASH, TEXT_OPTION, CHANNEL_OPTION = 1, 3, 7
GROUPS = (1, 2)
MOST = {1: 100, 2: 15, 3: 15}
BY_GUILD, BY_USER = 0, 1
PYTHON_TYPES = {3: str, 4: int, 5: bool, CHANNEL_OPTION: Channel, 10: (int, float)}
LOCALES = {locale.value for locale in discord.Locale}
KEYS = {
    "type",
    "id",
    "name",
    "description",
    "options",
    "default_member_permissions",
    "dm_permission",
    "contexts",
    "nsfw",
} | {"name_localizations", "description_localizations", "integration_types", "handler"}


class Commands:
    """What the bot has registered: globally under 0, for one guild under its id; `writes` are all its bulk writes."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.kept: dict[int, list[dict[str, Any]]] = {0: []}
        self.writes: list[list[str]] = []

    def overwrite(self, scope: int, commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The commands as kept from now on; one of the same kind and name keeps its id."""
        form = Form()
        for kind, most in MOST.items():
            names = [each.get("name") for each in commands if each.get("type", SLASH) == kind]
            form.count("_", names, most)
            if len(set(names)) < len(names):
                form.wrong("_", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        for at, command in enumerate(commands):
            self.server.surprise_at("a command's", set(command) - KEYS)
            _check(form, str(at), command, command.get("type", SLASH))
        form.done()
        known = {(each["type"], each["name"]): each["id"] for each in self.kept.get(scope, [])}
        fixed = {"application_id": str(self.server.bot.id), "version": str(self.server.new_id())}
        fixed |= {"guild_id": str(scope)} if scope else {}
        self.kept[scope] = [{"type": SLASH, "description": "", "options": []} | command | fixed for command in commands]
        for command in self.kept[scope]:
            command["id"] = known.get((command["type"], command["name"])) or str(self.server.new_id())
        self.writes.append([command["name"] for command in commands])
        return self.kept[scope]

    def from_guild(self, command: dict[str, Any], channel: Channel) -> bool:
        """Whether the command is there because the guild, or the talk with the bot, has the app."""
        is_there = channel.guild.has_bot if channel.guild else channel.kind == DM
        return is_there and BY_GUILD in _list(command, "integration_types", [BY_GUILD])

    def offered(self, person: Person, channel: Channel) -> list[dict[str, Any]]:
        """What Discord shows to this person when they type `/` there, and under Apps."""
        guild = channel.guild
        local = self.kept.get(guild.id, []) if guild and guild.has_bot else []
        shadowed = {(each["type"], each["name"]) for each in local}
        every = local + [each for each in self.kept[0] if (each["type"], each["name"]) not in shadowed]
        return [command for command in every if self._is_offered(command, person, channel)]

    def _is_offered(self, command: dict[str, Any], person: Person, channel: Channel) -> bool:
        context = IN_GUILD if channel.guild else IN_BOT_DM if channel.kind == DM else IN_PRIVATE
        in_dms = [IN_BOT_DM] if command.get("dm_permission", True) else []
        may = channel.permissions_of(person)
        default = command.get("default_member_permissions")
        carried = person.installed_app and BY_USER in _list(command, "integration_types", [BY_GUILD])
        allowed = default is None or int(default) & ~may == 0 or may & permissions.bits("administrator")
        return (
            context in _list(command, "contexts", [IN_GUILD, *in_dms])
            and (self.from_guild(command, channel) or carried)
            and permissions.allows(may, ["view_channel", "use_application_commands"])
            and bool(context != IN_GUILD or (allowed and default != "0"))
        )

    def find(
        self, person: Person, channel: Channel, name: str, kind: int = SLASH
    ) -> tuple[dict[str, Any], dict[str, Any], list[tuple[str, int]]]:
        """The command that is offered under `name`, its leaf, and the way there."""
        first, *rest = name.split() if kind == SLASH else [name]
        offered = [each for each in self.offered(person, channel) if each["type"] == kind]
        command = leaf = next((each for each in offered if each["name"] == first), None)
        path = []
        for step in rest:
            leaf = next((each for each in (leaf or {}).get("options", []) if each["name"] == step), None)
            path.append((step, (leaf or {}).get("type", 0)))
        if command is None or leaf is None or any(each["type"] in GROUPS for each in leaf.get("options") or []):
            names = [each["name"] for each in offered]
            raise Impossible(f"{person} is not offered {name!r} in {channel}, only {names}")
        return command, leaf, path

    def fill(self, leaf: dict[str, Any], given: dict[str, Any], *, whole: bool = True) -> list[dict[str, Any]]:
        """The options as Discord sends them; what its client would not let pass is `Impossible`."""
        known = {option["name"]: option for option in leaf.get("options") or []}
        missing = [name for name, option in known.items() if option.get("required") and name not in given]
        if set(given) - set(known) or (whole and missing):
            raise Impossible(f"/{leaf['name']} has the options {list(known)}; missing {missing}")
        return [_option(known[name], value, whole=whole) for name, value in given.items()]


def _option(option: dict[str, Any], value: Any, *, whole: bool) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, PYTHON_TYPES.get(option["type"], ())):
        raise Impossible(f"{option['name']} cannot be {value!r} (or its kind is not modelled)")
    choices = [choice["value"] for choice in option.get("choices") or []]
    if whole and choices and value not in choices:
        raise Impossible(f"{option['name']} must be one of {choices}")
    if option["type"] == TEXT_OPTION and len(value) > option.get("max_length", 6000):
        raise Impossible(f"{option['name']} is too long")
    if option["type"] == CHANNEL_OPTION:
        if value.kind not in option.get("channel_types", [value.kind]):
            raise Impossible(f"{option['name']} cannot be {value}: it is of another kind")
        value = str(value.id)
    return {"name": option["name"], "type": option["type"], "value": value}


def _list(command: dict[str, Any], key: str, default: list[int]) -> list[int]:
    found = command.get(key)
    return default if found is None else found


def _check(form: Form, path: str, command: dict[str, Any], kind: int) -> None:
    _check_names(form, path, command, kind)
    form.length(
        f"{path}.description", command.get("description", "") or "", 100 if kind == SLASH else 0, int(kind == SLASH)
    )
    options = command.get("options") or []
    form.count(f"{path}.options", options, 25)
    if len(json.dumps(command)) > 8000:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
    if len({each["name"] for each in options}) < len(options):
        form.wrong(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
    needed = [bool(each.get("required")) for each in options]
    if needed != sorted(needed, reverse=True):
        form.wrong(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come first")
    for at, option in enumerate(options):
        inside = f"{path}.options.{at}"
        _check(form, inside, option, SLASH)
        choices = option.get("choices") or []
        check_choices(form, f"{inside}.choices", choices)
        if choices and option.get("autocomplete"):
            form.wrong(inside, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Choices or autocomplete, not both")


def _check_names(form: Form, path: str, command: dict[str, Any], kind: int) -> None:
    translated = {"name": command.get("name"), **{f"name_localizations.{k}": v for k, v in _localized(command, "name")}}
    for key, name in translated.items():
        form.length(f"{path}.{key}", name, 32, 1)
        if kind == SLASH and name and (not re.fullmatch(r"[-_'\w]+", name) or name != name.lower()):
            form.wrong(f"{path}.{key}", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for locale, text in _localized(command, "description"):
        form.length(f"{path}.description_localizations.{locale}", text, 100, 1)
    for key in ("name", "description"):
        for locale, _ in _localized(command, key):
            form.choice(f"{path}.{key}_localizations", locale, LOCALES)


def _localized(command: dict[str, Any], key: str) -> list[tuple[str, str]]:
    return list((command.get(f"{key}_localizations") or {}).items())


def check_choices(form: Form, path: str, choices: list[dict[str, Any]]) -> None:
    """Holds the choices of an option, or of an autocompletion, to 25 with 1 to 100 characters each."""
    form.count(path, choices, 25)
    for at, choice in enumerate(choices):
        form.length(f"{path}.{at}.name", choice.get("name"), 100, 1)
        if isinstance(choice.get("value"), str):
            form.length(f"{path}.{at}.value", choice["value"], 100, 1)
