"""Guilds: Discord servers with their members and channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord import permissions
from loopback.discord.channels import CATEGORY, FORUM, LONG_AGO, TEXT, THREAD, Channel
from loopback.discord.permissions import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loopback.discord.people import Person
    from loopback.discord.server import Server


class Guild:
    """A Discord server; `bot_role` is the id of the bot's own role, which people pick by mistake to mention it."""

    def __init__(  # noqa: PLR0913
        self,
        server: Server,
        name: str,
        members: Sequence[Person],
        managers: Sequence[Person],
        *,
        bot: bool,
        locale: str,
    ) -> None:
        self.server, self.name, self.locale = server, name, locale
        self.id, self.manager_role, self.bot_role = server.new_id(), server.new_id(), server.new_id()
        self.members, self.managers = list(members), list(managers)
        self.channels: list[Channel] = []
        self.everyone, self.bot_permissions = permissions.MEMBERS, permissions.INVITED_BOT
        self.has_bot = bot

    def text_channel(self, name: str, *, bot_lacks: Sequence[str] = (), everyone_lacks: Sequence[str] = ()) -> Channel:
        """A new text channel, in which the bot or everyone lacks some permissions, as `send_messages`."""
        return self._channel(TEXT, name, bot_lacks, everyone_lacks)

    def category(self, name: str) -> Channel:
        """A new heading above channels, which is none itself."""
        return self._channel(CATEGORY, name, (), ())

    def forum(self, name: str, *, bot_lacks: Sequence[str] = (), everyone_lacks: Sequence[str] = ()) -> Channel:
        """A new forum, in which people `post`."""
        return self._channel(FORUM, name, bot_lacks, everyone_lacks)

    def _channel(self, kind: int, name: str, bot_lacks: Sequence[str], everyone_lacks: Sequence[str]) -> Channel:
        def make() -> Channel:
            channel = Channel(self.server, kind, name, guild=self)
            channel.denied = {self.server.bot.id: bits(*bot_lacks), self.id: bits(*everyone_lacks)}
            self.channels.append(channel)
            self.server.tell("CHANNEL_CREATE", channel.payload(), self)
            return channel

        return self.server.at_once(make)

    def invites_bot(self) -> None:
        """A manager adds the bot."""

        def join() -> None:
            self.has_bot = True
            self.server.gateway.dispatch("GUILD_CREATE", self.payload, self)

        self.server.at_once(join)

    def removes_bot(self) -> None:
        """A manager throws the bot out."""

        def leave() -> None:
            self.server.tell("GUILD_DELETE", {"id": str(self.id)}, self)
            self.has_bot = False

        self.server.at_once(leave)

    def permissions_of(self, person: Person) -> int:
        """What `person` may do in the guild, before a channel's own rules."""
        if person is self.server.bot:
            return self.everyone | self.bot_permissions if self.has_bot else 0
        if person not in self.members:
            return 0
        return self.everyone | (permissions.MANAGERS if person in self.managers else 0)

    def member(self, person: Person) -> dict[str, Any]:
        """A member as Discord describes them."""
        roles = [self.manager_role] if person in self.managers else []
        roles += [self.bot_role] if person is self.server.bot else []
        about = {"user": person.payload(), "roles": [str(role) for role in roles], "nick": None, "avatar": None}
        return about | {"joined_at": LONG_AGO, "deaf": False, "mute": False, "flags": 0, "pending": False}

    def payload(self, intents: int) -> dict[str, Any]:
        """The whole guild as a bot with these intents gets it on arrival."""
        everybody = [self.server.bot, *self.members]
        seen = everybody if intents & 1 << 1 else [self.server.bot]
        visible = [channel for channel in self.channels if channel.bot_may("view_channel")]
        threads = [channel.payload() for channel in visible if channel.kind == THREAD and not channel.archived]
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str((self.managers or self.members or everybody)[0].id),
            "roles": self._roles(),
            "members": [self.member(person) for person in seen],
            "member_count": len(everybody),
            "channels": [channel.payload() for channel in self.channels if channel.kind != THREAD],
            "threads": threads,
            "preferred_locale": self.locale,
            "joined_at": LONG_AGO,
            "large": False,
            **{key: [] for key in ("emojis", "stickers", "features", "voice_states", "presences", "stage_instances")},
            **dict.fromkeys(("icon", "splash", "description", "system_channel_id", "afk_channel_id"), None),
            **dict.fromkeys(("verification_level", "default_message_notifications", "mfa_level", "nsfw_level"), 0),
            **dict.fromkeys(("explicit_content_filter", "premium_tier", "afk_timeout", "system_channel_flags"), 0),
        }

    def _roles(self) -> list[dict[str, Any]]:
        held = [(self.id, "@everyone", self.everyone, {}), (self.manager_role, "managers", permissions.MANAGERS, {})]
        held.append((self.bot_role, "MMN bot", self.bot_permissions, {"tags": {"bot_id": str(self.server.bot.id)}}))
        fixed = {"color": 0, "hoist": False, "mentionable": False, "flags": 0}
        return [
            {"id": str(id_), "name": name, "permissions": str(may), "position": at, "managed": bool(more)}
            | more
            | fixed
            for at, (id_, name, may, more) in enumerate(held)
        ]
