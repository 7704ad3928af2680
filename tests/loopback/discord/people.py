"""People, and all that they can do to the bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from loopback.discord import permissions
from loopback.discord.channels import DM, FORUM, Channel
from loopback.discord.errors import Impossible
from loopback.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT, Interaction
from loopback.discord.limits import BUTTON, LINK, SELECTS
from loopback.discord.messages import REPLY, Message

if TYPE_CHECKING:
    from loopback.discord.server import Server

MESSAGE_MENU = 3
TEXT_INPUT, LABEL = 4, 18


class Person:
    """Somebody on Discord. Every action fails with `Impossible` where Discord's client would not offer it."""

    def __init__(  # noqa: PLR0913
        self, server: Server, name: str, *, locale: str, accepts_dms: bool, installed_app: bool, bot: bool
    ) -> None:
        self.server, self.name, self.locale = server, name, locale
        self.accepts_dms, self.installed_app, self.is_bot = accepts_dms, installed_app, bot
        self.id = server.new_id()
        self.talk: Channel | None = None

    def __repr__(self) -> str:
        return self.name

    @property
    def mention(self) -> str:
        """What mentions this person in a message."""
        return f"<@{self.id}>"

    def payload(self) -> dict[str, Any]:
        """The person as Discord describes them."""
        about = {"id": str(self.id), "username": self.name.lower().replace(" ", "."), "global_name": self.name}
        return about | {"discriminator": "0", "avatar": None, "bot": self.is_bot, "public_flags": 0}

    def dm(self) -> Channel:
        """The private talk with the bot."""
        if self.talk is None:
            self.talk = Channel(self.server, DM)
            self.talk.people = [self]
        return self.talk

    def says(  # noqa: PLR0913
        self,
        channel: Channel,
        text: str,
        *,
        mention_bot: bool = False,
        reply_to: Message | None = None,
        ping: bool = True,
        id_: int = 0,
    ) -> Message:
        """A message of this person; `ping` is the switch "ping on reply", `mention_bot` puts the mention in front."""
        self._must(channel, "view_channel", channel.to_write)
        if channel.kind == FORUM or channel.locked:
            raise Impossible(f"nobody can write in {channel}: it is a forum, or locked")
        server = self.server
        content = f"{server.bot.mention} {text}" if mention_bot else text

        def say() -> Message:
            message = Message(channel, self, content, id_ or server.new_id(), REPLY if reply_to else 0, reply_to)
            message.pings = self._mentioned(content) + ([reply_to.author] if reply_to and ping else [])
            server.post(message)
            return message

        server.note(f"{self} in {channel}: {content}")
        return server.at_once(say)

    def edits(self, message: Message, text: str) -> None:
        """The person changes what they wrote."""
        if message.author is not self or message.deleted:
            raise Impossible(f"{self} cannot edit this message")

        def edit() -> None:
            message.content, message.edits = text, message.edits + 1
            replied = [message.reply_to.author] if message.reply_to and message.reply_to.author in message.pings else []
            message.pings = self._mentioned(text) + replied
            self.server.message_event("MESSAGE_UPDATE", message)

        self.server.at_once(edit)

    def deletes(self, message: Message) -> None:
        """The person takes back a message, or a manager somebody else's."""
        if message.author is not self:
            self._must(message.channel, "manage_messages")
        self.server.at_once(lambda: self.server.erase(message))

    def slash(self, channel: Channel, name: str, /, **options: Any) -> Interaction:  # noqa: ANN401
        """The person runs `/name`, as `faq topics` for a subcommand of a group."""
        command, leaf, path = self.server.commands.find(self, channel, name)
        given = self.server.commands.fill(leaf, options)
        chosen = [each for each in options.values() if isinstance(each, Channel)]
        known = {str(each.id): each.payload() | {"permissions": str(each.permissions_of(self))} for each in chosen}
        extra = {"resolved": {"channels": known}} if known else {}
        return self._use(channel, command, COMMAND, path, given, **extra)

    def autocompletes(self, channel: Channel, name: str, /, **options: Any) -> list[dict[str, Any]]:  # noqa: ANN401
        """What Discord shows while the person types the last of `options`, each with `name` and `value`."""
        command, leaf, path = self.server.commands.find(self, channel, name)
        given = self.server.commands.fill(leaf, options, whole=False)
        given[-1]["focused"] = True
        return self._use(channel, command, AUTOCOMPLETE, path, given).choices

    def uses_menu(self, name: str, message: Message) -> Interaction:
        """The person picks `name` under Apps in a message's menu."""
        channel = message.channel
        command, _, _ = self.server.commands.find(self, channel, name, kind=MESSAGE_MENU)
        extra = {"target_id": str(message.id), "resolved": {"messages": {str(message.id): message.payload()}}}
        return self._use(channel, command, COMMAND, [], [], **extra)

    def clicks(self, message: Message, label: str) -> Interaction:
        """The person taps the button that says `label`."""
        self._must_see(message)
        button = next((each for each in message.buttons if each.label == label), None)
        if button is None or button.disabled or button.style == LINK:
            raise Impossible(f"no button {label!r} to tap among {message.labels}")
        return self._touch(message, {"component_type": BUTTON, "custom_id": button.custom_id})

    def selects(self, message: Message, *labels: str) -> Interaction:
        """The person picks `labels` in the menu that has them."""
        self._must_see(message)
        for select in message.selects:
            if not select.disabled and set(labels) <= set(select.options):
                values = [select.options[label] for label in labels]
                return self._touch(
                    message, {"component_type": SELECTS[0], "custom_id": select.custom_id, "values": values}
                )
        raise Impossible(f"no menu has {labels}: {[list(select.options) for select in message.selects]}")

    def fills_in(self, opened: Interaction, text: str) -> Interaction:
        """The person writes into the one field that a tap opened, and sends it."""
        self.server.wait_for(lambda: opened.modal, what=f"a field for {opened}")
        modal = opened.modal or {}
        [label] = modal["components"]
        field = label["component"]
        if len(text) > field.get("max_length", 4000):
            raise Impossible(f"the field takes {field['max_length']} characters")
        filled = {"type": TEXT_INPUT, "id": 2, "custom_id": field["custom_id"], "value": text}
        data = {"custom_id": modal["custom_id"], "components": [{"type": LABEL, "id": 1, "component": filled}]}
        return self.server.interact(Interaction(self.server, self, opened.channel, SUBMIT, data, source=opened.source))

    def commands_in(self, channel: Channel) -> list[str]:
        """The commands and message menus that Discord offers to this person there."""
        return [command["name"] for command in self.server.commands.offered(self, channel)]

    def _use(
        self,
        channel: Channel,
        command: dict[str, Any],
        kind: int,
        path: list[tuple[str, int]],
        options: list[dict[str, Any]],
        **extra: Any,  # noqa: ANN401
    ) -> Interaction:
        for name, type_ in reversed(path):
            options = [{"name": name, "type": type_, "options": options}]
        data = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options} | extra
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        mine = not self.server.commands.from_guild(command, channel)
        return self.server.interact(Interaction(self.server, self, channel, kind, data, by_user_install=mine))

    def _touch(self, message: Message, data: dict[str, Any]) -> Interaction:
        mine = bool(message.interaction and message.interaction.by_user_install)
        return self.server.interact(
            Interaction(self.server, self, message.channel, COMPONENT, data, source=message, by_user_install=mine)
        )

    def _must_see(self, message: Message) -> None:
        whose = message.interaction.person if message.interaction else None
        if message.deleted or (message.ephemeral and whose is not self):
            raise Impossible(f"{self} does not see this message")
        self._must(message.channel, "view_channel")

    def _must(self, channel: Channel, *names: str) -> None:
        if not permissions.allows(channel.permissions_of(self), names):
            raise Impossible(f"{self} lacks {', '.join(names)} in {channel}")

    def _mentioned(self, content: str) -> list[Person]:
        ids = {int(id_) for id_ in re.findall(r"<@!?(\d+)>", content)}
        return [person for person in self.server.people if person.id in ids]
