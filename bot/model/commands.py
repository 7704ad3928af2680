"""The table of commands. Menus, the slash tree, the shapes of `community.yaml`, the terminal and the tests follow it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who is offered a command. `ADMINS` are those of a group, on Discord those who manage the server."""

    MEMBERS = "members"
    ADMINS = "admins"
    MODERATORS = "moderators"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of every platform; what it does is told under its name below `commands` of `community.yaml`.

    `opens_page`: without words behind it, it shows what `Service.page` makes; otherwise each platform has a handler.
    `text`: the help of its title and text under its name below `pages` of `community.yaml`, or empty where it has none.
    """

    name: str
    audience: Audience
    opens_page: bool = False
    text: str = ""
    on_discord: bool = True


COMMANDS = (
    Command("ask", Audience.MEMBERS),
    Command("topics", Audience.MEMBERS, opens_page=True),
    Command("support", Audience.MEMBERS, opens_page=True),
    Command("urgent", Audience.MEMBERS, opens_page=True, text="What /urgent shows, above the emergency numbers."),
    Command("help", Audience.MEMBERS, opens_page=True, text="What /help shows: how to use the bot."),
    Command(
        "privacy",
        Audience.MEMBERS,
        opens_page=True,
        text="What /privacy shows: what is read, what is kept and for how long. {reads} says what is read on this "
        "platform, {place} and {sending} the rest by the settings.",
    ),
    Command("forgetme", Audience.MEMBERS),
    Command("about", Audience.MEMBERS, opens_page=True, text="What /about shows: what the bot is, and who runs it."),
    Command("sources", Audience.MEMBERS, opens_page=True, text="What /sources shows, above the list of sources."),
    Command("listen", Audience.ADMINS),
    Command("status", Audience.ADMINS),
    Command("answer", Audience.MODERATORS, on_discord=False),  # a button does it there
    Command("try", Audience.MODERATORS),
    Command("gaps", Audience.MODERATORS),
    Command("reload", Audience.MODERATORS),
    Command("workbench", Audience.MODERATORS),
)
"""Every command, in the order of the menus."""


def commands_for(*audiences: Audience, discord: bool = False) -> tuple[str, ...]:
    """The names of the commands for these audiences; `discord`: of those that there are on Discord."""
    return tuple(
        command.name for command in COMMANDS if command.audience in audiences and (command.on_discord or not discord)
    )
