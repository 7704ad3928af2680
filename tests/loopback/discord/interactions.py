"""What a person asks of the bot through Discord's own controls, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loopback.discord.limits import EPHEMERAL

if TYPE_CHECKING:
    from loopback.discord.channels import Channel
    from loopback.discord.messages import Message
    from loopback.discord.people import Person
    from loopback.discord.server import Server

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
IN_GUILD, IN_BOT_DM, IN_PRIVATE = 0, 1, 2
TO_ANSWER, TO_FOLLOW_UP = 3.0, 15 * 60.0


class Interaction:
    """One use of a command, button or menu; what must come from the bot is waited for.

    `acknowledged_within` is in seconds, or None; `deferred` says that the bot only asked for time at first;
    `by_user_install` that the app came with the person, not with the guild.
    """

    def __init__(  # noqa: PLR0913
        self,
        server: Server,
        person: Person,
        channel: Channel,
        kind: int,
        data: dict[str, Any],
        *,
        source: Message | None = None,
        by_user_install: bool = False,
    ) -> None:
        self.server, self.person, self.channel, self.kind, self.data = server, person, channel, kind, data
        self.source, self.by_user_install = source, by_user_install
        self.id = server.new_id()
        self.token = f"interaction-{self.id}"
        self.began = server.now()
        self.acknowledged_within: float | None = None
        self.deferred = False
        self.original: Message | None = None
        self.followups: list[Message] = []
        self.offered: list[dict[str, Any]] | None = None
        self.modal: dict[str, Any] | None = None

    def __repr__(self) -> str:
        return f"what {self.person} did in {self.channel} ({self.data.get('name') or self.data.get('custom_id')})"

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return self.server.now() - self.began

    @property
    def response(self) -> Message:
        """What the bot shows first: its answer, what a deferred one became, or the message that it changed."""
        self.server.wait_for(lambda: self.original and not self.original.loading, what=f"a response to {self}")
        return self.original

    @property
    def choices(self) -> list[dict[str, Any]]:
        """What the bot offers to complete the text, each with `name` and `value`."""
        self.server.wait_for(lambda: self.offered is not None, what=f"choices for {self}")
        return self.offered or []

    @property
    def must_be_ephemeral(self) -> bool:
        """A guild may show the answers of apps that members bring along to those members alone."""
        may = self.channel.permissions_of(self.person)
        return self.by_user_install and self.channel.guild is not None and not may & 1 << 50

    def flags(self, asked: int) -> int:
        """The flags that a message gets when the bot asks for `asked`."""
        return asked | (EPHEMERAL if self.must_be_ephemeral else 0)

    @property
    def owners(self) -> dict[str, str]:
        """Who installed the app: a guild under `0`, the person under `1`."""
        person = {"1": str(self.person.id)} if self.person.installed_app else {}
        guild = self.channel.guild
        if guild:
            return ({"0": str(guild.id)} if guild.has_bot else {}) | person
        return ({"0": "0"} if self.context == IN_BOT_DM else {}) | person

    @property
    def context(self) -> int:
        """Guild, talk with the bot, or talk without it."""
        if self.channel.guild:
            return IN_GUILD
        return IN_BOT_DM if self.channel is self.person.talk else IN_PRIVATE

    def mark(self) -> dict[str, Any]:
        """What a message says about the interaction that it answers."""
        whose = {"id": str(self.id), "type": self.kind, "user": self.person.payload()}
        more = {"name": self.data["name"]} if self.kind == COMMAND else {"interacted_message_id": str(self.source.id)}
        about: dict[str, Any] = {"interaction_metadata": whose | more | {"authorizing_integration_owners": self.owners}}
        return about | ({"interaction": whose | more} if self.kind == COMMAND else {})

    def payload(self) -> dict[str, Any]:
        """The interaction as the gateway sends it."""
        channel, person, guild = self.channel, self.person, self.channel.guild
        may = channel.permissions_of(person)
        about: dict[str, Any] = {
            "id": str(self.id),
            "application_id": str(self.server.bot.id),
            "type": self.kind,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel_id": str(channel.id),
            "channel": channel.payload() | {"permissions": str(may)},
            "app_permissions": str(channel.permissions_of(self.server.bot)),
            "locale": person.locale,
            "entitlements": [],
            "authorizing_integration_owners": self.owners,
            "context": self.context,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if self.source:
            about["message"] = self.source.payload()
        if guild is None:
            return about | {"user": person.payload()}
        about |= {"guild_id": str(guild.id), "guild_locale": guild.locale}
        about["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        return about | {"member": guild.member(person) | {"permissions": str(may)}}
